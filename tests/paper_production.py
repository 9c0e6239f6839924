"""A production in memory, for tests of the plan: read, broken down, directed and spoken, with no file behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from studio_film import SCRIPT

from bible.breakdown import break_down
from bible.read import read_script
from shots.direct import direct
from shots.rate import read_rate
from shots.recipe import PictureFormat
from shots.recording import Recording, WordTime
from shots.take import Still, Take
from studio.attempt import Attempt, AttemptState
from studio.casting import spoken_content
from studio.ordered import StillRules
from studio.plan import Node, Offer, plan
from studio.production import ASKS, Production, Ruling, SoundFile, Verdict

_RATE, _WORD = 48_000, 14_000
FREE = Offer(renderer="animatic", revision="1", engine="tones", insisted=False)
HOSTED = Offer(
    renderer="animatic", revision="1", engine="tones", hosted="runway/gen4.5", stills="openai/gpt-image-2.6-flare"
)
LOCAL = Offer(
    renderer="diffusers", revision="1 m@1", maker="diffusers 1 m@1", engine="tones", takes_keyframes=True,
    stills="diffusers", stills_maker="diffusers 1 s@1",
)  # fmt: skip


def on_paper(folder: Path, script: str = SCRIPT) -> Production:
    """The production, with a recording of every line and nothing else."""
    file = folder / "small.fountain"
    file.write_text(script)
    read = read_script(file)
    bible = break_down(read, None)
    sounds = []
    for line in read.lines():
        words = tuple(
            WordTime(word=word, start=n * _WORD, end=(n + 1) * _WORD - 2000) for n, word in enumerate(line.words)
        )
        recording = Recording(
            line=line.id, engine="tones 1", voice="low", text=line.text, sample_rate=_RATE,
            samples=len(words) * _WORD, words=words, phones=(),
            content=spoken_content(line, bible.named(line.cue).token),
        )  # fmt: skip
        sounds.append(SoundFile(recording=recording, number=1, file=f"sound/{line.id}.wav", sha256="0" * 64))
    return Production(
        name="small", picture=PictureFormat(width=192, height=108, rate=read_rate("24")), handles=6, script=read,
        bible=bible, shots=direct(read, bible), sounds=tuple(sounds),
    )  # fmt: skip


def owed(production: Production, offer: Offer, *kinds: str) -> tuple[Node, ...]:
    """The nodes of these kinds that are owed."""
    return tuple(node for node in plan(production, offer).nodes if node.kind in kinds and node.owed)


def with_takes(production: Production, offer: Offer, *nodes: Node, circled: bool = False) -> Production:
    """The production once what these nodes owe has come, circled if a person did that too."""
    for node in nodes:
        for maker in (*node.takes, *node.orders):
            production = _with_one(production, node, maker, 1 if maker in node.orders else 0, circled)
    return production


def _with_one(production: Production, node: Node, maker: str, cost: int, circled: bool) -> Production:
    assert node.recipe is not None
    digits = f"{len(production.takes) + len(production.stills):064x}"
    if node.kind == "clip":
        number = 1 + sum(take.shot == node.subject for take in production.takes)
        take = Take(
            shot=node.subject, slate=node.name, number=number, file=f"takes/{node.name}_{number}.mp4", sha256=digits,
            frames=node.recipe.frames, handles=6, content=node.content, renderer=maker, revision="1",
            cost_micro_usd=cost,
        )  # fmt: skip
        tried = Attempt(
            id=1 + len(production.attempts), kind="clip", subject=node.subject, number=number, files=(take.file,),
            content=node.content, state=AttemptState.DONE, lane=maker if cost else "local",
        )  # fmt: skip
        production = production.model_copy(
            update={"takes": (*production.takes, take), "attempts": (*production.attempts, tried)}
        )
    else:
        number = 1 + sum(still.subject == node.subject for still in production.stills)
        still = Still(
            subject=node.subject, slate=node.name, number=number, file=f"stills/{node.name}_{number}.png",
            sha256=digits, width=192, height=108, content=node.content, renderer=maker, revision="1",
            cost_micro_usd=cost,
        )  # fmt: skip
        production = production.model_copy(update={"stills": (*production.stills, still)})
    of: Literal["take", "still"] = "take" if node.kind == "clip" else "still"
    return with_ruling(production, node, Ruling.CIRCLED, of, number) if circled else production


def with_ruling(
    production: Production,
    node: Node,
    ruling: Ruling,
    of: Literal["shot", "take", "still"],
    number: int | None,
    renderer: str = "",
) -> Production:
    """The production once a person said this of a subject."""
    verdict = Verdict(
        subject=node.subject, of=of, number=number, ruling=ruling, content=node.content, renderer=renderer,
        after=max((each.id for each in production.attempts), default=0) if ruling in ASKS else 0,
    )  # fmt: skip
    return production.model_copy(update={"verdicts": (*production.verdicts, verdict)})


def made_to_the_end(production: Production, offer: Offer) -> tuple[Production, int]:
    """The production once everything owed was made or ordered and circled, and how many pieces that took."""
    pieces = 0
    while nodes := owed(production, offer, "still", "keyframe", "clip"):
        for node in nodes:
            pieces += len(node.takes) + len(node.orders)
        stills = tuple(node for node in nodes if node.kind != "clip")
        production = with_takes(production, offer, *stills, circled=bool(offer.still_rules.approve))
        for node in nodes:
            production = with_takes(production, offer, node) if node.kind == "clip" else production
    return production, pieces


def by_itself(offer: Offer) -> Offer:
    """The offer where nobody is to be asked."""
    return offer.model_copy(update={"still_rules": StillRules(approve=())})

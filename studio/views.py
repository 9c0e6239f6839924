"""What the reading commands show: rows for people, and the same as stable JSON for programs."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from bible.model import Frozen
from edit.written import card_frames
from shots.content_prompt import content_prompt
from studio.attempt import ADOPTED, AttemptState
from studio.editors_cut import left_out
from studio.pick import circled_still, rulings_on
from studio.plan import Node, Plan, State
from studio.production import Production, Ruling
from studio.take_sounds import use_of


class ShotView(Frozen):
    """One shot as `studio shots --json` gives it."""

    slate: str
    scene: str
    """The writer's scene number."""
    framing: str
    size: str
    angle: str
    move: str
    motion: float
    """How much moves: 1 is as usual."""
    duration_frames: int
    characters: tuple[str, ...]
    """Names of those in frame."""
    lines: tuple[str, ...]
    """What is said over it: `NORA: You're early.`"""
    action: str
    prompt: str
    """What renderers that are asked in words are told of its movement, its camera and its light."""
    circled: str
    """The circled take, `1B-2`, or empty."""
    take: str
    """The take the cut shows, or empty."""
    state: str
    reason: str


class TakeView(Frozen):
    """One take as `studio takes --json` gives it."""

    take: str
    slate: str
    number: int
    file: str
    frames: int
    handles: int
    renderer: str
    made_at: str
    circled: bool
    no_good: bool
    in_cut: bool
    current: bool
    """It shows what its shot asks for now."""
    lost: bool
    """Its file is gone or was changed."""
    versions: tuple[str, ...] = ()
    """What passes made of it: `1B-3 sync`."""
    sound: str = ""
    """What becomes of its own sound: heard, speaks or muted; empty where it has none."""


class StillView(Frozen):
    """One still as `studio takes --json` gives it, after the takes."""

    still: str
    subject: str
    """A slate, or a bible entry's token."""
    number: int
    file: str
    width: int
    height: int
    renderer: str
    made_at: str
    circled: bool
    no_good: bool
    lost: bool


class Status(Frozen):
    """How a production stands, as `studio status --json` gives it."""

    production: str
    title: str
    rate: str
    width: int
    height: int
    script: str
    """The script file, from the production folder; empty when it is not known."""
    script_state: str
    """Whether that file is `current`, was `edited` since it was read, is `gone`, or is `unknown`."""
    scenes: int
    shots: int
    takes: int
    duration_frames: int
    film: str
    """State of the film: current, stale, missing or blocked."""
    film_reason: str
    version: int | None
    """The latest cut."""
    owed: Mapping[str, int]
    """How many recordings, clips and masters are to be made."""
    stale: tuple[str, ...]
    """Slates whose take in the cut shows something else than is asked for."""
    again: tuple[str, ...]
    """Slates whose paid take shows something else than is asked for now, or was called off: ordered with `--stale`."""
    stale_stills: tuple[str, ...]
    """Slates and tokens whose circled still shows something else than is asked for now."""
    next: str
    """What to type next."""


def shot_views(production: Production, planned: Plan) -> tuple[ShotView, ...]:
    """Every shot, in cutting order."""
    return tuple(_shot_view(production, node) for node in planned.nodes if node.kind == "clip")


def _shot_view(production: Production, node: Node) -> ShotView:
    script, bible, recipe = production.script, production.bible, node.recipe
    assert script is not None and bible is not None and recipe is not None
    shot = recipe.shot
    circled = rulings_on(production, shot.id).circled
    said = []
    for span in shot.spans:
        line = script.line(span.line)
        said.append(f"{bible.called(line.cue)}: {' '.join(line.words[span.first_word : span.last_word + 1])}")
    return ShotView(
        slate=shot.slate,
        scene=script.scene(shot.scene).number,
        framing=shot.framing.value,
        size=shot.size.value,
        angle=shot.angle.value,
        move=shot.move.value,
        motion=shot.motion,
        duration_frames=recipe.frames,
        characters=tuple(bible.character(subject.token).title for subject in shot.subjects),
        lines=tuple(said),
        action=shot.action or shot.thing,
        prompt=content_prompt(recipe),
        circled=f"{shot.slate}-{circled}" if circled else "",
        take=node.pick.take.name if node.pick else "",
        state=node.state.value,
        reason=node.reason,
    )


def take_views(production: Production, planned: Plan, shot_ids: frozenset[str] | None = None) -> tuple[TakeView, ...]:
    """Every take, or those of some shots, in the order in which they were made."""
    views = []
    nodes = {node.subject: node for node in planned.nodes if node.kind == "clip"}
    for take in production.takes:
        if shot_ids is not None and take.shot not in shot_ids:
            continue
        rulings = rulings_on(production, take.shot)
        node = nodes.get(take.shot)
        picked = node.pick if node else None
        views.append(
            TakeView(
                take=take.name,
                slate=take.slate,
                number=take.number,
                file=take.file,
                frames=take.frames,
                handles=take.handles,
                renderer=take.renderer,
                made_at=take.made_at,
                circled=rulings.circled == take.number,
                no_good=take.number in rulings.refused,
                in_cut=picked is not None and picked.take == take and not left_out(production, take.shot),
                current=node is not None and node.content == take.content,
                lost=take.file in production.lost,
                versions=tuple(each.name for each in production.versions_of(take) if each.file not in production.lost),
                sound=use_of(production, take) or "",
            )
        )
    return tuple(views)


def still_views(production: Production, shot_ids: frozenset[str] | None = None) -> tuple[StillView, ...]:
    """Every still, or those of some shots, in the order in which they came."""
    refused = {
        (verdict.subject, verdict.number)
        for verdict in production.verdicts
        if verdict.of == "still" and verdict.ruling == Ruling.NO_GOOD
    }
    return tuple(
        StillView(
            still=still.name,
            subject=still.slate,
            number=still.number,
            file=still.file,
            width=still.width,
            height=still.height,
            renderer=still.renderer,
            made_at=still.made_at,
            circled=circled_still(production, still.subject) == still,
            no_good=(still.subject, still.number) in refused and circled_still(production, still.subject) != still,
            lost=still.file in production.lost,
        )
        for still in production.stills
        if shot_ids is None or still.subject in shot_ids
    )


def status_of(production: Production, planned: Plan, script_state: str = "unknown") -> Status:
    """How the production stands and what to type next; `script_state` says what became of the script's file."""
    clips = [node for node in planned.nodes if node.kind == "clip"]
    master = planned.master() if planned.nodes else None
    owed = {kind: len(planned.owed(kind)) for kind in ("recording", "still", "keyframe", "clip", "master")}
    stale = tuple(node.name for node in clips if node.state == State.STALE)
    return Status(
        production=production.name,
        title=production.script.title if production.script else "",
        rate=production.picture.rate.name,
        width=production.picture.width,
        height=production.picture.height,
        script=production.script_file,
        script_state=script_state,
        scenes=len(production.script.scenes) if production.script else 0,
        shots=len(clips),
        takes=len(production.takes),
        duration_frames=_length(production, planned),
        film=master.state.value if master else State.MISSING.value,
        film_reason=master.reason if master else "there is no script yet",
        version=production.cuts[-1].version if production.cuts else None,
        owed=owed,
        stale=stale,
        again=tuple(node.name for node in clips if node.again),
        stale_stills=tuple(
            node.name for node in planned.nodes if node.kind in ("still", "keyframe") and node.state == State.STALE
        ),
        next=_next(production, planned, owed, script_state),
    )


def _length(production: Production, planned: Plan) -> int:
    """Frames of the film: as the editor cut it, or as long as its shots, what is held black and its credits are."""
    if production.conformed is not None:
        return production.conformed.cut.frames
    shots = sum(node.recipe.frames for node in planned.nodes if node.kind == "clip" and node.recipe)
    script, bible = production.script, production.bible
    if not shots or script is None or bible is None:
        return shots
    return shots + card_frames(script, bible if production.credits else None, production.picture.rate)


def _next(production: Production, planned: Plan, owed: dict[str, int], script_state: str) -> str:
    if production.script is None:
        return "studio produce SCRIPT"
    parked = [node for node in planned.nodes if node.state == State.PARKED]
    unclear = {
        ("clip" if each.kind in ("part", "strip") else each.kind, subject)
        for each in production.attempts
        if each.state == AttemptState.PARKED
        for subject in each.subject.partition("/")[0].split("+")
    }
    settle = [node for node in parked if (node.kind, node.subject.partition("/")[0]) in unclear]
    if settle:
        adopt = "--adopt ID, " * (settle[0].kind in ADOPTED)
        return f"studio settle {shlex.quote(settle[0].name)} {adopt}--resubmit or --write-off"
    asks = [node.reason for node in planned.nodes if node.kind in ("still", "keyframe") and node.state == State.BLOCKED]
    chosen = [ask for ask in asks if ask.startswith("studio circle ")]
    if chosen:
        return f"look at it, then {chosen[0]}{f' (and {len(chosen) - 1} more)' if len(chosen) > 1 else ''}"
    if script_state == "edited" or any(owed.values()):
        return "studio produce"
    if parked:
        return f"{parked[0].name}: {parked[0].reason}; studio retake {shlex.quote(parked[0].name)} tries again"
    return "watch film.mp4, or change a shot: studio revise SLATE --size CU"

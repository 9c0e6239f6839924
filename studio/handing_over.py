"""What the office tells an export: every take with its prompt, price and what people said, and every line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from sqlalchemy import select

from edit.turnover_facts import LineFacts, TakeFacts
from renderers.diffusion.prompt import compile_prompt
from shots.take import Take
from studio.asked import recipe_in, words_in
from studio.pick import Pick, rulings_on
from studio.plan import Plan
from studio.production import Production, Ruling, Verdict
from studio.store import Store
from studio.tables import AttemptRow, TakeRow

Status = Literal["in the cut", "circled", "kept", "no good", ""]


def prompts_of(store: Store) -> Mapping[str, str]:
    """What each take was asked for in words, by its file: the order's own, or what its recipe comes to."""
    with store.reading() as session:
        asked = session.execute(
            select(TakeRow.file, AttemptRow.asked).join(AttemptRow, TakeRow.attempt == AttemptRow.id)
        )
        return {file: _prompt(text) for file, text in asked}


def _prompt(asked: str) -> str:
    """A take nobody asked for in words has those a model would get: every clip of a timeline says what it is of."""
    recipe = recipe_in(asked)
    return words_in(asked) or (compile_prompt(recipe) if recipe is not None else "")


def take_facts(production: Production, planned: Plan, prompts: Mapping[str, str]) -> tuple[TakeFacts, ...]:
    """Every take whose file is here, with how it stands and what people said of it, and its versions after it.

    A version has its take's timecode, so that it takes its place in a cut without being laid again.
    """
    scenes = {scene.id: scene.number for scene in production.script.scenes} if production.script else {}
    shots = {shot.id: shot for shot in production.shots.shots} if production.shots else {}
    picks = {node.subject: node.pick for node in planned.nodes if node.kind == "clip"}
    found = []
    for order, take in enumerate(production.takes):
        facts = TakeFacts(
            name=take.name, order=order, file=take.file, shot=take.shot, slate=take.slate,
            scene=scenes.get(shots[take.shot].scene, "") if take.shot in shots else "",
            frames=take.frames + 2 * take.handles, handles=take.handles,
            status=_status(production, picks.get(take.shot), take),
            notes=tuple(_said(verdict) for verdict in production.said_of(take.shot) if _is_about(verdict, take)),
            renderer=take.renderer, model=f"{take.renderer} {take.revision}".strip(),
            prompt=prompts.get(take.file, ""), seed=take.seed, cost_micro_usd=take.cost_micro_usd,
            made_at=take.made_at,
        )  # fmt: skip
        found += [facts, *_versions(production, take, facts)]
    return tuple(each for each in found if each.file not in production.lost)


def _versions(production: Production, take: Take, facts: TakeFacts) -> Iterator[TakeFacts]:
    for version in production.versions_of(take):
        yield facts.model_copy(
            update={
                "name": version.name, "file": version.file, "made_at": version.made_at,
                "frames": version.frames + 2 * version.handles, "handles": version.handles,
                "model": f"{facts.model}, {version.renderer} {version.revision}".strip(),
                "cost_micro_usd": facts.cost_micro_usd + version.cost_micro_usd,
            }
        )  # fmt: skip


def line_facts(production: Production) -> tuple[LineFacts, ...]:
    """Every line of the script."""
    lines = production.script.lines() if production.script else ()
    return tuple(LineFacts(id=line.id, character=line.cue, text=line.text) for line in lines)


def _status(production: Production, picked: Pick | None, take: Take) -> Status:
    rulings = rulings_on(production, take.shot)
    if take.number in rulings.refused:
        return "no good"
    if rulings.circled == take.number:
        return "circled"
    if picked is not None and picked.take == take:
        return "kept" if rulings.kept else "in the cut"
    return ""


def _is_about(verdict: Verdict, take: Take) -> bool:
    about = verdict.of == "shot" or (verdict.of == "take" and verdict.number == take.number)
    return about and bool(verdict.note or verdict.reason)


def _said(verdict: Verdict) -> str:
    """`circled by ann: hold the look longer`."""
    why = ", ".join(filter(None, (verdict.reason.value if verdict.reason else "", verdict.note)))
    ruling = "no good" if verdict.ruling == Ruling.NO_GOOD else verdict.ruling.value
    return f"{ruling} by {verdict.by}: {why}"

"""Takes to be looked at: each as a film of its own, with what is heard over its shot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edit.assembly import CutPiece, assemble
from edit.sequence import Sequence
from studio.pick import rulings_on
from studio.plan import Plan
from studio.production import Production, Ruling
from studio.take_sounds import with_own_sound


def reel_pieces(production: Production, planned: Plan, slates: frozenset[str] = frozenset()) -> Iterator[CutPiece]:
    """All takes there are, in the order of the film, or those of some shots."""
    assert production.script is not None
    for node in planned.nodes:
        if node.kind != "clip" or node.recipe is None or (slates and node.name not in slates):
            continue
        for take in production.takes:
            if take.shot == node.subject and take.file not in production.lost:
                yield CutPiece(
                    shot=node.recipe.shot, scene_number=production.script.scene(node.recipe.shot.scene).number,
                    frames=take.frames, utterances=node.recipe.utterances, take=take,
                )  # fmt: skip


def reel(production: Production, planned: Plan, pieces: Iterable[CutPiece]) -> Sequence:
    """Takes put end to end, each with what is heard over its shot."""
    assert production.script is not None
    heard = {sound.line: sound.file for sound in planned.sequence.sounds} if planned.sequence else {}
    title = f"{production.script.title}: dailies"
    return with_own_sound(production, assemble(production.name, title, production.picture, pieces, heard, {}))


def note_on(production: Production, piece: CutPiece) -> str:
    """What a person said of a take: `circled`, `no good: hands`; empty when nothing."""
    subject, number = piece.take.shot, piece.take.number
    rulings = rulings_on(production, subject)
    if number not in rulings.refused:
        return "circled" if number == rulings.circled else ""
    said = [
        each for each in production.verdicts
        if each.subject == subject and each.of == "take" and each.number == number and each.ruling == Ruling.NO_GOOD
    ]  # fmt: skip
    reason = said[-1].reason if said else None
    return f"no good: {reason.value}" if reason else "no good"

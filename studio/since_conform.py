"""What came since the editor's cut: the change list an editor works through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from bible.model import Frozen
from edit.conform import EditorsCut
from shots.timecode import first_frame, timecode
from studio.editors_cut import left_out, omitted
from studio.plan import Plan, State
from studio.production import Production


class Since(Frozen):
    """One thing that is not as the editor left it."""

    kind: Literal["new shot", "replaced", "left the script", "left out", "omitted", "owed"]
    subject: str
    """A slate, or a line as people call it: `NORA L0042`."""
    what: str


class ChangeList(Frozen):
    """How the editor's cut stands."""

    holds: str
    """In words, whose cut holds."""
    locked: bool = False
    changes: tuple[Since, ...] = ()


def since(production: Production, planned: Plan) -> ChangeList:
    """What came, left and was replaced since the editor's cut; nothing where studio cuts."""
    held = production.conformed
    if held is None:
        return ChangeList(holds="studio's own cut holds: no editor's cut was taken in")
    whose = f"the cut of {held.file}" if held.file else "studio's own cut, locked,"
    locked = "; the picture is locked" if held.locked else ""
    words = f"{whose} holds, taken in by {held.by} on {held.at[:16].replace('T', ' ')} UTC{locked}"
    changes = (
        *_new(production, planned), *_replaced(held.cut, planned), *_gone(production, held.cut), *_out(production)
    )  # fmt: skip
    return ChangeList(holds=words, locked=held.locked, changes=changes)


def in_short(told: ChangeList) -> list[str]:
    """A row for whose cut holds, and one for each kind of change."""
    kinds: dict[str, list[str]] = {}
    for each in told.changes:
        kinds.setdefault(each.kind, []).append(each.subject)
    rows = [
        f"since then: {kind}: {', '.join(names[:8])}{' ...' if len(names) > 8 else ''}" for kind, names in kinds.items()
    ]
    return [told.holds, *rows]


def _new(production: Production, planned: Plan) -> Iterator[Since]:
    rate = production.picture.rate
    for clip in planned.sequence.offered if planned.sequence else ():
        at = timecode(clip.start, rate, first_frame(rate))
        yield Since(kind="new shot", subject=clip.slate, what=f"lies on the second track at {at}, {clip.frames} frames")


def _replaced(cut: EditorsCut, planned: Plan) -> Iterator[Since]:
    taken = {clip.shot: clip for clip in cut.clips if clip.shot and not clip.pinned}
    for node in planned.nodes:
        clip = taken.get(node.subject) if node.kind == "clip" else None
        if clip is not None and node.pick is not None and node.pick.take.number != clip.take:
            yield Since(kind="replaced", subject=node.name, what=f"{clip.slate}-{clip.take} → {node.pick.take.name}")
        if clip is not None and node.state in (State.MISSING, State.STALE):
            yield Since(kind="owed", subject=node.name, what=node.reason)


def _gone(production: Production, cut: EditorsCut) -> Iterator[Since]:
    there = {shot.id for shot in production.shots.shots} if production.shots else set()
    for slate in dict.fromkeys(clip.slate for clip in cut.clips if clip.shot and clip.shot not in there):
        yield Since(kind="left the script", subject=slate, what="still in your cut")


def _out(production: Production) -> Iterator[Since]:
    for shot in production.shots.shots if production.shots else ():
        if left_out(production, shot.id):
            yield Since(kind="left out", subject=shot.slate, what="nothing is made for it")
    for line in production.script.lines() if production.script else ():
        if omitted(production, line.id):
            yield Since(kind="omitted", subject=f"{line.cue} {line.id}", what=" ".join(line.words)[:60])

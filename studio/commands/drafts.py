"""What commands say of a new draft: scene by scene and shot by shot, before anything is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.commands.terminal import clock, counted, print_json, print_rows

if TYPE_CHECKING:
    from bible.script import Script
    from shots.drafts import DraftChanges, ShotChange
    from shots.rate import Rate
    from studio.drafting import NewDraft
    from studio.office import Office

_MARKS = {"new": "+", "changed": "~", "dropped": "-"}
_MOST = 40
"""Rows of shots that are told one by one; the rest is counted."""

_WIDEST = 160
"""Letters of one row."""


def say_draft(office: Office, new: NewDraft) -> None:
    """Tell what a draft holds, and what it changes of the one before."""
    from bible.unsaid import unsaid

    draft = new.draft
    office.reporter.say(
        f"{draft.script.title}: {counted(len(draft.script.scenes), 'scene')}, "
        f"{counted(len(draft.bible.characters), 'character')}, {counted(len(draft.shots.shots), 'shot')}"
    )
    for told in (*unsaid(draft.script, draft.bible), *new.told):
        office.reporter.say(told)
    for row in change_rows(new.changes, office.settings.frame_rate) if new.changes else ():
        office.reporter.say(row)


def change_rows(changes: DraftChanges, rate: Rate) -> list[str]:
    """What a draft changes, one scene or shot a row, and how much it leaves alone."""
    from shots.revise import tell_change

    if changes.nothing:
        return ["the edit changes no scene and no shot"]
    rows = []
    for scene in changes.scenes:
        what = [*([scene.change] if scene.change != "kept" else []), *(["moved"] if scene.moved else [])]
        if what:
            mark = _MARKS.get(scene.change, "~")
            rows.append(f"{mark} scene {scene.scene} {scene.heading}: {', '.join(what)}")
    told = [shot for shot in changes.shots if shot.change != "kept"]
    for shot in told[:_MOST]:
        fields = "; ".join(tell_change(field, rate) for field in shot.fields)
        rows.append(f"  {_MARKS[shot.change]} {shot.slate}: {_short(fields) or _what(shot)}")
    rows += [f"    and {len(told) - _MOST} more shots"] if len(told) > _MOST else []
    counts = (f"{changes.count(change)} {change}" for change in ("kept", "changed", "new", "dropped"))
    return [*rows, f"shots: {', '.join(counts)}"]


def show_owed(office: Office, new: NewDraft | None, as_json: bool) -> None:
    """Say what a run would make, with a draft that was not recorded yet where there is one."""
    from studio.plan import plan

    production = office.production()
    production = new.over(production) if new is not None else production
    planned = plan(production, office.offer(production))
    owed = [node for node in planned.nodes if node.owed]
    if as_json:
        print_json(
            {
                "told": list(new.told) if new is not None else [],
                "changes": new.changes.model_dump(mode="json") if new is not None and new.changes else None,
                "owed": [{"kind": n.kind, "name": n.name, "state": n.state.value, "reason": n.reason} for n in owed],
            }
        )
        return
    rows = [*new.told] if new is not None else []
    rows += change_rows(new.changes, office.settings.frame_rate) if new is not None and new.changes else []
    rows += [f"{node.kind:<10} {node.name}: {node.reason}" for node in owed] or ["nothing is owed"]
    print_rows(rows)
    nodes = tuple(node for node in owed if node.orders)
    if nodes:
        print_rows(list(office.ordering.quote(nodes, production, again=office.ask_again).told()))


def show_first_draft(script: Script, root: Path, rate: Rate, as_json: bool) -> None:
    """Say what a first run would make; nothing is there yet."""
    from bible.breakdown import break_down
    from bible.unsaid import unsaid
    from shots.direct import direct
    from shots.timing import time_shots, total_frames

    bible = break_down(script)
    shots = direct(script, bible)
    frames = total_frames(time_shots(shots, script, bible, {}, rate))
    if as_json:
        print_json(
            {
                "folder": str(root), "scenes": len(script.scenes), "shots": len(shots.shots),
                "lines": sum(1 for _ in script.lines()), "duration_frames": frames,
            }
        )  # fmt: skip
        return
    print_rows(
        [
            f"would make {root}/: {counted(len(script.scenes), 'scene')}, {counted(len(shots.shots), 'shot')}, "
            f"about {clock(float(rate.seconds(frames)))}; nothing is there yet",
            *unsaid(script, bible),
        ]
    )


def _what(shot: ShotChange) -> str:
    return f"new in scene {shot.scene}" if shot.change == "new" else "dropped; its takes stay"


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 2].rstrip()} …"

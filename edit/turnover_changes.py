"""The change list: what is otherwise in the cut than in the one that was handed over before, shot by shot."""

from __future__ import annotations

from collections import Counter

from edit.turnover_rows import ClipRow, Rows
from shots.timecode import timecode


def change_list(rows: Rows, before: Rows | None, since: str) -> str:
    """What an editor has to do to bring the cut `since` up to this one, in the order of the film."""
    if before is None:
        return "This is the first cut that is handed over: there is nothing to compare it with.\n"
    said = [f"What changed since {since}, in the order of the film:"]
    if (before.rate, before.width, before.height) != (rows.rate, rows.width, rows.height):
        said.append(
            f"  the film is {rows.width}x{rows.height} at {rows.rate.name},"
            f" it was {before.width}x{before.height} at {before.rate.name}"
        )
    for kind in ("video", "audio"):
        said += _changed(_clips(rows, kind), _clips(before, kind), rows, before)
    said += _transitions(rows, before)
    if len(said) == 1:
        return f"Nothing changed since {since}: same takes, same order, same lengths.\n"
    if rows.frames != before.frames:
        said.append(f"  the film is {rows.frames} frames long, it was {before.frames}")
    return "\n".join(said) + "\n"


def _clips(rows: Rows, kind: str) -> dict[str, ClipRow]:
    """The clips of one kind by what they show: a shot or a line, and which use of it."""
    found: dict[str, ClipRow] = {}
    used: Counter[str] = Counter()
    for track in rows.tracks:
        for clip in track.clips if track.kind == kind else ():
            subject = clip.fact("shot") or clip.fact("line") or clip.name
            used[subject] += 1
            found[f"{subject} {used[subject]}"] = clip
    return found


def _changed(now: dict[str, ClipRow], before: dict[str, ClipRow], rows: Rows, old: Rows) -> list[str]:
    said = []
    for subject, clip in sorted(now.items(), key=lambda each: each[1].start):
        was = before.get(subject)
        place = f"  {timecode(rows.start + clip.start, rows.rate)}  {_called(clip)}"
        if was is None:
            said.append(f"{place}: new, {clip.frames} frames")
            continue
        what = []
        if (mine := _file(clip)) != (theirs := _file(was)):
            what.append(f"{mine} instead of {theirs}")
        elif shift := _offset(clip) - _offset(was):
            what.append(f"starts {abs(shift)} frames {'later' if shift > 0 else 'earlier'} in it")
        if clip.frames != was.frames:
            what.append(f"{clip.frames} frames instead of {was.frames}")
        if clip.speed != was.speed:
            what.append(f"at speed {clip.speed} instead of {was.speed}")
        if what:
            said.append(f"{place}: {', '.join(what)}")
    order = [subject for subject in now if subject in before]
    if order != [subject for subject in before if subject in now]:
        said.append("  the order changed: " + ", ".join(_called(now[subject]) for subject in order))
    for subject, clip in before.items():
        if subject not in now:
            said.append(
                f"  {timecode(old.start + clip.start, old.rate)}  {_called(clip)}: left out, {clip.frames} frames"
            )
    return said


def _transitions(rows: Rows, before: Rows) -> list[str]:
    now = [(each.kind, each.frames) for track in rows.tracks for each in track.transitions]
    was = [(each.kind, each.frames) for track in before.tracks for each in track.transitions]
    return [] if now == was else [f"  {len(now)} transitions, there were {len(was)}, or others of their kind or length"]


def _called(clip: ClipRow) -> str:
    return clip.fact("slate") or " ".join(filter(None, (clip.fact("character"), clip.fact("line")))) or clip.name


def _offset(clip: ClipRow) -> int:
    """The frame of its medium at which a clip begins: timecode of sounds moves with the film."""
    return clip.source - (clip.media.start if clip.media else 0)


def _file(clip: ClipRow) -> str:
    return clip.media.name if clip.media else clip.name

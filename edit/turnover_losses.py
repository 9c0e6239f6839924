"""What a format could not carry: the written file is read again and held against the timeline, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bible.model import Frozen
from edit.turnover_rows import About, ClipRow, MarkerRow, MediaRow, Rows, TrackRow


class Loss(Frozen):
    """One field that the file does not hold as the timeline does."""

    where: str
    """`V1`, `V1 ferry_001A_t03`, `marker 1A MCU`, or `timeline`."""
    field: str
    """`reel`, `about.prompt` ..."""
    held: str
    """What the timeline says."""
    read: str
    """What the file says; empty where it says nothing."""


class LossReport(Frozen):
    """All that one file lost."""

    file: str
    format: str
    fields: int
    """How many fields of the timeline were compared."""
    losses: tuple[Loss, ...]

    @property
    def text(self) -> str:
        """The report for people: what is lost, how often, with an example of each."""
        head = f"{self.file} ({self.format}): "
        if not self.losses:
            return f"{head}holds all {self.fields} fields of the timeline.\n"
        rows = [f"{head}{len(self.losses)} of {self.fields} fields of the timeline are not in it."]
        counts = Counter(loss.field for loss in self.losses)
        for field, count in counts.most_common():
            first = next(loss for loss in self.losses if loss.field == field)
            now = f", reads {_short(first.read)}" if first.read else ""
            rows.append(f"  {field}: {count} time{'s' * (count > 1)}; {first.where}: {_short(first.held)}{now}")
        return "\n".join(rows) + "\n"


def compare(file: str, form: str, held: Rows, read: Rows) -> LossReport:
    """Hold what was read from a file against the timeline.

    Tracks, clips and transitions are matched by their order, markers by their frame. What a file holds beyond the
    timeline is told as well, with nothing under `held`.
    """
    wanted, found = dict(_fields(held)), dict(_fields(read))
    wanted = {place: value for place, value in wanted.items() if value}
    losses = [
        Loss(where=where, field=field, held=value, read=found.get((where, field), ""))
        for (where, field), value in wanted.items()
        if found.get((where, field), "") != value
    ]
    losses += [
        Loss(where=where, field=f"{field} (beyond)", held="", read=value)
        for (where, field), value in found.items()
        if (where, field) not in wanted and value
    ]
    return LossReport(file=file, format=form, fields=len(wanted), losses=tuple(losses))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


Field = tuple[tuple[str, str], str]
"""Where and what, with its value."""


def _fields(rows: Rows) -> Iterable[Field]:
    yield ("timeline", "name"), rows.name
    yield ("timeline", "rate"), rows.rate.name
    yield ("timeline", "size"), f"{rows.width}x{rows.height}" if rows.width else ""
    yield ("timeline", "start"), str(rows.start)
    for kind in ("video", "audio"):
        for number, track in enumerate((each for each in rows.tracks if each.kind == kind), 1):
            yield from _track_fields(track, f"{kind[0].upper()}{number}")
    taken: Counter[int] = Counter()
    for marker in rows.markers:
        taken[marker.at] += 1
        yield from _marker_fields(marker, f"marker at {marker.at}" + f" ({taken[marker.at]})" * (taken[marker.at] > 1))


def _track_fields(track: TrackRow, where: str) -> Iterable[Field]:
    yield (where, "track name"), track.name
    yield from _about(where, track.about)
    for number, clip in enumerate(track.clips, 1):
        yield from _clip_fields(clip, f"{where} clip {number}")
    for number, transition in enumerate(track.transitions, 1):
        place = f"{where} transition {number}"
        yield (place, "transition"), transition.kind
        yield (place, "transition at"), str(transition.at)
        yield (place, "transition frames"), f"{transition.before}+{transition.after}"
        yield from _about(place, transition.about)


def _clip_fields(clip: ClipRow, where: str) -> Iterable[Field]:
    yield (where, "clip name"), clip.name
    yield (where, "starts at"), str(clip.start)
    yield (where, "frames"), str(clip.frames)
    yield (where, "source"), str(clip.source)
    yield (where, "speed"), str(clip.speed)
    yield (where, "turned off"), "" if clip.enabled else "yes"
    for effect in clip.effects:
        yield (where, f"effect {effect}"), "present"
    if clip.media is not None:
        yield from _media_fields(clip.media, where, "media")
    for number, other in enumerate(clip.alternates, 1):
        yield from _media_fields(other, f"{where} alternate {number}", "alternate")
    yield from _about(where, clip.about)


def _media_fields(media: MediaRow, where: str, what: str) -> Iterable[Field]:
    yield (where, f"{what} name"), media.name
    yield (where, f"{what} file"), media.file
    yield (where, f"{what} reel"), media.reel
    yield (where, f"{what} channels"), str(media.channels or "")
    yield (where, f"{what} start"), str(media.start) if media.frames else ""
    yield (where, f"{what} frames"), str(media.frames) if media.frames else ""


def _marker_fields(marker: MarkerRow, where: str) -> Iterable[Field]:
    yield (where, "marker"), marker.name
    yield (where, "marker frames"), str(marker.frames)
    yield (where, "marker colour"), marker.colour
    yield (where, "marker comment"), marker.comment
    yield from _about(where, marker.about, "marker about")


def _about(where: str, about: About, what: str = "about") -> Iterable[Field]:
    for name, value in about:
        yield (where, f"{what} {name}"), value

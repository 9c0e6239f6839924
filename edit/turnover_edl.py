"""Edit decision lists (CMX 3600): one for each track, with reels, dissolves, wipes, fades, speeds and locators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import PurePosixPath

from bible.errors import MediaError
from bible.model import Frozen
from edit.turnover_rows import ClipRow, MarkerRow, MediaRow, Rows, TrackRow, TransitionRow
from shots.rate import Rate
from shots.timecode import frames_of, timecode

_BLACK = "BL"
_WIPE = "W001"
_EVENT = re.compile(
    r"(\d{3,6})\s+(\S+)\s+(\S+)\s+([CDW]\d{0,3})\s*(\d*)\s+" + r"\s+".join([r"(\d\d:\d\d:\d\d[:;]\d\d)"] * 4)
)
_LOCATOR = re.compile(r"\* LOC: (\S+)\s+(\S+)\s+(.*)")


class _Event(Frozen):
    """What is written in one row, or in two where something goes over into something else."""

    reel: str
    name: str = ""
    file: str = ""
    source: int = 0
    start: int
    """Frame of the film."""
    frames: int
    speed: Fraction = Fraction(1)
    way: str = "C"
    over: int = 0
    """Frames in which it comes."""
    from_black: bool = False
    """It comes out of black, whatever stands before it."""


def write_edl(rows: Rows, track: TrackRow) -> str:
    """The list of one track. Locators stand in the list of the first video track."""
    drop = "DROP FRAME" if rows.rate.drop_frame else "NON-DROP FRAME"
    out = [f"TITLE: {_plain(rows.name)} {_plain(track.name)}".rstrip(), f"FCM: {drop}", ""]
    wide = any(clip.media is not None and clip.media.channels == 2 for clip in track.clips)
    channel = "V" if track.kind == "video" else "AA" if wide else "A"
    before = _Event(reel=_BLACK, start=0, frames=0)
    markers = list(rows.markers) if track in rows.of_kind("video")[:1] else []
    for number, event in enumerate(_events(track), 1):
        if event.from_black:
            before = _Event(reel=_BLACK, start=event.start, frames=0)
        if event.way != "C":
            out.append(_row(number, before, channel, rows, still=True))
        out.append(_row(number, event, channel, rows))
        out += _comments(event, before, rows.rate)
        while markers and markers[0].at < event.start + event.frames:
            out.append(_locator(markers.pop(0), rows))
        before = event
    out += [_locator(marker, rows) for marker in markers]
    return "\n".join(out) + "\n"


def _events(track: TrackRow) -> Sequence[_Event]:
    """The track as events: what goes over into what, and black where a fade needs it."""
    comes: dict[int, TransitionRow] = {each.at: each for each in track.transitions}
    events: list[_Event] = []
    for clip in track.clips:
        coming, going = comes.get(clip.start), comes.get(clip.end)
        early = coming.before if coming and coming.shows_both else 0
        late = going.before if going and going.before else 0
        way, over, from_black = "C", 0, False
        if coming is not None and coming.shows_both:
            way, over = ("D" if coming.kind != "wipe" else _WIPE), coming.frames
        elif coming is not None and coming.after:
            way, over, from_black = "D", coming.after, True
        events.append(
            _Event(
                reel=(clip.media.reel if clip.media else "") or "AX", name=clip.name,
                file=PurePosixPath(clip.media.file).name if clip.media else "",
                source=clip.source - int(early * clip.speed), start=clip.start - early,
                frames=clip.frames + early - late, speed=clip.speed, way=way, over=over,
                from_black=from_black,
            )
        )  # fmt: skip
        if going is not None and going.before and not going.shows_both:
            events.append(
                _Event(reel=_BLACK, start=clip.end - going.before, frames=going.before, way="D", over=going.before)
            )
    return events


def _row(number: int, event: _Event, channel: str, rows: Rows, still: bool = False) -> str:
    """One row; `still` for the one a transition comes from, which has no length."""
    way, over = ("C", "") if still else (event.way, f"{event.over:03d}" if event.over else "")
    begin = event.start + event.frames if still else event.start
    frames = 0 if still else event.frames
    source = event.source + (int(event.frames * event.speed) if still else 0)
    played = max(int(frames * abs(event.speed)), min(frames, 1))
    if event.reel == _BLACK:
        source, played = 0, frames
    times = (source, source + played, rows.start + begin, rows.start + begin + frames)
    return f"{number:03d}  {event.reel:<8} {channel:<5} {way:<4} {over:<4}" + " ".join(
        timecode(each, rows.rate) for each in times
    )


def _comments(event: _Event, before: _Event, rate: Rate) -> list[str]:
    out = []
    if event.speed != 1 and event.reel != _BLACK:
        pace = float(event.speed * rate.nominal)
        out.append(f"M2   {event.reel:<8} {pace:06.2f}      {timecode(event.source, rate)}")
    if event.way != "C":
        out.append(f"* FROM CLIP NAME: {_plain(before.name) or 'BLACK'}")
        out.append(f"* TO CLIP NAME: {_plain(event.name) or 'BLACK'}")
    elif event.name:
        out.append(f"* FROM CLIP NAME: {_plain(event.name)}")
    if event.file:
        out.append(f"* SOURCE FILE: {_plain(event.file)}")
    return out


def _locator(marker: MarkerRow, rows: Rows) -> str:
    said = " - ".join(filter(None, (_plain(marker.name), _plain(marker.comment))))
    return f"* LOC: {timecode(rows.start + marker.at, rows.rate)} {(marker.colour or 'white').upper():<7} {said}"


def _plain(text: str) -> str:
    return " ".join(text.split())


def without_fades(text: str, rate: Rate) -> str:
    """A list with every fade from or to black made a plain cut, the clips as long as they are seen.

    OpenTimelineIO's reader of lists knows no transition out of nothing.
    """
    out: list[str] = []
    fade = ""
    for row in text.splitlines():
        found = _EVENT.match(row)
        before = _EVENT.match(out[-1]) if out else None
        if found is None:
            out += _named_after(row, fade)
        elif before is None or found[1] != before[1] or found[4] == "C" or _BLACK not in (found[2], before[2]):
            fade = ""
            out.append(row)
        elif before[2] == _BLACK:
            fade = "in"
            out[-1] = f"{found[1]}  {found[2]:<8} {found[3]:<5} C        {' '.join(found.groups()[5:])}"
        else:
            fade = "out"
            out.pop()
            _lengthen(out, found[9], rate)
    return "\n".join(out) + "\n"


def with_plain_speeds(text: str, rate: Rate) -> str:
    """A list whose every speed OpenTimelineIO's reader takes in.

    It knows no drop-frame timecode in a row of speed, and passes one over where as many frames are played as are seen:
    so it does with what runs backwards at its own pace.
    """
    out: list[str] = []
    event = -1
    for row in text.splitlines():
        if _EVENT.match(row):
            event = len(out)
        elif row.startswith("M2") and event >= 0:
            row = row.replace(";", ":")
            if (found := _EVENT.match(out[event])) and re.search(r"\s-[\d.]+\s", row):
                out[event] = _with_other_length(out[event], found, rate)
        out.append(row)
    return "\n".join(out) + "\n"


def _with_other_length(row: str, found: re.Match[str], rate: Rate) -> str:
    """An event of which one frame more is played, where as many would be as are seen."""
    begin, end, first, last = (frames_of(found[number], rate) for number in (6, 7, 8, 9))
    if end - begin != last - first:
        return row
    return row.replace(f"{found[6]} {found[7]}", f"{found[6]} {timecode(end + 1, rate)}", 1)


def _named_after(row: str, fade: str) -> list[str]:
    """A comment after an event; of a fade's two names only that of the clip is left."""
    said = re.match(r"\* (FROM|TO) CLIP NAME: (.*)", row)
    if not said or not fade:
        return [row]
    return [f"* FROM CLIP NAME: {said[2]}"] if fade == "in" and said[1] == "TO" else []


def _lengthen(rows: list[str], until: str, rate: Rate) -> None:
    """Let the last event run on to a timecode of the film."""
    for place in range(len(rows) - 1, -1, -1):
        if found := _EVENT.match(rows[place]):
            more = frames_of(until, rate) - frames_of(found[9], rate)
            end = timecode(frames_of(found[7], rate) + more, rate)
            rows[place] = (
                rows[place]
                .replace(f"{found[6]} {found[7]}", f"{found[6]} {end}")
                .replace(f"{found[8]} {found[9]}", f"{found[8]} {until}")
            )
            return


def read_edl(lists: Sequence[tuple[str, str]], rate: Rate) -> Rows:
    """The tracks of several lists, given as `V` or `A` and text. Raises MediaError on what is no list."""
    tracks, markers, titles = [], [], []
    begins = []
    for kind, text in lists:
        drop = "FCM: DROP FRAME" in text
        if drop != rate.drop_frame and "FCM:" in text:
            raise MediaError("the list and the film do not count timecode alike: one of them drops frames")
        title = re.search(r"TITLE: (.*)", text)
        titles.append(title[1] if title else "")
        events = _read_events(text, rate)
        begins += [event.start for event in events[:1]]
        tracks.append((kind, events))
        markers += _read_locators(text, rate)
    # A list says where each event lies, not where the film begins: a film begins at a full hour.
    start = frames_of(f"{timecode(min(begins, default=0), rate)[:2]}:00:00:00", rate)
    return Rows(
        name=titles[0] if titles else "", rate=rate, width=0, height=0, start=start,
        tracks=tuple(_read_track(kind, events, start) for kind, events in tracks),
        markers=tuple(each.model_copy(update={"at": each.at - start}) for each in markers),
    )  # fmt: skip


def _read_events(text: str, rate: Rate) -> list[_Event]:
    """The rows of a list; starts are timecode still."""
    events: list[_Event] = []
    for row in text.splitlines():
        found = _EVENT.match(row)
        if found:
            source, _, begin, end = (frames_of(each, rate) for each in found.groups()[5:])
            events.append(
                _Event(
                    reel=found[2], source=source, start=begin, frames=end - begin, way=found[4], over=int(found[5] or 0)
                )
            )
        elif events and (named := re.match(r"\* (?:FROM|TO) CLIP NAME: (.*)", row)):
            events[-1] = events[-1].model_copy(update={"name": named[1]})
        elif events and (filed := re.match(r"\* SOURCE FILE: (.*)", row)):
            events[-1] = events[-1].model_copy(update={"file": filed[1]})
        elif events and (paced := re.match(r"M2\s+\S+\s+(-?[\d.]+)", row)):
            speed = Fraction(paced[1]) / rate.nominal
            events[-1] = events[-1].model_copy(update={"speed": speed.limit_denominator(1000)})
    return events


def _read_locators(text: str, rate: Rate) -> list[MarkerRow]:
    found = []
    for row in text.splitlines():
        if located := _LOCATOR.match(row):
            name, _, comment = located[3].partition(" - ")
            found.append(
                MarkerRow(name=name, at=frames_of(located[1], rate), colour=located[2].lower(), comment=comment)
            )
    return found


def _read_track(kind: str, events: list[_Event], start: int) -> TrackRow:
    clips: list[ClipRow] = []
    transitions: list[TransitionRow] = []
    came_from = _BLACK
    for event in events:
        if not event.frames:
            came_from = event.reel
        if event.frames and event.over:
            wipes = event.way.startswith("W")
            black = _BLACK in (event.reel, came_from)
            shape = "wipe" if wipes else "fade" if black else "dissolve"
            at = event.start - start + (event.over if event.reel == _BLACK else 0)
            before, after = (event.over, 0) if event.reel == _BLACK else (0, event.over)
            transitions.append(TransitionRow(at=at, before=before, after=after, kind=shape))
        if event.reel == _BLACK:
            if event.frames and clips:
                # What fades to black is still seen while it does.
                clips[-1] = clips[-1].model_copy(update={"frames": clips[-1].frames + event.frames})
            continue
        if event.frames:
            media = MediaRow(name=event.file.rpartition(".")[0], file=event.file, reel=event.reel, start=0, frames=0)
            clips.append(
                ClipRow(
                    name=event.name, start=event.start - start, frames=event.frames, source=event.source,
                    speed=event.speed, media=media,
                )
            )  # fmt: skip
    return TrackRow(
        name="", kind="video" if kind == "V" else "audio", clips=tuple(clips), transitions=tuple(transitions)
    )

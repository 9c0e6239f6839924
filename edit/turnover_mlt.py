"""MLT XML for Shotcut, Kdenlive and `melt`: media by path beside the file, so that the folder can be moved."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from fractions import Fraction
from math import gcd
from pathlib import PurePosixPath
from typing import Literal

from bible.errors import MediaError
from edit.turnover_rows import ClipRow, MarkerRow, MediaRow, Rows, TrackRow, TransitionRow
from shots.rate import Rate


def write_mlt(rows: Rows) -> str:
    """The film as a tractor of one playlist for each track, with a profile that says its exact rate and size."""
    rows = rows.without_silent()
    document = ET.Element("mlt", LC_NUMERIC="C", version="7.0.0", title=rows.name, producer="film")
    wide = gcd(rows.width, rows.height)
    ET.SubElement(
        document, "profile", description=f"{rows.width}x{rows.height} {rows.rate.name}", width=str(rows.width),
        height=str(rows.height), progressive="1", sample_aspect_num="1", sample_aspect_den="1",
        display_aspect_num=str(rows.width // wide), display_aspect_den=str(rows.height // wide),
        frame_rate_num=str(rows.rate.numerator), frame_rate_den=str(rows.rate.denominator), colorspace="709",
    )  # fmt: skip
    writer = _Writer(document, rows)
    for number, track in enumerate(rows.tracks, 1):
        writer.track(track, f"track{number}")
    writer.film()
    ET.indent(document)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(document, "unicode") + "\n"


class _Writer:
    def __init__(self, document: ET.Element, rows: Rows) -> None:
        self._document, self._rows = document, rows
        self._producers: dict[tuple[str, Fraction], str] = {}
        self._tracks: list[tuple[str, TrackRow]] = []
        self._mixed = 0

    def track(self, track: TrackRow, name: str) -> None:
        """A playlist: blanks where nothing lies, and a tractor of its own where two clips are seen at once."""
        comes = {each.at: each for each in track.transitions}
        entries: list[tuple[str, int, int, TransitionRow | None, TransitionRow | None]] = []
        blanks: dict[int, int] = {}
        at = 0
        for number, clip in enumerate(track.clips):
            if clip.start > at:
                blanks[len(entries)] = clip.start - at
            coming, going = comes.get(clip.start), comes.get(clip.end)
            after = track.clips[number + 1] if number + 1 < len(track.clips) else None
            both = coming is not None and coming.shows_both
            begin = clip.start + (coming.after if coming and both else 0)
            late = going.before if going and going.shows_both and after else 0
            producer, first = self._producer(clip)
            into = None if both else coming
            out = going if going and not going.shows_both else None
            if clip.end - late > begin:
                entries.append(
                    (producer, first + begin - clip.start, first + clip.end - late - clip.start - 1, into, out)
                )
            if late and going and after:
                mixed = self._mix(clip, after, going)
                entries.append((mixed, 0, going.frames - 1, None, None))
            at = clip.end
        playlist = ET.SubElement(self._document, "playlist", id=name)
        _property(playlist, "studio:name", track.name)
        for number, (producer, first, last, coming, going) in enumerate(entries):
            if number in blanks:
                ET.SubElement(playlist, "blank", length=str(blanks[number]))
            entry = ET.SubElement(playlist, "entry", {"producer": producer, "in": str(first), "out": str(last)})
            _fades(entry, coming, going, first, last)
        self._tracks.append((name, track))

    def film(self) -> None:
        """All tracks as one: the upper pictures cover the lower ones, sounds are added up."""
        tractor = ET.SubElement(self._document, "tractor", {"id": "film", "in": "0", "out": str(self._rows.frames - 1)})
        for marker in self._rows.markers:
            _property(tractor, f"studio:marker.{marker.at}", marker.name)
        for name, track in self._tracks:
            element = ET.SubElement(tractor, "track", producer=name)
            element.set("hide", "video" if track.kind == "audio" else "audio")
        for number, (_, track) in enumerate(self._tracks):
            if number and track.kind == "audio":
                _transition(tractor, "mix", 0, number, always_active="1", sum="1")
            elif number:
                _transition(tractor, "qtblend", 0, number, always_active="1")

    def _producer(self, clip: ClipRow) -> tuple[str, int]:
        """The producer of a clip's media at its pace, and the frame of it that is seen first."""
        media = clip.media
        if media is None:
            raise MediaError("a clip without media cannot be played", where=clip.name)
        begin = clip.source - media.start
        key = (media.file, clip.speed)
        if key not in self._producers:
            name = self._producers[key] = f"producer{len(self._producers) + 1}"
            producer = ET.SubElement(self._document, "producer", id=name)
            self._describe(producer, clip, media)
        return self._producers[key], begin if clip.speed in (0, 1) else round(begin / abs(clip.speed))

    def _describe(self, producer: ET.Element, clip: ClipRow, media: MediaRow) -> None:
        paced = clip.speed not in (0, 1)
        length = media.frames if not paced else round(media.frames / abs(clip.speed))
        producer.set("out", str(length - 1))
        _property(producer, "length", str(length))
        _property(producer, "resource", f"{float(clip.speed):g}:{media.file}" if paced else media.file)
        _property(producer, "mlt_service", "timewarp" if paced else "avformat")
        _property(producer, "seekable", "1")
        for name, value in (("name", media.name), ("reel", media.reel), ("start", str(media.start))):
            _property(producer, f"studio:{name}", value)

    def _mix(self, goes: ClipRow, comes: ClipRow, transition: TransitionRow) -> str:
        """Two clips seen at once, as a tractor that takes the place of a clip."""
        self._mixed += 1
        name = f"mix{self._mixed}"
        tractor = ET.Element("tractor", {"id": name, "in": "0", "out": str(transition.frames - 1)})
        first, second = self._producer(goes), self._producer(comes)
        begin = first[1] + goes.frames - transition.before
        for producer, start in ((first[0], begin), (second[0], second[1] - transition.before)):
            last = start + transition.frames - 1
            ET.SubElement(tractor, "track", {"producer": producer, "in": str(start), "out": str(last)})
        luma = _transition(tractor, "luma", 0, 1)
        luma.set("in", "0")
        luma.set("out", str(transition.frames - 1))
        _property(
            tractor, "studio:transition", f"{transition.at} {transition.before} {transition.after} {transition.kind}"
        )
        self._document.append(tractor)
        return name


def _fades(entry: ET.Element, coming: TransitionRow | None, going: TransitionRow | None, first: int, last: int) -> None:
    """Brightness that comes and goes; its keys count from the first frame of the media."""
    keys = []
    if coming is not None and coming.after:
        keys += [f"{first}=0", f"{first + coming.after}=1"]
    if going is not None and going.before:
        keys += [f"{last + 1 - going.before}=1", f"{last + 1}=0"]
    if keys:
        element = ET.SubElement(entry, "filter")
        _property(element, "mlt_service", "brightness")
        _property(element, "level", ";".join(keys))


def _transition(parent: ET.Element, service: str, under: int, over: int, **values: str) -> ET.Element:
    element = ET.SubElement(parent, "transition")
    for name, value in {"mlt_service": service, "a_track": str(under), "b_track": str(over), **values}.items():
        _property(element, name, value)
    return element


def _property(parent: ET.Element, name: str, value: str) -> None:
    ET.SubElement(parent, "property", name=name).text = value


def read_mlt(text: str, rate: Rate) -> Rows:
    """The film in an MLT XML that `write_mlt` wrote. Raises MediaError when there is none."""
    document = ET.fromstring(text)
    profile, film = document.find("profile"), document.find("tractor[@id='film']")
    if profile is None or film is None:
        raise MediaError("there is no film in this MLT XML")
    fps = Fraction(int(profile.get("frame_rate_num", "1")), int(profile.get("frame_rate_den", "1")))
    reader = _Reader(document)
    tracks = []
    for element in film.findall("track"):
        playlist = document.find(f"playlist[@id='{element.get('producer')}']")
        if playlist is not None:
            tracks.append(reader.track(playlist, "audio" if element.get("hide") == "video" else "video"))
    markers = [
        MarkerRow(name=each.text or "", at=int(each.get("name", "").rpartition(".")[2]))
        for each in film.findall("property")
        if each.get("name", "").startswith("studio:marker.")
    ]
    # MLT has no timecode of its own and does not know of dropped numbers.
    told = Rate(numerator=fps.numerator, denominator=fps.denominator)
    return Rows(
        name=document.get("title", ""), rate=told, width=int(profile.get("width", "0")),
        height=int(profile.get("height", "0")), start=0, tracks=tuple(tracks), markers=tuple(markers),
    )  # fmt: skip


class _Reader:
    def __init__(self, document: ET.Element) -> None:
        self._media: dict[str, tuple[MediaRow, Fraction]] = {}
        for producer in document.findall("producer"):
            self._media[producer.get("id", "")] = _read_producer(producer)
        self._mixes = {each.get("id", ""): each for each in document.findall("tractor")}

    def track(self, playlist: ET.Element, kind: Literal["video", "audio"]) -> TrackRow:
        clips: list[ClipRow] = []
        transitions: list[TransitionRow] = []
        at = 0
        waiting: TransitionRow | None = None
        for element in playlist:
            if element.tag == "blank":
                at += int(element.get("length", "0"))
            elif element.tag == "entry" and (mixed := self._mixes.get(element.get("producer", ""))) is not None:
                waiting = _read_mix(mixed)
                clips[-1:] = [each.model_copy(update={"frames": each.frames + waiting.before}) for each in clips[-1:]]
                transitions.append(waiting)
                at = waiting.at + waiting.after
            elif element.tag == "entry":
                clip = self._clip(element, at)
                if waiting is not None:
                    begun = {"start": waiting.at, "frames": clip.frames + waiting.after}
                    clip = clip.model_copy(update={**begun, "source": clip.source - waiting.after})
                    waiting = None
                clips.append(clip)
                transitions += _read_fades(element, clip)
                at = clip.end
        return TrackRow(
            name=_read(playlist, "studio:name"), kind=kind, clips=tuple(clips), transitions=tuple(transitions)
        )

    def _clip(self, entry: ET.Element, at: int) -> ClipRow:
        media, speed = self._media[entry.get("producer", "")]
        first, last = int(entry.get("in", "0")), int(entry.get("out", "0"))
        source = media.start + (first if speed in (0, 1) else round(first * abs(speed)))
        return ClipRow(name=media.name, start=at, frames=last - first + 1, source=source, speed=speed, media=media)


def _read_producer(producer: ET.Element) -> tuple[MediaRow, Fraction]:
    resource, speed = _read(producer, "resource"), Fraction(1)
    if _read(producer, "mlt_service") == "timewarp":
        pace, _, resource = resource.partition(":")
        speed = Fraction(pace).limit_denominator(1000)
    frames = round(int(_read(producer, "length") or "0") * abs(speed))
    media = MediaRow(
        name=PurePosixPath(resource).stem, file=resource, reel=_read(producer, "studio:reel"),
        start=int(_read(producer, "studio:start") or "0"), frames=frames,
    )  # fmt: skip
    return media, speed


def _read_mix(tractor: ET.Element) -> TransitionRow:
    at, before, after, kind = _read(tractor, "studio:transition").split()
    return TransitionRow(at=int(at), before=int(before), after=int(after), kind="dissolve" if kind == "wipe" else kind)


def _read_fades(entry: ET.Element, clip: ClipRow) -> list[TransitionRow]:
    keys = dict(key.split("=") for key in _read(entry, "filter/level").split(";") if key)
    times = sorted(int(each) for each in keys)
    found = []
    if times and keys[str(times[0])] == "0":
        found.append(TransitionRow(at=clip.start, before=0, after=times[1] - times[0], kind="fade"))
    if times and keys[str(times[-1])] == "0":
        found.append(TransitionRow(at=clip.end, before=times[-1] - times[-2], after=0, kind="fade"))
    return found


def _read(element: ET.Element, name: str) -> str:
    holder, _, wanted = name.rpartition("/")
    for within in element.findall(holder) if holder else [element]:
        for each in within.findall("property"):
            if each.get("name") == wanted:
                return each.text or ""
    return ""

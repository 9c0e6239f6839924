"""Reads back the Final Cut Pro 7 XML of an export, to tell what it holds. Cuts of editors are read elsewhere."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from bible.errors import MediaError
from edit.turnover_fcp7 import COLOURS, COMMENTS, SEPARATOR
from edit.turnover_rows import ClipRow, MarkerRow, MediaRow, Rows, TrackRow, TransitionRow
from shots.rate import Rate

_KINDS = {"Dip to Color Dissolve": "dip", "Edge Wipe": "wipe", "Cross Dissolve": "dissolve"}


def read_fcp7(text: str, rate: Rate, root: Path) -> Rows:
    """The sequence in a project that `write_fcp7` wrote. Raises MediaError when there is none."""
    document = ET.fromstring(text)
    sequence = document.find(".//sequence")
    if sequence is None:
        raise MediaError("there is no sequence in this XML")
    reader = _Reader(document, rate, root)
    video = sequence.findall("media/video/track")
    # The second channel of a sound repeats what the first says.
    audio = [
        each
        for each in sequence.findall("media/audio/track")
        if {_text(item, "sourcetrack/trackindex") for item in each.findall("clipitem")} != {"2"}
    ]
    form = sequence.find("media/video/format/samplecharacteristics")
    return Rows(
        name=_text(sequence, "name"), rate=_read_rate(sequence, rate), width=_number(form, "width"),
        height=_number(form, "height"), start=_number(sequence, "timecode/frame"),
        tracks=(*(reader.track(each, "video") for each in video), *(reader.track(each, "audio") for each in audio)),
        markers=tuple(_read_marker(each) for each in sequence.findall("marker")),
    )  # fmt: skip


def _read_rate(sequence: ET.Element, rate: Rate) -> Rate:
    """The rate as the file gives it."""
    nominal, ntsc = _number(sequence, "rate/timebase"), _text(sequence, "rate/ntsc") == "TRUE"
    drop = _text(sequence, "timecode/displayformat") == "DF"
    return Rate(numerator=nominal * 1000 if ntsc else nominal, denominator=1001 if ntsc else 1, drop_frame=drop)


class _Reader:
    def __init__(self, document: ET.Element, rate: Rate, root: Path) -> None:
        self._rate, self._root = rate, root
        self._files = {each.get("id", ""): each for each in document.iter("file") if len(each)}
        self._takes: dict[str, list[MediaRow]] = {}
        for clip in document.iter("clip"):
            file = clip.find("media/video/track/clipitem/file")
            slate = _text(clip, "logginginfo/description")
            if file is not None and slate:
                self._takes.setdefault(slate, []).append(self._media(file))

    def track(self, element: ET.Element, kind: Literal["video", "audio"]) -> TrackRow:
        items = list(element)
        transitions = []
        clips: list[ClipRow] = []
        for number, item in enumerate(items):
            if item.tag == "transitionitem":
                transitions.append(self._transition(item))
            elif item.tag == "clipitem":
                before = items[number - 1] if number else None
                after = items[number + 1] if number + 1 < len(items) else None
                clips.append(self._clip(item, before, after))
        return TrackRow(name="", kind=kind, clips=tuple(clips), transitions=tuple(transitions))

    def _clip(self, item: ET.Element, before: ET.Element | None, after: ET.Element | None) -> ClipRow:
        start, end = _number(item, "start"), _number(item, "end")
        begin, until = _number(item, "in"), _number(item, "out")
        if start == -1 and before is not None:
            coming = self._transition(before)
            start = coming.at
            begin += coming.before if coming.kind != "fade" else 0
        if end == -1 and after is not None:
            going = self._transition(after)
            end = going.at
            until -= going.after if going.kind != "fade" else 0
        file = item.find("file")
        media = self._media(file) if file is not None else None
        speed = _read_speed(item)
        source = _source(begin, speed, media)
        others = self._takes.get(_text(item, "logginginfo/description"), []) if media else []
        return ClipRow(
            name=_text(item, "name"), start=start, frames=end - start, source=source, speed=speed, media=media,
            about=_read_about(item), enabled=_text(item, "enabled") != "FALSE", alternates=tuple(sorted(
                (each for each in others if media and each.file != media.file), key=lambda each: each.name
            )),
        )  # fmt: skip

    def _media(self, file: ET.Element) -> MediaRow:
        told = self._files[file.get("id", "")]
        place = Path(unquote(urlsplit(_text(told, "pathurl")).path))
        inside = place.relative_to(self._root).as_posix() if place.is_relative_to(self._root) else str(place)
        return MediaRow(
            name=PurePosixPath(_text(told, "name")).stem, file=inside, reel=_text(told, "timecode/reel/name"),
            start=_number(told, "timecode/frame"), frames=_number(told, "duration"),
            channels=_number(told, "media/audio/channelcount"),
        )  # fmt: skip

    def _transition(self, item: ET.Element) -> TransitionRow:
        start, end, side = _number(item, "start"), _number(item, "end"), _text(item, "alignment")
        kind = _KINDS.get(_text(item, "effect/name"), "dissolve")
        if side.startswith("start"):
            before, after = 0, end - start
        elif side.startswith("end"):
            before, after = end - start, 0
        else:
            # In the middle: the format says where it begins and ends, not where the cut under it lies.
            before = (end - start) // 2
            after = end - start - before
        return TransitionRow(
            at=start + before, before=before, after=after, kind="fade" if side.endswith("black") else kind
        )


def _source(begin: int, speed: Fraction, media: MediaRow | None) -> int:
    if media is None:
        return begin
    if speed in (0, 1):
        return media.start + begin
    played = round(begin * abs(speed))
    return media.start + (media.frames - 1 - played if speed < 0 else played)


def _read_speed(item: ET.Element) -> Fraction:
    for effect in item.findall("filter/effect"):
        if _text(effect, "effectid") == "timeremap":
            said = {_text(each, "parameterid"): _text(each, "value") for each in effect.findall("parameter")}
            speed = (Fraction(said.get("speed", "100")) / 100).limit_denominator(1000)
            return -speed if said.get("reverse") == "TRUE" else speed
    return Fraction(1)


def _read_about(item: ET.Element) -> tuple[tuple[str, str], ...]:
    places = {"scene": "scene", "take": "shottake", "status": "lognote", "slate": "description"}
    found = {fact: _text(item, f"logginginfo/{tag}") for fact, tag in places.items()}
    for tag, facts in COMMENTS.items():
        said = _text(item, f"comments/{tag}")
        found.update(zip(facts, said.split(SEPARATOR) if len(facts) > 1 else [said], strict=False))
    for effect in item.findall("filter/effect"):
        if _text(effect, "effectid") == "audiolevels":
            level = float(_text(effect, "parameter/value"))
            found["level"] = str(round(20 * math.log10(level), 2)) if level > 0 else "-96.0"
    return tuple(sorted((name, value) for name, value in found.items() if value))


def _read_marker(element: ET.Element) -> MarkerRow:
    begin, end = _number(element, "in"), _number(element, "out")
    colour = tuple(_number(element, f"color/{tag}") for tag in ("red", "green", "blue"))
    names = {levels: name for name, levels in COLOURS.items()}
    return MarkerRow(
        name=_text(element, "name"), at=begin, frames=end - begin if end > begin else 1,
        colour=names.get((colour[0], colour[1], colour[2]), ""), comment=_text(element, "comment"),
    )  # fmt: skip


def _text(element: ET.Element | None, path: str) -> str:
    found = element.find(path) if element is not None else None
    return (found.text or "") if found is not None else ""


def _number(element: ET.Element | None, path: str) -> int:
    said = _text(element, path)
    return int(said) if said.lstrip("-").isdigit() else 0

"""Reads back the FCPXML of an export, to tell what it holds."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bible.errors import MediaError
from edit.turnover_fcpx import KEYS, NOTE_FACTS, REEL
from edit.turnover_rows import ClipRow, MarkerRow, MediaRow, Rows, TrackRow, TransitionRow
from shots.rate import Rate


def read_fcpx(text: str, rate: Rate, root: Path) -> Rows:
    """The film in an FCPXML that `write_fcpx` wrote. Raises MediaError when there is none."""
    document = ET.fromstring(text)
    sequence, form = document.find(".//sequence"), document.find("resources/format")
    project = document.find(".//project")
    if sequence is None or form is None or project is None:
        raise MediaError("there is no project in this FCPXML")
    fps = 1 / _time(form.get("frameDuration", "1s"))
    told = Rate(numerator=fps.numerator, denominator=fps.denominator, drop_frame=sequence.get("tcFormat") == "DF")
    reader = _Reader(document, rate, root, _frames(sequence.get("tcStart", "0s"), rate))
    lanes = dict(reader.lanes(sequence.find("spine")))
    names = sorted(lanes, key=lambda lane: (lane < 0, abs(lane)))
    return Rows(
        name=project.get("name", ""), rate=told, width=int(form.get("width", "0")), height=int(form.get("height", "0")),
        start=reader.start, markers=tuple(reader.markers),
        tracks=tuple(
            TrackRow(
                name="", kind="audio" if lane < 0 else "video", clips=tuple(lanes[lane]),
                transitions=tuple(reader.transitions) if lane == 0 else (),
            )
            for lane in names
        ),
    )  # fmt: skip


def pace_of(element: ET.Element) -> tuple[Fraction, Fraction, bool]:
    """How fast a clip is gone through, the time of its media it begins at, and whether that pace holds to its end."""
    begin = _time(element.get("start", "0s"))
    end = begin + _time(element.get("duration", "0s"))
    points = [
        (_time(each.get("time", "0s")), _time(each.get("value", "0s"))) for each in element.findall("timeMap/timept")
    ]
    runs = [(one, next_one) for one, next_one in pairwise(points) if next_one[0] > one[0]]
    if not runs:
        return Fraction(1), begin, True
    (time, value), (until, last) = next((run for run in runs if begin < run[1][0]), runs[-1])
    speed = (last - value) / (until - time)
    return speed, value + (begin - time) * speed, end <= until or until == runs[-1][1][0]


class _Reader:
    def __init__(self, document: ET.Element, rate: Rate, root: Path, start: int) -> None:
        self.start = start
        self.markers: list[MarkerRow] = []
        self.transitions: list[TransitionRow] = []
        self._rate, self._root = rate, root
        self._assets = {each.get("id", ""): self._asset(each) for each in document.iter("asset")}
        self._takes: dict[str, list[MediaRow]] = {}
        for clip in document.findall(".//event/asset-clip"):
            slate = _column(clip, "slate")
            if slate:
                self._takes.setdefault(slate, []).append(self._assets[clip.get("ref", "")])

    def lanes(self, spine: ET.Element | None) -> Iterator[tuple[int, list[ClipRow]]]:
        """The clips of every lane, each lane once; fills in markers and transitions."""
        lanes: dict[int, list[ClipRow]] = {0: []}
        cuts: list[int] = []
        free = 0
        for element in spine if spine is not None else ():
            frames = max(0, _frames(element.get("duration", "0s"), self._rate))
            # What says no place comes after what stands before it.
            offset = element.get("offset")
            at = _frames(offset, self._rate) - self.start if offset is not None else free
            if element.tag == "transition":
                self._transition(at if offset is not None else max(0, free - frames // 2), frames)
                continue
            cuts.append(at)
            free = at + frames
            if element.tag == "asset-clip":
                lanes[0].append(self._clip(element, at))
            origin = _time(element.get("start", "0s"))
            for other in element:
                if other.tag == "asset-clip":
                    place = at + self._whole(_time(other.get("offset", str(origin))) - origin)
                    lanes.setdefault(int(other.get("lane", "0")), []).append(self._clip(other, place))
                elif other.tag == "marker":
                    self._marker(other, at + self._whole(_time(other.get("start", "0s")) - origin))
        ends = [*cuts, lanes[0][-1].end] if lanes[0] else cuts
        self.transitions = [self._on_its_cut(each, ends) for each in self.transitions]
        yield from lanes.items()

    def _transition(self, at: int, frames: int) -> None:
        self.transitions.append(TransitionRow(at=at, before=0, after=frames, kind="dissolve"))

    @staticmethod
    def _on_its_cut(each: TransitionRow, cuts: list[int]) -> TransitionRow:
        """The transition around the cut that lies under it: the format gives its beginning and its length."""
        end = each.at + each.after
        cut = min(
            (cut for cut in cuts if each.at <= cut <= end),
            key=lambda cut: abs(2 * cut - each.at - end),
            default=each.at,
        )
        return each.model_copy(update={"at": cut, "before": cut - each.at, "after": end - cut})

    def _clip(self, element: ET.Element, at: int) -> ClipRow:
        media = self._assets[element.get("ref", "")]
        speed, shown, _ = pace_of(element)
        others = self._takes.get(_column(element, "slate"), [])
        return ClipRow(
            name=element.get("name", ""), start=at, frames=_frames(element.get("duration", "0s"), self._rate),
            source=self._whole(shown) - (speed < 0), speed=speed, media=media, about=_about(element),
            enabled=element.get("enabled") != "0",
            alternates=tuple(sorted((each for each in others if each != media), key=lambda each: each.name)),
        )  # fmt: skip

    def _asset(self, asset: ET.Element) -> MediaRow:
        source = asset.find("media-rep")
        place = Path(unquote(urlsplit(source.get("src", "") if source is not None else "").path))
        inside = place.relative_to(self._root).as_posix() if place.is_relative_to(self._root) else str(place)
        start, length = (_frames(asset.get(name, "0s"), self._rate) for name in ("start", "duration"))
        return MediaRow(
            name=asset.get("name", ""), file=inside, reel=_value(asset, REEL), start=start, frames=length,
            channels=int(asset.get("audioChannels", "0")),
        )  # fmt: skip

    def _marker(self, element: ET.Element, at: int) -> None:
        self.markers.append(
            MarkerRow(
                name=element.get("value", ""), at=at, frames=_frames(element.get("duration", "0s"), self._rate),
                comment=element.get("note", ""),
            )
        )  # fmt: skip

    def _whole(self, time: Fraction) -> int:
        return round(time * self._rate.fps)


def _about(element: ET.Element) -> tuple[tuple[str, str], ...]:
    found = {fact: _column(element, fact) for fact in KEYS.values()}
    note = element.find("note")
    for row in (note.text or "").splitlines() if note is not None else ():
        fact, _, said = row.partition(": ")
        if fact in NOTE_FACTS:
            found[fact] = said
    volume = element.find("adjust-volume")
    if volume is not None:
        found["level"] = str(float(volume.get("amount", "0dB").removesuffix("dB")))
    return tuple(sorted((name, value) for name, value in found.items() if value))


def _column(element: ET.Element, fact: str) -> str:
    keys = {named: key for key, named in KEYS.items()}
    return _value(element, keys[fact])


def _value(element: ET.Element, key: str) -> str:
    found = element.find(f"metadata/md[@key='{key}']")
    return found.get("value", "") if found is not None else ""


def _time(text: str) -> Fraction:
    return Fraction(text.removesuffix("s"))


def _frames(text: str, rate: Rate) -> int:
    return round(_time(text) * rate.fps)

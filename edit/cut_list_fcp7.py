"""What Final Cut Pro 7 XML says in filters: levels of sounds and speeds of clips, as OpenTimelineIO hands them on."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from bible.model import Frozen

if TYPE_CHECKING:
    from opentimelineio.schema import Clip, Timeline

_LENGTH = "studio:media_frames"


class Remap(Frozen):
    """A speed of one factor. Where a clip begins is counted in frames as they are played then."""

    speed: Fraction
    """0 stands still, below 0 runs backwards."""

    def first(self, begin: int, held: int) -> int:
        """The frame of the media that is seen first; `held` is how many it has."""
        if self.speed in (0, 1):
            return begin
        played = round(begin * abs(self.speed))
        return held - 1 - played if self.speed < 0 else played


def remap_of(effects: Iterable[object]) -> Remap | None:
    """The speed in a clip's filters; None where there is none, or one that changes on the way."""
    for effect in effects:
        said = _parameters(effect, "timeremap")
        if said is None or said.get("variablespeed", "0") not in ("0", "FALSE"):
            continue
        speed = _number(said.get("speed"), 100.0) / 100
        exact = Fraction(speed).limit_denominator(1000)
        return Remap(speed=-exact if said.get("reverse") == "TRUE" else exact)
    return None


def is_remap(effect: object) -> bool:
    """Whether an effect is a speed of one factor."""
    return remap_of([effect]) is not None


def level_of(effect: object) -> float | None:
    """The factor of a level filter, from 0 to 100; None for other effects."""
    said = _parameters(effect, "audiolevels")
    return None if said is None else max(0.0, min(_number(said.get("level"), 1.0), 100.0))


def tell_lengths(timeline: Timeline, text: str) -> None:
    """Write into a timeline's clips how many frames their media have: its adapter forgets that of a file named once."""
    try:
        document = ET.fromstring(text)
    except ET.ParseError:
        return
    files = {
        each.get("id", ""): _number(each.findtext("duration"), 0.0)
        for each in document.iter("file") if each.find("duration") is not None
    }  # fmt: skip
    named = {each.get("id", ""): each.find("file") for each in document.iter("clipitem")}
    for clip in timeline.find_clips():
        said = clip.metadata.get("fcp_xml")
        file = named.get(str(said.get("@id"))) if hasattr(said, "get") else None
        if file is not None:
            clip.metadata["fcp_xml"][_LENGTH] = int(files.get(file.get("id", ""), 0.0))


def held_of(clip: Clip) -> int:
    """How many frames a clip's media have, as `tell_lengths` wrote it; 0 where nothing is known."""
    said = clip.metadata.get("fcp_xml")
    return int(said.get(_LENGTH, 0)) if hasattr(said, "get") else 0


def _parameters(effect: object, kind: str) -> dict[str, str] | None:
    """The parameters of a filter of one kind, by their names; None for another."""
    said = getattr(effect, "metadata", {}).get("fcp_xml", {})
    if not hasattr(said, "get") or said.get("effectid") != kind:
        return None
    given = said.get("parameter", ())
    rows = [given] if hasattr(given, "get") else given
    return {str(row.get("parameterid", "")): str(row.get("value", "")) for row in rows if hasattr(row, "get")}


def _number(text: object, otherwise: float) -> float:
    try:
        number = float(str(text))
    except ValueError:
        return otherwise
    return number if abs(number) < 1e6 else otherwise

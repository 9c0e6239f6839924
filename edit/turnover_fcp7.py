"""Final Cut Pro 7 XML: a project with bins by scene, every take logged in them, and the film as a sequence."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from edit.turnover_rows import ClipRow, MarkerRow, MediaRow, Rows, TrackRow, TransitionRow
from shots.rate import Rate
from shots.timecode import timecode

COLOURS = {
    "red": (255, 0, 0), "green": (0, 160, 0), "yellow": (255, 220, 0), "blue": (0, 90, 255), "cyan": (0, 200, 255),
    "magenta": (230, 0, 230), "pink": (255, 130, 180), "orange": (255, 140, 0), "purple": (130, 0, 200),
    "white": (255, 255, 255), "black": (0, 0, 0),
}  # fmt: skip
"""Colours of markers as red, green and blue."""
TRANSITIONS = {
    "dissolve": "Cross Dissolve", "fade": "Cross Dissolve", "dip": "Dip to Color Dissolve", "wipe": "Edge Wipe",
}  # fmt: skip
"""What transitions are called there."""
COMMENTS = {
    "mastercomment1": ("prompt",), "mastercomment2": ("script",), "mastercomment3": ("model", "seed", "cost"),
    "mastercomment4": ("said",),
}  # fmt: skip
"""Which facts of a take stand in which comment column."""
SEPARATOR = " | "


def write_fcp7(rows: Rows, root: Path) -> str:
    """The project as XML; `root` is the folder the export will lie in, because media are named by their whole path."""
    document = ET.Element("xmeml", version="5")
    project = _add(document, "project")
    _add(project, "name", rows.name)
    children = _add(project, "children")
    writer = _Writer(rows, root)
    for scene, clips in _by_scene(rows).items():
        holder = _add(children, "bin")
        _add(holder, "name", scene)
        inside = _add(holder, "children")
        for clip in clips:
            writer.master(inside, clip)
    writer.sequence(children)
    ET.indent(document)
    return '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n' + ET.tostring(document, "unicode") + "\n"


def _by_scene(rows: Rows) -> dict[str, list[ClipRow]]:
    """Every medium once, as a clip of its whole length, under the bin it belongs into."""
    bins: dict[str, list[ClipRow]] = {}
    seen: set[str] = set()
    for track in rows.tracks:
        for clip in track.clips:
            for media in filter(None, (clip.media, *clip.alternates)):
                if media.file in seen:
                    continue
                seen.add(media.file)
                scene = f"Scene {clip.fact('scene')}" if track.kind == "video" and clip.fact("scene") else ""
                name = scene or ("Sound" if track.kind == "audio" else "Cards")
                about = clip.about if media is clip.media else tuple(
                    (key, value) for key, value in clip.about if key in ("scene", "slate")
                )  # fmt: skip
                bins.setdefault(name, []).append(
                    ClipRow(
                        name=media.name, start=0, frames=media.frames, source=media.start, media=media, about=about,
                    )
                )  # fmt: skip
    return {name: bins[name] for name in sorted(bins)}


class _Writer:
    """Writes one project; every file is described where it is named first."""

    def __init__(self, rows: Rows, root: Path) -> None:
        self._rows, self._root = rows, root
        self._files: dict[str, str] = {}
        self._masters: dict[str, str] = {}
        self._items = 0

    def master(self, parent: ET.Element, clip: ClipRow) -> None:
        """A clip in a bin."""
        assert clip.media is not None
        name = self._masters.setdefault(clip.media.file, f"masterclip-{len(self._masters) + 1}")
        item = _add(parent, "clip", id=name)
        _add(item, "masterclipid", name)
        _add(item, "ismasterclip", "TRUE")
        _add(item, "duration", clip.frames)
        _rate(item, self._rows.rate)
        _add(item, "name", clip.name)
        kind = "audio" if clip.media.file.endswith(".wav") else "video"
        track = _add(_add(_add(item, "media"), kind), "track")
        inner = self._item(track, clip, kind, 0, clip.frames)
        _add(inner, "masterclipid", name)
        _logged(item, clip)

    def sequence(self, parent: ET.Element) -> None:
        """The film."""
        rows = self._rows
        sequence = _add(parent, "sequence", id="sequence-1")
        _add(sequence, "name", rows.name)
        _add(sequence, "duration", rows.frames)
        _rate(sequence, rows.rate)
        _timecode(sequence, rows.start, rows.rate)
        for marker in rows.markers:
            _marker(sequence, marker)
        media = _add(sequence, "media")
        video = _add(media, "video")
        form = _add(_add(video, "format"), "samplecharacteristics")
        _picture(form, rows)
        for track in rows.of_kind("video"):
            self._track(video, track)
        audio = _add(media, "audio")
        _add(audio, "numOutputChannels", 2)
        heard = _add(_add(audio, "format"), "samplecharacteristics")
        _add(heard, "depth", 24)
        _add(heard, "samplerate", 48000)
        for track in rows.of_kind("audio"):
            # A clip there is one channel: what has two lies on two tracks, one under the other.
            for channel in range(1, 1 + max((clip.media.channels for clip in track.clips if clip.media), default=1)):
                self._track(audio, track, channel)

    def _track(self, parent: ET.Element, track: TrackRow, channel: int = 1) -> None:
        element = _add(parent, "track")
        comes = {each.at: each for each in track.transitions}
        written: set[int] = set()
        for clip in track.clips:
            coming, going = comes.get(clip.start), comes.get(clip.end)
            if coming is not None and coming.at not in written:
                written.add(coming.at)
                self._transition(element, coming, track.kind)
            early = coming.before if coming and coming.kind != "fade" else 0
            late = going.after if going and going.kind != "fade" else 0
            start = -1 if coming and (coming.after or early) else clip.start
            end = -1 if going and (going.before or late) else clip.end
            if channel > 1 and (clip.media is None or clip.media.channels < channel):
                continue
            item = self._item(element, clip, track.kind, start, end, early, late, channel)
            if clip.media is not None and clip.media.file in self._masters:
                _add(item, "masterclipid", self._masters[clip.media.file])
            _logged(item, clip)
            if going is not None and going.at not in written:
                written.add(going.at)
                self._transition(element, going, track.kind)
        _add(element, "enabled", "TRUE")
        _add(element, "locked", "FALSE")

    def _item(
        self,
        parent: ET.Element,
        clip: ClipRow,
        kind: str,
        start: int,
        end: int,
        early: int = 0,
        late: int = 0,
        channel: int = 1,
    ) -> ET.Element:
        """A clip on a track; times in the media count from its first frame, at the pace it is played."""
        self._items += 1
        item = _add(parent, "clipitem", id=f"clipitem-{self._items}")
        _add(item, "name", clip.name)
        _add(item, "enabled", "TRUE" if clip.enabled else "FALSE")
        begin, length = _played(clip)
        _add(item, "duration", length)
        _rate(item, self._rows.rate)
        _add(item, "start", start)
        _add(item, "end", end)
        _add(item, "in", begin - early)
        _add(item, "out", begin + clip.frames + late)
        if clip.media is not None:
            self._file(item, clip.media, kind)
        if kind == "audio":
            source = _add(item, "sourcetrack")
            _add(source, "mediatype", "audio")
            _add(source, "trackindex", channel)
            if level := clip.fact("level"):
                _level(item, float(level))
        if clip.speed != 1:
            _speed(item, clip.speed)
        return item

    def _file(self, parent: ET.Element, media: MediaRow, kind: str) -> None:
        if media.file in self._files:
            _add(parent, "file", id=self._files[media.file])
            return
        name = self._files[media.file] = f"file-{len(self._files) + 1}"
        file = _add(parent, "file", id=name)
        _add(file, "name", PurePosixPath(media.file).name)
        _add(file, "pathurl", f"file://localhost{quote(str(self._root / media.file))}")
        _rate(file, self._rows.rate)
        _add(file, "duration", media.frames)
        _timecode(file, media.start, self._rows.rate, media.reel)
        form = _add(_add(file, "media"), kind)
        if kind == "video":
            _add(form, "duration", media.frames)
            _picture(_add(form, "samplecharacteristics"), self._rows)
        else:
            heard = _add(form, "samplecharacteristics")
            _add(heard, "depth", 24)
            _add(heard, "samplerate", 48000)
            _add(form, "channelcount", media.channels or 1)

    def _transition(self, parent: ET.Element, transition: TransitionRow, kind: str) -> None:
        item = _add(parent, "transitionitem")
        _rate(item, self._rows.rate)
        _add(item, "start", transition.at - transition.before)
        _add(item, "end", transition.at + transition.after)
        side = "start" if not transition.before else "end" if not transition.after else "center"
        black = transition.kind == "fade" and side != "center"
        _add(item, "alignment", f"{side}-black" if black else side)
        effect = _add(item, "effect")
        name = "Cross Fade (+3dB)" if kind == "audio" else TRANSITIONS.get(transition.kind, "Cross Dissolve")
        _add(effect, "name", name)
        _add(effect, "effectid", "KGAudioTransCrossFade3dB" if kind == "audio" else name)
        _add(effect, "effecttype", "transition")
        _add(effect, "mediatype", kind)


def _played(clip: ClipRow) -> tuple[int, int]:
    """The first frame that is played and the length of the media, both counted at the pace it is played."""
    media = clip.media
    begin, length = (clip.source - media.start, media.frames) if media else (0, clip.frames)
    if clip.speed in (0, 1):
        return begin, length
    if clip.speed < 0:
        begin = length - 1 - begin
    pace = abs(clip.speed)
    return round(begin / pace), round(length / pace)


def _add(parent: ET.Element, tag: str, text: object = "", /, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    if text != "":
        element.text = str(text)
    return element


def _rate(parent: ET.Element, rate: Rate) -> None:
    element = _add(parent, "rate")
    _add(element, "timebase", rate.nominal)
    _add(element, "ntsc", "TRUE" if rate.denominator == 1001 else "FALSE")


def _timecode(parent: ET.Element, frame: int, rate: Rate, reel: str = "") -> None:
    element = _add(parent, "timecode")
    _rate(element, rate)
    _add(element, "string", timecode(frame, rate))
    _add(element, "frame", frame)
    _add(element, "displayformat", "DF" if rate.drop_frame else "NDF")
    if reel:
        _add(_add(element, "reel"), "name", reel)


def _picture(parent: ET.Element, rows: Rows) -> None:
    _rate(parent, rows.rate)
    _add(parent, "width", rows.width)
    _add(parent, "height", rows.height)
    _add(parent, "anamorphic", "FALSE")
    _add(parent, "pixelaspectratio", "square")
    _add(parent, "fielddominance", "none")


def _logged(item: ET.Element, clip: ClipRow) -> None:
    """What is known of a take, in the columns of a bin."""
    if not clip.about:
        return
    log = _add(item, "logginginfo")
    for tag, fact in (("scene", "scene"), ("shottake", "take"), ("lognote", "status"), ("description", "slate")):
        _add(log, tag, clip.fact(fact))
    _add(log, "good", "TRUE" if clip.fact("status") in ("circled", "kept") else "FALSE")
    comments = _add(item, "comments")
    for tag, facts in COMMENTS.items():
        said = [clip.fact(fact) for fact in facts]
        if any(said):
            _add(comments, tag, SEPARATOR.join(said))


def _marker(parent: ET.Element, marker: MarkerRow) -> None:
    element = _add(parent, "marker")
    _add(element, "name", marker.name)
    _add(element, "comment", marker.comment)
    _add(element, "in", marker.at)
    _add(element, "out", marker.at + marker.frames if marker.frames > 1 else -1)
    colour = _add(element, "color")
    for tag, level in zip(("red", "green", "blue"), COLOURS.get(marker.colour, COLOURS["white"]), strict=True):
        _add(colour, tag, level)


def _level(item: ET.Element, decibels: float) -> None:
    effect = _add(_add(item, "filter"), "effect")
    for tag, text in (("name", "Audio Levels"), ("effectid", "audiolevels"), ("effectcategory", "audiolevels"),
                      ("effecttype", "audiolevels"), ("mediatype", "audio")):  # fmt: skip
        _add(effect, tag, text)
    _parameter(effect, "level", f"{10 ** (decibels / 20):.6f}")


def _speed(item: ET.Element, speed: Fraction) -> None:
    effect = _add(_add(item, "filter"), "effect")
    for tag, text in (("name", "Time Remap"), ("effectid", "timeremap"), ("effectcategory", "motion"),
                      ("effecttype", "motion"), ("mediatype", "video")):  # fmt: skip
        _add(effect, tag, text)
    _parameter(effect, "variablespeed", "0")
    _parameter(effect, "speed", f"{float(abs(speed) * 100):.6f}")
    _parameter(effect, "reverse", "TRUE" if speed < 0 else "FALSE")
    _parameter(effect, "frameblending", "FALSE")


def _parameter(effect: ET.Element, name: str, value: str) -> None:
    parameter = _add(effect, "parameter")
    _add(parameter, "parameterid", name)
    _add(parameter, "name", name)
    _add(parameter, "value", value)

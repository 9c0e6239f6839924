"""Media as editing programs want them: QuickTime or MXF with timecode and reel, in an editing codec or as made."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import av
from av.container import OutputContainer

from bible.errors import MediaError
from bible.model import Frozen
from renderers.media.normalise import normalise
from renderers.media.read import count_film_frames, differences, film_frames, open_media, picture_stream
from shots.recipe import PictureFormat

_BT709, _LIMITED = 1, 1
_SMALLEST_DNXHR = (256, 120)
"""Width and height below which DNxHR is not defined."""


class Codec(StrEnum):
    """How pictures are handed over."""

    DNXHR = "dnxhr"
    """DNxHR SQ, 8 bit 4:2:2: every frame whole, read by Avid, Resolve and Premiere on every system."""
    DNXHR_MXF = "dnxhr-mxf"
    """The same in MXF OP1a: what Avid keeps its own media in."""
    PRORES = "prores"
    """ProRes 422, 10 bit: what Final Cut Pro likes best."""
    AS_MADE = "as-made"
    """The take's own H.264, packet for packet: smallest, and nothing is encoded again."""

    @property
    def ending(self) -> str:
        """The ending of its files."""
        return ".mxf" if self == Codec.DNXHR_MXF else ".mov"


class Slate(Frozen):
    """What a file says of itself besides its picture."""

    timecode: str
    """Of the first frame: `01:00:00:00`."""
    reel: str
    title: str = ""


_ENCODERS = {
    Codec.DNXHR: ("dnxhd", "yuv422p", {"profile": "dnxhr_sq"}),
    Codec.DNXHR_MXF: ("dnxhd", "yuv422p", {"profile": "dnxhr_sq"}),
    Codec.PRORES: ("prores", "yuv422p10le", {"profile": "2"}),
}


def write_editing(file: Path, picture: PictureFormat, frames: int, codec: Codec, slate: Slate, to: Path) -> None:
    """Write the first `frames` frames of a media file at the film's size and rate to `to`, whose ending is the codec's.

    Raises MediaError when the file cannot be read, ends before, or the codec has no such size.
    """
    if codec == Codec.AS_MADE:
        _as_made(file, picture, frames, slate, to)
        return
    name, pixels, options = _ENCODERS[codec]
    if name == "dnxhd" and (picture.width < _SMALLEST_DNXHR[0] or picture.height < _SMALLEST_DNXHR[1]):
        raise MediaError(
            f"DNxHR does not go as small as {picture.width}x{picture.height}", where=str(file),
            cure="add --codec as-made or --codec prores",
        )  # fmt: skip
    with av.open(str(to), "w", format=codec.ending[1:]) as container:
        stream = container.add_stream(name, rate=picture.rate.fps, options=options)
        stream.width, stream.height, stream.pix_fmt = picture.width, picture.height, pixels
        context = stream.codec_context
        context.time_base, context.thread_count = 1 / picture.rate.fps, 2
        context.color_range, context.colorspace = _LIMITED, _BT709
        context.color_primaries, context.color_trc = _BT709, _BT709
        _mark(container, slate)
        for number, frame in enumerate(film_frames(file, picture, 0, frames)):
            turned = frame.reformat(format=pixels)
            turned.pts, turned.time_base = number, 1 / picture.rate.fps
            turned.pict_type = av.video.frame.PictureType.NONE
            container.mux(stream.encode(turned))
        container.mux(stream.encode(None))


def _as_made(file: Path, picture: PictureFormat, frames: int, slate: Slate, to: Path) -> None:
    """The packets of a take in a QuickTime file; a file of another kind is brought to the film's parameters first."""
    if not differences(file, picture) and count_film_frames(file, picture) == frames:
        _copied(file, slate, to)
        return
    with tempfile.TemporaryDirectory(dir=to.parent) as room:
        fitted = Path(room) / "fitted.mp4"
        normalise(file, picture, 0, frames, fitted)
        _copied(fitted, slate, to)


def _copied(file: Path, slate: Slate, to: Path) -> None:
    with open_media(file) as source, av.open(str(to), "w", format="mov") as container:
        like = picture_stream(source, file)
        stream = container.add_stream_from_template(like)
        _mark(container, slate)
        for packet in source.demux(like):
            if packet.size:
                packet.stream = stream
                container.mux(packet)


def _mark(container: OutputContainer, slate: Slate) -> None:
    """Timecode and reel: QuickTime keeps them in a track of their own, MXF in packages beside the picture's."""
    places = [container.streams.video[0].metadata]
    if container.format.name == "mxf":
        places.append(container.metadata)
        container.metadata["material_package_name"] = slate.title or slate.reel
    for place in places:
        place["timecode"], place["reel_name"] = slate.timecode, slate.reel
    container.metadata["title"] = slate.title or slate.reel


def read_slate(file: Path) -> Slate:
    """What a QuickTime or MXF file says of timecode and reel; empty where it says nothing. Raises MediaError."""
    with open_media(file) as container:
        said = [dict(container.metadata), *(dict(stream.metadata) for stream in container.streams)]
    return Slate(timecode=_first(said, "timecode"), reel=_first(said, "reel_name"), title=_first(said, "title"))


def _first(said: list[dict[str, str]], name: str) -> str:
    values: Iterator[str] = (each[name] for each in said if name in each)
    return next(values, "")

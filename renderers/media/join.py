"""Joins media by their packets: what need not be encoded again is copied as it is.

file ─▶ PacketIndex ─▶ split into stretches ─▶ copied by packets, or encoded and then copied
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
from av.container import InputContainer
from av.video.stream import VideoStream
from pydantic import TypeAdapter, ValidationError

from bible.errors import MediaError
from bible.model import Frozen
from renderers.kept import written_whole
from renderers.media.read import differences, open_media, picture_stream, sound_length
from shots.recipe import PictureFormat, digest

INDEX_VERSION = 1
_WORDS = TypeAdapter(tuple[str, ...])


class Parameters(Frozen):
    """What must be equal in two files before their packets may follow one another."""

    codec: str
    extradata: str
    """Parameter sets in hex: size, pixel format, colours, reordering and profile are in them too."""
    width: int
    height: int
    pixel_format: str
    time_base: str
    step: int
    """Ticks of the time base from one frame to the next; 0 when they differ."""
    plain: bool
    """Packets are as MP4 has them, nothing is turned, trimmed or missing a time."""


class PacketIndex(Frozen):
    """Where the packets of a picture lie in its file, in decoding order."""

    parameters: Parameters
    bytes: int
    """Size of the file."""
    shown: tuple[int, ...]
    """The frame each packet shows, counted from 0."""
    keys: tuple[bool, ...]
    """Whether decoding can start at it."""
    places: tuple[int, ...]
    """Byte of the file at which it starts."""
    sizes: tuple[int, ...]

    @property
    def frames(self) -> int:
        """Frames of the file."""
        return len(self.shown)


class _Length(Frozen):
    """A length as it is kept: in braces, so that what was cut short is no number."""

    samples: int


class Stretch(Frozen):
    """Frames `first` to `first + frames - 1` of a file, to be copied by packets or to be encoded."""

    first: int
    frames: int
    copied: bool


def index_packets(file: Path) -> PacketIndex:
    """Where the packets of a media file's picture lie. Raises MediaError when it cannot be read."""
    with open_media(file) as container:
        stream = picture_stream(container, file)
        try:
            packets = [_Packet.of(packet) for packet in container.demux(stream) if packet.size]
            turned = _is_turned(container, stream)
        except av.FFmpegError as error:
            raise MediaError(f"the file breaks off ({error.strerror})", where=str(file)) from error
        if not packets:
            raise MediaError("this media file has no picture", where=str(file))
        order = sorted({packet.time for packet in packets if packet.time is not None})
        rank = {time: at for at, time in enumerate(order)}
        context = stream.codec_context
        parameters = Parameters(
            codec=context.name, extradata=(context.extradata or b"").hex(), width=context.width, height=context.height,
            pixel_format=context.pix_fmt or "", time_base=str(stream.time_base), step=_step(order, packets),
            plain="mp4" in container.format.name and all(packet.plain for packet in packets) and not turned,
        )  # fmt: skip
        return PacketIndex(
            parameters=parameters, bytes=file.stat().st_size,
            shown=tuple(at if packet.time is None else rank[packet.time] for at, packet in enumerate(packets)),
            keys=tuple(packet.key for packet in packets), places=tuple(packet.place or 0 for packet in packets),
            sizes=tuple(packet.size for packet in packets),
        )  # fmt: skip


class _Packet(NamedTuple):
    time: int | None
    duration: int
    key: bool
    place: int | None
    size: int
    plain: bool

    @classmethod
    def of(cls, packet: av.Packet) -> _Packet:
        odd = packet.is_discard or packet.is_corrupt or packet.has_sidedata("new_extradata")
        plain = packet.pts is not None and packet.pos is not None and not odd
        return cls(packet.pts, packet.duration or 0, packet.is_keyframe, packet.pos, packet.size, plain)


def _step(order: list[int], packets: list[_Packet]) -> int:
    steps = {after - before for before, after in itertools.pairwise(order)} or {packets[0].duration}
    return steps.pop() if len(steps) == 1 and len(order) == len(packets) else 0


def _is_turned(container: InputContainer, stream: VideoStream) -> bool:
    container.seek(0, stream=stream)
    frame = next(container.decode(stream), None)
    return frame is not None and frame.rotation != 0


def _kept_index(kept: Path) -> PacketIndex | None:
    """An index that was kept, or None; one that cannot be read is made again, as the cache may be cut short."""
    try:
        return PacketIndex.model_validate_json(kept.read_bytes())
    except (OSError, ValidationError):
        return None


def cached_index(file: Path, sha256: str, cache: Path) -> PacketIndex:
    """The index of a file whose content digest is known, read from `cache` where it was kept.

    Opening a file takes many times longer than reading its index again. Raises MediaError when the file cannot be
    read or is not as long as it was.
    """
    kept = cache / f"{sha256}.v{INDEX_VERSION}.json"
    index = _kept_index(kept)
    if index is None:
        index = index_packets(file)
        _keep(kept, index.model_dump_json().encode())
    try:
        size = file.stat().st_size
    except OSError as error:
        raise MediaError("the media file is gone", where=str(file), cure="run studio produce again") from error
    if size != index.bytes:
        raise MediaError("the media file was changed", where=str(file), cure="put it back or make another take")
    return index


def forget_index(sha256: str, cache: Path) -> None:
    """Take the index away that was kept of a file, because another is to be made under the same digest."""
    (cache / f"{sha256}.v{INDEX_VERSION}.json").unlink(missing_ok=True)


def cached_differences(file: Path, sha256: str, picture: PictureFormat, cache: Path) -> tuple[str, ...]:
    """What `differences` says of a file whose content digest is known, read from `cache` where it was kept.

    Every packet is gone through and a frame decoded for it. Raises MediaError as that does.
    """
    known = digest({"version": INDEX_VERSION, "file": sha256, "picture": picture.model_dump(mode="json")})
    kept = cache / f"{known}.differences.json"
    try:
        return _WORDS.validate_json(kept.read_bytes())
    except (OSError, ValidationError):
        found = differences(file, picture)
    _keep(kept, _WORDS.dump_json(found))
    return found


def cached_sound_length(file: Path, sha256: str, cache: Path) -> int:
    """What `sound_length` says of a file whose content digest is known, read from `cache` where it was kept.

    A WAV file is asked itself: that costs nothing. Raises MediaError as `sound_length` does.
    """
    if file.suffix == ".wav":
        return sound_length(file)
    kept = cache / f"{sha256}.v{INDEX_VERSION}.samples.json"
    try:
        return _Length.model_validate_json(kept.read_bytes()).samples
    except (OSError, ValidationError):
        found = sound_length(file)
    _keep(kept, _Length(samples=found).model_dump_json().encode())
    return found


def _keep(kept: Path, content: bytes) -> None:
    with written_whole(kept) as aside:
        aside.write_bytes(content)


def split(index: PacketIndex, film: Parameters, first: int, frames: int) -> tuple[Stretch, ...]:
    """The frames asked for, in stretches that can be copied and stretches that must be encoded.

    Copied are the frames from the first one at which decoding can start, up to the last one that leaves no frame
    before it undecoded; nothing when the file does not have the film's parameters. Raises MediaError when the file
    holds fewer frames.
    """
    if not index.parameters.plain or index.parameters != film:
        return (Stretch(first=first, frames=frames, copied=False),)
    end = first + frames
    if first < 0 or end > index.frames:
        raise MediaError(f"frames {first} to {end - 1} are asked of a file of {index.frames}")
    begin = min(
        (shown for shown, key in zip(index.shown, index.keys, strict=True) if key and first <= shown < end), default=end
    )
    reach = begin + _closed(index, begin, end)
    stretches = (
        Stretch(first=first, frames=begin - first, copied=False),
        Stretch(first=begin, frames=reach - begin, copied=True),
        Stretch(first=reach, frames=end - reach, copied=False),
    )
    return tuple(stretch for stretch in stretches if stretch.frames)


def _closed(index: PacketIndex, begin: int, end: int) -> int:
    """The greatest number of packets from a key frame on that show exactly the frames that follow it, none beyond."""
    if begin == end:
        return 0
    at = index.shown.index(begin)
    most, highest = 0, begin
    for count, shown in enumerate(index.shown[at : at + end - begin], 1):
        if shown < begin:
            break
        highest = max(highest, shown)
        if highest >= end:
            break
        if highest == begin + count - 1:
            most = count
    return most


def copied_packets(file: Path, index: PacketIndex, stretch: Stretch, base: int, delay: int) -> Iterator[av.Packet]:
    """The packets of a stretch to be copied, placed at frame `base` of the film.

    `delay` is by how many frames decoding runs ahead of showing in the whole film. Times are in ticks of the film's
    time base. Raises MediaError when the file ends before.
    """
    first, frames = stretch.first, stretch.frames
    at = index.shown.index(first)
    step = index.parameters.step
    time_base = Fraction(index.parameters.time_base)
    handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
    try:
        for number in range(frames):
            size = index.sizes[at + number]
            data = os.pread(handle, size, index.places[at + number])
            if len(data) != size:
                raise MediaError("the media file breaks off", where=str(file), cure="make another take of this shot")
            packet = av.Packet(data)
            packet.time_base = time_base
            packet.pts = (base + index.shown[at + number] - first) * step
            packet.dts = (base + number - delay) * step
            packet.duration = step
            packet.is_keyframe = index.keys[at + number]
            yield packet
    finally:
        os.close(handle)


def delay_of(index: PacketIndex, stretch: Stretch) -> int:
    """By how many frames decoding runs ahead of showing in a stretch: 1 with plain B-frames."""
    at = index.shown.index(stretch.first)
    shown = index.shown[at : at + stretch.frames]
    return max(number - (each - stretch.first) for number, each in enumerate(shown))

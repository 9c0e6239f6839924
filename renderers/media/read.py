"""Reads media files of any kind: what they are, and their frames brought to the film's size and rate."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.container import InputContainer
from av.filter import Graph
from av.video.stream import VideoStream

from bible.errors import MediaError
from bible.model import Frozen
from shots.recipe import PictureFormat

FILM_SAMPLE_RATE = 48000
"""Samples a second of the film's sound."""
_SHORT_BY = 1
"""Frames a file may be short of what is asked: its last frame is held, because rates that differ round."""


class SoundFacts(Frozen):
    """What the sound of a media file is."""

    channels: int
    sample_rate: int
    starts: float
    """Seconds after the picture's first frame; negative when before."""


class MediaFacts(Frozen):
    """What a media file is."""

    frames: int
    """Pictures in the file, as many as it says it has; 0 when it does not say."""
    width: int
    """In pixels of the file, before rotation."""
    height: int
    rate: Fraction | None
    """Pictures a second on average."""
    pixel_format: str
    pixel_aspect: Fraction
    sound: SoundFacts | None


def open_media(file: Path) -> InputContainer:
    """A media file, opened. Raises MediaError when it cannot be."""
    try:
        container: InputContainer = av.open(str(file), metadata_errors="replace")
    except FileNotFoundError as error:
        raise MediaError("the media file is gone", where=str(file), cure="run studio produce again") from error
    except (av.FFmpegError, OSError) as error:
        raise MediaError(f"this is not a media file that can be read ({_said(error)})", where=str(file)) from error
    return container


def picture_stream(container: InputContainer, file: Path) -> VideoStream:
    """The picture of an opened media file; cover art does not count. Raises MediaError when there is none."""
    for stream in container.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic:
            return stream
    raise MediaError("this media file has no picture", where=str(file))


def probe(file: Path) -> MediaFacts:
    """What a media file is. Raises MediaError when it cannot be read or has no picture."""
    with open_media(file) as container:
        stream = picture_stream(container, file)
        context = stream.codec_context
        return MediaFacts(
            frames=stream.frames, width=context.width, height=context.height, rate=stream.average_rate,
            pixel_format=context.pix_fmt or "", pixel_aspect=context.sample_aspect_ratio or Fraction(1),
            sound=_sound_facts(container, stream),
        )  # fmt: skip


def read_frame(file: Path, number: int) -> npt.NDArray[np.uint8]:
    """Frame `number` of a film of constant rate, counted from 0, as [height, width, 3] uint8 RGB. Raises MediaError."""
    with open_media(file) as container:
        stream = picture_stream(container, file)
        if stream.time_base is None or stream.average_rate is None:
            raise MediaError("this film does not say its rate", where=str(file))
        wanted = round(number / stream.average_rate / stream.time_base) + (stream.start_time or 0)
        try:
            container.seek(wanted, stream=stream)
            for frame in container.decode(stream):
                if frame.pts is not None and frame.pts >= wanted:
                    return np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8)
        except av.FFmpegError as error:
            raise MediaError(f"the picture cannot be decoded ({_said(error)})", where=str(file)) from error
    raise MediaError(f"there is no frame {number}", where=str(file))


def sound_length(file: Path) -> int:
    """How many samples the sound of a media file has at 48 kHz. Raises MediaError when it has none."""
    with open_media(file) as container:
        if not container.streams.audio:
            raise MediaError("this media file has no sound", where=str(file))
        stream = container.streams.audio[0]
        if stream.duration is not None and stream.time_base is not None:
            return round(stream.duration * stream.time_base * FILM_SAMPLE_RATE)
        return round(Fraction(container.duration or 0, av.time_base) * FILM_SAMPLE_RATE)


def film_frames(file: Path, picture: PictureFormat, first: int, count: int) -> Iterator[av.VideoFrame]:
    """Frames `first` to `first + count - 1` of a media file, counted at the film's rate from its first picture.

    Each is yuv420p in BT.709, limited range, in the film's size: the whole picture is kept and black fills the rest.
    Frame k is the picture that is on the screen in the middle of it, so that a variable rate becomes constant.
    Raises MediaError when the file ends before.
    """
    with open_media(file) as container:
        stream = picture_stream(container, file)
        stream.thread_type = "AUTO"
        yielded = 0
        try:
            for frame in _at_rate(container, stream, picture, first, count):
                yield frame
                yielded += 1
        except av.FFmpegError as error:
            raise MediaError(f"the picture cannot be decoded ({_said(error)})", where=str(file)) from error
        if yielded < count:
            raise MediaError(
                f"the file ends at frame {first + yielded}, {first + count} are needed", where=str(file),
                cure="make another take of this shot",
            )  # fmt: skip


def count_film_frames(file: Path, picture: PictureFormat) -> int:
    """How many frames at the film's rate a media file fills; it is decoded to its end. Raises MediaError."""
    with open_media(file) as container:
        stream = picture_stream(container, file)
        stream.thread_type = "AUTO"
        begun: Fraction | None = None
        until = Fraction(0)
        try:
            for frame in container.decode(stream):
                if frame.pts is None or frame.time_base is None:
                    continue
                seconds = frame.pts * frame.time_base
                begun = seconds if begun is None else begun
                length = Fraction(frame.duration or 0) * frame.time_base or 1 / picture.rate.fps
                until = max(until, seconds + length)
        except av.FFmpegError as error:
            raise MediaError(f"the picture cannot be decoded ({_said(error)})", where=str(file)) from error
    if begun is None:
        raise MediaError("this media file has no picture", where=str(file))
    return max(1, round((until - begun) * picture.rate.fps))


def _at_rate(
    container: InputContainer, stream: VideoStream, picture: PictureFormat, first: int, count: int
) -> Iterator[av.VideoFrame]:
    fps = picture.rate.fps
    fitting = _Fitting(picture, stream.codec_context.sample_aspect_ratio or Fraction(1))
    at, origin = first, None
    last = Fraction(0)
    held: av.VideoFrame | None = None
    for frame in container.decode(stream):
        if frame.pts is None or frame.time_base is None:
            continue
        seconds = frame.pts * frame.time_base
        origin = seconds if origin is None else origin
        until = (seconds - origin) * fps - Fraction(1, 2)
        while held is not None and at < first + count and at < until:
            yield fitting.fit(held)
            at += 1
        if at >= first + count:
            return
        held, last = frame, seconds
    if held is None:
        return
    length = Fraction(held.duration or 0) * (held.time_base or 0) or 1 / fps
    end = max(round((last - (origin or 0) + length) * fps), 1) + _SHORT_BY
    while at < min(first + count, end):
        yield fitting.fit(held)
        at += 1


class _Fitting:
    """Brings frames to the film's size and colours; a frame that is shown again is not worked on again."""

    def __init__(self, picture: PictureFormat, pixel_aspect: Fraction) -> None:
        self._picture, self._aspect = picture, pixel_aspect
        self._graphs: dict[tuple[object, ...], Graph] = {}
        self._last: tuple[av.VideoFrame, av.VideoFrame] | None = None

    def fit(self, frame: av.VideoFrame) -> av.VideoFrame:
        if self._last is None or self._last[0] is not frame:
            self._last = (frame, self._fitted(frame))
        return self._last[1]

    def _fitted(self, frame: av.VideoFrame) -> av.VideoFrame:
        # A phone may turn, and a stream may change its size, in the middle of a file.
        kind = (frame.width, frame.height, frame.format.name, frame.rotation, frame.colorspace, frame.color_range)
        if kind not in self._graphs:
            self._graphs[kind] = _graph(frame, self._picture, self._aspect)
        graph = self._graphs[kind]
        graph.vpush(frame)
        return graph.vpull()


def _graph(frame: av.VideoFrame, picture: PictureFormat, pixel_aspect: Fraction) -> Graph:
    turned = frame.rotation % 180 == 90
    width, height = Fraction(frame.width) * pixel_aspect, Fraction(frame.height)
    width, height = (height, width) if turned else (width, height)
    scale = min(picture.width / width, picture.height / height)
    inner = [
        min(2 * round(each * scale / 2), most) for each, most in ((width, picture.width), (height, picture.height))
    ]
    steps: list[tuple[str, str]] = []
    if any(component.is_alpha for component in frame.format.components):
        steps += [("format", "yuva444p" if not frame.format.is_rgb else "gbrap"), ("premultiply", "inplace=1")]
    steps += {90: [("transpose", "cclock")], 180: [("hflip", ""), ("vflip", "")], 270: [("transpose", "clock")]}.get(
        frame.rotation % 360, []
    )
    steps += [
        ("scale", f"{inner[0]}:{inner[1]}:flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv"),
        ("format", "yuv420p"),
        ("pad", f"{picture.width}:{picture.height}:-1:-1:black"),
        ("setsar", "1"),
    ]
    graph = Graph()
    graph.threads = 1
    nodes = [graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base)]
    nodes += [graph.add(name, arguments) for name, arguments in steps]
    nodes.append(graph.add("buffersink"))
    graph.link_nodes(*nodes).configure()
    return graph


def _sound_facts(container: InputContainer, picture: VideoStream) -> SoundFacts | None:
    if not container.streams.audio:
        return None
    stream = container.streams.audio[0]
    begun = Fraction(picture.start_time or 0) * (picture.time_base or 0)
    heard = Fraction(stream.start_time or 0) * (stream.time_base or 0)
    return SoundFacts(channels=stream.channels, sample_rate=stream.sample_rate, starts=float(heard - begun))


def _said(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)

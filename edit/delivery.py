"""Deliveries: the film written once more from its media, in the size, codec and loudness somebody asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.filter import Graph
from av.video.stream import VideoStream

from bible.errors import FolderError, MediaError
from edit.frames import sequence_frames
from edit.loudness import Chunks, audio_frame, levelled
from edit.master import add_chapters, caption_packets, check_film
from edit.presets import Preset
from edit.sequence import SAMPLE_RATE, Sequence
from edit.sound import mix, mix_folder, mixed_once
from edit.stems import whole_frame
from renderers import burn_in
from renderers.kept import written_whole
from renderers.media.read import Stereo
from shots.recipe import PictureFormat
from shots.timecode import first_frame, timecode

_BT709, _LIMITED = 1, 1
_BIT_RATE = 256_000
_SMALL = 64
"""By how much the picture behind a film of another shape is made smaller and larger again: that blurs it."""
_BEHIND = 0.42
"""How light it is."""


def write_delivery(
    sequence: Sequence,
    root: Path,
    preset: Preset,
    to: Path,
    frames: Callable[[PictureFormat], Iterator[av.VideoFrame]] | None = None,
    progress: Callable[[int, int], None] = lambda done, all: None,
    *,
    burnt: bool = False,
) -> None:
    """Write the film as `preset` says, whole or not at all, and check it: every frame in its place, sound as long.

    With `burnt` its captions are in the picture, for where players show none; else they lie beside it in an MP4.
    `frames` gives the film's frames at a size (yuv420p); without it they are read from the media of the sequence.
    Raises MediaError when a media file cannot be used or the film does not come out as it should, FolderError when the
    disk does not take it.
    """
    if not sequence.clips:
        raise MediaError("there is no take to cut yet", cure="run studio produce")
    give = frames or (lambda picture: sequence_frames(sequence, root, picture))
    try:
        with written_whole(to) as aside:
            with (
                mixed_once(mix(sequence, root), mix_folder(root)) as mixed,
                av.open(str(aside), "w", format=preset.form, options={"movflags": "+faststart"}) as film,
            ):
                _Writer(film, sequence, preset, burnt).write(give, mixed, progress)
            check_film(aside, sequence)
    except OSError as error:
        raise FolderError(
            f"the film cannot be written ({error.strerror or error})", where=str(to), cure="free some disk space"
        ) from error
    except av.FFmpegError as error:
        shape = preset.picture(sequence.picture)
        raise MediaError(
            f"the encoder {preset.encoder} does not take a picture of {shape.width}x{shape.height}"
            f" at {sequence.rate.name} frames a second", where=str(to), cure="use another preset",
        ) from error  # fmt: skip


class _Writer:
    """Writes one film into an opened container."""

    def __init__(self, film: OutputContainer, sequence: Sequence, preset: Preset, burnt: bool) -> None:
        self._film, self._sequence, self._preset = film, sequence, preset
        self._burnt = sequence.captions if burnt else ()
        film.metadata["title"] = sequence.title
        if preset.form == "mov":
            film.metadata["timecode"] = timecode(0, sequence.rate, first_frame(sequence.rate))
        self._shape = preset.picture(sequence.picture)
        self._picture = self._picture_stream()
        self._sound = self._sound_stream()
        self._heard = 0
        captioned = sequence.captions and preset.form == "mp4" and not burnt
        self._read = film.add_mux_stream("mov_text", time_base=1 / sequence.rate.fps) if captioned else None
        add_chapters(film, sequence)

    def _picture_stream(self) -> VideoStream:
        stream = self._film.add_stream(self._preset.encoder, rate=self._sequence.rate.fps)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = self._shape.width, self._shape.height, self._preset.pixels
        context = stream.codec_context
        context.time_base = 1 / self._sequence.rate.fps
        context.sample_aspect_ratio = Fraction(1, 1)
        context.color_range, context.colorspace = _LIMITED, _BT709
        context.color_primaries, context.color_trc = _BT709, _BT709
        if self._preset.tag:
            context.codec_tag = self._preset.tag
        stream.options = dict(self._preset.options)
        return stream

    def _sound_stream(self) -> AudioStream:
        codec = "pcm_s24le" if self._preset.whole_sound else "aac"
        stream = self._film.add_stream(codec, rate=SAMPLE_RATE, layout="stereo")
        assert isinstance(stream, AudioStream)
        if not self._preset.whole_sound:
            stream.bit_rate = _BIT_RATE
        return stream

    def write(
        self, frames: Callable[[PictureFormat], Iterator[av.VideoFrame]], sound: Chunks,
        progress: Callable[[int, int], None],
    ) -> None:  # fmt: skip
        """Everything, sound a little ahead of the picture so that neither waits long for the other."""
        if self._read is not None:
            for packet in caption_packets(self._sequence):
                packet.stream = self._read
                self._film.mux(packet)
        chunks = levelled(sound, self._preset.loudness, self._preset.ceiling)
        for shown, frame in enumerate(self._with_words(self._shaped(frames))):
            while self._heard <= self._sequence.rate.samples(shown, SAMPLE_RATE) and self._hear(chunks):
                pass
            frame.pts, frame.time_base = shown, 1 / self._sequence.rate.fps
            frame.pict_type = av.video.frame.PictureType.NONE
            self._film.mux(self._picture.encode(frame))
            progress(shown + 1, self._sequence.frames)
        while self._hear(chunks):
            pass
        self._film.mux(self._picture.encode(None))
        self._film.mux(self._sound.encode(None))

    def _hear(self, chunks: Iterator[Stereo]) -> bool:
        """Encode the next chunk of the sound; False when there is none."""
        chunk = next(chunks, None)
        if chunk is None:
            return False
        frame = (whole_frame if self._preset.whole_sound else audio_frame)(chunk, self._heard)
        self._film.mux(self._sound.encode(frame))
        self._heard += len(chunk)
        return True

    def _shaped(self, frames: Callable[[PictureFormat], Iterator[av.VideoFrame]]) -> Iterator[av.VideoFrame]:
        """The film's frames in the shape that is asked for."""
        shape, own = self._shape, self._sequence.picture
        same_shape = own.width * shape.height == own.height * shape.width
        if self._preset.around == "black" or same_shape:
            yield from frames(shape)
            return
        inner = inner_picture(own, shape)
        behind = _Behind(inner, shape)
        for frame in frames(inner):
            yield behind.framed(frame)

    def _with_words(self, frames: Iterator[av.VideoFrame]) -> Iterator[av.VideoFrame]:
        """The frames in the pixels that are asked for, with the captions that are burnt in."""
        waiting = iter(self._burnt)
        caption = next(waiting, None)
        for number, frame in enumerate(frames):
            while caption is not None and caption.end <= number:
                caption = next(waiting, None)
            if caption is not None and caption.start <= number:
                frame = burn_in.caption(caption.rows, frame.width, frame.height).over(frame)
            yield frame if self._preset.pixels == "yuv420p" else frame.reformat(format=self._preset.pixels)


def inner_picture(film: PictureFormat, frame: PictureFormat) -> PictureFormat:
    """The size a film has in a frame of another shape, whole and in even pixels."""
    scale = min(Fraction(frame.width, film.width), Fraction(frame.height, film.height))
    width, height = (2 * max(1, round(side * scale / 2)) for side in (film.width, film.height))
    return PictureFormat(width=min(width, frame.width), height=min(height, frame.height), rate=film.rate)


class _Behind:
    """Lays pictures over a blurred, darkened enlargement of themselves."""

    def __init__(self, inner: PictureFormat, frame: PictureFormat) -> None:
        scale = max(Fraction(frame.width, inner.width), Fraction(frame.height, inner.height))
        width, height = (2 * round(side / scale / 2) for side in (frame.width, frame.height))
        self._graph = Graph()
        source = self._graph.add_buffer(
            width=inner.width, height=inner.height, format=av.VideoFormat("yuv420p"), time_base=1 / frame.rate.fps
        )
        split = self._graph.add("split", "2")
        behind = [
            self._graph.add("crop", f"{min(width, inner.width)}:{min(height, inner.height)}"),
            self._graph.add("scale", f"{max(2, frame.width // _SMALL)}:{max(2, frame.height // _SMALL)}:flags=area"),
            self._graph.add("scale", f"{frame.width}:{frame.height}:flags=bicubic"),
            self._graph.add("lutyuv", f"y=16+(val-16)*{_BEHIND}:u=128+(val-128)*0.8:v=128+(val-128)*0.8"),
        ]
        over, sink = self._graph.add("overlay", "(W-w)/2:(H-h)/2:format=yuv420"), self._graph.add("buffersink")
        source.link_to(split)
        split.link_to(behind[0], 0, 0)
        for one, other in pairwise(behind):
            one.link_to(other)
        behind[-1].link_to(over, 0, 0)
        split.link_to(over, 1, 1)
        over.link_to(sink)
        self._graph.configure()
        self._at, self._time_base = 0, 1 / frame.rate.fps

    def framed(self, frame: av.VideoFrame) -> av.VideoFrame:
        """The picture in its frame."""
        frame.pts, frame.time_base = self._at, self._time_base
        self._at += 1
        self._graph.vpush(frame)
        return self._graph.vpull()

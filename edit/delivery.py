"""Deliveries: the film written once more from its media, in the size, codec and loudness somebody asks for."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from bible.errors import FolderError, MediaError
from edit.apart import Order, RefusedError, encode_apart
from edit.frames import sequence_frames
from edit.loudness import Chunks, audio_frame, levelled
from edit.master import add_chapters, caption_packets, check_film
from edit.presets import Preset, picture_stream
from edit.sequence import SAMPLE_RATE, Sequence
from edit.shaping import shaped_frames
from edit.sound import mix, mix_folder, mixed_once
from edit.stems import whole_frame
from renderers.kept import written_whole
from renderers.media.read import Stereo
from shots.recipe import PictureFormat
from shots.timecode import first_frame, timecode

_BIT_RATE = 256_000


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
    shown = partial(shaped_frames, give, sequence.picture, preset, sequence.captions if burnt else ())
    told = partial(_told, progress, sequence.frames)
    try:
        with (
            written_whole(to) as aside,
            mixed_once(mix(sequence, root), mix_folder(root)) as mixed,
            _encoded(preset, sequence, aside, shown, told) as encoded,
        ):
            with av.open(str(aside), "w", format=preset.form, options={"movflags": "+faststart"}) as film:
                _Writer(film, sequence, preset, burnt, encoded).write(shown(), mixed, told)
            check_film(aside, sequence)
    except OSError as error:
        raise FolderError(
            f"the film cannot be written ({error.strerror or error})", where=str(to), cure="free some disk space"
        ) from error
    except (av.FFmpegError, RefusedError) as error:
        shape = preset.picture(sequence.picture)
        raise MediaError(
            f"the encoder {preset.encoder} does not take a picture of {shape.width}x{shape.height}"
            f" at {sequence.rate.name} frames a second", where=str(to), cure="use another preset",
        ) from error  # fmt: skip


def _told(progress: Callable[[int, int], None], frames: int, done: int) -> None:
    progress(done, frames)


@contextlib.contextmanager
def _encoded(
    preset: Preset, sequence: Sequence, aside: Path, frames: Callable[[], Iterator[av.VideoFrame]],
    progress: Callable[[int], None],
) -> Iterator[InputContainer | None]:  # fmt: skip
    """The picture encoded beforehand, where its encoder runs in a process of its own."""
    if not preset.apart:
        yield None
        return
    picture = aside.with_name(f"{aside.stem}.picture{aside.suffix}")
    try:
        encode_apart(Order(preset=preset, shape=preset.picture(sequence.picture), to=picture), frames, progress)
        with av.open(str(picture)) as encoded:
            yield encoded
    finally:
        picture.unlink(missing_ok=True)


class _Writer:
    """Writes one film into an opened container."""

    def __init__(
        self, film: OutputContainer, sequence: Sequence, preset: Preset, burnt: bool, encoded: InputContainer | None
    ) -> None:
        """`encoded`: the picture, where it is encoded already."""
        self._film, self._sequence, self._preset = film, sequence, preset
        film.metadata["title"] = sequence.title
        if preset.form == "mov":
            film.metadata["timecode"] = timecode(0, sequence.rate, first_frame(sequence.rate))
        template = encoded and film.add_stream_from_template(encoded.streams.video[0], opaque=True)
        self._picture = template or picture_stream(film, preset, preset.picture(sequence.picture))
        self._encoded = encoded
        self._sound = self._sound_stream()
        self._heard = 0
        captioned = sequence.captions and preset.form == "mp4" and not burnt
        self._read = film.add_mux_stream("mov_text", time_base=1 / sequence.rate.fps) if captioned else None
        add_chapters(film, sequence)

    def _sound_stream(self) -> AudioStream:
        codec = "pcm_s24le" if self._preset.whole_sound else "aac"
        stream = self._film.add_stream(codec, rate=SAMPLE_RATE, layout="stereo")
        assert isinstance(stream, AudioStream)
        if not self._preset.whole_sound:
            stream.bit_rate = _BIT_RATE
        return stream

    def write(self, frames: Iterator[av.VideoFrame], sound: Chunks, progress: Callable[[int], None]) -> None:
        """Everything, sound a little ahead of the picture so that neither waits long for the other."""
        if self._read is not None:
            for packet in caption_packets(self._sequence):
                packet.stream = self._read
                self._film.mux(packet)
        chunks = levelled(sound, self._preset.loudness, self._preset.ceiling)
        packets = self._packets() if self._encoded is not None else self._encode(frames, progress)
        for shown, several in enumerate(packets):
            while self._heard <= self._sequence.rate.samples(shown, SAMPLE_RATE) and self._hear(chunks):
                pass
            self._film.mux(several)
        while self._hear(chunks):
            pass
        self._film.mux(self._sound.encode(None))

    def _encode(
        self, frames: Iterator[av.VideoFrame], progress: Callable[[int], None]
    ) -> Iterator[list[Packet[VideoStream]]]:
        """The packets that come of each frame, and what is left at the end."""
        for shown, frame in enumerate(frames):
            frame.pts, frame.time_base = shown, 1 / self._sequence.rate.fps
            frame.pict_type = av.video.frame.PictureType.NONE
            yield self._picture.encode(frame)
            progress(shown + 1)
        yield self._picture.encode(None)

    def _packets(self) -> Iterator[list[Packet[VideoStream]]]:
        """The packets of a picture that is encoded already."""
        assert self._encoded is not None
        for packet in self._encoded.demux(video=0):
            if packet.dts is not None:
                packet.stream = self._picture
                yield [packet]

    def _hear(self, chunks: Iterator[Stereo]) -> bool:
        """Encode the next chunk of the sound; False when there is none."""
        chunk = next(chunks, None)
        if chunk is None:
            return False
        frame = (whole_frame if self._preset.whole_sound else audio_frame)(chunk, self._heard)
        self._film.mux(self._sound.encode(frame))
        self._heard += len(chunk)
        return True

"""Reads media files of any kind: what they are, and their frames brought to the film's size and rate."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.container import InputContainer
from av.video.stream import VideoStream

from bible.errors import MediaError
from bible.model import Frozen
from renderers.media.fit import Fitting, bars, is_hdr
from renderers.media.wav import plain_pieces
from shots.rate import SOUND_RATE
from shots.recipe import PictureFormat

FILM_SAMPLE_RATE = SOUND_RATE
"""Samples a second of the film's sound."""
Stereo = npt.NDArray[np.float32]
"""[samples, 2], from -1 to 1, at 48 kHz."""
_BREAK = Fraction(1, 50)
"""Seconds by which sound may be off its time before silence is put in."""
_PIECE = FILM_SAMPLE_RATE
"""Samples of silence given at a time."""
_ROUNDING = 2
"""Milliseconds by which times may differ and the rate still be called constant: some files keep whole ones."""
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


def count_packets(file: Path) -> int:
    """How many pictures lie in a media file whose every picture is a packet; none is decoded. Raises MediaError."""
    with open_media(file) as container:
        stream = picture_stream(container, file)
        try:
            return sum(packet.size > 0 for packet in container.demux(stream))
        except av.FFmpegError as error:
            raise MediaError(f"the file breaks off ({_said(error)})", where=str(file)) from error


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


def differences(file: Path, picture: PictureFormat) -> tuple[str, ...]:
    """In words, all in which a media file's picture is not as the film's is. Raises MediaError."""
    facts = probe(file)
    try:
        uneven = _is_uneven(file)
        with open_media(file) as container:
            frame = next(container.decode(picture_stream(container, file)), None)
    except av.FFmpegError as error:
        raise MediaError(f"the picture cannot be decoded ({_said(error)})", where=str(file)) from error
    if frame is None:
        raise MediaError("not one frame can be decoded", where=str(file))
    black = bars(frame, picture, facts.pixel_aspect)
    size, wanted = f"{facts.width}x{facts.height}", f"{picture.width}x{picture.height}"
    rate = "no rate" if facts.rate is None else f"{float(facts.rate):.6g} frames a second"
    found = {
        f"turned by {frame.rotation} degrees": frame.rotation != 0,
        f"pixels of {facts.pixel_aspect} made square": facts.pixel_aspect != 1,
        f"{size} fitted into {wanted}{black and f', {black}'}": size != wanted,
        "variable frame rate made constant": uneven,
        f"{rate} brought to {picture.rate.name}": facts.rate != picture.rate.fps and not uneven,
        f"{facts.pixel_format} brought to yuv420p": facts.pixel_format != "yuv420p",
        "HDR brought to BT.709": is_hdr(frame),
        "interlaced, left as it is": frame.interlaced_frame,
    }
    return tuple(words for words, differs in found.items() if differs)


def _is_uneven(file: Path) -> bool:
    """Whether the pictures of a file come at a variable rate."""
    with open_media(file) as container:
        stream = picture_stream(container, file)
        times = sorted(packet.pts for packet in container.demux(stream) if packet.pts is not None)
        steps = [after - before for before, after in pairwise(times)] or [0]
        return max(steps) - min(steps) > _ROUNDING * Fraction(1, 1000) / (stream.time_base or 1)


def has_sound(file: Path) -> bool:
    """Whether a media file has a sound track. Raises MediaError when it cannot be read."""
    with open_media(file) as container:
        return bool(container.streams.audio)


def sound_length(file: Path) -> int:
    """How many samples the sound of a media file has at 48 kHz. Raises MediaError when it has none."""
    plain = _wav_length(file) if file.suffix.lower() == ".wav" else None
    if plain is not None:
        return plain
    with open_media(file) as container:
        if not container.streams.audio:
            raise MediaError("this media file has no sound", where=str(file))
        stream = container.streams.audio[0]
        if stream.duration is not None and stream.time_base is not None:
            return round(stream.duration * stream.time_base * FILM_SAMPLE_RATE)
        return round(Fraction(container.duration or 0, av.time_base) * FILM_SAMPLE_RATE)


def _wav_length(file: Path) -> int | None:
    """The same of a WAV file of whole numbers; None of any other, floating point among them."""
    try:
        with wave.open(str(file), "rb") as opened:
            return round(opened.getnframes() * FILM_SAMPLE_RATE / opened.getframerate())
    except (wave.Error, EOFError, OSError, ZeroDivisionError):
        return None


def read_sound(file: Path) -> Stereo:
    """All of what `sound_pieces` gives. Raises as that does."""
    return np.concatenate([np.zeros((0, 2), np.float32), *sound_pieces(file)])


def sound_pieces(file: Path) -> Iterator[Stereo]:
    """The sound of a media file at 48 kHz in two channels, from the picture's first frame on, piece by piece.

    Any rate is resampled; one channel is heard in both ears, more than two are mixed down (ITU-R BS.775). What comes
    late, or breaks off for more than 20 ms, has silence in its place; what comes before the picture is left out.
    Raises MediaError when there is no sound or it cannot be decoded.
    """
    with open_media(file) as container:
        if not container.streams.audio:
            raise MediaError("this media file has no sound", where=str(file))
        picture = container.streams.video[0] if container.streams.video else None
        begun = Fraction(picture.start_time or 0) * (picture.time_base or 0) if picture else Fraction(0)
        at = 0
        try:
            for start, heard in _placed(container, begun):
                for silence in range(at, start, _PIECE):
                    yield np.zeros((min(_PIECE, start - silence), 2), np.float32)
                at = max(at, start)
                if at < start + len(heard):
                    yield heard[at - start :]
                    at = start + len(heard)
        except av.FFmpegError as error:
            raise MediaError(f"the sound cannot be decoded ({_said(error)})", where=str(file)) from error


def sound_between(file: Path, first: int, last: int) -> Iterator[Stereo]:
    """Of what `sound_pieces` gives, the samples from `first` to the one before `last`. Raises as that does."""
    plain = plain_pieces(file, first, last) if file.suffix.lower() == ".wav" and file.is_file() else None
    if plain is not None:
        yield from plain
        return
    at = 0
    for piece in sound_pieces(file):
        part = piece[max(0, first - at) : max(0, last - at)]
        at += len(piece)
        if len(part):
            yield part
        if at >= last:
            return


def _placed(container: InputContainer, begun: Fraction) -> Iterator[tuple[int, Stereo]]:
    """The sound in pieces, each with the sample at which it belongs; `begun` is the second of the first sample."""
    resampler: av.AudioResampler | None = None
    at, expected = 0, Fraction(0)
    for frame in container.decode(audio=0):
        time = expected
        if frame.pts is not None and frame.time_base is not None:
            time = frame.pts * frame.time_base
        if resampler is not None and abs(time - expected) > _BREAK:
            yield at, _resampled(resampler, None)
            resampler = None
        if resampler is None:
            layout = "mono" if frame.layout.nb_channels == 1 else "stereo"
            resampler = av.AudioResampler(format="flt", layout=layout, rate=FILM_SAMPLE_RATE)
            at = round((time - begun) * FILM_SAMPLE_RATE)
        expected = time + Fraction(frame.samples, frame.sample_rate)
        heard = _resampled(resampler, frame)
        yield at, heard
        at += len(heard)
    if resampler is not None:
        yield at, _resampled(resampler, None)


def _resampled(resampler: av.AudioResampler, frame: av.AudioFrame | None) -> Stereo:
    """What the resampler gives for the next frame; at the end, what it still holds."""
    if frame is not None:
        frame.pts = None
    # One channel is copied to both ears: the resampler would take 3 dB off.
    heard = (each.to_ndarray().reshape(each.samples, -1) for each in resampler.resample(frame))
    pieces = [np.broadcast_to(each, (len(each), 2)) for each in heard]
    return np.concatenate([np.zeros((0, 2), np.float32), *pieces])


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


def count_decoded(file: Path) -> int:
    """How many pictures of a media file can be decoded. Raises MediaError when one of them is broken."""
    with open_media(file) as container:
        stream = picture_stream(container, file)
        stream.thread_type = "AUTO"
        try:
            return sum(not frame.is_corrupt for frame in container.decode(stream))
        except av.FFmpegError as error:
            raise MediaError(f"the picture cannot be decoded ({_said(error)})", where=str(file)) from error


def _at_rate(
    container: InputContainer, stream: VideoStream, picture: PictureFormat, first: int, count: int
) -> Iterator[av.VideoFrame]:
    fps = picture.rate.fps
    fitting = Fitting(picture, stream.codec_context.sample_aspect_ratio or Fraction(1))
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


def _sound_facts(container: InputContainer, picture: VideoStream) -> SoundFacts | None:
    if not container.streams.audio:
        return None
    stream = container.streams.audio[0]
    begun = Fraction(picture.start_time or 0) * (picture.time_base or 0)
    heard = Fraction(stream.start_time or 0) * (stream.time_base or 0)
    return SoundFacts(channels=stream.channels, sample_rate=stream.sample_rate, starts=float(heard - begun))


def _said(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)

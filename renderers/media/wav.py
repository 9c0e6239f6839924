"""Reading and writing recordings: WAV files, mono, 48 kHz, 16 bit."""

from __future__ import annotations

import contextlib
import wave
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bible.errors import MediaError
from shots.rate import SOUND_RATE

RATE = SOUND_RATE
"""Samples per second of every recording."""
Samples = NDArray[np.float32]
"""One channel of sound, from -1 to 1."""

_FULL_SCALE = 32_768
_AT_ONCE = 4 * RATE
"""Samples read at a time."""


class Sound(NamedTuple):
    """What a WAV file holds."""

    samples: Samples
    """Channels mixed into one."""
    rate: int
    """Samples per second."""


def write_wav(to: Path, samples: Samples) -> int:
    """Write one channel of sound at 48 kHz and 16 bit, and return how many samples that is.

    The same samples give the same bytes. What is louder than full scale is clipped. Raises MediaError when the
    samples are not one channel of numbers.
    """
    return _write(to, [samples[:, None] if samples.ndim == 1 else samples], 1)


def write_stereo(to: Path, samples: NDArray[np.float32]) -> int:
    """Write two channels, [samples, 2], at 48 kHz and 16 bit; returns how many samples each has.

    The same samples give the same bytes. Raises MediaError as `write_wav` does.
    """
    return _write(to, [samples], 2)


def write_pieces(to: Path, pieces: Iterable[NDArray[np.float32]]) -> int:
    """The same of a sound that is never held whole: its pieces, each [samples, 2]."""
    return _write(to, pieces, 2)


def _write(to: Path, pieces: Iterable[NDArray[np.float32]], channels: int) -> int:
    written = 0
    with contextlib.closing(wave.open(str(to), "wb")) as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for piece in pieces:
            if piece.ndim != 2 or piece.shape[1] != channels or not np.isfinite(piece).all():
                words = "one channel" if channels == 1 else "two channels"
                raise MediaError(f"sound to be written is not {words} of finite samples", where=str(to))
            # A power of two: scaling by it is exact.
            levels = np.clip(np.rint(piece * np.float32(_FULL_SCALE)), -_FULL_SCALE, _FULL_SCALE - 1)
            file.writeframes(levels.astype("<i2").tobytes())
            written += len(levels)
    return written


def read_wav(path: Path) -> Sound:
    """A 16 bit WAV file of any rate, its channels mixed into one. Raises MediaError when it is something else."""
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            held = file.readframes(file.getnframes())
    except OSError as error:
        raise MediaError(
            f"the recording cannot be read ({error.strerror or error})",
            where=str(path),
            cure="run studio produce again",
        ) from error
    except (wave.Error, EOFError) as error:
        raise MediaError(f"this is not a WAV file ({error or 'it ends early'})", where=str(path)) from error
    if width != 2:
        raise MediaError(f"this WAV file has {8 * width} bit, not 16", where=str(path), cure="convert it to 16 bit PCM")
    whole = len(held) // (2 * channels) * channels
    levels = np.frombuffer(held, dtype="<i2", count=whole).reshape(-1, channels)
    return Sound((levels.mean(axis=1) / _FULL_SCALE).astype(np.float32), rate)


def plain_pieces(path: Path, first: int, last: int) -> Iterator[NDArray[np.float32]] | None:
    """Samples `first` up to `last` of a WAV file, [samples, 2], piece by piece, one channel in both ears.

    None when the file is another one than studio writes: PCM of 16 bit at 48 kHz in one or two channels.
    """
    try:
        with wave.open(str(path), "rb") as file:
            plain = file.getnchannels() in (1, 2) and (file.getsampwidth(), file.getframerate()) == (2, RATE)
    except (wave.Error, EOFError):
        return None
    return _plain_pieces(path, first, last) if plain else None


def _plain_pieces(path: Path, first: int, last: int) -> Iterator[NDArray[np.float32]]:
    with wave.open(str(path), "rb") as file:
        channels, end = file.getnchannels(), min(last, file.getnframes())
        file.setpos(min(max(first, 0), file.getnframes()))
        for at in range(max(first, 0), end, _AT_ONCE):
            held = file.readframes(min(_AT_ONCE, end - at))
            whole = len(held) // (2 * channels) * channels
            levels = np.frombuffer(held, dtype="<i2", count=whole).reshape(-1, channels)
            yield np.repeat(levels.astype(np.float32) * np.float32(1 / _FULL_SCALE), 2 // channels, axis=1)


def read_recording(path: Path) -> Samples:
    """The sound of a recording. Raises MediaError when the file is gone or not at 48 kHz."""
    sound = read_wav(path)
    if sound.rate != RATE:
        raise MediaError(
            f"this recording has {sound.rate} samples per second, not {RATE}",
            where=str(path),
            cure=f"convert it: ffmpeg -i {path.name} -ar {RATE} -ac 1 -c:a pcm_s16le fixed.wav",
        )
    return sound.samples

"""Loudness: measured as ITU-R BS.1770 / EBU R 128 say, and brought to a target without any peak above the ceiling."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.filter import Graph
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from bible.model import Frozen
from renderers.media.read import FILM_SAMPLE_RATE, Stereo

Chunks = Callable[[], Iterator[Stereo]]
"""Gives the whole sound from its start, chunk by chunk, each time it is called."""

TARGET = -16.0
"""LUFS of the whole film: what is usual for speech on computers, telephones and the web (AES TD1008)."""
CEILING = -1.0
"""dBTP that no peak goes above."""
SILENT = -69.0
"""LUFS below which nothing was heard: the absolute gate of BS.1770 is at -70."""
_MOST_GAIN = 30.0
_BLOCK = 64
"""Samples for which the limiter finds one peak."""
_REACH = 24
"""Blocks over which it turns down before and up after a peak: 32 ms."""
_PAD = 2 * _REACH * _BLOCK + 1024
"""Samples of the neighbouring chunks it looks at, so that where chunks end is never heard."""
_CHUNK = 4096 * _BLOCK
_PHASES, _TAPS = 4, 16


class Loudness(Frozen):
    """What a meter says of a whole sound."""

    integrated: float
    """LUFS."""
    true_peak: float
    """dBTP."""


def measure(chunks: Iterable[Stereo]) -> Loudness:
    """Integrated loudness and true peak of a sound."""
    readings = _readings(chunks, "metadata=1:peak=true")
    peak = float(readings.get("lavfi.r128.true_peak", 0.0))
    return Loudness(integrated=_integrated(readings), true_peak=20 * math.log10(peak) if peak > 0 else -math.inf)


def loudness(chunks: Iterable[Stereo]) -> float:
    """Integrated loudness of a sound, LUFS: half the work where its peaks are known."""
    return _integrated(_readings(chunks, "metadata=1"))


def _integrated(readings: dict[str, str]) -> float:
    return float(readings.get("lavfi.r128.I", -math.inf))


def _readings(chunks: Iterable[Stereo], options: str) -> dict[str, str]:
    graph = Graph()
    source = graph.add_abuffer(
        sample_rate=FILM_SAMPLE_RATE, format="flt", layout="stereo", time_base=Fraction(1, FILM_SAMPLE_RATE)
    )
    meter, sink = graph.add("ebur128", options), graph.add("abuffersink")
    graph.link_nodes(source, meter, sink).configure()
    readings: dict[str, str] = {}
    at = 0
    for chunk in chunks:
        graph.push(audio_frame(chunk, at))
        at += len(chunk)
        readings = _latest(graph) or readings
    graph.push(None)
    return _latest(graph) or readings


def audio_frame(chunk: Stereo, at: int) -> av.AudioFrame:
    """A chunk as FFmpeg takes it, `at` samples from the start."""
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(chunk).reshape(1, -1), format="flt", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = FILM_SAMPLE_RATE, at, Fraction(1, FILM_SAMPLE_RATE)
    return frame


def _latest(graph: Graph) -> dict[str, str]:
    readings: dict[str, str] = {}
    while True:
        try:
            frame: Any = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return readings
        readings = dict(frame.metadata)


def levelled(chunks: Chunks, target: float = TARGET, ceiling: float = CEILING) -> Iterator[Stereo]:
    """The sound at `target` LUFS with no true peak above `ceiling` dBTP; silence stays silence.

    The sound is gone through two to four times: measured, limited and measured again where peaks are in the way,
    then given. Chunks may hold several stems side by side, [samples, 2 * stems]: what is heard is their sum, and each
    is turned up and down as that is, so that the levelled stems add up to the levelled sound.
    """
    heard = measure(map(_together, chunks()))
    if heard.integrated <= SILENT:
        yield from chunks()
        return
    gain = min(target - heard.integrated, _MOST_GAIN)
    if heard.true_peak + gain <= ceiling:
        yield from (chunk * _factor(gain) for chunk in chunks())
        return
    limited = loudness(map(_together, limit(chunks(), gain, ceiling)))
    yield from limit(chunks(), gain + max(0.0, target - limited), ceiling)


def limit(chunks: Iterable[Stereo], gain: float, ceiling: float) -> Iterator[Stereo]:
    """The sound turned up by `gain` dB, and down for a moment around every true peak above `ceiling` dBTP.

    Stems side by side are turned down where their sum peaks.
    """
    most = _factor(ceiling)
    before: Stereo = np.zeros((0, 0), np.float32)
    held: Stereo | None = None
    for chunk in _even(chunks):
        louder = chunk * _factor(gain)
        if held is None:
            before = np.zeros((_PAD, chunk.shape[1]), np.float32)
        if held is not None:
            yield _limited(before, held, louder[:_PAD], most)
            before = held[-_PAD:]
        held = louder
    if held is not None:
        yield _limited(before, held, np.zeros((_PAD, held.shape[1]), np.float32), most)


def _together(chunk: Stereo) -> Stereo:
    """The sum of stems side by side."""
    return chunk if chunk.shape[1] == 2 else np.asarray(chunk.reshape(len(chunk), -1, 2).sum(axis=1))


def _even(chunks: Iterable[Stereo]) -> Iterator[Stereo]:
    """The same sound in chunks of whole blocks, all of one length but the last."""
    held: Stereo = np.zeros((0, 0), np.float32)
    for chunk in chunks:
        held = np.concatenate([held, chunk]) if len(held) else chunk
        while len(held) >= _CHUNK:
            yield held[:_CHUNK]
            held = held[_CHUNK:]
    if len(held):
        yield held


def _limited(before: Stereo, chunk: Stereo, after: Stereo, most: float) -> Stereo:
    around = _together(np.concatenate([before, chunk, after]))
    # A true peak is less than twice the highest sample for anything that comes from a voice or an instrument.
    if np.abs(around).max() <= most / 2:
        return chunk
    peaks = _block_peaks(around)
    wanted = np.minimum(1.0, most / np.maximum(peaks, 1e-9))
    least = sliding_window_view(np.pad(wanted, _REACH, mode="edge"), 2 * _REACH + 1).min(axis=1)
    window = np.hanning(2 * _REACH + 1)[1:-1]
    smooth = np.convolve(np.pad(least, _REACH - 1, mode="edge"), window / window.sum(), mode="valid")
    places = np.arange(len(around), dtype=np.float64)
    gains = np.interp(places, np.arange(len(smooth)) * _BLOCK + _BLOCK / 2, smooth)
    return (chunk * gains[len(before) : len(before) + len(chunk), None]).astype(np.float32)


def _block_peaks(sound: Stereo) -> NDArray[np.float64]:
    """The highest true peak of each block, by sampling four times as often (BS.1770-5, annex 2)."""
    blocks = -(-len(sound) // _BLOCK)
    padded = np.zeros((blocks * _BLOCK, 2))
    padded[: len(sound)] = sound
    highest = np.abs(padded).max(axis=1)
    for phase in range(1, _PHASES):
        taps = _sinc(phase / _PHASES)
        for channel in range(2):
            highest = np.maximum(highest, np.abs(np.convolve(padded[:, channel], taps, mode="same")))
    peaks: NDArray[np.float64] = highest.reshape(blocks, _BLOCK).max(axis=1)
    return peaks


def _sinc(shift: float) -> NDArray[np.float64]:
    """Taps that give the sound `shift` samples later."""
    places = np.arange(_TAPS) - (_TAPS - 1) // 2 - shift
    taps = np.sinc(places) * (0.5 + 0.5 * np.cos(2 * np.pi * places / (_TAPS + 1)))
    return np.asarray(taps / taps.sum())


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))

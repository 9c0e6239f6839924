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
STEP = 0.5
"""Decibels in which the gain of a working cut is chosen: EBU R 128 allows as much, and nobody hears it."""
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


def levelled(chunks: Chunks, target: float = TARGET, ceiling: float = CEILING, step: float = 0.0) -> Iterator[Stereo]:
    """The sound at `target` LUFS with no true peak above `ceiling` dBTP; silence stays silence.

    With `step` it is turned up by a whole number of so many dB, so that a change somewhere in a long sound leaves the
    samples of the rest as they are. The sound is gone through two or three times: measured, limited and measured
    again where peaks may be in the way, then given. Chunks may hold several stems side by side, [samples, 2 * stems]:
    what is heard is their sum, and each is turned up and down as that is, so that the levelled stems add up to the
    levelled sound.
    """
    highest = 0.0

    def watched() -> Iterator[Stereo]:
        nonlocal highest
        for chunk in map(_together, chunks()):
            highest = max(highest, float(np.abs(chunk).max(initial=0.0)))
            yield chunk

    heard = loudness(watched())
    if heard <= SILENT:
        yield from chunks()
        return
    gain = _in_steps(min(target - heard, _MOST_GAIN), step)
    if _BETWEEN * highest * _factor(gain) > _factor(ceiling):
        limited = loudness(map(_together, limit(chunks(), gain, ceiling)))
        yield from limit(chunks(), max(gain, _in_steps(gain + target - limited, step)), ceiling)
    else:
        yield from (chunk * np.float32(_factor(gain)) for chunk in chunks())


def _in_steps(gain: float, step: float) -> float:
    return round(gain / step) * step if step else gain


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
    peaks = _block_peaks(around, most)
    if peaks.max() <= most:
        return chunk
    wanted = np.minimum(1.0, most / np.maximum(peaks, 1e-9))
    least = sliding_window_view(np.pad(wanted, _REACH, mode="edge"), 2 * _REACH + 1).min(axis=1)
    window = np.hanning(2 * _REACH + 1)[1:-1]
    smooth = np.convolve(np.pad(least, _REACH - 1, mode="edge"), window / window.sum(), mode="valid")
    places = np.arange(len(around), dtype=np.float64)
    gains = np.interp(places, np.arange(len(smooth)) * _BLOCK + _BLOCK / 2, smooth)
    return (chunk * gains[len(before) : len(before) + len(chunk), None]).astype(np.float32)


def _block_peaks(sound: Stereo, most: float) -> NDArray[np.float64]:
    """The highest true peak of each block that may have one above `most`; of the others, their highest sample.

    It is found by sampling four times as often (BS.1770-5, annex 2).
    """
    lacking = -len(sound) % _BLOCK
    whole = np.pad(sound, ((0, lacking), (0, 0))) if lacking else sound
    rows = whole.reshape(-1, 2 * _BLOCK)
    peaks: NDArray[np.float64] = np.maximum(rows.max(axis=1), -rows.min(axis=1)).astype(np.float64)
    around = np.pad(peaks, 1)
    close = np.flatnonzero(_BETWEEN * np.maximum(peaks, np.maximum(around[:-2], around[2:])) > most)
    if len(close):
        padded = np.pad(whole, ((_TAPS // 2, _TAPS), (0, 0)))
        reach = close[:, None] * _BLOCK + np.arange(_BLOCK + _TAPS - 1)
        for channel in range(2):
            between = padded[reach, channel].astype(np.float64) @ _FINER
            peaks[close] = np.maximum(peaks[close], np.abs(between).max(axis=1))
    return peaks


def _sinc(shift: float) -> NDArray[np.float64]:
    """Taps that give the sound `shift` samples later."""
    places = np.arange(_TAPS) - (_TAPS - 1) // 2 - shift
    taps = np.sinc(places) * (0.5 + 0.5 * np.cos(2 * np.pi * places / (_TAPS + 1)))
    return np.asarray(taps / taps.sum())


def _finer() -> NDArray[np.float64]:
    """What turns a block and the samples around it into the samples between its own, those of each phase together."""
    matrix = np.zeros((_BLOCK + _TAPS - 1, _PHASES - 1, _BLOCK))
    for phase in range(1, _PHASES):
        for at in range(_BLOCK):
            matrix[at : at + _TAPS, phase - 1, at] = _sinc(phase / _PHASES)[::-1]
    return matrix.reshape(len(matrix), -1)


_FINER = _finer()
_BETWEEN = float(max(np.abs(_sinc(phase / _PHASES)).sum() for phase in range(1, _PHASES)))
"""Times the highest sample that a true peak is at most."""


def _factor(decibels: float) -> float:
    return float(10 ** (decibels / 20))

"""Where phones really begin: times an engine tells, or a match found, are moved to where the sound itself changes.

Sounds of one kind (open vowels, nasals, hissing ...) are alike within a line. What each kind is like is learnt from
the line as it is timed; then every edge between two phones is moved, a little and all together, to where the sound
fits its phones best (dynamic programming), twice over. Where silence ends, the sound says so by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renderers.media.wav import RATE, Samples
from renderers.voices.arpabet import SILENCE

Moments = NDArray[np.float64]
"""Times in seconds."""
REACH = 0.06
"""Seconds by which an edge is moved at most."""

_HOP, _FRAME = RATE // 200, RATE // 50
_BANDS = (100, 300, 600, 1000, 1700, 2800, 4500, 8000)
"""Edges, in Hz, of the bands whose levels describe a moment."""
_FLOOR = 60.0
"""Decibels below the loud moments where silence is."""
_ONSET = 36.0
"""Decibels below the loudest moment from which on something is heard."""
_CLOSED = 0.04
"""Seconds for which lips or tongue are shut before a stop that breaks silence is heard."""
_SPREAD = 0.02
"""Seconds by which edges are off, give or take, before they are moved."""
_WEIGHT = 0.1
"""How much a moment counts against that: neighbouring moments say the same again."""
_KIND_FRAMES = 20
"""As many moments of its own as this, and a phone is half like its kind, half like itself."""
_ROUNDS = 2

_KINDS: dict[str, str] = {
    "open": "AA AE AH AO AW AY EH", "front": "IY IH EY Y", "round": "UW UH OW OY W", "rolled": "R ER", "side": "L",
    "nose": "M N NG", "hiss": "S Z SH ZH", "breath": "F TH V DH HH", "shut": "P T K CH", "shut, voiced": "B D G JH",
    "silence": SILENCE,
}  # fmt: skip
_KIND_OF = {phone: kind for kind, phones in _KINDS.items() for phone in phones.split()}
_STOPS = frozenset(("P", "T", "K", "B", "D", "G", "CH", "JH"))
_SHUT_SHARE = 0.6
"""The share of a stop in which nothing gets out; then it bursts."""


class _Part(NamedTuple):
    """What is heard between two edges: a phone, the first or second half of a stop, or silence."""

    name: str
    kind: str
    phone: int
    """Which phone begins with it; -1 for none."""
    start: float


def settle(
    samples: Samples, starts: Moments, ends: Moments, phones: Sequence[str], reach: float = REACH
) -> tuple[Moments, Moments]:
    """Starts and ends of phones, in seconds, moved to where the sound changes: by `reach` at most, in the same order.

    Between two phones that meet, end and start stay the same. A phone that breaks a silence begins when something is
    heard, a stop a moment before.
    """
    begin, end = starts.copy(), ends.copy()
    frames = _described(samples)
    if len(begin) == 0 or len(frames) < 4:
        return begin, end
    _break_silence(samples, begin, end, phones)
    parts = _parts(begin, end, phones)
    first = np.array([part.start for part in parts[1:]]) * RATE / _HOP
    edges = np.rint(first).astype(np.intp).clip(0, len(frames))
    for _ in range(_ROUNDS):
        edges = _best_edges(_likeness(frames, parts, edges), first, round(reach * RATE / _HOP))
    moved = edges * _HOP / RATE
    for number, part in enumerate(parts[1:]):
        if part.phone >= 0 and not _after_silence(parts, number + 1):
            begin[part.phone] = moved[number]
            if part.phone and parts[number].name != SILENCE:
                end[part.phone - 1] = moved[number]
    return begin, np.maximum(end, begin)


def _after_silence(parts: Sequence[_Part], number: int) -> bool:
    return parts[number - 1].name == SILENCE


def _break_silence(samples: Samples, begin: Moments, end: Moments, phones: Sequence[str]) -> None:
    """Let phones that follow silence begin when something is heard, as near to their time as it is."""
    whole = samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP).astype(np.float64)
    level = np.sqrt((whole**2).mean(axis=1))
    heard = level > level.max(initial=0.0) * 10 ** (-_ONSET / 20)
    rises = np.flatnonzero(heard & ~np.concatenate([[False], heard[:-1]])) * _HOP / RATE
    for number, phone in enumerate(phones):
        alone = number == 0 or phones[number - 1] == SILENCE or begin[number] - end[number - 1] > 2 * _HOP / RATE
        if phone == SILENCE or not alone:
            continue
        earliest = begin[number] - 2 * REACH if number else 0.0
        near = rises[(rises > earliest - 1e-9) & (rises < min(end[number], begin[number] + REACH))]
        if not len(near):
            continue
        begun = float(near[0]) - (_CLOSED if phone in _STOPS else 0.0)
        begun = max(begun, 0.0, float(end[number - 2]) if number > 1 else 0.0)
        if number and phones[number - 1] == SILENCE:
            begun = max(begun, float(begin[number - 1]))
            end[number - 1] = begun
        elif number:
            begun = max(begun, float(end[number - 1]))
        begin[number] = begun


def _parts(begin: Moments, end: Moments, phones: Sequence[str]) -> list[_Part]:
    parts = [_Part(SILENCE, "silence", -1, 0.0)]
    for number, phone in enumerate(phones):
        start, stop = float(begin[number]), float(end[number])
        if number and start - end[number - 1] > 0.01:
            parts.append(_Part(SILENCE, "silence", -1, float(end[number - 1])))
        parts.append(_Part(phone, _KIND_OF.get(phone, _KIND_OF["AH"]), number, start))
        if phone in _STOPS:
            kind = "hiss" if phone in ("CH", "JH") else "burst"
            parts.append(_Part(f"{phone} bursts", kind, -1, start + _SHUT_SHARE * (stop - start)))
    return [*parts, _Part(SILENCE, "silence", -1, float(end[-1]))]


def _described(samples: Samples) -> NDArray[np.float64]:
    """[moments, bands and all]: levels against the line's loud moments, in tens of decibels."""
    padded = np.concatenate([np.zeros(_FRAME // 2, np.float32), samples, np.zeros(_FRAME, np.float32)])
    places = np.arange(len(samples) // _HOP)[:, None] * _HOP + np.arange(_FRAME)[None, :]
    power = np.abs(np.fft.rfft(padded[places] * np.hanning(_FRAME).astype(np.float32), axis=1)) ** 2
    at = np.rint(np.array(_BANDS) * _FRAME / RATE).astype(np.intp)
    bands = np.add.reduceat(power[:, : at[-1]], at[:-1], axis=1)
    levels = 10 * np.log10(np.column_stack([bands, power.sum(axis=1)]).astype(np.float64) + 1e-12)
    loud = np.percentile(levels[:, -1], 95) if len(levels) else 0.0
    return np.asarray(np.maximum(levels - loud, -_FLOOR) / 10)


def _likeness(frames: NDArray[np.float64], parts: Sequence[_Part], edges: NDArray[np.intp]) -> NDArray[np.float64]:
    """[parts, moments + 1]: how well each part fits all moments up to each, summed."""
    where = np.concatenate([[0], edges, [len(frames)]])
    mine = [frames[where[number] : where[number + 1]] for number in range(len(parts))]
    usual, own = _means(frames, [part.kind for part in parts], mine), {}
    for name in {part.name for part in parts}:
        told = [each for part, each in zip(parts, mine, strict=True) if part.name == name]
        kind = next(usual[part.kind] for part in parts if part.name == name)
        own[name] = (np.concatenate(told).sum(axis=0) + kind * _KIND_FRAMES) / (sum(map(len, told)) + _KIND_FRAMES)
    centres = np.stack([own[part.name] for part in parts])
    spread = np.concatenate([each - centre for each, centre in zip(mine, centres, strict=True)]).var(axis=0) + 0.05
    fit = -_WEIGHT / 2 * ((frames[None] - centres[:, None]) ** 2 / spread).sum(axis=2)
    return np.concatenate([np.zeros((len(parts), 1)), np.cumsum(fit, axis=1)], axis=1)


def _means(
    frames: NDArray[np.float64], kinds: Sequence[str], mine: Sequence[NDArray[np.float64]]
) -> dict[str, NDArray[np.float64]]:
    """What each kind of sound is like in this line, in the middle of all sounds where it is not heard."""
    middle, means = frames.mean(axis=0), {}
    for kind in set(kinds):
        told = np.concatenate([each for other, each in zip(kinds, mine, strict=True) if other == kind])
        means[kind] = (told.sum(axis=0) + middle * 3) / (len(told) + 3)
    return means


def _best_edges(fit: NDArray[np.float64], first: NDArray[np.float64], reach: int) -> NDArray[np.intp]:
    """The edges, in order, that fit best, none further than `reach` moments from the first ones."""
    last = fit.shape[1] - 1
    steps = np.arange(-reach, reach + 1)
    places = (np.rint(first).astype(np.intp)[:, None] + steps).clip(0, last)
    near = -(((places - first[:, None]) * _HOP / RATE / _SPREAD) ** 2) / 2
    best = fit[0][places[0]] + near[0]
    came = []
    for number in range(1, len(first)):
        before, here = places[number - 1], places[number]
        ways = best[:, None] + fit[number][here][None, :] - fit[number][before][:, None]
        ways[here[None, :] <= before[:, None]] -= 1e9
        chosen = ways.argmax(axis=0)
        came.append(chosen)
        best = ways[chosen, np.arange(len(here))] + near[number]
    at = int((best + fit[-1][last] - fit[-1][places[-1]]).argmax())
    edges = [int(places[-1][at])]
    for number in range(len(first) - 2, -1, -1):
        at = int(came[number][at])
        edges.append(int(places[number][at]))
    return np.maximum.accumulate(np.array(edges[::-1], np.intp))

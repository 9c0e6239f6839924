"""Where phones really begin: times an engine tells, or a match found, are moved to where the sound itself changes.

Sounds of one kind (open vowels, nasals, hissing ...) are alike. What each kind is like is known roughly and learnt
better from the line as it is timed; then every edge between two phones is moved, a little and all together, to where
the sound fits its phones best (dynamic programming), twice over. Where silence ends, the sound says so by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renderers.media.wav import RATE, Samples
from renderers.voices.arpabet import SILENCE, TONELESS

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
_FAINT, _BREATH = 44.0, 0.08
"""The same for breath without a tone, such as F is, and how many seconds it is heard before that at most."""
_BRIEF = 0.02
"""Seconds that a silence, or a phone, lasts at least."""
_NEVER = 1e6
"""How bad it is for a part to be shorter than it can be, a moment, or for an edge to go too far."""
_CLOSED = 0.04
"""Seconds for which lips or tongue are shut before a stop that breaks silence is heard."""
_SHUT_AT_MOST = 0.06
"""Seconds up to which a silence before a stop is the stop itself."""
_SPREAD = 0.02
"""Seconds by which edges are off, give or take, before they are moved."""
_WEIGHT = 0.1
"""How much a moment counts against that: neighbouring moments say the same again."""
_KIND_FRAMES = 20
"""As many moments of its own as this, and a phone is half like its kind, half like itself."""
_USUAL_FRAMES = 60
"""As many moments of a kind in a line as this, and it is half what its kind usually is, half what it is there."""
_ROUNDS = 2

_KINDS: dict[str, str] = {
    "open": "AA AE AH AO AW AY EH", "front": "IY IH EY Y", "round": "UW UH OW OY W", "rolled": "R ER", "side": "L",
    "nose": "M N NG", "hiss": "S Z SH ZH", "breath": "F TH V DH HH", "shut": "P T K CH", "shut, voiced": "B D G JH",
    "silence": SILENCE,
}  # fmt: skip
_USUAL: dict[str, tuple[float, ...]] = {
    "open": (-1.3, -0.9, -1.1, -1.7, -2.8, -3.3, -3.6, -0.3),
    "front": (-1.3, -1.0, -2.7, -3.6, -3.3, -3.1, -3.5, -0.5),
    "round": (-1.3, -1.0, -2.1, -3.0, -4.5, -4.6, -4.6, -0.6),
    "rolled": (-1.6, -1.3, -1.9, -2.2, -3.3, -4.1, -4.4, -0.7),
    "side": (-1.5, -1.0, -2.1, -3.0, -4.4, -4.3, -4.3, -0.7),
    "nose": (-1.2, -1.5, -3.3, -3.8, -4.6, -5.0, -5.1, -0.7),
    "hiss": (-5.1, -4.7, -4.7, -4.2, -4.1, -3.6, -2.4, -1.8),
    "breath": (-3.3, -3.6, -4.3, -4.3, -4.7, -4.7, -4.7, -2.4),
    "shut": (-5.2, -5.2, -5.6, -5.6, -5.7, -5.7, -5.7, -4.7),
    "shut, voiced": (-2.9, -3.3, -4.6, -5.1, -5.5, -5.5, -5.5, -2.3),
    "burst": (-4.5, -4.4, -4.7, -4.6, -4.9, -5.0, -4.9, -3.4),
    "silence": (-5.3, -5.3, -5.1, -5.2, -5.6, -5.7, -5.7, -4.5),
}
"""What each kind is like, as `_described` tells: the middles of a thousand phones of ten Kokoro voices.
With them the phones of flite's voices, whose times are known, come out nearer the truth than without."""
_KIND_OF = {phone: kind for kind, phones in _KINDS.items() for phone in phones.split()}
_STOPS = frozenset(("P", "T", "K", "B", "D", "G", "CH", "JH"))
_SHUT_SHARE = 0.6
"""The share of a stop in which nothing gets out; then it bursts."""


class _Part(NamedTuple):
    """What is heard between two edges: a phone, the first or second half of a stop, or silence."""

    name: str
    kind: str
    owner: int
    """Which phone it is, or is half of; -1 for silence."""
    start: float
    free: float
    """Seconds by which its start may be moved."""


def settle(
    samples: Samples, starts: Moments, ends: Moments, phones: Sequence[str], reach: float = REACH
) -> tuple[Moments, Moments]:
    """Starts and ends of phones, in seconds, moved to where the sound changes: by `reach` at most, in the same order.

    Between two phones that meet, end and start stay the same. A phone that breaks a silence begins when something is
    heard, a stop a moment before. A pause in which nothing falls silent is none: the phones on both sides of it meet
    where the sound changes in it, and what stood for it (SIL) has no length any more.
    """
    begin, end = starts.copy(), ends.copy()
    frames = _described(samples)
    said = [number for number, phone in enumerate(phones) if phone != SILENCE]
    if not said or len(frames) < 4:
        return begin, end
    spoken = [phones[number] for number in said]
    begin[said], end[said] = _settled(samples, frames, begin[said], end[said], spoken, reach)
    for number, phone in enumerate(phones):
        if phone == SILENCE:
            begin[number] = end[number - 1] if number else begin[number]
            end[number] = next((begin[after] for after in said if after > number), end[number])
    return begin, np.maximum(end, begin)


def _settled(
    samples: Samples, frames: NDArray[np.float64], begin: Moments, end: Moments, phones: Sequence[str], reach: float
) -> tuple[Moments, Moments]:
    """The same for phones alone: silence is where one ends before the next begins."""
    begin, end, free = _keep_pauses(samples, begin, end, phones, reach)
    parts = _parts(begin, end, phones, free, reach)
    edges = np.rint(np.array([part.start for part in parts[1:]]) * RATE / _HOP).astype(np.intp).clip(0, len(frames))
    for _ in range(_ROUNDS):
        edges = _best_edges(_likeness(frames, parts, edges), parts)
    for before, part, edge in zip(parts[:-2], parts[1:-1], edges[:-1], strict=True):  # the very end stays
        if part.owner != before.owner:
            for owner, side in ((before.owner, end), (part.owner, begin)):
                if owner >= 0:
                    side[owner] = edge * _HOP / RATE
    return begin, end


def _keep_pauses(
    samples: Samples, begin: Moments, end: Moments, phones: Sequence[str], reach: float
) -> tuple[Moments, Moments, Moments]:
    """Phones after silence begin with the sound, and those on both sides of a pause that is none meet.

    With them by how many seconds each beginning may be moved still.
    """
    begin, end, free = begin.copy(), end.copy(), np.full(len(begin), reach)
    level = _level(samples)
    silences = _silences(level)
    for number, phone in enumerate(phones):
        told = float(end[number - 1]) if number else 0.0
        pause = float(begin[number]) - told
        if number and pause <= 2 * _HOP / RATE:
            continue
        earliest = max(told - 2 * REACH, float(begin[number - 1]) + _BRIEF) if number else 0.0
        near = [each for each in silences if each[1] > earliest and each[0] < begin[number] + 2 * REACH]
        silence = max(near, key=lambda each: min(each[1], begin[number]) - max(each[0], told), default=None)
        if number and phone in _STOPS and pause < _SHUT_AT_MOST:
            silence = None
        if silence is not None:
            begin[number] = max(earliest, _begins(level, silence, phone))
            free[number] = 0.0
        elif number:
            begin[number] = told + pause / 2
            free[number] = reach + pause / 2
        if number:
            end[number - 1] = min(told, begin[number]) if silence is not None else begin[number]
    return begin, end, free


def _level(samples: Samples) -> NDArray[np.float64]:
    """How loud each moment is, against the loudest."""
    whole = samples[: len(samples) // _HOP * _HOP].reshape(-1, _HOP).astype(np.float64)
    level = np.sqrt((whole**2).mean(axis=1))
    return np.asarray(level / max(level.max(initial=0.0), 1e-9))


def _silences(level: NDArray[np.float64]) -> list[tuple[float, float]]:
    """From when to when nothing is heard; silence at the beginning counts however short it is."""
    heard = np.concatenate([[True], level > 10 ** (-_ONSET / 20), [True]])
    starts, ends = np.flatnonzero(heard[:-1] & ~heard[1:]), np.flatnonzero(~heard[:-1] & heard[1:])
    spans = [(start * _HOP / RATE, end * _HOP / RATE) for start, end in zip(starts, ends, strict=True)]
    return [span for span in spans if span[1] - span[0] >= _BRIEF or not span[0]]


def _begins(level: NDArray[np.float64], silence: tuple[float, float], phone: str) -> float:
    """When a phone begins that breaks a silence: lips and tongue shut before, and breath is heard before a tone."""
    start, end = silence
    if phone in _STOPS:
        return max(start, end - _CLOSED)
    if phone in TONELESS:
        faint = max(10 ** (-_FAINT / 20), 2.5 * float(np.percentile(level, 5)))
        at = round(end * RATE / _HOP)
        while at > round(max(start, end - _BREATH) * RATE / _HOP) and level[at - 1] > faint:
            at -= 1
        return at * _HOP / RATE
    return end


def _parts(begin: Moments, end: Moments, phones: Sequence[str], free: Moments, reach: float) -> list[_Part]:
    parts = [_Part(SILENCE, "silence", -1, 0.0, 0.0)]
    for number, phone in enumerate(phones):
        start, stop = float(begin[number]), float(end[number])
        if number and start - end[number - 1] > 0.01:
            parts.append(_Part(SILENCE, "silence", -1, float(end[number - 1]), reach))
        parts.append(_Part(phone, _KIND_OF.get(phone, _KIND_OF["AH"]), number, start, float(free[number])))
        if phone in _STOPS:
            kind = "hiss" if phone in ("CH", "JH") else "burst"
            parts.append(_Part(f"{phone} bursts", kind, number, start + _SHUT_SHARE * (stop - start), reach))
    return [*parts, _Part(SILENCE, "silence", -1, float(end[-1]), 0.0)]


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
    usual, own = _means([part.kind for part in parts], mine), {}
    for name in {part.name for part in parts}:
        told = [each for part, each in zip(parts, mine, strict=True) if part.name == name]
        kind = next(usual[part.kind] for part in parts if part.name == name)
        own[name] = (np.concatenate(told).sum(axis=0) + kind * _KIND_FRAMES) / (sum(map(len, told)) + _KIND_FRAMES)
    centres = np.stack([own[part.name] for part in parts])
    spread = np.concatenate([each - centre for each, centre in zip(mine, centres, strict=True)]).var(axis=0) + 0.05
    fit = -_WEIGHT / 2 * ((frames[None] - centres[:, None]) ** 2 / spread).sum(axis=2)
    return np.concatenate([np.zeros((len(parts), 1)), np.cumsum(fit, axis=1)], axis=1)


def _means(kinds: Sequence[str], mine: Sequence[NDArray[np.float64]]) -> dict[str, NDArray[np.float64]]:
    """What each kind of sound is like in this line, as far as the line tells."""
    means = {}
    for kind in set(kinds):
        told = np.concatenate([each for other, each in zip(kinds, mine, strict=True) if other == kind])
        usual = np.array(_USUAL[kind]) * _USUAL_FRAMES
        means[kind] = (told.sum(axis=0) + usual) / (len(told) + _USUAL_FRAMES)
    return means


def _best_edges(fit: NDArray[np.float64], parts: Sequence[_Part]) -> NDArray[np.intp]:
    """The edges before all parts but the first, in order, that fit best, none further from its start than it may."""
    last = fit.shape[1] - 1
    starts, free = (np.array([[part.start, part.free] for part in parts[1:]]) * RATE / _HOP).T
    steps = np.arange(-round(free.max()), round(free.max()) + 1)
    places = (np.rint(starts).astype(np.intp)[:, None] + steps).clip(0, last)
    # What is freer than others, a meeting in a pause, may be anywhere in the pause.
    away = (np.abs(places - starts[:, None]) - (free[:, None] - REACH * RATE / _HOP).clip(0)).clip(0)
    near = -((away * _HOP / RATE / _SPREAD) ** 2) / 2
    near[np.abs(steps)[None, :] > np.rint(free)[:, None]] -= _NEVER
    best = fit[0][places[0]] + near[0]
    came = []
    for number in range(1, len(places)):
        before, here = places[number - 1], places[number]
        ways = best[:, None] + fit[number][here][None, :] - fit[number][before][:, None]
        ways -= _NEVER * (_shortest(parts[number]) - (here[None, :] - before[:, None])).clip(0)
        chosen = ways.argmax(axis=0)
        came.append(chosen)
        best = ways[chosen, np.arange(len(here))] + near[number]
    at = int((best + fit[-1][last] - fit[-1][places[-1]]).argmax())
    edges = [int(places[-1][at])]
    for number in range(len(places) - 2, -1, -1):
        at = int(came[number][at])
        edges.append(int(places[number][at]))
    return np.maximum.accumulate(np.array(edges[::-1], np.intp))


def _shortest(part: _Part) -> int:
    """How many moments a part lasts at least."""
    if part.owner < 0:
        return 0
    brief = round(_BRIEF * RATE / _HOP)
    return brief // 2 if part.name.split()[0] in _STOPS else brief

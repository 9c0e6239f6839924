"""Kokoro speaking: a line breath by breath, and when its words and phones are heard in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from renderers.media.wav import RATE, Samples
from renderers.voices.arpabet import SILENCE, TONELESS, phone_of
from renderers.voices.english import MARKS, STRESSES, read_english
from renderers.voices.kokoro_model import FRAME, MOST_LETTERS, KokoroModel
from renderers.voices.kokoro_model import RATE as MODEL_RATE
from renderers.voices.kokoro_voices import Throat, style_of
from renderers.voices.manner import pause_after
from renderers.voices.recorder import PhoneStretch, Spoken, Stretch
from renderers.voices.resample import resample, shift_voice
from renderers.voices.saying import Saying

LONGEST_BREATH = 160
"""Letters spoken in one go; longer speeches are divided at the ends of sentences."""
LEAD = 0.068
"""Seconds by which sounds are heard before the model's own durations say so."""

AROUND = 0.06
"""Seconds of its own silence a breath keeps after it."""
BEFORE = 0.01
"""Seconds of the hum that are kept before a phone with a tone."""
COMES_IN = 0.025
"""Seconds in which such a phone comes in."""
HISSING = 0.05
"""Changes of sign for each sample, at 48 kHz, of what is breath and no tone."""
SHORTEST_PAUSE = 0.1
"""Seconds; what is shorter between two phones is no pause."""

_QUIET = 10 ** (-42 / 20)


def spoken(model: KokoroModel, said: Sequence[Saying], throat: Throat, pace: float) -> Spoken:
    """A line's sound, with its words and phones timed by the durations the model itself worked with."""
    letters = ["".join(letter for letter in word if letter in model.alphabet) for word in read_english(said)]
    pieces: list[Samples] = []
    words: list[Stretch | None] = []
    phones: list[PhoneStretch] = []
    clock = 0.0
    for first, last in breaths(said, letters):
        samples, timed_words, timed_phones = _utter(model, letters[first:last], throat, pace)
        begin = _begins(samples, timed_phones[0]) if timed_phones else 0.0
        end = timed_phones[-1].end + AROUND if timed_phones else 0.0
        move = clock - begin
        words += [each and Stretch(each.start + move, each.end + move) for each in timed_words]
        phones += [PhoneStretch(each.phone, each.start + move, each.end + move) for each in timed_phones]
        pause = np.zeros(round(pause_after(said[last - 1].spelt) / pace * RATE), np.float32)
        pieces += [_come_in(samples[round(begin * RATE) : round(end * RATE)], timed_phones), pause]
        clock += (len(pieces[-2]) + len(pieces[-1])) / RATE
    return Spoken(np.concatenate(pieces), words, phones)


def _begins(samples: Samples, first: PhoneStretch) -> float:
    """From when on a breath is kept, in seconds.

    The model hums before it speaks, children for an eighth of a second and as loud as they speak: that is heard as
    another word. Of the hum hardly anything is kept; before a phone without a tone the breath begins where it is over.
    """
    if first.phone not in TONELESS:
        return max(0.0, first.start - BEFORE)
    hop = RATE // 200
    at = max(0, round(first.start * RATE) - hop)
    while at > hop and first.start - at / RATE < AROUND * 2 and _hisses(samples[at - hop : at]):
        at -= hop
    return at / RATE


def _hisses(samples: Samples) -> bool:
    return float(np.mean(np.diff(np.signbit(samples).astype(np.int8)) != 0)) > HISSING


def _come_in(samples: Samples, phones: Sequence[PhoneStretch]) -> Samples:
    """The same without a click at its beginning; a phone with a tone comes in as a voice does."""
    toned = bool(phones) and phones[0].phone not in TONELESS
    length = min(round(COMES_IN * RATE) if toned else RATE // 200, len(samples))
    come = samples.copy()
    come[:length] *= np.linspace(0, 1, length, endpoint=False, dtype=np.float32) ** (2 if toned else 1)
    return come


def breaths(said: Sequence[Saying], letters: Sequence[str]) -> list[tuple[int, int]]:
    """From which to which word each breath goes: the whole line, or as many sentences of it as go into one.

    A sentence too long for one is divided at a comma, else between any two words.
    """
    breaths: list[tuple[int, int]] = []
    first = 0
    while first < len(said):
        length, last, best = 0, first, 0.0
        for at in range(first, len(said)):
            length += len(letters[at]) + 1
            if length > LONGEST_BREATH and at > first:
                break
            # The later and the longer a pause, the better the place.
            worth = pause_after(said[at].spelt) + 0.001 * (at - first) if at + 1 < len(said) else 9.0
            if worth >= best:
                last, best = at + 1, worth
        breaths.append((first, last))
        first = last
    return breaths


def _utter(
    model: KokoroModel, words: Sequence[str], throat: Throat, pace: float
) -> tuple[Samples, list[Stretch | None], list[PhoneStretch]]:
    """The sound of one breath, and when its words and phones are heard in it, in seconds."""
    letters = " ".join(words)[:MOST_LETTERS]
    owners = [number for number, word in enumerate(words) for _ in f"{word} "][: len(letters)]
    style = style_of(model, throat, len(letters))
    # A shorter throat speaks as many times as slowly, and is then played as many times as fast.
    uttered = model.utter(letters, style, pace * throat.pace / throat.size)
    edges = np.concatenate(([0.0], np.cumsum(uttered.frames))) * FRAME / MODEL_RATE - LEAD
    timed = _Timed(letters, owners, edges[1:-1].clip(0), uttered.samples)
    samples = shift_voice(resample(uttered.samples, MODEL_RATE), throat.size)
    phones = [PhoneStretch(each.phone, each.start / throat.size, each.end / throat.size) for each in timed.phones()]
    found = timed.words(len(words))
    return samples, [each and Stretch(each.start / throat.size, each.end / throat.size) for each in found], phones


class _Timed:
    """One breath with the moments between its letters."""

    def __init__(self, letters: str, owners: Sequence[int], edges: NDArray[np.float64], samples: Samples) -> None:
        self._letters = letters
        self._owners = owners
        self._edges = edges
        self._loud = np.abs(samples) > np.abs(samples).max(initial=0.0) * _QUIET

    def words(self, count: int) -> list[Stretch | None]:
        """When each word is heard, from its first sound to its last."""
        stretches: list[Stretch | None] = []
        sounds = self._sounds()
        for word in range(count):
            mine = [each for at, each in sounds if self._owners[at] == word]
            stretches.append(Stretch(mine[0].start, mine[-1].end) if mine else None)
        return stretches

    def phones(self) -> list[PhoneStretch]:
        """Every phone, and silence where there is a pause."""
        phones: list[PhoneStretch] = []
        for _, each in self._sounds():
            if phones and each.start - phones[-1].end > SHORTEST_PAUSE:
                phones.append(PhoneStretch(SILENCE, phones[-1].end, each.start))
            phones.append(each)
        return phones

    def _sounds(self) -> list[tuple[int, PhoneStretch]]:
        """Each phone with the place of its letter. Marks of stress belong to the vowel after them."""
        sounds: list[tuple[int, PhoneStretch]] = []
        begins: float | None = None
        for at, letter in enumerate(self._letters):
            start, end = float(self._edges[at]), float(self._edges[at + 1])
            phone = phone_of(letter)
            if letter in STRESSES:
                begins = start if begins is None else begins
            elif phone:
                start = start if begins is None else begins
                begins = None
                before = self._letters[at - 1] if at else " "
                if phone == "R" and before in "ɜə" and sounds:
                    # The two letters of one phone: the vowel of `bird`.
                    _, vowel = sounds.pop()
                    phone, start = "ER", vowel.start
                if at + 1 < len(self._letters) and self._letters[at + 1] == " ":
                    end += (float(self._edges[at + 2]) - end) / 2
                if before == " " and at >= 2 and self._letters[at - 2] not in MARKS:
                    start -= (start - float(self._edges[at - 1])) / 2
                sounds.append((at, PhoneStretch(phone, start, self._falls_silent(start, end))))
        return sounds

    def _falls_silent(self, start: float, end: float) -> float:
        """When a phone that ends in a pause is really over: the model lets its last letter last through the pause."""
        if end - start < SHORTEST_PAUSE:
            return end
        heard = np.flatnonzero(self._loud[round(start * MODEL_RATE) : round(end * MODEL_RATE)])
        return min(end, start + max(SHORTEST_PAUSE, (int(heard[-1]) + 1) / MODEL_RATE if len(heard) else 0.0))

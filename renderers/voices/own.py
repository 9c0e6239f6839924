"""A person's own recording of a line: what is said is cut out, levelled, and its words are found in it.

With a voice that said the same words, moment is laid along moment (`renderers.voices.matching`). Without one the
words share the time in which somebody speaks, by their usual lengths.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bible.errors import VoiceError
from renderers.interface import Speech
from renderers.media.read import Stereo, read_sound
from renderers.media.wav import RATE, Samples
from renderers.sound.shaping import shaped
from renderers.voices.arpabet import SILENCE, usual_length
from renderers.voices.letters import phones_of
from renderers.voices.matching import HOP, match, speaking, speech_in
from renderers.voices.recorder import PhoneStretch, Spoken, Stretch, record
from renderers.voices.saying import sayings
from shots.recording import Recording

SHORTEST = 0.1
"""Seconds of speech that are too few for a line."""

_UNDONE = 0.05
"""The share of the louder side's power below which both sides together are undone; a side alone leaves a quarter."""


QUICKEST, SLOWEST = 0.55, 2.6
"""Times their usual length that a line's phones last when people hurry and when they drawl. Engines: 0.8 to 1.9."""


class Scratch(NamedTuple):
    """A voice that said the same words."""

    recording: Recording
    samples: Samples


def take_in(speech: Speech, source: Path, engine: str, to: Path, scratch: Scratch | None = None) -> Recording:
    """Write a person's recording as the film has it, with the times of its words and phones.

    `source` is any file with sound, `engine` what the recording says of its voice, `scratch` another voice with the
    same words; one that is silent, as of `...`, tells nothing. Raises VoiceError when nothing is heard in the file,
    MediaError when it cannot be read.
    """
    whole = _as_one(read_sound(source))
    first, last = speech_in(whole) if len(whole) else (0, 0)
    samples = whole[first:last]
    if len(samples) < SHORTEST * RATE or _is_silent(samples):
        raise VoiceError(f"nothing is heard in {source.name}", where=speech.line, cure="record the line again")
    same_words = scratch is not None and len(scratch.recording.words) == len(speech.text.split())
    if scratch is not None and same_words and not _is_silent(scratch.samples):
        spoken = _laid_along(samples, scratch)
    else:
        spoken = _by_length(samples, speech)
    return record(speech, engine, spoken, to, marked=True)


def paced(recording: Recording) -> float:
    """How many times their usual length a recording's phones last, pauses not counted; 1 where it has none.

    Beyond QUICKEST or SLOWEST somebody probably says other words than the line's.
    """
    heard = [each for each in recording.phones if each.phone != SILENCE]
    lasts = sum(each.end - each.start for each in heard) / recording.sample_rate
    return lasts / usual_length(each.phone for each in heard) if heard else 1.0


def _as_one(both: Stereo) -> Samples:
    """One channel without what no voice makes: direct current, and the hum of the mains as far as it lies below voices.

    The louder side alone where the two undo each other, as they do when one is wired the wrong way round.
    """
    if not len(both):
        return np.zeros(0, np.float32)
    mean = both.mean(axis=1)
    power = (both.astype(np.float64) ** 2).mean(axis=0)
    if float((mean.astype(np.float64) ** 2).mean()) < _UNDONE * float(power.max()):
        mean = both[:, int(power.argmax())]
    return shaped(mean.astype(np.float32), ((30, -60), (62, -30), (80, 0)))


def _is_silent(samples: Samples) -> bool:
    return float(np.abs(samples).max(initial=0.0)) < 1e-4


def _laid_along(samples: Samples, scratch: Scratch) -> Spoken:
    found = match(scratch.samples, samples)
    recording, end = scratch.recording, len(samples) / RATE

    def at(sample: int) -> float:
        return min(max(found.second_at(sample / recording.sample_rate), 0.0), end)

    words = [Stretch(at(each.start), at(each.end)) for each in recording.words]
    phones = [PhoneStretch(each.phone, at(each.start), at(each.end)) for each in recording.phones]
    return Spoken(samples, words, phones)


def _by_length(samples: Samples, speech: Speech) -> Spoken:
    """Words share the time that is not silent, by how long their phones usually last; a sigh is all of `...`."""
    said = sayings(speech)
    phones = [each.plain_phones or phones_of(each.respelt or each.spelt) if each.heard else () for each in said]
    heard = np.concatenate([[0.0], np.cumsum(speaking(samples))]) * HOP / RATE
    clock = np.arange(len(heard)) * HOP / RATE
    total = usual_length(phone for each in phones for phone in each)
    if not total:
        edges = np.linspace(0.0, len(samples) / RATE, len(said) + 1)
        whole = [Stretch(float(start), float(end)) for start, end in pairwise(edges)]
        return Spoken(samples, whole, [PhoneStretch(SILENCE, 0.0, len(samples) / RATE)], estimated=True)
    if heard[-1] <= 0:
        raise VoiceError("nothing is heard in this recording", where=speech.line, cure="record the line again")
    scale = heard[-1] / total
    words: list[Stretch | None] = []
    timed: list[PhoneStretch] = []
    spent = 0.0
    for word in phones:
        begun = spent
        for phone in word:
            start, end = (
                float(np.interp(each, heard, clock)) for each in (spent, spent + usual_length([phone]) * scale)
            )
            if timed and start - timed[-1].end > SHORTEST:
                timed.append(PhoneStretch(SILENCE, timed[-1].end, start))
            timed.append(PhoneStretch(phone, start, end))
            spent += usual_length([phone]) * scale
        ends = (float(np.interp(each, heard, clock)) for each in (begun + 1e-6, spent - 1e-6))
        words.append(Stretch(*ends) if word else None)
    return Spoken(samples, words, timed, estimated=True)

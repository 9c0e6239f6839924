"""espeak-ng speaking: when a word is heard is read from the loudness it is told to give them.

espeak-ng has no option that tells when a word is heard. But it can be told in the text how loud to be, and loudness
changes no time: the line is spoken twice, once evenly and once with each word at another level, and where the two
differ by how much tells which word is heard.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path

import numpy as np

from bible.errors import VoiceError
from renderers.media.wav import Samples, Sound, read_wav
from renderers.voices.arpabet import USUAL_LENGTH, phones_of_ipa, usual_length
from renderers.voices.espeak import PROGRAM, Throat
from renderers.voices.letters import phones_of
from renderers.voices.programs import run
from renderers.voices.recorder import PhoneStretch, Spoken, Stretch
from renderers.voices.resample import resample, shift_voice
from renderers.voices.saying import Saying

_LEVELS = (100, 80, 62)
"""Loudness of the first word, the second, the third, and round again."""
_FRAME = 0.004
_SKIP = 0.02
"""What it costs to hold that a word was not heard at all."""
_MNEMONICS: dict[str, str] = {
    "AA": "A:", "AE": "a", "AH": "V", "AO": "O:", "AW": "aU", "AY": "aI", "EH": "E", "ER": "3:", "EY": "eI",
    "IH": "I", "IY": "i:", "OW": "oU", "OY": "OI", "UH": "U", "UW": "u:", "CH": "tS", "DH": "D", "HH": "h",
    "JH": "dZ", "NG": "N", "SH": "S", "TH": "T", "Y": "j", "ZH": "Z", "SIL": "_:",
}  # fmt: skip
"""espeak-ng's own letters for phones; for the rest, the small letter."""


def spoken(said: tuple[Saying, ...], throat: Throat, pace: int, where: str) -> Spoken:
    """A line's sound, its words timed as measured, phones sharing their word's time as they usually do.

    `pace` is in words a minute, `where` the line. Raises VoiceError.
    """
    heard = [each for each in said if each.heard]
    sound, coded = _speak_twice([_written(each) for each in heard], throat, pace, where)
    # Played as many times as fast as it was spoken, a throat is as many times as short.
    stretches = (
        each and Stretch(each.start / throat.size, each.end / throat.size)
        for each in _word_stretches(sound, coded, len(heard))
    )
    words = [next(stretches) if each.heard else None for each in said]
    phones = _spread(said, words, throat, where)
    return Spoken(shift_voice(resample(sound.samples, sound.rate), throat.size), words, phones)


def _written(said: Saying) -> str:
    """A word as espeak-ng reads it: nothing left in it that would be a command, a phone or a name of a sign."""
    tail = "".join(mark for mark in re.sub(r".*[^\W_]", "", said.spelt) if mark in ".,!?;:…—。，！？")
    if said.phones:
        return f"[[{_mnemonics(said)}]]{tail}"
    text = f"{said.respelt.lower()}{said.ending}{tail}" if said.respelt else said.spelt
    plain = text.replace("’", "'").replace("—", ", ").replace("–", ", ")
    kept = "".join(
        each if unicodedata.category(each)[0] in "LNM" or each in ".,!?;:'…&%@+=$£€。，！？- \u200c\u200d" else " "
        for each in plain
    )
    return " ".join(kept.split()).strip("-")


def _mnemonics(said: Saying) -> str:
    written = []
    for phone in said.all_phones:
        bare = phone.rstrip("012")
        letters = "@" if phone == "AH0" else _MNEMONICS.get(bare, bare.lower())
        written.append(("'" if phone.endswith("1") else "") + letters)
    return "".join(written)


def _speak_twice(words: list[str], throat: Throat, pace: int, where: str) -> tuple[Sound, Sound]:
    """The line spoken evenly, and with each word at its own level."""
    options = ("-v", f"{throat.language}+{throat.variant}", "-p", str(throat.pitch), "-s", str(pace), "-b", "1", "-z")
    sounds = []
    with tempfile.TemporaryDirectory() as folder:
        for name, levels in (("even", _LEVELS[:1]), ("coded", _LEVELS)):
            text = " ".join(f"\x01{levels[at % len(levels)]}A {word}" for at, word in enumerate(words))
            run(PROGRAM, *options, "--stdin", "-w", Path(folder) / name, read=text, where=where)
            sounds.append(read_wav(Path(folder) / name))
    if len(sounds[0].samples) != len(sounds[1].samples):
        raise VoiceError(
            "espeak-ng speaks the same words in two ways", where=where, cure="set voices to flite or tones"
        )
    return sounds[0], sounds[1]


def _word_stretches(sound: Sound, coded: Sound, words: int) -> list[Stretch | None]:
    """When each word is heard: the way through the words, never back, that explains the levels best."""
    size = round(_FRAME * sound.rate)
    frames = len(sound.samples) // size
    even, other = (each.samples[: frames * size].reshape(frames, size).astype(np.float64) for each in (sound, coded))
    power = (even * even).sum(axis=1)
    sounding = np.flatnonzero(power > power.max(initial=0.0) * 1e-4)
    if not len(sounding):
        return [None] * words
    ratio = (even * other).sum(axis=1)[sounding] / power[sounding]
    wanted = np.array([_LEVELS[word % len(_LEVELS)] / _LEVELS[0] for word in range(words)])
    owners = _best_way((ratio[:, None] - wanted[None, :]) ** 2)
    stretches: list[Stretch | None] = []
    for word in range(words):
        mine = sounding[owners == word]
        seconds = size / sound.rate
        stretches.append(Stretch(mine[0] * seconds, (mine[-1] + 1) * seconds) if len(mine) else None)
    return stretches


def _best_way(cost: Samples) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """For each row the column on the cheapest way down that never goes left; each column left out costs something."""
    rows, columns = cost.shape
    skipped = _SKIP * np.arange(columns)
    came = np.zeros((rows, columns), np.intp)
    total = cost[0] + skipped
    for row in range(1, rows):
        # Coming from column k to column n leaves out the n - k - 1 between them; staying leaves out none.
        reach = total - skipped
        best = np.minimum.accumulate(reach)
        where = np.maximum.accumulate(np.where(reach == best, np.arange(columns), 0))
        moved = np.full(columns, np.inf)
        moved[1:] = best[:-1] + skipped[:-1]
        stays = total <= moved
        came[row] = np.where(stays, np.arange(columns), np.concatenate(([0], where[:-1])))
        total = cost[row] + np.where(stays, total, moved)
    way = np.zeros(rows, np.intp)
    way[-1] = int(np.argmin(total + _SKIP * (columns - 1 - np.arange(columns))))
    for row in range(rows - 1, 0, -1):
        way[row - 1] = came[row, way[row]]
    return way


def _spread(said: tuple[Saying, ...], words: list[Stretch | None], throat: Throat, where: str) -> list[PhoneStretch]:
    """The phones of each word, in the shares of its time that they usually have."""
    spread: list[PhoneStretch] = []
    for phones, stretch in zip(_word_phones(said, throat, where), words, strict=True):
        if not stretch or not phones:
            continue
        clock = stretch.start
        scale = (stretch.end - stretch.start) / usual_length(phones)
        for phone in phones:
            spread.append(PhoneStretch(phone, clock, clock + USUAL_LENGTH[phone] * scale))
            clock = spread[-1].end
    return spread


def _word_phones(said: tuple[Saying, ...], throat: Throat, where: str) -> list[tuple[str, ...]]:
    """The phones of each word spoken alone, as espeak-ng writes them; from its letters where it writes none."""
    rows = [re.sub(r"[^\w'&%@+=$£€\u0300-\u036f -]", " ", _written(each)) if each.heard else "" for each in said]
    asked = [" ".join(row.split()) or "uh" for row in rows]
    voice = f"{throat.language}+{throat.variant}"
    told = run(PROGRAM, "-v", voice, "-b", "1", "-q", "--ipa", read="\n".join(asked) + "\n", where=where).splitlines()
    spelt = [phones_of_ipa(re.sub(r"\(.*?\)", "", row)) for row in told] if len(told) == len(asked) else []
    return [each.plain_phones or (spelt[at] if spelt else ()) or phones_of(each.spelt) for at, each in enumerate(said)]

"""espeak-ng: a speech program for many languages. Its word times are read from the loudness it is told to give them.

espeak-ng has no option that tells when a word is heard. But it can be told in the text how loud to be, and loudness
changes no time: the line is spoken twice, once evenly and once with each word at another level, and where the two
differ by how much tells which word is heard.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bible.errors import VoiceError
from renderers.interface import Readiness, Speech, Voice, VoiceEngine
from renderers.media.wav import Samples, Sound, read_wav
from renderers.voices.arpabet import USUAL_LENGTH, phones_of_ipa, usual_length
from renderers.voices.letters import phones_of
from renderers.voices.manner import RAISED, read_manner
from renderers.voices.programs import readiness, run
from renderers.voices.recorder import PhoneStretch, Spoken, Stretch, record, record_silence
from renderers.voices.resample import resample, shift_voice
from renderers.voices.saying import Saying, has_letters_for, sayings
from shots.recording import Recording

PROGRAM = "espeak-ng"
WORDS_PER_MINUTE = 160
"""What it is asked for at an ordinary pace."""

_LANGUAGES: dict[str, str] = {
    # the language each script is read in
    "CYRILLIC": "ru", "GREEK": "el", "ARABIC": "ar", "DEVANAGARI": "hi", "HANGUL": "ko", "GEORGIAN": "ka",
    "ARMENIAN": "hy", "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml",
    "GUJARATI": "gu", "GURMUKHI": "pa",
}  # fmt: skip
_LATIN = frozenset(("es", "fr", "de", "it", "pt", "nl", "pl", "sv", "cs", "tr", "da", "nb", "fi", "hu", "ro", "hr"))
"""Languages in Latin letters that it reads as their own."""
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
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


class _Throat(NamedTuple):
    language: str
    variant: str
    """espeak-ng's own name for a way of speaking."""
    pitch: int
    """From 0 to 99."""
    size: float
    """How much shorter than the variant's the throat is; its women are harder to understand than its men made small."""


_VOICES: tuple[tuple[Voice, _Throat], ...] = (
    (Voice(name="us-woman", sex="woman", ages=(18, 60)), _Throat("en-us", "m8", 70, 1.15)),
    (Voice(name="us-man", sex="man", ages=(18, 60)), _Throat("en-us", "m8", 50, 1.0)),
    (Voice(name="gb-woman", sex="woman", ages=(20, 75)), _Throat("en-gb-x-rp", "m8", 75, 1.18)),
    (Voice(name="gb-man", sex="man", ages=(30, 75)), _Throat("en-gb-x-rp", "m2", 45, 1.0)),
    (Voice(name="gb-woman-deep", sex="woman", ages=(50, 99)), _Throat("en-gb-x-rp", "f3", 45, 0.92)),
    (Voice(name="us-man-deep", sex="man", ages=(45, 99)), _Throat("en-us", "m7", 40, 1.0)),
    (Voice(name="us-woman-light", sex="woman", ages=(13, 30)), _Throat("en-us", "steph", 60, 1.0)),
    (Voice(name="us-man-light", sex="man", ages=(13, 30)), _Throat("en-us", "max", 60, 1.0)),
    (Voice(name="gb-man-deep", sex="man", ages=(50, 99)), _Throat("en-gb-x-rp", "m8", 20, 0.92)),
    (Voice(name="us-child", sex="child", ages=(3, 12)), _Throat("en-us", "m8", 90, 1.3)),
    (Voice(name="gb-child", sex="child", ages=(5, 14)), _Throat("en-gb-x-rp", "m8", 95, 1.27)),
)


class Espeak(VoiceEngine):
    """Speaks with the espeak-ng program, when it is installed."""

    name = "espeak-ng"
    revision = "2"

    def check(self) -> Readiness:
        """Ready when the program is found."""
        return readiness(PROGRAM, "espeak-ng")

    def voices(self) -> tuple[Voice, ...]:
        """English voices of several countries; they read other scripts in the language of those."""
        return tuple(voice for voice, _ in _VOICES)

    def can_speak(self, text: str) -> bool:
        """Words in Latin letters and in one of a dozen other scripts."""
        return _language(text) is not None

    def speak(self, speech: Speech, to: Path) -> Recording:
        """Speak the line; word times are measured, phones share their word's time as they usually do.

        Raises VoiceError.
        """
        throat = next((throat for voice, throat in _VOICES if voice.name == speech.voice), None)
        if throat is None:
            names = ", ".join(voice.name for voice, _ in _VOICES)
            raise VoiceError(f"espeak-ng has no voice {speech.voice!r}", where=speech.line, cure=f"use one of {names}")
        language = _language(speech.text, speech.language)
        if language is None:
            raise VoiceError(f"espeak-ng cannot read {speech.text!r}", where=speech.line, cure="set voices to tones")
        said = sayings(speech)
        engine = f"{self.name} {self.revision}"
        heard = [each for each in said if each.heard]
        if not heard:
            return record_silence(speech, engine, to)
        delivery = read_manner(speech.manner)
        pitch = min(99, round(throat.pitch * RAISED[delivery.voice]))
        throat = throat._replace(language=language or throat.language, pitch=pitch)
        pace = round(WORDS_PER_MINUTE * delivery.pace / throat.size)
        sound, coded = _speak_twice([_written(each) for each in heard], throat, pace, speech.line)
        # Played as many times as fast as it was spoken, a throat is as many times as short.
        stretches = (
            each and Stretch(each.start / throat.size, each.end / throat.size)
            for each in _word_stretches(sound, coded, len(heard))
        )
        words = [next(stretches) if each.heard else None for each in said]
        phones = _spread(said, words, throat, speech.line)
        samples = shift_voice(resample(sound.samples, sound.rate), throat.size)
        return record(speech, engine, Spoken(samples, words, phones), to)


def _language(text: str, told: str = "") -> str | None:
    """The language a text's script asks for: empty for English, None when there is none for it.

    `told` says which language Latin letters are in.
    """
    if has_letters_for(text, ("LATIN",)):
        return told if told in _LATIN else ""
    for script, language in _LANGUAGES.items():
        if has_letters_for(text, (script, "LATIN")):
            return "uk" if script == "CYRILLIC" and _UKRAINIAN.search(text) else language
    return None


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


def _speak_twice(words: list[str], throat: _Throat, pace: int, where: str) -> tuple[Sound, Sound]:
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


def _spread(said: tuple[Saying, ...], words: list[Stretch | None], throat: _Throat, where: str) -> list[PhoneStretch]:
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


def _word_phones(said: tuple[Saying, ...], throat: _Throat, where: str) -> list[tuple[str, ...]]:
    """The phones of each word spoken alone, as espeak-ng writes them; from its letters where it writes none."""
    rows = [re.sub(r"[^\w'&%@+=$£€\u0300-\u036f -]", " ", _written(each)) if each.heard else "" for each in said]
    asked = [" ".join(row.split()) or "uh" for row in rows]
    voice = f"{throat.language}+{throat.variant}"
    told = run(PROGRAM, "-v", voice, "-b", "1", "-q", "--ipa", read="\n".join(asked) + "\n", where=where).splitlines()
    spelt = [phones_of_ipa(re.sub(r"\(.*?\)", "", row)) for row in told] if len(told) == len(asked) else []
    return [each.plain_phones or (spelt[at] if spelt else ()) or phones_of(each.spelt) for at, each in enumerate(said)]

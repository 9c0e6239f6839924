"""espeak-ng: a speech program for many languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from bible.errors import VoiceError
from renderers.interface import Readiness, Speech, Voice, VoiceEngine
from renderers.voices.manner import RAISED, read_manner
from renderers.voices.programs import readiness
from renderers.voices.saying import has_letters_for, sayings
from renderers.voices.throats import throat_of
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


class Throat(NamedTuple):
    """How a voice is made of one of espeak-ng's own."""

    language: str
    variant: str
    """espeak-ng's own name for a way of speaking."""
    pitch: int
    """From 0 to 99."""
    size: float
    """How much shorter than the variant's the throat is; its women are harder to understand than its men made small."""


_VOICES: tuple[tuple[Voice, Throat], ...] = (
    (Voice(name="us-woman", sex="woman", ages=(18, 60)), Throat("en-us", "m8", 70, 1.15)),
    (Voice(name="us-man", sex="man", ages=(18, 60)), Throat("en-us", "m8", 50, 1.0)),
    (Voice(name="gb-woman", sex="woman", ages=(20, 75)), Throat("en-gb-x-rp", "m8", 75, 1.18)),
    (Voice(name="gb-man", sex="man", ages=(30, 75)), Throat("en-gb-x-rp", "m2", 45, 1.0)),
    (Voice(name="gb-woman-deep", sex="woman", ages=(50, 99)), Throat("en-gb-x-rp", "f3", 45, 0.92)),
    (Voice(name="us-man-deep", sex="man", ages=(45, 99)), Throat("en-us", "m7", 40, 1.0)),
    (Voice(name="us-woman-light", sex="woman", ages=(13, 30)), Throat("en-us", "steph", 60, 1.0)),
    (Voice(name="us-man-light", sex="man", ages=(13, 30)), Throat("en-us", "max", 60, 1.0)),
    (Voice(name="gb-man-deep", sex="man", ages=(50, 99)), Throat("en-gb-x-rp", "m8", 20, 0.92)),
    (Voice(name="us-child", sex="child", ages=(3, 12)), Throat("en-us", "m8", 90, 1.3)),
    (Voice(name="gb-child", sex="child", ages=(5, 14)), Throat("en-gb-x-rp", "m8", 95, 1.27)),
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
        # They work with arrays, which no look into a production needs.
        from renderers.voices.espeak_speaking import spoken
        from renderers.voices.recorder import record, record_silence

        throat = throat_of(_VOICES, speech, self.name)
        language = _language(speech.text, speech.language)
        if language is None:
            raise VoiceError(f"espeak-ng cannot read {speech.text!r}", where=speech.line, cure="set voices to tones")
        said = sayings(speech)
        engine = f"{self.name} {self.revision}"
        if not any(each.heard for each in said):
            return record_silence(speech, engine, to)
        delivery = read_manner(speech.manner)
        pitch = min(99, round(throat.pitch * RAISED[delivery.voice]))
        throat = throat._replace(language=language or throat.language, pitch=pitch)
        pace = round(WORDS_PER_MINUTE * delivery.pace / throat.size)
        return record(speech, engine, spoken(said, throat, pace, speech.line), to)


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

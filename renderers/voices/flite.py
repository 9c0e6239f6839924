"""flite: a small speech program that says when each phone ends. English."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bible.errors import VoiceError
from renderers.interface import Readiness, Speech, Voice, VoiceEngine
from renderers.voices.manner import RAISED, read_manner
from renderers.voices.programs import readiness, run
from renderers.voices.saying import has_letters_for, sayings
from renderers.voices.throats import throat_of
from shots.recording import Recording

PROGRAM = "flite"


class Throat(NamedTuple):
    """How a voice is made of one of flite's own."""

    base: str
    """flite's own voice."""
    pitch: float
    """Mean pitch asked for, in Hz."""
    size: float
    """How much shorter than the base voice's the throat is."""


_VOICES: tuple[tuple[Voice, Throat], ...] = (
    (Voice(name="slt", sex="woman", ages=(20, 60)), Throat("slt", 170, 1.0)),
    (Voice(name="rms", sex="man", ages=(25, 70)), Throat("rms", 95, 1.0)),
    (Voice(name="awb", sex="man", ages=(25, 60)), Throat("awb", 125, 1.0)),
    (Voice(name="slt-low", sex="woman", ages=(45, 99)), Throat("slt", 150, 0.90)),
    (Voice(name="rms-high", sex="man", ages=(13, 35)), Throat("rms", 125, 1.08)),
    (Voice(name="slt-high", sex="woman", ages=(13, 30)), Throat("slt", 195, 1.08)),
    (Voice(name="awb-low", sex="man", ages=(50, 99)), Throat("awb", 100, 0.90)),
    (Voice(name="slt-child", sex="child", ages=(4, 13)), Throat("slt", 220, 1.20)),
    (Voice(name="awb-child", sex="child", ages=(8, 15)), Throat("awb", 190, 1.30)),
)


class Flite(VoiceEngine):
    """Speaks with the flite program, when it is installed."""

    name = "flite"
    revision = "1"
    languages = ("en",)

    def check(self) -> Readiness:
        """Ready when the program is found and has the voices."""
        found = readiness(PROGRAM, "flite")
        if not found.ready:
            return found
        try:
            known = run(PROGRAM, "-lv").split()
        except VoiceError as error:
            return Readiness(ready=False, why=error.what, cure=error.cure)
        lacking = sorted({throat.base for _, throat in _VOICES} - set(known))
        if lacking:
            cure = "install a flite with all its voices: apt install flite or brew install flite"
            return Readiness(ready=False, why=f"this flite has no voice {', '.join(lacking)}", cure=cure)
        return found

    def voices(self) -> tuple[Voice, ...]:
        """flite's own voices, and others made of them by pitch and size."""
        return tuple(voice for voice, _ in _VOICES)

    def can_speak(self, text: str) -> bool:
        """Only words in Latin letters."""
        return has_letters_for(text, ("LATIN",))

    def speak(self, speech: Speech, to: Path) -> Recording:
        """Speak the line; phone times are flite's own, words are found in them. Raises VoiceError."""
        # They work with arrays, which no look into a production needs.
        from renderers.voices.flite_speaking import spoken
        from renderers.voices.recorder import record, record_silence

        throat = throat_of(_VOICES, speech, self.name)
        said = sayings(speech)
        engine = f"{self.name} {self.revision}"
        if not any(each.heard for each in said):
            return record_silence(speech, engine, to)
        delivery = read_manner(speech.manner)
        throat = throat._replace(pitch=throat.pitch * RAISED[delivery.voice])
        return record(speech, engine, spoken(said, throat, delivery.pace, speech.line), to)

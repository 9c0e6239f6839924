"""Marked tones: a soft pattern for each word, where no engine has a voice. Any script, nothing to install."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from renderers.interface import Readiness, Speech, Voice, VoiceEngine
from renderers.voices.manner import read_manner
from renderers.voices.saying import sayings
from renderers.voices.throats import throat_of
from shots.recording import Recording

LEVEL = -27.0
"""Level in dB: softer than speech, they only mark where words are."""


class Tone(NamedTuple):
    """What a voice's notes sound like."""

    pitch: float
    """Of the middle note, in Hz."""
    overtones: tuple[float, ...]
    """Strength of each harmonic, the first one the note itself."""
    decay: float
    """Seconds in which a note falls to a third."""


_VOICES: tuple[tuple[Voice, Tone], ...] = (
    (Voice(name="alto", sex="woman", ages=(20, 80)), Tone(247, (1, 0.35, 0.12, 0.05), 0.30)),
    (Voice(name="baritone", sex="man", ages=(20, 80)), Tone(124, (1, 0.7, 0.45, 0.2, 0.1), 0.32)),
    (Voice(name="mezzo", sex="woman", ages=(16, 60)), Tone(294, (1, 0.1, 0.3, 0.02, 0.1), 0.24)),
    (Voice(name="tenor", sex="man", ages=(16, 60)), Tone(165, (1, 0.25, 0.5, 0.1, 0.2), 0.24)),
    (Voice(name="soprano", sex="woman", ages=(13, 45)), Tone(370, (1, 0.45, 0.05, 0.1), 0.18)),
    (Voice(name="bass", sex="man", ages=(40, 99)), Tone(93, (1, 0.9, 0.6, 0.4, 0.2, 0.1), 0.40)),
    (Voice(name="contralto", sex="woman", ages=(45, 99)), Tone(208, (1, 0.6, 0.4, 0.15, 0.08), 0.36)),
    (Voice(name="countertenor", sex="man", ages=(13, 40)), Tone(185, (1, 0.5, 0.08, 0.2), 0.18)),
    (Voice(name="treble", sex="child", ages=(3, 13)), Tone(494, (1, 0.2, 0.1), 0.16)),
    (Voice(name="descant", sex="child", ages=(3, 13)), Tone(587, (1, 0.05, 0.2), 0.14)),
    (Voice(name="cambiata", sex="child", ages=(9, 15)), Tone(440, (1, 0.5, 0.2, 0.05), 0.20)),
)


class Tones(VoiceEngine):
    """Marks each word of a line by a short pattern of tones, a note to each syllable."""

    name = "tones"
    revision = "1"

    def check(self) -> Readiness:
        """Always ready."""
        return Readiness(ready=True)

    def voices(self) -> tuple[Voice, ...]:
        """Voices told apart by pitch and colour."""
        return tuple(voice for voice, _ in _VOICES)

    def speak(self, speech: Speech, to: Path) -> Recording:
        """Write the tones; the times are those of the tones, the phones are guessed from letters. Raises VoiceError."""
        # They work with arrays, which no look into a production needs.
        from renderers.voices.recorder import record, record_silence
        from renderers.voices.tones_speaking import spoken

        tone = throat_of(_VOICES, speech, self.name)
        said = sayings(speech)
        engine = f"{self.name} {self.revision}"
        if not any(each.heard for each in said):
            return record_silence(speech, engine, to).model_copy(update={"estimated": True})
        return record(speech, engine, spoken(said, read_manner(speech.manner), tone), to, LEVEL, marked=True)

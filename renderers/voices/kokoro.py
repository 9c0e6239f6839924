"""Kokoro: a small neural voice that runs on any machine and says how long each letter lasts. English."""

from __future__ import annotations

from pathlib import Path

from bible.errors import VoiceError
from bible.installing import install_extra
from renderers.interface import Readiness, Speech, Voice, VoiceEngine
from renderers.voices.kokoro_model import EXTRA, KokoroModel, missing
from renderers.voices.kokoro_voices import VOICES
from renderers.voices.manner import RAISED, read_manner
from renderers.voices.saying import has_letters_for, sayings
from renderers.voices.throats import throat_of
from shots.recording import Recording


class Kokoro(VoiceEngine):
    """Speaks with the Kokoro model of the extra `voices`."""

    name = "kokoro"
    revision = "3"
    languages = ("en",)

    def __init__(self) -> None:
        self._model: KokoroModel | None = None

    def check(self) -> Readiness:
        """Ready when the packages of the extra are installed."""
        lacking = missing()
        if lacking:
            return Readiness(
                ready=False,
                why=f"the extra voices is not installed ({lacking[0]} is missing)",
                cure=install_extra(EXTRA),
            )
        return Readiness(ready=True)

    def voices(self) -> tuple[Voice, ...]:
        """Blends of the model's own voices."""
        return tuple(voice for voice, _ in VOICES)

    def can_speak(self, text: str) -> bool:
        """Only words in Latin letters."""
        return has_letters_for(text, ("LATIN",))

    def speak(self, speech: Speech, to: Path) -> Recording:
        """Speak the line; words and phones are timed by the durations the model itself worked with.

        Raises VoiceError.
        """
        # They work with arrays, which no look into a production needs.
        from renderers.voices.kokoro_speaking import spoken
        from renderers.voices.recorder import record, record_silence

        throat = throat_of(VOICES, speech, self.name)
        said = sayings(speech)
        engine = f"{self.name} {self.revision}"
        if not any(each.heard for each in said):
            return record_silence(speech, engine, to)
        if not self.can_speak(speech.text):
            raise VoiceError(
                f"kokoro has no sounds for {speech.text!r}", where=speech.line, cure="set voices to espeak-ng or tones"
            )
        if self._model is None:
            self._model = KokoroModel()
        delivery = read_manner(speech.manner)
        # The model cannot raise its voice; a slightly smaller throat is the nearest to it.
        throat = throat._replace(size=round(throat.size * RAISED[delivery.voice] ** 0.25, 2))
        return record(speech, engine, spoken(self._model, said, throat, delivery.pace), to)

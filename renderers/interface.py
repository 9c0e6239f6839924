"""What every renderer and every voice engine offers. A new one is one file with one of these classes in it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

from bible.entries import Character
from bible.errors import SettingsError
from bible.model import Frozen
from shots.recipe import Limits, Recipe
from shots.recording import Recording

Progress = Callable[[int, int], None]
"""Called with (frames done, frames in all). What it raises ends the work and is passed on."""
Options = tuple[tuple[str, str], ...]
"""A renderer's own settings, as name and value."""


class Readiness(Frozen):
    """Whether something can be used on this machine, and if not, why and what to type."""

    ready: bool
    why: str = ""
    cure: str = ""


class Rendered(Frozen):
    """What a renderer wrote."""

    frames: int
    """All frames in the file, handles included."""
    handles: int
    """Frames before and after the usable ones."""
    left_out: tuple[str, ...] = ()
    """What the recipe asked for that this renderer cannot do, in words."""


class Renderer(ABC):
    """Makes takes. Built without arguments; holds nothing between takes but loaded models."""

    name: str
    """`animatic`: what people type after `--renderer`."""
    revision: str
    """Changes whenever the same recipe would give other frames."""

    def set_up(self, options: Options) -> None:
        """Take the settings this production has for it, before it is asked anything else. Most renderers have none.

        The same options come with every recipe. Raises SettingsError for what it does not know.
        """
        if options:
            raise SettingsError(
                f"the renderer {self.name} has no settings of its own", cure=f"take {options[0][0]} out of its settings"
            )

    @abstractmethod
    def check(self) -> Readiness:
        """Whether it can be used here. Imports nothing heavy."""

    @abstractmethod
    def limits(self) -> Limits:
        """What it can be asked for."""

    def group(self, recipe: Recipe) -> str:
        """Recipes of one group are best made one after the other: they use the same model."""
        return ""

    @abstractmethod
    def render(self, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Write the take as an MP4 to `to`, which does not exist yet, in the recipe's picture format.

        The same recipe gives the same frames. Raises RenderError.
        """


class StillRenderer(ABC):
    """Draws stills: the pictures takes start from. Built without arguments; holds nothing but loaded models."""

    name: str
    revision: str

    @abstractmethod
    def check(self) -> Readiness:
        """Whether it can be used here. Imports nothing heavy."""

    @abstractmethod
    def draw(self, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Write the picture the recipe's take starts from as a PNG to `to`, in the size of the recipe's picture.

        The recipe's guides of kind `reference` say how people and places look. The same recipe gives the same picture.
        `progress` counts steps. Raises RenderError.
        """


class Voice(Frozen):
    """A voice of an engine."""

    name: str
    """The engine's name for it: `slt`."""
    sex: str
    """`woman`, `man`, or `child`."""
    ages: tuple[int, int] = (16, 70)
    """From and to: which characters it suits."""


class Pronunciation(Frozen):
    """How a name is said: `Cholmondeley` as `CHUM-lee`, in plain letters or in phones between slashes (`/CH AH1 M L IY0/`)."""

    word: str
    said: str


class Speech(Frozen):
    """What an engine is asked to say."""

    line: str
    """The line's id, put into the recording."""
    text: str
    """The line's words, as captioned."""
    voice: str
    """The engine's name for the voice."""
    manner: tuple[str, ...] = ()
    """Parentheticals of the line: `whispering`."""
    pronunciations: tuple[Pronunciation, ...] = ()
    """Names said otherwise than they are spelt."""


class VoiceEngine(ABC):
    """Speaks lines. Built without arguments; loads its model at the first line."""

    name: str
    revision: str

    @abstractmethod
    def check(self) -> Readiness:
        """Whether it can be used here. Imports nothing heavy."""

    @abstractmethod
    def voices(self) -> tuple[Voice, ...]:
        """The voices it has, best first."""

    def can_speak(self, text: str) -> bool:
        """Whether it has sounds for these words; lines it has none for are marked with tones. True unless overridden."""
        return True

    @abstractmethod
    def speak(self, speech: Speech, to: Path) -> Recording:
        """Write the words as a WAV (mono, 48 kHz, 16 bit) to `to` and tell when each word and phone is heard.

        The recording starts with the first sound and ends with the
        last, give or take 50 ms of silence. Raises VoiceError.
        """


def cast_voices(characters: tuple[Character, ...], voices: tuple[Voice, ...]) -> dict[str, str]:
    """A voice for each character's token, by age and sex, in the order given; repeats only when voices run out.

    Pure, and stable: a character added at the end changes nobody else's voice.
    """
    taken: dict[str, int] = {voice.name: 0 for voice in voices}
    chosen: dict[str, str] = {}
    for character in characters:
        look = character.look

        def fit(voice: Voice, age: int = look.age, sex: str = look.sex) -> tuple[int, int, int]:
            low, high = voice.ages
            wanted = "child" if age < 13 and any(each.sex == "child" for each in voices) else sex
            return (int(voice.sex != wanted), taken[voice.name], max(low - age, age - high, 0))

        best = min(voices, key=fit)
        taken[best.name] += 1
        chosen[character.token] = best.name
    return chosen

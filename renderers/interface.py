"""What every renderer and every voice engine offers. A new one is one file with one of these classes in it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from bible.entries import Character
from bible.errors import SettingsError
from bible.model import Frozen
from shots.recipe import Limits, Recipe
from shots.recording import Recording
from shots.take import Heard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    sound: Heard = ""
    """What is heard in the file."""


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

    def prepare(self, recipes: tuple[Recipe, ...]) -> None:
        """Told before the first of many takes what is to come, to do at once what all of them need. Nothing by itself.

        What is wrong with one of them is raised when its turn comes, not here.
        """
        return None

    @abstractmethod
    def render(self, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Write the take as an MP4 to `to`, which does not exist yet, in the recipe's picture format.

        The same recipe gives the same frames. Raises RenderError.
        """


class StillRenderer(ABC):
    """Draws stills: the pictures takes start from. Built without arguments; holds nothing but loaded models."""

    name: str
    """`diffusers`: what people write behind `stills =`."""
    revision: str
    """Changes whenever the same recipe would give another picture."""

    def set_up(self, options: Options) -> None:
        """Take the settings this production has for it, before it is asked anything else. Most have none.

        The same options come with every recipe. Raises SettingsError for what it does not know.
        """
        if options:
            raise SettingsError(
                f"the still renderer {self.name} has no settings of its own",
                cure=f"take {options[0][0]} out of its settings",
            )

    @abstractmethod
    def check(self) -> Readiness:
        """Whether it can be used here. Imports nothing heavy."""

    @abstractmethod
    def draw(self, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Write the picture the recipe's take starts from as a PNG to `to`, in the size of the recipe's picture.

        The recipe's guides of kind `reference` say how people and places look. The same recipe gives the same picture.
        `progress` counts steps. Raises RenderError.
        """


PASS_ORDER = ("stabilise", "sync", "interpolate", "upscale", "grade", "mark")
"""The steps on a finished take, in the order of the trade."""


class Pass(ABC):
    """A step on a finished take, which makes a version of it. Built without arguments."""

    step: str = "grade"
    """Where it stands: one of PASS_ORDER."""

    name: str
    """`command`: what people type."""
    revision: str
    """Changes whenever the same take would come out otherwise."""

    def set_up(self, options: Options) -> None:
        """Take the settings this production has for it. Raises SettingsError for what it does not know."""
        if options:
            raise SettingsError(
                f"the pass {self.name} has no settings of its own", cure=f"take {options[0][0]} out of its settings"
            )

    @abstractmethod
    def check(self) -> Readiness:
        """Whether it can be used here. Imports nothing heavy."""

    @abstractmethod
    def apply(self, film: Path, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Write the version of `film`, made by `recipe`, to `to`: as many frames, in the same picture format.

        Raises RenderError.
        """


class Finding(Frozen):
    """Something an inspector noticed."""

    inspector: str
    what: str
    """In words: `black from frame 12 to frame 60`."""
    fault: bool
    """The take is not picked for the cut unless a person circles it; otherwise it is only worth a look."""
    first: int | None = None
    """The first frame it is about, counted from 0 in the file."""
    last: int | None = None


class Asked(Frozen):
    """What a film was ordered as; what is None was left to whoever made it."""

    width: int | None = None
    height: int | None = None
    fps: Fraction | None = None
    frames: int | None = None
    sound: bool | None = None


class Film(Frozen):
    """What a finished film says of itself, and what was counted while it was decoded to its end."""

    width: int
    height: int
    fps: Fraction | None
    """On average; None when it does not say."""
    even: bool
    """All frames are equally long."""
    frames: int
    """Decoded, one by one."""
    sound_seconds: float | None
    """How long its sound is; None when it has none."""


@dataclass(frozen=True)
class Sight:
    """One frame as inspectors see it."""

    number: int
    luma: NDArray[np.uint8]
    """[height, width], full range, scaled down to 160 pixels wide at most."""
    whole: Callable[[], NDArray[np.uint8]]
    """The frame in its own size: [height, width, 3], red first. Costly."""


class Watch(ABC):
    """One look at one film, frame by frame; made by an inspector and used once."""

    def see(self, sight: Sight) -> None:  # noqa: B027
        """Look at the next frame."""

    def hear(self, samples: NDArray[np.float32]) -> None:  # noqa: B027
        """Listen to the next stretch of sound: one channel, 48 kHz, -1 to 1."""

    @abstractmethod
    def end(self, film: Film) -> tuple[Finding, ...]:
        """What was noticed."""


class Inspector(ABC):
    """Looks at finished films while they are decoded, all inspectors at once. Built without arguments."""

    name: str
    revision: str

    def check(self) -> Readiness:
        """Whether it can be used here. Imports nothing heavy."""
        return Readiness(ready=True)

    @abstractmethod
    def watch(self, recipe: Recipe, asked: Asked) -> Watch:
        """Begin to look at a film made by a recipe and ordered so."""


class Voice(Frozen):
    """A voice of an engine."""

    name: str
    """The engine's name for it: `slt`."""
    sex: str
    """`woman`, `man`, or `child`."""
    ages: tuple[int, int] = (16, 70)
    """From and to: which characters it suits."""
    alike: tuple[str, ...] = ()
    """Voices that one could take for it: none of them is cast beside it while another is left."""


class Pronunciation(Frozen):
    """How a name is said: `CHUM-lee` in plain letters, or between slashes in IPA (`/ˈtʃʌmli/`) or ARPAbet."""

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
    language: str = ""
    """The script's language as two letters (`es`); empty where nothing tells it."""


class VoiceEngine(ABC):
    """Speaks lines. Built without arguments; loads its model at the first line."""

    name: str
    revision: str
    languages: tuple[str, ...] = ()
    """The languages it speaks, as two letters; empty when it is for `can_speak` alone to say."""

    @abstractmethod
    def check(self) -> Readiness:
        """Whether it can be used here. Imports nothing heavy."""

    @abstractmethod
    def voices(self) -> tuple[Voice, ...]:
        """The voices it has, best first."""

    def can_speak(self, text: str) -> bool:
        """Whether it has sounds for these words; marked tones stand in where it has none. True unless overridden."""
        return True

    @abstractmethod
    def speak(self, speech: Speech, to: Path) -> Recording:
        """Write the words as a WAV (mono, 48 kHz, 16 bit) to `to` and tell when each word and phone is heard.

        The recording starts with the first sound and ends with the
        last, give or take 50 ms of silence. Raises VoiceError.
        """


def cast_voices(
    characters: tuple[Character, ...],
    voices: tuple[Voice, ...],
    together: tuple[tuple[str, ...], ...] = (),
    kept: Mapping[str, str] | None = None,
) -> Mapping[str, str]:
    """A voice for each character's token, by age and sex, in the order given.

    `together` holds the tokens heard in one scene, scene by scene: no two of them get the same voice, or one alike,
    while another of their sex is left (a child may also speak with a woman's). `kept` holds voices chosen before;
    they stay.
    Pure, and stable: a character added at the end changes nobody else's voice.
    """
    chosen = dict(kept or {})
    taken = Counter(chosen.values())
    children = any(voice.sex == "child" for voice in voices)
    for character in characters:
        if character.token in chosen:
            continue
        look = character.look
        wanted = "child" if look.age < 13 and children else look.sex
        scenes = [scene for scene in together if character.token in scene]
        near = {chosen[token] for scene in scenes for token in scene if token in chosen}
        alike = {name for voice in voices if voice.name in near for name in voice.alike}

        def fit(
            voice: Voice,
            age: int = look.age,
            wanted: str = wanted,
            near: AbstractSet[str] = frozenset(near),
            alike: AbstractSet[str] = frozenset(alike),
        ) -> tuple[bool, bool, bool, bool, int, int, int]:
            low, high = voice.ages
            lent = wanted == "child" and voice.sex == "woman"
            misfit = max(low - age, age - high, 0)
            return (
                voice.sex != wanted and not lent, voice.name in near, lent, voice.name in alike,
                taken[voice.name], misfit, abs(low + high - 2 * age),
            )  # fmt: skip

        best = min(voices, key=fit)
        taken[best.name] += 1
        chosen[character.token] = best.name
    return {character.token: chosen[character.token] for character in characters}

"""Everything that fixes one take, and the digest that tells whether a take still shows what its shot asks for."""

from __future__ import annotations

import hashlib
import json
from typing import Literal

from bible.entries import Character, Hour, Location, Weather
from bible.model import Frozen
from shots.rate import Rate
from shots.recording import PhoneTime
from shots.shot import Shot

CONTENT_VERSION = 1


class PictureFormat(Frozen):
    """The size and rate of a picture. Pixels are square; width and height are even."""

    width: int = 1920
    height: int = 1080
    rate: Rate


class Utterance(Frozen):
    """Words heard during a shot, placed from the shot's first frame in the cut."""

    line: str
    """The line's id."""
    speaker: str
    """A character's token."""
    text: str
    manner: tuple[str, ...] = ()
    """Parentheticals that hold for these words: `whispering`."""
    lips: bool
    start: int
    """Sample in the shot at which the words start."""
    source_start: int = 0
    """Sample of the recording that is heard there."""
    samples: int
    sample_rate: int
    phones: tuple[PhoneTime, ...] = ()
    """The mouth's timetable, in samples from the shot's first frame in the cut."""
    recording: str = ""
    """Content digest of the recording."""


GuideKind = Literal["keyframe", "last", "reference", "pose", "depth", "line", "drive", "mask", "audio"]
"""How a picture or film steers: where a take starts or ends, who or what it shows, how things stand or move, which film
it is drawn over and where, or what is heard."""


class Guide(Frozen):
    """A picture or film that steers a take."""

    kind: GuideKind
    file: str
    sha256: str
    frame: int | None = None
    """For a keyframe: the frame of the take it is shown on. None: the first; several are spread evenly."""


class Lettering(Frozen):
    """Words drawn on the picture: the film's title, or the slug of a place."""

    kind: Literal["title", "slug"]
    first: str
    second: str = ""
    own: str = ""
    """`second` in the script's own words, where it is in another language than English: what is drawn then."""


class Recipe(Frozen):
    """Everything that fixes one take."""

    shot: Shot
    cast: tuple[Character, ...]
    """The bible entries of everyone in frame or speaking, in the order of the shot's subjects."""
    location: Location
    hour: Hour
    weather: Weather
    utterances: tuple[Utterance, ...] = ()
    lettering: Lettering | None = None
    dressing: tuple[str, ...] = ()
    """The action the scene opens with: what it sets up stays in the picture. It makes no take stale."""
    picture: PictureFormat
    frames: int
    """Frames of the cut."""
    handles: int
    """Frames asked for before and after them."""
    joins: tuple[int, ...] = ()
    """Frames of the cut, counted from its first, at which decoding can start too: where a transition into it ends."""
    seed: int = 0
    renderer: str
    revision: str
    take: int
    """The take's number under its slate."""
    guides: tuple[Guide, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    """The renderer's own settings in this production, as name and value: which model, how many steps."""

    @property
    def total_frames(self) -> int:
        """Frames of the whole take, handles included."""
        return self.frames + 2 * self.handles

    @property
    def has_keyframe(self) -> bool:
        """Whether there is a picture it starts from."""
        return any(guide.kind == "keyframe" and not guide.frame for guide in self.guides)

    @property
    def cuts(self) -> tuple[int, ...]:
        """The frames of the take at which it may be cut or joined, so that decoding must be able to start there."""
        return (self.handles, *(self.handles + join for join in self.joins), self.handles + self.frames)


class Limits(Frozen):
    """What a renderer can be asked for; None means no limit of its own."""

    max_frames: int | None = None
    rates: tuple[Rate, ...] | None = None
    sizes: tuple[tuple[int, int], ...] | None = None
    """(width, height) in pixels."""
    guides: tuple[str, ...] = ()
    """Kinds of guide it takes."""
    speaks: bool = False
    """Lips follow the utterances in the recipe."""
    at_once: int | None = None
    """Takes it can make at the same time on this machine; None: one for each core."""


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(value: object) -> str:
    """sha256 of the canonical JSON of a value made of JSON types: keys sorted, no white space, UTF-8."""
    return hashlib.sha256(_CANONICAL.encode(value).encode()).hexdigest()


_SHOT_FIELDS = {"framing", "size", "angle", "move", "subjects", "thing", "action", "view", "tense", "prompt", "motion"}
_LOOK_FIELDS_OUT = {"invented", "by_hand"}


def _place(location: Location) -> list[object]:
    """What is seen of a place; its palette only where it has one, so that places without keep their digest."""
    seen: list[object] = [location.name, location.kind, location.setting]
    return [*seen, list(location.palette)] if location.palette else seen


def _lettered(lettering: Lettering) -> object:
    """What is said, not in which of its words: a reworded time of day leaves the light, and the take, as they are."""
    return lettering.model_dump(mode="json", exclude_defaults=True, exclude={"own"})


def content_digest(recipe: Recipe) -> str:
    """The digest of what a take shows: the one function that stamps takes and tells whether they are current.

    It reads the shot's picture fields, the looks of those in frame, the place, hour and weather, the lettering,
    the picture's format, the words whose lips are seen with their recordings, and guides. Left out, so that they
    never make a take stale: names, ids and slates, introductions, lengths (a take is current while its usable frames
    cover the cut), compiled prompts, seeds, renderers, their options and revisions. Defaults are omitted, so that a
    field added later changes no digest.
    """
    shot = recipe.shot.model_dump(mode="json", include=_SHOT_FIELDS, exclude_defaults=True)
    in_frame = {subject.token for subject in recipe.shot.subjects}
    cast = {
        character.token: character.look.model_dump(mode="json", exclude=_LOOK_FIELDS_OUT, exclude_defaults=True)
        for character in recipe.cast
        if character.token in in_frame
    }
    lips = [
        utterance.model_dump(
            mode="json", include={"speaker", "start", "source_start", "manner", "recording"}, exclude_defaults=True
        )
        for utterance in recipe.utterances
        if utterance.lips
    ]
    content = {
        "version": CONTENT_VERSION,
        "shot": shot,
        "cast": cast,
        "place": _place(recipe.location),
        "light": [recipe.hour, recipe.weather],
        "lips": lips,
        "lettering": _lettered(recipe.lettering) if recipe.lettering else None,
        "picture": recipe.picture.model_dump(mode="json"),
        "guides": [guide.sha256 if guide.frame is None else [guide.sha256, guide.frame] for guide in recipe.guides],
    }
    return digest(content)

"""What a production holds at one moment, as frozen values: everything the plan reads."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Literal, TypeVar

from bible.entries import Bible
from bible.model import Frozen, Indexed
from bible.script import Script
from edit.conform import EditorsCut
from edit.temp_sound import OwnSound, TempWanted
from renderers.interface import Options
from shots.recipe import GuideKind, PictureFormat, digest
from shots.recording import Recording
from shots.shot import Shot, ShotList
from shots.take import Still, Take, Version
from studio.attempt import LOCAL, Attempt
from studio.own_effects import EffectFile


class Ruling(StrEnum):
    """What a person said of a take or a shot."""

    CIRCLED = "circled"
    """This take is for the cut."""
    KEPT = "kept"
    """The shot is protected: nothing is made for it any more."""
    RELEASED = "released"
    """Protection taken back."""
    NO_GOOD = "no_good"
    """This take is refused."""
    RETAKEN = "retaken"
    """More takes were asked for."""
    EDITED = "edited"
    """A take is to be made of this one, changed as the note says."""
    CALLED_OFF = "called_off"
    """More takes, or changed ones, that were asked for and did not come yet are asked for no more."""
    HEARD = "heard"
    """This take's own sound is heard in the film."""
    SPEAKS = "speaks"
    """This take says the shot's lines itself: it is heard, and their recordings are not."""
    MUTED = "muted"
    """This take's own sound is on the timeline and not in the film."""


ASKS = (Ruling.RETAKEN, Ruling.EDITED)
"""What asks for takes, beyond those that the film owes."""


class Reason(StrEnum):
    """Why a take was refused or made again."""

    IDENTITY = "identity"
    MOTION = "motion"
    HANDS = "hands"
    CONTINUITY = "continuity"
    TEXT = "text"
    OTHER = "other"


class Verdict(Frozen):
    """One ruling with who, when and why. Later rulings supersede earlier ones; none is ever deleted."""

    subject: str
    """A shot's internal id, or a bible entry's token."""
    of: Literal["shot", "take", "still", "guide"]
    """Whether it is about the shot itself, one of its takes, one of the subject's stills, or a guide a person brought:
    its subject is shot and kind, `sh0007/pose`."""
    number: int | None = None
    """The number of the take or still; for `retaken`, how many more takes."""
    ruling: Ruling
    renderer: str = ""
    """For `retaken`: who is to make them; empty for whoever the settings name."""
    after: int = 0
    """For `retaken` and `edited`: the last try there was at anything when this was said. Only later ones answer it."""
    content: str = ""
    """What the shot asked for when this was said: a take circled although it shows something else stays chosen
    until the shot asks for something else again."""
    reason: Reason | None = None
    note: str = ""
    by: str = ""
    at: str = ""
    """UTC, ISO 8601."""


class SoundFile(Frozen):
    """A recording with the file it lies in."""

    recording: Recording
    number: int
    """`t01`, `t02`: counted per line, never reused."""
    file: str
    """Path inside the production folder, with forward slashes."""
    sha256: str


class GuideFile(Frozen):
    """A film or picture a person brought that steers a shot's takes: `12A-pose1`."""

    shot: str
    """The shot's internal id."""
    slate: str
    kind: GuideKind
    number: int
    """Counted by shot and kind."""
    file: str
    """Path inside the production folder, with forward slashes."""
    sha256: str
    at: int | None = None
    """For a keyframe: the frame of the shot in the cut it stands on."""

    @property
    def name(self) -> str:
        """`12A-pose1`: how people call it."""
        return f"{self.slate}-{self.kind}{self.number}"

    @property
    def subject(self) -> str:
        """Shot and kind, by which it is counted and ruled on."""
        return f"{self.shot}/{self.kind}"


class MadeFile(Frozen):
    """A file of the film as it was published."""

    file: str
    sha256: str


class Conformed(Frozen):
    """The editor's cut that holds now, with where it came from."""

    cut: EditorsCut
    locked: bool = False
    """Picture lock: no other cut is taken in until it is released."""
    file: str = ""
    """The name of the file it came in; empty where studio's own cut was locked."""
    by: str = ""
    at: str = ""
    """UTC, ISO 8601."""


class Cut(Frozen):
    """One version of the film: which files belong together, and the digest of the sequence they show."""

    version: int
    content: str
    files: tuple[MadeFile, ...]
    made_at: str = ""


Made = Take | Version | Still | SoundFile | GuideFile | Cut
"""What an attempt that has files comes to."""


def is_hosted(name: str) -> bool:
    """Whether a renderer's name is that of a hosted model: `runway/gen4.5`."""
    return "/" in name


def maker_of(renderer: str, revision: str, options: Options) -> str:
    """A renderer with its revision and settings: what failed once with these is not tried again unasked. Pure."""
    return f"{renderer} {revision} {digest([list(each) for each in options])[:12]}"


Each = TypeVar("Each")
Key = TypeVar("Key", bound=Hashable)


class Production(Indexed):
    """All of it. `None` means not made yet."""

    name: str
    picture: PictureFormat
    handles: int
    script: Script | None = None
    script_sha256: str = ""
    script_file: str = ""
    """Where the script lay when it was read, from the production folder; empty when that is not known."""
    director: str = ""
    """Who directed it; empty before anybody did."""
    bible: Bible | None = None
    shots: ShotList | None = None
    sounds: tuple[SoundFile, ...] = ()
    temp_sound: TempWanted = TempWanted()
    """Which temp sounds the settings ask for."""
    own_sounds: tuple[OwnSound, ...] = ()
    """Files of one's own in `sound/` that take the place of temp sound."""
    unused_sounds: tuple[tuple[str, str], ...] = ()
    """Files there that are named for nothing in the film or cannot be read, each with why."""
    credits: bool = False
    """The settings ask for end credits."""
    badge: bool = True
    """The settings ask for a badge on animatic shots that stand beside others."""
    own_effects: tuple[EffectFile, ...] = ()
    """Recipes of one's own in `effects/`, each over the shots its name says."""
    takes: tuple[Take, ...] = ()
    versions: tuple[Version, ...] = ()
    stills: tuple[Still, ...] = ()
    guides: tuple[GuideFile, ...] = ()
    """What people brought to steer takes, but for keyframes to start from, which are stills."""
    verdicts: tuple[Verdict, ...] = ()
    cuts: tuple[Cut, ...] = ()
    conformed: Conformed | None = None
    """The cut that came back from an editing program and holds from then on; None while studio cuts."""
    attempts: tuple[Attempt, ...] = ()
    called_off: frozenset[tuple[str, str, str]] = frozenset()
    """Kind, subject and content of orders that a person called off: they are not sent again unasked."""
    lost: frozenset[str] = frozenset()
    """Files the database knows that are gone from the folder or changed since."""

    def takes_of(self, shot_id: str) -> tuple[Take, ...]:
        """A shot's takes in the order in which they were made, lost ones too."""
        return self._takes.get(shot_id, ())

    def stills_of(self, subject: str) -> tuple[Still, ...]:
        """The stills of a bible entry, or keyframes of a shot, in the order in which they came."""
        return self._stills.get(subject, ())

    def versions_of(self, take: Take) -> tuple[Version, ...]:
        """What passes made of a take, in the order in which they were made."""
        return self._versions.get((take.shot, take.number), ())

    def shots_over(self, line_id: str) -> tuple[Shot, ...]:
        """The shots over which a line is said, in cutting order."""
        return self._over.get(line_id, ())

    def guides_of(self, shot_id: str) -> tuple[GuideFile, ...]:
        """What people brought to steer a shot's takes, in the order in which it came."""
        return self._guides.get(shot_id, ())

    def sounds_of(self, line_id: str) -> tuple[SoundFile, ...]:
        """A line's recordings, of whichever words it had."""
        return self._sounds.get(line_id, ())

    def said_of(self, subject: str) -> tuple[Verdict, ...]:
        """What people said of a shot, its takes and stills, or of a bible entry's; the latest last."""
        return self._verdicts.get(subject, ())

    @cached_property
    def laid(self) -> frozenset[str]:
        """The lines whose recordings the editor laid into the cut."""
        sounds = self.conformed.cut.sounds if self.conformed is not None else None
        return frozenset(sound.line for sound in sounds or ())

    @cached_property
    def tried(self) -> frozenset[tuple[str, str, str]]:
        """Subject, content and maker of what was tried here and could not be made."""
        return frozenset((each.subject, each.content, each.maker) for each in self.attempts if each.maker)

    def try_at(self, take: Take) -> Attempt | None:
        """The try that made a take."""
        return self._tries.get((take.shot, take.number))

    @cached_property
    def changed(self) -> Mapping[str, tuple[Attempt, ...]]:
        """The tries at changing a film, by its sha256."""
        return _by((each for each in self.attempts if each.changes), lambda each: each.changes)

    @cached_property
    def ordered(self) -> Mapping[str, Attempt]:
        """The last try at a take of each shot that was ordered from others, by the shot's id."""
        return {each.subject: each for each in self.attempts if each.kind == "clip" and each.lane != LOCAL}

    @cached_property
    def _tries(self) -> Mapping[tuple[str, int], Attempt]:
        return {(each.subject, each.number): each for each in self.attempts if each.kind == "clip"}

    @cached_property
    def _takes(self) -> Mapping[str, tuple[Take, ...]]:
        return _by(self.takes, lambda take: take.shot)

    @cached_property
    def _versions(self) -> Mapping[tuple[str, int], tuple[Version, ...]]:
        return _by(self.versions, lambda version: (version.shot, version.take))

    @cached_property
    def _over(self) -> Mapping[str, tuple[Shot, ...]]:
        found: dict[str, dict[str, Shot]] = {}
        for shot in self.shots.shots if self.shots else ():
            for span in shot.spans:
                found.setdefault(span.line, {})[shot.id] = shot
        return {line: tuple(shots.values()) for line, shots in found.items()}

    @cached_property
    def _stills(self) -> Mapping[str, tuple[Still, ...]]:
        return _by(self.stills, lambda still: still.subject)

    @cached_property
    def _guides(self) -> Mapping[str, tuple[GuideFile, ...]]:
        return _by(self.guides, lambda guide: guide.shot)

    @cached_property
    def _sounds(self) -> Mapping[str, tuple[SoundFile, ...]]:
        return _by(self.sounds, lambda sound: sound.recording.line)

    @cached_property
    def _verdicts(self) -> Mapping[str, tuple[Verdict, ...]]:
        return _by(self.verdicts, lambda verdict: verdict.subject)


def _by(all_of_them: Iterable[Each], subject: Callable[[Each], Key]) -> Mapping[Key, tuple[Each, ...]]:
    found: dict[Key, list[Each]] = {}
    for each in all_of_them:
        found.setdefault(subject(each), []).append(each)
    return {name: tuple(some) for name, some in found.items()}

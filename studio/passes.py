"""Which steps a finished take still wants, in the order of the trade, and which version of it the cut shows. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from bible.model import Frozen
from renderers.interface import PASS_ORDER
from shots.recipe import Recipe, digest
from shots.shot import Size
from shots.take import Take, Version
from studio.ordered import STAND_INS
from studio.pick import Pick
from studio.production import Production, SoundFile
from studio.take_sounds import use_of

LIP_SYNC: Literal["sync"] = "sync"
_CLOSE = (Size.MCU, Size.CU, Size.ECU)
"""Where lips are large enough to be read."""


class Step(Frozen):
    """A step that the settings ask for."""

    step: str
    """One of PASS_ORDER."""
    who: str
    """The hosted model or the pass that does it."""
    made_by: str = ""
    """Its revision and settings, where another one makes the version an old one; empty for what is paid for."""


class Wanted(Frozen):
    """A version that is wanted and not there."""

    take: Take
    steps: tuple[str, ...]
    """All steps it will have gone through."""
    who: str
    source: str
    """The file it is made from, inside the production folder."""
    source_sha256: str
    content: str

    @property
    def subject(self) -> str:
        """What tries at it are counted by."""
        return f"{self.take.shot}/{self.take.number}"

    @property
    def name(self) -> str:
        """`12A-3 sync`."""
        return f"{self.take.name} {' '.join(self.steps)}"

    def version(self) -> Version:
        """The version as it will be, but for its file."""
        return Version(
            shot=self.take.shot, slate=self.take.slate, take=self.take.number, steps=self.steps, file="", sha256="",
            frames=self.take.frames, handles=self.take.handles, content=self.content, renderer=self.who,
        )  # fmt: skip


class Finished(Frozen):
    """How far a take has come."""

    shown: Version | None = None
    """The version that has gone through most of the steps; None for the take itself."""
    next: Wanted | None = None


def finished(
    production: Production, take: Take, recipe: Recipe, steps: Iterable[Step], sounds: Mapping[str, SoundFile]
) -> Finished:
    """How far a take has come through the steps. A version counts while what it was made from is the same."""
    shown: Version | None = None
    file, sha256, gone = take.file, take.sha256, tuple[str, ...]()
    speaks_itself = use_of(production, take) == "speaks"
    for each in sorted(steps, key=lambda each: PASS_ORDER.index(each.step)):
        if each.step == LIP_SYNC and (speaks_itself or not wants_lips(take, recipe)):
            continue
        lips = _lips(recipe, sounds) if each.step == LIP_SYNC else []
        content = digest({"version": 1, "step": each.step, "by": each.made_by, "from": sha256, "lips": lips})
        gone = (*gone, each.step)
        there = _version(production, take, gone, content)
        if there is None:
            wanted = Wanted(take=take, steps=gone, who=each.who, source=file, source_sha256=sha256, content=content)
            return Finished(shown=shown, next=wanted)
        shown, file, sha256 = there, there.file, there.sha256
    return Finished(shown=shown)


def wants_lips(take: Take, recipe: Recipe) -> bool:
    """Whether lips are to follow the words: of somebody in frame, MCU or closer, never of a voice from elsewhere."""
    in_frame = {subject.token for subject in recipe.shot.subjects}
    seen = any(each.lips and each.speaker in in_frame for each in recipe.utterances)
    return seen and recipe.shot.size in _CLOSE and take.renderer not in STAND_INS


def as_shown(pick: Pick, version: Version | None) -> Pick:
    """A pick with the file of the version that the cut shows."""
    if version is None:
        return pick
    take = pick.take.model_copy(
        update={
            "file": version.file, "sha256": version.sha256, "frames": version.frames, "handles": version.handles,
        }
    )  # fmt: skip
    return pick.model_copy(update={"take": take})


def _version(production: Production, take: Take, steps: tuple[str, ...], content: str) -> Version | None:
    fitting = [
        each
        for each in production.versions
        if (each.shot, each.take, each.steps, each.content) == (take.shot, take.number, steps, content)
        and each.file not in production.lost
    ]
    return max(fitting, key=lambda each: each.number, default=None)


def _lips(recipe: Recipe, sounds: Mapping[str, SoundFile]) -> list[list[str | int]]:
    """What the mouths are to say, and when."""
    return [
        [each.line, each.start, each.source_start, each.samples, sounds[each.line].sha256]
        for each in recipe.utterances
        if each.lips and each.line in sounds
    ]

"""Whether the same recipe gives the same frames: a take is made once more and held against the first."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from av.container import InputContainer

from bible.errors import RenderError
from bible.model import Frozen
from renderers.media.read import open_media, picture_stream
from shots.take import Take
from studio.asked import asked_for
from studio.explaining import attempt_of_take
from studio.office import Office
from studio.ordered import is_hosted
from studio.recipes import located, numbered


class Replayed(Frozen):
    """A take held against what its recipe gives now."""

    take: str
    same: bool
    frames: int
    """Of the take."""
    frames_now: int
    first_difference: int | None = None
    """The first frame that is another, counted from 0."""
    differing: int = 0
    """How many frames are others."""
    note: str = ""
    """Why they may differ: another revision."""


def replay(office: Office, take: Take) -> Replayed:
    """Make a take again by its own recipe and compare the decoded frames; nothing is kept.

    Raises RenderError for takes that nobody here can make again, or whose file is gone.
    """
    if is_hosted(take.renderer) or take.cost_micro_usd:
        raise RenderError(
            f"{take.renderer} would have to be paid again, and promises no same frames", where=take.name,
            cure=f"studio explain {take.name} shows what was asked",
        )  # fmt: skip
    asked = asked_for(office.store, attempt_of_take(office.store, take))
    if asked.recipe is None:
        raise RenderError("no recipe made this take", where=take.name, cure="it was brought in with studio add")
    if take.file in office.production().lost:
        raise RenderError("its file is gone or was changed", where=take.name, cure=f"studio retake {take.slate}")
    renderer = office.renderer(take.renderer)
    recipe = located(numbered(asked.recipe, take.number), office.folder)
    place = office.folder.path("cache/replay")
    place.mkdir(parents=True, exist_ok=True)
    again = place / Path(take.file).name
    again.unlink(missing_ok=True)
    try:
        office.reporter.stage("replay", {take.name: recipe.total_frames})
        renderer.render(recipe, again, lambda done, total: None)
        office.reporter.ended(take.name)
        before, now = _digests(office.folder.path(take.file)), _digests(again)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    note = ""
    if renderer.revision != take.revision:
        note = f"it was made by {take.renderer} {take.revision}; this is {renderer.revision}"
    return compare(take.name, tuple(before), tuple(now), note)


def compare(name: str, before: tuple[str, ...], now: tuple[str, ...], note: str = "") -> Replayed:
    """Two rows of frame digests held against each other."""
    others = [number for number, (old, new) in enumerate(zip(before, now, strict=False)) if old != new]
    missing = abs(len(before) - len(now))
    first = others[0] if others else min(len(before), len(now)) if missing else None
    return Replayed(
        take=name, same=first is None, frames=len(before), frames_now=len(now), first_difference=first,
        differing=len(others) + missing, note=note,
    )  # fmt: skip


def _digests(film: Path) -> list[str]:
    """The digest of every decoded frame, planes without their padding."""
    with open_media(film) as container:
        return list(_frames(container, film))


def _frames(container: InputContainer, film: Path) -> Iterator[str]:
    for frame in container.decode(picture_stream(container, film)):
        yield hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest()

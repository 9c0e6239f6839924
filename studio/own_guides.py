"""Guides people bring: films and pictures that steer a shot's takes, counted by shot and kind, never overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from bible.errors import MediaError, SettingsError
from shots.recipe import GuideKind
from shots.shot import Shot
from studio.files import sha256_of
from studio.names import guide_file
from studio.ordered import is_hosted
from studio.production import GuideFile, Production, Reason, Ruling, Verdict

if TYPE_CHECKING:
    from studio.adding import Found
    from studio.office import Office

PICTURES: tuple[GuideKind, ...] = ("keyframe", "last", "reference")
"""Kinds that are pictures; of the others a picture stands for every frame."""
_SEVERAL = ("reference", "keyframe")
"""Kinds of which a shot has more than one at a time."""


def standing_guides(production: Production, shot_id: str) -> tuple[GuideFile, ...]:
    """The guides that steer a shot now: of each kind the newest that is not refused, of some kinds several. Pure.

    A keyframe gives way to a newer one on the same frame.
    """
    found: dict[tuple[str, int | None], GuideFile] = {}
    for guide in production.guides_of(shot_id):
        if guide.file not in production.lost and not _refused(production, guide):
            place = guide.number if guide.kind == "reference" else guide.at
            found[guide.kind, place if guide.kind in _SEVERAL else None] = guide
    return tuple(found.values())


def _refused(production: Production, guide: GuideFile) -> bool:
    said = [each for each in production.said_of(guide.subject) if each.number == guide.number]
    return bool(said) and said[-1].ruling == Ruling.NO_GOOD


def guide_named(name: str, production: Production) -> GuideFile | None:
    """The guide people call `12A-pose1`; None for what is no guide's name."""
    return next((guide for guide in production.guides if guide.name.upper() == name.strip().upper()), None)


def rule_on_guide(office: Office, guide: GuideFile, ruling: Ruling, reason: Reason | None, note: str) -> None:
    """Say that a guide is no good, or that it counts again."""
    office.store.rule(
        Verdict(
            subject=guide.subject, of="guide", number=guide.number, ruling=ruling, reason=reason, note=note
        )
    )  # fmt: skip


def bring_guides(office: Office, found: Found, use: str, at: int | None) -> tuple[str, ...]:
    """Take what was matched to shots in as guides of one kind; returns a row for each. Raises as `bring_guide` does."""
    kind = TypeAdapter(GuideKind).validate_python(use)
    if at is not None and kind != "keyframe":
        raise SettingsError(f"a frame is for keyframes, not for --as {kind}", where="--at", cure="leave --at out")
    return tuple(bring_guide(office, each.shot, Path(each.file), kind, at) for each in found.brought)


def bring_guide(office: Office, shot: Shot, media: Path, kind: GuideKind, at: int | None) -> str:
    """Take a film or picture in as a guide of a shot; returns what to tell of it.

    `at` is the frame of the cut a keyframe stands on. Raises MediaError for a file that cannot be one, SettingsError
    for a frame beyond the cut.
    """
    node = office.plan().of_shot(shot.id)
    assert node.recipe is not None
    if at is not None and not 0 <= at < node.recipe.frames:
        raise SettingsError(f"{shot.slate} has no frame {at}", where="--at", cure=f"0 to {node.recipe.frames - 1}")
    _check(media, kind)
    attempt = office.store.intend(
        "guide", f"{shot.id}/{kind}", "", f"own {sha256_of(media)} {at}",
        lambda number: (guide_file(office.folder.name, shot.slate, kind, number, media.suffix.lower()),),
    )  # fmt: skip
    try:
        shutil.copyfile(media, office.store.aside_file(attempt, attempt.files[0]))
    except OSError as error:
        office.store.fail(attempt, str(error))
        raise MediaError(f"cannot be copied ({error.strerror})", where=str(media), cure="free the disk") from error
    guide = GuideFile(
        shot=shot.id, slate=shot.slate, kind=kind, number=attempt.number, file=attempt.files[0], sha256="", at=at
    )
    office.store.made(attempt, guide)
    office.store.publish(attempt)
    return f"{guide.name}: {media.name}{_unused(office, kind)}; studio nogood {guide.name} takes it away"


def _unused(office: Office, kind: GuideKind) -> str:
    """A word where the renderer of the settings takes no such guide."""
    renderer = office.settings.renderer
    if is_hosted(renderer) or kind in office.renderer(renderer).limits().guides:
        return ""
    return f"; {renderer} takes none of that kind"


def _check(media: Path, kind: GuideKind) -> None:
    from renderers.media.picture import ENDINGS, read_picture
    from renderers.media.read import probe

    if media.suffix.lower() in ENDINGS:
        if kind == "drive":
            raise MediaError(
                "a picture is no film to draw over", where=str(media), cure="bring a film, or --as keyframe"
            )
        read_picture(media)
        return
    if kind in PICTURES:
        raise MediaError(f"a film is no picture for --as {kind}", where=str(media), cure="bring a picture of it")
    if not probe(media).frames:
        raise MediaError("this film does not say how long it is", where=str(media), cure="save it as MP4 or MOV")

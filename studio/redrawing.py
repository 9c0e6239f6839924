"""Drawn takes drawn once more, for films to hand over: without their words, or as fine as the film is to be."""

from __future__ import annotations

from collections.abc import Iterator

from edit.sequence import Sequence
from edit.textless import Redrawn
from renderers.animatic.renderer import Animatic
from renderers.kept import made_once
from shots.recipe import PictureFormat, Recipe, digest
from shots.shot import Framing
from shots.take import Take
from studio.asked import asked_for
from studio.cutting import DRAWN
from studio.explaining import attempt_of_take
from studio.office import Office
from studio.recipes import numbered


def bare_takes(office: Office, sequence: Sequence, picture: PictureFormat) -> tuple[Redrawn, ...]:
    """The takes of a film that have lettering, drawn without it at a size.

    Takes of other renderers cannot be: where their shot asks for words, that is told.
    """
    found = []
    wanted = {node.subject: node.recipe for node in office.plan().nodes if node.kind == "clip"}
    for take in _shown(office, sequence):
        recipe = _made_by(office, take)
        asked = recipe or wanted.get(take.shot)
        if asked is None or not _has_words(asked):
            continue
        if recipe is None:
            office.reporter.say(f"{take.name} may have words in its picture that only {take.renderer} could leave out")
            continue
        thing = "" if recipe.shot.framing == Framing.TITLE else recipe.shot.thing
        shot = recipe.shot.model_copy(update={"thing": thing})
        found.append(_drawn(office, take, recipe.model_copy(update={"lettering": None, "shot": shot}), picture))
    return tuple(found)


def finer_takes(office: Office, sequence: Sequence, picture: PictureFormat) -> tuple[Redrawn, ...]:
    """The drawn takes of a film drawn at another size; the others are told."""
    found, left = [], []
    for take in _shown(office, sequence):
        recipe = _made_by(office, take)
        if recipe is None or take.revision != Animatic.revision:
            left.append(take.name)
        else:
            found.append(_drawn(office, take, recipe, picture))
    size = f"{picture.width}x{picture.height}"
    if found:
        office.reporter.say(f"{len(found)} drawn take{'s' * (len(found) > 1)} drawn anew at {size}")
    if left:
        others = f"{', '.join(left[:8])}{' ...' if len(left) > 8 else ''}"
        office.reporter.say(f"made larger to {size}, which adds nothing to see: {others}")
    return tuple(found)


def _shown(office: Office, sequence: Sequence) -> Iterator[Take]:
    """The takes whose own files a film shows, each once."""
    takes = {take.file: take for take in office.production().takes}
    yield from (takes[file] for file in dict.fromkeys(clip.file for clip in sequence.clips) if file in takes)


def _made_by(office: Office, take: Take) -> Recipe | None:
    """The recipe a drawn take was made by; None for takes of others."""
    if take.renderer != DRAWN:
        return None
    recipe = asked_for(office.store, attempt_of_take(office.store, take)).recipe
    return numbered(recipe, take.number) if recipe is not None else None


def _has_words(recipe: Recipe) -> bool:
    return recipe.lettering is not None or recipe.shot.framing == Framing.TITLE


def _drawn(office: Office, take: Take, recipe: Recipe, picture: PictureFormat) -> Redrawn:
    """A take drawn by another recipe, in the cache."""
    recipe = recipe.model_copy(update={"picture": picture, "renderer": DRAWN, "revision": Animatic.revision})
    known = digest(["redrawn", recipe.model_dump(mode="json", exclude_defaults=True)])
    file = f"cache/redrawn/{known}.mp4"
    made_once(office.folder.path(file), lambda to: Animatic().render(recipe, to, lambda done, total: None))
    return Redrawn(stands_for=take.file, file=file, sha256=known)

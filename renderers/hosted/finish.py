"""From a fetched result to a take or a still: looked at to its end, trimmed, and in the film's own parameters."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from bible.errors import MediaError
from bible.model import Frozen
from renderers.hosted.catalogue import Row
from renderers.hosted.fit import Fitted
from renderers.inspectors.take import Inspection, inspect_take
from renderers.interface import Asked, Inspector, Rendered
from renderers.media.normalise import normalise
from renderers.media.picture import read_picture, write_picture
from renderers.media.read import count_film_frames
from shots.recipe import Recipe


class Finished(Frozen):
    """A take made of a result."""

    rendered: Rendered
    inspection: Inspection


def asked_of(fitted: Fitted, row: Row) -> Asked:
    """What the answer to an order ought to be."""
    order = fitted.order
    return Asked(
        width=order.width or None, height=order.height or None, fps=Fraction(row.fps), frames=order.num_frames or None,
        sound=order.sound or None,
    )  # fmt: skip


def finish_take(
    fetched: Path, fitted: Fitted, row: Row, recipe: Recipe, inspectors: Iterable[Inspector], to: Path
) -> Finished:
    """Look at a whole film, and write what the take uses of it to `to` as the film's own takes are written.

    A film that came shorter than ordered gives up handles, never frames of the cut; what was left out and what was
    noticed is told. The same result gives the same take. Raises MediaError when the film is broken or too short.
    """
    inspection = inspect_take(fetched, recipe, inspectors, asked_of(fitted, row))
    available = count_film_frames(fetched, recipe.picture)
    handles = min(fitted.handles, (available - recipe.frames) // 2)
    if handles < 0:
        raise MediaError(
            f"{available} frames came, the cut needs {recipe.frames}", where=str(fetched), cure="make another take"
        )
    frames = recipe.frames + 2 * handles
    first = min(fitted.first_frame, available - frames)
    heard = normalise(fetched, recipe.picture, first, frames, to, with_sound=True)
    short = [f"handles: {handles} frames instead of {fitted.handles}"] if handles < fitted.handles else []
    rendered = Rendered(
        frames=frames, handles=handles, left_out=(*fitted.left_out, *short), sound="sound" if heard else ""
    )
    return Finished(rendered=rendered, inspection=inspection)


def finish_still(fetched: Path, to: Path) -> tuple[int, int]:
    """Look at a picture, and write it to `to` as a PNG; returns its width and height. Raises MediaError."""
    pixels = read_picture(fetched)
    height, width = pixels.shape[:2]
    if int(pixels[..., :3].max()) - int(pixels[..., :3].min()) < 4:
        raise MediaError("the picture is of one colour", where=str(fetched), cure="make another")
    write_picture(pixels, to)
    return width, height

"""Reads the pictures and films that steer a take, and lays them on the model's frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bible.errors import MediaError, ModelError
from renderers.diffusion.families import Kind
from renderers.diffusion.fit import Fit
from renderers.media.picture import ENDINGS, read_picture
from renderers.media.read import film_frames, probe
from renderers.media.write import Pixels
from shots.recipe import Guide, PictureFormat, Recipe

if TYPE_CHECKING:
    from PIL.Image import Image

CONTROLS = ("pose", "depth", "line")
"""Films that say where things are, not what they look like."""
_FILMS = (*CONTROLS, "drive", "mask")


class Film(NamedTuple):
    """A film that steers: one picture for each of the model's frames."""

    kind: str
    frames: list[Image]


class Guides(NamedTuple):
    """Everything that steers a take, in the model's size and frames."""

    pictures: Mapping[int, Image]
    """Keyframes, and the last frame, by the model's frame they are shown on."""
    ends: bool
    """Whether the take must end on the last of them."""
    references: list[Image]
    films: Mapping[str, Film]
    left_out: tuple[str, ...]


def keyframe_frames(recipe: Recipe) -> Mapping[int, Guide]:
    """The keyframes by the take's frame they are shown on: where they say so, else spread evenly from the first.

    A last frame is shown on the last one. Of two on the same frame the later one counts.
    """
    keyframes = [guide for guide in recipe.guides if guide.kind == "keyframe"]
    last = recipe.total_frames - 1
    placed = {
        min(number * recipe.total_frames // len(keyframes) if guide.frame is None else guide.frame, last): guide
        for number, guide in enumerate(keyframes)
    }
    ends = [guide for guide in recipe.guides if guide.kind == "last"]
    return dict(sorted(placed.items())) | ({last: ends[-1]} if ends else {})


def read_guides(recipe: Recipe, kind: Kind, fit: Fit, shown: tuple[int, ...], made: int, step: int) -> Guides:
    """The guides a model takes; the others are named in `left_out`. Raises MediaError.

    `shown` is the model's frame under each frame of the take, `made` how many the model makes. Keyframes are laid on
    every `step`-th frame.
    """
    kinds = kind.row.guides
    several = kind.anywhere or "last" in kinds
    left_out = [f"{guide.kind}: {_without(guide)}" for guide in recipe.guides if guide.kind not in kinds]
    pictures: dict[int, Image] = {}
    ends = False
    for at, guide in keyframe_frames(recipe).items():
        if guide.kind not in kinds:
            continue
        image = fit.to_model(read_picture(Path(guide.file)))
        if guide.kind == "last":
            pictures[made - 1], ends = image, True
            continue
        frame = round(shown[at] / step) * step
        if frame and not several:
            left_out.append(f"keyframe at frame {at}: the model starts from a picture and takes no others")
            continue
        pictures[min(frame, made - 1)] = image
    references = [
        as_image(read_picture(Path(guide.file))) for guide in recipe.guides if guide.kind == "reference" in kinds
    ]
    films: dict[str, Film] = {}
    for guide in recipe.guides:
        if guide.kind in _FILMS and guide.kind in kinds:
            films[guide.kind] = Film(guide.kind, _film(guide, recipe, fit, shown, made, left_out.append))
    return Guides(dict(sorted(pictures.items())), ends, references, films, tuple(left_out))


def _without(guide: Guide) -> str:
    return f"this model takes none ({Path(guide.file).name})"


def as_image(pixels: Pixels) -> Image:
    """A picture, blue first, as the libraries take it."""
    from PIL import Image

    return Image.fromarray(np.ascontiguousarray(pixels[..., 2::-1]))


def _film(
    guide: Guide, recipe: Recipe, fit: Fit, shown: tuple[int, ...], made: int, leave_out: Callable[[str], None]
) -> list[Image]:
    """A film's pictures, one for each of the model's frames; a still picture stands for all of them."""
    file = Path(guide.file)
    if file.suffix.lower() in ENDINGS:
        return [fit.to_model(read_picture(file))] * made
    wanted = _first_shown(shown, made)
    there = _frames_in(file, recipe.picture)
    if there < recipe.total_frames:
        leave_out(f"{guide.kind}: the film ends {recipe.total_frames - there} frames early, its last one is held")
    wanted = [min(frame, there - 1) for frame in wanted]
    images: dict[int, Image] = {}
    needed = set(wanted)
    for number, frame in enumerate(film_frames(file, recipe.picture, 0, max(wanted) + 1)):
        if number in needed:
            pixels = frame.reformat(format="bgra", src_colorspace=1, src_color_range=1, dst_color_range=2)
            images[number] = fit.to_model(pixels.to_ndarray())
    return [images[frame] for frame in wanted]


def _first_shown(shown: tuple[int, ...], made: int) -> list[int]:
    """For each of the model's frames, the take's frame on which it is first shown; past the end, the last one."""
    first: dict[int, int] = {}
    for frame, model in enumerate(shown):
        first.setdefault(model, frame)
    found, before = [], 0
    for model in range(made):
        before = first.get(model, before if model <= shown[-1] else len(shown) - 1)
        found.append(before)
    return found


def _frames_in(file: Path, picture: PictureFormat) -> int:
    """How many frames of the film's rate a media file holds."""
    facts = probe(file)
    if not facts.frames or not facts.rate:
        raise MediaError("this film does not say how long it is", where=str(file), cure="save it as MP4 or MOV")
    return max(int(Fraction(facts.frames) / facts.rate * picture.rate.fps), 1)


def check_needs(guides: Guides, needs: tuple[str, ...], title: str, slate: str) -> None:
    """See that the pictures and films are there without which a model makes nothing. Raises ModelError."""
    if "keyframe" in needs and 0 not in guides.pictures:
        raise ModelError(
            f"{title} starts from a picture and the shot has none", where=slate,
            cure=f"studio add {slate} PICTURE --as keyframe, or set stills to a model that draws",
        )  # fmt: skip
    if "last" in needs and not guides.ends:
        raise ModelError(
            f"{title} needs a last frame too and the shot has none", where=slate,
            cure=f"studio add {slate} PICTURE --as last",
        )  # fmt: skip
    if "pose" in needs and not any(kind in guides.films for kind in CONTROLS):
        raise ModelError(
            f"{title} draws after a film of poses, depths or lines and the shot has none", where=slate,
            cure=f'studio add {slate} FILM --as pose, or set staging = "pose" and the animatic draws it',
        )  # fmt: skip

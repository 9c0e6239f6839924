"""Everything about a take that is settled before the model is called: size, rate, frames, calls, guides."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from bible.errors import ModelError
from renderers.diffusion.adapters import worn_by
from renderers.diffusion.families import Kind
from renderers.diffusion.fit import Fit, choose_size, snap
from renderers.diffusion.guides import Guides, check_needs, read_guides
from renderers.diffusion.lengths import Call, Grid, frames_shown, frames_spread, model_rate, plan_calls
from renderers.diffusion.levers import Levers, read_levers
from renderers.diffusion.prompt import with_motion
from shots.recipe import Recipe

_WITHOUT_END = 100_000
OVERLAP = 17
"""Frames a window of a model that goes on by itself shares with the one before."""


class Geometry(NamedTuple):
    """What a loaded pipeline says of sizes and lengths."""

    step: int
    """Frames come as `step * k + 1`."""
    multiple: int
    """Width and height are multiples of it."""
    frames: int | None = None
    """The most it makes in one call, where it says so itself."""


class Work(NamedTuple):
    """What is to be done for one take."""

    recipe: Recipe
    """With as many handles as the model can make, and as much motion as shot and settings ask for."""
    fit: Fit
    rate: Fraction
    """The model's frames per second."""
    shown: tuple[int, ...]
    """The model's frame under each frame of the take."""
    calls: tuple[Call, ...]
    guides: Guides
    steps: int
    """Steps of each call."""
    left_out: tuple[str, ...]

    def windows(self, call: Call, window: int | None) -> int:
        """How often the steps are gone through in one call."""
        return 1 if not window or call.frames <= window else -(-(call.frames - OVERLAP) // (window - OVERLAP))


def read_geometry(pipe: object) -> Geometry:
    """Sizes and lengths of a pipeline, from the attributes and configs that its kind has."""
    step = _first(pipe, ("vae_scale_factor_temporal", "vae_temporal_compression_ratio", "vae_temporal_scale_factor"), 1)
    spatial = (
        "vae_scale_factor_spatial",
        "vae_spatial_compression_ratio",
        "vae_spatial_scale_factor",
        "vae_scale_factor",
    )
    painter = getattr(pipe, "transformer", None) or getattr(pipe, "unet", None)
    config = getattr(painter, "config", {})
    patch = config.get("patch_size", 1)
    patch = patch[-1] if isinstance(patch, (tuple, list)) else patch
    own = config.get("num_frames") if "StableVideo" in type(pipe).__name__ else None
    return Geometry(step=step, multiple=_first(pipe, spatial, 8) * patch, frames=own)


def _first(pipe: object, names: tuple[str, ...], otherwise: int) -> int:
    return next((int(value) for name in names if (value := getattr(pipe, name, None))), otherwise)


def lay_out(recipe: Recipe, kind: Kind, levers: Levers, geometry: Geometry) -> Work:
    """Settle everything. Raises ModelError for what the model cannot make, MediaError for guides it cannot read."""
    family, film = kind.family, recipe.picture.rate.fps
    size = levers.size or choose_size(recipe.picture, family.sizes, geometry.multiple, family.any_size)
    fit = Fit(width=snap(size[0], geometry.multiple), height=snap(size[1], geometry.multiple), picture=recipe.picture)
    rate = Fraction(levers.rate) if levers.rate else model_rate(film, family.rate, family.rates_up_to)
    at_most = levers.frames or (_WITHOUT_END if family.window else min(family.frames, geometry.frames or family.frames))
    grid = Grid(step=geometry.step, at_most=at_most)
    left_out: list[str] = []
    if not kind.chains:
        recipe = _with_fitting_handles(recipe, rate, grid, family.title, left_out)
    total = recipe.total_frames
    shown = frames_shown(total, film, rate)
    made = shown[-1] + 1
    if any(guide.kind == "last" for guide in recipe.guides) and "last" in kind.row.guides:
        made = grid.up(made)
        shown = frames_spread(total, made)
    guides = read_guides(recipe, kind, fit, shown, made, geometry.step)
    check_needs(guides, kind.row.needs, family.title, recipe.shot.slate)
    pins = () if kind.anywhere else tuple(frame for frame in guides.pictures if 0 < frame < made - 1)
    overlap = (kind.tail if kind.tail < grid.most else 1) if kind.chains else 0
    recipe = with_motion(recipe, levers.motion)
    if recipe.shot.motion != 1 and not family.words and not family.motion_argument:
        left_out.append(f"motion: {family.title} cannot be asked for more or less")
    if not family.words:
        left_out.append(f"the words of the prompt: {family.title} reads none")
    if recipe.lettering is not None:
        left_out.append("lettering: models do not write")
    return Work(
        recipe=recipe,
        fit=fit,
        rate=rate,
        shown=shown,
        calls=plan_calls(made, grid, overlap, pins),
        guides=guides,
        steps=levers.steps or (max(family.steps // 2, 4) if levers.draft else family.steps),
        left_out=(*left_out, *guides.left_out),
    )


def group_key(recipe: Recipe) -> str:
    """Recipes with the same key are made one after the other with the least change: same model, LoRAs, size, length.

    A farm that sorts by it loads each model once and compiles once. Reads no file. Raises SettingsError.
    """
    options, picture = dict(recipe.options), recipe.picture
    worn = ",".join(adapter.file for adapter in worn_by(read_levers(recipe.options).lora, recipe))
    named = (options.get("model", ""), worn, options.get("tier", ""), options.get("size", ""))
    kinds = ",".join(sorted({guide.kind for guide in recipe.guides}))
    shape = f"{picture.width}x{picture.height}@{picture.rate.name}"
    return "|".join((*named, shape, kinds, f"{recipe.total_frames:06d}"))


def _with_fitting_handles(recipe: Recipe, rate: Fraction, grid: Grid, title: str, left_out: list[str]) -> Recipe:
    """The recipe with as many handles as fit into one call of a model that cannot go on from its own frames."""
    fps = recipe.picture.rate.fps
    for handles in range(recipe.handles, -1, -1):
        total = recipe.frames + 2 * handles
        if int((total - 1) * rate / fps) + 1 <= grid.most:
            if handles < recipe.handles:
                left_out.append(f"handles of {recipe.handles} frames: {title} has room for {handles}")
            return recipe.model_copy(update={"handles": handles})
    asked, made = float(recipe.frames / fps), float(grid.most / rate)
    raise ModelError(
        f"the shot is {asked:.1f} s long, {title} makes {made:.1f} s and cannot go on from there",
        where=recipe.shot.slate,
        cure="use a model that starts from a picture, or make the shot shorter",
    )

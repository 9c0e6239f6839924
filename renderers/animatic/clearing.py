"""Clear heads: a camera and its people step aside together until no picture, pole or window edge touches a head."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import skia

from bible.entries import Look
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, SetDesign
from renderers.animatic.framing import Composition
from renderers.animatic.parts import part_of
from renderers.animatic.proportions import eye_height, head_height
from shots.recipe import Recipe

Backdrop = Callable[[skia.Canvas, Camera], None]
"""Paints what lies behind the people."""

_AT_WINDOW = re.compile(
    r"\b(at|by|to|near|beside|out of|through|towards?) (the|a|her|his) (\w+ )?windows?\b", re.IGNORECASE
)
_STEPS = (0.0, 0.3, -0.3, 0.6, -0.6)
"""Metres to the side that are tried."""
_SMALLER = 8
_RELUCTANCE = 0.012
"""How much clutter, in levels of grey a pixel, a metre to the side must spare."""


def step_clear(composition: Composition, looks: Mapping[str, Look], paint: Backdrop) -> Composition:
    """The same framing, a little to the side if heads stand clearer there; `looks` by token."""
    tried = [_aside(composition, step) for step in _STEPS]
    clutter = [_clutter(each, looks, paint) + _RELUCTANCE * abs(step) for each, step in zip(tried, _STEPS, strict=True)]
    return tried[clutter.index(min(clutter))]


def step_to_window(recipe: Recipe, design: SetDesign, composition: Composition) -> Composition:
    """The same framing with a window behind whoever is at the window."""
    if not design.windows or design.box is None or composition.shoulder:
        return composition
    said = {each.token: part_of(recipe, each) for each in recipe.cast}
    mark = next((each for each in composition.marks if _AT_WINDOW.search(said[each.token])), None)
    if mark is None:
        return composition
    camera, wall = composition.camera(), design.box.depth - 0.05
    behind = camera.x + (mark.x - camera.x) * (wall - camera.z) / (mark.z - camera.z)
    step = min((x - behind for x in design.windows), key=abs)
    room = max(0.0, design.box.half_width - 1.3 - abs(camera.x))
    return _aside(composition, max(-room, min(room, step)))


def on_a_head(card: Card, composition: Composition, looks: Mapping[str, Look]) -> bool:
    """Whether a small thing on a wall would sit on somebody's head, or touch it."""
    if card.hung is None:
        return False
    camera = composition.camera()
    x, y = camera.column(card.hung[0], card.z), camera.row(card.hung[1], card.z)
    for mark in composition.marks:
        head = camera.scale(mark.z) * head_height(looks[mark.token])
        row = camera.row(mark.y + eye_height(looks[mark.token]), mark.z)
        if np.hypot(x - camera.column(mark.x, mark.z), y - row) < 0.85 * head + 0.28 * camera.scale(card.z):
            return True
    return False


def _aside(composition: Composition, step: float) -> Composition:
    marks = tuple(replace(mark, x=mark.x + step) for mark in composition.marks)
    return replace(composition, marks=marks, aim=(composition.aim[0] + step, composition.aim[1]))


def _clutter(composition: Composition, looks: Mapping[str, Look], paint: Backdrop) -> float:
    """How much changes from pixel to pixel round the heads, 0 to 1."""
    camera = _small(composition.camera())
    surface = skia.Surface.MakeRasterN32Premul(camera.width, camera.height)
    paint(surface.getCanvas(), camera)
    grey = surface.makeImageSnapshot().toarray()[..., :3].mean(-1) / 255
    edges = np.hypot(*np.gradient(grey))
    return max(float((edges * ring).sum() / max(1.0, ring.sum())) for ring in _rings(composition, looks, camera))


def _small(camera: Camera) -> Camera:
    return replace(
        camera, focal=camera.focal / _SMALLER, horizon=camera.horizon / _SMALLER, width=camera.width // _SMALLER,
        height=camera.height // _SMALLER,
    )  # fmt: skip


def _rings(composition: Composition, looks: Mapping[str, Look], camera: Camera) -> list[npt.NDArray[np.float64]]:
    """For each head a mask of the ring round it in which lines would touch it."""
    across, down = np.arange(camera.width)[None, :], np.arange(camera.height)[:, None]
    rings = []
    for mark in composition.marks:
        look = looks[mark.token]
        radius = camera.scale(mark.z) * head_height(look) * 0.5
        x, y = camera.column(mark.x, mark.z), camera.row(mark.y + eye_height(look), mark.z)
        distance = np.hypot(across - x, down - y)
        rings.append(((distance > radius * 0.8) & (distance < radius * 1.5)).astype(np.float64))
    return rings

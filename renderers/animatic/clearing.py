"""Clear heads: a camera and its people step aside together until no picture, pole or window edge touches a head."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import skia

from bible.entries import Look
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card
from renderers.animatic.framing import Composition
from renderers.animatic.proportions import eye_height, head_height

Backdrop = Callable[[skia.Canvas, Camera], None]
"""Paints what lies behind the people."""

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

"""The last sheet over every frame: a vignette and the tooth of the paper. Still, for the film is shot on one sheet.

What is remembered lies under a warm sheet with rounded corners, what is dreamed under a pale one that fades outward.
"""

from __future__ import annotations

import functools
from typing import Literal

import numpy as np
import numpy.typing as npt
import skia

Tense = Literal["present", "past", "dream"]
_Map = npt.NDArray[np.float32]
_Sheet = list[_Map]
"""Red, green, blue and alpha."""

_VIGNETTE_FROM, _VIGNETTE_MOST = 0.62, 0.26
_LIGHTEST, _DARKEST = 0.11, 0.15
"""Most alpha of the tooth's white and black specks."""
_SEPIA, _MIST = (0.90, 0.72, 0.46), (0.90, 0.94, 1.0)


@functools.lru_cache(4)
def finishing_sheet(width: int, height: int, tense: Tense = "present") -> skia.Image:
    """The overlay for a size: premultiplied, in the canvas's own order of bytes, laid on with one draw."""
    edge = _from_middle(width, height)
    sheet: _Sheet = [np.zeros((height, width), np.float32) for _ in range(4)]
    if tense == "past":
        _lay(sheet, _SEPIA, np.full_like(edge, 0.24))
        _lay(sheet, (0.10, 0.06, 0.04), np.clip((edge - 0.45) / 0.55, 0, 1) ** 1.7 * 0.42)
        _lay(sheet, (0.11, 0.08, 0.06), _outside_rounded(width, height))
    elif tense == "dream":
        _lay(sheet, _MIST, 0.10 + np.clip((edge - 0.42) / 0.58, 0, 1) ** 1.3 * 0.72)
    else:
        _lay(sheet, (0, 0, 0), np.clip((edge - _VIGNETTE_FROM) / (1 - _VIGNETTE_FROM), 0, 1) ** 1.6 * _VIGNETTE_MOST)
    tooth = _tooth(width, height)
    _lay(sheet, (0, 0, 0), np.clip(-tooth, 0, 1) * _DARKEST)
    _lay(sheet, (1, 1, 1), np.clip(tooth, 0, 1) * _LIGHTEST)
    red, green, blue, alpha = (np.round(plane * 255).astype(np.uint8) for plane in sheet)
    pixels = np.dstack([blue, green, red, alpha])
    return skia.Image.fromarray(pixels, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType)


def _from_middle(width: int, height: int) -> _Map:
    """How far each pixel lies from the middle: 1 in the corners."""
    across = (np.arange(width, dtype=np.float32) + 0.5) / width * 2 - 1
    down = (np.arange(height, dtype=np.float32) + 0.5) / height * 2 - 1
    return np.asarray(np.sqrt(across[None, :] ** 2 + down[:, None] ** 2) / np.sqrt(2), np.float32)


def _lay(sheet: _Sheet, colour: tuple[float, float, float], alpha: _Map) -> None:
    """Lay one more colour over a premultiplied sheet."""
    left = 1 - alpha
    for plane, level in zip(sheet, (*np.asarray(colour, np.float32), np.float32(1)), strict=True):
        plane *= left
        if level:
            plane += level * alpha


def _outside_rounded(width: int, height: int) -> _Map:
    """1 outside a frame with round corners, 0 inside, with a soft edge of a pixel."""
    small = min(width, height)
    inset, radius = small * 0.028, small * 0.07
    x = np.abs(np.arange(width, dtype=np.float32) + 0.5 - width / 2) - (width / 2 - inset - radius)
    y = np.abs(np.arange(height, dtype=np.float32) + 0.5 - height / 2) - (height / 2 - inset - radius)
    beyond = np.hypot(np.maximum(x, 0)[None, :], np.maximum(y, 0)[:, None]) - radius
    return np.asarray(np.clip(beyond + 0.5, 0, 1), np.float32)


def _tooth(width: int, height: int) -> _Map:
    """Specks of one and two pixels and fibres of six, from -1 to 1 with most near 0."""
    dice = np.random.Generator(np.random.PCG64(1951))
    fine = dice.standard_normal((height, width), np.float32)
    coarse = np.repeat(np.repeat(dice.standard_normal((height // 2 + 1, width // 2 + 1), np.float32), 2, 0), 2, 1)
    fibre = np.repeat(dice.standard_normal((height, width // 6 + 1), np.float32), 6, 1)
    mixed = fine * 0.45 + coarse[:height, :width] * 0.35 + fibre[:, :width] * 0.35
    return np.asarray(mixed * 0.20, np.float32)

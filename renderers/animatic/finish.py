"""The last sheet over every frame: a vignette and the tooth of the paper. Still, for the film is shot on one sheet."""

from __future__ import annotations

import functools

import numpy as np
import skia

_VIGNETTE_FROM, _VIGNETTE_MOST = 0.62, 0.26
_LIGHTEST, _DARKEST = 0.11, 0.15
"""Most alpha of the tooth's white and black specks."""


@functools.lru_cache(4)
def finishing_sheet(width: int, height: int) -> skia.Image:
    """The overlay for a size: premultiplied, in the canvas's own order of bytes, laid on with one draw."""
    across = (np.arange(width, dtype=np.float32) + 0.5) / width * 2 - 1
    down = (np.arange(height, dtype=np.float32) + 0.5) / height * 2 - 1
    edge = np.sqrt(across[None, :] ** 2 + down[:, None] ** 2) / np.sqrt(2)
    dark = np.clip((edge - _VIGNETTE_FROM) / (1 - _VIGNETTE_FROM), 0, 1) ** 1.6 * _VIGNETTE_MOST
    grain = _tooth(width, height)
    white = np.clip(grain, 0, 1) * _LIGHTEST
    dark = dark + np.clip(-grain, 0, 1) * _DARKEST * (1 - dark)
    alpha = dark + white * (1 - dark)
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[..., :3] = np.round(white * (1 - dark) * 255)[..., None]
    pixels[..., 3] = np.round(alpha * 255)
    return skia.Image.fromarray(pixels, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType)


def _tooth(width: int, height: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Specks of one and two pixels and fibres of six, from -1 to 1 with most near 0."""
    dice = np.random.Generator(np.random.PCG64(1951))
    fine = dice.standard_normal((height, width), np.float32)
    coarse = np.repeat(np.repeat(dice.standard_normal((height // 2 + 1, width // 2 + 1), np.float32), 2, 0), 2, 1)
    fibre = np.repeat(dice.standard_normal((height, width // 6 + 1), np.float32), 6, 1)
    mixed = fine * 0.45 + coarse[:height, :width] * 0.35 + fibre[:, :width] * 0.35
    return np.asarray(mixed * 0.20, np.float32)

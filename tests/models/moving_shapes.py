"""The world of the small LTX: one shape of one colour on a plain background, moving one way or standing still."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

COLOURS = {
    "red": (0.9, 0.15, 0.15),
    "green": (0.15, 0.75, 0.2),
    "blue": (0.15, 0.3, 0.95),
    "yellow": (0.95, 0.85, 0.1),
    "white": (0.95, 0.95, 0.95),
    "purple": (0.6, 0.2, 0.8),
}
BACKGROUNDS = {
    "black": (0.05, 0.05, 0.08),
    "gray": (0.5, 0.5, 0.5),
    "navy": (0.05, 0.1, 0.35),
    "brown": (0.4, 0.25, 0.12),
}
SHAPES = ("circle", "square", "triangle")
MOTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1), "still": (0, 0)}
WORDS = ("a", "moves", "stays", "on", "background", *COLOURS, *BACKGROUNDS, *SHAPES, *MOTIONS)
"""Every word the model knows; all others are one and the same unknown word to it."""

SIZE = 64
FRAMES = 9
RATE = 8
TRAVEL = 26
"""Pixels a shape moves in one clip."""

Plane = npt.NDArray[np.float32]
"""[height, width]."""
Clip = npt.NDArray[np.float32]
"""[frames, height, width, 3], from 0 to 1."""


class Scene(NamedTuple):
    """What a clip shows."""

    colour: str
    shape: str
    motion: str
    background: str

    @property
    def words(self) -> str:
        """`a red circle moves left on a gray background`."""
        does = "stays still" if self.motion == "still" else f"moves {self.motion}"
        return f"a {self.colour} {self.shape} {does} on a {self.background} background"


def all_scenes() -> list[Scene]:
    """Every scene there is."""
    return [Scene(c, s, m, b) for c in COLOURS for s in SHAPES for m in MOTIONS for b in BACKGROUNDS]


def draw(scene: Scene, chance: np.random.Generator) -> tuple[Clip, npt.NDArray[np.float32]]:
    """A clip of a scene, and where the shape is on it ([frames, height, width], from 0 to 1)."""
    along = np.array(MOTIONS[scene.motion], dtype=np.float32)
    jitter = chance.uniform(-8, 8, 2) if scene.motion == "still" else chance.uniform(-2, 2, 2)
    radius = chance.uniform(9, 15)
    rows, columns = np.mgrid[0:SIZE, 0:SIZE].astype(np.float32) + 0.5
    frames, masks = [], []
    for number in range(FRAMES):
        x, y = SIZE / 2 + jitter + along * TRAVEL * (number / (FRAMES - 1) - 0.5)
        mask = _inside(scene.shape, columns - x, rows - y, radius)[..., None]
        frames.append(mask * np.array(COLOURS[scene.colour]) + (1 - mask) * np.array(BACKGROUNDS[scene.background]))
        masks.append(mask[..., 0])
    return np.stack(frames).astype(np.float32), np.stack(masks).astype(np.float32)


def _inside(
    shape: str, x: npt.NDArray[np.float32], y: npt.NDArray[np.float32], radius: float
) -> npt.NDArray[np.float32]:
    """Softly 1 inside a shape, from its signed distance in pixels."""
    if shape == "circle":
        distance = np.hypot(x, y) - radius
    elif shape == "square":
        distance = np.maximum(abs(x), abs(y)) - radius * 0.9
    else:
        distance = np.maximum(abs(x) * 0.866 + y * 0.5 - radius * 0.5, -y - radius * 0.5)
    return (1 / (1 + np.exp(np.clip(2 * distance, -30, 30)))).astype(np.float32)


# Looking at a clip


def background_of(clip: Clip) -> str:
    """The background that is nearest to the clip's top row and left column."""
    edge = np.concatenate([clip[:, :2].reshape(-1, 3), clip[:, :, :2].reshape(-1, 3)]).mean(axis=0)
    return _nearest(BACKGROUNDS, edge)


def motion_of(clip: Clip) -> str:
    """Which way what differs from the background goes; `still` for less than 6 pixels."""
    background = np.median(np.concatenate([clip[:, :2].reshape(-1, 3), clip[:, :, :2].reshape(-1, 3)]), axis=0)
    first, last = (_middle(clip[number], background) for number in (0, -1))
    across, down = last - first
    if max(abs(across), abs(down)) < 6:
        return "still"
    if abs(across) > abs(down):
        return "right" if across > 0 else "left"
    return "down" if down > 0 else "up"


def colour_of(clip: Clip) -> str:
    """The colour nearest to the pixels that differ most from the background."""
    background = np.median(np.concatenate([clip[:, :2].reshape(-1, 3), clip[:, :, :2].reshape(-1, 3)]), axis=0)
    pixels = clip[len(clip) // 2].reshape(-1, 3)
    off = np.linalg.norm(pixels - background, axis=1)
    return _nearest(COLOURS, pixels[off >= np.quantile(off, 0.95)].mean(axis=0))


def psnr(one: Clip, other: Clip) -> float:
    """How alike two pictures are, in decibels."""
    return float(-10 * np.log10(np.mean((np.clip(one, 0, 1) - np.clip(other, 0, 1)) ** 2) + 1e-12))


def _middle(frame: Clip, background: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    weight = np.clip(np.linalg.norm(frame - background, axis=-1) - 0.25, 0, None)
    rows, columns = np.mgrid[0 : frame.shape[0], 0 : frame.shape[1]]
    total = weight.sum() + 1e-9
    return np.array([(columns * weight).sum() / total, (rows * weight).sum() / total])


def _nearest(named: dict[str, tuple[float, float, float]], colour: npt.NDArray[np.float32]) -> str:
    return min(named, key=lambda name: float(np.linalg.norm(colour - np.array(named[name]))))

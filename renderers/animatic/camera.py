"""The camera of the paper theatre: it never turns, it shifts, so that cards never keystone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Camera:
    """A place to look from. World metres: x to the right, y up from the ground, z away from the audience.

    `focal` is in pixels (millimetres / 36 * frame width); `horizon` is the row at which things as high as the camera
    appear; `roll` is in degrees.
    """

    x: float
    y: float
    z: float
    focal: float
    horizon: float
    width: int
    height: int
    roll: float = 0.0

    def scale(self, z: float) -> float:
        """Pixels per metre at a depth."""
        return self.focal / max(0.05, z - self.z)

    def column(self, x: float, z: float) -> float:
        """Where a world x at a depth lands, in pixels from the left."""
        return self.width / 2 + self.scale(z) * (x - self.x)

    def row(self, y: float, z: float) -> float:
        """Where a height at a depth lands, in pixels from the top."""
        return self.horizon - self.scale(z) * (y - self.y)

"""What one gesture is: where the hands go, how they are shaped, and what is in them."""

from __future__ import annotations

from dataclasses import dataclass

from renderers.animatic.paper import Point
from renderers.animatic.pose import Hand, Holding


@dataclass(frozen=True)
class Gesture:
    """Hands put somewhere and held there. `begin` is a share of the shot; `hold` seconds, 0 until the end."""

    near: Point | None = None
    far: Point | None = None
    near_shape: Hand = "mitten"
    far_shape: Hand = "mitten"
    near_bend: int = 1
    far_bend: int = 1
    holding: Holding = ""
    begin: float = 0.15
    hold: float = 0.0
    swing: float = 0.0
    """How far the near hand goes to and fro, in u."""
    across: bool = True
    """Whether it swings across; else up and down."""

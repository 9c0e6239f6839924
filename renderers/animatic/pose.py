"""How a figure holds itself in one drawing: turn of the head, face, hands, legs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from renderers.animatic.paper import Point

Viseme = Literal["X", "MBP", "AI", "EH", "EE", "O", "U", "FV", "L", "S", "R", "K", "SH", "AH"]
Legs = Literal[
    "stand", "walk", "run", "step", "climb", "kick", "sit", "floor", "kneel", "crouch", "swim", "ride", "none"
]
Low = Literal["sit", "floor", "kneel", "crouch"]
LOW: tuple[Low, ...] = ("sit", "floor", "kneel", "crouch")
"""Ways of being nearer to the ground."""
Hand = Literal["mitten", "fist", "open", "point", "offer", "pinch"]
"""At rest, closed round something, spread, pointing, held out palm up, and with something between thumb and fingers."""
Holding = Literal[
    "",
    "phone",
    "mug",
    "paper",
    "rope",
    "cord",
    "chalk",
    "match",
    "torch",
    "gun",
    "tablet",
    "umbrella",
    "bag",
    "sack",
    "flowers",
    "note",
    "card",
    "book",
    "basket",
    "lantern",
    "sword",
    "bottle",
    "glass",
    "ball",
    "baby",
    "scroll",
    "guitar",
    "violin",
    "pipe",
    "microphone",
    "bowl",
    "plate",
    "broom",
    "camera",
    "cigarette",
    "knife",
    "money",
    "keys",
    "apple",
    "food",
    "box",
    "cloth",
    "hammer",
    "gavel",
    "axe",
    "stick",
    "cane",
    "pan",
    "spoon",
    "binoculars",
    "radio",
    "pen",
    "toy",
    "syringe",
    "rifle",
    "extinguisher",
    "can",
    "hat",
    "cake",
    "trumpet",
    "harmonica",
    "bow",
    "newspaper",
]


@dataclass(frozen=True)
class Pose:
    """One drawing of a figure. Lengths are head heights (u); x points where the figure faces, y down.

    Hand targets are measured from the middle of the shoulder line; out of reach means an outstretched arm.
    """

    facing: int = 1
    """1 looks to screen right, -1 to screen left."""
    turn: float = 0.5
    """Turn of the body: 0 squarely to the lens, 0.5 three-quarter, 1 sideways."""
    yaw: float = 0.5
    """Turn of the head: 0 to the lens, 0.5 three-quarter, from 0.82 on in profile."""
    pitch: float = 0.0
    """Head down above 0, up below."""
    tilt: float = 0.0
    """Head to the shoulder, degrees."""
    lean: float = 0.0
    """Body forward, degrees."""
    gaze: Point = (0.35, 0.0)
    """Where in the eye the iris sits: -1 to 1 each way."""
    lid: float = 0.86
    """0 shut, 0.86 at rest, 1.3 wide."""
    brow: float = 0.0
    """Raised above 0."""
    angry: float = 0.0
    """Inner ends of the brows down above 0, up (sorrow) below."""
    smile: float = 0.12
    mouth: Viseme = "X"
    effort: float = 1.0
    """How far the mouth opens: 0.6 whispers, 1.2 shouts."""
    near_hand: Point = (-0.84, 2.3)
    far_hand: Point = (0.86, 2.2)
    near_bend: int = 1
    """1 lets the elbow hang back, -1 forward."""
    far_bend: int = 1
    near_shape: Hand = "mitten"
    far_shape: Hand = "mitten"
    holding: Holding = ""
    """A thing in the near hand."""
    legs: Legs = "stand"
    stool: bool = True
    """Whether who sits brings a stool; others sit on what the set has."""
    sunk: float = 1.0
    """How far the body is on its way from standing to what `legs` says, when that is sitting, kneeling or crouching."""
    fallen: float = 0.0
    """0 upright, 1 flat on the ground, face ahead."""
    lift: float = 0.0
    """How far the soles are off the ground, in u."""
    turned: bool = False
    """Seen from behind."""
    phase: float = 0.0
    """Turns of the walk or run, 1 for two steps."""
    travel: float = 0.0
    """How far from its mark the figure is, in u, ahead above 0."""
    depth: float = 0.0
    """How much further from the lens than its mark the figure is, in metres."""
    breath: float = 0.0
    """-1 out, 1 in."""

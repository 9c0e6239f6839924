"""What a set is made of: cards at depths, painted far to near."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from renderers.animatic.camera import Camera
from renderers.animatic.paper import Painter

Draw = Callable[[Painter, Camera, float], None]
"""Paints in pixels: (painter, camera, seconds since the shot's first cut frame)."""
HERO = "hero boat"
"""The name of a place's own ship, which makes way for one that the action names."""
Piece = Callable[[Painter, float], None]
"""Paints in metres, its base at (0, 0), up negative: (painter, seconds)."""


@dataclass(frozen=True)
class Card:
    """One sheet of the theatre. `moving` cards are painted anew each frame, the others kept while the camera holds.

    `name` is told for furniture that people may use: a set's own is struck when one is set up with them.
    """

    z: float
    draw: Draw
    moving: bool = False
    name: str = ""
    hung: tuple[float, float] | None = None
    """Where on a wall a small thing hangs, x and height in metres: it is taken down where it would sit on a head."""
    lies: bool = False
    """It lies on the ground or is the shell of a room: its depth is that of the place, not its own."""


@dataclass(frozen=True)
class Box:
    """A room's measures in metres: half its width, its height, and where its back wall stands."""

    half_width: float
    height: float
    depth: float


class SideDoor(NamedTuple):
    """The door in a room's side wall, through which people come and go: on the left (-1) or on the right (1)."""

    side: int
    swing: Callable[[Callable[[float], float]], Card]
    """Makes a card of it on its hinges, from how far it stands open at a moment: 0 shut, 1 wide."""


@dataclass(frozen=True)
class SetDesign:
    """A place, ready to be played in.

    `haze_depth` and `haze_most` are the Painter's. People stand between `near` and `far` (metres of z); `floor` is
    the height they stand on. `alone` is the same place without what was built for people to stand on, for shots of
    nobody; empty where it makes no difference. `seat` is how far people are sunk into seats, where nobody can stand.
    """

    cards: tuple[Card, ...]
    haze_depth: float = 60.0
    haze_most: float = 0.92
    near: float = 4.0
    far: float = 10.0
    floor: float = 0.0
    inside: bool = False
    alone: tuple[Card, ...] = ()
    seat: float = 0.0
    kind: str = ""
    """The lexicon's kind of place, or empty."""
    box: Box | None = None
    """The walls of a room; None in the open."""
    door: SideDoor | None = None
    windows: tuple[float, ...] = ()
    """x of the windows in the wall behind, metres."""


def stand(x: float, z: float, piece: Piece, *, y: float = 0.0, moving: bool = False) -> Card:
    """A card for a piece standing at (x, y, z); the painter's `detail` is set to pixels per metre."""

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        scale = camera.scale(z)
        painter.canvas.save()
        painter.canvas.translate(camera.column(x, z), camera.row(y, z))
        painter.canvas.scale(scale, scale)
        before = painter.detail
        painter.detail = scale
        piece(painter, seconds)
        painter.detail = before
        painter.canvas.restore()

    return Card(z, draw, moving)


def chance(*key: object) -> random.Random:
    """Random numbers that are the same wherever the same key is drawn: same seed, same place."""
    return random.Random(zlib.crc32(repr(key).encode()))

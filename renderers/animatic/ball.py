"""A ball at somebody's feet: it runs along with them, lies there, or flies off when it is kicked."""

from __future__ import annotations

import math
import re

from renderers.animatic.acting import Performance
from renderers.animatic.business import BALL, kicked_at
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, Piece
from renderers.animatic.colour import from_hex
from renderers.animatic.framing import Mark
from renderers.animatic.ground import prop
from renderers.animatic.paper import Painter, oval
from renderers.animatic.parts import part_of
from renderers.animatic.proportions import head_height
from shots.recipe import Recipe

_CARRIED = re.compile(r"\b(holds?|carr(y|ies)|picks? up|lifts?|places|clutch(es)?|throws?|catch(es)?)\b", re.IGNORECASE)
_RADIUS = 0.13
"""Metres: a little larger than life, so that it is seen."""


def ball_of(recipe: Recipe, mark: Mark) -> list[Card]:
    """The ball that somebody in frame has at the feet."""
    me = next(each for each in recipe.cast if each.token == mark.token)
    part = part_of(recipe, me)
    if not BALL.search(part) or _CARRIED.search(part):
        return []
    fps = float(recipe.picture.rate.fps)
    kick = kicked_at(part, recipe.frames / fps)
    player, unit = Performance(recipe, mark.token), head_height(me.look)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        pose = player.pose(round(seconds * fps))
        x = mark.x + pose.facing * (pose.travel * unit + 0.52)
        up = 0.0
        if pose.legs in ("walk", "run"):
            x += pose.facing * 0.22 * abs(math.sin(seconds * 5))
        if kick is not None and seconds > kick:
            flown = seconds - kick
            x, up = x + pose.facing * 11.0 * flown, 2.2 * flown - 1.6 * flown * flown
        prop(x, mark.z - 0.05, _ball(seconds), y=mark.y + max(0.0, up), width=0.3, clear=0.5).draw(
            painter, camera, seconds
        )

    return [Card(mark.z - 0.05, draw, moving=True, name="ball")]


def _ball(moment: float) -> Piece:
    """The ball as it lies at a moment, on its way round."""
    turn = math.degrees(moment * 7) % 360

    def draw(painter: Painter, seconds: float) -> None:
        painter.canvas.save()
        painter.canvas.translate(0, -_RADIUS)
        painter.form(oval(0, 0, _RADIUS), from_hex("F2EFE6"), 0.02)
        painter.canvas.rotate(turn)
        for i in range(3):
            angle = i * math.tau / 3
            painter.fill(oval(math.cos(angle) * 0.07, math.sin(angle) * 0.07, 0.034), painter.lit(painter.palette.ink))
        painter.canvas.restore()

    return draw

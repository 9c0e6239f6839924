"""What is thrown: in the hand until it is let go, and then through the air to whom or where it goes."""

from __future__ import annotations

import math
import re

from bible.entries import Character
from renderers.animatic.acting import Performance
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card
from renderers.animatic.colour import from_hex
from renderers.animatic.framing import Composition, Mark
from renderers.animatic.held import draw_held
from renderers.animatic.paper import Painter, oval
from renderers.animatic.parts import clauses, part_of, targets_of
from renderers.animatic.pose import Holding
from renderers.animatic.proportions import head_height, proportions
from renderers.animatic.skeleton import joints
from shots.recipe import Recipe
from shots.shot import Framing, Size

_THROWS = re.compile(
    r"\b(?:throws?|toss(?:es)?|hurls?|flings?|lobs?) (?:him |her |them )?(?:an?|the|his|her|their|some) (?:\w+ )?"
    r"(bottle|glass|goblet|mug|cup|book|flowers|bouquet|letter|paper|newspaper|bag|plate|dish|phone|gun|knife|stone|rock"
    r"|snowball|ball|apple|orange|keys?|coin|hat|shoe|napkin|stick)\b",
    re.IGNORECASE,
)
_HELD: dict[str, Holding] = {
    "bottle": "bottle", "glass": "glass", "goblet": "glass", "mug": "mug", "cup": "mug", "book": "book",
    "flowers": "flowers", "bouquet": "flowers", "letter": "paper", "paper": "paper", "newspaper": "paper",
    "bag": "sack", "plate": "plate", "dish": "plate", "phone": "phone", "gun": "gun",
}  # fmt: skip
_ROUND = {"apple": "B5432F", "orange": "E88A2E", "snowball": "EEF2F2", "ball": "D9C24A", "napkin": "EDE4D0"}
"""Colours of round things; others are grey."""
_LETS_GO, _FLIES = 0.50, 0.45
"""Seconds from the beginning of the gesture until the hand is empty, and of the flight."""
_FAR = 4.5
"""Metres that a thing flies which is thrown at nobody."""


def thrown(recipe: Recipe, composition: Composition) -> list[Card]:
    """Cards for what those in frame throw, where their hands are seen."""
    if recipe.shot.size.step > Size.MS.step or recipe.shot.framing == Framing.OVER_SHOULDER:
        return []
    found = []
    for mark in composition.marks:
        me = next(each for each in recipe.cast if each.token == mark.token)
        told = _THROWS.search(part_of(recipe, me))
        if told:
            found.append(_flying(recipe, me, mark, told[1].lower(), _goal(recipe, composition, me)))
    return found


def _goal(recipe: Recipe, composition: Composition, me: Character) -> Mark | None:
    """The mark of whom it is thrown at or to."""
    for clause in clauses(recipe):
        if me.token in clause.actors and _THROWS.search(clause.text):
            targets = targets_of(recipe, clause)
            return next((mark for mark in composition.marks if mark.token in targets), None)
    return None


def _flying(recipe: Recipe, me: Character, mark: Mark, thing: str, goal: Mark | None) -> Card:
    part, unit = Performance(recipe, me.token), head_height(me.look)
    fps = float(recipe.picture.rate.fps)
    gone = 0.2 * min(recipe.frames / fps, 4.0) + _LETS_GO

    def hand(seconds: float) -> tuple[float, float]:
        """Metres right of the mark and above its soles."""
        pose = part.pose(round(seconds * fps))
        found, side = joints(me.look, pose), "right" if pose.facing > 0 else "left"
        (ex, ey), (wx, wy) = found[f"{side} elbow"], found[f"{side} wrist"]
        away = math.hypot(wx - ex, wy - ey) or 1.0
        return (wx + (wx - ex) / away * 0.3) * unit, -(wy + (wy - ey) / away * 0.3) * unit

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        x, y = hand(min(seconds, gone))
        spin, share = 0.0, (seconds - gone) / _FLIES
        if share > 1 and goal is not None:
            return
        if share > 0:
            facing = part.pose(round(gone * fps)).facing
            end = (goal.x - mark.x, -proportions(me.look).shoulders * unit) if goal else (x + _FAR * facing, 0.4)
            x, y = x + (end[0] - x) * share, y + (end[1] - y) * share + 0.9 * max(0.0, share * (1 - share))
            spin = 330.0 * share * facing
        painter.canvas.save()
        painter.canvas.translate(camera.column(mark.x + x, mark.z), camera.row(mark.y + y, mark.z))
        painter.canvas.scale(camera.scale(mark.z) * unit, camera.scale(mark.z) * unit)
        painter.canvas.rotate(spin)
        if thing in _HELD:
            draw_held(painter, _HELD[thing], (0.0, 0.0))
        else:
            painter.form(oval(0.0, 0.0, 0.14, 0.12), from_hex(_ROUND.get(thing, "6E6A64")), 0.04)
        painter.canvas.restore()

    return Card(mark.z - 0.03, draw, moving=True, name="thrown")

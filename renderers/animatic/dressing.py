"""What the action adds to a set: its animals, vehicles and fires, where they stand and how they come and go."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from bible.entries import Hour, Weather
from renderers.animatic.aloft import bike_of, riders
from renderers.animatic.business import ease
from renderers.animatic.camera import Camera
from renderers.animatic.cards import HERO, Card, Piece, SetDesign, chance
from renderers.animatic.framing import Composition
from renderers.animatic.ground import prop
from renderers.animatic.paper import Painter, oval
from renderers.animatic.pieces_open import fireplace
from renderers.animatic.pieces_vehicles import trawler
from renderers.animatic.sights import FIRST_COLUMN, Seen, Sight, parked_in, seen_in
from renderers.animatic.tongues import in_english
from shots.recipe import Recipe
from shots.shot import Size

_COLUMNS = (FIRST_COLUMN, 0.24, 0.52, 0.90, 0.10, 0.64, 0.38)
"""Where in the frame something may stand, as shares of its width, the best first."""
_DEEPER = {"ground": 0.5, "branch": 1.2, "road": 3.4, "water": 42.0, "air": 46.0}
"""Metres behind the people."""
_MOORED = 2.5
"""x in metres of a boat that lies at a quay."""
_CHASE = 3.2
"""Metres a second of who chases and who is chased."""
_COMING = 1.6
"""Seconds until what comes in is there."""


def dressing(recipe: Recipe, design: SetDesign, composition: Composition) -> tuple[Card, ...]:
    """Cards for the sights that the shot's action names and for those that stay in the scene.

    A ship that is named takes the place of the place's own, by its card's name. Close shots have room for that alone.
    """
    close = recipe.shot.size.step >= Size.MCU.step
    action = in_english(recipe.shot.action)
    coats = {each.sight.name: each.colour for each in seen_in(" ".join(recipe.dressing), design.kind) if each.colour}
    named = tuple(
        replace(each, colour=each.colour or coats.get(each.sight.name, ""))
        for each in seen_in(recipe.shot.action, design.kind)
    )
    told = {seen.sight.name for seen in named}
    named = tuple(each for each in named if not (each.sight.name in ("horse", "donkey") and _RIDDEN.search(action)))
    ridden = {bike_of(recipe)} if riders(recipe) else set()
    named = tuple(each for each in named if each.sight.name not in ridden)
    there = [seen for seen in seen_in(" ".join(recipe.dressing), design.kind) if seen.sight.stays]
    there += [seen for seen in parked_in(recipe.dressing) if not seen.sight.stays and seen.sight.name not in ridden]
    seen = [*named, *(replace(each, going="") for each in there if each.sight.name not in told)]
    seen = [each for each in seen if not close or (each.sight.where == "water" and each.sight.stays)]
    taken = _taken(composition)
    return tuple(card for each in seen for card in _placed(each, recipe, design, composition, taken))


def lit(recipe: Recipe) -> bool:
    """Whether lamps burn at this hour."""
    return recipe.hour in (Hour.DAWN, Hour.DUSK, Hour.NIGHT)


def _taken(composition: Composition) -> list[tuple[float, float]]:
    camera = composition.camera()
    return [(camera.column(mark.x, mark.z), camera.scale(mark.z) * 0.42) for mark in composition.marks]


def _placed(
    seen: Seen, recipe: Recipe, design: SetDesign, composition: Composition, taken: list[tuple[float, float]]
) -> tuple[Card, ...]:
    sight = seen.sight
    ashore = bool(recipe.shot.view) and design.kind != "sea"  # the other side of a quay or a beach is land
    if not _belongs(sight, design) or (sight.where == "water" and ashore):
        return ()
    camera = composition.camera()
    fire = sight.name == "fire"
    if fire and recipe.shot.size.step >= Size.MS.step:
        return ()
    if fire and design.box:
        return _hearth(design, composition, taken)
    z = composition.depth + (-0.35 if fire and composition.marks else sight.deep or _DEEPER[sight.where])
    if sight.name == "trawler" and design.kind == "sea":
        z = 30.0
        if recipe.weather == Weather.STORM:  # it labours between the waves, where the sea's own ship does
            sight = replace(sight, make=lambda colour, lit, going: trawler(lit, 1.5))
            seen = replace(seen, sight=sight)
    width = camera.width
    half = camera.scale(z) * sight.wide / 2
    moored = sight.where == "water" and sight.stays  # it lies in the same place in every shot
    column = width / 2 + (_MOORED - camera.x) * camera.scale(z) if moored else _free(width, half, taken, in_front=fire)
    if column is None and sight.where == "ground" and sight.tall < 1.0:  # a dog finds its place before the people
        z, column = composition.depth - 0.6, _free(width, half, [], in_front=False)
    if column is None:
        return ()
    if not moored:
        taken.append((column, half))
    x = camera.x + (column - width / 2) / camera.scale(z)
    y = _height(seen, design, camera, z) + (2.8 if z == 30.0 and recipe.weather == Weather.STORM else 0.0)
    way = 1 if moored or column <= width * 0.56 else -1
    over = width / camera.scale(z)
    card = going(seen, lit(recipe), x, y, z, way=way, over=over)
    card = replace(card, name=HERO if sight.where == "water" else sight.name)
    if sight.light is None:
        return (card,)
    glow = replace(seen, sight=replace(sight, make=sight.light))
    return going(glow, lit(recipe), x, y, z + 0.8, way=way, over=over), card


def _hearth(design: SetDesign, composition: Composition, taken: list[tuple[float, float]]) -> tuple[Card, ...]:
    """A fire in a room burns in a fireplace in its wall."""
    assert design.box is not None
    camera, z = composition.camera(), design.box.depth - 0.12
    column = _free(camera.width, camera.scale(z) * 0.9, taken, in_front=False)
    if column is None:
        return ()
    x = camera.x + (column - camera.width / 2) / camera.scale(z)
    most = design.box.half_width - 1.1
    return (replace(prop(max(-most, min(most, x)), z, fireplace, moving=True), name="fire"),)


_RIDDEN = re.compile(
    r"\b(rides?|riding|on horseback|(on|mounts|from) (a|an|the|his|her|their) (\w+ )?(horse|donkey|pony|mare))\b",
    re.IGNORECASE,
)
_WATERS = ("sea", "harbour", "jetty", "beach", "lighthouse")
_ROADLESS = ("sea", "jetty", "beach", "mountain", "rooftop", "space", "underwater", "frontier", "stadium")


def _belongs(sight: Sight, design: SetDesign) -> bool:
    """Whether such a thing can be in such a place: no bus in a kitchen, no trawler in a wood."""
    if sight.name in ("shark", "fish"):
        return design.kind == "underwater"
    if sight.where == "water":
        return design.kind in _WATERS
    if design.inside or (sight.where == "road" and design.kind in _ROADLESS):
        return sight.where == "ground" and design.inside
    return True


def _free(width: int, half: float, taken: list[tuple[float, float]], in_front: bool) -> float | None:
    """The best column where nothing stands yet; a fire burns in the midst of the people."""
    if in_front and taken:
        columns = sorted(column for column, _ in taken)
        gaps = [(b - a, (a + b) / 2) for a, b in itertools.pairwise(columns)]
        return max(gaps)[1] if gaps else columns[0] + width * 0.17
    fits = [share * width for share in _COLUMNS]
    apart = [(min((abs(column - at) - room for at, room in taken), default=width) - half, column) for column in fits]
    clear = next((column for room, column in apart if room > 0), None)
    if clear is not None:
        return clear
    most, column = max(apart)
    return column if most > -0.6 * half else None


def _height(seen: Seen, design: SetDesign, camera: Camera, z: float) -> float:
    if seen.sight.where == "air":
        return camera.y + (camera.horizon - camera.height * 0.30) / camera.scale(z)
    if seen.sight.where == "branch":
        return camera.y + (camera.horizon - camera.height * 0.42) / camera.scale(z)
    return -0.4 if seen.sight.where == "water" else design.floor


def going(seen: Seen, lamps: bool, x: float, y: float, z: float, *, way: int, over: float) -> Card:
    """A sight's card. It comes, goes or passes by itself; `way` is 1 to the right, `over` a frame's width in metres."""
    sight = seen.sight
    moving = sight.make(seen.colour, lamps, True)
    still = (sight.rest if sight.rest and seen.going == "rest" else sight.make)(seen.colour, lamps, False)
    if seen.going in ("chase", "chased"):
        way = 1
    if seen.going == "out":
        way = -way if abs(x) > over * 0.2 else way
    speed = {"ground": 1.3, "road": 5.0, "water": 1.2, "air": 3.0}.get(sight.where, 0.0)
    phase = chance(sight.name).uniform(0, 3)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        at, on_way = x, False
        if seen.going == "in":
            left = 1 - ease(seconds / _COMING)
            at, on_way = x - way * left * over * 0.7, left > 0.02
        elif seen.going == "out":
            at, on_way = x + way * speed * max(0.0, seconds - 0.7), seconds > 0.7
        elif seen.going in ("chase", "chased"):
            at, on_way = camera.x + over * (-0.58 if seen.going == "chase" else -0.36) + _CHASE * seconds, True
        elif seen.going == "past":
            at, on_way = x + way * speed * (seconds - 1.2), True
        if z - camera.z < 0.9:
            return
        _draw(painter, camera, (moving if on_way else still), seconds + phase, (at, y, z), way, sight.wide)

    return Card(z, draw, moving=True)


def _draw(
    painter: Painter,
    camera: Camera,
    piece: Piece,
    seconds: float,
    at: tuple[float, float, float],
    way: int,
    wide: float,
) -> None:
    x, y, z = at
    canvas, scale, side = painter.canvas, camera.scale(z), painter.side
    if y < 0.5 and painter.distance < 40:
        shadow = oval(camera.column(x, z), camera.row(y, z), scale * wide * 0.36, max(1.0, scale * wide * 0.03))
        painter.veil(shadow, painter.palette.ink, 0.3)
    canvas.save()
    canvas.translate(camera.column(x, z), camera.row(y, z))
    canvas.scale(scale * way, scale)
    painter.side, before, painter.detail = side * way, painter.detail, scale
    piece(painter, seconds)
    painter.side, painter.detail = side, before
    canvas.restore()

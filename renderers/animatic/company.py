"""What a shot's people need around them: the table they sit at, the wheel they steer by, the crowd behind them."""

from __future__ import annotations

from dataclasses import replace

from bible.entries import Look
from renderers.animatic.acting import Performance
from renderers.animatic.aloft import MATTRESS, bike_of, riders, steersman
from renderers.animatic.ball import ball_of
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Card, Piece, SetDesign
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.crowds import crowd
from renderers.animatic.deeds import climbs_ladder
from renderers.animatic.directions import (
    around_table,
    drives,
    helm_ahead,
    hides_behind,
    on_bench,
    posture_of,
    seat_of,
    sleeps,
    stands_by_table,
    steers,
    works_at,
)
from renderers.animatic.doors import swinging_doors
from renderers.animatic.dressing import lit
from renderers.animatic.framing import Composition, Mark
from renderers.animatic.ground import prop
from renderers.animatic.paper import Painter, blob, moved, oval, rect, without
from renderers.animatic.pieces_animals import beast
from renderers.animatic.pieces_car import front_seat
from renderers.animatic.pieces_halls import throne
from renderers.animatic.pieces_home import bed
from renderers.animatic.pieces_vehicles import bicycle, motorcycle
from renderers.animatic.pieces_work import gurney, helm
from renderers.animatic.proportions import SKINS, head_height
from renderers.animatic.reach import touched
from renderers.animatic.sights import seen_in
from renderers.animatic.tabletop import table, table_behind
from renderers.animatic.thrown import thrown
from renderers.animatic.tongues import in_english
from shots.recipe import Recipe
from shots.shot import Framing, Size

_WOOD, _CLOTH, _PAPER = from_hex("8A6244"), from_hex("5E4638"), from_hex("E6DCC4")
_RUBBER = from_hex("3A3E48")
_DASHBOARD = 1.02
"""Height of a dashboard above the soles of those behind it, who are sunk into their seats."""


def company(recipe: Recipe, design: SetDesign, composition: Composition) -> tuple[Card, ...]:
    """Cards to be set up with the people, behind them and before them."""
    cards: list[Card] = []
    wide = recipe.shot.size.step <= Size.MS.step and not design.seat
    if wide and composition.marks and on_bench(recipe) and recipe.shot.framing != Framing.OVER_SHOULDER:
        cards += _seat(recipe, composition)
    if wide and composition.marks and (around_table(recipe) or works_at(recipe) or hides_behind(recipe)):
        cards.append(table(recipe, composition))
    elif wide and _has_no_table(design) and stands_by_table(recipe):
        cards.append(table_behind(recipe, composition))
    if wide:
        cards += [card for mark in composition.marks for card in _borne(recipe, design, mark)]
        cards += [card for mark in composition.marks for card in ball_of(recipe, mark)]
    if wide and design.inside:
        cards += [_mattress(recipe, mark) for mark in composition.marks if _lies_asleep(recipe, mark)]
    helmsman = steers(recipe) if recipe.shot.size.step <= Size.MS.step and design.inside else ""
    cards += [_wheel(recipe, mark) for mark in composition.marks if mark.token == helmsman]
    if design.seat and composition.marks and not composition.soft:
        cards.append(_dashboard(recipe, composition, drives(recipe)))
    if design.seat:
        cards += [prop(mark.x, mark.z + 0.2, front_seat, y=mark.y) for mark in composition.marks]
    cards += [_ladder(recipe, mark) for mark in composition.marks if wide and climbs_ladder(recipe, mark.token)]
    cards += swinging_doors(recipe, design, composition)
    cards += thrown(recipe, composition)
    return (*cards, *touched(recipe, design, composition), *crowd(recipe, design, composition))


def _ladder(recipe: Recipe, mark: Mark) -> Card:
    """The ladder under the hands of who climbs, higher than any frame."""
    look = next(each.look for each in recipe.cast if each.token == mark.token)
    way = Performance(recipe, mark.token).pose(0).facing

    def draw(painter: Painter, seconds: float) -> None:
        for x in (-0.16, 0.20):
            painter.form(rect(x - 0.03, -7.0, 0.06, 7.0), _RUBBER, 0.02)
        for i in range(22):
            painter.form(rect(-0.17, -0.3 - i * 0.3, 0.38, 0.045), mix(_RUBBER, _PAPER, 0.25), 0.012)

    return prop(mark.x + way * 1.42 * head_height(look), mark.z + 0.04, draw, y=mark.y, width=0.5)


def _has_no_table(design: SetDesign) -> bool:
    """Whether a place has none of its own; in the country nobody carries one about."""
    own = {"table", "desk", "workbench", "counter", "bar", "long table", "low table"}
    return (design.inside or design.kind in ("market", "street", "village", "park")) and not own & {
        card.name for card in design.cards
    }


def _seat(recipe: Recipe, composition: Composition) -> list[Card]:
    """What those who sit on one thing have under them: a bench, a log, or something padded."""
    sitting = {each.token for each in recipe.cast if posture_of(recipe, each).last == "sit"}
    places = [mark for mark in composition.marks if mark.token in sitting]
    if not places:
        return []
    left, right = min(mark.x for mark in places) - 0.55, max(mark.x for mark in places) + 0.55
    z, y, kind = composition.depth + 0.32, places[0].y, seat_of(recipe)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        scale = camera.scale(z)
        painter.canvas.save()
        painter.canvas.translate(camera.column(left, z), camera.row(y, z))
        painter.canvas.scale(scale, scale)
        _draw_seat(painter, kind, right - left)
        painter.canvas.restore()

    return [Card(z, draw, name="bench")]


def _borne(recipe: Recipe, design: SetDesign, mark: Mark) -> list[Card]:
    """What somebody is on who is off the ground, or on the throne: a horse, a bed."""
    me = next(each for each in recipe.cast if each.token == mark.token)
    part = Performance(recipe, mark.token)
    way, facing = part.aloft, part.pose(0).facing
    if way == "ride":
        return [_horse(recipe, part, mark, head_height(me.look))]
    if way == "bike":
        return _bike(recipe, part, mark, head_height(me.look))
    if way == "bed":
        kind = gurney if design.kind == "hospital" else bed
        x = mark.x - facing * 0.22
        body = prop(x, mark.z + 0.02, _facing(kind, -facing), y=mark.y, width=2.2)
        cover = prop(x, mark.z - 0.02, _facing(_blanket(me.look), facing), y=mark.y)
        return [replace(body, name="gurney" if design.kind == "hospital" else "bed"), cover]
    if "throne" in in_english(recipe.shot.action).lower() and posture_of(recipe, me).last == "sit":
        return [replace(prop(mark.x, mark.z + 0.04, _grown(throne, 0.66), y=mark.y, width=1.8), name="throne")]
    return []


def _blanket(look: Look) -> Piece:
    """Over the legs of who lies in a bed, head to the right."""
    unit = head_height(look)
    top = -MATTRESS - 1.35 * unit
    edge, cloth = 0.85 * unit, mix(_CLOTH, _PAPER, 0.55)

    def draw(painter: Painter, seconds: float) -> None:
        outline = [(-1.12, -0.44), (-1.14, top + 0.16), (-0.9, top + 0.06), (edge - 0.16, top - 0.04),
                   (edge, top + 0.06), (edge - 0.02, -0.46)]  # fmt: skip
        painter.form(blob(outline, 0.25), cloth, 0.05)
        fold = rect(edge - 0.20, top - 0.02, 0.20, -0.46 - top, 0.04)
        painter.fill(fold, painter.half(mix(cloth, _PAPER, 0.7), 0.85))

    return draw


def _facing(piece: Piece, way: int) -> Piece:
    """A piece the right way round."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.canvas.save()
        painter.canvas.scale(way, 1)
        painter.side *= way
        piece(painter, seconds)
        painter.side *= way
        painter.canvas.restore()

    return draw


def _grown(piece: Piece, share: float) -> Piece:
    """A piece at another size."""

    def draw(painter: Painter, seconds: float) -> None:
        painter.canvas.save()
        painter.canvas.scale(share, share)
        piece(painter, seconds)
        painter.canvas.restore()

    return draw


def _horse(recipe: Recipe, part: Performance, mark: Mark, unit: float) -> Card:
    """The horse under a rider, that goes where the rider goes."""
    told = [*seen_in(recipe.shot.action), *seen_in(" ".join(recipe.dressing))]
    horses = [each for each in told if each.sight.name in ("horse", "donkey")]
    seen = next((each for each in horses if each.colour), horses[0] if horses else None)
    kind, coat = (seen.sight.name, seen.colour) if seen else ("horse", "")
    return _mount(recipe, part, mark, unit, (beast(kind, coat, True), beast(kind, coat, False)), -0.30, kind)


def _bike(recipe: Recipe, part: Performance, mark: Mark, unit: float) -> list[Card]:
    """The motorcycle or bicycle under who steers it; who sits behind has none."""
    together = riders(recipe)
    if len(together) > 1 and mark.token != steersman(recipe):
        return []
    kind = bike_of(recipe)
    piece = motorcycle(lit(recipe)) if kind == "motorcycle" else bicycle
    return [_mount(recipe, part, mark, unit, (piece, piece), 0.20 if len(together) > 1 else 0.36, kind)]


def _mount(
    recipe: Recipe, part: Performance, mark: Mark, unit: float, pieces: tuple[Piece, Piece], ahead: float, name: str
) -> Card:  # fmt: skip
    """What carries a rider, going or standing: its middle is `ahead` metres before the rider."""
    fps = float(recipe.picture.rate.fps)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        now, later = (part.pose(round((seconds + after) * fps)) for after in (0.0, 0.3))
        way, x = now.facing, mark.x + now.facing * now.travel * unit
        piece = pieces[0] if later.travel != now.travel else pieces[1]
        prop(x + ahead * way, mark.z, _facing(piece, way), y=mark.y, width=2.2, clear=0.5).draw(
            painter, camera, seconds
        )

    return Card(mark.z + 0.03, draw, moving=True, name=name)


def _lies_asleep(recipe: Recipe, mark: Mark) -> bool:
    me = next(each for each in recipe.cast if each.token == mark.token)
    lies = posture_of(recipe, me).last == "lie" and not Performance(recipe, mark.token).aloft
    return sleeps(recipe, me) and lies


def _mattress(recipe: Recipe, mark: Mark) -> Card:
    """What who sleeps lies on: a mattress with its pillow, from the heels to beyond the head."""
    way = Performance(recipe, mark.token).pose(0).facing

    def draw(painter: Painter, seconds: float) -> None:
        left = -0.25 if way > 0 else -2.0
        painter.form(rect(left, -0.20, 2.25, 0.24, 0.09), mix(_PAPER, _CLOTH, 0.15), 0.03)
        painter.fill(rect(left, -0.06, 2.25, 0.05), painter.half(_CLOTH, 0.5))
        painter.form(rect(way * 1.62 - 0.34, -0.38, 0.68, 0.22, 0.10), mix(_PAPER, (1.0, 1.0, 1.0), 0.4), 0.03)

    return prop(mark.x, mark.z + 0.02, draw, y=mark.y, width=0.0)


def _draw_seat(painter: Painter, kind: str, wide: float) -> None:
    """In metres from its left foot."""
    if kind == "log":
        painter.form(rect(-0.1, -0.46, wide + 0.2, 0.44, 0.2), mix(_WOOD, _RUBBER, 0.35), 0.05)
        painter.fill(oval(wide + 0.02, -0.24, 0.13, 0.21), painter.half(mix(_WOOD, _PAPER, 0.35), 0.8))
        return
    if kind == "sofa":
        painter.form(rect(-0.12, -0.92, wide + 0.24, 0.84, 0.14), _CLOTH, 0.08)
        painter.form(rect(0.0, -0.50, wide, 0.24, 0.08), mix(_CLOTH, _PAPER, 0.15), 0.04)
        return
    for x in (0.2, wide - 0.26):
        painter.fill(rect(x, -0.86, 0.06, 0.86), painter.half(_RUBBER, 0.5))
    for high, deep, light in ((0.90, 0.10, 0.9), (0.74, 0.10, 0.8), (0.48, 0.08, 0.6)):
        painter.fill(rect(0.0, -high, wide, deep, 0.02), painter.half(_WOOD, light))


def _wheel(recipe: Recipe, mark: Mark) -> Card:
    """The ship's wheel within reach of who is at it, drawn before the person, so that the hands lie on its rim."""
    look = next(each.look for each in recipe.cast if each.token == mark.token)
    ahead = -1 if next(each.side for each in recipe.shot.subjects if each.token == mark.token) == "right" else 1
    wheel = prop(mark.x + ahead * helm_ahead(look), mark.z + 0.01, helm, y=mark.y, width=0.8)
    return replace(wheel, name="helm")


def _dashboard(recipe: Recipe, composition: Composition, at_wheel: str) -> Card:
    """What people in a car have before the knees, across the foot of the frame; the driver's hands are on the wheel."""
    z = composition.depth - 0.3
    skin = next((SKINS[each.look.skin] for each in recipe.cast if each.token == at_wheel), SKINS["light"])
    top = composition.marks[0].y + _DASHBOARD
    drivers = [mark.x for mark in composition.marks if mark.token == at_wheel]

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        scale, row = camera.scale(z), camera.row(top, z)
        hood = [(-50.0, row + scale * 0.05), (camera.width * 0.3, row), (camera.width * 0.7, row),
                (camera.width + 50.0, row + scale * 0.05), (camera.width + 50.0, camera.height + 900.0),
                (-50.0, camera.height + 900.0)]  # fmt: skip
        path = blob(hood, 0.15)
        for driver in drivers:
            _draw_wheel(painter, camera.column(driver, z), row - scale * 0.02, scale, skin)
        painter.fill(path, painter.half(_RUBBER, 0.25))
        painter.fill(without(path, moved(path, 0, scale * 0.03)), painter.half(mix(_RUBBER, _PAPER, 0.25), 0.8))

    return Card(z, draw)


def _draw_wheel(painter: Painter, column: float, middle: float, scale: float, skin: Colour) -> None:
    """The rim round (column, middle), `scale` pixels a metre, and the driver's fingers round it."""
    painter.line(oval(column, middle, scale * 0.20, scale * 0.17), painter.half(_RUBBER, 0.45), scale * 0.035)
    for way in (-1, 1):  # the fingers come round the rim toward the lens
        left, top = column + way * scale * 0.185 - scale * 0.045, middle - scale * 0.085
        painter.fill(rect(left, top, scale * 0.09, scale * 0.085, scale * 0.035), painter.skin(skin, 0.85))
        for i in (1, 2):
            painter.fill(rect(left, top + i * scale * 0.028, scale * 0.09, scale * 0.006), painter.skin(skin, 0.45))

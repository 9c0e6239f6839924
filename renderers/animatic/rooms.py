"""Rooms: a shell furnished from the table, with windows, daylight and lamps."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import skia

from bible.entries import Hour
from renderers.animatic.camera import Camera
from renderers.animatic.cards import Box, Card, Piece, SetDesign
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.furnishings import PIECES, WALL, Placed, Room, Side
from renderers.animatic.ground import face, prop
from renderers.animatic.paper import Painter, oval, rect
from renderers.animatic.pieces_car import car_back
from renderers.animatic.pieces_light import cone, floor_lamp, glow, hanging_lamp, pendant, table_lamp
from renderers.animatic.pieces_space import ribs
from renderers.animatic.pieces_wall import curtains, window
from renderers.animatic.pieces_work import ticket_counter
from renderers.animatic.room_shell import shell
from renderers.animatic.room_table import ROOMS
from renderers.animatic.side_walls import HUNG, side_door, side_walls
from renderers.animatic.switching import BY_THE_HOUR
from renderers.animatic.weather import BEFORE_LENS, Conditions

_OWN_TONE = 0.13
"""How much of its own tone the walls of one place have."""
_WIDTHS = {
    "flight console": 1.8, "reactor": 2.6, "space suit": 0.8, "flight seat": 0.8,
    "throne": 2.6, "armour": 0.9, "weights": 1.8, "old trunk": 1.2, "hay": 2.2, "boulders": 2.6, "mixing desk": 3.6,
    "plane seats": 1.3, "long table": 3.4, "piano": 1.6, "bandstand": 3.8,
    "sofa": 2.4, "bed": 2.3, "table": 1.5, "counter": 3.2, "bar": 3.3, "fridge": 0.8, "stove": 0.7, "bookcase": 1.2,
    "wardrobe": 1.4, "dresser": 1.2, "desk": 1.7, "cabinets": 1.9, "gurney": 1.9, "crates": 2.1, "rack": 2.4,
    "pallet": 1.3, "machine": 2.0, "workbench": 2.0, "seats": 2.3, "lockers": 2.0, "pew": 3.0, "altar": 2.2,
    "ticket counter": 2.6, "lectern": 2.6, "instruments": 2.4, "bath": 1.7, "screen": 1.8,
}  # fmt: skip


def room(conditions: Conditions, kind: str, action: str) -> SetDesign:
    """A room of the table, with up to three things that the action names."""
    return furnished(conditions, _own(ROOMS[kind], conditions), action)


def _own(room_: Room, conditions: Conditions) -> Room:
    """A kind's room as this one place has it: perhaps the other way round, its walls of a tone of their own."""
    dice = conditions.chance("own")
    tone = _hue(dice.random(), 0.30, 0.62)
    wall, lower = (_to_hex(mix(from_hex(colour), tone, _OWN_TONE)) for colour in (room_.wall, room_.lower))
    sides = room_.sides if dice.random() < 0.5 else (_mirrored(room_.sides[0]), _mirrored(room_.sides[1]))
    return replace(room_, wall=wall, lower=lower, sides=sides)


def _mirrored(side: Side) -> Side:
    windows = tuple((-x, width, height, sill) for x, width, height, sill in side.windows)
    return Side(windows, tuple((name, -x, z, y) for name, x, z, y in side.pieces))


def stand_in(conditions: Conditions, action: str) -> SetDesign:
    """The room of a place no word of which is known: quiet walls of a hue drawn from its name, a window, a table."""
    random_ = conditions.chance("hue")
    wall = _hue(random_.random(), 0.22, 0.72)
    plain = Room(
        _to_hex(wall), _to_hex(mix(wall, (0.25, 0.22, 0.24), 0.35)), "857564", random_.choice(("wainscot", "panels",
            "plain")),
        random_.choice(("boards", "carpet")), "pendant",
        (
            Side(((random_.choice((-1.7, 1.7)), 1.9, 1.5, 0.95),), _extras(random_)),
            Side((), (("door", random_.choice((-1.1, 1.4)), WALL, 0.0), *_extras(random_))),
        ),
    )  # fmt: skip
    return furnished(conditions, plain, action)


def _extras(random_: random.Random) -> tuple[tuple[str, float, float, float], ...]:
    left, right = random_.sample(("bookcase", "dresser", "cabinets", "wardrobe"), 2)
    return (
        (left, -3.5, 7.1, 0.0), (right, 3.4, 7.1, 0.0), ("picture", 0.2, WALL, 1.5), ("chair", 2.5, 6.8, 0.0),
        ("table", -3.3, 4.4, 0.0), ("plant", 4.4, 6.7, 0.0), ("radiator", -1.7, WALL, 0.05),
    )  # fmt: skip


def _hue(hue: float, saturation: float, value: float) -> Colour:
    def channel(n: float) -> float:
        k = (n + hue * 6) % 6
        return value - value * saturation * max(0.0, min(k, 4 - k, 1.0))

    return (channel(5), channel(3), channel(1))


def _to_hex(colour: Colour) -> str:
    return "".join(f"{round(part * 255):02X}" for part in colour)


def furnished(conditions: Conditions, room_: Room, action: str) -> SetDesign:
    """A room built from one row: its shell, what is fixed to the back wall, furniture and light."""
    side = room_.sides[conditions.view]
    night = conditions.hour == Hour.NIGHT
    cards: list[Card] = [shell(conditions, room_), side_walls(conditions, room_)]
    for x, width, height, sill in side.windows:
        cards.append(
            prop(
                x,
                room_.depth - 0.05,
                window(conditions, width, height, max(2, round(width / 0.9)), room_.blind, room_.outlook),
                y=sill,
            )
        )
        if room_.curtains:
            cards.append(prop(x, room_.depth - 0.06, curtains(width, height, room_.curtains), y=sill))
    if room_.rug and room_.depth < 10:
        cards.append(_rug(room_.rug, room_.depth))
    if not night and not conditions.gloomy and room_.depth < 10 and room_.finish not in ("stone", "hull"):
        cards.append(_daylight(conditions, side))
    for name, x, z, y in (*_within(side, room_), *_named(action, side, room_)):
        clear = 2.2 if z < 6 else 1.2
        placed = prop(
            x, z, _piece(name, conditions), y=y, width=_WIDTHS.get(name, 0.0) if y == 0 else 0.0, clear=clear,
            moving=name in _LAMPS and conditions.switched.change,
        )  # fmt: skip
        cards.append(replace(placed, name=name, hung=(x, y + 0.25) if y > 1.25 and z == WALL else None))
    cards += _lights(conditions, room_)
    if room_.finish == "hull":
        cards += ribs(room_.half_width, room_.height, room_.depth, from_hex(room_.wall))
    return SetDesign(
        tuple(cards), 40.0, 0.5, near=3.6, far=6.0, inside=True, seat=room_.seat,
        box=Box(room_.half_width, room_.height, room_.depth), door=side_door(conditions, room_),
        windows=tuple(x for x, *_ in side.windows),
    )  # fmt: skip


def _within(side: Side, room_: Room) -> Iterator[Placed]:
    """The pieces of an end moved in from the side walls; what would then stand in another is left out."""
    kept = [(x, width / 2, True, True) for x, width, _, _ in side.windows]
    for name, x, z, y in side.pieces:
        half = _WIDTHS.get(name, HUNG.get(name, (0.6, 0.0))[0]) / 2
        most = room_.half_width - half - 0.08
        at = max(-most, min(most, x))
        level = (z > 7.4, y > 1.0)
        crowded = any(
            abs(at - other) < half + wide + 0.05 and (wall, high) == level for other, wide, wall, high in kept
        )
        if at == x or not crowded:
            kept.append((at, half, *level))
            yield name, at, z, y


_LAMPS: dict[str, Callable[[bool], Piece]] = {
    "floor lamp": floor_lamp, "hanging lamp": hanging_lamp, "table lamp": table_lamp, "ticket counter": ticket_counter,
}  # fmt: skip
"""What is made lit or unlit; the last two burn whenever lamps do."""
_EARLY_LAMPS = ("hanging lamp", "ticket counter")


def _piece(name: str, conditions: Conditions) -> Piece:
    if name in _LAMPS:
        late = conditions.hour in (Hour.NIGHT, Hour.DUSK)
        return _switched(_LAMPS[name], conditions, conditions.lamps if name in _EARLY_LAMPS else late)
    if name == "car back":
        return car_back(conditions)
    return PIECES[name]


def _switched(make: Callable[[bool], Piece], conditions: Conditions, by_hour: bool) -> Piece:
    """A lamp as it burns from moment to moment."""
    dark, lit = make(False), make(True)

    def draw(painter: Painter, seconds: float) -> None:
        (lit if conditions.switched.burn(by_hour, seconds) else dark)(painter, seconds)

    return draw


_NAMED = {
    "lamp": "floor lamp", "plant": "plant", "chair": "chair", "armchair": "armchair", "crate": "crates",
    "crates": "crates",
    "barrel": "barrel", "clock": "clock", "map": "map", "mirror": "round mirror", "bed": "bed", "sofa": "sofa",
    "desk": "desk", "bookcase": "bookcase", "wardrobe": "wardrobe", "locker": "lockers", "lockers": "lockers",
    "stove": "stove", "fridge": "fridge", "piano": "piano", "cabinet": "cabinets", "rope": "coil",
}  # fmt: skip
_ON_WALL = {"clock": 2.05, "map": 1.2, "round mirror": 1.4}
_HUNG = {"hanging lamp": 1.75}
"""Height in metres of the base of what hangs from the ceiling."""
_SLOTS = (-4.2, 4.3, -2.9, 3.0, -1.4, 1.5, 0.1)


def _named(action: str, side: Side, room_: Room) -> list[tuple[str, float, float, float]]:
    words = [word.strip(".,;:!?()'\"").lower() for word in action.split()]
    present = {name for name, *_ in side.pieces}
    taken = [(x, z > 7.5) for _, x, z, _ in side.pieces] + [(x, True) for x, *_ in side.windows]
    found: list[tuple[str, float, float, float]] = []
    for word in words:
        name = _NAMED.get(word)
        if room_.finish in ("planks", "hull") and name == "floor lamp":
            name = "hanging lamp"
        if name is None or name in present or len(found) == 3 or (name == "bed" and "gurney" in present):
            continue
        if name in _HUNG:
            present.add(name)
            found.append((name, -1.25, 6.4, _HUNG[name]))
            continue
        walled = name in _ON_WALL
        free = [x for x in _SLOTS if all(abs(x - other) > 1.1 or fixed != walled for other, fixed in taken)]
        if not free:
            continue
        present.add(name)
        taken.append((free[0], walled))
        found.append((name, free[0], WALL if walled else 6.75, _ON_WALL.get(name, 0.0)))
    return found


def _rug(colour: str, depth: float) -> Card:
    cloth = from_hex(colour)

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        painter.distance = 0.0
        z = 4.9
        if z - camera.z < 1.6:
            return
        centre, scale = camera.column(0.2, z), camera.scale(z)
        for share, light in ((1.0, 0.0), (0.86, 0.3), (0.78, 0.05), (0.42, 0.25)):
            near, far = max(z - 1.25 * share, camera.z + 0.6), z + 1.05 * share
            top, bottom = camera.row(0, far), camera.row(0, near)
            path = skia.Path()
            path.addOval(skia.Rect(centre - scale * 2.4 * share, top, centre + scale * 2.4 * share, bottom))
            painter.fill(path, painter.half(mix(cloth, (1.0, 0.95, 0.85), light), 0.5))

    return Card(depth + 0.1, draw, lies=True)


def _daylight(conditions: Conditions, side: Side) -> Card:
    palette = conditions.palette
    lean = -1.5 * palette.side

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if camera.z > 5.2:
            return
        for x, width, height, sill in side.windows:
            panes = max(2, round(width / 0.9))
            step = width / panes
            for i in range(panes):
                a, b = x - width / 2 + i * step + 0.05, x - width / 2 + (i + 1) * step - 0.05
                bright = face(camera, [(a + lean * 0.55, 0, 6.3), (b + lean * 0.55, 0, 6.3), (b + lean * 1.5, 0, 4.1),
                                       (a + lean * 1.5, 0, 4.1)])  # fmt: skip
                painter.veil(bright, palette.sun, 0.17)
            beam = face(camera, [(x - width / 2, sill + height, WALL), (x + width / 2, sill + height, WALL),
                                 (x + width / 2 + lean * 1.5, 0, 4.1), (x - width / 2 + lean * 1.5, 0,
                                     4.1)])  # fmt: skip
            painter.veil(beam, palette.sun, 0.055)
        if not side.windows:
            # No window in this wall: the light of one behind the audience falls on it.
            for i in range(2):
                for j in range(2):
                    x, y = -2.4 + i * 0.85, 1.15 + j * 0.72
                    skew = lean * 0.28
                    pane = [
                        (x, y, WALL),
                        (x + 0.75, y, WALL),
                        (x + 0.75 - skew, y + 0.62, WALL),
                        (x - skew, y + 0.62, WALL),
                    ]
                    painter.veil(face(camera, pane), palette.sun, 0.16)

    return Card(6.6, draw, lies=True)


def _lights(conditions: Conditions, room_: Room) -> list[Card]:
    lamp, depth = conditions.palette.lamp, room_.depth
    late, change = conditions.hour in (Hour.NIGHT, Hour.DUSK), conditions.switched.change
    spots = {"pendants": (-2.2, 2.2), "pendant": (0.0,), "tubes": (-1.9, 1.9)}.get(room_.light, (1.2,))
    cards: list[Card] = []
    shine = [_wall_glow(spots, lamp, depth)]
    for x, z in {"pendant": ((0.0, 6.35),), "pendants": ((-2.3, 6.3), (2.3, 6.3))}.get(room_.light, ()):
        cards.append(prop(x, z, _switched(pendant, conditions, late), y=2.3, moving=change))
        shine.append(cone(x, 2.28, z - 0.02, 1.3, 2.2, lamp))
    cards += [_while_lit(card, conditions, late) for card in shine]
    if conditions.switched != BY_THE_HOUR:
        cards.append(_darkness(conditions, late))
    return cards


def _while_lit(card: Card, conditions: Conditions, by_hour: bool) -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        if conditions.switched.burn(by_hour, seconds):
            card.draw(painter, camera, seconds)

    return replace(card, draw=draw, moving=conditions.switched.change)


_FADE = 0.25
"""Seconds in which a room grows dark, or light."""


def _darkness(conditions: Conditions, late: bool) -> Card:
    """What lies over everything while the lamps are out: less by day, when the windows give light."""
    most, lamps = 0.46 if late else 0.22, conditions.switched

    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        now, then = (0.0 if lamps.burn(True, moment) else most for moment in (seconds, seconds - _FADE))
        dark = (now + then) / 2
        if dark:
            painter.veil(rect(-50, -50, camera.width + 100, camera.height + 100), painter.palette.tint, dark)

    return Card(BEFORE_LENS, draw, moving=lamps.change)


def _wall_glow(spots: tuple[float, ...], colour: Colour, depth: float) -> Card:
    def draw(painter: Painter, camera: Camera, seconds: float) -> None:
        scale = camera.scale(depth)
        for x in spots:
            glow(painter, camera.column(x, depth), camera.row(1.9, depth), scale * 2.6, colour,
                 ((1.0, 0.05), (0.7, 0.06), (0.42, 0.08)))  # fmt: skip
            painter.veil(oval(camera.column(x, depth), camera.row(0, 6.0), scale * 2.4, scale * 0.3), colour, 0.06)

    return Card(depth + 0.05, draw)

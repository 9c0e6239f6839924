"""What a room can hold, and the shape of a row of the table of rooms."""

from __future__ import annotations

from dataclasses import dataclass

from renderers.animatic import pieces_feast as feast
from renderers.animatic import pieces_halls as halls
from renderers.animatic.cards import Piece
from renderers.animatic.pieces_home import (
    armchair,
    bar,
    basin,
    bath,
    bed,
    bedside,
    bookcase,
    chair,
    counter,
    cupboards,
    dresser,
    fridge,
    low_table,
    plant,
    sofa,
    stool,
    stove,
    table,
    wardrobe,
)  # fmt: skip
from renderers.animatic.pieces_museum import great_painting, long_bench, rope_barrier, statue, vase_on_plinth
from renderers.animatic.pieces_quay import barrel, coil, crates, life_ring
from renderers.animatic.pieces_space import (
    flight_console,
    flight_seat,
    great_window,
    hatch,
    hull_panel,
    reactor,
    space_suit,
)  # fmt: skip
from renderers.animatic.pieces_wall import (
    arched_glass,
    barometer,
    blackboard,
    clock,
    door,
    double_door,
    hooks,
    mirror,
    monitor_wall,
    notice_board,
    picture,
    pipes,
    radiator,
    roller_door,
    round_mirror,
    shelf,
    tool_board,
    wall_map,
)  # fmt: skip
from renderers.animatic.pieces_work import (
    altar,
    bench_seat,
    cabinets,
    desk,
    drip,
    gurney,
    helm,
    instruments,
    lectern,
    lockers,
    machine,
    office_chair,
    pallet,
    pew,
    rack,
    school_desk,
    screen,
    seats,
    workbench,
)  # fmt: skip

WALL = 7.55
"""Depth of things fixed to the back wall, metres; the wall itself is a little behind."""

PIECES: dict[str, Piece] = {
    "oven": halls.oven,
    "bread rack": halls.bread_rack,
    "throne": halls.throne,
    "banner": halls.banner,
    "wall torch": halls.wall_torch,
    "armour": halls.armour,
    "wall bars": halls.wall_bars,
    "punch bag": halls.punch_bag,
    "weights": halls.weights,
    "periscope": halls.periscope,
    "stage curtain": halls.stage_curtain,
    "stalls": halls.stalls,
    "plane seats": halls.plane_seats,
    "plane wall": halls.plane_wall,
    "old trunk": halls.old_trunk,
    "sloping roof": halls.sloping_roof,
    "hay": halls.hay,
    "stall door": halls.stall_door,
    "dripstones": halls.dripstones,
    "boulders": halls.boulders,
    "pool water": halls.pool_water,
    "mirror ball": halls.mirror_ball,
    "mixing desk": halls.mixing_desk,
    "great painting": great_painting(1.9, 1.3, 0),
    "tall painting": great_painting(1.0, 1.5, 1),
    "night painting": great_painting(1.4, 1.0, 2),
    "statue": statue,
    "vase": vase_on_plinth,
    "rope barrier": rope_barrier,
    "long bench": long_bench,
    "long table": feast.dining_table, "piano": feast.piano, "bandstand": feast.bandstand, "garland": feast.garland,
    "lift doors": halls.lift_doors,
    "lift buttons": halls.lift_buttons,
    "grab rail": halls.grab_rail,
    "altar": altar, "arch": arched_glass, "armchair": armchair, "bar": bar, "barometer": barometer, "barrel": barrel,
    "basin": basin, "bath": bath, "bed": bed, "bedside": bedside, "bench seat": bench_seat,
    "blackboard": blackboard, "bookcase": bookcase,
    "books": shelf(2, 1.8, "books"), "bottles": shelf(3, 2.6, "bottles"), "boxes": shelf(2, 1.9, "boxes"),
    "cabinets": cabinets, "chair": chair, "clock": clock, "coil": coil, "counter": counter, "crates": crates,
    "crockery": shelf(2, 1.5, "crockery"), "cupboards": cupboards, "desk": desk, "door": door("7A5A44"),
    "double door": double_door, "dresser": dresser, "drip": drip, "fridge": fridge, "glazed door": door("5E7A78", True),
    "great window": great_window, "flight console": flight_console, "flight seat": flight_seat, "hatch": hatch,
    "hull panel": hull_panel, "reactor": reactor, "space suit": space_suit,
    "gurney": gurney, "helm": helm, "hooks": hooks, "instruments": instruments, "lectern": lectern,
    "life ring": life_ring,
    "lockers": lockers, "low table": low_table, "machine": machine, "map": wall_map, "mirror": mirror,
    "monitor": monitor_wall, "notices": notice_board, "office chair": office_chair, "pallet": pallet, "pew": pew,
    "picture": picture(0.75, 0.6, 0), "pipes": pipes, "plant": plant, "portrait": picture(0.5, 0.7, 1), "rack": rack,
    "radiator": radiator, "roller door": roller_door, "round mirror": round_mirror, "school desk": school_desk,
    "screen": screen, "seats": seats, "small picture": picture(0.42, 0.42,
        2), "sofa": sofa, "steel door": door("566468", True),
    "stool": stool, "stove": stove, "table": table, "tools": tool_board, "wardrobe": wardrobe, "workbench": workbench,
}  # fmt: skip
"""Everything that can stand in a room whatever the light; lamps, windows and ticket counters are made for the hour."""

Placed = tuple[str, float, float, float]
"""(piece, x, z, y)"""


@dataclass(frozen=True)
class Side:
    """One end of a room: windows as (x, width, height, sill), and pieces as (name, x, z, y)."""

    windows: tuple[tuple[float, float, float, float], ...]
    pieces: tuple[Placed, ...]


@dataclass(frozen=True)
class Room:
    """A kind of room. `finish` is how its walls are done, `flooring` its floor, `light` what hangs from its ceiling,
    `depth` where its back wall stands (metres), `outlook` what its windows show (town, sea, hills or stars), `seat` how
    deep people sit where nobody can stand.
    """

    wall: str
    lower: str
    floor: str
    finish: str
    flooring: str
    light: str
    sides: tuple[Side, Side]
    height: float = 3.1
    half_width: float = 4.05
    depth: float = 7.6
    outlook: str = "town"
    rug: str = ""
    curtains: str = ""
    blind: bool = False
    seat: float = 0.0

    @property
    def homely(self) -> bool:
        """Whether pictures hang on its side walls: where there are curtains or a rug, not in a police room."""
        return bool(self.curtains or self.rug)


def side(windows: tuple[tuple[float, float, float, float], ...], *pieces: Placed) -> Side:
    """A side of a room from its windows and pieces."""
    return Side(windows, pieces)

"""More rooms: castles, gyms, stages, cabins of the air, caves, tents, lifts and museums."""

from __future__ import annotations

from renderers.animatic.furnishings import WALL, Room, side

_CASTLE = Room(
    "7A7478",
    "5E585E",
    "565054",
    "stone",
    "tiles",
    "",
    (
        side(
            ((-3.4, 0.9, 2.4, 1.7), (3.4, 0.9, 2.4, 1.7)),
            ("throne", 0.0, 6.9, 0),
            ("banner", -1.9, WALL, 1.4),
            ("banner", 1.9, WALL, 1.4),
            ("armour", -4.6, 6.9, 0),
            ("armour", 4.6, 6.9, 0),
            ("wall torch", -2.65, WALL, 1.5),
            ("wall torch", 2.65, WALL, 1.5),
        ),
        side(
            (),
            ("double door", 0.0, WALL, 0),
            ("banner", -2.4, WALL, 1.5),
            ("banner", 2.4, WALL, 1.5),
            ("armour", -3.9, 6.9, 0),
            ("armour", 3.9, 6.9, 0),
            ("wall torch", -1.4, WALL, 1.5),
            ("wall torch", 1.4, WALL, 1.5),
        ),
    ),
    height=5.6,
    half_width=5.6,
    rug="8A342E",
)

_GYM = Room(
    "C9BCA0",
    "8A7A62",
    "B08050",
    "brick",
    "boards",
    "tubes",
    (
        side(
            ((0.0, 4.0, 1.0, 2.4),),
            ("wall bars", -3.2, WALL, 0),
            ("wall bars", 3.2, WALL, 0),
            ("weights", 0.4, 6.8, 0),
            ("punch bag", -1.2, 6.6, 0.8),
        ),
        side(
            (),
            ("double door", 0.4, WALL, 0),
            ("lockers", -2.8, 7.1, 0),
            ("wall bars", 3.2, WALL, 0),
            ("clock", 1.7, WALL, 2.3),
            ("weights", 3.0, 6.6, 0),
        ),
    ),
    height=4.4,
    half_width=5.6,
)

_SUBMARINE = Room(
    "5A6A62",
    "46544E",
    "40484A",
    "hull",
    "concrete",
    "",
    (
        side(
            (),
            ("instruments", -2.4, 6.9, 0),
            ("instruments", 2.4, 6.9, 0),
            ("periscope", 0.1, 6.4, 0),
            ("pipes", -3.9, WALL, 0),
            ("pipes", 3.9, WALL, 0),
            ("pipes", -0.9, WALL, 0),
            ("barometer", 0.9, WALL, 1.6),
        ),
        side(
            (),
            ("hatch", 0.4, WALL, 0),
            ("bed", -2.6, 6.9, 0),
            ("pipes", 2.0, WALL, 0),
            ("pipes", -1.0, WALL, 0),
            ("cabinets", 3.2, 7.1, 0),
        ),
    ),
    height=2.6,
    half_width=4.3,
)

_TENT = Room(
    "B39A6E",
    "96805A",
    "8A7854",
    "planks",
    "boards",
    "",
    (
        side(
            (),
            ("bed", -2.3, 6.8, 0),
            ("crates", 2.2, 6.8, 0),
            ("map", 0.3, WALL, 1.2),
            ("barrel", 3.9, 6.8, 0),
            ("hanging lamp", 0.9, 6.4, 1.75),
        ),
        side((), ("crates", -2.8, 6.8, 0), ("table", 2.4, 6.8, 0), ("chair", 1.4, 6.8, 0), ("old trunk", -0.6, 6.9, 0)),
    ),
    height=2.6,
    half_width=4.2,
)

_STAGE = Room(
    "4A3A44",
    "3A2E38",
    "8A6244",
    "plain",
    "boards",
    "",
    (
        side((), ("stage curtain", 0.0, 7.4, 0)),
        side((), ("stalls", 0.0, 7.3, 0)),
    ),
    height=5.2,
    half_width=5.6,
)

_PLANE = Room(
    "C9CCCE",
    "9AA2AA",
    "56606E",
    "plain",
    "carpet",
    "tubes",
    (
        side(
            (),
            ("plane wall", 0.0, WALL, 1.0),
            *(("plane seats", x, 6.9, 0.0) for x in (-3.7, -2.2, -0.7, 0.8, 2.3, 3.8)),
        ),
        side(
            (),
            ("plane wall", 0.4, WALL, 1.0),
            ("steel door", -3.6, WALL, 0),
            *(("plane seats", x, 6.9, 0.0) for x in (-2.2, -0.7, 0.8, 2.3, 3.8)),
        ),
    ),
    height=2.4,
    half_width=4.9,
)

_ATTIC = Room(
    "8A7058",
    "6A543F",
    "6E563E",
    "planks",
    "boards",
    "",
    (
        side(
            ((0.0, 1.0, 0.9, 1.2),),
            ("sloping roof", 0.0, 7.5, 1.1),
            ("old trunk", -1.9, 6.9, 0),
            ("crates", 2.2, 6.8, 0),
            ("chair", 1.0, 6.8, 0),
            ("round mirror", -3.1, 7.2, 0.4),
        ),
        side(
            (),
            ("sloping roof", 0.0, 7.5, 1.1),
            ("door", 0.4, WALL, 0),
            ("wardrobe", -2.4, 7.0, 0),
            ("old trunk", 2.4, 6.9, 0),
            ("crates", 3.6, 6.6, 0),
        ),
    ),
    height=3.4,
    half_width=4.8,
)

_BARN = Room(
    "8A5A44",
    "6A4434",
    "A88A5A",
    "planks",
    "boards",
    "",
    (
        side(
            ((0.0, 1.2, 1.0, 2.6),),
            ("stall door", -2.6, 7.1, 0),
            ("stall door", 2.8, 7.1, 0),
            ("hay", 0.2, 6.8, 0),
            ("barrel", -4.6, 6.8, 0),
            ("tools", -0.6, WALL, 1.2),
        ),
        side((), ("roller door", 0.0, WALL, 0), ("hay", -3.2, 6.8, 0), ("hay", 3.4, 6.6, 0), ("tools", 2.4, WALL, 1.3)),
    ),
    height=4.8,
    half_width=5.4,
)

_CAVE = Room(
    "6A625E",
    "565050",
    "5A524C",
    "stone",
    "concrete",
    "",
    (
        side((), ("dripstones", 0.0, 7.3, 0), ("boulders", -3.4, 6.9, 0), ("boulders", 3.0, 7.0, 0)),
        side((), ("dripstones", 0.6, 7.4, 0), ("boulders", 2.2, 6.8, 0), ("boulders", -4.2, 6.6, 0)),
    ),
    height=3.8,
    half_width=5.2,
)

_POOL = Room(
    "BCD4D6",
    "7FB4BE",
    "A8C4C8",
    "tiles",
    "tiles",
    "tubes",
    (
        side(((0.0, 6.4, 1.7, 1.7),), ("pool water", 0.0, 6.4, 0), ("clock", 4.1, WALL, 2.2)),
        side(
            (),
            ("double door", 0.6, WALL, 0),
            ("lockers", -2.6, 7.1, 0),
            ("seats", 3.0, 6.9, 0),
            ("clock", 2.0, WALL, 2.3),
        ),
    ),
    height=4.2,
    half_width=5.6,
)

_NIGHTCLUB = Room(
    "4A3A5E",
    "362A4A",
    "2E2838",
    "plain",
    "concrete",
    "",
    (
        side(
            (),
            ("mixing desk", 0.0, 6.9, 0),
            ("bottles", -3.6, WALL, 1.4),
            ("stool", 3.4, 6.4, 0),
            ("stool", 4.2, 6.5, 0),
            ("mirror ball", 0.6, 6.2, 2.1),
        ),
        side(
            (),
            ("double door", 1.8, WALL, 0),
            ("bottles", -1.8, WALL, 1.45),
            ("bar", -1.9, 6.5, 0),
            ("stool", -2.8, 5.9, 0),
            ("stool", -1.2, 5.9, 0),
        ),
    ),
    height=3.4,
)

_LIFT = Room(
    "9AA0A2",
    "7E8688",
    "5E5C5A",
    "panels",
    "tiles",
    "tubes",
    (
        side((), ("lift doors", 0.0, 6.3, 0), ("lift buttons", 1.45, 6.35, 1.0)),
        side((), ("round mirror", 0.0, 6.3, 1.3), ("grab rail", 0.0, 6.3, 0.95)),
    ),
    height=2.7,
    half_width=2.0,
    depth=6.4,
)

_BAKERY = Room(
    "C9A878",
    "8A6E54",
    "7A6048",
    "tiles",
    "tiles",
    "pendants",
    (
        side(
            ((-3.6, 1.3, 1.4, 1.1),),
            ("oven", 0.3, 7.2, 0),
            ("bread rack", 3.2, 7.1, 0),
            ("pallet", -2.0, 6.9, 0),
            ("tools", -1.9, WALL, 1.35),
            ("table", -4.1, 5.2, 0),
        ),
        side(
            ((-2.6, 1.8, 1.6, 0.95),),
            ("glazed door", 0.8, WALL, 0),
            ("bread rack", 3.0, 7.1, 0),
            ("pallet", -2.6, 6.9, 0),
            ("clock", -0.6, WALL, 2.1),
        ),
    ),
)

_MUSEUM = Room(
    "B9B2A6",
    "8E8478",
    "86705A",
    "wainscot",
    "boards",
    "pendants",
    (
        side(
            ((0.0, 1.2, 2.4, 1.3),),
            ("great painting", -2.35, WALL, 1.15),
            ("tall painting", 2.1, WALL, 1.05),
            ("statue", 3.7, 6.9, 0),
            ("statue", -4.5, 7.0, 0),
            ("rope barrier", -2.35, 6.7, 0),
            ("long bench", 1.6, 6.2, 0),
        ),
        side(
            (),
            ("double door", 0.0, WALL, 0),
            ("night painting", -2.5, WALL, 1.25),
            ("great painting", 2.7, WALL, 1.15),
            ("vase", -1.35, 6.9, 0),
            ("vase", 4.4, 6.9, 0),
            ("rope barrier", 2.7, 6.7, 0),
        ),
    ),
    height=4.4,
    half_width=5.6,
)

_DINING = Room(
    "A6806A", "6E5048", "6A4E3E", "panels", "boards", "pendant",
    (
        side(((-2.6, 1.5, 1.5, 0.95),), ("long table", 0.2, 5.9, 0), ("dresser", 2.5, 7.1, 0),
             ("crockery", 2.5, WALL, 1.5), ("picture", -0.5, WALL, 1.5), ("portrait", 0.8, WALL, 1.5),
             ("plant", -3.7, 7.0, 0)),
        side((), ("long table", -0.2, 5.9, 0), ("double door", 1.9, WALL, 0), ("dresser", -2.4, 7.1, 0),
             ("round mirror", -2.4, WALL, 1.45), ("clock", 0.3, WALL, 2.0), ("picture", -0.6, WALL, 1.5)),
    ), rug="7A4A44", curtains="8E6A58",
)  # fmt: skip

_DANCE_HALL = Room(
    "8A6A6E", "5E4450", "9A7048", "panels", "boards", "",
    (
        side((), ("bandstand", 0.2, 7.2, 0), ("garland", -2.9, WALL, 2.5), ("garland", 3.1, WALL, 2.5),
             ("chair", -3.6, 6.9, 0), ("chair", 3.9, 6.9, 0)),
        side(((-2.9, 1.5, 1.7, 0.95),), ("double door", 0.6, WALL, 0), ("garland", -0.9, WALL, 2.6),
             ("garland", 3.0, WALL, 2.6), ("bottles", 3.0, WALL, 1.4), ("bar", 3.0, 6.6, 0), ("chair", -4.3, 6.8, 0)),
    ), height=3.7, half_width=5.4,
)  # fmt: skip

MORE_ROOMS: dict[str, Room] = {
    "castle": _CASTLE,
    "gym": _GYM,
    "submarine": _SUBMARINE,
    "tent": _TENT,
    "stage": _STAGE,
    "plane": _PLANE,
    "attic": _ATTIC,
    "barn": _BARN,
    "cave": _CAVE,
    "bakery": _BAKERY,
    "pool": _POOL,
    "nightclub": _NIGHTCLUB,
    "elevator": _LIFT,
    "museum": _MUSEUM,
    "dining room": _DINING,
    "dance hall": _DANCE_HALL,
}
"""Rooms by the lexicon's kind."""

"""The table of rooms: colours, finishes and furniture, one row for each kind and two sides to each row."""

from __future__ import annotations

from dataclasses import replace

from renderers.animatic.furnishings import WALL, Room, side
from renderers.animatic.room_table_more import MORE_ROOMS

_KITCHEN = Room(
    "D6BE8C", "7F9C94", "B08C6A", "tiles", "tiles", "pendant",
    (
        side(((-0.5, 1.8, 1.15, 1.15),), ("counter", -0.6, 7.0, 0), ("stove", 1.62, 7.0, 0), ("cupboards", 2.5, WALL,
            1.6),
              ("fridge", 2.6, 6.9, 0), ("crockery", -2.7, WALL, 1.45), ("door", -3.9, WALL, 0), ("clock", 1.25, WALL,
                  2.0),
              ("table", 3.5, 4.2, 0), ("chair", 2.75, 4.4, 0)),
        side((), ("glazed door", 0.9, WALL, 0), ("dresser", -1.6, 7.1, 0), ("picture", -1.7, WALL, 1.6),
              ("hooks", 2.7, WALL, 1.75), ("clock", -0.2, WALL, 2.1), ("books", -3.8, WALL, 1.35), ("table", -3.5,
                  4.4, 0),
              ("radiator", 2.7, WALL, 0.05), ("plant", 4.2, 6.9, 0)),
    ), curtains="B5604A",
)  # fmt: skip

_CAFE = Room(
    "CFA06E", "85503F", "6E5040", "wainscot", "boards", "pendants",
    (
        side(((2.1, 2.8, 1.6, 0.95),), ("bottles", -2.2, WALL, 1.45), ("bar", -2.3, 6.5, 0), ("stool", -3.2, 5.9, 0),
              ("stool", -1.5, 5.9, 0), ("table", 2.5, 6.7, 0), ("chair", 1.7, 6.75, 0), ("portrait", 0.15, WALL, 1.5),
              ("small picture", 4.2, WALL, 1.6), ("plant", 4.1, 6.9, 0)),
        side(((-2.8, 2.0, 1.6, 0.95),), ("glazed door", 0.6, WALL, 0), ("hooks", 2.5, WALL, 1.75), ("table", -2.8,
            6.6, 0),
              ("chair", -3.6, 6.65, 0), ("picture", -1.0, WALL, 1.5), ("seats", 2.7, 7.0, 0), ("clock", 1.65, WALL,
                  2.05),
              ("plant", 4.3, 6.7, 0)),
    ),
)  # fmt: skip

_LIVING = Room(
    "8E6A62", "6E4C4C", "5E463C", "panels", "boards", "",
    (
        side(((-1.5, 1.7, 1.5, 0.95),), ("sofa", 1.3, 6.9, 0), ("floor lamp", 3.0, 7.0, 0), ("bookcase", -3.6, 7.2, 0),
              ("picture", 0.8, WALL, 1.45), ("small picture", 1.75, WALL, 1.65), ("low table", 1.3, 6.3, 0),
              ("plant", -2.7, 7.0, 0), ("portrait", 3.9, WALL, 1.4)),
        side((), ("door", -1.2, WALL, 0), ("dresser", 1.6, 7.1, 0), ("round mirror", 1.6, WALL, 1.45),
              ("armchair", 3.4, 6.7, 0), ("table lamp", 2.0, 7.0, 0.92), ("bookcase", -3.2, 7.2, 0), ("picture", 0.1,
                  WALL, 1.5),
              ("small picture", 2.75, WALL, 1.6), ("plant", -2.2, 7.0, 0)),
    ), rug="8E4A40", curtains="A88058",
)  # fmt: skip

_BEDROOM = Room(
    "7E82A0", "62648A", "5E5048", "plain", "boards", "",
    (
        side(((-2.3, 1.5, 1.5, 0.95),), ("bed", 1.4, 6.8, 0), ("bedside", -0.25, 6.95, 0), ("table lamp", -0.25,
            6.94, 0.56),
              ("picture", 1.2, WALL, 1.5), ("wardrobe", 3.75, 7.0, 0), ("small picture", 2.3, WALL, 1.65),
              ("radiator", -2.3, WALL, 0.05), ("chair", -3.9, 6.6, 0)),
        side((), ("door", 1.9, WALL, 0), ("dresser", -0.8, 7.1, 0), ("round mirror", -0.8, WALL, 1.4),
              ("books", -3.0, WALL, 1.4), ("armchair", -3.1, 6.6, 0), ("hooks", 3.6, WALL, 1.75), ("floor lamp",
                  -2.0, 7.0, 0),
              ("portrait", 0.5, WALL, 1.45)),
    ), rug="5A6284", curtains="8E8AA8",
)  # fmt: skip

_OFFICE = Room(
    "BDB7A4", "7E8C88", "6E6C66", "panels", "carpet", "tubes",
    (
        side(((0.9, 3.4, 1.55, 0.95),), ("desk", 1.6, 6.7, 0), ("office chair", 0.75, 6.75, 0), ("cabinets", -1.9,
            7.1, 0),
              ("notices", -1.9, WALL, 1.75), ("map", -3.9, WALL, 1.2), ("plant", 3.4, 6.9, 0), ("bookcase", 4.2, 7.2,
                  0)),
        side((), ("glazed door", -0.6, WALL, 0), ("monitor", 1.6, WALL, 1.25), ("desk", 2.4, 6.6, 0),
              ("office chair", 3.4, 6.7, 0), ("bookcase", -2.2, 7.2, 0), ("clock", 0.35, WALL, 2.1), ("plant", -3.3,
                  6.8, 0),
              ("hooks", -4.1, WALL, 1.75)),
    ), blind=True,
)  # fmt: skip

_HOSPITAL = Room(
    "C6D4CA", "93B2A8", "A4B5AC", "wainscot", "tiles", "tubes",
    (
        side(((-1.5, 2.2, 1.4, 1.0),), ("gurney", 1.6, 6.8, 0), ("drip", 0.35, 6.7, 0), ("screen", 3.7, 6.9, 0),
              ("notices", -3.6, WALL, 1.3), ("clock", 0.35, WALL, 2.1), ("seats", -3.2, 6.9, 0), ("radiator", -1.5,
                  WALL, 0.05)),
        side((), ("double door", 0.9, WALL, 0), ("basin", -1.3, 7.2, 0), ("round mirror", -1.3, WALL, 1.35),
              ("screen", -3.4, 6.8, 0), ("notices", 3.1, WALL, 1.35), ("gurney", 3.4, 6.8, 0), ("clock", -0.35, WALL,
                  2.2)),
    ), blind=True,
)  # fmt: skip

_SCHOOL = Room(
    "CDBB8E", "84997A", "A0805C", "wainscot", "boards", "tubes",
    (
        side(((-3.6, 1.7, 1.5, 1.0),), ("blackboard", 0.7, WALL, 1.0), ("desk", -1.9, 6.7, 0), ("clock", -1.6, WALL,
            2.2),
              ("bookcase", 3.7, 7.2, 0), ("school desk", 3.3, 5.0, 0), ("school desk", -3.6, 4.6, 0), ("map", 2.95,
                  WALL, 1.35)),
        side(((2.9, 2.2, 1.5, 1.0),), ("door", -2.9, WALL, 0), ("notices", -0.9, WALL, 1.25), ("lockers", 0.9, 7.2, 0),
              ("hooks", -4.2, WALL, 1.7), ("school desk", 3.4, 5.6, 0), ("bookcase", -1.7, 7.2, 0), ("clock", 0.9,
                  WALL, 2.25)),
    ),
)  # fmt: skip

_WAREHOUSE = Room(
    "7E7A80", "66626C", "645E62", "brick", "concrete", "pendants",
    (
        side(((-1.4, 3.2, 0.9, 2.35),), ("rack", 2.3, 7.0, 0), ("crates", -3.7, 6.7, 0), ("pallet", -1.5, 6.9, 0),
              ("barrel", 0.3, 7.0, 0), ("pipes", 4.2, WALL, 0), ("tools", -1.2, WALL, 1.1), ("barrel", 0.85, 6.8, 0)),
        side((), ("roller door", -0.3, WALL, 0), ("rack", -3.6, 7.0, 0), ("pallet", 2.4, 6.9, 0), ("pipes", 3.6,
            WALL, 0),
              ("crates", 3.4, 6.3, 0), ("steel door", 2.3, WALL, 0), ("barrel", -2.0, 6.9, 0)),
    ), height=4.6, half_width=6.2,
)  # fmt: skip

_WORKSHOP = replace(
    _WAREHOUSE, height=3.5, half_width=5.0,
    sides=(
        side(((1.3, 2.4, 1.2, 1.3),), ("workbench", 1.3, 6.9, 0), ("tools", -1.4, WALL, 1.2), ("machine", -1.6, 6.9, 0),
              ("boxes", 3.7, WALL, 1.3), ("barrel", 3.4, 6.8, 0), ("rack", -4.0, 7.0, 0), ("pipes", -0.2, WALL, 0)),
        side((), ("roller door", 0.6, WALL, 0), ("workbench", -2.6, 6.9, 0), ("boxes", -2.6, WALL, 1.4),
              ("pallet", 3.3, 6.8, 0), ("pipes", 2.9, WALL, 0), ("barrel", -1.0, 6.9, 0), ("tools", 4.0, WALL, 1.2)),
    ),
)  # fmt: skip

_WAITING = Room(
    "BFA988", "6E7E76", "8A7A68", "wainscot", "tiles", "pendants",
    (
        side(((2.75, 2.0, 1.6, 0.95),), ("ticket counter", -1.3, 7.1, 0), ("seats", 2.6, 6.9, 0), ("clock", 0.65,
            WALL, 2.15),
              ("map", -3.7, WALL, 1.15), ("notices", 0.65, WALL, 1.05), ("plant", 4.1, 6.9, 0), ("crates", -4.2, 6.6,
                  0)),
        side(((-2.7, 2.0, 1.6, 0.95),), ("glazed door", 0.2, WALL, 0), ("seats", -2.7, 6.9, 0), ("map", 2.1, WALL,
            1.15),
              ("life ring", 3.8, 7.1, 0), ("clock", 0.2, WALL, 2.35), ("radiator", 2.1, WALL, 0.05), ("hooks", -4.3,
                  WALL, 1.7)),
    ),
)  # fmt: skip

_POLICE = Room(
    "5E7478", "43565A", "4A4B4C", "wainscot", "concrete", "pendant",
    (
        side((), ("mirror", 0.0, WALL, 1.15), ("steel door", -3.6, WALL, 0), ("clock", 2.6, WALL, 2.05),
              ("cabinets", 3.6, 7.1, 0), ("pipes", -2.35, WALL, 0), ("radiator", 0.0, WALL, 0.05)),
        side(((1.3, 1.7, 1.1, 1.25),), ("pipes", -1.7, WALL, 0), ("notices", -0.5, WALL, 1.25), ("cabinets", -3.3,
            7.1, 0),
              ("steel door", 3.4, WALL, 0), ("radiator", 1.3, WALL, 0.05), ("clock", 2.5, WALL, 2.05), ("chair", 0.2,
                  6.9, 0)),
    ), blind=True,
)  # fmt: skip

_COURT = Room(
    "A98E72", "6E5040", "5E4A3E", "panels", "boards", "pendants",
    (
        side(((-3.4, 1.2, 2.2, 1.2), (3.4, 1.2, 2.2, 1.2)), ("lectern", 0.0, 6.8, 0), ("portrait", 0.0, WALL, 2.1),
              ("bookcase", -2.0, 7.2, 0), ("bookcase", 2.0, 7.2, 0), ("pew", -3.9, 6.4, 0)),
        side((), ("double door", 0.0, WALL, 0), ("pew", -2.8, 6.8, 0), ("pew", 2.8, 6.8, 0), ("portrait", -2.2, WALL,
            1.5),
              ("portrait", 2.2, WALL, 1.5), ("clock", 0.0, WALL, 2.6)),
    ), height=4.4,
)  # fmt: skip

_CHURCH = Room(
    "726874", "5A505E", "4E4852", "stone", "tiles", "",
    (
        side((), ("arch", -3.2, WALL, 1.6), ("arch", 0.0, WALL, 1.6), ("arch", 3.2, WALL, 1.6), ("altar", 0.0, 7.1, 0),
              ("pew", -3.2, 6.6, 0), ("pew", 3.2, 6.6, 0)),
        side((), ("double door", 0.0, WALL, 0), ("arch", -3.0, WALL, 1.8), ("arch", 3.0, WALL, 1.8), ("pew", -3.0,
            6.6, 0),
              ("pew", 3.0, 6.6, 0)),
    ), height=7.0, half_width=5.6,
)  # fmt: skip

_BATHROOM = Room(
    "B9CCCB", "86AAAA", "90A3A2", "tiles", "tiles", "tubes",
    (
        side(((1.9, 1.0, 0.9, 1.5),), ("bath", 1.9, 6.9, 0), ("basin", -0.5, 7.2, 0), ("round mirror", -0.5, WALL,
            1.35),
              ("boxes", -2.4, WALL, 1.4), ("pipes", 3.6, WALL, 0), ("radiator", -2.4, WALL, 0.05)),
        side((), ("door", 0.9, WALL, 0), ("basin", -1.2, 7.2, 0), ("round mirror", -1.2, WALL, 1.35), ("hooks", 2.8,
            WALL, 1.7),
              ("screen", -3.4, 6.9, 0)),
    ), half_width=4.4,
)  # fmt: skip

_CONTROL = Room(
    "56666E", "3F4C54", "3E464A", "panels", "concrete", "tubes",
    (
        side(((0.0, 4.4, 1.1, 1.35),), ("instruments", -1.5, 6.9, 0), ("instruments", 1.5, 6.9, 0), ("monitor", -3.6,
            WALL, 1.3),
              ("monitor", 3.6, WALL, 1.3), ("office chair", 2.7, 6.2, 0)),
        side((), ("steel door", 0.4, WALL, 0), ("monitor", -1.8, WALL, 1.25), ("lockers", 2.6, 7.1, 0), ("map", -3.7,
            WALL, 1.2),
              ("instruments", -2.6, 6.9, 0), ("clock", 1.3, WALL, 2.1)),
    ),
)  # fmt: skip

_HALL = Room(
    "B8A890", "7E6E62", "7A6656", "panels", "tiles", "pendants",
    (
        side(((0.0, 1.6, 1.9, 0.95),), ("door", -2.4, WALL, 0), ("door", 2.4, WALL, 0), ("plant", -1.3, 7.0, 0),
              ("portrait", 1.35, WALL, 1.45), ("hooks", -3.9, WALL, 1.75), ("dresser", 3.9, 7.1, 0), ("clock", 3.9,
                  WALL, 1.7)),
        side((), ("double door", 0.0, WALL, 0), ("picture", -2.0, WALL, 1.5), ("picture", 2.0, WALL, 1.5), ("seats",
            -2.8, 6.9, 0),
              ("dresser", 2.3, 7.1, 0), ("plant", 3.6, 6.9, 0)),
    ), rug="7A4A44",
)  # fmt: skip

_WHEELHOUSE = Room(
    "7A6048", "5E4838", "5A4A40", "planks", "boards", "",
    (
        side(((-2.75, 2.3, 1.15, 1.12), (0.0, 2.6, 1.15, 1.12), (2.75, 2.3, 1.15, 1.12)), ("instruments", -2.2, 6.9, 0),
              ("helm", 0.55, 6.6, 0), ("instruments", 2.9, 6.9, 0), ("barometer", 1.38, WALL, 1.5), ("life ring",
                  -4.3, 7.0, 0)),
        side(((-2.6, 1.5, 0.9, 1.25),), ("door", 0.9, WALL, 0), ("map", 2.8, WALL, 1.2), ("hooks", -0.8, WALL, 1.7),
              ("bedside", 2.6, 7.1, 0), ("coil", -3.8, 6.7, 0), ("table lamp", 2.6, 7.08, 0.56), ("life ring", 4.3,
                  7.0, 0)),
    ), height=2.5, outlook="sea",
)  # fmt: skip

_CABIN = replace(
    _WHEELHOUSE, wall="86694E", lower="6A503E",
    sides=(
        side(((-1.6, 0.9, 0.7, 1.35), (1.9, 0.9, 0.7, 1.35)), ("bed", 2.0, 6.8, 0), ("hooks", 0.1, WALL, 1.75),
              ("books", -3.4, WALL, 1.4), ("table", -1.9, 6.8, 0), ("table lamp", -2.3, 6.75, 0.77), ("stove", -3.9,
                  6.9, 0)),
        _WHEELHOUSE.sides[1],
    ),
)  # fmt: skip

_TRAIN = Room(
    "A09078", "7A4A44", "5E544E", "panels", "carpet", "tubes",
    (
        side(((-3.3, 1.9, 1.0, 1.1), (-1.1, 1.9, 1.0, 1.1), (1.1, 1.9, 1.0, 1.1), (3.3, 1.9, 1.0, 1.1)),
              ("bench seat", -3.3, 6.9, 0), ("bench seat", -1.1, 6.9, 0), ("bench seat", 1.1, 6.9, 0), ("bench seat",
                  3.3, 6.9, 0)),
        side(((-3.2, 1.9, 1.0, 1.1), (3.2, 1.9, 1.0, 1.1)), ("glazed door", 0.0, WALL, 0), ("bench seat", -3.2, 6.9, 0),
              ("bench seat", 3.2, 6.9, 0), ("bench seat", -1.4, 6.9, 0), ("map", 1.3, WALL, 1.2)),
    ), height=2.5, half_width=5.4, outlook="hills",
)  # fmt: skip

_CORRIDOR = Room(
    "8FA29A", "5E756F", "6E6458", "wainscot", "tiles", "tubes",
    (
        side((), ("double door", 0.0, 21.9, 0), ("plant", -1.9, 9.6, 0), ("seats", 1.6, 13.0, 0)),
        side(((0.0, 2.6, 1.7, 0.8),), ("radiator", 0.0, 21.8, 0.05), ("plant", 1.9, 8.4, 0), ("seats", -1.5, 14.5, 0)),
    ), height=2.8, half_width=2.5, depth=22.0, rug="9A6A4A",
)  # fmt: skip

_SPACESHIP = Room(
    "56667E", "3E4A66", "3A4258", "hull", "deck", "",
    (
        side((), ("great window", 0.0, WALL, 1.0), ("flight console", -2.3, 6.7, 0), ("flight console", 2.3, 6.7, 0),
              ("flight seat", -0.9, 6.2, 0), ("hull panel", -4.1, WALL, 0.7), ("hull panel", 4.1, WALL, 0.7)),
        side((), ("hatch", 0.5, WALL, 0), ("hull panel", -2.2, WALL, 0.8), ("hull panel", 2.9, WALL, 0.8),
              ("space suit", -3.9, 6.9, 0), ("flight console", 3.2, 6.6, 0), ("pipes", -1.0, WALL, 0)),
    ), outlook="stars",
)  # fmt: skip

_SHIP_CORRIDOR = Room(
    "66748C", "4A5468", "424A5C", "hull", "deck", "",
    (
        side((), ("hatch", 0.0, 21.9, 0), ("space suit", 1.75, 15.0, 0), ("pipes", -2.2, 18.0, 0)),
        side((), ("hatch", 0.0, 21.9, 0), ("pipes", 2.1, 17.0, 0), ("space suit", -1.7, 14.0, 0)),
    ), height=2.7, half_width=2.3, depth=22.0,
)  # fmt: skip

_SHIP_ENGINES = replace(
    _SPACESHIP, wall="5A6470", lower="46505E", height=3.6,
    sides=(
        side((), ("reactor", -2.1, 6.7, 0), ("reactor", 2.3, 6.8, 0), ("pipes", 0.1, WALL, 0), ("pipes", -3.9, WALL, 0),
              ("hull panel", 4.2, WALL, 0.8)),
        side((), ("hatch", 0.4, WALL, 0), ("reactor", -2.7, 6.7, 0), ("hull panel", 2.4, WALL, 0.8),
              ("pipes", 3.6, WALL, 0), ("pipes", -0.9, WALL, 0)),
    ),
)  # fmt: skip

_SHIP_QUARTERS = replace(
    _SPACESHIP, wall="6E7488",
    sides=(
        side((), ("bed", -1.9, 6.8, 0), ("hull panel", 1.0, WALL, 0.9), ("lockers", 3.3, 7.1, 0),
              ("flight seat", 0.7, 6.4, 0)),
        side((), ("hatch", 0.6, WALL, 0), ("space suit", -2.2, 7.0, 0), ("hull panel", 3.0, WALL, 0.9)),
    ),
)  # fmt: skip

_CAR = Room(
    "3E4048", "34363E", "2E3036", "plain", "carpet", "",
    (side((), ("car back", 0.0, 6.4, 0)), side((), ("car back", -0.7, 6.4, 0))),
    height=2.2, half_width=2.9, seat=0.5,
)  # fmt: skip

ROOMS: dict[str, Room] = {
    **MORE_ROOMS,
    "car": _CAR,
    "wheelhouse": _WHEELHOUSE,
    "cabin": _CABIN,
    "train": _TRAIN,
    "corridor": _CORRIDOR,
    "stairwell": replace(_CORRIDOR, wall="8A8684", lower="5E5C60", sides=(_CORRIDOR.sides[0], _HALL.sides[0]),
                         light="tubes"),
    "tunnel": replace(_CORRIDOR, wall="6E6A66", lower="5A5654", floor="54504E", finish="brick", flooring="concrete",
                      rug="4A5056"),
    "spaceship": _SPACESHIP,
    "ship corridor": _SHIP_CORRIDOR,
    "ship engines": _SHIP_ENGINES,
    "ship quarters": _SHIP_QUARTERS,
    "cell": replace(_POLICE, wall="6E7270", lower="55595A", finish="brick", sides=(
        side(((1.9, 0.9, 0.7, 1.75),), ("bed", -1.4, 6.8, 0), ("basin", 1.0, 7.2, 0), ("pipes", 3.3, WALL, 0)),
        side((), ("steel door", 0.6, WALL, 0), ("bed", -2.8, 6.8, 0), ("pipes", 2.6, WALL, 0)),
    )),
    "kitchen": _KITCHEN,
    "cafe": _CAFE,
    "bar": replace(_CAFE, wall="6E5A4E", lower="5A3A32", floor="4E3C34"),
    "living room": _LIVING,
    "bedroom": _BEDROOM,
    "bathroom": _BATHROOM,
    "office": _OFFICE,
    "laboratory": replace(_CONTROL, wall="AEBDBA", lower="7E9694", floor="8A9694", flooring="tiles"),
    "hospital": _HOSPITAL,
    "school": _SCHOOL,
    "library": replace(_SCHOOL, wall="A89878", lower="7A5E48", floor="6E543F", finish="panels", light="pendants",
                       sides=(
        side(((0.0, 1.8, 1.7, 0.95),), ("bookcase", -1.7, 7.2, 0), ("bookcase", -3.0, 7.2, 0), ("bookcase", 1.7, 7.2,
            0),
              ("bookcase", 3.0, 7.2, 0), ("table", 3.4, 5.2, 0), ("table lamp", 3.5, 5.15, 0.77), ("radiator", 0,
                  WALL, 0.05)),
        side((), ("door", 0.4, WALL, 0), ("bookcase", -1.0, 7.2, 0), ("bookcase", -2.3, 7.2, 0), ("bookcase", 1.9,
            7.2, 0),
              ("bookcase", 3.2, 7.2, 0), ("lectern", -4.2, 6.4, 0), ("clock", 0.4, WALL, 2.3)),
    )),
    "warehouse": _WAREHOUSE,
    "workshop": _WORKSHOP,
    "engine room": replace(_WORKSHOP, wall="5E6A6C", lower="4A5658", sides=(
        side((), ("machine", -1.9, 6.8, 0), ("machine", 1.3, 6.9, 0), ("pipes", -0.3, WALL, 0), ("pipes", 3.1, WALL, 0),
              ("tools", -3.7, WALL, 1.2), ("barrel", 3.7, 6.8, 0), ("clock", 0.5, WALL, 2.1), ("pipes", -3.0, WALL, 0)),
        side((), ("steel door", 0.4, WALL, 0), ("machine", -2.4, 6.8, 0), ("pipes", 1.7, WALL, 0), ("lockers", 3.2,
            7.1, 0),
              ("pipes", -0.8, WALL, 0), ("life ring", -4.2, 7.0, 0)),
    )),
    "ticket office": _WAITING,
    "waiting room": replace(_WAITING, sides=(_WAITING.sides[1], _WAITING.sides[0])),
    "police": _POLICE,
    "court": _COURT,
    "church": _CHURCH,
    "control room": _CONTROL,
    "hall": _HALL,
    "shop": replace(_CAFE, wall="C4B08A", lower="6E7E66", sides=(
        side(((2.4, 2.4, 1.7, 0.85),), ("bottles", -2.0, WALL, 1.4), ("bar", -2.0, 6.6, 0), ("boxes", 0.3, WALL, 1.3),
              ("crates", 3.6, 6.6, 0), ("clock", 0.3, WALL, 2.35), ("pallet", 1.3, 6.9, 0)),
        side((), ("glazed door", 1.2, WALL, 0), ("rack", -1.7, 7.0, 0), ("boxes", 3.2, WALL, 1.3), ("pallet", 3.2,
            6.8, 0),
              ("crates", -4.2, 6.5, 0)),
    )),
}  # fmt: skip
"""Rooms by the lexicon's kind."""

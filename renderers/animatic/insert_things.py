"""Things shown alone in an insert shot, each about a metre across round the origin, y down, one part of it moving."""

from __future__ import annotations

import math
import re

import skia

from renderers.animatic.cards import Piece
from renderers.animatic.colour import Colour, from_hex, mix, times
from renderers.animatic.insert_house import HOUSE, newspaper
from renderers.animatic.insert_more import MORE_THINGS, board, laptop, tablet
from renderers.animatic.insert_papers import (
    BRASS,
    INK,
    PAPER,
    RED,
    STEEL,
    WOOD,
    book,
    cast,
    chart,
    envelope,
    folded_letter,
    letter,
    painting,
    photograph,
    ticket,
)
from renderers.animatic.insert_tales import dark_lamp, spent_match
from renderers.animatic.paper import Painter, blob, limb, moved, oval, overlap, poly, rect, without
from renderers.animatic.pieces_light import glow
from renderers.animatic.tongues import in_english
from renderers.animatic.written import AREAS, Area, write_on


def _phone(painter: Painter, seconds: float) -> None:
    case = rect(-0.25, -0.48, 0.5, 0.96, 0.06)
    cast(painter, case)
    painter.form(case, from_hex("23272E"), 0.02)
    painter.fill(
        rect(-0.215, -0.43, 0.43, 0.86, 0.03), painter.own_light(mix(painter.palette.tint, from_hex("4A7A90"), 0.55))
    )
    ring = 0.5 + 0.5 * math.sin(seconds * 5)
    for share, alpha in ((1.5, 0.10), (1.2, 0.16)):
        painter.veil(oval(0, -0.13, 0.1 * (share + ring * 0.4)), from_hex("DCE8E4"), alpha)
    painter.fill(oval(0, -0.13, 0.1), painter.own_light(from_hex("DCE8E4")))
    painter.fill(oval(0, -0.15, 0.035), painter.own_light(from_hex("4A7A90")))
    painter.fill(overlap(oval(0, -0.13, 0.1), oval(0, -0.04, 0.07, 0.06)), painter.own_light(from_hex("4A7A90")))
    for x, colour in ((-0.11, "C8503E"), (0.11, "5EA06A")):
        painter.fill(oval(x, 0.26, 0.06), painter.own_light(from_hex(colour)))
    painter.fill(rect(-0.12, 0.02, 0.24, 0.026, 0.013), painter.own_light(from_hex("DCE8E4")))


def _key(painter: Painter, seconds: float) -> None:
    painter.canvas.save()
    painter.canvas.rotate(-32 + math.sin(seconds * 1.6) * 1.5)
    bow = without(oval(-0.3, 0, 0.19), oval(-0.3, 0, 0.105))
    shaft = skia.Path(bow)
    for part in (rect(-0.13, -0.035, 0.6, 0.07, 0.02), rect(0.3, 0.02, 0.055, 0.14), rect(0.39, 0.02, 0.055, 0.18)):
        shaft = skia.Op(shaft, part, skia.PathOp.kUnion_PathOp) or shaft
    cast(painter, shaft)
    painter.form(shaft, BRASS, 0.016, -0.012, rim=0.007)
    painter.fill(rect(-0.12, -0.055, 0.04, 0.11, 0.01), painter.half(BRASS, 0.45))
    painter.canvas.restore()


def _dial(painter: Painter, rim: Colour) -> None:
    cast(painter, oval(0, 0, 0.47))
    painter.form(oval(0, 0, 0.47), rim, 0.02, -0.012)
    painter.fill(oval(0, 0, 0.405), painter.half(mix(rim, INK, 0.4), 0.4))
    face = oval(0, 0, 0.39)
    painter.fill(face, painter.half(PAPER, 0.92))
    painter.fill(without(face, moved(face, painter.side * 0.028, -0.016)), painter.half(PAPER, 0.4))


def _hand(painter: Painter, degrees: float, length: float, width: float, colour: Colour) -> None:
    angle = math.radians(degrees)
    x, y = math.cos(angle), math.sin(angle)
    for dx, dy, fill in ((-painter.side * 0.01, 0.014, painter.half(PAPER, 0.45)), (0.0, 0.0, painter.lit(colour))):
        painter.fill(
            limb([(-x * 0.08 + dx, -y * 0.08 + dy), (x * length + dx, y * length + dy)], width, width * 0.3), fill
        )


def _match(painter: Painter, seconds: float) -> None:
    """A match, and the flame that takes on it."""
    painter.canvas.save()
    painter.canvas.rotate(28)
    stick = rect(-0.035, -0.2, 0.07, 0.68, 0.01)
    cast(painter, stick)
    painter.form(stick, from_hex("D9B98A"), 0.014)
    flame = 0.55 + 0.45 * min(1.0, seconds / 0.6) + 0.04 * math.sin(seconds * 11)
    glow(painter, 0, -0.3, 0.42 * flame, painter.palette.lamp, ((1.0, 0.10), (0.66, 0.14), (0.4, 0.2)))
    for width, tall, colour in ((0.115, 0.34, "E8742E"), (0.075, 0.24, "F6B64A"), (0.038, 0.13, "FFF1C8")):
        lick = [(0.0, -0.22 - tall * flame), (width * 0.8, -0.24), (0.0, -0.15), (-width * 0.8, -0.24)]
        painter.fill(blob(lick, 0.75), painter.own_light(from_hex(colour)))
    painter.form(oval(0, -0.205, 0.05, 0.062), RED, 0.014)
    painter.canvas.restore()


def _watch(painter: Painter, seconds: float) -> None:
    painter.form(rect(-0.05, -0.56, 0.1, 0.12, 0.03), BRASS, 0.012)
    _dial(painter, BRASS)
    for i in range(60):
        angle = i * math.pi / 30
        inner = 0.33 if i % 5 == 0 else 0.358
        width = 0.014 if i % 5 == 0 else 0.005
        mark = limb(
            [(math.cos(angle) * inner, math.sin(angle) * inner), (math.cos(angle) * 0.372, math.sin(angle) * 0.372)],
            width,
            width,
        )
        painter.fill(mark, painter.lit(INK))
    _hand(painter, -60 + seconds * 0.1, 0.2, 0.036, INK)
    _hand(painter, -100 + seconds * 0.6, 0.31, 0.026, INK)
    _hand(painter, -90 + math.floor(seconds) * 6 + 30, 0.34, 0.012, RED)
    painter.fill(oval(0, 0, 0.025), painter.lit(BRASS))


def _barometer(painter: Painter, seconds: float) -> None:
    _dial(painter, BRASS)
    for i in range(41):
        angle = math.radians(135 + i * 6.75)
        inner, width = (0.315, 0.007) if i % 5 == 0 else (0.335, 0.004)
        mark = limb(
            [(math.cos(angle) * inner, math.sin(angle) * inner), (math.cos(angle) * 0.352, math.sin(angle) * 0.352)],
            width,
            width,
        )
        painter.fill(mark, painter.lit(INK))
    arc = skia.Path()
    arc.addArc(skia.Rect(-0.335, -0.335, 0.335, 0.335), 140, 50)
    painter.line(arc, painter.lit(from_hex("C8402C")), 0.018, False)
    for i in range(4):
        angle = math.radians(180 + i * 50)
        x, y = math.cos(angle) * 0.24, math.sin(angle) * 0.24
        painter.fill(rect(x - 0.04, y - 0.012, 0.08, 0.024, 0.012), painter.half(INK, 0.5))
    t = min(1.0, seconds / 2.2)
    eased = t * t * (3 - 2 * t)
    _hand(painter, 262 - 72 * eased + math.sin(seconds * 9) * 2.2 * (1 - eased * 0.6), 0.32, 0.026, INK)
    painter.fill(oval(0, 0, 0.034), painter.lit(BRASS))


def _lantern(painter: Painter, seconds: float) -> None:
    iron = from_hex("3A4248")
    flicker = 1 + 0.05 * math.sin(seconds * 11) + 0.03 * math.sin(seconds * 17)
    arc = skia.Path()
    arc.addArc(skia.Rect(-0.22, -0.56, 0.22, -0.12), 180, 180)
    painter.line(arc, painter.lit(iron), 0.024)
    glow(painter, 0, 0.04, 0.62 * flicker, painter.palette.lamp)
    painter.fill(poly([(-0.2, -0.22), (0.2, -0.22), (0.24, 0.3), (-0.24, 0.3)]),
                 painter.own_light(mix(painter.palette.lamp, from_hex("8A5A2A"), 0.45)))  # fmt: skip
    flame = blob([(0, -0.12 * flicker), (0.07, 0.06), (0, 0.18), (-0.07, 0.06)], 0.55)
    painter.fill(flame, painter.own_light(painter.palette.lamp))
    painter.fill(blob([(0, 0.0), (0.035, 0.09), (0, 0.16), (-0.035, 0.09)], 0.55), painter.own_light((1.0, 0.98, 0.9)))
    for x in (-0.22, 0.0, 0.22):
        painter.fill(limb([(x * 0.9, -0.22), (x * 1.1, 0.3)], 0.024, 0.024), painter.half(iron, 0.4))
    painter.form(poly([(-0.26, -0.2), (0.26, -0.2), (0.13, -0.34), (-0.13, -0.34)]), iron, 0.03)
    painter.form(rect(-0.28, 0.28, 0.56, 0.18, 0.03), iron, 0.03)


def _cup(painter: Painter, seconds: float) -> None:
    china = from_hex("C9D0C4")
    painter.line(oval(0.34, 0.02, 0.13, 0.15), painter.shaded(china), 0.06)
    body = blob([(-0.32, -0.2), (0.32, -0.2), (0.29, 0.3), (0.16, 0.42), (-0.16, 0.42), (-0.29, 0.3)], 0.25)
    cast(painter, body)
    painter.form(body, china, 0.09, -0.01)
    painter.fill(oval(0, -0.2, 0.32, 0.075), painter.half(china, 0.85))
    painter.fill(oval(0, -0.19, 0.27, 0.055), painter.lit(from_hex("5A3A2A")))
    painter.fill(overlap(body, rect(-0.5, 0.06, 1.0, 0.07)), painter.half(from_hex("3F6A7A"), 0.75))
    for i, x in enumerate((-0.12, 0.06)):
        drift = math.sin(seconds * 1.4 + i * 2) * 0.04
        steam = blob([(x, -0.24), (x + 0.05 + drift, -0.38), (x - 0.02 + drift, -0.5), (x + 0.03 - drift, -0.4)], 0.6)
        painter.veil(steam, (1.0, 1.0, 0.97), 0.35)


def _radio(painter: Painter, seconds: float) -> None:
    painter.fill(limb([(0.34, -0.28), (0.46, -0.56)], 0.02, 0.012), painter.lit(STEEL))
    body = rect(-0.5, -0.3, 1.0, 0.64, 0.07)
    cast(painter, body)
    painter.form(body, from_hex("8A4A38"), 0.03)
    painter.fill(rect(-0.44, -0.24, 0.46, 0.52, 0.03), painter.half(from_hex("D2B98A"), 0.7))
    slots = skia.Path()
    for i in range(8):
        slots.addPath(rect(-0.4, -0.2 + i * 0.06, 0.38, 0.02, 0.01))
    painter.fill(slots, painter.half(from_hex("5E4434"), 0.5))
    painter.fill(rect(0.08, -0.22, 0.36, 0.16, 0.02), painter.own_light(mix(painter.palette.lamp, PAPER, 0.4)))
    needle = 0.26 + 0.12 * math.sin(seconds * 0.7)
    painter.fill(rect(needle, -0.21, 0.012, 0.14), painter.lit(RED))
    for x in (0.16, 0.36):
        painter.form(oval(x, 0.12, 0.085), from_hex("3A3A40"), 0.02)
        painter.fill(rect(x - 0.008, 0.045, 0.016, 0.06), painter.lit(PAPER))


def _rope(painter: Painter, seconds: float) -> None:
    hemp = from_hex("D2B585")
    for i, radius in enumerate((0.42, 0.33, 0.24, 0.15)):
        painter.line(oval(0, 0.02, radius, radius * 0.9), painter.shaded(hemp), 0.1)
        painter.line(
            oval(painter.side * 0.012, 0.01, radius, radius * 0.9), painter.lit(mix(hemp, INK, 0.05 * (i % 2))), 0.075
        )
        for k in range(22):
            angle = k * math.pi / 11 + i
            x, y = math.cos(angle), math.sin(angle)
            twist = limb(
                [
                    (x * (radius - 0.03), y * (radius - 0.03) * 0.9),
                    (math.cos(angle + 0.1) * (radius + 0.03), math.sin(angle + 0.1) * (radius + 0.03) * 0.9),
                ],
                0.012,
                0.012,
            )
            painter.fill(twist, painter.shaded(hemp))
    sway = math.sin(seconds * 1.2) * 0.02
    end = blob([(0.3, 0.3), (0.44, 0.4 + sway), (0.5, 0.5)], 0.5, close=False)
    painter.line(end, painter.lit(hemp), 0.075)


def _coin(painter: Painter, seconds: float) -> None:
    disc = oval(0, 0, 0.46)
    cast(painter, disc)
    painter.form(disc, from_hex("C9A04A"), 0.03, -0.02, rim=0.012)
    painter.line(oval(0, 0, 0.39), painter.half(from_hex("8A6430"), 0.6), 0.016)
    head = blob([(-0.06, -0.24), (0.1, -0.2), (0.13, -0.06), (0.19, 0.0), (0.12, 0.05), (0.1, 0.14), (0.0, 0.16),
                 (0.04, 0.26),
                 (-0.2, 0.26), (-0.16, 0.1), (-0.2, -0.1)], 0.4)  # fmt: skip
    painter.form(head, from_hex("D9B562"), 0.03)
    x = -0.7 + (seconds * 0.5) % 1.6
    shine = overlap(disc, poly([(x, -0.5), (x + 0.1, -0.5), (x - 0.3, 0.5), (x - 0.4, 0.5)]))
    painter.veil(shine, (1.0, 0.98, 0.85), 0.3)


def _ring(painter: Painter, seconds: float) -> None:
    band = without(oval(0, 0.12, 0.36, 0.34), oval(0, 0.12, 0.28, 0.26))
    cast(painter, band)
    painter.form(band, from_hex("D2A64C"), 0.02, -0.012, rim=0.008)
    painter.form(poly([(-0.1, -0.2), (0.1, -0.2), (0.06, -0.12), (-0.06, -0.12)]), from_hex("B98B3E"), 0.012)
    stone = poly([(-0.15, -0.36), (-0.07, -0.44), (0.07, -0.44), (0.15, -0.36), (0.0, -0.18)])
    painter.form(stone, from_hex("7FB0BC"), 0.03)
    painter.fill(poly([(-0.05, -0.36), (0.0, -0.43), (0.05, -0.36), (0.0, -0.2)]), painter.lit(from_hex("C9E2E4")))
    spark = 0.05 + 0.05 * max(0.0, math.sin(seconds * 2.4))
    star = poly([(0.13, -0.42 - spark), (0.145, -0.435), (0.13 + spark, -0.42), (0.145, -0.405), (0.13, -0.42 + spark),
                 (0.115, -0.405), (0.13 - spark, -0.42), (0.115, -0.435)])  # fmt: skip
    painter.fill(star, painter.own_light((1.0, 0.99, 0.92)))


def _knife(painter: Painter, seconds: float) -> None:
    painter.canvas.save()
    painter.canvas.rotate(-28)
    blade = blob([(-0.1, -0.07), (0.4, -0.08), (0.56, 0.01), (0.4, 0.07), (-0.1, 0.07)], 0.15)
    cast(painter, blade)
    painter.fill(blade, painter.half(STEEL, 0.9))
    painter.fill(overlap(blade, rect(-0.2, 0.015, 0.9, 0.1)), painter.half(STEEL, 0.4))
    x = -0.2 + (seconds * 0.4) % 1.0
    painter.veil(
        overlap(blade, poly([(x, -0.1), (x + 0.06, -0.1), (x + 0.02, 0.1), (x - 0.04, 0.1)])), (1.0, 1.0, 1.0), 0.5
    )
    painter.form(rect(-0.14, -0.1, 0.06, 0.2, 0.02), BRASS, 0.012)
    painter.form(rect(-0.56, -0.075, 0.43, 0.15, 0.06), WOOD, 0.02)
    for i in range(3):
        painter.fill(oval(-0.47 + i * 0.13, 0, 0.02), painter.lit(BRASS))
    painter.canvas.restore()


def _bottle(painter: Painter, seconds: float) -> None:
    glass = from_hex("4E7A5E")
    body = blob(
        [
            (-0.07, -0.5),
            (0.07, -0.5),
            (0.075, -0.22),
            (0.19, -0.06),
            (0.2, 0.46),
            (-0.2, 0.46),
            (-0.19, -0.06),
            (-0.075, -0.22),
        ],
        0.22,
    )
    cast(painter, body)
    painter.form(body, glass, 0.07, -0.01)
    slosh = math.sin(seconds * 2) * 0.012
    liquid = overlap(body, poly([(-0.3, 0.02 + slosh), (0.3, 0.02 - slosh), (0.3, 0.6), (-0.3, 0.6)]))
    painter.fill(liquid, painter.half(mix(glass, INK, 0.45), 0.5))
    painter.form(rect(-0.09, -0.54, 0.18, 0.1, 0.02), from_hex("A9825A"), 0.02)
    painter.fill(rect(-0.17, 0.1, 0.34, 0.24, 0.01), painter.half(PAPER, 0.8))
    painter.fill(rect(-0.12, 0.15, 0.24, 0.03), painter.half(RED, 0.8))
    for i in range(2):
        painter.fill(rect(-0.12, 0.22 + i * 0.05, 0.24 - i * 0.08, 0.016), painter.half(INK, 0.5))
    painter.veil(rect(painter.side * 0.12 - 0.015, -0.02, 0.03, 0.42, 0.015), (1.0, 1.0, 1.0), 0.4)


def _box(painter: Painter, seconds: float) -> None:
    cast(painter, rect(-0.44, -0.14, 0.88, 0.56, 0.02))
    painter.form(rect(-0.44, -0.14, 0.88, 0.56, 0.02), WOOD, 0.05, 0)
    lift = 0.03 * (1 + math.sin(seconds * 1.5))
    lid = poly([(-0.47, -0.14), (0.47, -0.14 - lift), (0.42, -0.4 - lift), (-0.42, -0.4)])
    painter.form(lid, mix(WOOD, (1.0, 0.9, 0.75), 0.22), 0.03)
    for x in (-0.3, 0.24):
        painter.fill(rect(x, -0.14, 0.06, 0.56), painter.half(BRASS, 0.6))
    painter.form(rect(-0.07, -0.08, 0.14, 0.16, 0.02), BRASS, 0.015)
    painter.fill(oval(0, -0.02, 0.02), painter.lit(INK))


_TABLE: dict[str, Piece] = {
    "letter": letter, "note": letter, "page": letter, "paper": letter, "document": letter, "map": chart, "chart": chart,
    "envelope": envelope, "photo": photograph, "photograph": photograph, "picture": photograph,
    "painting": painting, "drawing": painting, "portrait": painting, "phone": _phone, "cellphone": _phone,
    "mobile": _phone, "screen": _phone, "message": _phone, "text": _phone, "email": _phone, "telegram": letter,
    "contract": letter, "postcard": photograph, "display": tablet,
    "key": _key, "keys": _key, "watch": _watch, "clock": _watch,
    "match": _match, "matches": _match, "lamp": _lantern, "lantern": _lantern, "candle": _lantern,
    "cup": _cup, "mug": _cup, "tea": _cup, "coffee": _cup,
    "book": book, "diary": book, "notebook": book, "ledger": book, "radio": _radio, "rope": _rope, "line": _rope,
    "ticket": ticket, "tickets": ticket, "pass": ticket, "barometer": _barometer, "gauge": _barometer,
    "dial": _barometer,
    "coin": _coin, "coins": _coin, "medal": _coin, "ring": _ring, "knife": _knife,
    "blade": _knife,
    "bottle": _bottle, "box": _box, "crate": _box, "parcel": _box, "chest": _box, **MORE_THINGS, **HOUSE,
}  # fmt: skip
_WRITTEN: dict[str, Piece] = {
    "newspaper": newspaper, "board": board, "letter": letter, "laptop": laptop, "tablet": tablet, "phone": _phone,
}  # fmt: skip
SIGNS = ("sign", "signs", "poster", "placard", "plaque", "banner", "headline", "notice", "nameplate", "billboard")
"""Words for what is there to be read."""
FOLDED = "folded"
"""The word that has a letter lie folded."""
SPENT = "spent"
"""The word that has a flame be out."""
_OUT: dict[str, Piece] = {
    "match": spent_match, "matches": spent_match, "lamp": dark_lamp, "lantern": dark_lamp, "candle": dark_lamp,
}  # fmt: skip
THINGS: tuple[str, ...] = tuple(_TABLE)
"""Words that have a drawing of their own; any other gets a label with its name."""


def _label(painter: Painter, thing: str, seconds: float) -> None:
    painter.canvas.save()
    painter.canvas.rotate(-4 + math.sin(seconds * 1.2) * 1.2)
    tag = poly([(-0.5, 0.0), (-0.36, -0.24), (0.5, -0.24), (0.5, 0.24), (-0.36, 0.24)])
    tag = without(tag, oval(-0.34, 0, 0.045))
    cast(painter, tag)
    painter.form(tag, times(PAPER, (0.98, 0.95, 0.88)), 0.014)
    painter.line(oval(-0.34, 0, 0.05), painter.half(BRASS, 0.7), 0.016)
    painter.line(blob([(-0.34, 0), (-0.5, -0.22), (-0.44, -0.5)], 0.5, close=False), painter.half(RED, 0.8), 0.014)
    painter.fill(rect(-0.22, 0.13, 0.62, 0.018), painter.half(painter.palette.accent, 0.9))
    paper = times(PAPER, (0.98, 0.95, 0.88))
    write_on(painter, " ".join(thing.upper().split()), Area(-0.24, -0.20, 0.70, 0.30, paper, INK))
    painter.canvas.restore()


def _sign(painter: Painter, words: str, seconds: float) -> None:
    """A painted sign on two screws, with its words."""
    plate = rect(-0.62, -0.34, 1.24, 0.68, 0.03)
    cast(painter, plate, 0.045)
    painter.form(plate, from_hex("EFE7D6"), 0.02)
    painter.line(rect(-0.58, -0.30, 1.16, 0.60, 0.02), painter.half(painter.palette.accent, 0.8), 0.022)
    write_on(painter, words, Area(-0.53, -0.25, 1.06, 0.50, from_hex("EFE7D6"), INK))
    for x in (-0.56, 0.56):
        painter.form(oval(x, 0, 0.022), STEEL, 0.008)


def draw_thing(painter: Painter, thing: str, seconds: float, words: str = "") -> None:
    """The thing a line of action names, about 1 m x 1 m round the origin, y down; its last known word decides.

    `words` is what it reads.
    """
    known_words = re.findall(r"[^\W_]+", in_english(thing).lower())
    if FOLDED in known_words and any(_TABLE.get(word) is letter for word in known_words):
        folded_letter(painter, seconds)
        return
    if SPENT in known_words and (spent := next((_OUT[word] for word in reversed(known_words) if word in _OUT), None)):
        spent(painter, seconds)
        return
    for word in reversed(known_words):
        for known in (word, word.removesuffix("s"), word.removesuffix("es")):
            if known in _TABLE:
                _TABLE[known](painter, seconds)
                area = next((area for name, area in AREAS.items() if _TABLE[known] is _WRITTEN[name]), None)
                if words and area:
                    write_on(painter, words, area, 0.25 + seconds * 0.5)
                return
    if words or any(word in SIGNS for word in known_words):
        _sign(painter, words or thing, seconds)
        return
    _label(painter, thing, seconds)

"""What lies on a table: small things by the words that name them, and which of them the scene has put there.

Origin in the middle of the foot, metres, y down.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from renderers.animatic.colour import from_hex, mix
from renderers.animatic.paper import Painter, blob, limb, oval, poly, rect
from renderers.animatic.tongues import in_english

_WOOD, _PAPER, _BRASS, _RED = (from_hex(text) for text in ("8A6244", "E6DCC4", "C0893A", "C23A2E"))
_STEEL, _DARK, _GLASS = from_hex("5A6670"), from_hex("2A3038"), from_hex("9FD0D8")


def _cup(painter: Painter) -> None:
    painter.line(oval(0.055, -0.05, 0.03), painter.half(_PAPER, 0.6), 0.016)
    painter.form(rect(-0.045, -0.10, 0.09, 0.10, 0.012), _PAPER, 0.02)


def _papers(painter: Painter) -> None:
    for dx, tone in ((-0.05, 0.6), (0.0, 0.85)):
        painter.fill(poly([(dx - 0.14, -0.03), (dx + 0.13, -0.03), (dx + 0.17, 0.0), (dx - 0.17, 0.0)]),
                     painter.half(_PAPER, tone))  # fmt: skip


def _file(painter: Painter) -> None:
    painter.fill(
        poly([(-0.17, -0.045), (0.17, -0.045), (0.21, 0.0), (-0.21, 0.0)]), painter.half(from_hex("B89A5E"), 0.8)
    )
    painter.fill(poly([(-0.13, -0.055), (0.15, -0.055), (0.18, -0.02), (-0.16, -0.02)]), painter.half(_PAPER, 0.9))


def _bottle(painter: Painter) -> None:
    glass = blob([(-0.02, -0.30), (0.02, -0.30), (0.022, -0.20), (0.045, -0.15), (0.045, 0.0), (-0.045, 0.0),
                  (-0.045, -0.15), (-0.022, -0.20)], 0.2)  # fmt: skip
    painter.form(glass, from_hex("4E7A5E"), 0.02)


def _plate(painter: Painter) -> None:
    painter.fill(oval(0, -0.012, 0.14, 0.028), painter.half(_PAPER, 0.9))
    painter.fill(oval(0, -0.016, 0.09, 0.016), painter.half(_PAPER, 0.6))


def _loaf(painter: Painter) -> None:
    painter.form(blob([(-0.17, 0.0), (-0.18, -0.07), (-0.08, -0.13), (0.08, -0.13), (0.18, -0.07), (0.17, 0.0)], 0.4),
                 from_hex("C08A4A"), 0.03)  # fmt: skip
    for x in (-0.08, 0.0, 0.08):
        painter.line(
            poly([(x - 0.02, -0.115), (x + 0.02, -0.06)], close=False), painter.half(from_hex("E8C890"), 0.9), 0.014
        )


def _dough(painter: Painter) -> None:
    painter.form(blob([(-0.17, 0.0), (-0.17, -0.06), (-0.04, -0.11), (0.10, -0.09), (0.18, -0.04), (0.17, 0.0)], 0.5),
                 from_hex("EAD9B0"), 0.03)  # fmt: skip
    painter.fill(oval(0.32, -0.006, 0.10, 0.014), painter.half(from_hex("F4EEDD"), 0.9))


def _fruit(painter: Painter) -> None:
    for x, y in ((-0.09, -0.05), (0.0, -0.05), (0.09, -0.05), (-0.045, -0.125), (0.045, -0.125)):
        painter.form(oval(x, y, 0.05), from_hex("E88A2E"), 0.02)


def _candle(painter: Painter) -> None:
    painter.form(rect(-0.02, -0.16, 0.04, 0.16), _PAPER, 0.01, 0)
    painter.fill(blob([(0.0, -0.25), (0.02, -0.19), (0.0, -0.165), (-0.02, -0.19)], 0.6),
                 painter.own_light(from_hex("F6B64A")))  # fmt: skip
    painter.veil(oval(0, -0.2, 0.16), painter.palette.lamp, 0.2)


def _telephone(painter: Painter) -> None:
    painter.form(poly([(-0.12, 0.0), (-0.08, -0.09), (0.08, -0.09), (0.12, 0.0)]), _DARK, 0.02)
    painter.form(rect(-0.14, -0.13, 0.28, 0.045, 0.02), _DARK, 0.015)
    painter.fill(oval(0, -0.045, 0.032), painter.half(_PAPER, 0.7))


def _books(painter: Painter) -> None:
    for i, colour in enumerate(("8A3F38", "3F5F7A", "B8923E")):
        painter.form(rect(-0.14 + 0.015 * i, -0.05 * (i + 1), 0.27 - 0.02 * i, 0.045, 0.005), from_hex(colour), 0.015)


def _computer(painter: Painter) -> None:
    painter.form(poly([(-0.17, -0.02), (-0.13, -0.26), (0.21, -0.26), (0.19, -0.02)]), _DARK, 0.015)
    painter.fill(poly([(-0.10, -0.23), (0.18, -0.23), (0.165, -0.05), (-0.135, -0.05)]), painter.own_light(_GLASS))
    painter.form(poly([(-0.24, 0.0), (-0.17, -0.025), (0.19, -0.025), (0.22, 0.0)]), _STEEL, 0.01)


def _case(painter: Painter) -> None:
    painter.line(poly([(-0.06, -0.24), (-0.06, -0.29), (0.06, -0.29), (0.06, -0.24)], close=False),
                 painter.half(_DARK, 0.6), 0.018)  # fmt: skip
    painter.form(rect(-0.21, -0.25, 0.42, 0.25, 0.02), _STEEL, 0.03)
    painter.fill(rect(-0.21, -0.15, 0.42, 0.015), painter.shaded(_STEEL))


def _gun(painter: Painter) -> None:
    painter.form(poly([(-0.12, -0.01), (-0.12, -0.05), (0.12, -0.05), (0.12, -0.03), (-0.03, -0.025), (-0.06, 0.0)]),
                 _DARK, 0.01)  # fmt: skip


def _gramophone(painter: Painter) -> None:
    painter.form(rect(-0.15, -0.10, 0.30, 0.10, 0.01), _WOOD, 0.02)
    painter.fill(oval(-0.02, -0.105, 0.12, 0.02), painter.lit(_DARK))
    painter.line(blob([(0.11, -0.10), (0.14, -0.17), (0.07, -0.20)], 0.5, close=False), painter.lit(_BRASS), 0.018)
    horn = blob([(0.06, -0.17), (0.10, -0.21), (0.15, -0.34), (0.0, -0.36), (-0.10, -0.28)], 0.3)
    painter.form(horn, mix(_BRASS, _WOOD, 0.35), 0.025)
    painter.fill(oval(0.02, -0.32, 0.105, 0.042), painter.half(mix(_BRASS, _DARK, 0.6), 0.7))


def _radio(painter: Painter) -> None:
    painter.form(rect(-0.17, -0.20, 0.34, 0.20, 0.03), mix(_WOOD, _RED, 0.25), 0.02)
    painter.fill(oval(-0.07, -0.10, 0.065), painter.half(_PAPER, 0.6))
    painter.fill(rect(0.03, -0.16, 0.10, 0.035, 0.01), painter.own_light(from_hex("FFE39A")))
    painter.fill(oval(0.08, -0.06, 0.025), painter.lit(_DARK))


def _recorder(painter: Painter) -> None:
    painter.form(rect(-0.17, -0.09, 0.34, 0.09, 0.015), _STEEL, 0.02)
    painter.fill(rect(-0.15, -0.075, 0.30, 0.02), painter.half(_DARK, 0.6))
    for x in (-0.075, 0.075):
        painter.form(oval(x, -0.10, 0.065, 0.022), _PAPER, 0.01)
    painter.fill(oval(0.13, -0.03, 0.012), painter.own_light(_RED))


def _vase(painter: Painter) -> None:
    for x, y, colour in ((-0.09, -0.36, "C8352F"), (0.0, -0.42, "F0C02E"), (0.09, -0.35, "D98A8A")):
        painter.line(poly([(0.0, -0.16), (x, y)], close=False), painter.half(from_hex("4E7A55"), 0.7), 0.014)
        painter.form(oval(x, y, 0.05), from_hex(colour), 0.015)
    painter.form(blob([(-0.05, -0.20), (0.05, -0.20), (0.075, -0.08), (0.05, 0.0), (-0.05, 0.0), (-0.075, -0.08)], 0.4),
                 from_hex("6E9AA4"), 0.02)  # fmt: skip


def _typewriter(painter: Painter) -> None:
    painter.fill(rect(-0.12, -0.34, 0.24, 0.20), painter.half(_PAPER, 0.95))
    painter.form(limb([(-0.19, -0.17), (0.19, -0.17)], 0.06, 0.06), _DARK, 0.015)
    painter.form(poly([(-0.22, 0.0), (-0.17, -0.15), (0.17, -0.15), (0.22, 0.0)]), mix(_DARK, _STEEL, 0.4), 0.02)
    for i in range(5):
        painter.fill(oval(-0.12 + i * 0.06, -0.045, 0.018, 0.012), painter.half(_PAPER, 0.8))


def _money(painter: Painter) -> None:
    note = from_hex("7E9A6A")
    for x, high in ((-0.12, 3), (0.06, 5)):
        for i in range(high):
            painter.form(rect(x - 0.07, -0.022 * (i + 1), 0.15, 0.018), note, 0.006)
        painter.fill(rect(x - 0.01, -0.022 * high, 0.03, 0.022 * high), painter.half(_PAPER, 0.85))


def _knife(painter: Painter) -> None:
    painter.form(poly([(-0.02, -0.035), (0.17, -0.03), (0.21, -0.012), (-0.02, -0.01)]), from_hex("B9C4C8"), 0.008)
    painter.form(rect(-0.15, -0.04, 0.13, 0.034, 0.012), _DARK, 0.01)


def _glass(painter: Painter) -> None:
    painter.fill(poly([(-0.04, -0.14), (0.04, -0.14), (0.032, 0.0), (-0.032, 0.0)]), painter.half(_GLASS, 0.75))
    painter.fill(poly([(-0.036, -0.08), (0.036, -0.08), (0.03, -0.008), (-0.03, -0.008)]),
                 painter.half(mix(_GLASS, from_hex("4A7A90"), 0.4), 0.9))  # fmt: skip


def _box(painter: Painter) -> None:
    card = from_hex("B98B52")
    painter.form(rect(-0.18, -0.22, 0.36, 0.22, 0.01), card, 0.03)
    painter.fill(rect(-0.02, -0.22, 0.04, 0.22), painter.half(mix(card, _PAPER, 0.5), 0.8))


def _pizza(painter: Painter) -> None:
    painter.form(poly([(-0.22, 0.0), (-0.19, -0.05), (0.19, -0.05), (0.22, 0.0)]), _PAPER, 0.01)
    painter.fill(oval(0.0, -0.05, 0.16, 0.026), painter.lit(from_hex("D9983E")))
    for x in (-0.09, -0.01, 0.08):
        painter.fill(oval(x, -0.052, 0.022, 0.009), painter.lit(_RED))


def _game(painter: Painter) -> None:
    """A board with men on it."""
    painter.fill(poly([(-0.20, 0.0), (-0.16, -0.05), (0.16, -0.05), (0.20, 0.0)]), painter.half(_PAPER, 0.9))
    for i, (x, y) in enumerate(((-0.10, -0.01), (-0.02, -0.03), (0.06, -0.01), (0.11, -0.035), (-0.06, -0.04))):
        tone = _DARK if i % 2 else _WOOD
        painter.form(blob([(x - 0.022, y), (x - 0.01, y - 0.06), (x + 0.01, y - 0.06), (x + 0.022, y)], 0.3), tone,
                     0.008)  # fmt: skip
        painter.form(oval(x, y - 0.065, 0.016), tone, 0.006)


ON_TOP: dict[str, Callable[[Painter], None]] = {
    "cup": _cup, "papers": _papers, "file": _file, "bottle": _bottle, "plate": _plate, "loaf": _loaf, "dough": _dough,
    "case": _case, "fruit": _fruit, "candle": _candle, "telephone": _telephone, "books": _books, "gun": _gun,
    "computer": _computer, "gramophone": _gramophone, "radio": _radio, "recorder": _recorder, "vase": _vase,
    "typewriter": _typewriter, "money": _money, "knife": _knife, "glass": _glass, "box": _box, "pizza": _pizza,
    "game": _game,
}  # fmt: skip
"""Drawings by what lies there."""
_WORDS: tuple[tuple[str, str], ...] = (
    ("gramophone", r"\b(gramophones?|phonograph|record player|turntable)\b"),
    ("recorder", r"\b(tape recorder|recorder|cassette player|dictaphone)\b"),
    ("radio", r"\b(radio|transistor|wireless)\b(?! (room|operator|station|mast|silence))"),
    ("typewriter", r"\btypewriter\b"),
    ("pizza", r"\bpizzas?\b"),
    ("game", r"\b(chess|chessboard|checkers|backgammon|draughts|board game)\b"),
    ("vase", r"\b(vase|bouquet|flowers (on|in|stand))\b"),
    ("money", r"\b(money|cash|banknotes|stacks? of (bills|notes)|dollars)\b"),
    ("box", r"\b(cardboard box|shoebox|parcel|package)\b"),
    ("knife", r"\b(knife|dagger)\b"),
    ("glass", r"\bglass(es)? of (water|milk|juice)\b"),
    ("file", r"\b(files?|folders?|dossier)\b"),
    ("papers", r"\b(papers?|letters?|photo(graph)?s?|documents?|maps?|charts?|notes?|newspapers?|cards)\b"),
    ("dough", r"\b(dough|knead(s|ing)?|flour|pastry)\b"),
    ("loaf", r"\b(bread|loaf|loaves|cake|pie)\b"),
    ("fruit", r"\b(fruit|oranges|apples|lemons)\b"),
    ("plate", r"\b(plates?|dinner|supper|lunch|breakfast|meal|food|soup|eats?|eating)\b"),
    ("bottle", r"\b(bottles?|wine|beer|whisky|whiskey|vodka)\b"),
    ("cup", r"\b(cups?|mugs?|coffee|tea|glass(es)? of)\b"),
    ("candle", r"\b(candles?)\b"),
    ("telephone", r"\b(telephone|phone on the)\b"),
    ("books", r"\b(books?|homework)\b"),
    ("computer", r"\b(types|typing|computer|laptop|keyboard|screen)\b"),
    ("case", r"\b((metal |suit|brief)case|case)\b(?! of)"),
    ("gun", r"\b(gun|pistol|revolver) (lies|on the|between)\b"),
)
_MOST = 3
_TAKES = re.compile(
    r"\b(?:takes?|picks? up|picks?|grabs?|snatch(?:es)?|lifts?|pockets?|collects?|gathers?|removes?|clears?|steals?|"
    r"drops?|knocks? over|seizes?|scoops? up|carr(?:y|ies)|throws?|sweeps?|pulls? out|draws?|hands?|gives?|stuffs?) "
    r"(?:up |out |off |back |him |her |them |(?:[A-Z]\w+ ){1,2})?(?:the |a |an |his |her |their |all |some |last )?"
    r"(?:\w+ ){0,2}$"
)
"""Before a thing that is in somebody's hand from then on, not on the table."""
_PUTS = re.compile(r"\b(?:puts?|lays?|sets?|places?|slams?|leaves?|serves?) [^.]{0,30}$")
"""Before a thing that lies on the table again."""
_ELSEWHERE = re.compile(
    r"[^.;,]{0,24}?\b(?:on|in|from|against|behind|under|into) (?:the|a|an|his|her|their) (?:\w+ )?(?:shelf|shelves|"
    r"floor|wall|beds?|fridge|mantelpiece|windowsill|counter|ground|stove|oven|pockets?|hands?|lap|arms?|car|corner|safe|"
    r"bags?|drawer|mouth|cupboard|cabinet|sink|water)\b",
    re.IGNORECASE,
)
"""After a thing that is somewhere else than on the table."""


def things_on_table(told: tuple[str, ...], now: str) -> tuple[str, ...]:
    """What the scene has put on the table so far, at most three things: a cup where nothing is said.

    `told` is what was told before, `now` the shot's action. What somebody took since lies there no more.
    """
    said = in_english(" ".join((*told, now)))
    spoken_of = [(name, words) for name, words in _WORDS if re.search(words, said, re.IGNORECASE)]
    lying = tuple(name for name, words in spoken_of if not _taken(said, words))[:_MOST]
    return lying or (() if spoken_of else ("cup",))


def _taken(said: str, words: str) -> bool:
    """Whether somebody took a thing and did not put it back, or it is somewhere else."""
    gone = False
    for each in re.finditer(words, said, re.IGNORECASE):
        before = said[max(0, each.start() - 80) : each.start()]
        if _TAKES.search(before) or _ELSEWHERE.match(said[each.end() :]):
            gone = True
        elif _PUTS.search(before):
            gone = False
    return gone

"""Colours by their names, as introductions use them, and how far apart two hues are."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from functools import lru_cache

CLOTH: dict[str, str] = {
    "black": "#2B2B30", "charcoal": "#3A3C42", "grey": "#7D8288", "gray": "#7D8288", "silver": "#A9AEB4",
    "white": "#EDE8DC", "cream": "#E8DCC0", "ivory": "#E9E0CB", "beige": "#CDBB97", "tan": "#C09A6B",
    "khaki": "#A8976A", "camel": "#B98B56", "brown": "#7A5236", "chestnut": "#7B4630", "rust": "#A5502E",
    "red": "#B5332F", "crimson": "#A3202F", "scarlet": "#C42F2A", "burgundy": "#6E2434", "maroon": "#6B2A31",
    "pink": "#D98C9C", "rose": "#C9707F", "coral": "#DD7A5F", "peach": "#E8A985", "salmon": "#DC8A74",
    "orange": "#D9722B", "amber": "#D4962F", "gold": "#C99A35", "golden": "#C99A35", "mustard": "#C5962F",
    "yellow": "#DDB73A", "lime": "#9DBB3C", "olive": "#6F7040", "green": "#4F7F52", "emerald": "#2F7F5E",
    "mint": "#9CC7AC", "teal": "#2F7A7A", "turquoise": "#3E9C9C", "cyan": "#46A4B4", "blue": "#3E659E",
    "navy": "#2A3A5C", "indigo": "#3F3F7A", "denim": "#4B6485", "azure": "#4A88BE", "purple": "#6B4A86",
    "violet": "#74529A", "lavender": "#A794C4", "lilac": "#B49CC8", "plum": "#6A3A5E", "magenta": "#A63F7F",
}  # fmt: skip
"""What cloth of that colour looks like."""

HAIR: dict[str, str] = {
    "black": "#1E1B1C", "jet-black": "#1E1B1C", "raven": "#1E1B1C", "dark": "#2E221D", "brunette": "#4A3124",
    "brown": "#4F3526", "chestnut": "#6A3E28", "auburn": "#7A3C26", "red": "#9C4A26", "ginger": "#B5602C",
    "copper": "#A8532A", "strawberry": "#C88A5A", "sandy": "#B8935C", "blond": "#CFAE6E", "blonde": "#CFAE6E",
    "fair": "#CFAE6E", "golden": "#CDA353", "platinum": "#E3D9BE", "grey": "#9A9A9C", "gray": "#9A9A9C",
    "greying": "#77716C", "graying": "#77716C", "silver": "#B9BCC0", "white": "#E6E4DE", "snowy": "#E6E4DE",
    "salt-and-pepper": "#77757A", "blue": "#3E659E", "green": "#4F7F52", "pink": "#D98C9C", "purple": "#6B4A86",
}  # fmt: skip
"""What hair of that colour looks like."""

SHADES = {"dark": 0.68, "deep": 0.75, "light": 1.25, "pale": 1.32, "bright": 1.1, "faded": 1.12}
"""Words for shades, and how much lighter they make a colour."""


def colour_named(clause: str, table: Mapping[str, str]) -> str:
    """The last colour named in a clause (`a faded dark green`), as `#RRGGBB`; empty when none is."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", clause.lower())
    for index in range(len(words) - 1, -1, -1):
        found = next((word for word in (words[index], *words[index].split("-")[::-1]) if word in table), None)
        if found:
            shades = [*words[index].split("-")[:-1], *words[max(0, index - 1) : index]]
            return shaded(table[found], next((SHADES[word] for word in shades if word in SHADES), 1.0))
    return ""


def shaded(colour: str, by: float) -> str:
    """A colour made darker (below 1) or lighter (above)."""
    channels = (min(255, round(int(colour[at : at + 2], 16) * by)) for at in (1, 3, 5))
    return "#" + "".join(f"{channel:02X}" for channel in channels)


@lru_cache(maxsize=1 << 14)
def apart(one: str, other: str) -> float:
    """How far two colours of cloth are told apart: 0 the same, 1 opposite hues; greys by their lightness."""
    first, second = (
        colorsys.rgb_to_hls(*(int(each[at : at + 2], 16) / 255 for at in (1, 3, 5))) for each in (one, other)
    )
    turn = abs(first[0] - second[0])
    hue = 2 * min(turn, 1 - turn)
    vivid = min(1.0, 3 * min(first[2], second[2]))
    mixed = abs(first[2] - second[2])
    return min(1.0, hue * vivid + 0.6 * abs(first[1] - second[1]) + 0.4 * mixed * (1 - vivid))

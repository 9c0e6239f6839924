"""The colour script: palettes by hour and weather, and the few operations paper knows.

Colours are (red, green, blue) from 0 to 1 in sRGB; mixing is linear in those numbers and clamped last.
"""

from __future__ import annotations

from dataclasses import dataclass

from bible.entries import Hour, Weather
from bible.script import Setting

Colour = tuple[float, float, float]


def from_hex(text: str) -> Colour:
    """`#F2703A` as a colour."""
    text = text.lstrip("#")
    return (int(text[0:2], 16) / 255, int(text[2:4], 16) / 255, int(text[4:6], 16) / 255)


def mix(a: Colour, b: Colour, t: float) -> Colour:
    """`a` at t = 0, `b` at t = 1."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def times(a: Colour, b: Colour) -> Colour:
    """Channel by channel: paper `a` under light `b`."""
    return (a[0] * b[0], a[1] * b[1], a[2] * b[2])


def saturate(colour: Colour, amount: float) -> Colour:
    """Less colourful below 1, grey at 0."""
    grey = 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]
    return mix((grey, grey, grey), colour, amount)


@dataclass(frozen=True)
class Palette:
    """The colours of one hour. `sky` runs from the top to the horizon, `water` and `ground` from there to the lens."""

    sky: tuple[Colour, ...]
    sun: Colour
    haze: Colour
    far: Colour
    near: Colour
    water: tuple[Colour, ...]
    ground: tuple[Colour, ...]
    key: Colour
    """Multiplies what the key light meets."""
    shade: Colour
    """Multiplies what it does not."""
    tint: Colour
    """What shade leans to."""
    ink: Colour
    accent: Colour
    lamp: Colour
    side: int
    """1 when the key comes from screen right, -1 from the left; the same in every shot of a scene."""


def _ramp(text: str) -> tuple[Colour, ...]:
    return tuple(from_hex(part) for part in text.split())


def _palette(
    sky: str, sun: str, haze: str, far: str, near: str, water: str, ground: str,
    key: Colour, shade: Colour, tint: str, ink: str, accent: str, lamp: str, side: int,
) -> Palette:  # fmt: skip
    return Palette(
        _ramp(sky), from_hex(sun), from_hex(haze), from_hex(far), from_hex(near), _ramp(water), _ramp(ground),
        key, shade, from_hex(tint), from_hex(ink), from_hex(accent), from_hex(lamp), side,
    )  # fmt: skip


_NIGHT_SKY = "#0B1428 #101D38 #162948 #1D3558 #274468 #335678"
_NIGHT_WATER = "#38597A #25456A #173154 #0F2340"

PALETTES: dict[str, Palette] = {
    "dawn": _palette(
        "#5B6E8C #7C88A0 #A79BA6 #CFA89F #EBBE9C #F6D7AC", "#FFF0CF", "#D3B9AC", "#9C97A8", "#39465C",
        "#B9A9AB #8E93A5 #66768F #4A5F7A", "#A39A9C #857F88 #66636F #4B4B58",
        (1.06, 0.96, 0.86), (0.50, 0.50, 0.66), "#3D4668", "#232A3D", "#F2703A", "#FFD27A", 1,
    ),
    "day": _palette(
        "#5FA3B5 #7DB8BE #A4CCC4 #CBDFCB #E6EBD3 #F3F0DC", "#FFF9E2", "#D5E3D4", "#9DBDB8", "#27484E",
        "#A9CFC8 #76B1B6 #4A91A0 #327384", "#DAD6B4 #C4BF97 #A8A67E #868A66",
        (1.04, 1.01, 0.95), (0.62, 0.66, 0.78), "#34506B", "#1D2B33", "#E8553A", "#FFF3C4", 1,
    ),
    "sunset": _palette(
        "#A8324A #C9474A #E3663F #F28C45 #F8B25C #FBD587", "#FFF0C0", "#F2A868", "#C2604F", "#4A2036",
        "#F2A660 #D97850 #A85352 #6F3B52", "#E58E4F #C96F46 #A55440 #7C3D3B",
        (1.12, 0.86, 0.66), (0.50, 0.32, 0.44), "#4E2145", "#2B1226", "#FFD45E", "#FFE08A", 1,
    ),
    "dusk": _palette(
        "#2C2A57 #47366C #71427B #A3547D #D4706F #F2A06E", "#FFD9A0", "#A9638A", "#6E4A7E", "#211B3E",
        "#D38479 #965C82 #5E4478 #3A3260", "#7C5A7C #5E4A70 #463A60 #30294C",
        (1.02, 0.74, 0.70), (0.36, 0.30, 0.52), "#2A2056", "#161230", "#FF9A4A", "#FFC765", -1,
    ),
    "night": _palette(
        _NIGHT_SKY, "#E8F0F4", "#2C4A6B", "#23405F", "#0A1122",
        _NIGHT_WATER, "#2E4560 #233750 #192A40 #111E30",
        (0.80, 0.90, 1.04), (0.24, 0.29, 0.46), "#0E1836", "#060A18", "#F5B04C", "#FFCF70", -1,
    ),
    "storm": _palette(
        "#2C3944 #3A4A55 #4B5C64 #627377 #7E8D8B #9BA69F", "#C9D2C6", "#7B8B8B", "#5A6D72", "#1C2A33",
        "#7F9390 #587378 #3C5862 #28414D", "#6F7F80 #586A6E #435359 #313F46",
        (0.80, 0.88, 0.90), (0.38, 0.44, 0.54), "#1F2E40", "#121C25", "#F2B441", "#FFE39A", -1,
    ),
    "lamp": _palette(
        _NIGHT_SKY, "#E8F0F4", "#2B3540", "#3A4A50", "#10161C",
        _NIGHT_WATER, "#2D3A3E #263236 #1E282C #171F24",
        (1.10, 0.94, 0.72), (0.34, 0.30, 0.38), "#141A30", "#0B0E16", "#F2A03C", "#FFDF96", 1,
    ),
}  # fmt: skip


def palette_for(setting: Setting, hour: Hour, weather: Weather) -> Palette:
    """The palette a scene is lit with. Rain and storm grey the day; an interior at night is lit by lamps."""
    if setting == Setting.INT and hour == Hour.NIGHT:
        return PALETTES["lamp"]
    if weather in (Weather.RAIN, Weather.STORM) and hour != Hour.NIGHT and setting != Setting.INT:
        return PALETTES["storm"]
    palette = PALETTES[hour.value]
    if weather == Weather.OVERCAST:
        return _overcast(palette)
    return palette


def _overcast(palette: Palette) -> Palette:
    """Less colour, less key, shade nearer to the key."""

    def grey(ramp: tuple[Colour, ...]) -> tuple[Colour, ...]:
        return tuple(saturate(colour, 0.65) for colour in ramp)

    return Palette(
        grey(palette.sky), palette.sun, saturate(palette.haze, 0.65), saturate(palette.far, 0.65), palette.near,
        grey(palette.water), grey(palette.ground), times(palette.key, (0.92, 0.92, 0.92)), (0.75, 0.76, 0.80),
        palette.tint, palette.ink, palette.accent, palette.lamp, palette.side,
    )  # fmt: skip

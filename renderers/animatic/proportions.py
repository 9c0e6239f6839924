"""How a look is built: stature, heads, shoulders and limbs, and the small traits that tell faces apart."""

from __future__ import annotations

import functools
import random
import zlib
from dataclasses import dataclass

from bible.entries import Look
from renderers.animatic.colour import Colour, from_hex

SKINS: dict[str, Colour] = {
    "pale": from_hex("F2CDB0"),
    "light": from_hex("E9B68F"),
    "tan": from_hex("D0935F"),
    "brown": from_hex("A56B43"),
    "dark": from_hex("70452F"),
    "deep": from_hex("4E3025"),
}
"""The paper each skin is cut from."""

_BUILDS = {"slim": 0.88, "average": 1.0, "stocky": 1.10, "heavy": 1.19}
_LIGHT_EYES = ("3E5E6A", "4C5A4A", "4A3424", "5A4630", "46607A")
_DARK_EYES = ("2C2A2C", "4A3020", "3A2418")


def is_child(look: Look) -> bool:
    """Under fourteen: other proportions, rounder face."""
    return look.age < 14


def heads_tall(look: Look) -> float:
    """How many of its own heads a body is tall: 5.7 for an adult, down to 3.6 for a toddler."""
    if look.age < 4:
        return 3.6
    if look.age < 9:
        return 4.2
    if look.age < 14:
        return 4.5
    return 5.1 if look.age < 17 else 5.7


def stoop(look: Look) -> float:
    """How far age bends a body forward, in degrees."""
    return 0.0 if look.age < 70 else 3.0 if look.age < 78 else 5.0


def stature(look: Look) -> float:
    """Height from heel to crown in metres."""
    return look.height_cm / 100


def head_height(look: Look) -> float:
    """The unit figures are drawn in, in metres: from chin to crown."""
    return stature(look) / heads_tall(look)


def eye_height(look: Look) -> float:
    """Height of the eyes above the ground in metres."""
    return stature(look) - 0.53 * head_height(look)


@dataclass(frozen=True)
class Proportions:
    """A body measured in its own head heights, y down from the ground, so that everything above it is negative."""

    heads: float
    shoulders: float
    """y of the shoulder line."""
    torso: float
    """From the shoulder line down to the hip."""
    breadth: float
    """1 for an average man; scales what is wide."""
    build: float
    """1 for average; scales limbs."""
    half_shoulder: float
    upper_arm: float
    fore_arm: float
    sleeve: float
    """Width of a sleeve at the shoulder."""
    neck: float
    """Half the width of the neck."""

    @property
    def hip(self) -> float:
        """y of the hip."""
        return self.shoulders + self.torso


@functools.lru_cache(256)
def proportions(look: Look) -> Proportions:
    """The body of a look."""
    heads, build, child = heads_tall(look), _BUILDS[look.build], is_child(look)
    woman = look.sex == "woman" and not child
    breadth = build * (0.86 if woman else 1.0) * (0.72 if child else 1.0)
    arm = (heads / 5.7) ** 0.75 * 0.96
    return Proportions(
        heads=heads,
        shoulders=-(heads - 1.14),
        torso=1.4 if child else 1.86,
        breadth=breadth,
        build=build,
        half_shoulder=0.88 * breadth,
        upper_arm=1.05 * arm,
        fore_arm=arm,
        sleeve=0.47 * build**0.7 * (0.88 if woman else 0.82 if child else 1.0),
        neck=0.185 * (0.86 if look.sex == "woman" else 1.0) * (1.15 if build > 1.05 else 1.0) * (0.8 if child else 1.0),
    )


@dataclass(frozen=True)
class Traits:
    """What the look leaves open about a face, settled once per person."""

    jaw: float
    nose: float
    brow: float
    eyes: Colour
    lips: Colour


@functools.lru_cache(256)
def traits(look: Look) -> Traits:
    """The traits of a look. Clothes and hats change none of them."""
    bones = (look.sex, look.height_cm, look.skin, look.hair_colour)
    dice = random.Random(zlib.crc32(repr(bones).encode()))
    woman, child, old = look.sex == "woman", is_child(look), look.age >= 55
    jaw = (0.94 if woman else 1.04) * {"slim": 0.97, "heavy": 1.08}.get(look.build, 1.0) * dice.uniform(0.98, 1.02)
    nose = (0.8 if child else 0.9 if woman else 1.02) * (1.14 if old else 1.0) * dice.uniform(0.94, 1.08)
    dark = look.skin in ("brown", "dark", "deep")
    eyes = from_hex(dice.choice(_DARK_EYES if dark else _LIGHT_EYES))
    lips = from_hex("8A3038" if dark else "A8434A") if woman and not child else from_hex("8E3B34")
    return Traits(1.0 if child else jaw, nose, dice.uniform(0.9, 1.15) * (0.8 if woman or child else 1.12), eyes, lips)

"""How clothes are cut: where each outfit ends, how wide it falls, what it leaves bare, and of which colours it is."""

from __future__ import annotations

import functools
import random
import zlib
from dataclasses import dataclass
from typing import Literal

from bible.entries import Look
from renderers.animatic.colour import Colour, from_hex, mix


@dataclass(frozen=True)
class Cut:
    """One outfit's outline. Widths are shares of the usual one."""

    hem: float = 0.0
    """How far down the leg it reaches, as a share; 0 ends at the hip."""
    flare: float = 0.98
    """Half width of the hem."""
    waist: float = 0.66
    """Half width of a woman's waist in it."""
    bare_arms: bool = False
    sleeve: float = 1.0
    wrist: float = 0.70
    """Width of the sleeve at its end, as a share of that at the shoulder."""
    cuff: float = 0.0
    """Width of a cuff of its own; 0 has none."""
    arms: Literal["own", "shirt"] = "own"
    """Whether the sleeves are the outfit's or those of the shirt under it."""
    torso: Literal["own", "shirt"] = "own"
    """The same for what the chest shows before an apron or a bib is laid over it."""
    legs: Literal["trousers", "own", "bare", "shorts"] = "trousers"
    """What is on the legs: trousers of their own colour, the outfit itself, nothing, or shorts."""
    collar: bool = False
    """Whether a collar stands up at the nape."""


CUTS: dict[str, Cut] = {
    "coat": Cut(0.58, 1.22, 0.78, cuff=0.80, collar=True),
    "raincoat": Cut(0.36, 1.22, 0.80, cuff=0.80),
    "suit": Cut(collar=True),
    "jacket": Cut(collar=True),
    "jumper": Cut(cuff=0.72),
    "tee": Cut(bare_arms=True),
    "dress": Cut(0.47, 1.30, 0.60, bare_arms=True, legs="bare"),
    "uniform": Cut(cuff=0.78, collar=True),
    "jumpsuit": Cut(waist=0.72, legs="own", collar=True),
    "overalls": Cut(arms="shirt", torso="shirt", legs="own"),
    "apron": Cut(arms="shirt", torso="shirt"),
    "waistcoat": Cut(arms="shirt"),
    "scrubs": Cut(waist=0.76, bare_arms=True, legs="own"),
    "blouse": Cut(waist=0.60, cuff=0.70, legs="bare"),
    "sportswear": Cut(waist=0.74, bare_arms=True, legs="shorts"),
    "gown": Cut(0.92, 1.75, 0.56, sleeve=0.92, legs="own"),
    "robe": Cut(0.88, 1.24, 0.84, sleeve=1.12, wrist=1.12, legs="own"),
    "armour": Cut(0.22, 1.16, 0.74, sleeve=1.06, wrist=0.78, cuff=0.86, legs="own"),
    "spacesuit": Cut(waist=0.92, sleeve=1.20, wrist=0.86, cuff=0.80, legs="own"),
    "wetsuit": Cut(waist=0.62, sleeve=0.86, legs="own"),
}
"""The cut of every outfit a look can have."""
LONG = tuple(outfit for outfit, cut in CUTS.items() if cut.hem)
"""Outfits whose hem hangs over the legs."""
BARE_ARMS = tuple(outfit for outfit, cut in CUTS.items() if cut.bare_arms)
"""Outfits with short sleeves."""

_SHIRTS = ("E8DCC4", "F0E6D2", "D9D3C6", "46607A", "5E6A72", "B9C4C0")
_WORK_SHIRTS = ("E8DCC4", "A84A3E", "46607A", "B9C4C0", "C9B48A")
_TIES = ("6B2E2A", "2F4A5E", "54503A", "5E3A56")
_PACKS = ("8A7B3C", "7A5236", "4E6A5A", "5E4A6A")
_SHOES = ("2E2A2E", "3A2E2A", "2B2F38")


@dataclass(frozen=True)
class Wardrobe:
    """The colours of one person's clothes; what the look leaves open is settled once per person."""

    outfit: Colour
    """Of the outfit itself."""
    torso: Colour
    """Of what the chest is in, under an apron or a bib."""
    sleeves: Colour
    trousers: Colour
    shirt: Colour
    tie: Colour
    pack: Colour
    shoes: Colour


@functools.lru_cache(256)
def wardrobe(look: Look) -> Wardrobe:
    """What a look wears."""
    dice = random.Random(zlib.crc32(repr((look.outfit_colour, look.trousers_colour, look.height_cm)).encode()))
    shirt, tie, pack, shoes = (from_hex(dice.choice(names)) for names in (_SHIRTS, _TIES, _PACKS, _SHOES))
    cut, own = CUTS[look.outfit], from_hex(look.outfit_colour)
    if look.outfit in ("suit", "waistcoat"):
        shirt = from_hex("F0E6D2")
    if cut.torso == "shirt":
        shirt = from_hex(_unlike(look.outfit_colour, dice))
    return Wardrobe(
        outfit=own,
        torso=shirt if cut.torso == "shirt" else own,
        sleeves=shirt if cut.arms == "shirt" else own,
        trousers=mix(own, (0.1, 0.1, 0.14), 0.12) if cut.legs == "own" else from_hex(look.trousers_colour),
        shirt=shirt,
        tie=tie,
        pack=pack,
        shoes=shoes,
    )


def _unlike(colour: str, dice: random.Random) -> str:
    """A shirt from which an apron or a bib stands out."""
    own = sum(from_hex(colour))
    return dice.choice([shirt for shirt in _WORK_SHIRTS if abs(sum(from_hex(shirt)) - own) > 0.45] or [_WORK_SHIRTS[2]])

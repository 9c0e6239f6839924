"""Kokoro's voices: style vectors and blends of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renderers.interface import Voice
from renderers.voices.kokoro_model import KokoroModel

HALF = 128
"""Where a style's colour ends and its melody begins."""


class Throat(NamedTuple):
    """How a voice is made of the model's own."""

    colour: tuple[tuple[str, float], ...]
    """Shares of the model's voices in how it sounds; they make 1."""
    melody: tuple[tuple[str, float], ...]
    """The same in how high, how fast and how lively it speaks."""
    size: float = 1.0
    """How much shorter the throat is than the model makes it."""
    pace: float = 1.0
    """How fast it speaks by itself."""


def _voice(name: str, sex: str, ages: tuple[int, int], throat: Throat) -> tuple[Voice, Throat]:
    return Voice(name=name, sex=sex, ages=ages), throat


def _one(name: str, size: float = 1.0, pace: float = 1.0) -> Throat:
    return Throat(((name, 1.0),), ((name, 1.0),), size, pace)


_ALPHA, _FOX, _MOUSE, _MITTEN, _SPIDER = "jf_alpha", "jf_gongitsune", "jf_nezumi", "jf_tebukuro", "jm_kumo"

VOICES: tuple[tuple[Voice, Throat], ...] = (
    _voice("alma", "woman", (18, 45), _one(_ALPHA, 0.97)),
    _voice("karl", "man", (25, 60), _one(_SPIDER)),
    _voice("greta", "woman", (50, 90), Throat(((_FOX, 0.8), (_SPIDER, 0.2)), ((_FOX, 1.0),), 0.88, 0.94)),
    _voice("ruben", "man", (16, 35), Throat(((_SPIDER, 0.75), (_ALPHA, 0.25)), ((_SPIDER, 1.0),), 1.07, 1.03)),
    _voice("tove", "woman", (16, 35), _one(_MITTEN)),
    _voice("otto", "man", (50, 90), Throat(((_SPIDER, 1.0),), ((_SPIDER, 1.0),), 0.91, 0.92)),
    _voice("signe", "woman", (30, 60), Throat(((_MITTEN, 0.5), (_FOX, 0.5)), ((_ALPHA, 0.6), (_FOX, 0.4)), 0.93)),
    _voice("emil", "man", (30, 55), Throat(((_SPIDER, 0.7), (_FOX, 0.3)), ((_SPIDER, 0.8), (_FOX, 0.2)), 0.97)),
    _voice("mia", "child", (5, 14), _one(_MOUSE, 1.12, 1.02)),
    _voice("nils", "child", (5, 14), Throat(((_MOUSE, 0.6), (_SPIDER, 0.4)), ((_MOUSE, 0.8), (_SPIDER, 0.2)), 1.13)),
    _voice("hanne", "woman", (40, 75), Throat(((_ALPHA, 0.6), (_SPIDER, 0.4)), ((_ALPHA, 1.0),), 0.90)),
    _voice("bjarne", "man", (45, 80), Throat(((_SPIDER, 0.85), (_MITTEN, 0.15)), ((_SPIDER, 1.0),), 0.95, 0.97)),
)
"""Ten and more that tell apart: colours of the model's five voices mixed, throats longer and shorter."""


def style_of(model: KokoroModel, throat: Throat, letters: int) -> NDArray[np.float32]:
    """The vector of 256 a voice has for so many letters."""
    row = min(letters, *(len(style) - 1 for style in model.styles.values()))
    colour = sum(share * model.styles[name][row, :HALF] for name, share in throat.colour)
    melody = sum(share * model.styles[name][row, HALF:] for name, share in throat.melody)
    return np.concatenate([colour, melody]).astype(np.float32)

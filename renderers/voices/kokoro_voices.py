"""Kokoro's voices: style vectors and blends of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from renderers.interface import Voice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    """How fast it speaks against the model, which hurries: all voices come to about 175 words a minute."""


def _shares(**voices: float) -> tuple[tuple[str, float], ...]:
    names = {"a": "jf_alpha", "g": "jf_gongitsune", "n": "jf_nezumi", "t": "jf_tebukuro", "k": "jm_kumo"}
    return tuple((names[name], share) for name, share in voices.items())


def _own(name: str, pace: float) -> Throat:
    return Throat(_shares(**{name: 1.0}), _shares(**{name: 1.0}), pace=pace)


VOICES: tuple[tuple[Voice, Throat], ...] = (
    # In each comment the median pitch in Hz, as measured; every voice was read back by a recogniser. Alike are those
    # whose speaker embeddings (Resemblyzer) are as near as those of one voice with two sentences: a cosine over 0.9.
    (Voice(name="gongitsune", sex="woman", ages=(25, 60), alike=("nezumi", "teb-soft")), _own("g", 0.9)),  # 235, dark
    (Voice(name="kumo", sex="man", ages=(25, 65), alike=("kumo-old",)), _own("k", 0.77)),  # 92
    (Voice(name="alpha", sex="woman", ages=(16, 40)), _own("a", 0.76)),  # 267, clear
    (
        Voice(name="kumo-gon", sex="man", ages=(18, 50), alike=("kumo-nez",)),
        Throat(_shares(k=0.55, g=0.45), _shares(k=0.75, g=0.25), pace=0.8),
    ),  # 124
    (
        Voice(name="alpha-low", sex="woman", ages=(30, 65), alike=("alpha-fox",)),  # 194
        Throat(_shares(a=0.75, k=0.25), _shares(a=0.65, k=0.35), 0.97, 0.76),
    ),
    (
        Voice(name="kumo-tenor", sex="man", ages=(13, 35)),  # 156
        Throat(_shares(k=1.0), _shares(k=0.65, a=0.35), 1.08, 0.8),
    ),
    (
        Voice(name="gon-old", sex="woman", ages=(55, 99)),  # 162
        Throat(_shares(g=0.75, k=0.25), _shares(g=0.6, k=0.4), 0.94, 0.78),
    ),
    (
        Voice(name="kumo-old", sex="man", ages=(55, 99), alike=("kumo", "kumo-deep")),  # 102
        Throat(_shares(k=0.75, n=0.25), _shares(k=0.85, g=0.15), 0.93, 0.74),
    ),
    (Voice(name="nezumi", sex="woman", ages=(20, 50), alike=("gongitsune", "teb-soft")), _own("n", 0.8)),  # 235, thin
    (
        Voice(name="kumo-bass", sex="man", ages=(40, 90)),  # 76
        Throat(_shares(k=1.2, a=-0.2), _shares(k=1.1, n=-0.1), 0.88, 0.76),
    ),
    (
        Voice(name="teb-soft", sex="woman", ages=(13, 30), alike=("gongitsune", "nezumi", "alpha-fox")),  # 279
        Throat(_shares(t=0.6, g=0.4), _shares(t=0.5, g=0.5), 0.96, 0.85),
    ),
    (
        Voice(name="kumo-nez", sex="man", ages=(20, 55), alike=("kumo-gon", "kumo-alpha")),  # 131
        Throat(_shares(k=0.6, n=0.4), _shares(k=0.75, n=0.25), 1.05, 0.77),
    ),
    (
        Voice(name="boy", sex="child", ages=(8, 14), alike=("nez-child", "teb-child", "kumo-child")),  # 316
        Throat(_shares(n=0.6, k=0.4), _shares(n=0.6, t=0.4), 1.16, 0.85),
    ),
    (
        Voice(name="teb-child", sex="child", ages=(3, 10), alike=("boy", "nez-child", "alpha-child")),  # 353
        Throat(_shares(t=0.8, a=0.2), _shares(t=0.8, a=0.2), 1.12, 0.84),
    ),
    (
        Voice(name="nez-child", sex="child", ages=(5, 13), alike=("boy", "teb-child")),  # 300
        Throat(_shares(n=0.7, t=0.3), _shares(n=0.7, t=0.3), 1.12, 0.85),
    ),
    (
        Voice(name="alpha-fox", sex="woman", ages=(40, 55), alike=("alpha-low", "teb-soft")),  # 239
        Throat(_shares(a=0.5, g=0.5), _shares(a=0.4, g=0.6), 0.97, 0.82),
    ),
    (
        Voice(name="kumo-alpha", sex="man", ages=(13, 25), alike=("kumo-nez",)),  # 154
        Throat(_shares(k=0.62, a=0.38), _shares(k=0.62, a=0.38), 1.0, 0.78),
    ),
    (
        Voice(name="kumo-deep", sex="man", ages=(45, 80), alike=("kumo-old",)),  # 88
        Throat(_shares(k=0.8, g=0.2), _shares(k=1.0), 0.9, 0.76),
    ),
    (
        Voice(name="alpha-child", sex="child", ages=(6, 12), alike=("teb-child",)),  # 340
        Throat(_shares(a=1.0), _shares(a=0.5, t=0.5), 1.15, 0.8),
    ),
    (
        Voice(name="kumo-child", sex="child", ages=(9, 14), alike=("boy",)),  # 278, husky
        Throat(_shares(k=0.85, n=0.15), _shares(k=0.3, a=0.7), 1.35, 0.84),
    ),
)


def style_of(model: KokoroModel, throat: Throat, letters: int) -> NDArray[np.float32]:
    """The vector of 256 a voice has for so many letters."""
    import numpy as np

    row = min(letters, *(len(style) - 1 for style in model.styles.values()))
    colour = sum(share * model.styles[name][row, :HALF] for name, share in throat.colour)
    melody = sum(share * model.styles[name][row, HALF:] for name, share in throat.melody)
    return np.concatenate([colour, melody]).astype(np.float32)

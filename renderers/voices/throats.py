"""How each voice of an engine is made, by the voice's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from bible.errors import VoiceError
from renderers.interface import Speech, Voice

_Throat = TypeVar("_Throat")


def throat_of(voices: Iterable[tuple[Voice, _Throat]], speech: Speech, engine: str) -> _Throat:
    """How the voice is made that is to speak a line. Raises VoiceError when the engine has no such voice."""
    throats = {voice.name: throat for voice, throat in voices}
    if speech.voice not in throats:
        cure = f"use one of {', '.join(throats)}"
        raise VoiceError(f"{engine} has no voice {speech.voice!r}", where=speech.line, cure=cure)
    return throats[speech.voice]

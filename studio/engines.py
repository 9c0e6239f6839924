"""Which voice engine speaks here, and who speaks the lines it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bible.errors import MissingExtraError
from bible.script import Script
from renderers.interface import VoiceEngine
from renderers.voices.language import script_language
from studio.casting import STAND_IN
from studio.plugins import engine_names

if TYPE_CHECKING:
    from studio.office import Office

BEST_FIRST = ("kokoro", "flite", "espeak-ng", STAND_IN)
"""The order in which `voices = "auto"` looks for an engine; others that are registered come before marked tones."""


def best_engine(office: Office) -> VoiceEngine:
    """The first engine that can be used here, in the order of `BEST_FIRST`; marked tones always can."""
    known = engine_names()
    own = [name for name in known if name not in BEST_FIRST]
    for name in (*BEST_FIRST[:-1], *own):
        if name in known and _can_use(office, name):
            return office.engine(name)
    return office.engine(STAND_IN)


def other_engines(office: Office, engine: VoiceEngine, script: Script) -> Mapping[str, str]:
    """Who speaks the lines that an engine cannot, by line id: the next best that can, marked tones last."""
    language = script_language(script)
    others: dict[str, str] = {}
    able: list[VoiceEngine] | None = None
    for line in script.lines():
        if _speaks(engine, line.text, language):
            continue
        if able is None:
            names = [name for name in (*BEST_FIRST[:-1], *engine_names()) if name != STAND_IN]
            able = [office.engine(name) for name in dict.fromkeys(names) if _can_use(office, name)]
        others[line.id] = next((each.name for each in able if _speaks(each, line.text, language)), STAND_IN)
    return others


def _speaks(engine: VoiceEngine, text: str, language: str) -> bool:
    return engine.can_speak(text) and (not language or not engine.languages or language in engine.languages)


def _can_use(office: Office, name: str) -> bool:
    try:
        return office.engine(name).check().ready
    except MissingExtraError:
        return False

"""Plug-ins by name: built-ins and other people's register alike, and load when they are used."""

from __future__ import annotations

import functools
import sys
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from bible.errors import MissingExtraError, SettingsError
from renderers.interface import Inspector, Pass, Renderer, StillRenderer, VoiceEngine
from shots.director import Director

RENDERERS = "studio.renderers"
STILLS = "studio.stills"
VOICES = "studio.voices"
PASSES = "studio.passes"
INSPECTORS = "studio.inspectors"
DIRECTORS = "studio.directors"


def renderer_names() -> tuple[str, ...]:
    """Every registered renderer."""
    return _names(RENDERERS)


def engine_names() -> tuple[str, ...]:
    """Every registered voice engine."""
    return _names(VOICES)


def load_renderer(name: str) -> Renderer:
    """The renderer people call `name`. Raises SettingsError, or MissingExtraError with the line to type."""
    return cast(Renderer, _load(RENDERERS, name, "renderer"))


def still_names() -> tuple[str, ...]:
    """Every registered still renderer."""
    return _names(STILLS)


def load_still_renderer(name: str) -> StillRenderer:
    """The still renderer people call `name`. Raises SettingsError, or MissingExtraError with the line to type."""
    return cast(StillRenderer, _load(STILLS, name, "still renderer"))


def load_pass(name: str) -> Pass:
    """The pass people call `name`. Raises SettingsError, or MissingExtraError with the line to type."""
    return cast(Pass, _load(PASSES, name, "pass"))


def load_engine(name: str) -> VoiceEngine:
    """The voice engine people call `name`. Raises SettingsError, or MissingExtraError with the line to type."""
    return cast(VoiceEngine, _load(VOICES, name, "voice engine"))


def inspector_names() -> tuple[str, ...]:
    """Every registered inspector."""
    return _names(INSPECTORS)


def load_inspector(name: str) -> Inspector:
    """The inspector people call `name`. Raises SettingsError, or MissingExtraError with the line to type."""
    return cast(Inspector, _load(INSPECTORS, name, "inspector"))


def ready_inspectors() -> tuple[Inspector, ...]:
    """Every inspector that can be used here."""
    loaded = (load_inspector(name) for name in inspector_names())
    return tuple(inspector for inspector in loaded if inspector.check().ready)


def director_names() -> tuple[str, ...]:
    """Every registered director."""
    return _names(DIRECTORS)


def load_director(name: str) -> Director:
    """The director people call `name`. Raises SettingsError, or MissingExtraError with the line to type."""
    return cast(Director, _load(DIRECTORS, name, "director"))


def check_director(name: str, where: str = "") -> None:
    """See that there is a director called so; a language model, `openai:gpt-5-mini`, always may be.

    Raises SettingsError.
    """
    if ":" not in name and name not in director_names():
        raise SettingsError(
            f"there is no director {name!r}",
            where=where,
            cure=f"use one of {', '.join(director_names())}, or a language model as openai:gpt-5-mini",
        )


def _names(group: str) -> tuple[str, ...]:
    return tuple(sorted({point.name for point in _points(group, tuple(sys.path))}))


@functools.cache
def _points(group: str, path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    """What is registered along `path`. Every package there is opened for it, so that once a run is enough."""
    return tuple(entry_points(group=group))


def _load(group: str, name: str, what: str) -> object:
    found = [point for point in _points(group, tuple(sys.path)) if point.name == name]
    if not found:
        raise SettingsError(f"there is no {what} {name!r}", cure=f"use one of {', '.join(_names(group))}")
    try:
        return found[0].load()()
    except ImportError as error:
        raise MissingExtraError(
            f"the {what} {name!r} cannot be loaded ({error})", cure="install what it needs, see `studio renderers`"
        ) from error

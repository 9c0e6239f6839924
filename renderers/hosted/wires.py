"""Wires by the name of their provider and of what is asked of it."""

from __future__ import annotations

from bible.errors import SettingsError
from renderers.hosted.calls import KeyedWire
from renderers.hosted.elevenlabs import ElevenLabs
from renderers.hosted.gemini_images import GeminiImages
from renderers.hosted.gemini_omni import GeminiOmni
from renderers.hosted.openai_images import OpenAIImages
from renderers.hosted.openai_speech import OpenAISpeech
from renderers.hosted.openai_videos import OpenAIVideos
from renderers.hosted.runway import Runway
from renderers.hosted.sync_so import SyncSo
from renderers.hosted.wire import Wire

_KINDS: dict[str, type[KeyedWire]] = {
    "openai_videos": OpenAIVideos, "runway": Runway, "gemini_omni": GeminiOmni, "openai_images": OpenAIImages,
    "gemini_images": GeminiImages, "openai_speech": OpenAISpeech, "elevenlabs": ElevenLabs, "sync": SyncSo,
}  # fmt: skip
WIRES = tuple(_KINDS)
"""Every wire there is, as catalogue rows name them."""
OWN_FIELD_WIRES = tuple(name for name, kind in _KINDS.items() if kind.own_fields)
"""Those by which a model can be asked for a field that it alone has."""


def open_wire(
    name: str, key: str, base_url: str = "", *, timeout_seconds: float | None = None, lists: bool = False
) -> Wire:
    """The wire of this name. `lists`: the gateway behind `openai_videos` lists films with their prompts.

    Nothing is sent, and no SDK is loaded, before the first call. Raises SettingsError for an unknown name, a missing
    base URL, or one that is no safe place for a key.
    """
    kind = _KINDS.get(name)
    if kind is None:
        raise SettingsError(f"there is no wire {name!r}", cure=f"use one of {', '.join(WIRES)}")
    if not (base_url or kind.usual_base_url):
        raise SettingsError(f"{name} has no base URL of its own", cure="name the gateway's, as https://.../v1")
    if kind is OpenAIVideos:
        return OpenAIVideos(key, base_url, timeout_seconds=timeout_seconds, lists=lists)
    return kind(key, base_url, timeout_seconds=timeout_seconds)

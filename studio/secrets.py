"""Keys of providers: where they come from, and how none of them is ever told.

A key comes from the environment or from the system's keyring, never from a file of ours. Each one that was read is
remembered here by its value, and `redact` takes it out of any text: whatever is printed, logged or written to the
database passes through it.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from types import TracebackType
from urllib.parse import quote, quote_plus

from bible.errors import SettingsError

_SERVICE = "film-studio"
_SHORTEST = 6
_known: dict[str, str] = {}


def find_key(provider: str, variables: tuple[str, ...]) -> str:
    """A provider's key: the first of these environment variables that is set, or what the keyring holds.

    Raises SettingsError with what to type when there is none.
    """
    for name in variables:
        if value := os.environ.get(name, "").strip():
            return remember(value, provider)
    if value := _from_keyring(provider):
        return remember(value, provider)
    raise SettingsError(
        f"there is no key for {provider}",
        cure=f"export {variables[0]}=... or, with the package keyring, `keyring set {_SERVICE} {provider}`",
    )


def remember(value: str, provider: str) -> str:
    """Take a key out of every text from now on; returns it. Raises SettingsError."""
    if len(value) < _SHORTEST:
        raise SettingsError(f"the key for {provider} is too short to be one", cure="copy it again, whole")
    for form in (value, quote(value, safe=""), quote_plus(value), json.dumps(value)[1:-1]):
        _known[form] = f"[key of {provider}]"
    return value


def redact(text: str) -> str:
    """The text without any key that was read in this process, in whatever form a URL or JSON may hold it."""
    for value in sorted(_known, key=len, reverse=True):
        if value in text:
            text = text.replace(value, _known[value])
    return text


def tell_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print a traceback as Python does, without keys; for `sys.excepthook`."""
    sys.stderr.write(redact("".join(traceback.format_exception(kind, error, trace))))


def _from_keyring(provider: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(_SERVICE, provider) or ""
    except KeyringError as error:
        raise SettingsError(
            f"the keyring cannot be read ({error})", cure="unlock it, or use the environment"
        ) from error

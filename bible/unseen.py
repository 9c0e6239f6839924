"""Signs that are not seen: they can steer a terminal, or make a line of text show something else than it holds."""

from __future__ import annotations

import re

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control signs but tabs and row ends, and those that turn the direction of writing."""
_STEERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def unseen_in(text: str) -> str:
    """The first sign in a text that is not seen, as `U+001B`; empty when there is none."""
    found = UNSEEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def seen(text: str) -> str:
    r"""The text with signs that could steer a terminal written out: `\x1b`."""
    return _STEERS.sub(lambda sign: ascii(sign[0])[1:-1], text)

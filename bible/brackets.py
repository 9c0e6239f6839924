"""Round brackets, narrow or wide."""

from __future__ import annotations

from bible.headings import western


def without_brackets(text: str) -> str | None:
    """What stands in the one pair of brackets a text consists of, others without a partner left out; else None."""
    text = text.strip()
    narrow = western(text)
    if len(text) < 2 or not (narrow.startswith("(") and narrow.endswith(")")):
        return None
    opened, closed = _partnerless(narrow[1:-1])
    return None if opened and closed else balanced(text[1:-1])


def balanced(text: str) -> str:
    """The text without brackets that have no partner."""
    opened, closed = _partnerless(western(text))
    return "".join(letter for at, letter in enumerate(text) if at not in opened and at not in closed)


def _partnerless(text: str) -> tuple[set[int], set[int]]:
    opened: list[int] = []
    closed: set[int] = set()
    for at, letter in enumerate(text):
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            opened.pop()
        elif letter == ")":
            closed.add(at)
    return set(opened), closed

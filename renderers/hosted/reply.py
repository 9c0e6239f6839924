"""A provider's answer as JSON, asked for what it may hold without fear of what it does hold."""

from __future__ import annotations

import json
import math

Step = str | int


class Reply:
    """A JSON value, or nothing where the answer was none."""

    def __init__(self, value: object) -> None:
        self._value = value

    @classmethod
    def of(cls, text: str | bytes) -> Reply:
        """The answer in a body; nothing when the body is no JSON."""
        try:
            return cls(json.loads(text))
        except (ValueError, RecursionError):
            return cls(None)

    def at(self, *path: Step) -> Reply:
        """What lies at a path of names and places; nothing where the path ends early."""
        value = self._value
        for step in path:
            if isinstance(step, str) and isinstance(value, dict):
                value = value.get(step)
            elif isinstance(step, int) and isinstance(value, list) and step < len(value):
                value = value[step]
            else:
                return Reply(None)
        return Reply(value)

    def text(self, *path: Step) -> str:
        """The words at a path, numbers as digits; empty when there are none."""
        value = self.at(*path)._value
        if isinstance(value, bool) or value is None:
            return ""
        return str(value) if isinstance(value, str | int | float) else ""

    def says(self, *path: Step) -> bool:
        """Whether there is a plain `true` at a path."""
        return self.at(*path)._value is True

    def number(self, *path: Step) -> float | None:
        """The number at a path; None when there is none, or none that ends."""
        value = self.at(*path)._value
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
        try:
            return float(value) if math.isfinite(value) else None
        except OverflowError:
            return None

    def items(self, *path: Step) -> tuple[Reply, ...]:
        """The rows of the list at a path; none when there is no list."""
        value = self.at(*path)._value
        return tuple(Reply(row) for row in value) if isinstance(value, list) else ()

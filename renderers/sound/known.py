"""What is known of temp sound before any is made: how long it lasts, and the versions of what makes it."""

from __future__ import annotations

AMBIENCE_VERSION = 5
"""Changes whenever the same place would sound otherwise."""
EFFECTS_VERSION = 3
"""Changes whenever the same name would sound otherwise."""
SCORE_VERSION = 2
"""Changes whenever the same mood would sound otherwise."""

_LONGEST: dict[str, float] = {
    # the seconds each sound takes at most
    "horn": 6.0, "car horn": 1.5, "whistle": 2.0, "siren": 7.0, "bell": 4.0, "church bell": 11.0, "door": 2.0,
    "door slam": 1.0, "creak": 1.5, "knock": 1.0, "footsteps": 3.0, "running": 2.5, "telephone": 4.0, "buzzing": 2.5,
    "alarm": 3.0, "beep": 0.5, "thunder": 6.5, "wind": 3.0, "splash": 2.0, "gunshot": 2.0, "explosion": 5.0,
    "glass": 2.0, "clink": 1.0, "metal": 2.5, "fall": 0.5, "keys": 1.0, "typing": 2.5, "paper": 1.5, "match": 2.0,
    "fire": 5.5, "kettle": 4.5, "clock": 5.5, "engine": 5.5, "brakes": 2.0, "car": 7.0, "aeroplane": 7.0,
    "helicopter": 6.0, "dog": 1.5, "gull": 4.0, "owl": 5.0, "applause": 4.5, "heartbeat": 3.5,
    "hooves": 4.0, "click": 0.6, "blow": 0.8, "chair": 1.5, "pouring": 3.0, "steam": 3.0, "static": 2.5,
    "car stops": 4.5, "train": 7.0, "drum": 3.0, "cat": 1.5, "laughter": 3.5, "birds": 4.0,
}  # fmt: skip
EFFECTS: tuple[str, ...] = tuple(_LONGEST)
"""Every sound there is."""


def longest(name: str) -> float:
    """Seconds a sound takes at most, whatever its seed. Raises KeyError for a name not in EFFECTS."""
    return _LONGEST[name]

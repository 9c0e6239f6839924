"""At which quality and price takes are made. Loads nothing, so that the command line is quick."""

from __future__ import annotations

from enum import StrEnum


class Tier(StrEnum):
    """Drafts are looked at; what is circled is made final."""

    DRAFT = "draft"
    """By the renderer of the settings."""
    FINAL = "final"
    """By the model named `final` there."""

"""Cards: pictures no camera took. Black that is held, and the end credits."""

from __future__ import annotations

from typing import Literal

from bible.model import Frozen
from shots.recipe import PictureFormat, digest

CARD_VERSION = 1
"""Changes whenever the same card would be drawn otherwise."""


class CreditPage(Frozen):
    """What is read at one time: a heading and rows of one or two columns."""

    heading: str = ""
    title: bool = False
    """The heading is the film's title and set as one."""
    rows: tuple[tuple[str, str], ...] = ()
    """What somebody did or played, and who; a row with one empty side is set in the middle."""


class Card(Frozen):
    """What a card shows; drawn when the film is made, kept in the production's cache."""

    kind: Literal["black", "credits"]
    pages: tuple[CreditPage, ...] = ()
    """Shown one after the other, each as long as the next."""


def card_digest(card: Card, picture: PictureFormat, frames: int) -> str:
    """What a card's file is known by: frames counts its handles too."""
    return digest(
        {
            "version": CARD_VERSION, "card": card.model_dump(mode="json", exclude_defaults=True),
            "picture": picture.model_dump(mode="json"), "frames": frames,
        }
    )  # fmt: skip


def card_file(name: str, kind: str, digest_of_card: str) -> str:
    """Where a card lies inside the production folder `name`: unique by name alone, as editing programs want."""
    return f"cache/cards/{name}_{kind}_{digest_of_card[:10]}.mp4"

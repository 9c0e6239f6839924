"""A beat: the smallest piece of a scene that a shot is made for."""

from __future__ import annotations

from typing import Literal

from bible.entries import Hour
from bible.memory import Tense
from bible.model import Frozen
from bible.script import Line
from shots.shot import Size


class Beat(Frozen):
    """One thing that happens or is said."""

    kind: Literal["place", "deed", "insert", "view", "item", "speech", "lettering"]
    """What it shows: the place, somebody acting, a thing, what somebody sees, a row of a montage, words, or letters."""
    text: str = ""
    """The script's words; a speech has them in its lines."""
    actors: tuple[str, ...] = ()
    """Tokens of who acts, the one it is about first."""
    lines: tuple[Line, ...] = ()
    """The speeches of a speech beat: one, or several spoken at the same time."""
    thing: str = ""
    looker: str = ""
    """Token of the one through whose eyes a view is seen, where the script says so."""
    size: Size | None = None
    """What the writer asked for."""
    present: tuple[str, ...] = ()
    """Tokens of all who are on stage, in the order in which they came."""
    enters: tuple[str, ...] = ()
    """Those who come on with this beat."""
    leaves: str = ""
    """Token of the one who goes off at its end; empty for nobody."""
    tense: Tense = "present"
    intercut: bool = False
    """It may play in one of two places that alternate."""
    recalled: bool = False
    """It is remembered or dreamed within the scene, wherever its people are now."""
    place: str = ""
    """For a row of a montage, a call, or what is remembered: the token of its place; empty for the scene's."""
    hour: Hour | None = None
    """The light it says it plays in; None for the scene's."""

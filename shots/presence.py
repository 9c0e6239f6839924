"""Who is on stage while a scene is read, and in which place, light and time it plays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bible.entries import BreakdownSheet, Hour
from bible.memory import Tense
from shots.beat import Beat

_LEAVES = re.compile(
    r"\b(exits?|leaves|vanish(?:es)?|disappears?|(?:walks?|runs?|storms?|goes|heads?|strides?|rushes|slips?|drives?|"
    r"hurries|steps) (?:out|off|away|outside)|is gone|closes the door behind (?:him|her|them))\b",
    re.I,
)
_FOLLOWS = re.compile(r"\b(?:follows?|chases?|(?:runs?|goes|hurries|rushes) after) (?:him|her|them)\b", re.I)


class Home(NamedTuple):
    """Where the story is while a whole scene is remembered, and whether two places alternate there."""

    place: str
    """A location's token; empty for the place of the scene that is remembered."""
    hour: Hour | None
    """None for the light of that scene."""
    intercut: bool

    def seen_from(self, sheet: BreakdownSheet) -> Home:
        """The same, its place and light only where they are not those of a scene."""
        place, hour = self.place != sheet.location, self.hour != sheet.hour
        return self._replace(place=self.place if place else "", hour=self.hour if hour else None)


class Presence:
    """Follows one scene beat by beat."""

    def __init__(self, there: Sequence[str], tense: Tense, intercut: bool, home: Home | None = None) -> None:
        """`there` are on stage from the start; `tense` is what the scene begins in, `home` where it comes back to."""
        self.people = list(there)
        """Tokens of those on stage, in the order in which they came."""
        self.intercut = intercut
        """Two places alternate."""
        self._tense = self._scene_tense = tense
        self._home = home
        self._own = self._near = self._away = ""
        """Where the scene is, and the two places of an intercut, where told; empty for what its heading says."""
        self._hour: Hour | None = None
        """The light at `_near`, where it is not the scene's."""
        self._far: set[str] = set()
        """Those who came on since, in the other place."""
        self._gone: set[str] = set()
        self._recalled: tuple[str, Hour | None] | None = None
        """The place and the light of what is remembered now, as far as the script says; None when nothing is."""
        self._outside: list[str] = []
        """Those on stage outside of what is remembered."""

    def alternate(self, places: tuple[str, str] | None) -> None:
        """The scene goes between two places, by their tokens; None where the script does not name them."""
        self._near, self._away = places or (self._near, self._away)

    def alternate_no_more(self) -> None:
        """The scene goes on in its own place."""
        self.intercut, self._near, self._away = False, self._own, ""

    def recall(self, tense: Tense, place: str, hour: Hour | None) -> None:
        """Something is remembered or dreamed from here on; on stage are only those who come on in it."""
        if self._recalled is None:
            self._outside, self.people = self.people, []
        self._tense, self._recalled = tense, (place, hour)

    def come_back(self, to_present: bool) -> None:
        """What was remembered within the scene is over; `to_present` also when the whole scene was."""
        if self._recalled is not None:
            self.people, self._recalled = self._outside, None
        if to_present and self._scene_tense != "present":
            self._scene_tense, self.people = "present", []
            if self._home is not None:
                self._own, self._hour, self.intercut = self._home
                self._near = self._own
        self._tense = self._scene_tense

    def speaks(self, token: str) -> None:
        """Somebody on stage is seen to speak."""
        self._enter((token,))

    def play(self, beat: Beat, named: Sequence[str]) -> Beat:
        """A beat with who is there, who comes on in it and who goes off. `named` are those whom its words name.

        Somebody who went off is only spoken of until they do something.
        """
        spoken_of = {token for token in self._gone if beat.actors[:1] != (token,)}
        actors = tuple(token for token in beat.actors if token not in spoken_of)
        enters = self._enter([*actors, *(token for token in named if token not in spoken_of)])
        follows = bool(spoken_of & set(beat.actors)) and bool(_FOLLOWS.search(beat.text))
        goes = bool(actors) and actors[0] not in enters and (follows or bool(_LEAVES.search(beat.text)))
        leaves = actors[0] if goes and len(self.people) > 1 else ""
        played = self.stamp(beat.model_copy(update={"actors": actors, "enters": enters, "leaves": leaves}))
        if leaves:
            self.people.remove(leaves)
            self._gone.add(leaves)
        return played

    def stamp(self, beat: Beat, speakers: Sequence[str] = ()) -> Beat:
        """A beat with where and when it plays and who is there; of a speech by its speakers."""
        of = beat.actors or tuple(speakers)
        intercut = self.intercut and self._recalled is None
        comes_on = beat.kind != "view" and bool(of) and of[0] in self._far
        place, hour = self._recalled or (self._away if intercut and comes_on else self._near, self._hour)
        # Of a place without people, those are seen who are in it: not who is at the other end of the line.
        there = tuple(each for each in self.people if of or not intercut or each not in self._far)
        recalled = self._tense != "present"
        stage = {"present": there, "tense": self._tense, "intercut": intercut, "recalled": recalled}
        return beat.model_copy(update={**stage, "place": beat.place or place, "hour": beat.hour or hour})

    def _enter(self, tokens: Sequence[str]) -> tuple[str, ...]:
        enters = tuple(token for token in dict.fromkeys(tokens) if token not in self.people)
        self.people += enters
        self._gone.difference_update(enters)
        self._far.update(enters if self.intercut and self._recalled is None else ())
        return enters

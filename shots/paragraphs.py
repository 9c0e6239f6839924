"""Paragraphs of action as beats: which sentences a shot takes in, and which tell of a thing that is shown alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from shots.actors import Cast
from shots.beat import Beat
from shots.looks import is_glimpse, is_nothing_to_see, is_of_what_was_looked_at, seen_through
from shots.reading_time import played_seconds
from shots.sentences import clauses, sentences
from shots.things import animal_first, is_noticed, screen_first, thing_in, thing_written_on

_LONGEST = Fraction(5)
"""Seconds of action that one beat takes in, but for a single long sentence."""
_PLACE = Fraction(6)
"""The same for a place without people."""
_OPENING = Fraction(9)
"""The same for the first beat with people in it, which shows them together."""
_IT = re.compile(r"(?:it|they)\b", re.I)
_WITH_IT = re.compile(r"\b(?:it|them)\b", re.I)
_FEW = 3
"""Words of a sentence that only says more of what was just named: `Ears up.`"""


class Paragraphs:
    """Reads the paragraphs of one scene in order, and remembers which things it has shown."""

    def __init__(self, cast: Cast, props: Collection[str]) -> None:
        """`props` are the things that the scene's action names in capitals, in lower case."""
        self._cast = cast
        self._props = props
        self._shown: dict[str, None] = {}

    def show(self, thing: str) -> None:
        """A thing is shown alone, and not again when it is only named."""
        self._shown.pop(thing, None)
        self._shown[thing] = None

    def of_first(self, text: str) -> tuple[str, str]:
        """The sentences of a text that tell of what its first one shows, and those that do not."""
        told = sentences(text)
        end = next((at for at, each in enumerate(told) if at and not self._says_more(each)), len(told))
        return " ".join(told[:end]), " ".join(told[end:])

    def beats(self, text: str, present: Sequence[str], before: Sequence[Beat]) -> list[Beat]:
        """The beats of a paragraph, without what they say of the stage.

        `present` are those on stage, whom `they` means, `before` the scene's beats so far.
        """
        groups: list[Beat] = []
        there = dict.fromkeys(present)
        for sentence, goes_on in _pieces(text):
            actors = self._cast.actors(sentence, there)
            if goes_on and groups and not self._cast.named(sentence):
                actors = groups[-1].actors or actors
            there.update(dict.fromkeys(actors))
            last = groups[-1] if groups else None
            of_thing = last is not None and self._tells_of_thing(sentence, last, actors)
            actors = () if of_thing else actors
            beat = self._beat_of(sentence, actors, last or (before[-1] if before else None), of_thing, bool(groups))
            if last is not None and (of_thing or _goes_with(last, beat)):
                groups[-1] = _joined(last, beat)
            else:
                groups.append(beat)
        found: list[Beat] = []
        for beat in self._together(groups, before):
            for part in self._parts(beat, opens=not before and not found):
                if found and part.kind == "deed" == found[-1].kind and _goes_with(found[-1], part):
                    found[-1] = _joined(found[-1], part)
                else:
                    found.append(part)
        return found

    def _beat_of(
        self, sentence: str, actors: tuple[str, ...], before: Beat | None, of_thing: bool, goes_on: bool
    ) -> Beat:
        """One sentence: a deed, the place, a thing, or what somebody sees who looked before.

        `before` is the beat it follows, in the same paragraph where it `goes_on`.
        """
        thing = thing_written_on(sentence, self._shown) or screen_first(sentence)
        if not thing and not self._cast.named(sentence):
            # An animal is looked at, not whoever it looks at.
            animal = animal_first(sentence)
            thing = animal if animal not in self._shown else ""
        if thing:
            return self._shows(thing, sentence)
        beat = Beat(kind="deed" if actors else "place", text=sentence, actors=actors)
        through = seen_through(sentence)
        if through and goes_on and before is not None and before.actors:
            return beat.model_copy(update={"kind": "view", "actors": self._cast.named(through)})
        if actors or of_thing or before is None or before.kind not in ("deed", "view"):
            return beat
        if goes_on:
            seen = is_glimpse(sentence, before.text, is_seen=before.kind == "view")
        else:
            seen = before.kind == "deed" and is_of_what_was_looked_at(sentence, before.text)
        thing = thing_in(sentence, self._props, self._shown) if seen else ""
        if thing:
            return self._shows(thing, sentence)
        whom = before.actors if before.kind == "view" else before.actors[1:2]
        return beat.model_copy(update={"kind": "view", "actors": whom if goes_on else ()}) if seen else beat

    def _shows(self, thing: str, text: str) -> Beat:
        self.show(thing)
        return Beat(kind="insert", text=text, thing=thing)

    def _tells_of_thing(self, sentence: str, last: Beat, actors: Sequence[str]) -> bool:
        """Whether a sentence says more of the thing just named, which is shown with both: `It goes out.`"""
        if last.kind == "insert":
            return self._says_more(sentence)
        return not actors and bool(_IT.match(sentence)) and bool(thing_in(last.text, self._props, self._shown))

    def _says_more(self, sentence: str) -> bool:
        few = len(sentence.split()) <= _FEW and not is_nothing_to_see(sentence) and not self._cast.is_about(sentence)
        return few or bool(_IT.match(sentence))

    def _together(self, groups: list[Beat], before: Sequence[Beat]) -> list[Beat]:
        """The scene's first paragraph with several people in it is one beat, so that they are seen together."""
        if any(beat.kind == "deed" for beat in before):
            return groups
        deeds = [place for place, beat in enumerate(groups) if beat.kind == "deed"]
        leaders = {groups[place].actors[0] for place in deeds}
        if len(leaders) < 2 or any(beat.kind == "insert" for beat in groups[deeds[0] : deeds[-1]]):
            return groups
        whole = groups[deeds[0]]
        for beat in groups[deeds[0] + 1 : deeds[-1] + 1]:
            whole = _joined(whole, beat)
        if played_seconds(whole.text) > _OPENING:
            return groups
        return [*groups[: deeds[0]], whole.model_copy(update={"kind": "deed"}), *groups[deeds[-1] + 1 :]]

    def _parts(self, beat: Beat, *, opens: bool) -> list[Beat]:
        """A beat, and the thing in it that deserves a shot of its own with the sentences that tell of it.

        What `opens` a scene shows the place with all that stands in it.
        """
        thing = thing_in(beat.text, self._props, self._shown) if beat.kind in ("deed", "place") else ""
        if not thing:
            return [beat]
        self.show(thing)
        told = sentences(beat.text)
        at = next((at for at, each in enumerate(told) if thing.casefold() in each.casefold()), len(told) - 1)
        alone = not self._cast.is_about(told[at]) and (is_noticed(told[at]) or not opens)
        first = at if alone else at + 1
        while first < len(told) and not alone and not self._says_more(told[first]) and _WITH_IT.search(told[first]):
            first += 1
        end = first + alone
        while end < len(told) and self._says_more(told[end]):
            end += 1
        if end == first:
            return [beat, Beat(kind="insert", thing=thing)]
        parts = [beat.model_copy(update={"text": " ".join(told[:first])})] if first else []
        parts.append(Beat(kind="insert", thing=thing, text=" ".join(told[first:end])))
        return [*parts, *([beat.model_copy(update={"text": " ".join(told[end:])})] if told[end:] else [])]


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The sentences of a paragraph, those too long for one shot in pieces; and whether a piece goes on with one."""
    for sentence in sentences(text):
        for at, piece in enumerate(clauses(sentence)):
            yield piece, at > 0


def _goes_with(last: Beat, beat: Beat) -> bool:
    """Whether a sentence belongs to the beat before it: the same person goes on, or nobody else comes in."""
    if played_seconds(f"{last.text} {beat.text}") > (_PLACE if last.kind == "place" else _LONGEST):
        return False
    if "insert" in (beat.kind, last.kind):
        return False
    if beat.kind == "view" or last.kind == "view":
        return beat.kind == last.kind
    if beat.kind == "place":
        return last.kind in ("place", "deed")
    return last.kind == "deed" and beat.actors[0] == last.actors[0]


def _joined(first: Beat, second: Beat) -> Beat:
    actors = tuple(dict.fromkeys((*first.actors, *second.actors)))
    return first.model_copy(update={"text": f"{first.text} {second.text}", "actors": actors})

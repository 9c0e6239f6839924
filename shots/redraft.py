"""A shot list directed anew: what is still the same shot keeps its id, its slate and what people changed of it."""

from __future__ import annotations

import difflib
import heapq
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bible.redraft import alike
from shots.by_hand import keep_by_hand
from shots.shot import Framing, Shot, ShotList
from shots.slates import slates_beside

_FIXED = {"id", "slate", "scene", "spans"}
"""Never carried as a person's change: what a shot is called, where it belongs, and the writer's words."""
_ALIKE = 0.6
"""How much of its wording a piece of action keeps when it is the same piece, edited."""
_ANYBODYS = 20
"""Letters of an action that many scenes may have: `She nods.`"""
_TRIED = 12
"""How many of those that look most alike are held against a piece of action letter by letter."""
_ONE_OF_A_KIND = {Framing.TITLE, Framing.ESTABLISHING, Framing.INSERT}
"""Framings that make two shots of one scene the same shot, whatever happens in them."""
_Key = Callable[[Shot], Hashable]


def carry_shots(
    shots: ShotList,
    before: ShotList,
    used_slates: frozenset[str],
    next_shot: int,
    revised: Mapping[str, frozenset[str]],
    dropped: ShotList = ShotList(shots=()),
) -> ShotList:
    """The new list, with the ids, slates and person-revised fields of shots that are the same in essence.

    `used_slates` holds every slate ever given, `next_shot` is the first free shot number, `revised` the fields that
    people changed, by shot id. New shots get new ids and free slates of their scene. Scenes that a person listed stay
    as listed, but for words that the writer changed. `dropped` are shots that left the list earlier: what comes back
    in the same words is the shot it was.
    """
    shots = keep_by_hand(shots, before)
    same = _matches(shots, before, dropped)
    used = set(used_slates) | {shot.slate for shot in before.shots}
    carried = []
    for place, shot in enumerate(shots.shots):
        old = same.get(place)
        if shot.by_hand:
            carried.append(shot)
        elif old is None:
            slate = next(slates_beside(shot.slate, used))
            used.add(slate)
            carried.append(shot.model_copy(update={"id": f"sh{next_shot:04d}", "slate": slate}))
            next_shot += 1
        else:
            kept = {field: getattr(old, field) for field in revised.get(old.id, ()) if field not in _FIXED}
            carried.append(shot.model_copy(update={**kept, "id": old.id, "slate": old.slate}))
    return ShotList(shots=tuple(carried))


def _matches(shots: ShotList, before: ShotList, dropped: ShotList) -> dict[int, Shot]:
    """For each place in the new list the old shot that it is, by ever looser likeness; each old shot serves once."""
    found: dict[int, Shot] = {}
    put_back = {shot.id for shot in shots.shots if shot.by_hand}
    left = [old for old in before.shots if old.id not in put_back]
    new = {place: shot for place, shot in enumerate(shots.shots) if not shot.by_hand}
    for key in _LIKENESS:
        waiting: dict[Hashable, list[Shot]] = defaultdict(list)
        for old in reversed(left):
            if (likeness := key(old)) is not None:
                waiting[likeness].append(old)
        for place, shot in new.items():
            if place not in found and (likeness := key(shot)) is not None and waiting.get(likeness):
                found[place] = waiting[likeness].pop()
        taken = {old.id for old in found.values()}
        left = [old for old in left if old.id not in taken]
    back: dict[Hashable, list[Shot]] = defaultdict(list)
    for old in reversed(dropped.shots):
        back[_content(old)].append(old)
    for place, shot in new.items():
        if place not in found and back.get(_content(shot)):
            found[place] = back[_content(shot)].pop()
    kin: dict[Hashable, list[_Deed]] = defaultdict(list)
    for old in left:
        if old.action:
            kin[_about(old)].append(_Deed(old, _letters(old.action)))
    for place, shot in new.items():
        if place not in found and shot.action and (edited := _edited(shot, kin[_about(shot)])) is not None:
            found[place] = edited.shot
            kin[_about(shot)].remove(edited)
    return found


@dataclass(frozen=True, eq=False, slots=True)
class _Deed:
    """A shot and the pairs of letters in its action."""

    shot: Shot
    letters: frozenset[tuple[str, str]]


def _letters(action: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(action))


def _edited(shot: Shot, kin: Sequence[_Deed]) -> _Deed | None:
    """The one of some old shots about the same whose action this one's is an edited form of, if there is one."""
    letters = _letters(shot.action)
    best: tuple[float, _Deed | None] = (0.0, None)
    for old in heapq.nlargest(_TRIED, kin, key=lambda each: alike(each.letters, letters)):
        ratio = difflib.SequenceMatcher(None, old.shot.action, shot.action, autojunk=False).ratio()
        best = (ratio, old) if ratio > best[0] else best
    return best[1] if best[0] >= _ALIKE else None


def _about(shot: Shot) -> Hashable:
    return (shot.scene, shot.framing, shot.subjects[0].token if shot.subjects else "", shot.thing)


def _spoken(shot: Shot) -> tuple[Hashable, ...]:
    return tuple((span.line, span.first_word, span.last_word) for span in shot.spans)


def _whole(shot: Shot) -> Hashable:
    return (_about(shot), _spoken(shot), shot.action, shot.size, shot.subjects)


def _content(shot: Shot) -> Hashable:
    return (_about(shot), _spoken(shot), shot.action)


def _words(shot: Shot) -> Hashable:
    return (_about(shot), _spoken(shot)) if shot.spans else None


def _deed(shot: Shot) -> Hashable:
    return (_about(shot), shot.action) if shot.action else None


def _told(shot: Shot) -> Hashable:
    """What is told of whom, however it is seen."""
    lead = shot.subjects[0].token if shot.subjects else ""
    return (lead, shot.thing, _spoken(shot), shot.action) if shot.spans or shot.action else None


def _told_there(shot: Shot) -> Hashable:
    return (shot.scene, told) if (told := _told(shot)) else None


def _elsewhere(shot: Shot) -> Hashable:
    """The same shot in another scene: one scene was parted, or two were joined; or the film's title."""
    if shot.framing == Framing.TITLE:
        return (shot.framing, shot.thing)
    return _told(shot) if shot.spans or len(shot.action) > _ANYBODYS else None


def _lines(shot: Shot) -> Hashable:
    return (_about(shot), tuple(span.line for span in shot.spans)) if shot.spans else None


def _kind(shot: Shot) -> Hashable:
    return _about(shot) if shot.framing in _ONE_OF_A_KIND else None


_LIKENESS: tuple[_Key, ...] = (_whole, _content, _words, _deed, _told_there, _lines, _kind, _elsewhere)

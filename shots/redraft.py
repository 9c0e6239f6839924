"""A shot list directed anew: what is still the same shot keeps its id, its slate and what people changed of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping

from shots.shot import Framing, Shot, ShotList
from shots.slates import slates_beside

_FIXED = {"id", "slate", "scene"}
_ONE_OF_A_KIND = {Framing.TITLE, Framing.ESTABLISHING, Framing.MASTER, Framing.INSERT}
"""Framings that make two shots of one scene the same shot, whatever happens in them."""
_Key = Callable[[Shot], Hashable]


def carry_shots(
    shots: ShotList,
    before: ShotList,
    used_slates: frozenset[str],
    next_shot: int,
    revised: Mapping[str, frozenset[str]],
) -> ShotList:
    """The new list, with the ids, slates and person-revised fields of shots that are the same in essence.

    `used_slates` holds every slate ever given, `next_shot` is the first free shot number, `revised` the fields that
    people changed, by shot id. New shots get new ids and free slates of their scene.
    """
    same = _matches(shots, before)
    used = set(used_slates) | {shot.slate for shot in before.shots}
    carried = []
    for shot in shots.shots:
        old = same.get(shot.id)
        if old is None:
            slate = next(slates_beside(shot.slate, used))
            used.add(slate)
            carried.append(shot.model_copy(update={"id": f"sh{next_shot:04d}", "slate": slate}))
            next_shot += 1
            continue
        kept = {field: getattr(old, field) for field in revised.get(old.id, ()) if field not in _FIXED}
        carried.append(shot.model_copy(update={**kept, "id": old.id, "slate": old.slate}))
    return ShotList(shots=tuple(carried))


def _matches(shots: ShotList, before: ShotList) -> dict[str, Shot]:
    """For each new shot's id the old shot it is, found by ever looser likeness; each old shot serves once."""
    found: dict[str, Shot] = {}
    left = list(before.shots)
    for key in _LIKENESS:
        waiting: dict[Hashable, list[Shot]] = defaultdict(list)
        for old in reversed(left):
            if (likeness := key(old)) is not None:
                waiting[likeness].append(old)
        for shot in shots.shots:
            if shot.id not in found and (likeness := key(shot)) is not None and waiting[likeness]:
                found[shot.id] = waiting[likeness].pop()
        taken = {old.id for old in found.values()}
        left = [old for old in left if old.id not in taken]
    return found


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


def _lines(shot: Shot) -> Hashable:
    return (_about(shot), tuple(span.line for span in shot.spans)) if shot.spans else None


def _place(shot: Shot) -> Hashable:
    return _about(shot) if shot.framing in _ONE_OF_A_KIND else None


_LIKENESS: tuple[_Key, ...] = (_whole, _content, _words, _deed, _lines, _place)

"""Transitions of a cut that came back, told from those the film has: forms carry more or less of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from edit.conform import PlacedClip
from edit.cut_list import CutList, Form, ListedClip
from edit.transitions import Kind, Transition

_UNREAD: Mapping[Form, frozenset[Kind]] = {
    "edl": frozenset({"fade", "dip"}), "aaf": frozenset({"fade", "dip", "wipe"}),
}  # fmt: skip
"""The kinds that are handed over as something else, and so not read back."""
_NO_CUTS: frozenset[Form] = frozenset({"edl", "xml"})


def with_cuts_of(listed: CutList, film: Iterable[Transition]) -> CutList:
    """A cut of a form that nowhere says where in a transition the cut lies.

    A list begins the shot that comes with the transition, Final Cut Pro 7 XML cuts in its middle: a transition of the
    film's own, as long and in the same place, has its cut where it had it.
    """
    if listed.form not in _NO_CUTS:
        return listed
    places = {(each.first, each.frames): each for each in film if each.shows_both}
    moved: dict[int, Transition] = {}
    for each in listed.transitions:
        own = places.get((each.at - each.before, each.before + each.after))
        if own is not None:
            moved[each.at] = own
    picture = tuple(_recut(clip, moved) for clip in listed.picture)
    transitions = tuple(
        each.model_copy(update={"at": own.at, "before": own.before, "after": own.after}) if own else each
        for each, own in ((each, moved.get(each.at)) for each in listed.transitions)
    )
    return listed.model_copy(update={"picture": picture, "transitions": transitions})


def _recut(clip: ListedClip, moved: Mapping[int, Transition]) -> ListedClip:
    goes, comes = moved.get(clip.end), moved.get(clip.start)
    end = goes.at if goes is not None else clip.end
    start = comes.at if comes is not None else clip.start
    return clip.part(start, end) if end > start else clip


def read_transitions(
    listed: CutList, now: tuple[Transition, ...], clips: tuple[PlacedClip, ...]
) -> tuple[Transition, ...]:
    """Transitions where a cut lies; one that is as it was keeps its kind and colour, which few forms carry.

    What a form cannot carry stays where its cut is.
    """
    cuts = {clip.start for clip in clips} | {clip.end for clip in clips}
    before = {(each.at, each.before, each.after): each for each in now}
    unread = {each.at: each for each in now if each.kind in _UNREAD.get(listed.form, ()) and each.at in cuts}
    read = tuple(
        before.get((each.at, each.before, each.after))
        or Transition(
            at=each.at, kind=each.kind, before=each.before, after=each.after, colour=each.colour, pattern=each.pattern
        )
        for each in listed.transitions
        if each.at in cuts
    )
    kept = [each for at, each in unread.items() if at not in {other.at for other in read}]
    return tuple(sorted((*read, *kept), key=lambda each: each.at))

"""How close the camera stands: what each framing can hold, and a full step between neighbours of one subject."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from shots.shot import Framing, Shot, Size

_TOGETHER = {Framing.MASTER, Framing.TWO_SHOT, Framing.ESTABLISHING, Framing.POINT_OF_VIEW}
_OF_THE_PLACE = {Framing.MASTER, Framing.ESTABLISHING}
_HOLDS: dict[Framing, tuple[Size, Size]] = {
    Framing.ESTABLISHING: (Size.EWS, Size.WS),
    Framing.MASTER: (Size.EWS, Size.MLS),
    Framing.SINGLE: (Size.WS, Size.ECU),
    Framing.TWO_SHOT: (Size.WS, Size.MCU),
    Framing.OVER_SHOULDER: (Size.MS, Size.CU),
    Framing.REACTION: (Size.MS, Size.ECU),
    Framing.INSERT: (Size.MCU, Size.ECU),
    Framing.POINT_OF_VIEW: (Size.EWS, Size.CU),
    Framing.TITLE: (Size.EWS, Size.EWS),
}


def holds(framing: Framing, size: Size) -> bool:
    """Whether a framing can be shot at a size: two people do not fit a close-up."""
    widest, tightest = _HOLDS[framing]
    return widest.step <= size.step <= tightest.step


def same_subject(before: Shot, shot: Shot) -> bool:
    """Whether two shots of one scene show the same: one lead, the same people together, the same thing or place.

    A place seen wide is the same place when people have come into it. A title shows nothing, and reverses over two
    shoulders show one person each.
    """
    elsewhere = (before.scene, before.place) != (shot.scene, shot.place)
    if elsewhere or Framing.TITLE in (before.framing, shot.framing):
        return False
    if Framing.INSERT in (before.framing, shot.framing):
        return before.framing == shot.framing and before.thing == shot.thing
    people = [each.token for each in before.subjects], [each.token for each in shot.subjects]
    if not people[0] or not people[1]:
        return people[0] == people[1] or {before.framing, shot.framing} <= _OF_THE_PLACE
    together = before.framing in _TOGETHER and shot.framing in _TOGETHER
    return people[0][0] == people[1][0] or (together and set(people[0]) == set(people[1]))


def stepped(shot: Shot, before: Shot | None, wider: bool = False) -> Shot:
    """The shot at the size nearest to its own that its framing holds and that is a step from its neighbour's.

    `before` is the shot it follows; of two sizes equally near the tighter is taken, or the wider. After an empty
    place the camera always comes closer.
    """
    wider = wider and not (before is not None and not before.subjects)
    taken = before.size if before is not None and same_subject(before, shot) else None
    return shot.model_copy(update={"size": _nearest(shot.framing, shot.size, taken, wider)})


def _nearest(framing: Framing, wanted: Size, taken: Size | None, wider: bool) -> Size:
    fitting = [size for size in Size if holds(framing, size) and size != taken] or [wanted]
    sign = 1 if wider else -1
    return min(fitting, key=lambda size: (abs(size.step - wanted.step), sign * size.step))


def too_alike(shots: Sequence[Shot]) -> tuple[tuple[Shot, Shot], ...]:
    """Neighbours that show the same subject at the same size: a jump in the cut."""
    return tuple((one, other) for one, other in pairwise(shots) if same_subject(one, other) and one.size == other.size)

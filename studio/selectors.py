"""What people type to name shots and takes: `12A`, `12A-12F`, `scene:4`, `@NORA`, `state:stale`, `all`, `12A-3`.

`12A-13` may name shots from 12A to 13 or the 13th take of 12A: where there is such a take it is not guessed, and
`12A..13` always names the shots.
"""

from __future__ import annotations

import difflib
import re

from bible.errors import SelectorError
from shots.shot import Shot
from shots.take import Still, Take
from studio.plan import Plan, State
from studio.production import Production


def select_shots(selector: str, production: Production, planned: Plan) -> tuple[Shot, ...]:
    """The shots a selector names, in cutting order; parts may be joined by commas. Raises SelectorError."""
    chosen = {shot.id for part in selector.split(",") for shot in _part(part.strip(), production, planned)}
    return tuple(shot for shot in _shots(production) if shot.id in chosen)


def select_choice(name: str, production: Production) -> Take | Still:
    """The take or still people call `1B-3`, `1B-k2` or `@NORA-2`. Raises SelectorError."""
    wanted = name.strip().upper()
    for still in production.stills:
        if still.name.upper() == wanted:
            return still
    return select_take(name, production)


def select_take(name: str, production: Production) -> Take:
    """The take people call `1B-3`. Raises SelectorError."""
    wanted = name.strip().upper()
    for take in production.takes:
        if take.name.upper() == wanted:
            return take
    slate = wanted.rpartition("-")[0] or wanted
    of_shot = [take.name for take in production.takes if take.slate.upper() == slate]
    raise SelectorError(
        f"there is no take {name!r}",
        cure=f"the takes of {slate} are {', '.join(of_shot)}" if of_shot else "studio takes lists them all",
    )


def _shots(production: Production) -> tuple[Shot, ...]:
    return production.shots.shots if production.shots else ()


def _part(part: str, production: Production, planned: Plan) -> tuple[Shot, ...]:
    shots = _shots(production)
    if part.lower() == "all":
        return shots
    if part.startswith("@"):
        return _some(part, tuple(s for s in shots if any(x.token.upper() == part.upper() for x in s.subjects)))
    kind, colon, value = part.partition(":")
    if colon and kind.lower() == "scene":
        scenes = production.script.scenes if production.script else ()
        ids = {scene.id for scene in scenes if scene.number.upper() == value.upper()}
        return _some(part, tuple(shot for shot in shots if shot.scene in ids))
    if colon and kind.lower() == "state":
        return _in_state(value, shots, planned)
    return _by_slate(part, production)


def _in_state(value: str, shots: tuple[Shot, ...], planned: Plan) -> tuple[Shot, ...]:
    if value.lower() not in set(State):
        raise SelectorError(f"there is no state {value!r}", cure=f"use one of {', '.join(State)}")
    return tuple(shot for shot in shots if planned.of_shot(shot.id).state == value.lower())


def _by_slate(part: str, production: Production) -> tuple[Shot, ...]:
    shots = _shots(production)
    places = {shot.slate.upper(): place for place, shot in enumerate(shots)}
    name = part.upper()
    if name in places:
        return (shots[places[name]],)
    for dash in re.finditer(r"-|\.\.", name):
        first, last = name[: dash.start()], name[dash.end() :]
        if first in places and last in places:
            if any(take.name.upper() == name for take in production.takes):
                raise SelectorError(
                    f"{part!r} may be a take or a range of shots", cure=f"type {first} for its shot, or {first}..{last}"
                )
            low, high = sorted((places[first], places[last]))
            return shots[low : high + 1]
    shot, dash_, number = name.rpartition("-")
    if dash_ and shot in places and number.isdecimal():
        raise SelectorError(f"{part!r} is a take's name, not a shot's", cure=f"type {shot} for its shot")
    near = difflib.get_close_matches(name, places, 3, 0.3)
    raise SelectorError(
        f"there is no shot{' or line' * bool(re.fullmatch(r'L[0-9]+', name))} {part!r}",
        cure=f"did you mean {', '.join(near)}? " * bool(near) + "studio shots lists them all",
    )


def _some(part: str, shots: tuple[Shot, ...]) -> tuple[Shot, ...]:
    if not shots:
        raise SelectorError(f"no shot fits {part!r}", cure="studio shots lists them all")
    return shots

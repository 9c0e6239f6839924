"""The rule director: from script and bible to shots, by the grammar of coverage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from bible.entries import Bible
from bible.hours import Carry, hour_of
from bible.memory import tenses
from bible.model import Frozen
from bible.script import Scene, Script
from shots.beat import Beat
from shots.beats import beats_of
from shots.coverage import SceneDirector
from shots.draft import SceneDraft
from shots.moves import restrain
from shots.presence import Home
from shots.shot import Framing, Shot, ShotList, Size
from shots.slates import slates
from shots.staging import Staging, stage

_BACK = 3
"""Scenes within which the other place of an intercut was seen."""


def direct(script: Script, bible: Bible) -> ShotList:
    """A covered shot list: every line is heard once, in order; every piece of action is seen once.

    Deterministic: the same script and bible give the same list.
    """
    return slated([shot for scene in scene_by_scene(script, bible) for shot in scene.shots], script)


class SceneShots(Frozen):
    """The shots that a scene was directed into, without ids and slates; in calls some lie in the other place."""

    scene: str
    shots: tuple[Shot, ...]
    staging: Staging
    """Everybody's side in it."""


def scene_by_scene(script: Script, bible: Bible) -> tuple[SceneShots, ...]:
    """Every scene directed, in the script's order."""
    return tuple(_all(script, bible))


def slated(shots: Sequence[Shot], script: Script) -> ShotList:
    """The whole list with the film's title before it, ids in cutting order and slates scene by scene."""
    return _slated([*_title(script), *shots], script)


def _title(script: Script) -> list[Shot]:
    if not script.scenes or not script.title:
        return []
    scene = script.scenes[0].id
    return [Shot(id="", slate="", scene=scene, framing=Framing.TITLE, size=Size.EWS, reason="the film's title")]


def _all(script: Script, bible: Bible) -> Iterator[SceneShots]:
    beats = _beats(script, bible)
    homes: dict[str, Mapping[str, str]] = {}
    for place, scene in enumerate(script.scenes):
        homes[scene.id] = _homes(place, script, bible, beats, homes)
    staged = _stagings(script, bible, homes)
    introduced: set[str] = set()
    for place, scene in enumerate(script.scenes):
        draft = SceneDraft(scene.id, staged[scene.id], homes[scene.id])
        shots = SceneDirector(scene, bible, draft, introduced).direct(beats[scene.id], _is_new(place, script, bible))
        lines = [line for each in script.scenes[max(0, place - _BACK) : place + 1] for line in each.lines]
        kept = restrain(shots, lines, scene.heading.setting, ends_film=place == len(script.scenes) - 1)
        yield SceneShots(scene=scene.id, shots=tuple(kept), staging=staged[scene.id])


def _beats(script: Script, bible: Bible) -> dict[str, tuple[Beat, ...]]:
    found, tense_of = {}, tenses(script)
    home: Home | None = None
    for place, scene in enumerate(script.scenes):
        opening, sheet, tense = script.opening if place == 0 else (), bible.sheet(scene.id), tense_of[scene.id]
        beats = found[scene.id] = beats_of(scene, bible, sheet, opening, tense, home and home.seen_from(sheet))
        if tense == "present":
            home = Home(place=sheet.location, hour=sheet.hour, intercut=bool(beats) and beats[-1].intercut)
    return found


def _is_new(place: int, script: Script, bible: Bible) -> bool:
    """Whether the film comes to a scene from another place, or from another time of day."""
    if place == 0:
        return True
    before, now = (bible.sheet(script.scenes[each].id) for each in (place - 1, place))
    return (before.location, before.hour) != (now.location, now.hour)


def _seen(scene: Scene, bible: Bible) -> list[str]:
    sheet = bible.sheet(scene.id)
    return [token for token in sheet.characters if token not in sheet.voices]


def _speakers(scene: Scene, bible: Bible) -> list[str]:
    return [bible.named(line.cue).token for line in scene.lines if not line.is_voice_over]


def _homes(
    place: int,
    script: Script,
    bible: Bible,
    beats: Mapping[str, tuple[Beat, ...]],
    known: Mapping[str, Mapping[str, str]],
) -> dict[str, str]:
    """For a scene that alternates two places: the earlier scene in whose place a person is, by token.

    Where nobody would be left in the scene's own place, all are in it. `known` are those of earlier scenes.
    """
    scene = script.scenes[place]
    if not any(beat.intercut for beat in beats[scene.id]):
        return {}
    before = list(takewhile(lambda beat: not beat.intercut, beats[scene.id])) or list(beats[scene.id])
    # Nobody is where they only remember to have been.
    away = before[0].recalled
    here = {token for beat in before for token in beat.actors if not away}
    seen, homes = _seen(scene, bible), {}
    for token in seen:
        if token in here:
            continue
        for earlier in reversed(script.scenes[max(0, place - _BACK) : place]):
            if token in _seen(earlier, bible):
                homes[token] = known[earlier.id].get(token, earlier.id)
                break
    return homes if away or len(homes) < len(seen) else {}


def _stagings(script: Script, bible: Bible, homes: Mapping[str, Mapping[str, str]]) -> dict[str, Staging]:
    """Everybody's side, scene by scene. Scenes that alternate with one another are staged as one."""
    staged: dict[str, Staging] = {}
    links = [{scene, *people.values()} for scene, people in homes.items() if people]
    before: Staging | None = None
    for scene in script.scenes:
        if scene.id not in staged:
            joined = _together(scene.id, links)
            scenes = [each for each in script.scenes if each.id in joined] if len(joined) > 1 else [scene]
            tokens = list(dict.fromkeys(token for each in scenes for token in _seen(each, bible)))
            speakers = [speaker for each in scenes for speaker in _speakers(each, bible)]
            goes_on = before is not None and hour_of(scene.heading.time) is Carry.CONTINUOUS
            shared = goes_on and before is not None and any(each.token in tokens for each in before.subjects)
            staging = stage(tokens, speakers, before if shared else None)
            staged |= {each.id: staging for each in scenes}
        before = staged[scene.id]
    return staged


def _together(scene: str, links: Sequence[set[str]]) -> set[str]:
    """The scenes that a scene alternates with, itself included, however many calls link them."""
    found = {scene}
    while True:
        more = found.union(*(link for link in links if link & found))
        if more == found:
            return found
        found = more


def _slated(shots: list[Shot], script: Script) -> ShotList:
    """Ids in cutting order; slates scene by scene, the film's title after the other shots of its scene."""
    numbers = {scene.id: scene.number for scene in script.scenes}
    used: set[str] = set()
    free = {number: slates(number, used) for number in numbers.values()}
    slate_of: dict[int, str] = {}
    order = range(len(shots)) if not shots or shots[0].framing != Framing.TITLE else [*range(1, len(shots)), 0]
    for place in order:
        slate_of[place] = next(free[numbers[shots[place].scene]])
        used.add(slate_of[place])
    return ShotList(
        shots=tuple(
            shot.model_copy(update={"id": f"sh{place + 1:04d}", "slate": slate_of[place]})
            for place, shot in enumerate(shots)
        )
    )

"""What temp sound asks about each scene: where and when it is, what happens in its shots, and what is said."""

from __future__ import annotations

from bible.entries import Bible, Hour, Weather
from bible.script import Action, Line, Scene, Setting
from edit.temp_sound import Surroundings
from renderers.animatic.lexicon import set_for
from shots.shot import Framing
from studio.production import Production
from studio.recipes import remembered_weather

_SILENT = (Framing.REACTION, Framing.TITLE)
"""Shots whose action is somebody else's: what it names was heard before."""
_Stage = tuple[str, Hour, Weather]
"""A location's token, and when and in which weather it is."""


def surroundings(production: Production) -> tuple[Surroundings, ...]:
    """One for each scene that has shots, in the order of the script; then those of its shots that play elsewhere."""
    script, bible, shots = production.script, production.bible, production.shots
    if script is None or bible is None or shots is None:
        return ()
    stages: dict[str, dict[_Stage, dict[str, str]]] = {}
    for shot in shots.shots:
        sheet = bible.sheet(shot.scene)
        home = (sheet.location, sheet.hour, sheet.weather)
        weather = remembered_weather(shots, shot) or sheet.weather
        stage = (bible.where(shot.place, shot.scene).token, shot.hour or sheet.hour, weather)
        there = stages.setdefault(shot.scene, {home: {}}).setdefault(stage, {})
        there[shot.id] = "" if shot.framing in _SILENT else shot.action
    return tuple(
        _heard(scene, bible, stage, actions)
        for scene in script.scenes
        for stage, actions in stages.get(scene.id, {}).items()
    )


def _heard(scene: Scene, bible: Bible, stage: _Stage, actions: dict[str, str]) -> Surroundings:
    token, hour, weather = stage
    place = bible.location(token)
    return Surroundings(
        scene=scene.id,
        number=scene.number,
        place=place.token,
        kind=place.kind or set_for(place.name, place.setting),
        inside=place.setting == Setting.INT,
        hour=hour,
        weather=weather,
        text=_told(scene),
        actions=actions,
    )


def _told(scene: Scene) -> str:
    return "\n".join(each.text for each in scene.elements if isinstance(each, Action | Line))

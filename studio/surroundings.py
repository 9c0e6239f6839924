"""What temp sound asks about each scene: where and when it is, what happens in its shots, and what is said."""

from __future__ import annotations

from bible.script import Action, Line, Scene, Setting
from edit.temp_sound import Surroundings
from renderers.animatic.lexicon import set_for
from shots.shot import Framing
from studio.production import Production

_SILENT = (Framing.REACTION, Framing.TITLE)
"""Shots whose action is somebody else's: what it names was heard before."""


def surroundings(production: Production) -> tuple[Surroundings, ...]:
    """One for each scene that has shots, in the order of the script."""
    script, bible, shots = production.script, production.bible, production.shots
    if script is None or bible is None or shots is None:
        return ()
    actions: dict[str, dict[str, str]] = {}
    for shot in shots.shots:
        actions.setdefault(shot.scene, {})[shot.id] = "" if shot.framing in _SILENT else shot.action
    found = []
    for scene in script.scenes:
        if scene.id not in actions:
            continue
        sheet = bible.sheet(scene.id)
        place = bible.location(sheet.location)
        found.append(
            Surroundings(
                scene=scene.id,
                number=scene.number,
                place=place.token,
                kind=place.kind or set_for(place.name, place.setting),
                inside=place.setting == Setting.INT,
                hour=sheet.hour,
                weather=sheet.weather,
                text=_told(scene),
                actions=actions[scene.id],
            )
        )
    return tuple(found)


def _told(scene: Scene) -> str:
    return "\n".join(each.text for each in scene.elements if isinstance(each, Action | Line))

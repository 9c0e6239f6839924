"""What a script leaves unsaid that a film needs: told once, in a row each, with what to write."""

from __future__ import annotations

import re

from bible.entries import Bible
from bible.script import Action, Scene, Script
from bible.told_places import is_placeless, place_told

_LONG = 250
"""Words of action and speech that hardly are one scene."""
_MANY = 40
"""Words of action in which somebody would be named."""
_QUOTED = re.compile(r"[\"“„«]\s*\w[^\"“”„«»]{2,300}[.,!?…]\s*[\"”“»]")
_FEW = 3
"""Scenes that are named one by one."""


def unsaid(script: Script, bible: Bible) -> tuple[str, ...]:
    """What the script does not say of its scenes, places, people and speech, each as one row with its cure."""
    rows = (_of_scenes(script), _of_places(script), _of_people(script, bible), _of_speech(script))
    return tuple(row for row in rows if row)


def _of_scenes(script: Script) -> str:
    words = sum(len(each.text.split()) for scene in script.scenes for each in scene.elements)
    if len(script.scenes) != 1 or script.scenes[0].heading.text or words < _LONG:
        return ""
    return "no row says where a scene begins, so all of it is one: write one above each, such as `The harbour, dawn`"


def _of_places(script: Script) -> str:
    nowhere = [scene for scene in script.scenes if _is_nowhere(scene)]
    if not nowhere or (len(script.scenes) == 1 and _of_scenes(script)):
        return ""
    named = ", ".join(script.scene_names[scene.id] for scene in nowhere[:_FEW])
    more = f" and {len(nowhere) - _FEW} more" if len(nowhere) > _FEW else ""
    several = len(nowhere) > 1
    return (
        f"{'scenes' if several else 'scene'} {named}{more} {'do' if several else 'does'} not say where: "
        "write the place into the heading, such as `Scene 2: The harbour, dawn`"
    )


def _is_nowhere(scene: Scene) -> bool:
    return is_placeless(scene.heading) and not scene.heading.time and not place_told(scene)[0]


def _of_people(script: Script, bible: Bible) -> str:
    words = sum(
        len(each.text.split()) for scene in script.scenes for each in scene.elements if isinstance(each, Action)
    )
    if words < _MANY or bible.characters or any(sheet.crowds for sheet in bible.sheets):
        return ""
    return "nobody is known by name: write the name in capitals where somebody is first seen, such as LENA, 30"


def _of_speech(script: Script) -> str:
    quoted = sum(
        len(_QUOTED.findall(each.text))
        for scene in script.scenes
        for each in scene.elements
        if isinstance(each, Action)
    )
    if quoted < 2 or any(True for _ in script.lines()):
        return ""
    return f"{quoted} quotations are read in the action and not spoken: write `NAME: words` for what is to be heard"

"""What earlier drafts held: scenes and shots that were dropped, so that what comes back is known again."""

from __future__ import annotations

import json

from sqlalchemy import select

from bible.script import Line, Scene, Script
from shots.drafts import words_of_scene
from shots.shot import Shot, ShotList
from studio.store import Store
from studio.tables import DraftRow, ShotRow

_DRAFTS = 12
"""Earlier drafts that are looked through for what comes back."""


def dropped_shots(store: Store) -> ShotList:
    """Every shot that left the shot list, those that left last first."""
    with store.reading() as session:
        rows = session.scalars(select(ShotRow).where(ShotRow.position.is_(None)).order_by(ShotRow.id.desc()))
        return ShotList(shots=tuple(Shot.model_validate_json(row.content) for row in rows))


def with_what_came_back(store: Store, script: Script, before: Script) -> Script:
    """The draft before, with scenes of the new script that earlier drafts held in these very words.

    A scene that was cut and is pasted elsewhere, or words that were changed and changed back, take up the ids they
    had. `script` is the new one; its ids do not count.
    """
    known = {words_of_scene(scene) for scene in before.scenes}
    missing = [scene for scene in script.scenes if words_of_scene(scene) not in known]
    scenes = list(before.scenes)
    for text in _earlier(store) if missing else ():
        likely = [scene for scene in missing if _may_hold(text, scene)]
        if not likely:
            continue
        earlier = {words_of_scene(scene): scene for scene in Script.model_validate_json(text).scenes}
        for scene in likely:
            found = earlier.get(words_of_scene(scene))
            if found is not None and not _taken(found, scenes):
                missing.remove(scene)
                _put(found, scenes)
    return before.model_copy(update={"scenes": tuple(scenes)})


def _may_hold(text: str, scene: Scene) -> bool:
    """Whether a draft as it is stored may hold this scene; spares reading it whole."""
    return all(json.dumps(element.text, ensure_ascii=False) in text for element in scene.elements)


def _taken(found: Scene, scenes: list[Scene]) -> bool:
    """Whether ids of its lines are another scene's now."""
    own = {line.id for line in found.lines}
    return any(own & {line.id for line in scene.lines} for scene in scenes if scene.id != found.id)


def _put(found: Scene, scenes: list[Scene]) -> None:
    """In place of the version that the draft before has of it, or at the end; lines of both are known."""
    for place, scene in enumerate(scenes):
        if scene.id == found.id:
            ids = {line.id for line in found.lines}
            more = tuple(each for each in scene.elements if isinstance(each, Line) and each.id not in ids)
            scenes[place] = found.model_copy(update={"number": scene.number, "elements": (*found.elements, *more)})
            return
    scenes.append(found)


def _earlier(store: Store) -> list[str]:
    """The drafts before the newest, as they are stored, newest first."""
    with store.reading() as session:
        return list(session.scalars(select(DraftRow.script).order_by(DraftRow.id.desc()).offset(1).limit(_DRAFTS)))

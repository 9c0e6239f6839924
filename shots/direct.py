"""The rule director: from script and bible to shots, by the grammar of coverage."""

from __future__ import annotations

import re
from typing import Literal

from bible.entries import Bible
from bible.script import Action, Line, Scene, Script, Setting
from shots.shot import Framing, Shot, ShotList, Size, Span, Subject
from shots.slates import next_slate

Side = Literal["left", "right", "centre"]


def direct(script: Script, bible: Bible) -> ShotList:
    """A covered shot list: every line is heard once, every piece of action is seen. Deterministic."""
    shots: list[Shot] = []
    place = ""
    for scene in script.scenes:
        shots += _scene(scene, bible, bible.sheet(scene.id).location != place)
        place = bible.sheet(scene.id).location
    if script.scenes and script.title:
        title = Shot(id="", slate="", scene=script.scenes[0].id, framing=Framing.TITLE, size=Size.EWS)
        return _slated([title, *shots], script)
    return _slated(shots, script)


def _scene(scene: Scene, bible: Bible, new_place: bool) -> list[Shot]:
    sheet = bible.sheet(scene.id)
    seen = [token for token in sheet.characters if token not in sheet.voices]
    subjects = tuple(Subject(token=token, side=_side(place, seen)) for place, token in enumerate(seen))
    by_token = {each.token: each for each in subjects}
    wide = Size.EWS if scene.heading.setting == Setting.EXT else Size.WS
    shots = []
    elements = list(scene.elements)
    if new_place:
        action = elements.pop(0).text if elements and isinstance(elements[0], Action) else ""
        shots.append(_shot(scene, Framing.ESTABLISHING, wide, (), action))
    master_due = bool(subjects)
    for element in elements:
        if isinstance(element, Line) and element.words:
            speaker = by_token.get(bible.named(element.cue).token)
            visible = speaker is not None and not element.is_voice_over and not element.is_off_screen
            span = Span(line=element.id, first_word=0, last_word=len(element.words) - 1, lips=visible)
            if shots and shots[-1].spans and element.dual:
                both = _dual(shots.pop(), span, speaker if visible else None)
                shots.append(both)
            elif speaker is not None and visible:
                shots.append(_shot(scene, Framing.SINGLE, Size.MCU, (speaker,), "", (span,)))
            else:
                shots.append(_shot(scene, Framing.MASTER, Size.WS, subjects, "", (span,)))
        elif isinstance(element, Action):
            acting = tuple(by_token[token] for token in seen if _named(bible, token, element.text))
            if master_due or not acting:
                shots.append(_shot(scene, Framing.MASTER, Size.WS, subjects, element.text))
                master_due = False
            else:
                framing = Framing.SINGLE if len(acting) == 1 else Framing.TWO_SHOT
                shots.append(_shot(scene, framing, Size.MS, acting[:2], element.text))
    return shots or [_shot(scene, Framing.MASTER, wide, subjects, "")]


def _dual(shot: Shot, span: Span, speaker: Subject | None) -> Shot:
    subjects = shot.subjects if speaker is None or speaker in shot.subjects else (*shot.subjects, speaker)
    return shot.model_copy(
        update={"framing": Framing.TWO_SHOT, "size": Size.MS, "subjects": subjects, "spans": (*shot.spans, span)}
    )


def _shot(
    scene: Scene, framing: Framing, size: Size, subjects: tuple[Subject, ...], action: str, spans: tuple[Span, ...] = ()
) -> Shot:
    return Shot(
        id="", slate="", scene=scene.id, framing=framing, size=size, subjects=subjects, action=action, spans=spans
    )


def _side(place: int, seen: list[str]) -> Side:
    if len(seen) == 1:
        return "centre"
    return "left" if place % 2 == 0 else "right"


def _named(bible: Bible, token: str, text: str) -> bool:
    name = bible.character(token).name
    return bool(re.search(rf"\b({re.escape(name)}|{re.escape(name.split()[0])})\b", text, re.IGNORECASE))


def _slated(shots: list[Shot], script: Script) -> ShotList:
    """Ids in cutting order; slates scene by scene, the title's after the others of its scene."""
    numbers = {scene.id: scene.number for scene in script.scenes}
    used: set[str] = set()
    slate_of: dict[int, str] = {}
    for place in sorted(range(len(shots)), key=lambda place: shots[place].framing == Framing.TITLE):
        slate_of[place] = next_slate(numbers[shots[place].scene], used)
        used.add(slate_of[place])
    return ShotList(
        shots=tuple(
            shot.model_copy(update={"id": f"sh{place + 1:04d}", "slate": slate_of[place]})
            for place, shot in enumerate(shots)
        )
    )

"""Two drafts of a production compared: which scenes and shots were kept, changed, made new or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

from bible.entries import Bible
from bible.model import Frozen
from bible.script import Scene, Script
from shots.revise import FieldChange, differences
from shots.shot import Framing, Shot, ShotList

Change = Literal["kept", "changed", "new", "dropped"]


class Draft(Frozen):
    """A script with the bible and the shot list that were made of it."""

    script: Script
    bible: Bible
    shots: ShotList


class SceneChange(Frozen):
    """What became of a scene."""

    scene: str
    """Its number."""
    heading: str
    change: Change
    moved: bool = False
    """It stands elsewhere among the scenes that were there before."""


class ShotChange(Frozen):
    """What became of a shot."""

    slate: str
    scene: str
    """The number of its scene."""
    change: Change
    fields: tuple[FieldChange, ...] = ()
    """For a changed shot: what, before and after."""


class DraftChanges(Frozen):
    """What a new draft changes, in the order of the film; what was dropped comes last."""

    scenes: tuple[SceneChange, ...]
    shots: tuple[ShotChange, ...]

    @property
    def nothing(self) -> bool:
        """Nothing is new, changed, moved or gone."""
        moved = any(scene.change != "kept" or scene.moved for scene in self.scenes)
        return not moved and all(shot.change == "kept" for shot in self.shots)

    def count(self, change: Change) -> int:
        """How many shots were kept, changed, made new or dropped."""
        return sum(shot.change == change for shot in self.shots)


def compare_drafts(before: Draft, after: Draft) -> DraftChanges:
    """What `after` changes. Scenes, lines and shots are known by their ids, which `after` carried over."""
    return DraftChanges(scenes=_scenes(before.script, after.script), shots=_shots(before, after))


def words_of_scene(scene: Scene) -> str:
    """All that a scene says, as text to compare versions by: without ids, numbers and rows."""
    bare = scene.model_copy(update={"id": "", "number": "", "numbered": False})
    return bare.model_dump_json(exclude={"heading": {"rows"}, "elements": {"__all__": {"rows", "id"}}})


def _scenes(before: Script, after: Script) -> tuple[SceneChange, ...]:
    old = {scene.id: words_of_scene(scene) for scene in before.scenes}
    moved = _moved([scene.id for scene in before.scenes], [scene.id for scene in after.scenes])
    changes = []
    for scene in after.scenes:
        was = old.get(scene.id)
        change: Change = "new" if was is None else "kept" if was == words_of_scene(scene) else "changed"
        changes.append(
            SceneChange(scene=scene.number, heading=scene.heading.text, change=change, moved=scene.id in moved)
        )
    left = {scene.id for scene in after.scenes}
    changes += [
        SceneChange(scene=scene.number, heading=scene.heading.text, change="dropped")
        for scene in before.scenes
        if scene.id not in left
    ]
    return tuple(changes)


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Those of both lists that are out of the order they had, as few as tell the difference."""
    stayed = {
        before[block.a + step]
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        for step in range(block.size)
    }
    return (set(before) & set(after)) - stayed


def _shots(before: Draft, after: Draft) -> tuple[ShotChange, ...]:
    old = {shot.id: shot for shot in before.shots.shots}
    seen_before, seen_now = _Seen(before), _Seen(after)
    changes = []
    for shot in after.shots.shots:
        was = old.get(shot.id)
        number = seen_now.number(shot)
        if was is None:
            changes.append(ShotChange(slate=shot.slate, scene=number, change="new"))
            continue
        facts = tuple(_between(seen_before.facts(was), seen_now.facts(shot)))
        reworded = any(fact.field == "words" for fact in facts)
        # Which words of which line is for programs, where the words themselves are told.
        fields = (*(each for each in differences(was, shot) if not (reworded and each.field == "spans")), *facts)
        change: Change = "changed" if fields else "kept"
        changes.append(ShotChange(slate=shot.slate, scene=number, change=change, fields=fields))
    left = {shot.id for shot in after.shots.shots}
    changes += [
        ShotChange(slate=shot.slate, scene=seen_before.number(shot), change="dropped")
        for shot in before.shots.shots
        if shot.id not in left
    ]
    return tuple(changes)


class _Seen:
    """What the pages say of shots: their words, and the place and light of their scene."""

    def __init__(self, draft: Draft) -> None:
        self._title = draft.script.title
        self._lines = {line.id: line for line in draft.script.lines()}
        self._numbers = {scene.id: scene.number for scene in draft.script.scenes}
        self._sheets = {sheet.scene: sheet for sheet in draft.bible.sheets}
        self._places = {place.token: place for place in draft.bible.locations}

    def number(self, shot: Shot) -> str:
        return self._numbers.get(shot.scene, "")

    def facts(self, shot: Shot) -> Mapping[str, str]:
        said = (
            " ".join(self._lines[span.line].words[span.first_word : span.last_word + 1])
            for span in shot.spans
            if span.line in self._lines
        )
        title = {"reads": self._title} if shot.framing == Framing.TITLE and not shot.thing else {}
        sheet = self._sheets.get(shot.scene)
        if sheet is None:
            return {"words": " / ".join(said), **title}
        place = self._places.get(sheet.location)
        return {
            **title,
            "words": " / ".join(said),
            "place": place.name if place else "",
            "setting": place.setting.value if place else "",
            "hour": sheet.hour.value,
            "weather": sheet.weather.value,
        }


def _between(before: Mapping[str, str], after: Mapping[str, str]) -> Iterable[FieldChange]:
    return (
        FieldChange(field=name, before=before.get(name, ""), after=value)
        for name, value in after.items()
        if value != before.get(name, "")
    )

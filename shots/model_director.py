"""The director that asks a language model, scene by scene, and checks every answer.

An answer with faults goes back to the model with the faults, a few times; a scene whose answers stay unusable is
directed by rule, that scene alone, and a person is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from bible.entries import Bible
from bible.errors import AnswerError, CoverageError
from bible.script import Script
from shots.answer_check import Checked, check_answer
from shots.asked_shots import PlacedAnswer, SceneAnswer
from shots.direct import SceneShots, direct, scene_by_scene, slated
from shots.director import Directed, Director
from shots.question import Answer, Asking, Question, read_answer, shape_of
from shots.scene_page import ScenePage, page_of
from shots.shot import Shot, ShotList
from shots.spans import check_coverage

REPAIRS = 2
"""How often an answer with faults is given back."""
LONGEST_ANSWER = 8192
"""Tokens of one answer, but for scenes of many pages."""
_LONGEST_OF_ALL = 16_384
"""Tokens that any model may write at once."""
_ANSWERED = 0.7
"""Tokens of an answer for every letter of a scene as the model reads it; a model that thinks first writes more."""
_SHOWN = 6000
"""Letters of an unusable answer that the model sees again."""
_FAULTS = 12
"""Faults that are told at once."""
_PROMPTS = Path(__file__).parent / "prompts"


class ModelDirector(Director):
    """Directs by asking a model; who answers is not its business."""

    def __init__(self, name: str, kept: Mapping[str, tuple[Shot, ...]] | None = None) -> None:
        """`kept` are scenes, by id, that this model directed before and that are still the same: not asked again."""
        self.name = name
        self._kept = dict(kept or {})

    def direct(self, script: Script, bible: Bible) -> ShotList:
        """What becomes of a script when no question is answered: the rules direct it."""
        return direct(script, bible)

    def asking(self, script: Script, bible: Bible) -> Asking[Directed]:
        """Ask about every scene that is not kept, all at once, then again about those with faults."""
        by_rule = {scene.scene: scene for scene in scene_by_scene(script, bible)}
        joined = _intercut(by_rule.values())
        kept = {scene for scene in by_rule if scene in self._kept and scene not in joined}
        pages = {
            scene.id: page_of(scene, bible, by_rule[scene.id].staging, by_rule[scene.id].shots)
            for scene in script.scenes
            if scene.id not in kept and not _plays_elsewhere(by_rule[scene.id])
        }
        tables = {scene: _Table(page, bible) for scene, page in pages.items() if page.paragraphs or page.lines}
        for _ in range(1 + REPAIRS):
            open_ = [table for table in tables.values() if table.is_open]
            if not open_:
                break
            answers = yield tuple(table.question() for table in open_)
            for table, answer in zip(open_, answers, strict=True):
                table.take(answer)
        told: list[str] = []
        shots: list[Shot] = []
        for scene in script.scenes:
            if scene.id in kept:
                shots += self._kept[scene.id]
            elif scene.id in tables:
                shots += tables[scene.id].result(by_rule[scene.id], self.name, told)
            else:
                shots += by_rule[scene.id].shots
        listed = slated(shots, script)
        try:
            check_coverage(listed, script)
        except CoverageError as error:
            told.append(f"the whole script is directed by rule: {error}")
            listed = direct(script, bible)
        return Directed(shots=listed, told=tuple(told))


class _Table:
    """One scene on the director's table: what was asked, what was answered, what was wrong."""

    def __init__(self, page: ScenePage, bible: Bible) -> None:
        self._page = page
        self._bible = bible
        self._material = page.material()
        self._shape = PlacedAnswer if page.plays_elsewhere else SceneAnswer
        prompts = ("direct.md", "places.md") if page.plays_elsewhere else ("direct.md",)
        self._instruction = "".join((_PROMPTS / name).read_text(encoding="utf-8") for name in prompts)
        self._best: Checked | None = None
        self._wrong: tuple[str, ...] = ()
        self._said = ""
        self._asked = 0
        self.is_open = True

    def question(self) -> Question:
        """What is asked next: the scene, and after an answer with faults that answer with its faults."""
        material = self._material
        if self._asked:
            faults = "\n".join(f"- {fault}" for fault in self._wrong[:_FAULTS])
            material += f"\n\nYour answer before:\n{self._said[:_SHOWN]}"
            material += f"\n\nWhat is wrong with it:\n{faults}\n\nAnswer anew, whole."
        likely = round(len(self._material.encode()) * _ANSWERED)
        return Question(
            about=f"scene {self._page.scene.number}",
            instruction=self._instruction,
            material=material,
            shape=shape_of(self._shape),
            longest=min(_LONGEST_OF_ALL, max(LONGEST_ANSWER, 1024 * -(-2 * likely // 1024))),
            likely=likely,
            repeat=self._asked,
        )

    def take(self, answer: Answer) -> None:
        """Check an answer, and close the table when nothing is wrong or nothing can be mended."""
        self._asked += 1
        self._said = answer.text
        if answer.refused:
            self._wrong, self.is_open = (f"the provider refused it ({answer.refused})",), False
            return
        try:
            checked = check_answer(read_answer(answer, self._shape), self._page, self._bible)
        except AnswerError as error:
            checked = Checked(grave=(error.what,))
        self._wrong = (*checked.grave, *checked.staged, *checked.slight)
        if not checked.grave and (self._best is None or _faults(checked) <= _faults(self._best)):
            self._best = checked
        if self._best is not None:
            # Faults of craft are given back once; what is left of them is mended here.
            self.is_open = bool(self._best.staged) or (bool(self._best.slight) and self._asked == 1)

    def result(self, by_rule: SceneShots, name: str, told: list[str]) -> tuple[Shot, ...]:
        """The scene's shots: the model's, or where they cannot be used the rules'."""
        scene = self._page.scene.number
        if self._best is None:
            why = "; ".join(self._wrong[:2]) or "it was not answered"
            told.append(f"scene {scene} is directed by rule, not by {name}: {why}")
            return by_rule.shots
        told += [f"scene {scene}: {each}" for each in self._best.told]
        told += [f"scene {scene}: {each}; mended" for each in self._best.staged]
        return self._best.shots


def _faults(checked: Checked) -> tuple[int, int]:
    return len(checked.staged), len(checked.slight)


def _plays_elsewhere(scene: SceneShots) -> bool:
    """Whether shots of a scene lie in another place, as in a telephone call: the rules know whose lies where."""
    return any(shot.scene != scene.scene for shot in scene.shots)


def _intercut(scenes: Iterable[SceneShots]) -> set[str]:
    """The scenes that play in one another."""
    found: set[str] = set()
    for scene in scenes:
        if _plays_elsewhere(scene):
            found |= {scene.scene, *(shot.scene for shot in scene.shots)}
    return found

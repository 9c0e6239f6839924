"""Shots by a language model: whatever it answers, the list is whole, in the writer's words, and of known people."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_scripts import scripts

from bible.breakdown import break_down
from bible.entries import Hour
from bible.fountain import read_fountain
from bible.script import Script
from renderers.fake_provider.chat_desk import obedient
from shots.direct import direct
from shots.director import Directed
from shots.model_director import REPAIRS, ModelDirector
from shots.question import Answer, Question
from shots.shot import Framing, Shot, ShotList, Size
from shots.sizes import holds
from shots.spans import check_coverage

FERRY = read_fountain((Path(__file__).parents[1] / "examples" / "ferry.fountain").read_text("utf-8"), "ferry")
Model = Callable[[Question], str]


class Heard:
    """A model that remembers what it was asked."""

    def __init__(self, model: Model) -> None:
        self.questions: list[Question] = []
        self._model = model

    def direct(self, script: Script, director: ModelDirector | None = None) -> Directed:
        stage = (director or ModelDirector("parrot:one")).asking(script, break_down(script))
        try:
            questions = next(stage)
            while True:
                self.questions += questions
                questions = stage.send(tuple(Answer(text=self._model(each), model="one") for each in questions))
        except StopIteration as end:
            made: Directed = end.value
            return made


def good(question: Question) -> str:
    return obedient(question.material)


def spoilt(change: Callable[[list[dict[str, object]]], None]) -> Model:
    """A model whose good answers have something changed in their shots."""

    def answer(question: Question) -> str:
        said = json.loads(good(question))
        change(said["shots"])
        return json.dumps(said)

    return answer


def first(shots: list[dict[str, object]], field: str) -> dict[str, object]:
    return next(shot for shot in shots if shot[field])


def drop_line(shots: list[dict[str, object]]) -> None:
    shots.remove(first(shots, "speech"))


def say_twice(shots: list[dict[str, object]]) -> None:
    shots.insert(0, first(shots, "speech"))


def reword(shots: list[dict[str, object]]) -> None:
    first(shots, "speech")["speech"][0]["words"] += " indeed"  # type: ignore[index]


def cut_short(shots: list[dict[str, object]]) -> None:
    piece = first(shots, "speech")["speech"][0]  # type: ignore[index]
    piece["words"] = " ".join(piece["words"].split()[:-1])


BAD: dict[str, Model] = {
    "empty": lambda question: "",
    "prose": lambda question: "I would open wide, on the harbour.",
    "half JSON": lambda question: good(question)[: len(good(question)) // 2],
    "a megabyte": lambda question: "x" * 1_000_000,
    "a megabyte of JSON": lambda question: json.dumps({"shots": [], "proposed": ["x" * 1_000_000]}),
    "a list": lambda question: "[1, 2, 3]",
    "no shots": lambda question: '{"shots": [], "proposed": []}',
    "null": lambda question: "null",
    "nested deep": lambda question: '{"shots":' + "[" * 5000 + "]" * 5000 + "}",
    "wrong size": spoilt(lambda shots: shots[0].update(size="HUGE")),
    "wrong framing": spoilt(lambda shots: shots[0].update(framing="selfie")),
    "other things": spoilt(lambda shots: shots[0].update(run={"shell": "rm -rf /"}, files=["/etc/passwd"])),
    "other numbers": spoilt(lambda shots: first(shots, "deeds")["deeds"][0].update(number=0)),  # type: ignore[index]
    "hundreds of shots": spoilt(lambda shots: shots.extend(shots * 30)),
    "a line in one shot twice": spoilt(
        lambda shots: first(shots, "speech").update(speech=first(shots, "speech")["speech"] * 2)
    ),
    "line dropped": spoilt(drop_line),
    "line said twice": spoilt(say_twice),
    "words changed": spoilt(reword),
    "words left out": spoilt(cut_short),
    "lines turned round": spoilt(lambda shots: shots.reverse()),
    "action left out": spoilt(lambda shots: shots.pop(0)),
    "a line that is not there": spoilt(lambda shots: first(shots, "speech")["speech"][0].update(number=99)),  # type: ignore[index]
}
STAGED: dict[str, Model] = {
    "invented people": spoilt(lambda shots: shots[0].update(people=["THE POSTMAN"])),
    "two in a single": spoilt(lambda shots: shots[3].update(framing="single", people=["NORA", "IKE"])),
    "an insert of nothing": spoilt(lambda shots: shots[0].update(framing="insert", thing=" ")),
    "a title of its own": spoilt(lambda shots: shots[0].update(framing="title")),
}
"""Faults in who is in frame and how."""


def as_text(change: Callable[[str], object]) -> Model:
    return lambda question: json.dumps(change(good(question)))


SLIPS: dict[str, Model] = {
    "prose with braces": lambda question: f"The plan {{as asked}}:\n```json\n{good(question)}\n```\nEnjoy {{it}}}}",
    "thoughts first": lambda question: f'<think>{{"shots": []}} or {{wide}}?</think>{good(question)}',
    "a first try": lambda question: f'{{"shots": [], "proposed": []}} Better: {good(question)}',
    "JSON in a text": as_text(lambda said: said),
    "a wrapper": as_text(lambda said: {"scene": json.loads(said)}),
    "a text in a wrapper": as_text(lambda said: {"answer": said}),
    "a bare list": as_text(lambda said: json.loads(said)["shots"]),
    "the list as text": as_text(lambda said: {"shots": json.dumps(json.loads(said)["shots"])}),
    "extra keys": spoilt(
        lambda shots: [shot.update(id=place, file="/etc/passwd") for place, shot in enumerate(shots)] and None
    ),  # type: ignore[func-returns-value]
    "other capitals": spoilt(
        lambda shots: [shot.update(size=str(shot["size"]).lower(), move="Static") for shot in shots] and None
    ),  # type: ignore[func-returns-value]
    "null for nothing": spoilt(
        lambda shots: [shot.update({key: value or None for key, value in shot.items()}) for shot in shots] and None
    ),  # type: ignore[func-returns-value]
    "a long why": spoilt(lambda shots: [shot.update(why="so " * 500) for shot in shots] and None),  # type: ignore[func-returns-value]
    "no full stops": lambda question: good(question).replace(".", "").replace("!", "").replace(" - ", " — "),
}
"""Slips of form around a good answer."""


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_ends_in_a_whole_list_by_rule(name: str) -> None:
    heard = Heard(BAD[name])
    made = heard.direct(FERRY)
    check_coverage(made.shots, FERRY)
    assert made.shots == direct(FERRY, break_down(FERRY))
    assert len(heard.questions) == len(FERRY.scenes) * (1 + REPAIRS)
    assert len(made.told) == len(FERRY.scenes)
    assert all("is directed by rule, not by parrot:one" in told for told in made.told)
    again = heard.questions[-1]
    assert "What is wrong with it:" in again.material
    assert len(again.material) < 20_000


@pytest.mark.parametrize("name", SLIPS)
def test_slips_of_form_cost_no_question_and_no_shot(name: str) -> None:
    heard = Heard(SLIPS[name])
    made = heard.direct(FERRY)
    assert made.told == ()
    assert len(heard.questions) == len(FERRY.scenes)

    def plain(shots: ShotList) -> list[Shot]:
        return [shot.model_copy(update={"reason": "", "prompt": ""}) for shot in shots.shots]

    assert plain(made.shots) == plain(Heard(good).direct(FERRY).shots)


@pytest.mark.parametrize("name", STAGED)
def test_who_is_wrongly_in_frame_is_given_back_and_at_last_mended_and_told(name: str) -> None:
    heard = Heard(STAGED[name])
    made = heard.direct(FERRY)
    check_coverage(made.shots, FERRY)
    assert len(heard.questions) == len(FERRY.scenes) * (1 + REPAIRS)
    assert len(made.told) == len(FERRY.scenes)
    assert all(told.endswith("; mended") for told in made.told)
    right = Heard(good).direct(FERRY).shots.shots
    assert [(shot.action, shot.spans) for shot in made.shots.shots] == [(shot.action, shot.spans) for shot in right]


@pytest.mark.parametrize("name", [*BAD, *STAGED])
def test_an_answer_that_was_repaired_is_taken(name: str) -> None:
    def learns(question: Question) -> str:
        return {**BAD, **STAGED}[name](question) if question.repeat == 0 else good(question)

    made = Heard(learns).direct(FERRY)
    assert made.told == ()
    assert made.shots == Heard(good).direct(FERRY).shots


def test_one_bad_scene_leaves_the_others_alone() -> None:
    made = Heard(lambda question: "" if question.about == "scene 2" else good(question)).direct(FERRY)
    rule = direct(FERRY, break_down(FERRY))
    first_scene, second = FERRY.scenes[0].id, FERRY.scenes[1].id
    assert [shot.action for shot in made.shots.of_scene(second)] == [shot.action for shot in rule.of_scene(second)]
    assert made.shots.of_scene(first_scene) == Heard(good).direct(FERRY).shots.of_scene(first_scene)
    assert [told for told in made.told if told.startswith("scene 2 is directed by rule")] == list(made.told)


def test_the_prompt_says_which_sizes_each_framing_holds() -> None:
    heard = Heard(good)
    heard.direct(FERRY)
    said = {name: (widest, tightest) for name, widest, tightest in re.findall(
        r"(\w+)(?: \()(\w+) to (\w+)\)", heard.questions[0].instruction)}  # fmt: skip
    sizes = {framing.value: [size.value for size in Size if holds(framing, size)] for framing in Framing}
    assert said == {framing: (held[0], held[-1]) for framing, held in sizes.items()}


def test_a_long_scene_may_be_answered_at_length() -> None:
    rows = "\n\n".join(f"NORA\nThis is speech number {number}, and it goes on for a while." for number in range(120))
    heard = Heard(good)
    heard.direct(read_fountain(f"EXT. HARBOUR - DAY\n\n{rows}\n", "long"))
    short = Heard(good)
    short.direct(FERRY)
    assert {question.longest for question in short.questions} == {8192}
    assert 8192 < heard.questions[0].longest <= 16_384
    assert heard.questions[0].likely > short.questions[0].likely > 500


def test_what_the_model_says_is_what_is_shot() -> None:
    made = Heard(good).direct(FERRY)
    check_coverage(made.shots, FERRY)
    assert made.shots.shots[0].framing == Framing.TITLE
    assert {shot.prompt for shot in made.shots.shots[1:]} == {
        "Small movements only; the camera is still; the light does not change."
    }
    told = " ".join(shot.action for shot in made.shots.shots)
    written = " ".join(element.text for scene in FERRY.scenes for element in scene.elements if element.kind == "action")
    assert told.split() == written.split()


def test_proposed_people_are_told_and_not_filmed() -> None:
    def proposes(question: Question) -> str:
        said = json.loads(good(question))
        said["proposed"] = ["THE POSTMAN"]
        said["shots"][0]["people"] = ["THE POSTMAN"]
        return json.dumps(said)

    made = Heard(proposes).direct(FERRY)
    assert all("THE POSTMAN is proposed" in told for told in made.told)
    tokens = {subject.token for shot in made.shots.shots for subject in shot.subjects}
    assert tokens == {"@NORA", "@IKE"}


MONTAGE = """EXT. HARBOUR - DAY

NORA, 64, grey braid, looks out.

MONTAGE - A DAY

- INT. KITCHEN - NIGHT - Nora burns the toast.

END MONTAGE

INT. WHEELHOUSE - DAY

Nora steers.
"""


def placed(place: str, hour: str | None) -> Model:
    """A model that puts the montage's row into a place and an hour."""

    def change(shots: list[dict[str, object]]) -> None:
        for shot in shots:
            if "toast" in json.dumps(shot):
                shot |= {"place": place, "hour": hour}

    return spoilt(change)


def test_a_shot_can_play_where_and_when_its_row_says() -> None:
    heard = Heard(placed("kitchen", "night"))
    made = heard.direct(read_fountain(MONTAGE, "day"))
    assert made.told == ()
    stages = [(shot.place, shot.hour) for shot in made.shots.shots if "toast" in shot.action]
    assert stages == [("@KITCHEN", Hour.NIGHT)]
    elsewhere, plain = heard.questions
    assert json.loads(elsewhere.material)["other_places"] == ["KITCHEN"]
    assert "other_places" in elsewhere.instruction
    fields = json.loads(plain.shape)["$defs"]["AskedShot"]["properties"]
    assert "place" not in fields, "asked as ever: nothing is paid anew"


@pytest.mark.parametrize(
    ("place", "hour", "said"),
    [
        ("PALACE", None, "no place of this scene is called 'PALACE'"),
        ("WHEELHOUSE", None, "no place of this scene is called 'WHEELHOUSE'"),
        ("KITCHEN", "dawn", "nothing in this scene plays at dawn"),
    ],
)
def test_a_place_or_an_hour_that_the_scene_does_not_name_is_refused(place: str, hour: str | None, said: str) -> None:
    heard = Heard(placed(place, hour))
    made = heard.direct(read_fountain(MONTAGE, "day"))
    assert said in heard.questions[-1].material
    assert len(made.told) == 1
    assert said in made.told[0]
    assert [shot.place for shot in made.shots.shots if "toast" in shot.action] == ["@KITCHEN"], "the rules know it"


def test_the_scenes_own_place_may_be_named() -> None:
    made = Heard(placed("Harbour", "day")).direct(read_fountain(MONTAGE, "day"))
    assert [(shot.place, shot.hour) for shot in made.shots.shots if "toast" in shot.action] == [("", None)]


def test_faults_of_craft_are_given_back_once_and_then_mended() -> None:
    heard = Heard(spoilt(lambda shots: [shot.update(size="MS") for shot in shots] and None))  # type: ignore[func-returns-value]
    made = heard.direct(FERRY)
    assert made.told == ()
    assert len(heard.questions) == 2 * len(FERRY.scenes)
    assert "same size" in heard.questions[-1].material
    neighbours = zip(made.shots.shots, made.shots.shots[1:], strict=False)
    assert not any(one.size == other.size and one.subjects == other.subjects != () for one, other in neighbours)


def test_scenes_that_stayed_are_not_asked_about_again() -> None:
    before = Heard(good).direct(FERRY).shots
    kept = {FERRY.scenes[0].id: before.of_scene(FERRY.scenes[0].id)[1:]}
    heard = Heard(good)
    made = heard.direct(FERRY, ModelDirector("parrot:one", kept))
    assert [question.about for question in heard.questions] == ["scene 2"]
    assert made.shots == before


def test_a_question_is_the_same_wherever_its_scene_stands() -> None:
    alone = FERRY.model_copy(update={"scenes": FERRY.scenes[:1]})
    one, other = Heard(good), Heard(good)
    one.direct(FERRY)
    other.direct(alone)
    assert one.questions[0].content == other.questions[0].content


@given(scripts(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_any_script_and_any_mixture_of_answers_end_in_a_whole_list(script: Script, chance: object) -> None:
    models = [good, *BAD.values(), *STAGED.values(), *SLIPS.values()]

    def fickle(question: Question) -> str:
        try:
            return chance.choice(models)(question)  # type: ignore[attr-defined]
        except (StopIteration, IndexError, KeyError, ValueError):
            return good(question)

    made = Heard(fickle).direct(script)
    check_coverage(made.shots, script)
    people = {character.token for character in break_down(script).characters}
    assert {subject.token for shot in made.shots.shots for subject in shot.subjects} <= people

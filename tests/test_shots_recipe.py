"""What a take shows has one digest: it follows the picture, and nothing else; it never changes by itself."""

from __future__ import annotations

import pytest

from bible.entries import Character, Hour, Location, Look, Weather
from bible.script import Setting
from shots.rate import Rate
from shots.recipe import Guide, PictureFormat, Recipe, Utterance, content_digest
from shots.recording import PhoneTime
from shots.shot import Framing, Move, Shot, Size, Subject

SHOT = Shot(
    id="sh0001", slate="1B", scene="S0001", framing=Framing.SINGLE, size=Size.MCU, action="Nora coils a rope.",
    subjects=(Subject(token="@NORA", side="left"),),
)  # fmt: skip
RECIPE = Recipe(
    shot=SHOT,
    cast=(Character(token="@NORA", name="NORA", look=Look(age=64, sex="woman", height_cm=165, hair="braid")),),
    location=Location(token="@HARBOUR", name="HARBOUR", setting=Setting.EXT, kind="harbour"),
    hour=Hour.DAWN,
    weather=Weather.FOG,
    utterances=(
        Utterance(
            line="L0001", speaker="@NORA", text="You're early.", lips=True, start=16000, samples=48000,
            sample_rate=48000, phones=(PhoneTime(phone="UW", start=16000, end=20000),), recording="r1",
        ),
    ),
    picture=PictureFormat(rate=Rate(numerator=24)),
    frames=60,
    handles=8,
    renderer="animatic",
    revision="1",
    take=1,
)  # fmt: skip
GOLDEN = "44faeb3f1f45ee4dce3f9959ff461412721cb65aa839cc3f81107a35a6f8b724"


def _shot(**fields: object) -> Recipe:
    return RECIPE.model_copy(update={"shot": SHOT.model_copy(update=fields)})


def test_the_digest_of_a_take_is_the_same_in_every_version() -> None:
    assert content_digest(RECIPE) == GOLDEN


@pytest.mark.parametrize(
    "recipe",
    [
        _shot(id="sh0002", slate="1C", scene="S0002"), _shot(duration_frames=90), _shot(reason="as close as it gets"),
        _shot(by_hand=True), RECIPE.model_copy(update={"frames": 90, "seed": 7, "take": 3, "revision": "2"}),
    ],
    ids=["names", "length", "reason", "whose list", "take"],
)  # fmt: skip
def test_what_is_not_seen_changes_nothing(recipe: Recipe) -> None:
    assert content_digest(recipe) == GOLDEN


@pytest.mark.parametrize(
    "recipe",
    [
        _shot(size=Size.CU), _shot(move=Move.PUSH_IN), _shot(action="Nora waits."), _shot(tense="past"), _shot(view=1),
        _shot(prompt="she turns, the light fades"), RECIPE.model_copy(update={"hour": Hour.NIGHT}),
        RECIPE.model_copy(update={"utterances": ()}),
        RECIPE.model_copy(update={"guides": (Guide(kind="keyframe", file="k.png", sha256="ab"),)}),
        RECIPE.model_copy(update={"location": RECIPE.location.model_copy(update={"palette": ("#2F7A7A",)})}),
    ],
    ids=["size", "move", "action", "tense", "view", "prompt", "hour", "words", "keyframe", "palette"],
)  # fmt: skip
def test_what_is_seen_changes_it(recipe: Recipe) -> None:
    assert content_digest(recipe) != GOLDEN

"""The rule director: whatever the script, it is covered, and the grammar of coverage holds."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from random_scripts import scripts
from strategies import fountain_texts, hostile_texts

from bible.breakdown import break_down
from bible.errors import ScriptError
from bible.fountain import read_fountain
from bible.read import read_script
from bible.script import Script
from shots.direct import direct
from shots.shot import Framing, Move, Shot, ShotList, Size
from shots.sizes import holds, too_alike
from shots.spans import check_coverage

EXAMPLES = Path(__file__).parent.parent / "examples"


def _direct(script: Script) -> ShotList:
    return direct(script, break_down(script))


def _written(text: str, tmp_path: Path) -> ShotList:
    file = tmp_path / "test.fountain"
    file.write_text(text, "utf-8")
    return _direct(read_script(file))


def _kinds(shots: ShotList) -> list[str]:
    return [f"{shot.framing.value} {shot.size.value}" for shot in shots.shots]


@given(scripts())
@settings(deadline=None, max_examples=150)
def test_any_script_is_covered_by_the_grammar(script: Script) -> None:
    bible = break_down(script)
    shots = direct(script, bible)
    check_coverage(shots, script)
    assert direct(script, bible) == shots
    assert {shot.scene for shot in shots.shots} == {scene.id for scene in script.scenes}
    assert too_alike(shots.shots) == ()
    for shot in shots.shots:
        assert holds(shot.framing, shot.size)
        assert len({subject.token for subject in shot.subjects}) == len(shot.subjects)
        assert bool(shot.thing) == (shot.framing == Framing.INSERT) or shot.framing == Framing.TITLE
        for span in shot.spans:
            speaker = bible.named(script.line(span.line).cue).token
            assert not span.lips or speaker in {subject.token for subject in shot.subjects}
    for one, other in pairwise(shots.shots):
        assert _frame(one) != _frame(other) or one.scene != other.scene or one.framing == Framing.TITLE


@example("INT. HARBOUR - DAY\n\nNORA\nthe\n\nNORA (V.O.)\nthe\n\nNORA (V.O.)\nthe\n\nNORA (V.O.) ^\nthe")
@given(st.one_of(fountain_texts, hostile_texts))
@settings(deadline=None, max_examples=80)
def test_any_text_that_is_a_script_can_be_directed(text: str) -> None:
    try:
        script = read_fountain(text, "drawn")
    except ScriptError:
        return
    bible = break_down(script)
    shots = direct(script, bible)
    check_coverage(shots, script)
    assert too_alike(shots.shots) == ()


@given(scripts())
@settings(deadline=None, max_examples=60)
def test_slates_are_unique_and_have_no_i_and_no_o(script: Script) -> None:
    shots = _direct(script).shots
    assert max(Counter(shot.slate for shot in shots).values()) == 1
    assert max(Counter(shot.id for shot in shots).values()) == 1
    assert not any(re.search("[IO]", shot.slate) for shot in shots)


@given(scripts())
@settings(deadline=None, max_examples=60)
def test_nobody_changes_sides_within_a_scene(script: Script) -> None:
    sides: dict[tuple[str, str], str] = {}
    for shot in _direct(script).shots:
        for subject in shot.subjects:
            assert sides.setdefault((shot.scene, subject.token), subject.side) == subject.side


@pytest.mark.parametrize("name", ["ferry", "lamp", "storm", "bread"])
def test_every_word_of_action_is_seen_once(name: str) -> None:
    script = read_script(EXAMPLES / f"{name}.fountain")
    directions = {"INSERT - THE BAROMETER", "BACK TO SCENE"}
    actions = [element.text for scene in script.scenes for element in scene.elements if element.kind == "action"]
    written = " ".join(text for text in actions if text not in directions)
    seen = " ".join(shot.action for shot in _direct(script).shots)
    assert re.findall(r"\w+", seen) == re.findall(r"\w+", written)


def _frame(shot: Shot) -> tuple[object, ...]:
    return (shot.framing, shot.size, shot.angle, shot.subjects, shot.thing, shot.view)


def test_the_first_ferry() -> None:
    shots = _direct(read_script(EXAMPLES / "ferry.fountain"))
    assert _kinds(shots)[:7] == [
        "title EWS", "establishing EWS", "single MLS", "insert CU", "master FS", "over_shoulder MS", "over_shoulder MS",
    ]  # fmt: skip
    seen = {shot.slate: shot for shot in shots.shots}
    assert seen["1"].action.startswith("Fog on the water.")
    assert seen["1B"].thing == "rope"
    glimpse = next(shot for shot in shots.shots if shot.framing == Framing.POINT_OF_VIEW)
    assert glimpse.action == "The pack. The wet shoes."
    assert [subject.token for subject in glimpse.subjects] == ["@IKE"]
    assert sum(shot.move != Move.STATIC for shot in shots.shots) <= 4


TALK = """INT. KITCHEN - DAY

ANNA, 34, and BEN, 40, face each other across the table.

"""


def _speeches(*lines: tuple[str, str]) -> str:
    return TALK + "\n\n".join(f"{who}\n{words}" for who, words in lines)


CALM = "This is the sort of sentence that people say at a table."


def test_two_people_talking_get_matched_reverses_that_tighten(tmp_path: Path) -> None:
    shots = _written(_speeches(*[("ANNA", CALM), ("BEN", CALM)] * 3), tmp_path)
    spoken = [shot for shot in shots.shots if shot.spans]
    assert [shot.size for shot in spoken] == [Size.MS, Size.MS, Size.MCU, Size.MCU, Size.CU, Size.CU]
    assert [shot.framing for shot in spoken[:3]] == [Framing.OVER_SHOULDER, Framing.OVER_SHOULDER, Framing.SINGLE]
    assert [shot.view for shot in spoken] == [0, 1] * 3
    assert {(shot.subjects[0].token, shot.subjects[0].side) for shot in spoken} == {
        ("@ANNA", "left"),
        ("@BEN", "right"),
    }


def test_a_long_talk_is_seen_wide_again(tmp_path: Path) -> None:
    shots = _written(_speeches(*[("ANNA", CALM), ("BEN", CALM)] * 8), tmp_path)
    together = (Framing.TWO_SHOT, Framing.MASTER, Framing.ESTABLISHING)
    wide = [place for place, shot in enumerate(shots.shots) if shot.framing in together]
    assert len(wide) >= 2
    assert all(later - earlier <= 10 for earlier, later in pairwise(wide))


def test_a_long_speech_is_cut_at_sentence_ends_and_somebody_listens(tmp_path: Path) -> None:
    shots = _written(_speeches(("BEN", CALM), ("ANNA", " ".join([CALM] * 6))), tmp_path)
    spoken = [shot for shot in shots.shots if any(span.line == "L0002" for span in shot.spans)]
    assert len(spoken) >= 3
    assert spoken[1].framing == Framing.REACTION
    assert spoken[1].subjects[0].token == "@BEN"
    assert not spoken[1].spans[0].lips
    assert all((span.last_word + 1) % len(CALM.split()) == 0 for shot in spoken for span in shot.spans)


def test_voices_over_play_over_other_pictures_and_voices_off_over_who_listens(tmp_path: Path) -> None:
    shots = _written(
        TALK + "BEN\nIs it you?\n\nCARLA (O.S.)\nIt is me, the neighbour.\n\nAnna closes the window.\n\n"
        "ANNA (V.O.)\nI never liked her.",
        tmp_path,
    ).shots
    off = next(shot for shot in shots if any(span.line == "L0002" for span in shot.spans))
    assert off.framing == Framing.REACTION
    assert off.subjects[0].token in ("@ANNA", "@BEN")
    over = next(shot for shot in shots if any(span.line == "L0003" for span in shot.spans))
    assert over.action == "Anna closes the window."
    assert not over.spans[0].lips


def test_two_voices_at_once_share_a_shot(tmp_path: Path) -> None:
    shots = _written(TALK + "ANNA\nHold on!\n\nBEN ^\nAnna!", tmp_path).shots
    both = next(shot for shot in shots if len(shot.spans) == 2)
    assert both.framing == Framing.TWO_SHOT
    assert all(span.lips for span in both.spans)


def test_quick_words_stay_in_one_shot(tmp_path: Path) -> None:
    quick = [("ANNA", "No."), ("BEN", "Yes."), ("ANNA", "When?"), ("BEN", "Tuesday.")]
    shots = _written(_speeches(("BEN", CALM), ("ANNA", CALM), *quick), tmp_path).shots
    assert shots[-1].framing == Framing.TWO_SHOT
    assert len(shots[-1].spans) == 4


def test_an_entrance_and_an_exit_are_seen_wide(tmp_path: Path) -> None:
    shots = _written(
        _speeches(("ANNA", CALM), ("BEN", CALM)) + "\n\nCARLA, 50, a plate in each hand, comes in.\n\nCARLA\n"
        + CALM + "\n\nCarla walks out.",
        tmp_path,
    ).shots  # fmt: skip
    comes = next(shot for shot in shots if shot.action.startswith("CARLA"))
    goes = next(shot for shot in shots if shot.action == "Carla walks out.")
    assert comes.framing == goes.framing == Framing.MASTER
    assert {subject.token for subject in goes.subjects} == {"@ANNA", "@BEN", "@CARLA"}


def test_inserts_of_what_the_script_names(tmp_path: Path) -> None:
    shots = _written(
        TALK + "Ben reads the letter.\n\nINSERT - THE CLOCK\n\nIt has stopped.\n\nBACK TO SCENE\n\n"
        "Anna strikes a MATCH. It goes out.\n\nAnna looks at the small painting on the wall. It's a child's picture of "
        "the sea.\n\nThey watch each other.",
        tmp_path,
    ).shots
    inserts = [(shot.thing, shot.action) for shot in shots if shot.framing == Framing.INSERT]
    assert inserts == [("letter", ""), ("clock", "It has stopped."), ("match", "It goes out."),
                       ("painting", "It's a child's picture of the sea.")]  # fmt: skip


def test_a_montage_has_a_shot_for_each_row(tmp_path: Path) -> None:
    shots = _written(
        TALK
        + "MONTAGE - THE WEEK AFTER\n\n- Anna runs along the river.\n- Ben sleeps. He snores.\n- The empty street.\n\n"
        "END MONTAGE\n\nAnna wakes.",
        tmp_path,
    ).shots
    rows = [shot.action for shot in shots if shot.reason == "a row of the montage"]
    assert rows == ["Anna runs along the river.", "Ben sleeps. He snores.", "The empty street."]


CALL = """INT. KITCHEN - NIGHT

ANNA, 34, sits in the dark.

INT. OFFICE - NIGHT

BEN, 40, stands at the window.

INTERCUT - PHONE CALL

"""


def test_a_phone_call_alternates_two_places(tmp_path: Path) -> None:
    lines = "\n\n".join(f"{who}\n{CALM}" for who in ("BEN", "ANNA", "BEN", "ANNA"))
    shots = _written(CALL + lines, tmp_path).shots
    spoken = [shot for shot in shots if shot.spans]
    assert [shot.scene for shot in spoken] == ["S0002", "S0001", "S0002", "S0001"]
    assert all(len(shot.subjects) == 1 for shot in spoken)
    assert spoken[0].subjects[0].side != spoken[1].subjects[0].side


def test_a_flashback_is_marked(tmp_path: Path) -> None:
    shots = _written(TALK + "ANNA\nNo.\n\n.FLASHBACK - CHURCH - DAY\n\nAnna prays.", tmp_path).shots
    assert [shot.tense for shot in shots] == ["present"] * (len(shots) - 1) + ["past"]


def test_what_somebody_looks_at_is_seen_from_where_they_stand(tmp_path: Path) -> None:
    shots = _written(
        "EXT. QUAY - DAY\n\nTOM, a boy of 9, stands in the rain.\n\n"
        "NORA, 64, looks down at him. The wet hat. The shoes.",
        tmp_path,
    ).shots
    view = next(shot for shot in shots if shot.framing == Framing.POINT_OF_VIEW)
    assert (view.action, [subject.token for subject in view.subjects]) == ("The wet hat. The shoes.", ["@TOM"])
    assert view.angle == "high"


def test_letters_on_the_screen_are_a_shot(tmp_path: Path) -> None:
    shots = _written("INT. ROOM - DAY\n\nDust.\n\n> THE END <", tmp_path).shots
    assert (shots[-1].framing, shots[-1].thing) == (Framing.TITLE, "THE END")


def test_a_script_of_headings_alone_is_seen(tmp_path: Path) -> None:
    shots = _written("EXT. SEA - DAY\n\nEXT. MOUNTAIN - DAY\n", tmp_path).shots
    assert [shot.framing for shot in shots][-2:] == [Framing.ESTABLISHING] * 2


TRACK = """EXT. STADIUM - EVENING

ADA, 22, waits with CARLA, 19. Behind them BIRGIT, 24, ties a shoe.

CLOSE ON Ada's hands on the line. They do not move.

SERIES OF SHOTS

A) INT. COMMENTARY BOX -- COACH WEBER, 61, cannot watch.

BACK TO SCENE

The crowd stands up.

Ada looks up. Nobody speaks.
"""


def test_what_a_director_asks_for_is_what_is_shot() -> None:
    script = read_fountain(TRACK, "track")
    shots = direct(script, break_down(script)).shots
    (close,) = (shot for shot in shots if shot.action.startswith("Ada's hands"))
    assert (close.size, [each.token for each in close.subjects]) == (Size.CU, ["@ADA"])
    # Whoever is seen elsewhere has not come to the track.
    (crowd,) = (shot for shot in shots if shot.action.startswith("The crowd"))
    assert "@COACH-WEBER" not in [each.token for each in crowd.subjects]
    # Silence is nothing that anybody sees.
    assert Framing.POINT_OF_VIEW not in [shot.framing for shot in shots]

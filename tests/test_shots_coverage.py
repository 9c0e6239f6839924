"""What a director would not sign: places mixed up, looks that do not meet, close-ups of a bus."""

from __future__ import annotations

import pytest

from bible.breakdown import break_down
from bible.entries import Hour
from bible.fountain import read_fountain
from shots.direct import direct
from shots.moves import goes_deep
from shots.review import review
from shots.shot import Framing, Move, Shot, Size
from shots.staging import stage

CALL = """INT. FLAT - KITCHEN - NIGHT

ANNA, 38, wet hair, washes a cup.

ANNA
Hello?

INT. PHONE BOX - NIGHT

PETER, 40, army jacket, holds the receiver.

PETER
It's me.

INTERCUT - KITCHEN / PHONE BOX

ANNA
Where are you?

PETER
Where we said goodbye.

FLASHBACK - EXT. TRAIN STATION - DAY

Steam. A crowd of soldiers. Young Anna holds young Peter by the lapels.

PETER
I'll come back.

BACK TO PRESENT

Anna opens her eyes. BLOOD in the sink.

PETER
Can I come home?

Anna looks up to the door. His old COAT still hangs there.
"""


def _shots(text: str) -> list[Shot]:
    script = read_fountain(text, "test")
    return [shot for shot in direct(script, break_down(script)).shots if shot.framing != Framing.TITLE]


def _with(text: str, shots: list[Shot]) -> Shot:
    return next(shot for shot in shots if text in shot.action)


def test_what_is_remembered_in_a_call_is_in_its_own_place_and_light() -> None:
    script = read_fountain(CALL, "test")
    bible = break_down(script)
    shots = [shot for shot in direct(script, bible).shots if shot.framing != Framing.TITLE]
    past = [shot for shot in shots if shot.tense == "past"]
    played = {(bible.where(shot.place, shot.scene).token, shot.hour or bible.sheet(shot.scene).hour) for shot in past}
    assert played == {("@TRAIN-STATION", Hour.DAY)}
    assert [subject.token for subject in _with("lapels", past).subjects] == ["@ANNA", "@PETER"], "they are together"
    assert {(shot.place, shot.hour) for shot in shots if shot.tense == "present"} == {("", None)}


def test_what_somebody_in_a_call_looks_at_is_where_they_are() -> None:
    shots = _shots(CALL)
    kitchen, box = "S0001", "S0002"
    blood, coat = _with("BLOOD", shots), _with("COAT", shots)
    assert (blood.framing, blood.scene) == (Framing.POINT_OF_VIEW, kitchen)
    assert (coat.framing, coat.thing, coat.scene) == (Framing.INSERT, "coat", kitchen), "it is not he who hangs"
    now = [shot for shot in shots if shot.tense == "present"]
    assert {shot.scene for shot in now if any(each.token == "@PETER" for each in shot.subjects)} == {box}


def test_an_intercut_goes_on_when_a_flashback_ends() -> None:
    shots = _shots(CALL.replace("BACK TO PRESENT", "END FLASHBACK"))
    present = [shot for shot in shots if shot.tense == "present" and shot.subjects]
    assert present[-1].scene == "S0001"
    assert all(len(shot.subjects) == 1 for shot in present)


@pytest.mark.parametrize(
    ("sentence", "framing"),
    [
        ("Her hands shake.", Framing.SINGLE),
        ("Her tired eyes fill with tears.", Framing.SINGLE),
        ("Her old coat hangs by the door.", Framing.MASTER),
    ],
)
def test_what_belongs_to_somebody_is_not_somebody(sentence: str, framing: Framing) -> None:
    shots = _shots(f"INT. HALL - DAY\n\nRain.\n\nANNA, 38, comes in.\n\nANNA\nNo.\n\n{sentence}\n")
    assert _with(sentence, shots).framing == framing


def test_nothing_of_a_bus_is_close() -> None:
    shots = _shots("EXT. SCHOOL - DAY\n\nA yellow BUS stops. MIA, 9, gets out with a BAG.\n\nMIA\nBye!\n")
    assert [shot.thing for shot in shots if shot.framing == Framing.INSERT] == ["bag"]


def test_an_animal_that_does_something_is_looked_at_instead_of_whoever_it_looks_at() -> None:
    shots = _shots("EXT. FOREST - DAY\n\nTrees.\n\nMAEVE, 33, stops. A DEER stands in the light and looks at her.\n")
    deer = _with("DEER", shots)
    assert (deer.framing, deer.thing, deer.action) == (
        Framing.INSERT, "deer", "A DEER stands in the light and looks at her.",
    )  # fmt: skip
    assert len([shot for shot in shots if shot.thing == "deer"]) == 1


def test_what_somebody_watches_is_seen_through_their_eyes_in_the_next_paragraph_too() -> None:
    shots = _shots("INT. LOBBY - DAY\n\nMarble.\n\nMILA, 29, waits. She watches the lift.\n\nThe lift doors open.\n")
    assert _with("doors open", shots).framing == Framing.POINT_OF_VIEW


def test_what_somebody_looks_at_of_themselves_is_in_the_shot_of_them() -> None:
    shots = _shots("INT. HALL - DAY\n\nTOM, 40, waits. He looks at his left hand. Two fingers are missing.\n")
    assert _with("fingers", shots).subjects[0].token == "@TOM"


TABLE = """INT. DINING ROOM - NIGHT

Candles.

RUTH, 62, ADAM, 35, CLAIRE, 31, and GEORGE, 66, sit at the table.

RUTH
Eat.

The doorbell rings. Everyone turns to the door.

George stands up and leaves the room.

ADAM
Who is that?
"""


def test_one_wide_shot_goes_on_and_who_goes_out_of_it_is_followed() -> None:
    shots = _shots(TABLE)
    bell = _with("doorbell", shots)
    assert bell.action == "The doorbell rings. Everyone turns to the door."
    goes = _with("leaves", shots)
    assert (goes.framing, goes.size, [each.token for each in goes.subjects]) == (
        Framing.SINGLE, Size.FS, ["@GEORGE"],
    )  # fmt: skip
    assert Size.EWS not in {shot.size for shot in shots}, "nobody is far away in a room"


def test_who_steps_out_of_a_lift_has_come() -> None:
    shots = _shots("INT. LOBBY - DAY\n\nMILA, 29, waits.\n\nVIKTOR, 45, steps out of the lift.\n\nMILA\nNice suit.\n")
    assert shots[-1].framing == Framing.OVER_SHOULDER, "he is still there"


def test_the_focus_goes_where_the_action_goes_from_near_to_far() -> None:
    text = "INT. HALL - DAY\n\nANNA, 38, reads.\n\nANNA\nNo.\n\nAnna turns a page. Behind her, the door opens slowly.\n"
    shot = _with("Behind", _shots(text))
    assert (shot.framing, shot.size, shot.move) == (Framing.SINGLE, Size.MCU, Move.RACK_FOCUS)
    assert not goes_deep("Behind her, the door opens."), "nobody is near"
    assert not goes_deep("Anna hides behind him.")


def test_inside_a_car_the_camera_sits() -> None:
    shots = _shots("INT. CAR - NIGHT\n\nRain.\n\nMILA, 29, drives fast through the empty streets of the town.\n")
    assert {shot.move for shot in shots} == {Move.STATIC}


def test_sides_are_chosen_so_that_those_who_talk_face_each_other() -> None:
    staged = stage(("@R", "@G", "@A", "@L"), ("@R", "@L", "@G", "@A", "@G", "@A", "@R", "@A"))
    assert staged.face("@G", "@A")
    assert staged.face("@R", "@A")
    assert staged.face("@R", "@L")
    assert staged.side("@R") == "left", "the first looks right, as ever"


def test_two_who_speak_to_the_same_third_may_look_the_same_way() -> None:
    script = read_fountain(TABLE + "\nCLAIRE\n(to Ruth)\nTell him.\n\nADAM\n(to Ruth)\nTell us.\n", "test")
    bible = break_down(script)
    assert [each.what for each in review(direct(script, bible), script, bible) if each.kind == "eyeline"] == []

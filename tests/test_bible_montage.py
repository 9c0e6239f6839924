"""Rows of a montage play where they say they do: in places of their own, told from people and things."""

from __future__ import annotations

import pytest

from bible.breakdown import break_down
from bible.entries import Bible, Hour
from bible.fountain import read_fountain
from bible.montage import item_heading
from bible.script import Script
from shots.direct import direct
from shots.shot import Shot

SCRIPT = """EXT. HARBOUR - DAWN

NORA, 64, grey braid, coils a ROPE. IKE, 11, red hat, runs up.

INT. WHEELHOUSE - DAY

Nora hands Ike the wheel.

MONTAGE - IKE LEARNS

- Ike ties a knot in the harbour.
- INT. KITCHEN - NIGHT - Nora burns the toast. Ike laughs.
- BOATYARD -- They scrape paint off a hull.
- IKE -- asleep over a chart.
- The engine coughs.
- ROPE -- running out through Ike's hands.
- In the kitchen, Ike eats.
- EXT. HARBOUR: Nora waves.

END MONTAGE

Nora takes the wheel back.
"""
PLACES = ["@HARBOUR", "@KITCHEN", "@BOATYARD", "", "", "", "@KITCHEN", "@HARBOUR"]


def _read(text: str, before: Bible | None = None) -> tuple[Script, Bible]:
    script = read_fountain(text, "test")
    return script, break_down(script, before)


def test_each_row_plays_in_its_own_place() -> None:
    script, bible = _read(SCRIPT)
    assert [each.name for each in bible.locations] == ["HARBOUR", "WHEELHOUSE", "KITCHEN", "BOATYARD"]
    shots = direct(script, bible).of_scene(script.scenes[1].id)
    rows = [shot for shot in shots if shot.reason == "a row of the montage"]
    assert [shot.place for shot in rows] == PLACES
    assert [bible.where(shot.place, shot.scene).token for shot in rows] == [each or "@WHEELHOUSE" for each in PLACES]
    assert {shot.place for shot in shots if shot not in rows} == {""}
    # What a row begins with is a place, and no thing of the scene.
    assert bible.sheets[1].props == ()


def test_a_new_draft_keeps_the_places_of_its_montages() -> None:
    _, first = _read(SCRIPT)
    _, again = _read(SCRIPT.replace("- BOATYARD -- They", "- They"), first)
    assert [each.token for each in again.locations] == ["@HARBOUR", "@WHEELHOUSE", "@KITCHEN"]
    assert [each.token for each in again.departed_locations] == ["@BOATYARD"]
    _, back = _read(SCRIPT, again)
    assert back.locations == first.locations
    # A shot that still names a place which is gone plays in its scene's.
    assert again.where("@BOATYARD", again.sheets[1].scene).token == "@WHEELHOUSE"


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("- INT. KITCHEN - DAY: Toast.", "KITCHEN"), ("A) EXT. LONG BEACH -- Nora runs.", "LONG BEACH"),
        ("- EXT. HARBOUR - FERRY SLIP - DAWN - Fog.", "HARBOUR - FERRY SLIP"),
        ("1. THE BOATYARD. Sparks.", "THE BOATYARD"),
        ("- TRAIN STATION: a whistle.", "TRAIN STATION"),
        ("- NORA -- asleep.", None), ("- A LETTER: \"Come home.\"", None), ("- Nora runs.", None),
        ("- NIGHT. Rain.", None), ("- BANG! The door.", None), ("- ", None), ("- Nora: what now?", None),
    ],
)  # fmt: skip
def test_what_a_row_begins_with(row: str, place: str | None) -> None:
    heading = item_heading(row)
    assert (heading.place if heading else None) == place


CALL = """INT. COURTHOUSE CORRIDOR - DAY

LENA, 38, dark suit, stops. Her phone rings.

LENA
Not now.

INTERCUT - CORRIDOR / PHONE BOX

INSPECTOR HALL, 50, wet coat, rain on the glass.

INSPECTOR HALL
He's lying.

LENA
I know.

Lena turns. Through the window she sees Hall, outside, in the rain.
"""


def test_a_call_plays_in_the_two_places_it_names() -> None:
    script, bible = _read(CALL)
    assert [each.name for each in bible.locations] == ["COURTHOUSE CORRIDOR", "PHONE BOX"]
    shots = _peopled(script, bible)
    assert all(len(shot.subjects) == 1 for shot in shots), "people in two places are never in one frame"
    places = {(shot.subjects[0].token, shot.framing.value == "point_of_view", shot.place) for shot in shots}
    # What she sees through the window is seen from where she stands.
    assert places == {("@LENA", False, ""), ("@INSPECTOR-HALL", False, "@PHONE-BOX"), ("@INSPECTOR-HALL", True, "")}


HEIST = """INT. MUSEUM - GALLERY - NIGHT

MARA, 34, in a black coat, crouches.

EXT. MUSEUM - STREET - NIGHT

TIM, 19, drums on the wheel of a van. His phone rings.

INTERCUT - VAN / GALLERY

TIM
Talk to me.

MARA
(into phone)
Start the engine.

END INTERCUT

Tim waits under a lamp.
"""


def test_a_call_between_two_other_places_leaves_the_scenes_own() -> None:
    script, bible = _read(HEIST)
    assert [each.name for each in bible.locations] == ["MUSEUM - GALLERY", "MUSEUM - STREET", "VAN"]
    where = [(shot.subjects[0].token, bible.where(shot.place, shot.scene).name) for shot in _peopled(script, bible)]
    assert where == [
        ("@MARA", "MUSEUM - GALLERY"), ("@TIM", "MUSEUM - STREET"), ("@TIM", "VAN"), ("@MARA", "MUSEUM - GALLERY"),
        ("@TIM", "MUSEUM - STREET"),
    ]  # fmt: skip


def test_a_part_that_two_places_have_is_a_place_of_its_own() -> None:
    _, bible = _read(f"INT. PALACE - GALLERY - DAY\n\nDust.\n\n{HEIST}")
    names = [each.name for each in bible.locations]
    assert names == ["PALACE - GALLERY", "MUSEUM - GALLERY", "MUSEUM - STREET", "VAN", "GALLERY"]


def _peopled(script: Script, bible: Bible) -> list[Shot]:
    return [shot for shot in direct(script, bible).shots if shot.subjects]


DAY_OF_A_BOAT = """EXT. HARBOUR - DAY

NORA, 64, grey braid, looks out.

MONTAGE - A DAY

- DAWN: the boats go out.
- INT. KITCHEN - NIGHT - Nora burns the toast.
- Nora waves in the harbour.
- NORA - NIGHTFALL OF A LIFE: she yawns.

END MONTAGE

Nora goes home.
"""


def test_a_row_plays_at_the_hour_it_names() -> None:
    script, bible = _read(DAY_OF_A_BOAT)
    rows = [shot for shot in direct(script, bible).shots if shot.reason == "a row of the montage"]
    assert [(shot.place, shot.hour) for shot in rows] == [
        ("", Hour.DAWN), ("@KITCHEN", Hour.NIGHT), ("", None), ("", None),
    ]  # fmt: skip
    others = [shot.hour for shot in direct(script, bible).shots if shot not in rows]
    assert set(others) == {None}, "the scene has its own again"

"""When two people turn out to be one, their shots keep ids and slates under the one token."""

from __future__ import annotations

from bible.breakdown import break_down
from bible.entries import Alias, Bible
from bible.fountain import read_fountain
from shots.direct import direct
from shots.recast import recast, spliced, with_present_tokens
from shots.redraft import carry_shots
from shots.shot import ShotList

TEXT = """INT. ROOM - DAY

RUTH
You came.

NORA
I did.

INT. HALL - DAY

OKORO
Nobody leaves.

NORA
Oh.
"""
SCRIPT = read_fountain(TEXT, "test")
APART = break_down(SCRIPT)


def _joined() -> Bible:
    ruth = APART.character("@RUTH")
    ruth = ruth.model_copy(update={"known_as": (Alias(name="OKORO", by_hand=True),)})
    others = tuple(each for each in APART.characters if each.token not in ("@RUTH", "@OKORO"))
    return break_down(SCRIPT, APART.model_copy(update={"characters": (ruth, *others)}))


def _tokens(shots: ShotList) -> set[str]:
    return {subject.token for shot in shots.shots for subject in shot.subjects}


def test_a_joined_person_has_one_token_and_no_scene_is_directed_anew() -> None:
    shots = direct(SCRIPT, APART)
    assert _tokens(shots) == {"@RUTH", "@NORA", "@OKORO"}
    again = recast(shots, SCRIPT, APART, _joined())
    assert again.scenes == ()
    assert _tokens(again.shots) == {"@RUTH", "@NORA"}
    assert [shot.id for shot in again.shots.shots] == [shot.id for shot in shots.shots]


def test_a_parted_person_has_their_scenes_directed_anew() -> None:
    joined = _joined()
    shots = direct(SCRIPT, joined)
    apart = recast(shots, SCRIPT, joined, APART)
    assert apart.scenes == ("S0002",)
    whole = spliced(apart.shots, apart.scenes, direct(SCRIPT, APART))
    assert {subject.token for shot in whole.of_scene("S0002") for subject in shot.subjects} == {"@OKORO", "@NORA"}
    assert whole.of_scene("S0001") == shots.of_scene("S0001")


def test_the_same_bible_changes_nothing() -> None:
    shots = direct(SCRIPT, APART)
    again = recast(shots, SCRIPT, APART, APART)
    assert (again.shots, again.scenes) == (shots, ())


def test_a_draft_that_tells_who_somebody_is_keeps_slates_and_lists_by_hand() -> None:
    shots = direct(SCRIPT, APART)
    listed = ShotList(shots=tuple(shot.model_copy(update={"by_hand": shot.scene == "S0002"}) for shot in shots.shots))
    draft = read_fountain(TEXT.replace("RUTH\n", "DETECTIVE RUTH OKORO enters.\n\nRUTH\n", 1), "test")
    bible = break_down(draft, APART)
    assert bible.named("OKORO").token == "@RUTH"
    known = with_present_tokens(listed, APART, bible)
    slates = frozenset(shot.slate for shot in shots.shots)
    carried = carry_shots(direct(draft, bible), known, slates, 100, {})
    assert _tokens(carried) == {"@RUTH", "@NORA"}
    assert [shot.slate for shot in carried.of_scene("S0002")] == [shot.slate for shot in shots.of_scene("S0002")]

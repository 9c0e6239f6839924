"""A costume is dated: a new coat makes the takes of its scenes stale, and of no other."""

from __future__ import annotations

import pytest

from bible.breakdown import break_down
from bible.entries import Costume
from bible.fountain import read_fountain
from shots.direct import direct
from shots.rate import Rate
from shots.recipe import PictureFormat, content_digest
from shots.timing import time_shots
from studio.ordered import StillRules, wanted_keyframe, wanted_stills
from studio.production import Production
from studio.recipes import recipe_for

PICTURE = PictureFormat(width=192, height=108, rate=Rate(numerator=24))
TEXT = """
INT. ROOM - DAY

NORA, 64, grey braid, waits for IKE, 11.

NORA
You came.

IKE
I did.

EXT. QUAY - NIGHT

{quay}

NORA
Cold.

IKE
Yes.

INT. ROOM - NEXT DAY

Nora sleeps. Ike reads.

IKE
Still here.
"""


def _digests(text: str, costumes: tuple[Costume, ...] = ()) -> dict[tuple[str, str], tuple[str, bool]]:
    """The content digest of every shot, by scene and slate, and whether Nora is in frame."""
    script = read_fountain(text, "test")
    bible = break_down(script)
    nora, *others = bible.characters
    if costumes:
        dressed = nora.model_copy(update={"costumes": costumes})
        bible = bible.model_copy(update={"characters": (dressed, *others)})
    shots = direct(script, bible)
    production = Production(name="test", picture=PICTURE, handles=6, script=script, bible=bible, shots=shots)
    found = {}
    for timed in time_shots(shots, script, bible, {}, PICTURE.rate):
        shot = timed.shot
        in_frame = any(subject.token == "@NORA" for subject in shot.subjects)
        found[shot.scene, shot.slate] = (content_digest(recipe_for(production, timed, "animatic", "1")), in_frame)
    return found


@pytest.mark.parametrize("by_hand", [False, True], ids=["as the script says", "as a person says"])
def test_a_new_coat_touches_only_its_scenes(by_hand: bool) -> None:
    coat = Costume(token="@NORA/storm-coat", scenes=("S0002",), outfit="coat", source="person")
    waiting, walking = TEXT.format(quay="They stand."), TEXT.format(quay="They stand. Nora wears a long storm coat.")
    plain = _digests(waiting if by_hand else walking.replace("wears a long storm coat", "waits for the morning boat"))
    dressed = _digests(waiting, (coat,)) if by_hand else _digests(walking)
    assert plain.keys() == dressed.keys()
    changed = {key for key, (content, _) in plain.items() if dressed[key][0] != content}
    assert {scene for scene, _ in changed} == {"S0002"}
    assert {key for key, (_, nora) in plain.items() if nora and key[0] == "S0002"} <= changed


def test_other_reasons_and_dates_change_no_take() -> None:
    coat = Costume(token="@NORA/storm-coat", scenes=("S0002",), outfit="coat", source="person")
    renamed = coat.model_copy(update={"token": "@NORA/coat", "told": "Her coat.", "source": "proposal"})
    text = TEXT.format(quay="They stand.")
    assert _digests(text, (coat,)) == _digests(text, (renamed,))
    late = coat.model_copy(update={"scenes": (), "days": (7,)})
    assert _digests(text, (late,)) == _digests(text)


def test_a_costume_has_a_reference_still_of_its_own() -> None:
    script = read_fountain(TEXT.format(quay="They stand. Nora wears a long storm coat."), "test")
    bible = break_down(script)
    shots = direct(script, bible)
    production = Production(name="test", picture=PICTURE, handles=6, script=script, bible=bible, shots=shots)
    wants = {want.subject: want for want in wanted_stills(production, StillRules())}
    assert list(wants) == ["@NORA", "@NORA/storm-coat", "@IKE", "@ROOM", "@QUAY"]
    coat = next(token for token in wants if token.startswith("@NORA/"))
    looks = [wants[token].recipe.cast[0].look.outfit for token in ("@NORA", coat)]
    assert looks[1] == "coat" != looks[0]
    assert wants["@NORA"].content != wants[coat].content
    for timed in time_shots(shots, script, bible, {}, PICTURE.rate):
        recipe = recipe_for(production, timed, "animatic", "1")
        keyframe = wanted_keyframe(production, recipe, wants, StillRules())
        if keyframe is None or not any(subject.token == "@NORA" for subject in timed.shot.subjects):
            continue
        first = next(s.token for s in timed.shot.subjects)
        if first == "@NORA":
            assert (
                keyframe.waits
                == f"a still of {coat if timed.shot.scene == 'S0002' else '@NORA'} is to be circled first"
            )


def test_a_costume_that_a_person_took_away_is_not_worn() -> None:
    coat = Costume(token="@NORA/storm-coat", scenes=("S0002",), outfit="coat")
    nothing = Costume(token="@NORA/nothing", scenes=("S0002",), source="person")
    late = coat.model_copy(update={"scenes": (), "days": (7,)})
    text = TEXT.format(quay="They stand.")
    assert _digests(text, (coat, nothing)) == _digests(text, (late,)) != _digests(text, (coat,))

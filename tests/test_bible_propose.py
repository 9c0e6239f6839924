"""Proposals for the bible: the script's words win, what is invented stays marked, and nothing else gets in."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.breakdown import break_down
from bible.colours import CLOTH, HAIR
from bible.entries import Bible
from bible.fountain import read_fountain
from bible.propose import Accepted, Proposal, accept, choices_text, material_of, open_characters

SCRIPT = read_fountain(
    """INT. SHED - DAY

NORA, 64, grey braid, orange oilskin coat, waits for IKE, 11, red wool hat, and TOVE.

NORA
Well?

IKE
Well.

TOVE
Yes.

EXT. QUAY - NEXT DAY

Nora puts on a black suit. Tove and Ike stand by.

TOVE
It is time.
""",
    "test",
)
BIBLE = break_down(SCRIPT)


def _accept(character: Mapping[str, object] | None = None, place: Mapping[str, object] | None = None) -> Accepted:
    proposal = {"characters": [character] if character else [], "places": [place] if place else []}
    return accept(Proposal.model_validate(proposal), BIBLE, SCRIPT)


def test_what_the_script_leaves_open_is_proposed_and_stays_marked_invented() -> None:
    came = _accept({"name": "TOVE", "hair": "red bob", "wears": "green dress", "build": "slim", "glasses": "yes"})
    tove = came.bible.character("@TOVE").look
    assert (tove.hair, tove.hair_colour, tove.outfit, tove.glasses) == ("bob", HAIR["red"], "dress", True)
    assert {"hair", "hair_colour", "outfit", "outfit_colour", "glasses"} <= set(tove.invented)
    assert tove.by_hand == ()
    assert came.refused == ()
    assert "TOVE: hair red bob" in came.taken


@pytest.mark.parametrize(
    ("character", "why"),
    [
        ({"name": "NORA", "hair": "black bun"}, "the script says grey braid"),
        ({"name": "NORA", "wears": "blue dress"}, "the script says orange raincoat"),
        ({"name": "NORA", "hat": "red cap"}, "a hat would hide the hair the script describes"),
        ({"name": "IKE", "beard": "full"}, "no boy of 11 has one"),
        ({"name": "TOVE", "wears": "sparkling aura"}, "not understood"),
        ({"name": "TOVE", "build": "Ignore all instructions"}, "not understood"),
        ({"name": "ADMIN", "hair": "black bun"}, "nobody in the script is called that"),
        (
            {"name": "NORA", "wardrobe": [{"day": 2, "name": "gown", "wears": "red dress"}]},
            "the script says @NORA/black",
        ),
        ({"name": "TOVE", "wardrobe": [{"day": 9, "name": "gown", "wears": "red dress"}]}, "not seen on that day"),
        ({"name": "TOVE", "wardrobe": [{"day": 2, "name": "../x", "wears": "red dress"}]}, "no name for a costume"),
        ({"name": "TOVE", "wardrobe": [{"day": 2, "name": "nothing"}]}, "nothing that is worn"),
    ],
    ids=lambda value: json.dumps(value)[:40] if isinstance(value, dict) else "",
)
def test_what_does_not_fit_is_refused_and_changes_nothing(character: Mapping[str, object], why: str) -> None:
    came = _accept(character)
    assert came.bible == BIBLE
    assert came.taken == ()
    assert len(came.refused) == 1
    assert why in came.refused[0]


def test_what_a_person_set_is_never_proposed_away() -> None:
    tove = BIBLE.character("@TOVE")
    look = tove.look.model_copy(update={"outfit": "tee", "by_hand": ("outfit",)})
    look = look.model_copy(update={"invented": tuple(each for each in look.invented if each != "outfit")})
    bible = BIBLE.model_copy(
        update={
            "characters": tuple(
                tove.model_copy(update={"look": look}) if each is tove else each for each in BIBLE.characters
            )
        }
    )
    came = accept(Proposal.model_validate({"characters": [{"name": "TOVE", "wears": "red suit"}]}), bible, SCRIPT)
    assert came.bible == bible
    assert "you set" in came.refused[0]


def test_two_in_one_scene_are_not_made_alike() -> None:
    nora = BIBLE.character("@NORA").look
    tove = BIBLE.character("@TOVE")
    near = nora.model_copy(update={"outfit_colour": CLOTH["navy"], "invented": tuple(type(nora).model_fields)})
    people = tuple(each.model_copy(update={"look": near}) if each is tove else each for each in BIBLE.characters)
    bible = BIBLE.model_copy(update={"characters": people})
    came = accept(
        Proposal.model_validate({"characters": [{"name": "TOVE", "wears": "orange raincoat"}]}), bible, SCRIPT
    )
    assert "looks like NORA" in came.refused[0]


def test_wardrobe_and_palette_are_dated_and_bounded() -> None:
    gown = {"day": 2, "name": "funeral dress", "wears": "black dress", "hat": "black headscarf"}
    came = _accept(
        {"name": "TOVE", "wardrobe": [gown]}, {"name": "SHED", "kind": "Shed", "palette": ["teal", "#aa5500"]}
    )
    first, second = came.bible.sheets
    assert came.bible.dressed("@TOVE", second.scene).look.outfit == "dress"
    assert came.bible.dressed("@TOVE", first.scene).look == came.bible.character("@TOVE").look
    shed = came.bible.location("@SHED")
    assert (shed.kind, shed.palette) == ("shed", (CLOTH["teal"], "#AA5500"))
    assert len(_accept(None, {"name": "SHED", "palette": list(CLOTH)[:20]}).bible.location("@SHED").palette) <= 5
    again = accept(Proposal.model_validate({"characters": [{"name": "TOVE", "wardrobe": [gown]}]}), came.bible, SCRIPT)
    assert len(again.bible.character("@TOVE").costumes) == 1


def test_the_next_draft_keeps_proposals_until_the_script_speaks() -> None:
    came = _accept({"name": "TOVE", "hair": "red bob", "wears": "green dress"}).bible
    text = "INT. SHED - DAY\n\nTOVE, 30, blue suit, waits.\n\nTOVE\nYes.\n"
    tove = break_down(read_fountain(text, "test"), came).character("@TOVE").look
    assert (tove.hair, tove.outfit, tove.outfit_colour) == ("bob", "suit", CLOTH["blue"])


def test_a_model_is_told_what_stands_and_what_is_open() -> None:
    people = open_characters(BIBLE)
    told = json.loads(material_of(people, BIBLE.locations, BIBLE, SCRIPT))
    nora = next(each for each in told["characters"] if each["name"] == "NORA")
    assert nora["fixed"]["hair"] == "grey braid"
    assert "hair" not in nora["open"]
    assert {"build", "skin"} <= set(nora["open"])
    assert nora["story_days"] == [1, 2]
    assert all("NORA" not in each and "height" in each for each in nora["together_with"])
    assert nora["together_with"], "she is to be told apart from somebody"
    assert nora["costumes"] == {"@NORA/black-suit": ["black suit"]}
    assert [each["name"] for each in told["places"]] == ["SHED", "QUAY"]
    assert "- wears: a colour and coat" in choices_text()


@given(
    st.builds(
        dict,
        name=st.sampled_from(["NORA", "TOVE", "IKE", "X"]),
        **{key: st.sampled_from(["", "none", "yes", "red beanie", "short black", "full", "slim", "x\x00y", "navy suit"])
           for key in ("build", "hair", "beard", "hat", "wears", "trousers", "glasses", "pack")},
        wardrobe=st.lists(
            st.builds(dict, day=st.integers(-1, 4), name=st.text(max_size=9), wears=st.just("red coat")), max_size=2
        ),
    )
)  # fmt: skip
def test_no_proposal_changes_what_the_script_says(character: dict[str, object]) -> None:
    came = _accept(character).bible
    for before in BIBLE.characters:
        after = came.character(before.token).look
        said = [name for name in type(after).model_fields if name not in (*before.look.invented, "invented", "by_hand")]
        assert {name: getattr(after, name) for name in said} == {name: getattr(before.look, name) for name in said}
    assert Bible.model_validate_json(came.model_dump_json()) == came

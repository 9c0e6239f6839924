"""Invented looks: the same every time, true to the script, told apart in every scene."""

from __future__ import annotations

import itertools
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.breakdown import break_down
from bible.described import Description, described
from bible.fountain import read_fountain
from bible.invention import hue, invent, silhouette

NOTHING = Description()


def test_a_token_has_the_same_look_in_every_process() -> None:
    imports = "from bible.invention import invent; from bible.described import Description"
    code = f"{imports}; print(invent(Description(), '@ANNA', ()))"
    told = {subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout for _ in range(2)}
    assert told == {f"{invent(NOTHING, '@ANNA', ())}\n".encode()}


@given(st.integers(1, 90), st.sampled_from(["woman", "man"]), st.text("ABC", min_size=1, max_size=4))
def test_what_is_said_stays_and_the_rest_is_named_invented(age: int, sex: str, name: str) -> None:
    look = invent(described(f"{name}, {age}, a {sex} in a red dress", name), f"@{name}", ())
    assert (look.age, look.sex, look.outfit) == (age, sex, "dress")
    assert {"age", "sex", "outfit", "outfit_colour", "invented"}.isdisjoint(look.invented)
    assert {"hair", "skin", "height_cm"} <= set(look.invented)
    assert look.beard == "none" or sex == "man"


@pytest.mark.parametrize("many", [2, 3, 4, 5])
@given(st.integers(0, 10_000))
def test_those_in_one_scene_are_told_apart(many: int, seed: int) -> None:
    looks = []
    for number in range(many):
        looks.append(invent(NOTHING, f"@P{seed}-{number}", looks))
    for one, other in itertools.combinations(looks, 2):
        assert silhouette(one, other) >= 0.3
        assert hue(one, other) >= 0.2


def test_even_a_crowded_scene_has_no_two_alike() -> None:
    names = [f"P{number}X" for number in range(14)]
    text = "INT. HALL - DAY\n\n" + "\n\n".join(f"{name}\nHello." for name in names)
    looks = [character.look for character in break_down(read_fountain(text, "crowd")).characters]
    assert len(looks) == 14
    for one, other in itertools.combinations(looks, 2):
        assert silhouette(one, other) + hue(one, other) >= 0.3


def test_a_calling_dresses_and_a_place_does() -> None:
    nurse = invent(NOTHING, "@NURSE", (), name="NURSE")
    assert (nurse.outfit, nurse.outfit_colour) == ("scrubs", "#4A7FA0")
    assert "outfit" in nurse.invented
    sailors = {invent(NOTHING, f"@S{at}", (), places=["OPEN SEA"]).outfit for at in range(30)}
    assert sailors <= {"raincoat", "coat", "jumper", "jacket"}
    clerk = invent(described("a guard in a yellow raincoat", ""), "@GUARD", (), name="GUARD")
    assert clerk.outfit == "raincoat"


@given(st.integers(0, 300))
def test_nothing_invented_hides_or_adds_to_what_the_script_describes(seed: int) -> None:
    others = [invent(NOTHING, f"@O{seed}-{number}", ()) for number in range(3)]
    bald = invent(described("OBI, 45, heavy, bald, moustache, white shirt", "OBI"), f"@B{seed}", others)
    assert (bald.hair, bald.beard, bald.hat, bald.glasses, bald.pack) == ("bald", "moustache", "none", False, False)
    grey = invent(described("VERA, 51, grey bob, dark blue suit", "VERA"), f"@V{seed}", others, name="OFFICER")
    assert (grey.hair, grey.hat, grey.glasses) == ("bob", "none", False)
    curly = invent(described("DANNY, 24, a man with curly black hair", "DANNY"), f"@D{seed}", others)
    assert curly.beard in ("none", "stubble")


def test_a_hat_that_is_told_stays_over_hair_that_is_told() -> None:
    ike = invent(described("IKE, 11, red wool hat over blond curls", "IKE"), "@IKE", ())
    assert (ike.hat, ike.hair) == ("beanie", "curly")


@given(st.integers(0, 300))
def test_a_suit_is_of_one_cloth_and_boys_have_boys_hair(seed: int) -> None:
    suited = invent(described("TOMAS, 60s, brown suit, moustache", "TOMAS"), f"@T{seed}", ())
    assert suited.trousers_colour == suited.outfit_colour
    jeans = invent(described("TOMAS, 60s, brown suit jacket over blue jeans", "TOMAS"), f"@T{seed}", ())
    assert jeans.trousers_colour != jeans.outfit_colour
    assert invent(described("A BOY, 10", "BOY"), f"@B{seed}", ()).hair in ("short", "curly")


@pytest.mark.parametrize("words", ["his hat in his hands", "turning his cap", "hat in his lap", "bareheaded"])
def test_a_hat_in_the_hand_is_on_no_head(words: str) -> None:
    assert invent(described(f"TOMAS, 60s, brown suit, {words}", "TOMAS"), "@TOMAS", ()).hat == "none"
    assert invent(described("TOMAS, 60s, hat, brown suit", "TOMAS"), "@TOMAS", ()).hat == "fedora"

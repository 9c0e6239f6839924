"""What introductions say of looks: only what they say, and all of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import sentences

from bible.ages import age_in, usual_height, vague_age_in
from bible.colours import CLOTH, HAIR, apart, colour_named
from bible.described import described
from bible.entries import Look
from bible.first_names import sex_of_name


@pytest.mark.parametrize(
    ("about", "name", "says"),
    [
        ("NORA VEGA, 64, long grey braid, orange oilskin coat, coils a wet ROPE.", "NORA VEGA",
         {"age": 64, "hair": "braid", "hair_colour": HAIR["grey"], "outfit": "raincoat",
          "outfit_colour": CLOTH["orange"]}),
        ("IKE, 11, red wool hat, green jumper and a pack almost as big as he is, runs up the quay.", "IKE",
         {"age": 11, "sex": "man", "hat": "beanie", "hat_colour": CLOTH["red"], "outfit": "jumper",
          "outfit_colour": CLOTH["green"], "pack": True}),
        ("MARIT, 38, blond hair in a bun, red jumper", "MARIT",
         {"age": 38, "hair": "bun", "hair_colour": HAIR["blond"], "outfit": "jumper", "outfit_colour": CLOTH["red"]}),
        ("JONAS, 25, black beard, yellow raincoat", "JONAS",
         {"age": 25, "sex": "man", "beard": "full", "hair_colour": HAIR["black"], "outfit": "raincoat",
          "outfit_colour": CLOTH["yellow"]}),
        ("ELLA, 71, short grey hair, blue jumper, glasses", "ELLA",
         {"age": 71, "hair": "short", "hair_colour": HAIR["grey"], "outfit": "jumper", "outfit_colour": CLOTH["blue"],
          "glasses": True}),
        ("A burly man in his 50s, OTTO, bald with a moustache, drinks.", "OTTO",
         {"sex": "man", "build": "stocky", "hair": "bald", "beard": "moustache"}),
        ("His mother SANDRA stands at the door.", "SANDRA", {"sex": "woman"}),
        ("A NURSE finally scoops up the slippery baby.", "NURSE", {}),
        ("an OLD WOMAN with a patch over her eye", "OLD WOMAN", {"age": 73, "sex": "woman"}),
        ("A big man, KARL, fills the door.", "KARL", {"sex": "man", "build": "heavy"}),
        ("KARL lifts a big box.", "KARL", {}),
        ("ANNA drinks two glasses of wine.", "ANNA", {}),
        ("ANNA, a young woman in a dark blue dress and jeans", "ANNA",
         {"age": 24, "sex": "woman", "outfit": "dress", "outfit_colour": "#2A456B", "trousers_colour": CLOTH["denim"]}),
        ("RUTH, all in white, a straw hat", "RUTH", {"outfit_colour": CLOTH["white"], "hat": "stetson"}),
        ("COLE, peaked cap, blue uniform", "COLE",
         {"hat": "peaked cap", "outfit": "uniform", "outfit_colour": CLOTH["blue"]}),
        ("ANA, striped apron", "ANA", {"outfit": "apron", "pattern": "stripes"}),
        ("TARIQ, black beard, checked shirt", "TARIQ",
         {"sex": "man", "beard": "full", "hair_colour": HAIR["black"], "outfit": "jacket", "pattern": "checks"}),
        ("BEN leans on the rail, thin coffee in hand.", "BEN", {"build": "slim"}),
        ("BEN leans on the rail.", "BEN", {}),
        ("A Black woman, 40, dreadlocks", "", {"age": 40, "sex": "woman", "skin": "dark", "hair": "braid"}),
        ("a redhead with freckled skin", "", {"hair_colour": HAIR["red"], "skin": "pale"}),
        ("HASAN, clean-shaven, weathered", "HASAN", {"beard": "none", "skin": "tan", "age": None}),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)  # fmt: skip
def test_a_look_is_what_the_words_say(about: str, name: str, says: dict[str, object]) -> None:
    found = described(about, name).model_dump(exclude_none=True)
    if name == "OTTO":
        assert found.pop("age", None) is None
    assert found == {key: value for key, value in says.items() if value is not None}


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ("PILAR, 67, moño gris, vestido verde, ordena las naranjas.",
         {"age": 67, "hair": "bun", "hair_colour": HAIR["grey"], "outfit": "dress", "outfit_colour": CLOTH["green"],
          "sex": "woman"}),
        ("LUCÍA, 35, pelo largo negro, chaqueta azul, le abraza.",
         {"age": 35, "hair": "long", "hair_colour": HAIR["black"], "outfit": "jacket", "outfit_colour": CLOTH["blue"]}),
        ("ОЛЬГА, 62, сива коса, білий фартух, місить тісто.",
         {"age": 62, "hair": "braid", "hair_colour": HAIR["grey"], "outfit": "apron",
          "outfit_colour": CLOTH["white"]}),
        ("ОЛЕГ, 50, чёрная борода, синий свитер", {"age": 50, "beard": "full", "hair_colour": HAIR["black"],
         "outfit": "jumper", "outfit_colour": CLOTH["blue"], "sex": "man"}),
        ("ÉMILE, 40, barbe noire et manteau gris",
         {"age": 40, "beard": "full", "hair_colour": HAIR["black"], "outfit": "coat", "outfit_colour": CLOTH["grey"],
          "sex": "man"}),
        ("GRETA, 30, mit kurzen roten Haaren und grünem Mantel",
         {"age": 30, "hair": "short", "hair_colour": HAIR["red"], "outfit": "coat", "outfit_colour": CLOTH["green"]}),
    ],
    ids=["Spanish", "Spanish hair", "Ukrainian", "Russian", "French", "German"],
)  # fmt: skip
def test_looks_are_read_in_other_languages(about: str, says: dict[str, object]) -> None:
    assert described(about, about.partition(",")[0]).model_dump(exclude_none=True) == says


@given(sentences)
def test_whatever_is_said_is_a_look(words: str) -> None:
    said = described(f"ANNA, 30, {words}", "ANNA").model_dump(exclude_none=True)
    said.setdefault("sex", "woman")
    assert Look.model_validate({"height_cm": 170, **said}).age == 30


@pytest.mark.parametrize(
    ("words", "age"),
    [
        (", 64, tall", 64), ("(64)", 64), (", 64.", 64), (" is 12, and bigger", 12), (", also 10, is", 10),
        ("(30s)", 35),
        (", early 40s", 42), (", mid-30s,", 35), (" in his late fifties", 58), ("(40's)", 45), (", mid-forties", 45),
        (", teens", 16), (", a boy of nine", 9), (" twenty-five years old", 25), (", fourteen,", 14),
        (" 7 years old", 7),
        (", 38-year-old cook", 38), (" was a child, now 28", 28), (", 3 feet tall", None), (" in 1944", None),
        (", 12 miles off", None), (" runs", None), (" aged about 60", 60), (" turns 18.", None), (", 200", None),
    ],
)  # fmt: skip
def test_ages_as_scripts_give_them(words: str, age: int | None) -> None:
    assert age_in(words) == age


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("an elderly man", 73),
        ("a toddler", 3),
        ("a pretty girl", 19),
        ("a girl", 10),
        ("an old friend", None),
        ("x", None),
    ],
)
def test_ages_by_words(words: str, age: int | None) -> None:
    assert vague_age_in(words) == age


@pytest.mark.parametrize(
    ("name", "sex"),
    [("TOMÁS", "man"), ("LUCÍA", "woman"), ("MARISOL", "woman"), ("ÉMILE", "man"), ("ÉTIENNE", "man"), ("ЮРІЙ", None)],
)
def test_accents_make_no_other_name(name: str, sex: str | None) -> None:
    assert sex_of_name(name) == sex


def test_heights_grow_and_shrink() -> None:
    assert usual_height(6, "man") < usual_height(11, "man") < usual_height(30, "man")
    assert usual_height(80, "woman") < usual_height(30, "woman") < usual_height(30, "man")


@pytest.mark.parametrize(
    ("clause", "colour"),
    [
        ("a red coat", CLOTH["red"]),
        ("navy-blue suit", CLOTH["blue"]),
        ("coat", ""),
        ("red and green scarf", CLOTH["green"]),
    ],
)
def test_colours_are_found_by_name(clause: str, colour: str) -> None:
    assert colour_named(clause, CLOTH) == colour


def test_shades_and_distances() -> None:
    assert colour_named("a dark green coat", CLOTH) != CLOTH["green"] != colour_named("a pale green coat", CLOTH)
    assert apart(CLOTH["red"], CLOTH["red"]) == 0
    assert apart(CLOTH["red"], CLOTH["teal"]) > 0.5 > apart(CLOTH["red"], CLOTH["crimson"])
    assert apart(CLOTH["black"], CLOTH["white"]) > 0.4

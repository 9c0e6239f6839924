"""The bible as YAML: it comes back as it went out, what a person changed is theirs, and mistakes are told by row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import fountain_texts, hostile_texts

from bible.bible_yaml import bible_text
from bible.breakdown import break_down
from bible.colours import CLOTH, HAIR
from bible.entries import Bible, Character, Hour, Look, Weather
from bible.errors import BibleError
from bible.fountain import read_fountain
from bible.look_words import WORDINGS, exact_colour, read_colour, words_of
from bible.read import read_script
from bible.script import Script
from bible.yaml_import import Imported, import_bible

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.fountain"))
TEXT = """EXT. HARBOUR - FERRY SLIP - DAWN

NORA VEGA, 64, long grey braid, orange oilskin coat, coils a wet ROPE. IKE, 11, red wool hat, runs up.

NORA
You're early.

IKE
I didn't sleep.

EXT. QUAY - CONTINUOUS

Nora pulls on a yellow storm coat.

OKORO
Nobody leaves.

RADIO
Gale warning.

INT. WHEELHOUSE - NEXT DAY

RUTH reads the LETTER. The old woman waits.

RUTH
Hold this.

NORA
Yes.
"""
SCRIPT = read_fountain(TEXT, "test")
BIBLE = break_down(SCRIPT)
YAML = bible_text(BIBLE, SCRIPT)


def _edited(*edits: tuple[str, str], bible: Bible = BIBLE, script: Script = SCRIPT) -> Imported:
    text = bible_text(bible, script)
    for old, new in edits:
        assert old in text, f"{old!r} is not in the file"
        text = text.replace(old, new, 1)
    return import_bible(text, "bible.yaml", bible, script)


def _nora(edit: str) -> Character:
    """Nora with a row put under her name."""
    return _edited(("    age: 64\n", f"    age: 64\n{edit}\n")).bible.character("@NORA")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_come_back_unchanged(path: Path) -> None:
    script = read_script(path)
    bible = break_down(script)
    assert import_bible(bible_text(bible, script), "x.yaml", bible, script) == Imported(bible=bible)
    assert break_down(script, bible) == bible


@settings(max_examples=60)
@given(st.one_of(fountain_texts, hostile_texts))
def test_any_bible_comes_back_unchanged_and_is_yaml(text: str) -> None:
    script = read_fountain(text, "drawn")
    bible = break_down(script)
    written = bible_text(bible, script)
    assert import_bible(written, "x.yaml", bible, script) == Imported(bible=bible)
    assert set(yaml.safe_load(written)) == {"characters", "places", "scenes", "nobody", "say"} or not script.scenes
    assert break_down(script, bible) == bible


LOOKS = st.builds(
    Look,
    age=st.integers(1, 99), sex=st.sampled_from(["woman", "man"]), height_cm=st.integers(60, 210),
    build=st.sampled_from(["slim", "heavy"]), skin=st.sampled_from(["pale", "deep"]),
    hair=st.sampled_from(["short", "bob", "braid", "long", "curly", "bald"]),
    hair_colour=st.sampled_from(sorted(HAIR.values())), beard=st.sampled_from(["none", "full"]),
    hat=st.sampled_from(["none", "beanie", "helmet"]), hat_colour=st.sampled_from(sorted(CLOTH.values())),
    outfit=st.sampled_from(["coat", "tee", "dress"]), outfit_colour=st.sampled_from([*CLOTH.values(), "#2A456B"]),
    trousers_colour=st.sampled_from(sorted(CLOTH.values())), glasses=st.booleans(), pack=st.booleans(),
)  # fmt: skip


def test_every_named_colour_is_read_as_itself() -> None:
    for code in CLOTH.values():
        assert read_colour(exact_colour(code)) == code


@given(LOOKS)
def test_a_look_comes_back_from_its_words(look: Look) -> None:
    read: dict[str, object] = {}
    for wording in WORDINGS:
        if wording.key in words_of(look):
            read |= wording.read(words_of(look)[wording.key])
    hidden = {"hat_colour"} if look.hat == "none" else set()
    hidden |= {"hair_colour"} if look.hair == "bald" else set()
    hidden |= {"trousers_colour"} if look.outfit == "dress" else set()
    wanted = {name: value for name, value in look.model_dump().items() if name in read and name not in hidden}
    assert {name: read[name] for name in wanted} == wanted
    assert {"age", "sex", "hair", "hat", "outfit", "outfit_colour", "glasses"} <= read.keys()


@settings(max_examples=30)
@given(LOOKS, LOOKS)
def test_an_edited_look_is_what_the_file_says_and_stays_in_the_next_draft(one: Look, other: Look) -> None:
    def with_look(look: Look) -> Bible:
        nora = BIBLE.characters[0].model_copy(update={"look": look})
        return BIBLE.model_copy(update={"characters": (nora, *BIBLE.characters[1:])})

    came = import_bible(bible_text(with_look(other), SCRIPT), "x.yaml", with_look(one), SCRIPT).bible
    assert words_of(came.characters[0].look) == words_of(other) or words_of(other).keys() != words_of(one).keys()
    next_draft = read_fountain(TEXT.replace("64, long grey braid", "50, short black hair, blue suit"), "test")
    again = break_down(next_draft, came).characters[0].look
    changed = set(came.characters[0].look.by_hand)
    assert {name: getattr(again, name) for name in changed} == {
        name: getattr(came.characters[0].look, name) for name in changed
    }


def test_a_boy_of_eleven_is_no_man() -> None:
    assert re.search(r"IKE:.*\n.*\n(?:    also.*\n)?    age: 11\n    sex: boy\n", YAML)


@pytest.mark.parametrize(
    ("edit", "field", "value"),
    [
        ("    shown: Captain Vega", "shown", "Captain Vega"), ("    say: NOR-ah", "pronunciation", "NOR-ah"),
        ("    voice: alpha", "voice", "alpha"), ("    face: nora.jpg", "face", "nora.jpg"),
    ],
)  # fmt: skip
def test_names_voices_and_faces_are_chosen(edit: str, field: str, value: str) -> None:
    assert getattr(_nora(edit), field) == value
    assert _nora(edit).title == ("Captain Vega" if field == "shown" else "NORA")


@pytest.mark.parametrize(
    ("row", "edited", "fields"),
    [
        ("hair: grey braid", "hair: short white", {"hair": "short", "hair_colour": HAIR["white"]}),
        ("hair: grey braid", "hair: bun", {"hair": "bun", "hair_colour": HAIR["grey"]}),
        ("hair: grey braid", "hair: black", {"hair": "braid", "hair_colour": HAIR["black"]}),
        ("wears: orange raincoat", "wears: dark green coat", {"outfit": "coat"}),
        ("wears: orange raincoat", "wears: coat, \"#12ab9f\"", {"outfit": "coat", "outfit_colour": "#12AB9F"}),
        ("hair: grey braid", "hair: shoulder-length red", {"hair": "long", "hair_colour": HAIR["red"]}),
        ("wears: orange raincoat", "wears: blue hoodie", {"outfit": "jumper", "outfit_colour": CLOTH["blue"]}),
        ("age: 64", "age: early thirties", {"age": 32}), ("height: ", "height: 5'10\" # ", {"height_cm": 178}),
        ("age: 64", "age: 8", {"age": 8, "height_cm": 128}), ("sex: woman", "sex: man", {"sex": "man"}),
    ],
)  # fmt: skip
def test_a_look_is_edited_in_words(row: str, edited: str, fields: dict[str, object]) -> None:
    if "#" in edited:
        edited = edited.replace('coat, "#12ab9f"', '"coat, #12ab9f"')
    came = _edited((row, edited))
    look = came.bible.character("@NORA").look
    assert {name: getattr(look, name) for name in fields} == fields
    assert set(look.by_hand) <= {*fields, "outfit_colour"}
    assert not set(look.by_hand) & set(look.invented)
    assert len(came.changes) == 1
    assert came.changes[0].startswith("NORA: ")
    assert "# yours" in bible_text(came.bible, SCRIPT)


def test_what_is_left_empty_goes_back_to_the_script() -> None:
    came = _edited(("wears: orange raincoat", "wears: red suit"), ("build: ", "build: heavy  # ")).bible
    back = _edited(("wears: red suit", "wears:"), ("build: heavy", "build:"), bible=came).bible
    assert back.character("@NORA").look.by_hand == ()
    assert words_of(back.character("@NORA").look)["wears"] == "orange raincoat"
    assert "build" in back.character("@NORA").look.invented


def test_two_who_are_one_are_joined_and_stay_joined() -> None:
    came = _edited(("  RUTH:  ", "  RUTH:  \n    also: [OKORO]\n    #")).bible
    assert "@OKORO" not in [each.token for each in came.characters]
    assert came.named("OKORO").token == came.named("RUTH").token == "@RUTH"
    assert came.sheet("S0002").characters == ("@NORA", "@RUTH")
    again = break_down(read_fountain(TEXT + "\nOKORO\nWait.\n", "test"), came)
    assert again.named("OKORO").token == "@RUTH"
    apart = _edited(("also: [OKORO]", "also: []"), bible=came).bible
    assert apart.named("OKORO").token != apart.named("RUTH").token == "@RUTH"
    assert break_down(SCRIPT, apart) == apart


def test_what_is_nobody_leaves_the_scenes_and_comes_back_as_it_was() -> None:
    script = read_fountain("INT. HOUSE - DAY\n\nNORA comes. CATALOG shows a list.\n\nNORA\nYes.\n", "test")
    bible = break_down(script)
    edit = ("nobody: []", "nobody: [catalog]")
    came = _edited(edit, bible=bible, script=script)
    assert came.changes == ("nobody: CATALOG",)
    assert [each.name for each in came.bible.characters] == ["NORA"]
    assert came.bible.sheets[0].characters == ("@NORA",)
    assert break_down(script, came.bible) == came.bible
    old_file = bible_text(bible, script).replace(*edit)
    assert import_bible(old_file, "bible.yaml", came.bible, script) == Imported(bible=came.bible)
    back = _edited(("nobody: [CATALOG]", "nobody:"), bible=came.bible, script=script)
    assert back.bible.characters == bible.characters
    for name, says in (("NORA", "NORA speaks"), ("PIANO", "PIANO stands nowhere")):
        with pytest.raises(BibleError, match=rf"bible.yaml:\d+: {says}"):
            _edited(("nobody: []", f"nobody: [{name}]"), bible=bible, script=script)


def test_two_whom_the_script_joins_are_kept_apart() -> None:
    assert BIBLE.named("NORA VEGA").token == "@NORA"
    came = _edited(("also: [NORA VEGA, VEGA]" if "NORA VEGA, VEGA" in YAML else "also: [NORA VEGA]", "also: []"))
    assert "NORA VEGA" not in came.bible.character("@NORA").aliases
    assert "NORA VEGA" in [each.name for each in came.bible.characters]


def test_a_costume_is_written_changed_and_taken_away() -> None:
    came = _edited(
        (
            "    costumes:\n",
            "    costumes:\n      red gown:\n        days: [2]\n        wears: red dress\n        hat: none\n",
        )
    ).bible.character("@NORA")
    gown = next(each for each in came.costumes if each.token == "@NORA/red-gown")
    assert (gown.days, gown.outfit, gown.outfit_colour, gown.source) == ((2,), "dress", CLOTH["red"], "person")
    changed = _edited(("scenes: [2]\n        wears: yellow coat", "scenes: [2, 3]\n        wears: red coat")).bible
    assert [changed.dressed("@NORA", f"S000{at}").look.outfit for at in (1, 2, 3)] == ["raincoat", "coat", "coat"]
    assert "# @NORA/storm-coat, yours" in bible_text(changed, SCRIPT)
    text = re.sub(r"      storm coat:(.*\n)+?\n", "      storm coat: none\n\n", YAML, count=1)
    without = import_bible(text, "x.yaml", BIBLE, SCRIPT).bible
    assert without.dressed("@NORA", "S0002").look.outfit == "raincoat"
    assert import_bible(bible_text(without, SCRIPT), "x.yaml", without, SCRIPT).changes == ()


def test_scenes_places_and_words_are_edited() -> None:
    came = _edited(
        (
            "hour: dawn\n    weather: clear\n    props: [rope]",
            "hour: night\n    weather: fog\n    props: [rope, lantern]",
        ),
        ("INT. WHEELHOUSE:", "INT. WHEELHOUSE:\n    palette: [teal, '#AA5500']\n    say: WHEEL-us\n    #"),
        ("say: {}", "say:\n  Gale: GAIL"),
    ).bible
    sheet = came.sheet("S0001")
    assert (sheet.hour, sheet.weather, sheet.props) == (Hour.NIGHT, Weather.FOG, ("rope", "lantern"))
    assert came.sheet("S0002").hour == Hour.NIGHT
    assert came.location("@WHEELHOUSE").palette == (CLOTH["teal"], "#AA5500")
    assert "palette: [teal, '#AA5500']" in bible_text(came, SCRIPT)
    assert import_bible(bible_text(came, SCRIPT), "x.yaml", came, SCRIPT).changes == ()
    assert {each.word: each.said for each in came.pronounced()} == {"WHEELHOUSE": "WHEEL-us", "Gale": "GAIL"}
    joined = _edited(("EXT. QUAY:", "EXT. QUAY:\n    also: [EXT. HARBOUR - FERRY SLIP]\n    #")).bible
    assert [sheet.location for sheet in joined.sheets] == ["@QUAY", "@QUAY", "@WHEELHOUSE"]


@pytest.mark.parametrize(
    ("old", "new", "says", "cure"),
    [
        ("age: 64", "age: old", "age: 'old' is not understood", "1 to 120"),
        ("age: 64", "agee: 64", "agee is no key of a character", "did you mean age?"),
        ("hair: grey braid", "hair: mullet", "hair: 'mullet' is not understood", "braid"),
        ("wears: orange raincoat", "wears: [orange, coat]", "wears is one value", "write a colour"),
        ("wears: orange raincoat", "wears: sparkly coat", "not understood", "dark green"),
        ("  NORA:  ", "  NORMA:  ", "NORMA is no character of the script", "did you mean NORA?"),
        ("also: [NORA VEGA", "also: [LADY X, NORA VEGA", "LADY X stands nowhere in the script", "as the script does"),
        ("also: [NORA VEGA", "also: [RADIO, NORA VEGA", "RADIO is a voice", "leave it out"),
        ("also: [NORA VEGA", "also: [NORA, NORA VEGA", "NORA is the name itself", "leave it out"),
        ("age: 64", "age: 64\n    apart: [NORA]", "NORA cannot be apart from NORA", "leave it out"),
        ("age: 64", f"age: 64\n    shown: {'x' * 300}", "shown has 300 letters", "at most 120"),
        ("age: 64", f"age: {'9' * 5_000}", "age has 5000 letters", "at most 400"),
        ("age: 64", 'age: 64\n    shown: "a\\e[31mb"', "shown has a sign that is not seen (U+001B)", "take it out"),
        ("wears: orange raincoat", "wears: orange coat, black jeans", "'orange coat, black jeans'", "one garment"),
        ("hour: dawn", "hour: teatime", "there is no hour 'teatime'", "sunset"),
        ("day: 1", "day: monday", "day 'monday' is no number", "1 for the first"),
        ("scenes:\n", "scenery:\n", "scenery is no part of a bible", "did you mean scenes?"),
        ("scenes: [2]", "scenes: [2, 9]", "9 is no scene of the script", "there are 1, 2, 3"),
        ("EXT. QUAY:", "EXT. MOON:", "EXT. MOON is no place", "EXT. QUAY"),
        ("    age: 64\n", "    age: 64\n    age: 65\n", "age stands here for the second time", "row"),
        ("    age: 64\n", "    age: 64\n   sex: man\n", "not valid YAML", "mend that row"),
        ("    costumes:\n", "    costumes:\n      gown:\n        hat: red cap\n", "when is gown worn?", "days"),
        ("    costumes:\n", "    costumes:\n      gown:\n        days: [1]\n", "what is gown?", "wears"),
        ("    costumes:\n", '    costumes:\n      "go\\ewn":\n        days: [1]\n', "a sign that is not seen", "take"),
        ("    props: [rope]", '    props: ["rope\\e[2J"]', "props has a sign that is not seen (U+001B)", "take it out"),
        ("    props: [rope]", f"    props: [{'rope' * 101}]", "props has 404 letters", "at most 400"),
        ("say: {}", 'say:\n  "X\\e[31m": foo', "the key has a sign that is not seen", "take it out"),
        ("    day: 1", "    day: 12345678", "day '12345678' is no number", "write the story day"),
    ],
)  # fmt: skip
def test_mistakes_are_told_by_row(old: str, new: str, says: str, cure: str) -> None:
    assert old in YAML
    text = YAML.replace(old, new, 1)
    with pytest.raises(BibleError) as caught:
        import_bible(text, "bible.yaml", BIBLE, SCRIPT)
    assert says in caught.value.what
    assert cure in caught.value.cure
    row = int(caught.value.where.removeprefix("bible.yaml:"))
    first = YAML[: YAML.index(old)].count("\n") + 1
    assert first <= row <= first + 4


@settings(max_examples=100)
@given(st.data())
def test_any_file_is_read_or_refused_with_a_row(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(YAML)))
    until = data.draw(st.integers(at, min(len(YAML), at + 60)))
    text = YAML[:at] + data.draw(st.one_of(hostile_texts, st.text(max_size=20))) + YAML[until:]
    came = None
    told: list[BibleError] = []
    try:
        came = import_bible(text, "bible.yaml", BIBLE, SCRIPT).bible
    except BibleError as error:
        told.append(error)
    assert all(error.where.startswith("bible.yaml") and error.cure for error in told)
    assert came is None or [came.named(line.cue) for line in SCRIPT.lines()]


def test_a_hostile_file_is_refused() -> None:
    for text in ("[" * 5000, "x: &a [*a]\n", "- 1\n", "a: !!python/object:os.system x\n", "\x00", "a" * (5 << 20)):
        with pytest.raises(BibleError):
            import_bible(text, "bible.yaml", BIBLE, SCRIPT)


def test_scenes_of_one_number_are_told_apart() -> None:
    script = read_fountain(
        "INT. HOUSE #1#\n\nA man.\n\nINT. BARN #1#\n\nA cow.\n\nINT. YARD #1 (2)#\n\nA cat.\n", "twice"
    )
    bible = break_down(script)
    assert len(set(script.scene_names.values())) == 3
    assert _edited(bible=bible, script=script) == Imported(bible=bible)
    second = script.scene_names[script.scenes[1].id]
    text = bible_text(bible, script).split(f"  {second}:")
    came = import_bible(f"  {second}:".join([text[0], text[1].replace("hour: day", "hour: dusk")]), "b", bible, script)
    assert [sheet.hour for sheet in came.bible.sheets][:2] == [Hour.DAY, Hour.DUSK]


@pytest.mark.parametrize(
    "text",
    [
        "INT. HOUSE - DAY\n\nA man.\n\nINT. HOUSE - 300 YEARS LATER\n\nA cow.\n",
        f"INT. HOUSE - DAY\n\nA man.\n\nINT. HOUSE - {'9' * 5000} YEARS LATER\n\nA cow.\n",
        f".{'a very long heading ' * 60}\n\nA man.\n\n.{'a very long heading ' * 61}\n\n@{'Nora ' * 300}\nHello.\n",
    ],
    ids=["300 years", "years without end", "names without end"],
)
def test_what_has_no_end_comes_back_unchanged(text: str) -> None:
    script = read_fountain(text, "endless")
    bible = break_down(script)
    assert _edited(bible=bible, script=script) == Imported(bible=bible)

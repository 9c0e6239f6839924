"""The breakdown: who is in a script and how they look, where and when scenes happen, with which things."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bible.breakdown import break_down
from bible.colours import HAIR
from bible.entries import Bible, Hour, Saying, Weather
from bible.fountain import read_fountain
from bible.read import read_script

EXAMPLES = Path(__file__).parent.parent / "examples"


def _bible(text: str, before: Bible | None = None) -> Bible:
    return break_down(read_fountain(text, "test"), before)


def test_the_ferry_comes_out_right() -> None:
    bible = break_down(read_script(EXAMPLES / "ferry.fountain"))
    nora, ike = bible.characters
    assert (nora.token, nora.name, nora.aliases) == ("@NORA", "NORA", ("NORA VEGA",))
    assert nora.introduction == "NORA VEGA, 64, long grey braid, orange oilskin coat, coils a wet ROPE."
    assert (nora.look.age, nora.look.sex, nora.look.hair, nora.look.outfit) == (64, "woman", "braid", "raincoat")
    assert {"age", "sex", "hair", "hair_colour", "outfit", "outfit_colour"}.isdisjoint(nora.look.invented)
    assert (ike.look.age, ike.look.sex, ike.look.hat, ike.look.outfit, ike.look.pack) == (
        11,
        "man",
        "beanie",
        "jumper",
        True,
    )
    assert ike.look.build == "average"
    assert bible.named("NORA VEGA") == bible.named("nora") == nora
    first, second = bible.sheets
    assert (first.hour, first.weather) == (Hour.DAWN, Weather.FOG)
    assert (second.hour, second.weather) == (Hour.DAWN, Weather.FOG)
    assert first.characters == second.characters == ("@NORA", "@IKE")
    assert first.props == ("rope", "letter")
    assert second.props == ()
    assert bible.location(first.location).name == "HARBOUR - FERRY SLIP"


def test_the_same_script_gives_the_same_bible() -> None:
    script = read_script(EXAMPLES / "storm.fountain")
    assert break_down(script) == break_down(script)


def test_only_heard_is_not_seen() -> None:
    bible = break_down(read_script(EXAMPLES / "storm.fountain"))
    assert bible.sheets[0].voices == ("@MARIT",)
    assert bible.sheets[1].characters == ("@MARIT", "@JONAS")
    assert bible.sheets[1].voices == ("@RADIO",)


def test_what_a_person_changed_stays() -> None:
    text = "INT. ROOM - DAY\n\nANNA, 30, red coat, waits.\n\nANNA\nHello.\n"
    bible = _bible(text)
    anna = bible.characters[0]
    look = anna.look.model_copy(update={"hair": "bun", "age": 33})
    edited = bible.model_copy(update={"characters": (anna.model_copy(update={"look": look}),)})
    again = _bible(text.replace("red coat", "blue coat") + "\nBOB\nHi.\n", edited)
    kept = again.character("@ANNA").look
    assert (kept.hair, kept.age) == ("bun", 33)
    assert kept.outfit_colour == _bible(text.replace("red coat", "blue coat")).characters[0].look.outfit_colour
    assert again.character("@BOB").look != kept


def test_how_names_are_said_stays_from_draft_to_draft() -> None:
    text = "INT. SKJERSTAD - DAY\n\nIKE\nMind the bore.\n"
    bible = _bible(text)
    assert bible.pronounced() == ()
    ike, place = bible.characters[0], bible.locations[0]
    bore = Saying(word="bore", said="/bɔː/")
    edited = bible.model_copy(
        update={
            "characters": (ike.model_copy(update={"pronunciation": "EYE-kee"}),),
            "locations": (place.model_copy(update={"pronunciation": "SHARE-stah"}),),
            "sayings": (bore, Saying(word="Ike", said="overruled by the entry")),
        }
    )
    again = _bible(text + "\nANNA\nYes.\n", edited)
    said = {each.word: each.said for each in again.pronounced()}
    assert said == {"IKE": "EYE-kee", "SKJERSTAD": "SHARE-stah", "bore": "/bɔː/"}


def test_a_bible_that_an_earlier_version_stored_is_read() -> None:
    bible = _bible("INT. ROOM - DAY\n\nANNA VEGA, 30, waits.\n\nANNA\nHello.\n")
    stored = json.loads(bible.model_dump_json())
    anna = stored["characters"][0]
    del anna["known_as"], anna["costumes"], anna["shown"], anna["look"]["by_hand"], stored["departed"]
    for sheet in stored["sheets"]:
        del sheet["day"], sheet["by_hand"]
    assert anna["aliases"] == ["ANNA VEGA"]
    read = Bible.model_validate_json(json.dumps(stored))
    assert read.named("ANNA VEGA") == read.named("ANNA")
    again = break_down(read_fountain("INT. ROOM - DAY\n\nANNA VEGA, 30, waits.\n\nANNA\nHello.\n", "test"), read)
    assert again == bible


@pytest.mark.parametrize(
    ("action", "cue", "sex"),
    [
        ("李梅坐在桌子旁。", "李梅", "woman"), ("小林走进厨房。她哭泣。", "小林", "woman"),
        ("小林走进厨房。他笑了。", "小林", "man"),
        ("Sasha-Lou entre. Elle s'assoit.", "SASHA-LOU", "woman"), ("QUINN tritt ein. Er setzt sich.", "QUINN", "man"),
        ("КВИНН входит. Она садится.", "КВИНН", "woman"), ("ROBIN LEE. Il pleut.", "ROBIN LEE", None),
        ("QUINN entre. Il sourit.", "QUINN", "man"), ("QUINN counts the sheep.", "QUINN", None),
    ],
)  # fmt: skip
def test_pronouns_and_names_of_other_tongues_tell_women_from_men(action: str, cue: str, sex: str | None) -> None:
    bible = break_down(read_fountain(f"INT. X - DAY\n\n{action}\n\n@{cue}\n...\n", "x"))
    (look,) = (each.look for each in bible.characters)
    assert ("sex" in look.invented) is (sex is None)
    assert sex in (look.sex, None)


def test_names_in_han_signs_invent_dark_hair() -> None:
    names = [f"小{sign}" for sign in "云石田木山水火土金天"]
    script = "INT. X - DAY\n\n" + "\n\n".join(f"@{name}\n好。" for name in names)
    looks = [each.look for each in break_down(read_fountain(script, "x")).characters]
    assert len(looks) == len(names)
    dark = ("black", "dark", "brown", "grey", "greying", "salt-and-pepper")
    assert {look.hair_colour for look in looks} <= {HAIR[each] for each in dark}


def test_the_voice_of_one_with_a_fuller_name_is_theirs() -> None:
    cues = ("NORA VEGA", "NORA", "NORA'S VOICE")
    script = read_fountain("INT. HALL - DAY\n\n" + "\n\n".join(f"{cue}\nHello." for cue in cues), "voice")
    bible = break_down(script)
    assert {bible.named(cue).token for cue in cues} == {bible.characters[0].token}


@pytest.mark.parametrize(
    "action",
    [
        "They fall with SCREAMS IN MORTAL AGONY.", "The old man TAKES HIS SOUL.", "The gun swings WILDLY.",
        "The MUSIC SWELLS.", "Their SONG CLIMAXES.", "She is pushed by a CLASSMATE.",
    ],
)  # fmt: skip
def test_deeds_in_capitals_are_no_things(action: str) -> None:
    (sheet,) = break_down(read_fountain(f"INT. HOUSE - DAY\n\n{action}\n", "test")).sheets
    assert not sheet.props


def test_a_pair_of_things_is_a_thing() -> None:
    (sheet,) = break_down(read_fountain("INT. HOUSE - DAY\n\nShe takes a PAIR OF SCISSORS.\n", "test")).sheets
    assert sheet.props == ("pair of scissors",)

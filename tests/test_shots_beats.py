"""What happens in a scene, piece by piece: sentences, who acts in them, things, and what is said to the camera."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_scripts import scripts

from bible.breakdown import break_down
from bible.entries import Bible, Character, Look
from bible.montage import bullet_of
from bible.read import read_script
from bible.script import Script
from shots.actors import Cast
from shots.beat import Beat
from shots.beats import beats_of
from shots.directions import heading_direction, read_direction, split_direction
from shots.reading_time import ends_sentence, played_seconds, spoken_seconds, spoken_times
from shots.sentences import sentences, split_speech
from shots.shot import Size
from shots.things import thing_in


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("She looks him over. The pack.", ["She looks him over.", "The pack."]),
        ("Mr. Smith waits. J. R. leaves.", ["Mr. Smith waits.", "J. R. leaves."]),
        ("She turns ... and runs.", ["She turns ... and runs."]),
        ('He says "No." Then goes.', ['He says "No."', "Then goes."]),
        ("光が満ちる。花子が笑う。", ["光が満ちる。", "花子が笑う。"]),
        ("Ольга сміється. Данило ні!", ["Ольга сміється.", "Данило ні!"]),
        ("   ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert list(sentences(text)) == parts


@given(st.text(max_size=200))
def test_sentences_lose_nothing(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.lists(st.sampled_from(("one", "two,", "three.", "four", "five!", "--", "你好。")), max_size=120))
def test_pieces_of_a_speech_hold_every_word_once(words: list[str]) -> None:
    pieces = split_speech(tuple(words), Fraction(9), Fraction(13, 2))
    assert [place for first, last in pieces for place in range(first, last + 1)] == list(range(len(words)))
    if spoken_seconds(tuple(words)) <= 9:
        assert len(pieces) <= 1
    for first, last in pieces if len(pieces) > 1 else ():
        assert spoken_times(tuple(words[first : last + 1]))[-1].end >= Fraction(3, 2)
        assert last == len(words) - 1 or ends_sentence(words[last]) or words[last].endswith((",", "--"))


def test_how_somebody_looks_is_seen_at_a_glance() -> None:
    introduced = "IKE, 11, red wool hat, green jumper and a pack almost as big as he is, runs up the quay."
    assert played_seconds(introduced) < played_seconds(introduced.replace("IKE, 11,", "IKE, brave,"))
    assert played_seconds("") == 0
    assert played_seconds("Fog.") == 2
    assert played_seconds("word " * 100_000) > 30_000, "as long as it is, it is read once"


@pytest.mark.parametrize(
    ("row", "kind", "about"),
    [
        ("INSERT - THE BAROMETER", "insert", "THE BAROMETER"), ("INSERT LETTER", "insert", "LETTER"),
        ("CLOSE ON NORA", "close", "NORA"), ("CLOSE-UP", "close", ""),
        ("EXTREME CLOSE UP - HER EYES", "extreme", "HER EYES"), ("WIDE SHOT", "wide", ""),
        ("ANGLE ON THE DOOR", "angle", "THE DOOR"), ("NORA'S POV - THE QUAY", "view", "NORA"),
        ("POV", "view", ""), ("BACK TO SCENE", "back", "SCENE"), ("MONTAGE - SUMMER", "montage", "SUMMER"),
        ("SERIES OF SHOTS:", "montage", ""), ("END MONTAGE", "end", "MONTAGE"), ("INTERCUT WITH:", "intercut", ""),
        ("FLASHBACK:", "flashback", ""), ("CU - THE KEY", "close", "THE KEY"),
    ],
)  # fmt: skip
def test_what_is_said_to_the_camera(row: str, kind: str, about: str) -> None:
    direction = read_direction(row)
    assert direction is not None
    assert (direction.kind, direction.about) == (kind, about)


@pytest.mark.parametrize(
    "row",
    ["CLOSE THE DOOR!", "LONG LIVE THE KING", "FULL OF STARS", "The insert.", "BANG!", "THE LAMP GOES OUT", "..."],
)
def test_capitals_are_not_always_said_to_the_camera(row: str) -> None:
    assert read_direction(row) is None


def test_directions_with_action_on_their_row() -> None:
    assert split_direction('INSERT - LETTER: "Come home."') == ("INSERT - LETTER", '"Come home."')
    assert split_direction("CLOSE ON Nora as she weeps.") == ("CLOSE ON", "Nora as she weeps.")
    assert split_direction("She runs: fast.") == ("", "She runs: fast.")
    assert bullet_of("- Nora rows.") == "- "
    assert bullet_of("A) Nora rows.") == "A) "
    assert bullet_of("A boat.") == ""
    heading = heading_direction("INTERCUT - CHURCH / BELL TOWER")
    assert heading is not None
    assert heading.kind == "intercut"
    assert heading_direction("INT. CHURCH - END INTERCUT") is None


def _bible(*people: tuple[str, str]) -> Bible:
    characters = tuple(
        Character.model_validate(
            {
                "token": f"@{name.replace(' ', '_')}",
                "name": name,
                "look": Look.model_validate({"age": 30, "sex": sex, "height_cm": 170}),
            }
        )
        for name, sex in people
    )
    return Bible(characters=characters, locations=(), sheets=())


PEOPLE = _bible(
    ("NORA VEGA", "woman"), ("IKE", "man"), ("OLD MAN", "man"), ("WILL", "man"), ("ОЛЬГА", "woman"), ("花子", "woman")
)


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Nora coils a rope.", ["@NORA_VEGA"]), ("IKE runs to Nora.", ["@IKE", "@NORA_VEGA"]),
        ("The old man sleeps.", ["@OLD_MAN"]), ("He will go.", ["@IKE"]), ("Will goes.", ["@WILL"]),
        ("She looks him over.", ["@NORA_VEGA", "@IKE"]), ("Ользі холодно.", ["@ОЛЬГА"]), ("花子が笑う。", ["@花子"]),
        ("Fog on the water.", []), ("The ikebana falls.", []), ("They both laugh.", ["@NORA_VEGA", "@IKE"]),
        ("Rain soaks her.", ["@NORA_VEGA"]), ("Nora takes her hat.", ["@NORA_VEGA"]),
    ],
)  # fmt: skip
def test_who_acts(sentence: str, actors: list[str]) -> None:
    cast = Cast(PEOPLE, [character.token for character in PEOPLE.characters])
    cast.mention("@NORA_VEGA")
    cast.mention("@IKE")
    assert list(cast.actors(sentence, ["@NORA_VEGA", "@IKE"])) == actors


@pytest.mark.parametrize(
    ("text", "props", "thing"),
    [
        ("Ike holds out a LETTER.", {"letter"}, "letter"), ("She reads the crumpled old note.", (), "note"),
        ("Her phone lights up.", (), "phone"), ("They watch the sea.", (), ""), ("A BANG.", {"bang"}, ""),
        ("She walks past the clock.", (), ""), ("Nora looks at Ike's watch.", (), "watch"),
    ],
)  # fmt: skip
def test_things_worth_a_shot(text: str, props: set[str], thing: str) -> None:
    assert thing_in(text, props, ()) == thing
    assert thing_in(text, props, {thing}) == ""


@given(scripts())
@settings(deadline=None, max_examples=80)
def test_no_word_of_action_is_lost_or_told_twice(script: Script) -> None:
    bible = break_down(script)
    for scene in script.scenes:
        told = " ".join(beat.text for beat in beats_of(scene, bible, bible.sheet(scene.id)))
        rows = [row for element in scene.elements if element.kind == "action" for row in element.text.split("\n")]
        written = " ".join(row for row in rows if read_direction(row) is None)
        letters = " ".join(element.text for element in scene.elements if element.kind == "centered")
        shown = [row.split(" - ")[1] for row in rows if "POV - " in row]
        assert sorted(re.findall(r"\w+", told)) == sorted(re.findall(r"\w+", " ".join([written, letters, *shown])))


def _beats(text: str, tmp_path: Path) -> tuple[Beat, ...]:
    file = tmp_path / "test.fountain"
    file.write_text(text, "utf-8")
    script = read_script(file)
    bible = break_down(script)
    return beats_of(script.scenes[0], bible, bible.sheet(script.scenes[0].id))


def test_who_is_on_stage_when(tmp_path: Path) -> None:
    beats = _beats(
        "INT. ROOM - DAY\n\nDust.\n\nANNA, 34, waits.\n\nBEN\nHello?\n\nCARLA, 50, comes in.\n\nCARLA\nHere.\n\n"
        "Carla walks out.\n\nBEN\nGone.",
        tmp_path,
    )
    on = [(beat.kind, len(beat.present), bool(beat.enters), bool(beat.leaves)) for beat in beats]
    assert on == [
        ("place", 1, False, False), ("deed", 2, True, False), ("speech", 2, False, False), ("deed", 3, True, False),
        ("speech", 3, False, False), ("deed", 3, False, True), ("speech", 2, False, False),
    ]  # fmt: skip


def test_the_writers_sizes_are_kept(tmp_path: Path) -> None:
    beats = _beats(
        "INT. ROOM - DAY\n\nANNA, 34, waits.\n\nCLOSE ON ANNA\n\nShe blinks.\n\nANNA\nNo.\n\n"
        "CLOSE ON: HER HAND\n\nIt shakes.",
        tmp_path,
    )
    assert [(beat.kind, beat.size, beat.thing) for beat in beats] == [
        ("deed", None, ""), ("deed", Size.CU, ""), ("speech", None, ""), ("insert", Size.CU, "hand"),
    ]  # fmt: skip

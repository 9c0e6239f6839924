"""Printed pages: a script pasted from a PDF or typed with blanks is the script that was printed."""

from __future__ import annotations

import pytest

from bible.fountain import read_fountain
from bible.prose import read_prose
from bible.script import Action, Aside, Line, Script, Transition
from bible.write import write_fountain

SHOOTING = """\
                              THE FERRY

                              written by

                              Nora Vega

FADE IN:

1    EXT. HARBOUR - DAWN                                              1
     Fog. A FERRY lies at the quay.                                    *
                         IKE
               You are late again, and the tide does
               not wait.
     She shrugs.
                         NORA (V.O.)
               (to herself)
               He always says
               so.
                                                        (CONTINUED)

     Revised 4 May                                           2.

1    CONTINUED:                                                       1
                         IKE

               Get in.
                         NORA
               I never said that I would come, and
                         (MORE)

     Revised 4 May                                           3.

1    CONTINUED: (2)                                                   1
                         NORA (CONT'D)
               nobody asked me.
                                                        CUT TO:

2A   FERRY                                                           2A
     The engine coughs.

     Revised 4 May                                           4.
3    CLOSE ON IKE                                                     3
     He smiles.
"""


def outline(script: Script) -> list[str]:
    """Headings, what is said and what is done, without notes."""
    rows: list[str] = []
    for scene in script.scenes:
        rows.append(f"{scene.number} {scene.heading.text}")
        for element in scene.elements:
            if isinstance(element, Line):
                manner = "".join(f" ({each.text})" for each in element.parentheticals)
                rows.append(f"{' '.join((element.cue, *element.extensions))}:{manner} {element.text}")
            elif isinstance(element, Action):
                rows.append(" ".join(element.text.split()))
            elif isinstance(element, Transition):
                rows.append(f"> {element.text}")
    return rows


def notes(script: Script) -> list[str]:
    """What only the page said."""
    return [each.text for scene in script.scenes for each in scene.elements if isinstance(each, Aside)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r\r\n"])
def test_a_shooting_script_loses_its_pages_and_keeps_its_numbers(ending: str) -> None:
    script = read_prose(SHOOTING.replace("\n", ending), "ferry")
    assert outline(script) == [
        "1 EXT. HARBOUR - DAWN",
        "Fog. A FERRY lies at the quay.",
        "IKE: You are late again, and the tide does not wait.",
        "She shrugs.",
        "NORA V.O.: (to herself) He always says so.",
        "IKE: Get in.",
        "NORA: I never said that I would come, and nobody asked me.",
        "> CUT TO:",
        "2A FERRY",
        "The engine coughs.",
        "3 CLOSE ON IKE",
        "He smiles.",
    ]
    assert (script.title, script.byline) == ("THE FERRY", "written by Nora Vega")


def test_what_the_page_adds_is_kept_as_notes() -> None:
    script = read_prose(SHOOTING, "ferry")
    assert notes(script) == [
        "(CONTINUED)", "Revised 4 May 2.", "1 CONTINUED: 1", "(MORE)", "Revised 4 May 3.", "1 CONTINUED: (2) 1",
        "NORA (CONT'D)", "Revised 4 May 4.",
    ]  # fmt: skip
    again = read_fountain(write_fountain(script), "ferry")
    assert outline(again) == outline(script)


def test_each_paragraph_on_one_row_without_blank_ones() -> None:
    text = "".join(
        f"""EXT. QUAY {place} - DAY
{"The fog comes in over the water and hides the other side of the river. " * 2}
NORA
{"I have been waiting here for longer than I care to remember, you know. " * 2}
(softly)
Where were you?
She turns away from him and looks at the water for a long time, as if it held an answer that he did not.
IKE
At sea.
"""
        for place in (1, 2, 3)
    )
    script = read_prose(text, "quay")
    assert [len(scene.lines) for scene in script.scenes] == [2, 2, 2]
    starts = [each.text[:10] for each in script.scenes[2].elements]
    assert starts == [
        "The fog co",
        "I have bee",
        "She turns ",
        "At sea.",
    ]


def test_speech_as_far_left_as_action_ends_where_rows_grow_wide() -> None:
    scene = """\
INT. KITCHEN - NIGHT
                    NORA
          You never said where you would go.
          Not a word.
          She puts the kettle back on the stove, and waits for it to
          sing.
                    IKE
          Nobody asked me.
"""
    scene += "          NORA'S HAND\n          slams the door of the cupboard so that all the cups ring.\n"
    script = read_prose("\n".join([scene] * 4), "kitchen")
    assert [line.text for line in script.scenes[3].lines] == [
        "You never said where you would go. Not a word.",
        "Nobody asked me.",
    ]


def test_a_speech_behind_its_name_ends_at_the_margin() -> None:
    text = "14. RECTORY. INT/NIGHT\n    NORA: I never said\n    that.\nShe sits.\n    IKE: No.\n"
    script = read_prose(text + text.replace("14", "15"), "rectory")
    assert outline(script)[:4] == ["14 RECTORY. INT/NIGHT", "NORA: I never said that.", "She sits.", "IKE: No."]


def test_how_something_is_said_hides_no_column() -> None:
    scene = """\
    Two sloths hang in the tree and look down at the people of the city.
                            UPPER SLOTH
                        (thinks)
                When do I have to register?

                            UPPER SLOTH (cont'd)
                        (writes)
                Dear lower sloth, I am
                awake.
    The phone falls into the grass and goes on shining there for a while.
"""
    text = "1   TREE IN THE PARK - NIGHT\n\n" + "\n".join([scene] * 3)
    assert [line.text for line in read_prose(text, "sloths").lines()] == [
        "When do I have to register?",
        "Dear lower sloth, I am awake.",
    ] * 3


def test_who_counts_aloud_numbers_no_pages() -> None:
    rows = "\n\n".join(f"NORA\n{number}" for number in (3, 2, 1)) + "\n\nIKE\nThirty 4\n\nIKE\nForty 5"
    script = read_prose(f"1. INT. SHIP - DAY\n\n{rows}\n\n2. EXT. SHIP - DAY\n\nIt leaves.", "ship")
    assert [line.text for line in script.lines()] == ["3", "2", "1", "Thirty 4", "Forty 5"]


def test_numbers_before_places_in_capitals_with_an_hour_are_headings() -> None:
    shot = "141 THE OTHERS RIDE ALONG\nTHE RIVER."
    text = f"1   BAUM IM PARK - NACHT\n\nEin Faultier gähnt.\n\n{shot}\n\n2   WIESE - TAG\n\nSonne."
    assert [scene.number for scene in read_prose(text, "baum").scenes] == ["1", "2"]
    assert not list(read_prose(text, "baum").lines())


def test_scenes_between_numbered_ones_have_a_letter() -> None:
    text = "INT. A - DAY\n\nRain.\n\n" + "\n\n".join(
        f"{number}INT. {place} - DAY\n\nRain." for number, place in (("1. ", "B"), ("", "C"), ("2. ", "D"), ("", "E"))
    )
    assert [scene.number for scene in read_prose(text, "rain").scenes] == ["0", "1", "1A", "2", "3"]


def test_a_title_page_ends_where_the_script_begins() -> None:
    text = "The Ferry\n\nA screenplay by Nora Vega\n\n4 May\n\nDarkness.\n\nINT. SHIP - DAY\n\nRain."
    script = read_prose(text, "ferry")
    page = [f"{each.key}: {' '.join(each.values)}" for each in script.title_page]
    assert page == ["Title: The Ferry", "Credit: A screenplay by", "Author: Nora Vega", "Contact: 4 May"]
    assert outline(script) == ["1 ", "Darkness.", "2 INT. SHIP - DAY", "Rain."]


@pytest.mark.parametrize(
    ("row", "setting", "place", "time"),
    [
        ("INTERIOR - CONTROL ROOM", "INT", "CONTROL ROOM", ""),
        ("EXTERIOR. STADIUM -- CONTINUOUS", "EXT", "STADIUM", "CONTINUOUS"),
        ("INTERIOR/EXTERIOR CAR - DAY", "INT/EXT", "CAR", "DAY"),
        ("INTÉRIEUR. CUISINE - NUIT", "INT", "CUISINE", "NUIT"),
        ("33. CHURCH INT/DAY", "INT", "CHURCH", "DAY"),
        ("ROUTE DE CAMPAGNE - EXTÉRIEUR JOUR", "EXT", "ROUTE DE CAMPAGNE", "JOUR"),
        ("SCENE 12 - INT. BAR - NIGHT", "INT", "BAR", "NIGHT"),
        ("FLASHBACK - INT. ATTIC - DAY", "INT", "ATTIC", "DAY"),
        ("1-2. ИНТ. КВАРТИРА ПЕТИ - ДЕНЬ", "INT", "КВАРТИРА ПЕТИ", "ДЕНЬ"),
        ("СЦЕНА 2 · НАТ. УЛИЦА — ВЕЧЕР", "EXT", "УЛИЦА", "ВЕЧЕР"),
        ("第一场 内景·走廊·深夜", "INT", "走廊", "深夜"),
        ("场景1：内景 夜 办公室", "INT", "办公室", "夜"),
        ("便利店 内景 夜", "INT", "便利店", "夜"),
        ("S#1. 실내 카페 - 낮", "INT", "카페", "낮"),
    ],
)
def test_settings_written_out(row: str, setting: str, place: str, time: str) -> None:
    (scene,) = read_fountain(f"{row}\n\nRain.", "case").scenes
    assert (scene.heading.setting, scene.heading.place, scene.heading.time) == (setting, place, time)


@pytest.mark.parametrize(
    "row",
    ["NORA'S POV", "BACK IN THE DEN", "SHE STOPS --", "IN THE KITCHEN,", "WE INTERCUT", "HIM)", "LOW ANGLE - DOOR"],
)
def test_what_only_looks_like_a_name_is_no_cue(row: str) -> None:
    script = read_fountain(f"INT. HOUSE - DAY\n\n{row}\nThe door stands open.", "case")
    assert not list(script.lines())


def test_a_colon_behind_a_name_and_how_it_is_heard_is_no_part_of_it() -> None:
    (line,) = read_fountain("INT. HOUSE - DAY\n\nNORA (V.O.):\nHello.", "case").lines()
    assert (line.cue, line.extensions) == ("NORA", ("V.O.",))


def test_a_sentence_about_an_interior_is_no_heading() -> None:
    assert outline(read_fountain("Interior lights flicker.\n\nRain.", "case")) == [
        "1 ",
        "Interior lights flicker.",
        "Rain.",
    ]

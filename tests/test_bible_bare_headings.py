"""Scripts not written for a tool: which rows begin a scene where none says INT or EXT, and what each says."""

from __future__ import annotations

from collections import Counter

import pytest
from fountain_case import outline
from hypothesis import given
from hypothesis import strategies as st
from strategies import MARKS, unplaced
from test_bible_write import written

from bible.fountain import read_fountain
from bible.prose import read_prose
from bible.script import Script
from bible.write import write_fountain


def headings(script: Script) -> list[str]:
    """Every heading as `INT | place | time #number#`."""
    return [each[2:] for each in outline(script).split(" ¦ ") if each.startswith("H ")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The quay, dawn\n\nFog.\n\nNora's bar - night\n\nTea.", [" | The quay | dawn", " | Nora's bar | night"]),
        ("The harbour at dawn\n\nBoats.", [" | The harbour at dawn | "]),
        ("1. Bar. Morning.\n\nTea.\n\n2. Stairs\n\nA pram.", [" | Bar | Morning. #1#", " | Stairs |  #2#"]),
        ("[Kitchen, morning]\n\nToast.\n\n[Street]\n\nThey run.", [" | Kitchen | morning", " | Street | "]),
        ("HOTEL LOBBY - NIGHT\n\nShe pays.\n\nCORRIDOR\n\nShe runs.", [" | HOTEL LOBBY | NIGHT", " | CORRIDOR | "]),
        ("ACT I. SCENE II. A camp.\n\nRain.", [" | A camp. | "]),
        ("Scene: 1\nLocation: Beach\nTime: Sunset\n\nWaves.", [" | Beach | Sunset #1#"]),
        ("Szene 1: Zug, nachts\n\nEi.\n\n2. Bild\nBad. Abend.\n\nA.", [" | Zug | nachts #1#", " | Bad | Abend. #2#"]),
        ("SCENA 1\nINTERNO - CUCINA - GIORNO\n\nPane.", ["INT | CUCINA | GIORNO #1#"]),
        ("Scene 2 (5-12s): Bath. A man sits.\n\nScene 3: Street. Rain.", [" | Bath |  #2#", " | Street |  #3#"]),
        ("Chapter One: Well\n\nRain.\n\nChapter Two\n\nNight. Fog.", [" | Chapter One: Well | ", " | Chapter Two | "]),
        ("PAGE ONE (two panels)\n\nPanel 1\nA city.\n\nPanel 2\nRain.", [" | PAGE ONE (two panels) |  #1#"]),
        ("00:00 - 00:10\nFog.\n\n00:10 - 00:25\nA farm.", [" |  | ", " |  | "]),
        ("○ 喫茶店・内（昼）\n\n雨。\n\n○駅前（夜）\n\n傘。", ["INT | 喫茶店 | 昼", " | 駅前 | 夜"]),
        ("1、夜 外 街道\n\n大雨。\n\n2、日 内 咖啡馆\n\n茶。", ["EXT | 街道 | 夜 #1#", "INT | 咖啡馆 | 日 #2#"]),
        ("场景一\n时间：夜\n地点：出租车内\n人物：司机\n\n司机看。", ["INT | 出租车内 | 夜"]),
        ("第四场 景：医院走廊 时：夜 人：小雨\n\n医生来。", [" | 医院走廊 | 夜"]),
        ("Rain.\n\nCut to a room. Rain.\n\nThe next day. Sun.", [" |  | ", " | a room | ", " |  | The next day"]),
    ],
    ids=lambda text: str(text)[:24].replace("\n", " "),
)  # fmt: skip
def test_a_row_that_says_where_and_when_begins_a_scene(text: str, wanted: list[str]) -> None:
    assert headings(read_prose(text, "case")) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "He waits.\n\nNothing happens in the night.\n\nDawn.",
        "1. She wakes up and looks at the clock for a while.\n\n2. She goes.",
        "Rain.\n\n[She sits down]\n\n[He leaves]",
        "Scene 2 is the one that nobody likes, she says.",
        "ROOM SERVICE\n\nRain.",
        "Page two was torn out.\n\nHe reads on.",
        "Time: it flies.",
    ],
)
def test_what_may_be_a_sentence_begins_no_scene(text: str) -> None:
    assert headings(read_prose(f"It is late.\n\n{text}", "case")) == [" |  | "]


def test_in_a_script_with_headings_only_rows_that_are_nothing_else_begin_a_scene() -> None:
    text = "INT. BAR - NIGHT\n\nThe street, dawn\n\nINT. HOUSE - DAY\n\nTea.\n\nСцена 4. Вокзал. Вечер.\n\nПоезд."
    wanted = ["INT | BAR | NIGHT", "INT | HOUSE | DAY", " | Вокзал | Вечер. #4#"]
    assert headings(read_prose(text, "case")) == wanted


def test_a_markdown_heading_gives_its_number_to_the_scene_and_a_row_of_dashes_above_it_none() -> None:
    text = "# Night Bus\n\n*A short film*\n\n## 1. Bus stop - night\n\nRain.\n\n---\n\n## 2. On the bus\n\nKnitting.\n"
    script = read_prose(text, "bus", markdown=True)
    assert script.title == "Night Bus"
    assert headings(script) == [" | Bus stop | night #1#", " | On the bus |  #2#"]


_ROWS = st.sampled_from((
    "The harbour, dawn", "Kitchen. Morning.", "1. Kitchen", "2. Street. Night.", "[Garden, later]", "[Street]",
    "HOTEL LOBBY - NIGHT", "CORRIDOR", "ACT I. SCENE II. A camp.", "Scene 3", "3. Bild", "Location: Beach",
    "Time: Sunset", "PAGE TWO", "Panel 1", "Panel 2: Rain.", "00:10 - 00:25", "○駅前（夜）", "1、夜 外 街道",
    "第四场 景：走廊 时：夜", "店員「ご注文は？」", "ROSA. You were out.", "EMIL. (softly) I was.",
    "ROSA. In those shoes.", "4. KEEPER: It is.", "SFX: Bang", "CAPTION: Later", "VO: Every grape.",
    "dog: woof", "Cut to a classroom. Nobody.", "Later that night, at sea, it rains.", "THE LAST TRAM",
    "A play in two acts", "CHARACTERS", "by Ines Vahl", "INT. BAR - DAY", "***", "NORA", "Hello.",
    "- Mia: Where?", "",
))  # fmt: skip
"""Rows as such scripts have them."""


@pytest.mark.parametrize("markdown", [False, True])
@given(rows=st.lists(st.tuples(_ROWS, st.sampled_from(("\n", "\n\n"))), max_size=14))
def test_no_letter_of_any_such_script_is_lost_and_fountain_holds_it_too(
    markdown: bool, rows: list[tuple[str, str]]
) -> None:
    text = "".join(row + gap for row, gap in rows)
    script = read_prose(text, "drawn", markdown=markdown)

    def count(letters: str) -> Counter[str]:
        return Counter(letter.upper() for letter in letters if letter.isalnum() and letter not in MARKS)

    assert not count(text) - count(written(script))
    assert unplaced(read_fountain(write_fountain(script), "drawn")) == unplaced(script)

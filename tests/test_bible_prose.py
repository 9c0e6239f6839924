"""Plain text and Markdown: plays, treatments and stories become scenes, and nothing is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from fountain_case import outline
from hypothesis import example, given
from strategies import fountain_texts, hostile_texts, sentences, unplaced
from test_bible_write import MARKS, written

from bible.fountain import read_fountain
from bible.prose import read_prose
from bible.write import write_fountain


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("NORA: Hello.\nIKE (softly): Hi\nthere.", "H  |  |  ¦ L NORA: Hello. ¦ L IKE: (softly) Hi there."),
        ("Nora: Hello.\n\nIke: Hi.\n\nNora: Bye.", "H  |  |  ¦ L NORA: Hello. ¦ L IKE: Hi. ¦ L NORA: Bye."),
        ("Nora: (beat) Hello.\n\nNora: Bye.", "H  |  |  ¦ L NORA: (beat) Hello. ¦ L NORA: Bye."),
        ("小明：你好。\n小红：（轻声）再见。", "H  |  |  ¦ L 小明: 你好。 ¦ L 小红: (轻声) 再见。"),
        ("One thing was clear: nobody came.", "H  |  |  ¦ A One thing was clear: nobody came."),
        ("Remember: it rains.", "H  |  |  ¦ A Remember: it rains."),
        ("Setting: A harbour\n\nNORA: Hello.", "H  | A harbour |  ¦ L NORA: Hello."),
        ("Scene 1: The harbour\n\nNORA\nHello.", "H  | The harbour |  #1# ¦ L NORA: Hello."),
        ("SCENE 2A\n\nRain.", "H  | SCENE 2A |  #2A# ¦ A Rain."),
        ("ACT ONE\n\nNORA: Hello.", "# ACT ONE ¦ H  |  |  ¦ L NORA: Hello."),
        ("Rain.\n\n* * *\n\nSun.", "H  |  |  ¦ A Rain. ¦ H  | SCENE 2 |  ¦ A Sun."),
        ("[Enter Nora]\n\n(She sits.)", "H  |  |  ¦ A Enter Nora ¦ A She sits."),
        ("INT. HOUSE - DAY\n\nNORA: Hello.", "H INT | HOUSE | DAY ¦ L NORA: Hello."),
        ("INT. HOUSE - DAY\n\nNORA: hm\n\nNORA\nHello.", "H INT | HOUSE | DAY ¦ A NORA: hm ¦ L NORA: Hello."),
        ("Title: Ferry\n\nNORA: Hello.", "T Title: Ferry ¦ H  |  |  ¦ L NORA: Hello."),
    ],
    ids=lambda text: text[:24].replace("\n", " "),
)
def test_a_plain_text_holds_what_it_says(text: str, holds: str) -> None:
    assert outline(read_prose(text, "case")) == holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("# The Ferry\n\nRain.", "T Title: The Ferry ¦ H  |  |  ¦ A Rain."),
        ("# Ferry\n\n## The quay at dawn\n\nRain.", "T Title: Ferry ¦ H  | The quay at dawn |  ¦ A Rain."),
        ("# Ferry\n\n## INT. HOUSE - DAY\n\nRain.", "T Title: Ferry ¦ H INT | HOUSE | DAY ¦ A Rain."),
        ("# Ferry\n\n## Chapter 2\n\nRain.", "T Title: Ferry ¦ # Chapter 2 ¦ H  |  |  ¦ A Rain."),
        ("**NORA:** *Hello.*\n\n> **IKE:** Hi.", "H  |  |  ¦ L NORA: Hello. ¦ L IKE: Hi."),
        ("---\ntitle: Ferry\ntags:\n  - sea\n---\n\nRain.", "T title: Ferry ¦ T tags: sea ¦ H  |  |  ¦ A Rain."),
        ("One row\nand the next.", "H  |  |  ¦ A One row and the next."),
        ("Rain.\n\n---\n\nSun.", "H  |  |  ¦ A Rain. ¦ H  | SCENE 2 |  ¦ A Sun."),
    ],
    ids=lambda text: text[:24].replace("\n", " "),
)
def test_markdown_holds_what_it_says(text: str, holds: str) -> None:
    assert outline(read_prose(text, "case", markdown=True)) == holds


@example("INT. HARBOUR - DAY\n\nC:\\dir")
@given(fountain_texts)
def test_a_fountain_script_in_a_text_file_is_read_as_fountain(text: str) -> None:
    assert read_prose(text, "drawn") == read_fountain(text, "drawn")


@pytest.mark.parametrize("markdown", [False, True])
@given(text=hostile_texts | sentences.map(lambda words: f"NORA: {words}\n\n{words}\n\nIKE: {words}"))
def test_no_letter_is_ever_lost_and_fountain_holds_it_too(markdown: bool, text: str) -> None:
    script = read_prose(text, "drawn", markdown=markdown)

    def count(letters: str) -> Counter[str]:
        return Counter(letter.upper() for letter in letters if letter.isalnum() and letter not in MARKS)

    assert not count(text) - count(written(script))
    again = unplaced(read_fountain(write_fountain(script), "drawn"))
    assert again == unplaced(script)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_row_of_stars_right_under_text_counts_once(gap: str) -> None:
    script = read_prose(gap.join(["The sea is calm.", "***", "Nora walks home.", "***", "Ike sleeps."]), "stars")
    assert [scene.heading.text for scene in script.scenes] == ["", "SCENE 2", "SCENE 3"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_markdown_title_right_under_text_is_the_title_alone(gap: str) -> None:
    script = read_prose(f"By Nora Vega{gap}# My Film\n\nThe sea is calm.\n", "film", markdown=True)
    assert script.title == "My Film"
    assert [scene.heading.text for scene in script.scenes] == [""]

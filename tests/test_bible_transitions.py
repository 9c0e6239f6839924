"""Transitions: rows that say how one scene goes over into the next, in several tongues."""

from __future__ import annotations

import pytest

from bible.fountain import read_fountain
from bible.script import Transition
from bible.transitions import in_english, is_transition
from bible.write import write_fountain

ABROAD = {
    "AUFBLENDE": "FADE IN:", "Schwarzblende.": "FADE OUT.", "ÜBERBLENDUNG ZU:": "DISSOLVE TO:",
    "FONDU AU NOIR.": "FADE OUT.", "FONDU ENCHAÎNÉ": "DISSOLVE TO:", "COUPE À :": "CUT TO:",
    "FUNDIDO A NEGRO.": "FADE OUT.", "CORTE A:": "CUT TO:", "CORTE A NEGRO": "CUT TO BLACK.",
    "DISSOLVENZA IN NERO": "FADE OUT.", "STACCO SU:": "CUT TO:", "CORTA PARA:": "CUT TO:",
    "FUSÃO PARA:": "DISSOLVE TO:",
    "ЗАТЕМНЕНИЕ.": "FADE OUT.", "ИЗ ЗТМ": "FADE IN:", "淡出。": "FADE OUT.", "切至：": "CUT TO:", "溶明": "FADE IN:",
    "WEISSBLENDE": "FADE TO WHITE.",
}  # fmt: skip


@pytest.mark.parametrize(("row", "english"), ABROAD.items())
def test_what_other_tongues_write(row: str, english: str) -> None:
    assert in_english(row) == english
    assert is_transition(row.upper())
    assert is_transition(english)


@pytest.mark.parametrize(
    "row", ["NOIR", "Abblende an der Kamera.", "CORTE", "SCHNITTER", "ZWEITER SCHNITT", "淡", "", "CUT", "X" * 5000]
)
def test_what_is_none(row: str) -> None:
    assert not is_transition(row)
    assert in_english(row) == row


def test_a_script_keeps_its_own_words() -> None:
    script = read_fountain("INT. CUISINE - JOUR\n\nAnna attend.\n\nFONDU AU NOIR.\n", "cuisine")
    last = script.scenes[0].elements[-1]
    assert isinstance(last, Transition)
    assert last.text == "FONDU AU NOIR."
    assert "FONDU AU NOIR." in write_fountain(script)

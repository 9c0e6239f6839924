"""What a script in plain text says of itself before it begins."""

from __future__ import annotations

import pytest

from bible.prose import read_prose


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("THE LAST TRAM\n\nSCENE 1. A kitchen.\n\nRain.", "THE LAST TRAM"),
        ("The Lighthouse Keeper\n\nThe storm came.", "The Lighthouse Keeper"),
        ("LE DERNIER MÉTRO\n\nINT. CAFÉ - JOUR\n\nPluie.", "LE DERNIER MÉTRO"),
        ("《雨夜》\n\n1、夜 外 街道\n\n大雨。", "雨夜"),
        ("題名：雨の駅\n\n○駅前（夜）\n\n傘。", "雨の駅"),
        ("THE SIGNAL\nA radio play\n\nSCENE 1\n\nWind.", "THE SIGNAL"),
        ("**Title:** The Last Letter\n\nScene 1: Bar\n\nRain.", "The Last Letter"),
        ("It rains.\n\nShe waits.", "Film"),
        ("Nora waits\n\nShe waits.", "Film"),
        ("ACT ONE\n\nShe waits.", "Film"),
        ("NORA\nHello.\n\nShe waits.", "Film"),
    ],
)
def test_a_row_alone_above_a_script_is_its_title(text: str, title: str) -> None:
    assert read_prose(text, "film").title == title


def test_credits_and_the_list_of_characters_are_nothing_to_see() -> None:
    text = "THE LAST TRAM\n\nA play in two acts\n\nby Ines Vahl\n\nCHARACTERS\nROSA, a conductor\nEMIL, her son\n\n"
    script = read_prose(f"{text}SCENE 1\n\nRain.", "tram")
    assert script.byline == "by Ines Vahl"
    assert [(each.kind, each.text) for each in script.opening] == [
        ("note", "CHARACTERS\nROSA, a conductor\nEMIL, her son")
    ]
    assert [[each.text for each in scene.elements] for scene in script.scenes] == [["Rain."]]

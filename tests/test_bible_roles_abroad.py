"""Words for people in other languages are nobody's names: with or without an article they are one person."""

from __future__ import annotations

import pytest

from bible.breakdown import break_down
from bible.entries import Bible
from bible.fountain import read_fountain
from bible.names import cue_name, is_role


def told(text: str) -> Bible:
    """The bible of a scene with these elements."""
    return break_down(read_fountain(f"INT. CAFÉ - JOUR\n\n{text}", "case"))


@pytest.mark.parametrize(
    ("cue", "name"),
    [
        ("LE SERVEUR", "SERVEUR"), ("UNE VIEILLE DAME", "VIEILLE DAME"),
        ("LA FEMME AU CHAPEAU", "FEMME AU CHAPEAU"),
        ("DER KELLNER", "KELLNER"), ("EL NIÑO", "NIÑO"), ("L'INFIRMIÈRE", "INFIRMIÈRE"), ("O CARTEIRO", "CARTEIRO"),
        ("LA TOYA", "LA TOYA"), ("EL GUAPO", "EL GUAPO"), ("DIE HARD", "DIE HARD"), ("THE BOY", "BOY"),
    ],
)  # fmt: skip
def test_articles_go_only_before_words_for_people(cue: str, name: str) -> None:
    assert cue_name(cue) == name


@pytest.mark.parametrize("name", ["POLICÍA 1", "MUJER DE ROJO", "СОСЕД", "ЖЕНЩИНА С ЧЕМОДАНОМ", "FOLLA", "PROFESSORA"])
def test_callings_are_roles_in_other_languages(name: str) -> None:
    assert is_role(name)


@pytest.mark.parametrize("name", ["DONNA", "DR. MANN", "JACK BAUER", "MARI", "TIA", "FRAU MEIER", "LUIS DE LA CRUZ"])
def test_names_that_are_words_elsewhere_stay_names(name: str) -> None:
    assert not is_role(name)


def test_a_role_is_one_person_with_and_without_its_article() -> None:
    bible = told("EIN POLIZIST leuchtet.\n\nPOLIZIST\nHallo?\n\nDER POLIZIST\nIst da jemand?")
    assert [each.name for each in bible.characters] == ["POLIZIST"]


def test_a_role_in_small_letters_behind_its_article_is_seen() -> None:
    bible = break_down(
        read_fountain(
            "INT. CAFÉ - JOUR\n\nLE SERVEUR\nBonjour.\n\nINT. BAR - NUIT\n\nLe serveur dort près du serveur.", "case"
        )
    )
    assert bible.sheets[1].characters == ("@SERVEUR",)


def test_a_role_says_whether_it_is_a_woman_or_a_man() -> None:
    bible = told("LA SERVEUSE\nBonjour.\n\nCARTEIRO\nOlá.\n\nСОСЕДКА\nСоль?")
    assert [each.look.sex for each in bible.characters] == ["woman", "man", "woman"]


def test_an_entry_known_under_its_article_stays_itself() -> None:
    text = "INT. CAFÉ - JOUR\n\nLE SERVEUR\nBonjour.\n"
    script = read_fountain(text, "case")
    (entry,) = break_down(script).characters
    before = Bible(
        characters=(entry.model_copy(update={"name": "LE SERVEUR", "token": "@LE-SERVEUR"}),), locations=(), sheets=()
    )
    assert [each.token for each in break_down(script, before).characters] == ["@LE-SERVEUR"]

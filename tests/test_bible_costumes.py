"""Costumes: what people put on is worn from there to the end of the story day, and touches no other scene."""

from __future__ import annotations

import pytest

from bible.breakdown import break_down
from bible.colours import CLOTH
from bible.entries import Bible, Costume
from bible.fountain import read_fountain

NORA = "NORA, 64, grey braid, green jumper, waits.\n\nNORA\nHello.\n\n"


def _bible(*scenes: str, before: Bible | None = None) -> Bible:
    times = ("DAY", "CONTINUOUS", "NIGHT", "NEXT DAY")
    text = "".join(f"INT. ROOM {at} - {times[at]}\n\n{scene}\n\n" for at, scene in enumerate(scenes))
    return break_down(read_fountain(text, "test"), before)


def _outfits(bible: Bible) -> list[str]:
    return [bible.dressed("@NORA", sheet.scene).look.outfit for sheet in bible.sheets]


@pytest.mark.parametrize(
    ("sentence", "token", "worn"),
    [
        (
            "Nora pulls on a heavy yellow storm coat.",
            "storm-coat",
            {"outfit": "coat", "outfit_colour": CLOTH["yellow"]},
        ),
        ("Nora wears a red dress and laughs.", "red-dress", {"outfit": "dress", "outfit_colour": CLOTH["red"]}),
        ("Nora, now in a black suit, sits.", "black-suit", {"outfit": "suit", "outfit_colour": CLOTH["black"]}),
        ("Nora in a blue raincoat.", "blue-raincoat", {"outfit": "raincoat", "outfit_colour": CLOTH["blue"]}),
        ("Nora turns. She puts on her glasses.", "glasses", {"glasses": True}),
        ("Nora puts a white cap on.", "white-cap", {"hat": "cap", "hat_colour": CLOTH["white"]}),
        ("Nora has changed into a tuxedo.", "tuxedo", {"outfit": "suit"}),
    ],
)
def test_what_is_put_on_is_a_costume(sentence: str, token: str, worn: dict[str, object]) -> None:
    (costume,) = _bible(NORA, sentence).characters[0].costumes
    assert costume.token == f"@NORA/{token}"
    assert costume.told == sentence.rsplit(". ", 1)[-1]
    assert costume.model_dump(include=set(worn)) == worn


@pytest.mark.parametrize(
    "sentence",
    [
        "Nora hangs up her red coat.", "Nora looks at a suit in the window.", "Nora and the clerk wear suits.",
        "Nora isn't wearing a coat.", "A photo of Nora in a red dress.", "Nora folds a dress into the case.",
        "Nora pulls on the rope.", "Nora is in a hurry.", "Nora wears her green jumper.", "She wears a red dress.",
        "Nora puts on the kettle.", "Nora never wears a hat.",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_costume_is_none(sentence: str) -> None:
    assert _bible(NORA, sentence).characters[0].costumes == ()


def test_a_costume_lasts_until_the_story_day_ends() -> None:
    bible = _bible(NORA, "Nora pulls on a storm coat.", "Nora sits.", "Nora wakes.")
    assert [sheet.day for sheet in bible.sheets] == [1, 1, 1, 2]
    assert _outfits(bible) == ["jumper", "coat", "coat", "jumper"]


def test_what_is_taken_off_is_off_and_on_again() -> None:
    text = NORA.replace("green jumper", "red wool hat, brown coat")
    bible = _bible(
        text, "Nora takes off her hat.", "Nora takes her coat off. She puts her coat back on.", "Nora waits."
    )
    looks = [bible.dressed("@NORA", sheet.scene).look for sheet in bible.sheets]
    assert [look.hat for look in looks] == ["beanie", "none", "none", "beanie"]
    assert [look.outfit for look in looks] == ["coat"] * 4


def test_a_costume_a_person_made_goes_first_and_stays() -> None:
    bible = _bible(NORA, "Nora pulls on a storm coat.", "Nora sits.", "Nora wakes.")
    nora = bible.characters[0]
    own = Costume(token="@NORA/gown", days=(2,), scenes=("S0002",), outfit="dress", source="person")
    edited = bible.model_copy(update={"characters": (nora.model_copy(update={"costumes": (own, *nora.costumes)}),)})
    again = _bible(NORA, "Nora pulls on a storm coat.", "Nora stands.", "Nora wakes.", before=edited)
    assert _outfits(again) == ["jumper", "dress", "coat", "dress"]


def test_only_the_scenes_of_a_costume_look_otherwise() -> None:
    plain = _bible(NORA, "Nora waits.", "Nora sits.", "Nora wakes.")
    coat = _bible(NORA, "Nora waits.", "Nora sits in a storm coat.", "Nora wakes.")
    for one, other in zip(plain.sheets, coat.sheets, strict=True):
        looks = [bible.dressed("@NORA", one.scene).look for bible in (plain, coat)]
        assert (looks[0] == looks[1]) is (other.scene != "S0003")


_INTRODUCED = {
    "ja": ("@ノラ", "ノラ、64歳、灰色の三つ編み、緑色のセーター。"),
    "zh": ("@诺拉", "诺拉，64岁，灰色辫子，绿色毛衣。"),
    "ru": ("НОРА", "НОРА, 64 года, седая коса, зелёный свитер, ждёт."),
    "uk": ("НОРА", "НОРА, 64 роки, сива коса, зелений светр, чекає."),
    "": ("NORA", "NORA, 64, grey braid, green jumper, waits."),
}


def _dressed(language: str, sentence: str) -> tuple[Costume, ...]:
    """What somebody wears after a sentence in another language."""
    cue, introduction = _INTRODUCED.get(language, _INTRODUCED[""])
    text = f"INT. ROOM - DAY\n\n{introduction}\n\n{cue}\nHello.\n\nINT. HALL - CONTINUOUS\n\n{sentence}\n\n"
    (nora,) = break_down(read_fountain(text, "test")).characters
    assert (nora.look.outfit, nora.look.outfit_colour) == ("jumper", CLOTH["green"])
    assert nora.look.age == 64
    return nora.costumes


@pytest.mark.parametrize(
    ("language", "sentence", "name"),
    [
        ("de", "Nora zieht einen gelben Regenmantel an.", "yellow-raincoat"),
        ("de", "Nora steht auf. Sie setzt ihre rote Mütze auf.", "red-beanie"),
        ("de", "Nora trägt jetzt ein rotes Kleid.", "red-dress"),
        ("fr", "Nora enfile un manteau jaune.", "yellow-coat"),
        ("fr", "Nora se lève. Elle met son chapeau noir et sort.", "black-hat"),
        ("fr", "Nora, vêtue d'une robe rouge, entre.", "red-dress"),
        ("es", "Nora se pone un impermeable amarillo.", "yellow-raincoat"),
        ("es", "Nora sonríe. Se pone las gafas.", "glasses"),
        ("it", "Nora si mette un cappotto giallo.", "yellow-coat"),
        ("it", "Nora indossa un vestito rosso.", "red-dress"),
        ("pt", "Nora veste uma capa de chuva amarela.", "yellow-raincoat"),
        ("pt", "Nora põe um chapéu preto.", "black-hat"),
        ("uk", "Нора вдягає жовтий дощовик.", "yellow-raincoat"),
        ("ru", "Нора надевает красное платье.", "red-dress"),
        ("ja", "ノラは黄色いレインコートを着る。", "yellow-raincoat"),
        ("ja", "ノラは帽子をかぶる。", "hat"),
        ("zh", "诺拉穿上黄色雨衣。", "yellow-raincoat"),
        ("zh", "诺拉戴上眼镜。", "glasses"),
    ],
)
def test_costumes_are_read_in_other_languages(language: str, sentence: str, name: str) -> None:
    (costume,) = _dressed(language, sentence)
    assert costume.token.partition("/")[2] == name
    assert costume.told


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Nora trägt einen Koffer."), ("de", "Nora zieht ihren Mantel nicht an."),
        ("fr", "Nora porte une valise."), ("es", "Nora lleva una maleta."),
        ("it", "Nora porta il caffè."), ("pt", "Nora põe a mesa."),
        ("ru", "Нора носит воду."), ("ja", "ノラは水を取る。"), ("zh", "诺拉拿起雨衣。"),
    ],
)  # fmt: skip
def test_what_is_carried_or_not_put_on_is_no_costume(language: str, sentence: str) -> None:
    assert _dressed(language, sentence) == ()


@pytest.mark.parametrize(
    ("introduction", "sentence"),
    [
        ("brown coat, red wool hat", "Nora nimmt ihre Mütze ab."),
        ("manteau marron, bonnet rouge", "Nora enlève son bonnet."),
        ("abrigo marrón, gorro rojo", "Nora se quita el gorro."),
        ("cappotto marrone, cuffia rossa", "Nora si toglie la cuffia."),
        ("casaco castanho, gorro vermelho", "Nora tira o gorro."),
    ],
)
def test_what_is_taken_off_in_other_languages_is_off(introduction: str, sentence: str) -> None:
    text = f"INT. ROOM - DAY\n\nNORA, 64, {introduction}.\n\nNORA\nHello.\n\nINT. HALL - SAME\n\n{sentence}\n\n"
    bible = break_down(read_fountain(text, "test"))
    assert [bible.dressed("@NORA", sheet.scene).look.hat for sheet in bible.sheets] == ["beanie", "none"]

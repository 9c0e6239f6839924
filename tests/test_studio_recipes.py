"""What a shot's recipe is told of its scene: the action so far, which sets up what stays in the picture."""

from __future__ import annotations

from pathlib import Path

from bible.breakdown import break_down
from bible.read import read_script
from shots.direct import direct
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe, content_digest
from shots.timing import time_shots
from studio.production import Production
from studio.recipes import recipe_for

SCRIPT = """INT. KITCHEN - NIGHT

A small fire burns in the stove. NORA, 64, grey braid, sits at the table. She opens a LETTER.

NORA
It is from Ike.

She stands and walks to the window.

NORA
He is late.
"""


def made_of(folder: Path, text: str) -> tuple[Recipe, ...]:
    file = folder / "kitchen.fountain"
    file.write_text(text)
    script = read_script(file)
    bible = break_down(script)
    shots = direct(script, bible)
    picture = PictureFormat(rate=Rate(numerator=24))
    production = Production(name="kitchen", picture=picture, handles=8, script=script, bible=bible, shots=shots)
    timed = time_shots(shots, script, bible, {}, picture.rate)
    return tuple(recipe_for(production, each, "animatic", "2") for each in timed)


def recipes(folder: Path) -> list[tuple[str, ...]]:
    made = made_of(folder, SCRIPT)
    assert all(
        content_digest(each) == content_digest(each.model_copy(update={"dressing": ("otherwise",)})) for each in made
    ), "what a scene has set up makes no take stale"
    return [(" ".join(each.dressing), *(said.text for said in each.utterances), each.shot.action) for each in made]


def test_a_shot_knows_what_was_done_before_it_and_nothing_of_what_comes(tmp_path: Path) -> None:
    told = recipes(tmp_path)
    first = next(each for each in told if "It is from Ike." in each)
    assert "sits at the table" in first[0] and "opens" in first[0] and "stands" not in first[0]
    last = next(each for each in told if "He is late." in each)
    assert "walks to the window" in last[0]
    walk = next(each for each in told if each[-1].startswith("She stands"))
    assert "sits at the table" in walk[0] and "stands" not in walk[0]


HEADINGS = """INT. COCINA - {}

La mesa está puesta.

INT. PASILLO - MÁS TARDE

Una puerta abierta.
"""


def test_a_card_says_the_hour_in_the_words_of_the_script(tmp_path: Path) -> None:
    cards = [each.lettering for each in made_of(tmp_path, HEADINGS.format("NOCHE")) if each.lettering]
    assert [(card.second, card.own) for card in cards if card.kind == "slug"] == [("night", "noche")] * 2
    cards = [each.lettering for each in made_of(tmp_path, HEADINGS.format("NIGHT")) if each.lettering]
    assert {card.own for card in cards} == {""}, "English is what it is in already"


def test_an_hour_in_other_words_leaves_takes_as_they_are(tmp_path: Path) -> None:
    spanish, late, dawn = (
        [content_digest(each) for each in made_of(tmp_path, HEADINGS.format(hour))]
        for hour in ("NOCHE", "MEDIANOCHE", "AMANECER")
    )
    assert spanish == late and spanish != dawn


MEMORY = """EXT. HARBOUR - DAY

Rain. NORA, 64, grey braid, waits.

FLASHBACK - EXT. TRAIN STATION - NIGHT

{} Nora runs beside the train.

BACK TO PRESENT

MONTAGE - A DAY

- INT. KITCHEN - DAWN - Nora eats.
"""


def test_shots_that_play_elsewhere_have_that_place_that_hour_and_its_weather(tmp_path: Path) -> None:
    def stages(words: str) -> dict[str, tuple[str, str, str]]:
        made = made_of(tmp_path, MEMORY.format(words))
        return {each.shot.action: (each.location.name, each.hour.value, each.weather.value) for each in made}

    told = stages("Steam.")
    assert told["NORA, 64, grey braid, waits."] == ("HARBOUR", "day", "rain")
    assert told["Nora runs beside the train."] == ("TRAIN STATION", "night", "clear")
    assert told["INT. KITCHEN - DAWN - Nora eats."][:2] == ("KITCHEN", "dawn")
    assert stages("Snow falls.")["Nora runs beside the train."] == ("TRAIN STATION", "night", "snow")

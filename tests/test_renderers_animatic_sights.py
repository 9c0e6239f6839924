"""Animals, vehicles and fires: read from the action in any known language, put where they belong, shown alone."""

from __future__ import annotations

import numpy as np
import pytest
import skia
from golden_pictures import BOTH, HARBOUR, SEA, WHEELHOUSE, drawn, recipe

from bible.entries import Hour, Location
from bible.script import Setting
from renderers.animatic.colour import PALETTES
from renderers.animatic.lexicon import WORDS, set_for
from renderers.animatic.paper import Painter
from renderers.animatic.sights import SIGHTS, parked_in, seen_in, sight_of
from renderers.animatic.tongues import forms, in_english
from shots.shot import Framing, Size

STREET = Location(token="@STREET", name="MAIN STREET", setting=Setting.EXT, kind="")
FOREST = Location(token="@FOREST", name="FOREST", setting=Setting.EXT, kind="")
SPACE = Location(token="@SPACE", name="SPACE", setting=Setting.EXT, kind="")


@pytest.mark.parametrize(
    ("action", "seen"),
    [
        ("A yellow BUS stops. Children run.", [("bus", "DDB73A", "in")]),
        ("A brown DOG trots in through the door and sits down.", [("dog", "7A5236", "in")]),
        ("The deer turns and walks away. It is gone.", [("deer", "", "out")]),
        ("A CAT watches her from a wall. Another cat sleeps.", [("cat", "", "")]),
        ("A helicopter circles. Two horses gallop past.", [("helicopter", "", "past"), ("horse", "", "past")]),
        ("Un perro negro duerme. Der Hund schläft.", [("dog", "", "rest")]),
        ("A cat lies on the quay.", [("cat", "", "rest")]),
        ("The dog chases the cat.", [("dog", "", "chase"), ("cat", "", "chased")]),
        ("He holds a teddy bear. A toy car. A photograph of a horse.", []),
        ("She grabs a fire extinguisher.", []),
        ("She sits in the car and waits at the bus stop.", []),
        ("He opens the car door. A birdcage. The catalogue.", []),
        ("", []),
    ],
)
def test_what_an_action_names(action: str, seen: list[tuple[str, str, str]]) -> None:
    assert [(each.sight.name, each.colour, each.going) for each in seen_in(action)] == seen


def test_a_ship_in_space_is_a_spaceship() -> None:
    assert [each.sight.name for each in seen_in("The ship drifts past.", "space")] == ["spaceship"]
    assert seen_in("The ship drifts past.", "sea") == ()


def test_a_things_name_ends_in_the_sight() -> None:
    assert sight_of("police car") == sight_of("the POLICE CARS")
    assert sight_of("dog collar") is None and sight_of("letter") is None
    told = sight_of("bus", "A yellow bus stops.")
    assert told is not None and told.colour == "DDB73A"


@pytest.mark.parametrize("word", sorted(SIGHTS))
def test_every_sight_is_as_large_as_it_says(word: str) -> None:
    sight, size = SIGHTS[word], 200
    surface = skia.Surface.MakeRasterN32Premul(size, size)
    canvas, scale = surface.getCanvas(), size / 2.4 / max(sight.wide, sight.tall)
    canvas.clear(0)
    canvas.translate(size / 2, size * 0.6)
    canvas.scale(scale, scale)
    painter = Painter(canvas, PALETTES["day"])
    painter.detail = scale
    sight.make("", False, True)(painter, 0.7)
    covered = surface.makeImageSnapshot().toarray()[..., 3] > 200
    rows, columns = np.flatnonzero(covered.any(1)), np.flatnonzero(covered.any(0))
    tall, wide = (rows[-1] - rows[0]) / scale, (columns[-1] - columns[0]) / scale
    assert 0.6 * sight.tall < tall < 1.35 * sight.tall
    assert 0.5 * sight.wide < wide < 1.35 * sight.wide


@pytest.mark.parametrize(("thing", "place"), [("cat", STREET), ("bus", STREET), ("owl", FOREST), ("planet", SPACE)])
def test_a_sight_is_shown_in_its_place(thing: str, place: Location) -> None:
    one, other = (drawn(recipe(Framing.INSERT, Size.CU, (), location=place, thing=name)) for name in (thing, "rocket"))
    differs = np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 24
    assert differs.mean() > 0.02


def test_animals_stand_beside_people_and_the_same_frame_comes_out_again() -> None:
    asked = recipe(Framing.SINGLE, Size.FS, BOTH[:1], location=FOREST, action="A DEER stands in the light.")
    assert (drawn(asked) == drawn(asked)).all()
    alone = recipe(Framing.SINGLE, Size.FS, BOTH[:1], location=FOREST)
    assert (drawn(asked) != drawn(alone)).mean() > 0.02


def test_what_comes_in_moves_and_then_holds() -> None:
    asked = recipe(Framing.ESTABLISHING, Size.EWS, (), location=STREET, action="A red bus stops.", frames=96)
    early, late, later = (drawn(asked, frame)[60:].astype(int) for frame in (6, 60, 84))
    assert np.abs(early - late).mean() > np.abs(late - later).mean() + 0.2


def test_a_fire_burns_in_every_shot_of_its_scene() -> None:
    plain = recipe(Framing.MASTER, Size.WS, BOTH, location=FOREST, hour=Hour.NIGHT)
    lit = plain.model_copy(update={"dressing": ("A small fire burns.",)})
    assert drawn(lit)[..., 2].max() > drawn(plain)[..., 2].max()
    passing = plain.model_copy(update={"dressing": ("A dog barks.",)})
    assert (drawn(passing) == drawn(plain)).all(), "animals do not stay"


def test_no_vehicle_drives_into_a_room_and_no_boat_over_land() -> None:
    for action, place in (("A bus.", WHEELHOUSE), ("A trawler.", FOREST), ("A taxi.", SEA)):
        with_it = recipe(Framing.MASTER, Size.WS, BOTH, location=place, action=action)
        assert (drawn(with_it) == drawn(recipe(Framing.MASTER, Size.WS, BOTH, location=place))).all(), action


def test_a_named_ship_takes_the_place_of_the_seas_own() -> None:
    calm = recipe(Framing.ESTABLISHING, Size.EWS, (), location=SEA)
    assert (drawn(calm) != drawn(recipe(Framing.ESTABLISHING, Size.EWS, (), location=SEA, action="A trawler."))).any()


@pytest.mark.parametrize(
    ("name", "setting", "kind"),
    [
        ("MERCADO", Setting.EXT, "market"), ("COCINA", Setting.INT, "kitchen"), ("ПЕКАРНЯ", Setting.INT, "bakery"),
        ("FORÊT", Setting.EXT, "forest"), ("BAHNHOF", Setting.INT, "waiting room"), ("POLICE CAR", Setting.INT, "car"),
        ("COCHE DE POLICÍA", Setting.INT, "car"), ("SPACESHIP - CORRIDOR", Setting.INT, "ship corridor"),
        ("POLICE STATION - INTERROGATION ROOM", Setting.INT, "police"), ("FARM - KITCHEN", Setting.INT, "kitchen"),
        ("SCHOOL YARD", Setting.EXT, "school yard"), ("DEEP SPACE", Setting.EXT, "space"),
        ("ЦЕРКОВЬ", Setting.INT, "church"), ("KOŚCIÓŁ", Setting.INT, "church"), ("老街市场", Setting.EXT, "market"),
        ("小明家 - 客厅", Setting.INT, "living room"), ("駅前の喫茶店", Setting.INT, "cafe"),
        ("MUSÉE", Setting.INT, "museum"),
        ("MUSEUM - GALLERY", Setting.INT, "museum"), ("STATION DE MÉTRO - QUAI", Setting.EXT, "platform"),
    ],
)  # fmt: skip
def test_places_by_their_last_word_and_in_other_languages(name: str, setting: Setting, kind: str) -> None:
    assert set_for(name, setting) == kind


def test_no_foreign_form_is_an_english_word_of_the_lexicon() -> None:
    known = {*WORDS, *SIGHTS}
    for form, english in forms().items():
        assert form not in known or english in known, form
        assert in_english(form) == english
    for word in known - set(forms()):
        assert in_english(word) == word
    assert in_english("MIRA looks. Nora sonríe.") == "MIRA looks. Nora smiles."
    assert in_english("莉莉跑进厨房。") == "莉莉 runs 进 kitchen。"


def test_the_harbour_is_as_it_was_without_anything_named() -> None:
    asked = recipe(Framing.MASTER, Size.WS, BOTH, location=HARBOUR)
    assert (drawn(asked) == drawn(asked.model_copy(update={"dressing": ("Fog on the water.",)}))).all()


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (("A red CAR stops under the lamp.",), ["car"]), (("A motorcycle waits.", "Nora laughs."), ["motorcycle"]),
        (("A car stops.", "The car drives away."), []), (("A bus passes.",), []), (("A dog comes in.",), []),
    ],
)  # fmt: skip
def test_what_has_stopped_in_a_scene_stands_there_until_it_goes(told: tuple[str, ...], names: list[str]) -> None:
    assert [seen.sight.name for seen in parked_in(told)] == names

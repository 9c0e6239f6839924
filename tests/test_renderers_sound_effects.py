"""What things sound like, and which of them an action names."""

from __future__ import annotations

import numpy as np
import pytest

from renderers.media.wav import RATE
from renderers.sound.effects import synthesise
from renderers.sound.known import EFFECTS, longest
from renderers.sound.score import LEVEL
from renderers.sound.spots import spot_effects


@pytest.mark.parametrize("name", EFFECTS)
def test_every_effect_is_heard_once_with_silent_ends(name: str) -> None:
    sound = synthesise(name, 3)
    assert sound.ndim == 2
    assert sound.shape[1] == 2
    assert sound.dtype == np.float32
    assert np.isfinite(sound).all()
    assert 0.1 * RATE < len(sound) <= longest(name) * RATE <= 12 * RATE
    peak = 20 * np.log10(np.abs(sound).max())
    assert -30 < peak < -4
    assert np.abs(sound[[0, -1]]).max() < 1e-5
    heard = np.flatnonzero(np.abs(sound).max(axis=1) > 10 ** ((peak - 50) / 20))
    assert heard[0] < 0.1 * RATE
    assert (synthesise(name, 3) == sound).all()


def test_another_seed_is_another_door() -> None:
    first, second = synthesise("door", 1), synthesise("door", 2)
    length = min(len(first), len(second))
    assert (first[:length] != second[:length]).any()


def test_a_name_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        synthesise("xylophone solo", 1)


def named(action: str) -> list[str]:
    return [spot.effect for spot in spot_effects(action)]


@pytest.mark.parametrize(
    ("action", "effects"),
    [
        ("She pulls the cord. The horn answers, low and long.", ["horn"]),
        ("IKE, 11, runs up the quay.", ["running"]),
        ("The PHONE RINGS. She opens the door and slams it shut.", ["telephone", "door", "door slam"]),
        ("A knock. Thunder. The window shatters.", ["knock", "thunder", "glass"]),
        ("Someone falls into the water. A splash.", ["splash"]),
        ("He strikes a match. The clock on the wall ticks.", ["match", "clock"]),
        ("The engine coughs and the car pulls away.", ["engine", "car"]),
        ("GUNSHOT! Gulls cry.", ["gunshot", "gull"]),
        ("Church bells toll. The audience applauds.", ["church bell", "applause"]),
        ("A car horn. Brakes scream.", ["car horn", "brakes"]),
        ("Her phone buzzes on the table.", ["buzzing"]),
        ("Nora walks to the door. SERGEANT OBI, 45, bald, enters with a mug.", ["footsteps"]),
        ("Finn runs, laughing. An old man climbs the last steps.", ["running", "footsteps"]),
        ("The radio crackles. The campfire crackles.", ["static", "fire"]),
        ("A yellow BUS stops. A wave hits the window.", ["car stops", "splash"]),
        ("She throws a switch. The pump coughs and turns. Pipes and steam.", ["click", "engine", "steam"]),
        ("Marit pours tea. He pushes back his chair and punches Jonas.", ["pouring", "chair", "blow"]),
        ("She strikes another. Vera opens a FILE.", ["match", "paper"]),
        (
            "A train passes. The horse gallops away. The crowd cheers. Birds sing.",
            ["train", "hooves", "applause", "birds"],
        ),
        ("She stumbles and falls. He turns a VALVE.", ["fall", "creak"]),
        ("Will KNOCKS. KEYS in the lock. The crowd LAUGHS. A cat SCREAMS.", ["knock", "keys", "laughter", "cat"]),
        ("A lawnmower ROARS. A DRUM ROLL begins. Mr. Soggs FIRES.", ["engine", "drum", "gunshot"]),
        ("Footsteps. Running feet.", ["footsteps", "running"]),
        ("Tomás corre por la calle. Тато заходить.", ["running", "footsteps"]),
        ("Suena el teléfono. Abre la puerta. Un perro ladra.", ["telephone", "door", "dog"]),
        ("Le tonnerre gronde. On frappe. Un coup de feu.", ["thunder", "knock", "gunshot"]),
        ("Es klopft. Die Tür geht auf. Gelächter.", ["knock", "door", "laughter"]),
        ("Squilla il telefono. Applausi. Una sirena.", ["telephone", "applause", "siren"]),
        ("A porta se abre. Passos. Uma explosão.", ["door", "footsteps", "explosion"]),
        ("Грім. Двері скриплять. Собака гавкає.", ["thunder", "creak", "dog"]),
    ],
)
def test_an_action_names_its_sounds_in_order(action: str, effects: list[str]) -> None:
    assert named(action) == effects


@pytest.mark.parametrize(
    "action",
    [
        "A phone on the table. A door. A bell jar, a gun.",
        "The phone doesn’t ring. Nobody knocks. No thunder.",
        "Without a splash he sinks.",
        "The family runs a bakery. Water runs down the wall. All types of people.",
        "He waits for the doorbell.",
        "The dog runs in circles. The deer turns and walks away. A CAT walks past.",
        "Time runs out. The clock runs down. Rain comes down. The trawler comes in. He runs his hand through his hair.",
        "He is knocked down, knocking her over. The door is open. We come into the yard. The game-winning home run.",
        "Leaves crackle underfoot. Tom stands at the window and watches the sun come up.",
        "She was having a blast. The beam hits her left eye. Zacky would run too. Ann wants to run.",
        "Smoke pours from the window. She enters the code. She walks the dog.",
        "She looks at the sea.",
        "",
    ],
)
def test_things_that_are_silent_make_no_sound(action: str) -> None:
    assert named(action) == []


def test_every_spot_can_be_made_and_stands_where_it_is_named() -> None:
    action = "Silence. Far off a siren. She turns and the glass breaks."
    spots = spot_effects(action)
    assert [spot.effect for spot in spots] == ["siren", "glass"]
    for spot in spots:
        assert spot.effect in EFFECTS
        assert action[round(spot.share * len(action)) :].startswith(("Far off a siren", "the glass breaks"))


def test_what_people_look_like_takes_no_time() -> None:
    (spot,) = spot_effects("IKE, 11, red wool hat, green jumper and a pack almost as big as he is, runs up the quay.")
    assert spot.effect == "running"
    assert spot.share == 0


@pytest.mark.parametrize("name", EFFECTS)
def test_every_effect_stands_out_of_the_music(name: str) -> None:
    sound = synthesise(name, 3).astype(np.float64)
    tenth = RATE // 10
    whole = np.pad(sound, ((0, -len(sound) % tenth), (0, 0)))
    loudest = 10 * np.log10((whole**2).reshape(-1, tenth * 2).mean(axis=1).max())
    assert loudest > LEVEL - 2


def test_a_no_does_not_reach_into_the_next_sentence() -> None:
    assert named("He says no. Knocking.") == ["knock"]

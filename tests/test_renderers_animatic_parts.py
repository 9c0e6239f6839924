"""Who acts in each clause of the action, and to whom it is done."""

from __future__ import annotations

import pytest
from animatic_scene import MARA, MAX, ROSE, VICTOR, shot_of

from renderers.animatic.parts import clauses, part_of, past_of, targets_of, unnamed


@pytest.mark.parametrize(
    ("action", "mara", "victor"),
    [
        ("She runs. He ducks.", "She runs.", "He ducks."),
        ("Victor pushes her. She stumbles.", "She stumbles.", "Victor pushes her."),
        ("He swings at her; she ducks and kicks him.", "she ducks and kicks him.", "He swings at her;"),
        ("Mara waits while he sits.", "Mara waits", "he sits."),
        ("They run after Mara.", "", "They run after Mara."),
        ("A guard grabs Mara.", "", ""),
        ("The two guards chase Victor.", "", ""),
        ("A weary Victor sits.", "", "A weary Victor sits."),
        ("Emma feeds the dog. Mara smiles.", "Mara smiles.", ""),
        ("COUPLES dance. Mara sits.", "Mara sits.", ""),
        ("MARA (30, red jacket) and VICTOR (45) walk in.", "MARA (30, red jacket) and VICTOR (45) walk in.",
         "MARA (30, red jacket) and VICTOR (45) walk in."),
        ("A band: a MARA at the piano, a VICTOR with a guitar.", "a MARA at the piano", "a VICTOR with a guitar."),
        ("Walks across and sits.", "Walks across and sits.", ""),
        ("Mara waits. Her Victor lifts her.", "Mara waits.", "Her Victor lifts her."),
        ("Rain falls. Mara waits.", "Mara waits.", ""),
        ("Mara stirs a pot. Her son VICTOR (12) sits.", "Mara stirs a pot.", "Her son VICTOR (12) sits."),
        ("Emma shows the knife to Mara.", "", ""),
        ("Pete throws down his cards. He draws his gun.", "", ""),
        ("Mara waits. Her friend Lena sits down.", "Mara waits.", ""),
        ("Emma shows the knife and Mara laughs.", "Mara laughs.", ""),
    ],
)  # fmt: skip
def test_each_clause_is_acted_by_whom_it_is_about(action: str, mara: str, victor: str) -> None:
    assert part_of(shot_of(action), MARA) == mara
    assert part_of(shot_of(action), VICTOR) == victor


def test_what_others_did_before_is_nobody_elses_past() -> None:
    alone = shot_of("", ROSE, before=("Grandma Rose sits.", "Max hides under the table.", "Lena stands up."))
    assert past_of(alone, ROSE) == "Grandma Rose sits."


def test_children_are_those_of_that_age() -> None:
    family = shot_of("The children sit down. The women leave.", ROSE, MAX)
    assert part_of(family, MAX) == "The children sit down."
    assert part_of(family, ROSE) == "The women leave."


@pytest.mark.parametrize(
    ("action", "whom"),
    [
        ("Mara punches Victor.", {"@VICTOR"}), ("Mara punches him.", {"@VICTOR"}),
        ("Victor takes her hand.", {"@MARA"}),
        ("Victor takes his hat.", set()), ("Mara and Victor kiss each other.", {"@MARA", "@VICTOR"}),
        ("Mara waits.", set()), ("A guard grabs Mara.", {"@MARA"}),
    ],
)  # fmt: skip
def test_to_whom_something_is_done(action: str, whom: set[str]) -> None:
    scene = shot_of(action)
    told = clauses(scene)
    assert (targets_of(scene, told[0]) if told else whom) == whom


def test_they_who_act_after_two_were_told_of_are_those_two() -> None:
    scene = shot_of("She takes his hand. They dance.", MARA, VICTOR, ROSE)
    assert part_of(scene, ROSE) == ""
    assert part_of(scene, VICTOR) == "They dance."


def test_names_mean_nothing() -> None:
    assert "Rose" not in unnamed(shot_of("", ROSE), "Grandma Rose raises her hand.")

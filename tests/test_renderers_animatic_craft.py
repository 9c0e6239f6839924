"""The benchmark of craft finds what it looks for: a coat that changes colour, a head cut off, an empty frame."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from golden_pictures import BOTH, NORA, recipe

from edit.sequence import Sound
from renderers.media.wav import write_wav
from shots.rate import Rate
from shots.recipe import Recipe
from shots.recording import PhoneTime, Recording, WordTime
from shots.shot import Framing, Size


@pytest.fixture
def craft(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "benchmarks"))
    return importlib.import_module("craft")


def in_coat(colour: str, slate: str) -> Recipe:
    made = recipe(Framing.SINGLE, Size.MS, BOTH[:1], frames=13)
    nora = NORA.model_copy(update={"look": NORA.look.model_copy(update={"outfit_colour": colour})})
    shot = made.shot.model_copy(update={"slate": slate})
    return made.model_copy(update={"cast": (nora, *made.cast[1:]), "shot": shot})


def test_a_coat_of_another_colour_is_a_drift_and_the_same_coat_is_none(craft: ModuleType) -> None:
    def drift(*recipes: Recipe) -> float:
        return float(craft.drift([worn for each in recipes for worn in craft.look_at(each).worn], own=True).largest)

    assert drift(in_coat("#EC7A2E", "1"), in_coat("#EC7A2E", "1A")) < 1
    assert drift(in_coat("#EC7A2E", "1"), in_coat("#3F7F86", "1A")) > 20


def test_figures_of_a_shot(craft: ModuleType) -> None:
    seen = craft.look_at(recipe(Framing.MASTER, Size.WS, BOTH, frames=26))
    assert (seen.cut_off, seen.empty, seen.missing, seen.looked_at) == (0, 0, 0, 3)
    leaving = craft.look_at(recipe(Framing.SINGLE, Size.MLS, BOTH[:1], action="NORA runs away.", frames=96))
    assert leaving.missing > 0
    still = craft.look_at(recipe(Framing.TITLE, Size.WS, (), thing="Later", frames=96))
    assert still.held > 24


def mouth_lean(mouths: ModuleType, late: float, folder: Path) -> float:
    """How late the mouth of a film opens, in ms, when its timetable is `late` seconds behind the sound."""
    time = np.arange(24_000) / 48_000
    tone = (0.3 * np.sin(2 * np.pi * 200 * time)).astype(np.float32)
    write_wav(folder / "line.wav", np.concatenate([np.zeros(9_600, np.float32), tone]))
    start = round((0.2 + late) * 48_000)
    recording = Recording(
        line="L0001", engine="flite 2.2", voice="slt", text="Ah", sample_rate=48_000, samples=33_600,
        words=(WordTime(word="Ah", start=start, end=33_600),), phones=(PhoneTime(phone="AA", start=start, end=33_600),),
    )  # fmt: skip
    placed = Sound(line="L0001", file="line.wav", recording="", start=50_000, source_start=0, samples=33_600,
                   sample_rate=48_000)  # fmt: skip
    said = [mouths.Said(placed, recording, folder / "line.wav")]
    return float(mouths.mouth_figures(said, Rate(numerator=24))["mouths_open_ms"]["lean"])


def test_a_mouth_behind_its_sound_is_found_out(craft: ModuleType, tmp_path: Path) -> None:
    mouths = importlib.import_module("craft_mouths")
    assert abs(mouth_lean(mouths, 0.0, tmp_path)) <= 45
    assert mouth_lean(mouths, 0.15, tmp_path) > 100
    assert mouth_lean(mouths, -0.15, tmp_path) < -100

"""Speech programs of the machine: there, not there, and failing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bible.errors import VoiceError
from renderers.interface import Speech, VoiceEngine
from renderers.voices.espeak import Espeak
from renderers.voices.flite import Flite
from renderers.voices.programs import readiness, run

SPEECH = Speech(line="L0007", text="Wait!", voice="")


def program(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the only place programs are looked for."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.mark.parametrize("engine", [Flite(), Espeak()], ids=["flite", "espeak-ng"])
def test_what_is_not_installed_is_said_with_what_to_type(engine: VoiceEngine, programs: Path, tmp_path: Path) -> None:
    ready = engine.check()
    assert not ready.ready
    assert engine.name in ready.why
    assert f"apt install {engine.name}" in ready.cure
    assert f"brew install {engine.name}" in ready.cure
    with pytest.raises(VoiceError, match="not installed"):
        engine.speak(SPEECH.model_copy(update={"voice": engine.voices()[0].name}), tmp_path / "line.wav")


def test_a_flite_without_the_voices_is_not_ready(programs: Path) -> None:
    program(programs, "flite", "echo 'Voices available: kal slt'")
    ready = Flite().check()
    assert not ready.ready
    assert "awb, rms" in ready.why


def test_a_flite_that_does_not_run_is_not_ready(programs: Path) -> None:
    program(programs, "flite", "exit 127")
    assert not Flite().check().ready


@pytest.mark.parametrize("engine", [Flite(), Espeak()], ids=["flite", "espeak-ng"])
def test_a_program_that_fails_is_named_with_what_it_said(engine: VoiceEngine, programs: Path, tmp_path: Path) -> None:
    program(programs, engine.name, "echo 'no such voice' >&2; exit 3")
    speech = SPEECH.model_copy(update={"voice": engine.voices()[0].name})
    with pytest.raises(VoiceError) as raised:
        engine.speak(speech, tmp_path / "line.wav")
    assert "code 3: no such voice" in raised.value.what
    assert raised.value.where == "L0007"
    assert engine.name in raised.value.cure


def test_a_program_gets_its_text_whatever_stands_in_it(programs: Path) -> None:
    program(programs, "parrot", 'while IFS= read -r line; do printf "%s|" "$line"; done')
    text = "$(touch x) `touch y` \"'; \\ é\n-f --help\n"
    assert run("parrot", read=text) == "$(touch x) `touch y` \"'; \\ é|-f --help|"


def test_what_is_installed_is_ready(programs: Path) -> None:
    program(programs, "parrot", "exit 0")
    assert readiness("parrot", "parrot").ready


@pytest.mark.parametrize(
    ("text", "flite", "espeak"),
    [
        ("Wait, café!", True, True),
        ("...", True, True),
        ("Привет", False, True),
        ("He said «Привет».", False, True),
        ("こんにちは", False, False),
        ("你好", False, False),
        ("Привет, γεια", False, False),
    ],
)
def test_engines_know_what_they_can_read(text: str, flite: bool, espeak: bool) -> None:
    assert Flite().can_speak(text) == flite
    assert Espeak().can_speak(text) == espeak

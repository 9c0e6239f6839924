"""A person's own ambience, music and effects, by their names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from studio_film import SCRIPT

from bible.breakdown import break_down
from bible.fountain import read_fountain
from renderers.media.wav import RATE, write_wav
from shots.direct import direct
from studio.folder import ProductionFolder
from studio.own_sounds import OwnFound, find_own_sounds


def _found(root: Path, *names: str) -> OwnFound:
    (root / "sound").mkdir(exist_ok=True)
    tone = (0.1 * np.sin(np.arange(RATE) / 20)).astype(np.float32)
    for name in names:
        write_wav(root / "sound" / name, tone)
    script = read_fountain(SCRIPT, "small")
    bible = break_down(script)
    return find_own_sounds(ProductionFolder(root), script, bible, direct(script, bible))


@pytest.mark.parametrize(
    ("name", "track", "subject"),
    [
        ("music.wav", "music", ""), ("Ambience.wav", "ambience", ""), ("2 music.wav", "music", "2"),
        ("scene_2_ambience.wav", "ambience", "2"), ("harbour ambience.wav", "ambience", "@HARBOUR"),
        ("horn effect.wav", "effects", "horn"), ("door-slam-effects.wav", "effects", "door slam"),
        ("1B effect.wav", "effects", "1B"),
    ],
)  # fmt: skip
def test_a_name_says_what_a_sound_is_for(tmp_path: Path, name: str, track: str, subject: str) -> None:
    (sound,) = _found(tmp_path, name).sounds
    assert (sound.track, sound.subject, sound.samples) == (track, subject, RATE)
    assert sound.loudness == pytest.approx(-23.0, abs=0.3)
    assert sound.file == f"sound/{name}"


@pytest.mark.parametrize("name", ["kazoo effect.wav", "9 music.wav", "MOON ambience.wav"])
def test_what_is_named_for_nothing_is_told(tmp_path: Path, name: str) -> None:
    found = _found(tmp_path, name)
    assert not found.sounds
    ((file, why),) = found.unused
    assert file == f"sound/{name}"
    assert "is not" in why


def test_other_files_are_left_alone_and_broken_ones_are_told(tmp_path: Path) -> None:
    assert _found(tmp_path, "L0001.wav", "notes about musicians.wav") == OwnFound()
    (tmp_path / "sound" / "music.mp3").write_bytes(b"no sound")
    ((file, _),) = _found(tmp_path).unused
    assert file == "sound/music.mp3"


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    (first,) = _found(tmp_path, "music.wav").sounds
    assert _found(tmp_path).sounds == (first,)
    write_wav(tmp_path / "sound" / "music.wav", np.full(2 * RATE, 0.5, np.float32))
    (second,) = _found(tmp_path).sounds
    assert second.samples == 2 * RATE
    assert second.sha256 != first.sha256

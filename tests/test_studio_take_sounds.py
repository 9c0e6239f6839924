"""Films people bring keep their sound: heard unless told otherwise, and kept apart from what is recorded."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import opentimelineio as otio
import pytest
from edit_film import picture, write_foreign
from studio_film import answer, produced, studio

from renderers.media.normalise import write_frames
from renderers.media.read import film_frames, read_sound

HERTZ = 5000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A production into which a film with a high tone was brought for a shot with a line."""
    folder = tmp_path_factory.mktemp("sounds")
    film = produced(folder)
    form = picture("24", 192, 108)
    silent = write_foreign(folder / "silent.mp4", 120, size=(192, 108))
    tone = 0.3 * np.sin(2 * np.pi * HERTZ * np.arange(5 * 48000) / 48000)
    sound = np.repeat(tone[:, None], 2, axis=1).astype(np.float32)
    write_frames(film_frames(silent, form, 0, 120), form, folder / "walk.mp4", sound)
    added = studio("add", spoken_shot(film), str(folder / "walk.mp4"), "-C", str(film))
    assert added.returncode == 0, added.stderr
    assert "its sound is heard beside the recordings: studio circle" in added.stderr
    return film


@pytest.fixture
def film(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "small"))


def spoken_shot(film: Path) -> str:
    """A shot over which somebody speaks."""
    shots = answer("shots", "-C", str(film))
    return str(next(shot["slate"] for shot in shots if shot["lines"]))  # type: ignore[attr-defined]


def own_take(film: Path) -> dict[str, object]:
    takes = answer("takes", "-C", str(film))
    (own,) = (take for take in takes if take["renderer"] == "own")  # type: ignore[attr-defined]
    return dict(own)


def tracks(film: Path) -> dict[str, list[tuple[str, bool]]]:
    """The clips of every audio track of the film, and whether each is on."""
    timeline = otio.adapters.read_from_file(str(film / "film.otio"))
    return {
        track.name.partition(" ")[2]: [(clip.name, clip.enabled) for clip in track.find_clips()]
        for track in timeline.audio_tracks()
    }


def tone_of(film: Path) -> float:
    """How loud the high tone is where the brought film is seen."""
    timeline = otio.adapters.read_from_file(str(film / "film.otio"))
    name = Path(str(own_take(film)["file"])).stem
    clip = next(each for each in timeline.video_tracks()[0].find_clips() if each.name == name)
    seen = clip.range_in_parent()
    first, end = (round(at.value * 2000) for at in (seen.start_time, seen.end_time_exclusive()))
    heard = read_sound(film / "film.mp4")[first:end, 0]
    return float(np.abs((heard * np.exp(-2j * np.pi * HERTZ * np.arange(len(heard)) / 48000)).mean()))


def test_it_is_heard_muted_or_speaks_as_people_say(film: Path) -> None:
    own = own_take(film)
    sound = f"{Path(str(own['file'])).stem}_sound"
    assert own["sound"] == "heard"
    assert tracks(film)["takes"] == [(sound, True)]
    loud, said = tone_of(film), len(tracks(film)["dialogue"])
    assert loud > 0.02

    assert studio("circle", str(own["take"]), "--sound", "muted", "-C", str(film)).returncode == 0
    assert own_take(film)["sound"] == "muted"
    assert "sound muted" in studio("takes", "-C", str(film)).stdout
    assert tracks(film)["takes muted"] == [(sound, False)] and "takes" not in tracks(film)
    assert tone_of(film) < loud / 20

    assert studio("circle", str(own["take"]), "--sound", "speaks", "-C", str(film)).returncode == 0
    assert tracks(film)["takes speech"] == [(sound, True)]
    assert all(not on for _, on in tracks(film)["dialogue muted"])
    assert len(tracks(film)["dialogue"]) + len(tracks(film)["dialogue muted"]) >= said
    assert tone_of(film) > 0.02
    captions = (film / "film.srt").read_text()
    assert "You're early." in captions or "Hold this." in captions
    assert "nothing was owed" in studio("produce", "-C", str(film)).stdout


def test_a_cut_that_comes_back_does_not_omit_what_a_take_speaks(film: Path, tmp_path: Path) -> None:
    assert studio("circle", str(own_take(film)["take"]), "--sound", "speaks", "-C", str(film)).returncode == 0
    before = tracks(film)
    timeline = otio.adapters.read_from_file(str(film / "film.otio"))
    del timeline.video_tracks()[0][-1]
    otio.adapters.write_to_file(timeline, str(tmp_path / "cut.otio"))
    done = studio("conform", str(tmp_path / "cut.otio"), "-C", str(film))
    assert done.returncode == 0, done.stderr
    since = answer("conform", "-C", str(film))
    kinds = {each["kind"] for each in since["changes"]}  # type: ignore[index]
    assert "omitted" not in kinds
    assert tracks(film)["takes speech"] == before["takes speech"]
    assert tracks(film)["dialogue muted"] == before["dialogue muted"]


def test_a_take_without_sound_is_not_spoken_of(film: Path) -> None:
    takes = answer("takes", "-C", str(film))
    silent = next(take for take in takes if not take["sound"])  # type: ignore[attr-defined]
    refused = studio("circle", silent["take"], "--sound", "muted", "-C", str(film))
    assert refused.returncode == 1 and "has no sound of its own" in refused.stderr

"""Films handed over from a production: presets, the plain way, without words, in stems; and the dailies reel."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from studio_film import produced, studio

from edit.finer import finer
from edit.frames import sequence_frames
from renderers.media.read import read_sound
from shots.recipe import PictureFormat
from studio.folder import ProductionFolder
from studio.office import open_office
from studio.progress import Quiet
from studio.redrawing import finer_takes


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return produced(tmp_path_factory.mktemp("mastering"))


@pytest.fixture
def film(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "small"))


def _made(film: Path, *arguments: str) -> list[Path]:
    done = studio("export", *arguments, "--json", "-C", str(film))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return [Path(told["folder"]) / name for name in told["files"]]


def _frames(file: Path) -> list[NDArray[np.float64]]:
    with av.open(str(file)) as container:
        return [frame.to_ndarray(format="gray").astype(float) for frame in container.decode(video=0)]


def test_the_film_in_a_preset_is_the_film_and_never_written_over(film: Path) -> None:
    (square,) = _made(film, "film", "--preset", "prores")
    assert square.parent.name == "v001_prores"
    assert square.name == "small_v001_prores.mov"
    before, after = _frames(film / "film.mp4"), _frames(square)
    assert len(before) == len(after)
    assert max(float(np.abs(one - other).mean()) for one, other in zip(before, after, strict=True)) < 2
    (again,) = _made(film, "film", "--preset", "prores")
    assert again.parent.name == "v001_prores_2"


def test_the_plain_way_makes_the_same_film(film: Path) -> None:
    pytest.importorskip("moviepy", reason="the extra effects is not installed")
    (plain,) = _made(film, "film", "--preset", "prores", "--engine", "moviepy")
    before, after = _frames(film / "film.mp4"), _frames(plain)
    assert len(before) == len(after)
    assert max(float(np.abs(one - other).mean()) for one, other in zip(before, after, strict=True)) < 2


def test_drawn_takes_are_drawn_as_fine_as_the_film_is_to_be(film: Path) -> None:
    """At four times as many pixels the drawing is the same one, with sharper edges than the enlarged one has."""
    with open_office(ProductionFolder.open(film), "tests", Quiet()) as office:
        sequence = office.plan().sequence
        assert sequence is not None
        large = PictureFormat(width=384, height=216, rate=sequence.rate)
        drawn = finer_takes(office, sequence, large)
        assert {each.stands_for for each in drawn} == {clip.file for clip in sequence.clips if clip.card is None}
        again = finer_takes(office, sequence, large)
    fine = finer(sequence, large, drawn)
    assert again == drawn and fine.frames == sequence.frames and fine.sounds == sequence.sounds
    both = zip(sequence_frames(fine, film), sequence_frames(sequence, film, large), strict=True)
    alike, sharper = [], 0
    for number, (one, other) in enumerate(both):
        if number % 24 == 12:
            lines, blurred = (frame.to_ndarray()[:216].astype(float) for frame in (one, other))
            alike.append(np.corrcoef(lines.ravel(), blurred.ravel())[0, 1] > 0.95)
            sharper += np.abs(np.diff(lines, axis=1)).max() > np.abs(np.diff(blurred, axis=1)).max()
    # Where so few pixels decide, a set may stand a step aside.
    assert np.mean(alike) > 0.9
    assert sharper > 0.8 * len(alike)


def test_without_words_only_pictures_with_words_are_others(film: Path) -> None:
    (bare,) = _made(film, "film", "--preset", "prores", "--textless")
    assert bare.name == "small_v001_prores_textless.mov"
    before, after = _frames(film / "film.mp4"), _frames(bare)
    assert len(before) == len(after)
    others = [float(np.abs(one - other).mean()) > 2 for one, other in zip(before, after, strict=True)]
    # The title, and where each of the two scenes says its place.
    assert 48 < sum(others) < len(others) / 2
    assert others[60]
    assert not any(others[-24:])


def test_stems_lie_beside_the_film(film: Path) -> None:
    files = {file.name: file for file in _made(film, "film", "--preset", "av1", "--stems", "--loudness", "-23")}
    assert set(files) == {
        "small_v001_av1.mp4", "small_dialogue.wav", "small_music.wav", "small_effects.wav", "small_mix.wav",
    }  # fmt: skip
    dialogue, music, effects, whole = (
        read_sound(files[f"small_{name}.wav"]).astype(float) for name in ("dialogue", "music", "effects", "mix")
    )
    assert np.abs(dialogue + music + effects - whole).max() < 1e-6
    assert np.abs(dialogue).max() > 0.01


def test_the_reel_shows_every_take_with_its_name_and_what_was_said_of_it(film: Path) -> None:
    refused = json.loads(studio("takes", "--json", "-C", str(film)).stdout)[-1]
    assert studio("nogood", refused["take"], "--why", "hands", "-C", str(film)).returncode == 0
    takes = json.loads(studio("takes", "--json", "-C", str(film)).stdout)
    (reel,) = _made(film, "dailies")
    shown = _frames(reel)
    assert len(shown) == sum(take["frames"] for take in takes)
    assert max(float(frame[-6:, :].mean()) for frame in shown) < 90
    # The note stands at the right end of the refused take's strip and of no other's.
    right = [float(frame[-6:, 130:].std()) for frame in shown]
    assert sum(each > max(right) / 2 for each in right) == refused["frames"]


def test_what_belongs_to_films_is_refused_elsewhere(film: Path) -> None:
    done = studio("export", "sheet", "--textless", "-C", str(film))
    assert done.returncode == 2
    assert "belong to `studio export film`" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--loudness", "3"), "no loudness for a film"),
        (("--preset", "imax"), "not one of"),
        (("--preset", "dnxhr"), "does not take a picture of 192x108"),
    ],
)
def test_what_cannot_be_made_is_said(film: Path, arguments: tuple[str, ...], says: str) -> None:
    done = studio("export", "film", *arguments, "-C", str(film))
    assert done.returncode in (1, 2)
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_animatic_shots_beside_others_carry_a_badge_unless_told_not_to(film: Path) -> None:
    added = studio("add", "1A", str(film / "film.mp4"), "-C", str(film))
    assert added.returncode == 0, added.stderr
    assert studio("produce", inside=film).returncode == 0
    clips = json.loads((film / "film.otio").read_text())["tracks"]["children"][0]["children"]
    badges = {each["metadata"]["studio"]["slate"]: each["metadata"]["studio"].get("badge", "") for each in clips}
    assert badges.pop("1A") == ""
    assert set(badges.values()) == {"ANIMATIC"}
    settings = film / "studio.toml"
    settings.write_text(settings.read_text() + "\nbadge = false\ncredits = true\n")
    assert studio("produce", inside=film).returncode == 0
    clips = json.loads((film / "film.otio").read_text())["tracks"]["children"][0]["children"]
    about = [each["metadata"]["studio"] for each in clips if each["OTIO_SCHEMA"].startswith("Clip")]
    assert not any(each.get("badge") for each in about)
    assert about[-1]["card"] == "credits"

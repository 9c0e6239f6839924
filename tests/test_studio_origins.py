"""Where frames come from, through the command line: explained, signed, verified, made again the same."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import opentimelineio as otio
import pytest
from studio_film import begin, studio

HANDLES = 6
PLAIN = "ambience = false\neffects = false\nmusic = false\n"


class Desk:
    """A production and a machine with a certificate of its own."""

    def __init__(self, folder: Path) -> None:
        self.film = folder / "small" / "film.mp4"
        self.folder = folder
        self._home = folder / "config"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return studio(*arguments, environment={"XDG_CONFIG_HOME": str(self._home)})

    def told(self, *arguments: str) -> dict[str, object]:
        done = self.run(*arguments, "--json")
        assert done.stdout, done.stderr
        found = json.loads(done.stdout)
        assert isinstance(found, dict)
        return found


def spoken(film: Path) -> tuple[str, int]:
    """A frame over which the boy speaks, as timecode from 0, and the frame of the take that is seen there."""
    timeline = otio.adapters.read_from_file(str(film.with_suffix(".otio")))
    placed = {clip.name: clip.range_in_parent() for clip in timeline.find_clips()}
    heard, shown = placed["small_L0002_IKE_t01"], placed["small_001D_t01"]
    frame = round(heard.start_time.value + heard.duration.value // 2)
    return f"00:00:{frame // 24:02d}:{frame % 24:02d}", round(frame - shown.start_time.value + HANDLES)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("signed")
    made = Desk(folder)
    script = begin(folder)
    with (folder / "small" / "studio.toml").open("a") as opened:
        opened.write(PLAIN)
    assert made.run("doctor", "--make-test-cert").returncode == 0
    done = made.run("produce", str(script))
    assert done.returncode == 0, done.stderr
    return made


def test_film_and_takes_are_signed_and_a_copy_that_was_changed_is_found_out(desk: Desk, tmp_path: Path) -> None:
    film = desk.told("verify", str(desk.film))
    assert film["state"] == "trusted"
    assert film["source"] == "algorithmicMedia"
    parts = film["ingredients"]
    assert isinstance(parts, list) and len(parts) == 8
    assert all("credentials of its own" in part for part in parts)
    take = desk.told("verify", str(desk.folder / "small" / "takes" / "001" / "small_001_t01.mp4"))
    assert take["state"] == "trusted" and isinstance(take["take"], dict)
    assert (take["take"]["take"], take["take"]["renderer"], take["take"]["prompt"]) == ("1-1", "animatic", "")
    content = bytearray(desk.film.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "film.mp4").write_bytes(content)
    broken = desk.run("verify", str(tmp_path / "film.mp4"))
    assert broken.returncode == 1
    assert "changed after it was signed" in broken.stdout
    nothing = desk.run("verify", str(desk.folder / "small" / "takes" / "nix.mp4"))
    assert nothing.returncode == 1 and "no such file" in nothing.stderr


def test_signing_owes_nothing_and_the_key_is_nowhere_in_the_production(desk: Desk) -> None:
    assert "nothing was owed" in desk.run("produce", "-C", str(desk.film.parent)).stdout
    key = (desk.folder / "config" / "film-studio" / "signer.key").read_text().splitlines()[1]
    for file in desk.film.parent.rglob("*"):
        if file.is_file():
            assert key.encode() not in file.read_bytes(), file


def test_a_frame_is_explained_by_line_tokens_take_seed_and_price(desk: Desk) -> None:
    at, frame = spoken(desk.film)
    told = desk.told("explain", str(desk.film), "--at", at)
    assert (told["slate"], told["take"], told["version"]) == ("1D", "1D-1", 1)
    assert told["at"] == f"01{at[2:]}"
    heard = told["heard"]
    assert isinstance(heard, list)
    assert [(each["speaker"], each["text"]) for each in heard] == [("IKE", "I didn't sleep.")]
    assert told["tokens"] == ["@IKE", "@NORA", "@HARBOUR"]
    assert (told["renderer"], told["prompt"], told["cost_micro_usd"], told["lane"]) == ("animatic", "", 0, "local")
    assert told["in_words"]
    assert told["frame"] == frame
    same = desk.told("explain", str(desk.film), "--at", f"01{at[2:]}")
    assert same == told
    by_take = desk.told("explain", "1d-1", "-C", str(desk.film.parent))
    assert {name: by_take[name] for name in ("seed", "recipe", "sha256")} == {
        name: told[name] for name in ("seed", "recipe", "sha256")
    }


def test_a_film_that_left_home_explains_itself_by_what_is_signed_into_it(desk: Desk, tmp_path: Path) -> None:
    away = tmp_path / "copy.mp4"
    shutil.copy(desk.film, away)
    (away.parent / "other").mkdir()
    at, frame = spoken(desk.film)
    told = desk.told("explain", str(away), "--at", at, "-C", str(desk.film.parent))
    assert (told["take"], told["frame"]) == ("1D-1", frame)
    late = desk.run("explain", str(desk.film), "--at", "00:20:00:00")
    assert late.returncode == 1 and "its last is" in late.stderr
    for wrong in (("explain", str(desk.film)), ("explain", str(desk.film), "--at", "noon")):
        done = desk.run(*wrong)
        assert done.returncode == 1 and "Traceback" not in done.stderr


def test_the_animatic_gives_the_same_frames_again_and_another_seed_is_noticed(desk: Desk, tmp_path: Path) -> None:
    inside = ("-C", str(desk.film.parent))
    told = desk.told("replay", "1A-1", *inside)
    assert (told["same"], told["frames"], told["differing"]) == (True, told["frames_now"], 0)
    assert not (desk.film.parent / "cache" / "replay").exists()
    other = Desk(tmp_path)
    shutil.copytree(desk.folder, tmp_path, dirs_exist_ok=True)
    with sqlite3.connect(other.film.parent / "studio.db") as database:
        database.execute(
            """UPDATE attempt SET asked = replace(asked, '"thing":"rope"', '"thing":"lamp"')
            WHERE id = (SELECT attempt FROM take WHERE slate = '1A')"""
        )
    done = other.run("replay", "1A-1", "-C", str(other.film.parent))
    assert done.returncode == 1
    assert "frames are others" in done.stdout
    missing = desk.run("replay", "9Z-1", *inside)
    assert missing.returncode == 1 and "there is no take" in missing.stderr
    shot = desk.run("replay", "1A", *inside)
    assert shot.returncode == 1 and "the takes of 1A are 1A-1" in shot.stderr


def test_a_certificate_that_cannot_sign_is_told_and_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(desk.folder, tmp_path, dirs_exist_ok=True)
    other = Desk(tmp_path)
    settings = other.film.parent / "studio.toml"
    root, key = (other.folder / "config" / "film-studio" / name for name in ("root.pem", "signer.key"))
    settings.write_text(f'certificate = "{root}"\ncertificate_key = "{key}"\n{settings.read_text()}')
    done = other.run("retake", "1A", "-C", str(other.film.parent))
    assert done.returncode == 0, done.stderr
    assert "not signed" in done.stderr and "Traceback" not in done.stderr
    assert other.told("verify", str(other.film))["state"] == "none"

"""The office through its command line: what is made once, what is made again, and what people choose."""

from __future__ import annotations

import json
import shlex
import shutil
import signal
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import opentimelineio as otio
import pytest
from studio_film import STUDIO, answer, begin, fingerprints, produced, started, studio, under_way

from renderers.media.picture import write_picture
from renderers.media.write import TakeWriter
from shots.rate import Rate
from shots.recipe import PictureFormat
from studio.commands.terminal import what_was_made
from studio.folder import ProductionFolder
from studio.production import Ruling, Verdict
from studio.settings import Settings
from studio.store import Store
from studio.summary import Summary


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return produced(tmp_path_factory.mktemp("first"))


@pytest.fixture
def film(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "small"))


def slates(folder: Path) -> list[str]:
    shots = answer("shots", "-C", str(folder))
    assert isinstance(shots, list)
    return [shot["slate"] for shot in shots]


def test_film_timeline_and_captions_agree_to_the_frame(first: Path) -> None:
    with av.open(str(first / "film.mp4")) as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        frames = sum(1 for _ in container.decode(picture))
        assert picture.average_rate == 24
        assert picture.duration is not None
        assert picture.time_base is not None
        assert picture.duration * picture.time_base == Fraction(frames, 24)
        assert sound.duration is not None
        assert sound.time_base is not None
        assert abs(sound.duration * sound.time_base - Fraction(frames, 24)) <= Fraction(1, 24)
    timeline = otio.adapters.read_from_file(str(first / "film.otio"))
    assert timeline.duration().to_frames() == frames
    shots = answer("shots", "-C", str(first))
    assert isinstance(shots, list)
    assert sum(shot["duration_frames"] for shot in shots) == frames
    said = " ".join(row for row in (first / "film.srt").read_text().splitlines() if row and not row[0].isdigit())
    for line in ("You're early.", "I didn't sleep.", "Hold this."):
        assert line in said


def test_every_medium_of_the_timeline_is_there(first: Path) -> None:
    timeline = otio.adapters.read_from_file(str(first / "film.otio"))
    clips = list(timeline.find_clips())
    assert clips
    for clip in clips:
        assert (first / clip.media_reference.target_url).is_file()


def test_producing_again_makes_nothing(film: Path, first: Path) -> None:
    before = fingerprints(film)
    done = answer("produce", str(first.parent / "small.fountain"), "--into", str(film))
    assert isinstance(done, dict)
    assert (done["recordings"], done["takes"], done["cut"]) == (0, 0, None)
    assert fingerprints(film) == before


def test_a_revised_shot_makes_one_take_and_circling_brings_the_old_one_back(film: Path) -> None:
    slate = slates(film)[3]
    before, old_film = fingerprints(film), (film / "film.mp4").read_bytes()
    done = answer("revise", slate, "--size", "ECU", "-C", str(film))
    assert isinstance(done, dict)
    assert (done["recordings"], done["takes"], done["cut"]) == (0, 1, 2)
    after = fingerprints(film)
    changed = {path for path in after if before.get(path) != after[path]}
    assert {Path(path).name.partition(".")[0] for path in changed if not path.startswith("takes/")} == {"film"}
    (new,) = (path for path in changed if path.startswith("takes/"))
    assert new.endswith("_t02.mp4")
    answer("circle", f"{slate}-1", "-C", str(film))
    (shot,) = answer("shots", slate, "-C", str(film))  # type: ignore[misc]
    assert shot["take"] == shot["circled"] == f"{slate}-1"
    assert fingerprints(film).keys() == after.keys()
    # The same takes in the same order make the same picture.
    assert len((film / "film.mp4").read_bytes()) == len(old_film)


def test_a_refused_take_leaves_the_cut(film: Path) -> None:
    slate = slates(film)[2]
    answer("retake", slate, "-C", str(film))
    answer("nogood", f"{slate}-2", "--why", "hands", "-C", str(film))
    (shot,) = answer("shots", slate, "-C", str(film))  # type: ignore[misc]
    assert shot["take"] == f"{slate}-1"
    marks = {take["take"]: take["no_good"] for take in answer("takes", slate, "-C", str(film))}  # type: ignore[attr-defined]
    assert marks == {f"{slate}-1": False, f"{slate}-2": True}


def test_a_new_take_in_which_nothing_is_left_to_chance_is_said_to_be_the_same(film: Path) -> None:
    shots = {shot["slate"]: shot["characters"] for shot in answer("shots", "-C", str(film))}  # type: ignore[attr-defined]
    bare, acted = (next(slate for slate in shots if bool(shots[slate]) is seen) for seen in (False, True))
    refused = studio("nogood", f"{bare}-1", "-C", str(film))
    assert f"{bare}-2 is the same picture as {bare}-1" in refused.stderr
    again = studio("retake", acted, "-C", str(film))
    assert "takes 1/1" in again.stderr
    assert "same picture" not in again.stderr


def test_what_to_type_next_names_the_folder_that_was_named(film: Path, first: Path) -> None:
    (film / "film.mp4").unlink()
    there = shlex.quote(str(film))
    assert f"next: studio produce -C {there}\n" in studio("status", "-C", str(film)).stdout
    assert f"next: studio produce -C {there}\n" in studio("-C", str(film), "status").stdout
    assert "next: studio produce\n" in studio("status", inside=film).stdout
    refused = studio("circle", "99Z-1", "-C", str(film)).stderr
    assert f"studio takes -C {there} lists them all" in refused


def test_rate_and_size_of_a_production_that_was_only_begun_are_not_passed_over(tmp_path: Path) -> None:
    script = begin(tmp_path)
    refused = studio("produce", str(script), "--rate", "25", "--size", "640x360")
    assert refused.returncode == 1
    assert 'write rate = "25" and size = [640, 360] there' in refused.stderr
    assert studio("produce", str(script), "--rate", "24", "--until", "bible").returncode == 0


def test_a_script_is_looked_for_where_the_command_works(tmp_path: Path) -> None:
    begin(tmp_path / "there")
    done = studio("produce", "small.fountain", "--until", "bible", "-C", "there", inside=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "there" / "small" / "studio.db").is_file()


def test_settings_unlike_the_shots_are_told_with_what_to_put_back(film: Path) -> None:
    (film / "studio.toml").write_text("")
    told = "this production was begun at 192x108, 24 frames a second"
    back = 'put back rate = "24" and size = [192, 108]'
    shown = studio("status", "-C", str(film)).stdout
    assert f"settings: {told}: {back}" in shown
    refused = studio("produce", "-C", str(film))
    assert refused.returncode == 1
    assert told in refused.stderr
    assert back in refused.stderr


def test_retakes_asked_for_are_made_and_no_more(film: Path) -> None:
    slate = slates(film)[2]
    done = answer("retake", slate, "--takes", "2", "-C", str(film))
    assert isinstance(done, dict)
    assert done["takes"] == 2
    again = answer("produce", "-C", str(film))
    assert isinstance(again, dict)
    assert again["takes"] == 0


def test_a_retake_of_a_renderer_there_is_no_more_leaves_no_hole_in_the_film(film: Path) -> None:
    slate = slates(film)[2]
    with Store(ProductionFolder.open(film)) as store:
        take = next(take for take in store.load(Settings()).takes if take.slate == slate)
        store.rule(Verdict(subject=take.shot, of="shot", number=1, ruling=Ruling.RETAKEN, renderer="gone"))
    (film / take.file).unlink()
    done = studio("produce", "-C", str(film))
    assert done.returncode == 3, done.stderr
    assert "there is no renderer 'gone'" in done.stderr
    assert f"The animatic stands in for {slate}" in done.stderr
    views = answer("takes", "-C", str(film))
    assert isinstance(views, list)
    assert [take["number"] for take in views if take["slate"] == slate and take["in_cut"]] == [2]


def test_a_kept_shot_is_left_alone_until_released(film: Path) -> None:
    slate = slates(film)[3]
    answer("keep", slate, "-C", str(film))
    done = answer("revise", slate, "--size", "ECU", "-C", str(film))
    assert isinstance(done, dict)
    assert done["takes"] == 0
    done = answer("keep", slate, "--release", "-C", str(film))
    assert isinstance(done, dict)
    assert done["takes"] == 1


def test_a_picture_becomes_a_take_that_moves_over_it(film: Path, tmp_path: Path) -> None:
    slate = slates(film)[1]
    board = tmp_path / f"{slate}.png"
    pixels = np.full((300, 500, 4), 255, np.uint8)
    pixels[..., :3] = (40, 200, 90)
    write_picture(pixels, board)
    done = studio("add", slate, str(board), "-C", str(film))
    assert f"{slate}-k1: {board.name}; 6% of the picture's height lies beyond the frame" in done.stderr
    assert "made 1 take, cut v" in done.stdout
    (shot,) = answer("shots", slate, "-C", str(film))  # type: ignore[misc]
    takes = answer("takes", slate, "-C", str(film))
    assert isinstance(takes, list)
    made = next(take for take in takes if take.get("take") == shot["take"])
    assert made["renderer"] == "still"
    with av.open(str(film / made["file"])) as container:
        frame = next(container.decode(video=0)).to_ndarray(format="bgr24")
    assert np.abs(frame.reshape(-1, 3).mean(0) - (40, 200, 90)).max() < 12
    assert next(take for take in takes if "still" in take)["circled"]


def test_a_folder_of_films_is_matched_by_slate(film: Path, tmp_path: Path) -> None:
    names = slates(film)[1:3]
    folder = tmp_path / "own"
    folder.mkdir()
    for number, slate in enumerate(names):
        picture = PictureFormat(width=320, height=240, rate=Rate(numerator=25))
        with TakeWriter(folder / f"walk_{slate}_v2.mp4", picture) as writer:
            for _ in range(25 * 12):
                writer.write(np.full((240, 320, 4), 60 + 90 * number, np.uint8))
    (folder / "notes.txt").write_text("x")
    done = studio("add", str(folder), "-C", str(film))
    assert done.returncode == 0, done.stderr
    assert "notes.txt" in done.stderr
    assert "320x240 fitted into 192x108, black at the sides; 25 frames a second brought to 24" in done.stderr
    shots = {shot["slate"]: shot for shot in answer("shots", "-C", str(film))}  # type: ignore[attr-defined]
    for slate in names:
        assert shots[slate]["take"] == f"{slate}-2"
    again = answer("produce", "-C", str(film))
    assert isinstance(again, dict)
    assert again["takes"] == 0


def test_a_film_a_frame_short_holds_its_last_one_and_a_shorter_one_is_refused(film: Path, tmp_path: Path) -> None:
    slate = slates(film)[1]
    (shot,) = answer("shots", slate, "-C", str(film))  # type: ignore[misc]
    needed = shot["duration_frames"]

    def bring(frames: int) -> subprocess.CompletedProcess[str]:
        with TakeWriter(
            tmp_path / f"{frames}.mp4", PictureFormat(width=64, height=36, rate=Rate(numerator=24))
        ) as writer:
            for _ in range(frames):
                writer.write(np.full((36, 64, 4), 90, np.uint8))
        return studio("add", slate, str(tmp_path / f"{frames}.mp4"), "-C", str(film))

    refused = bring(needed - 4)
    assert refused.returncode == 1
    assert f"has {needed - 4} frames" in refused.stderr
    done = bring(needed - 1)
    assert done.returncode == 0, done.stderr
    assert "1 frame short" in done.stderr
    (shot,) = answer("shots", slate, "-C", str(film))  # type: ignore[misc]
    assert (shot["state"], shot["duration_frames"]) == ("current", needed)


def test_storyboarder_boards_become_keyframes(film: Path, tmp_path: Path) -> None:
    slate = slates(film)[1]
    (tmp_path / "images").mkdir()
    pixels = np.full((90, 160, 4), 255, np.uint8)
    write_picture(pixels, tmp_path / "images" / "board-1.png")
    boards = {"boards": [{"shot": slate, "url": "board-1.png"}, {"shot": "99Z", "url": "board-2.png"}]}
    (tmp_path / "film.storyboarder").write_text(json.dumps(boards))
    done = studio("add", str(tmp_path / "film.storyboarder"), "-C", str(film))
    assert done.returncode == 0, done.stderr
    assert "99Z" in done.stderr
    stills = [take for take in answer("takes", slate, "-C", str(film)) if "still" in take]  # type: ignore[attr-defined]
    assert [still["still"] for still in stills] == [f"{slate}-k1"]


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "no such file"), (b"", "empty"), (b"\x00\x01\x02\xff" * 99, "binary"), (b"Title: Alone\n", "scene")],
    ids=["missing", "empty", "binary", "without scenes"],
)
def test_bad_scripts_are_told_in_one_line_and_leave_nothing(tmp_path: Path, content: bytes | None, told: str) -> None:
    script = tmp_path / "bad.fountain"
    if content is not None:
        script.write_bytes(content)
    done = studio("produce", str(script))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "bad.fountain" in done.stderr
    assert told in done.stderr.lower()
    assert [each.name for each in tmp_path.iterdir()] == (["bad.fountain"] if content is not None else [])


def test_the_script_named_inside_its_production_is_not_there_and_its_cure_is_told(first: Path) -> None:
    done = studio("produce", "small.fountain", inside=first)
    assert done.returncode == 1
    assert "small.fountain: there is no such file" in done.stderr
    assert "leave the name out" in done.stderr


def test_counts_are_told_as_people_say_them(first: Path) -> None:
    begun = studio("status", "-C", str(first)).stdout
    assert ": 2 scenes, " in begun
    summary = Summary(takes=1, orders=2, cut=3)
    assert what_was_made(summary) == "made 1 take, 2 brought in, cut v003"
    assert what_was_made(Summary(cut=5)) == "cut v005"
    assert what_was_made(Summary()) == ""


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    script = begin(tmp_path / "x")
    (tmp_path / "file").write_text("")
    done = studio("produce", str(script), "--into", str(tmp_path / "file" / "film"))
    assert done.returncode == 1
    assert "cannot write" in done.stderr
    assert "Traceback" not in done.stderr


def test_commands_outside_a_production_make_nothing(tmp_path: Path) -> None:
    for command in (["revise", "1", "--size", "CU"], ["status"], ["circle", "1-1"], ["shots"]):
        done = studio(*command, "-C", str(tmp_path))
        assert done.returncode == 1
        assert "no production here" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_production_whose_database_is_gone_is_told_as_that(film: Path) -> None:
    (film / "studio.db").unlink()
    for command in (["status"], ["produce"], ["circle", "1-1"]):
        done = studio(*command, "-C", str(film))
        assert done.returncode == 1
        assert f"{film}: there is studio.toml, but no studio.db" in done.stderr
        assert "backup" in done.stderr
    looked = studio("doctor", "-C", str(film))
    assert looked.returncode == 1
    assert "no studio.db" in looked.stdout


def test_where_to_work_may_be_said_before_the_command_as_git_has_it(first: Path, tmp_path: Path) -> None:
    before, after = studio("-C", str(first), "status", "--json"), studio("status", "--json", "-C", str(first))
    assert (before.returncode, before.stdout) == (0, after.stdout)
    nowhere = studio("-C", str(tmp_path / "no"), "status")
    assert nowhere.returncode == 1
    assert "cannot work in this folder" in nowhere.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_stopped_says_how_to_go_on(tmp_path: Path, number: int) -> None:
    with under_way("produce", str(begin(tmp_path))) as running:
        assert running.stderr is not None
        running.stderr.readline()
        running.send_signal(number)
        rest = running.stderr.read()
    assert running.returncode == 130, rest
    assert rest.endswith("studio: stopped; the same command goes on where it stopped\n")


def test_it_prints_wherever_it_is_started(film: Path) -> None:
    """Where the output has no code for a letter that letter is written out; where it is closed nothing is said."""
    (film / "film.mp4").unlink()
    shown = started("status", "-C", str(film), environment={"PYTHONIOENCODING": "ascii"})
    assert (shown.returncode, shown.stderr) == (0, "")
    assert r"film: stale (v001) \u2014 " in shown.stdout
    bible = started("bible", "--json", "-C", str(film), environment={"PYTHONIOENCODING": "ascii"})
    assert json.loads(bible.stdout) == answer("bible", "-C", str(film))
    closed = ["sh", "-c", '"$0" "$@" >&- 2>&-', str(STUDIO), "produce", "-C", str(film)]
    assert subprocess.run(closed, check=False).returncode == 0
    assert "film: current (" in studio("status", "-C", str(film)).stdout


def test_what_to_type_names_the_folder_of_the_script_that_was_named(first: Path) -> None:
    done = studio("produce", str(first.parent / "small.fountain"), "--until", "bible")
    assert f"studio bible -C {shlex.quote(str(first))} shows them" in done.stdout
    here = studio("produce", "small.fountain", "--until", "shots", inside=first.parent)
    assert "studio shots -C small shows them" in here.stdout


def test_without_a_script_nobody_can_direct(film: Path) -> None:
    refused = studio("produce", "--director", "rule", "-C", str(film))
    assert refused.returncode == 1
    assert "there is no script to direct anew" in refused.stderr


def test_a_director_there_is_not_is_told_by_status(film: Path) -> None:
    settings = film / "studio.toml"
    settings.write_text(f'director = "zzz"\n{settings.read_text()}')
    shown = studio("status", "-C", str(film))
    assert shown.returncode == 1
    assert "studio.toml: there is no director 'zzz'" in shown.stderr


def test_looking_into_a_production_loads_nothing_that_only_works_in_it(film: Path) -> None:
    code = (
        "import sys; from studio.cli import main; sys.argv = ['studio', 'status']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'av', 'skia', 'alembic', 'scipy', 'httpx', 'opentimelineio', 'rich.progress', 'bible.fountain'}\n"
        "print('loaded', sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], cwd=film, capture_output=True, text=True, check=True)
    assert "film: current" in shown.stdout
    assert shown.stdout.splitlines()[-1] == "loaded []"

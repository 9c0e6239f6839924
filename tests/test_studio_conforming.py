"""The editor's cut through the command line: it holds from then on, whatever happens to script and takes."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import av
import opentimelineio as otio
import pytest
from studio_film import answer, begin, studio

from studio.folder import ProductionFolder
from studio.production import Ruling, Verdict
from studio.settings import Settings
from studio.store import Store


def clips_of(film: Path) -> list[tuple[str, int, int]]:
    """Media, first frame and length of every clip on the first picture track."""
    timeline = otio.adapters.read_from_file(str(film / "film.otio"))
    return [
        (clip.name.rpartition("_t")[0], round(clip.source_range.start_time.value), round(clip.duration().value))
        for clip in timeline.video_tracks()[0]
    ]


def edited(film: Path, to: Path) -> Path:
    """The cut as an editor sends it back: the second clip trimmed, the fourth dropped, the last put first."""
    timeline = otio.adapters.read_from_file(str(film / "film.otio"))
    video = timeline.video_tracks()[0]
    trimmed = video[1].source_range
    video[1].source_range = otio.opentime.TimeRange(
        trimmed.start_time + otio.opentime.RationalTime(10, 24), trimmed.duration - otio.opentime.RationalTime(15, 24)
    )
    del video[3]
    last = video[-1].clone()
    del video[-1]
    video.insert(0, last)
    del timeline.tracks[1:]
    otio.adapters.write_to_file(timeline, str(to))
    return to


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a script and its production, made once; temp sound is left out, for it takes its time."""
    folder = tmp_path_factory.mktemp("made")
    script = begin(folder)
    with (folder / "small" / "studio.toml").open("a") as opened:
        opened.write("ambience = false\neffects = false\nmusic = false\n")
    done = studio("produce", str(script))
    assert done.returncode == 0, done.stderr
    return folder


def copied(made: Path, to: Path) -> Path:
    """The production again, for one test alone."""
    shutil.copytree(made, to, dirs_exist_ok=True)
    return to / "small"


@pytest.fixture(scope="module")
def conformed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A production whose editor's cut came back."""
    folder = tmp_path_factory.mktemp("conformed")
    film = copied(made, folder)
    done = studio("conform", str(edited(film, folder / "cut.otio")), "-C", str(film))
    assert done.returncode == 0, done.stderr
    assert "left out" in done.stdout and "trimmed" in done.stdout and "moved" in done.stdout
    return film


def test_an_untouched_export_changes_nothing(made: Path, tmp_path: Path) -> None:
    film = copied(made, tmp_path)
    before = (film / "film.mp4").read_bytes()
    (tmp_path / "back.otio").write_bytes((film / "film.otio").read_bytes())
    done = studio("conform", str(tmp_path / "back.otio"), "-C", str(film))
    assert (done.returncode, done.stdout) == (0, "back.otio: nothing changed\n")
    assert (film / "film.mp4").read_bytes() == before
    assert "studio's own cut holds" in studio("conform", "-C", str(film)).stdout


def test_the_film_is_the_editors_cut_and_a_second_look_finds_nothing_owed(made: Path, conformed: Path) -> None:
    shown = clips_of(conformed)
    _, before, whole = next(clip for clip in clips_of(made / "small") if clip[0] == "small_001")
    assert [name for name, _, _ in shown][:3] == ["small_002A", "small_001E", "small_001"]
    assert "small_001B" not in [name for name, _, _ in shown]
    _, first, frames = shown[2]
    assert (first, frames) == (before + 10, whole - 15)
    with av.open(str(conformed / "film.mp4")) as container:
        assert sum(1 for _ in container.decode(video=0)) == sum(frames for _, _, frames in shown)
    again = studio("produce", "-C", str(conformed))
    assert "nothing was owed" in again.stdout
    (left,) = [each for each in answer("conform", "-C", str(conformed))["changes"] if each["kind"] == "left out"]  # type: ignore[call-overload]
    assert left["subject"] == "1B"
    takes = answer("takes", "-C", str(conformed))
    assert {each["slate"] for each in takes if not each["in_cut"]} == {"1B"}  # type: ignore[attr-defined]
    assert (
        studio("conform", str(conformed / "film.otio"), "-C", str(conformed)).stdout == "film.otio: nothing changed\n"
    )


def test_takes_are_replaced_like_for_like_and_new_shots_wait_on_a_second_track(conformed: Path, tmp_path: Path) -> None:
    conformed = copied(conformed.parent, tmp_path)
    before = clips_of(conformed)
    script = conformed.parent / "small.fountain"
    text = script.read_text()
    script.write_text(
        text.replace("INT. WHEELHOUSE", "INT. GALLEY - DAY\n\nIKE pours tea.\n\nIKE\nHot.\n\nINT. WHEELHOUSE")
    )
    done = studio("produce", str(script), "-C", str(conformed))
    assert done.returncode == 0, done.stderr
    assert studio("retake", "1A", "-C", str(conformed)).returncode == 0
    assert clips_of(conformed) == before
    timeline = otio.adapters.read_from_file(str(conformed / "film.otio"))
    takes = {clip.name for clip in timeline.video_tracks()[0]}
    assert "small_001A_t02" in takes and "small_001A_t01" not in takes
    offered = [clip for clip in timeline.video_tracks()[1] if isinstance(clip, otio.schema.Clip)]
    assert offered and not any(clip.enabled for clip in offered)
    kinds = {each["kind"] for each in answer("conform", "-C", str(conformed))["changes"]}  # type: ignore[call-overload]
    assert {"new shot", "replaced", "left out"} <= kinds


def test_a_cut_that_came_in_and_left_something_owed_says_so_to_programs_too(made: Path, tmp_path: Path) -> None:
    film = copied(made, tmp_path)
    with Store(ProductionFolder.open(film)) as store:
        shot = store.load(Settings()).takes[0].shot
        store.rule(Verdict(subject=shot, of="shot", number=1, ruling=Ruling.RETAKEN, renderer="gone"))
    done = studio("conform", str(edited(film, tmp_path / "cut.otio")), "-C", str(film), "--json")
    assert done.returncode == 3, done.stderr
    assert json.loads(done.stdout)["changed"]


def test_a_shot_stretched_beyond_its_take_owes_a_longer_one(made: Path, tmp_path: Path) -> None:
    film = copied(made, tmp_path)
    timeline = otio.adapters.read_from_file(str(film / "film.otio"))
    clip = timeline.video_tracks()[0][1]
    clip.source_range = otio.opentime.TimeRange(clip.source_range.start_time, otio.opentime.RationalTime(90, 24))
    otio.adapters.write_to_file(timeline, str(tmp_path / "cut.otio"))
    done = studio("conform", str(tmp_path / "cut.otio"), "-C", str(film))
    assert done.returncode == 0, done.stderr
    assert "a longer one is owed" in done.stdout
    assert "made 1 take," in done.stdout
    assert ("small_001", 6, 90) in clips_of(film)
    with av.open(str(film / "takes" / "001" / "small_001_t02.mp4")) as container:
        assert sum(1 for _ in container.decode(video=0)) >= 6 + 90


def test_picture_lock_keeps_other_cuts_out_until_it_is_released(made: Path, tmp_path: Path) -> None:
    film = copied(made, tmp_path)
    cut = edited(film, tmp_path / "cut.otio")
    assert studio("lock", "-C", str(film)).returncode == 0
    refused = studio("conform", str(cut), "-C", str(film))
    assert refused.returncode == 1
    assert (
        "locked" in refused.stderr
        and "--release lets another cut in" in refused.stderr
        and "Traceback" not in refused.stderr
    )
    before = clips_of(film)
    script = tmp_path / "small.fountain"
    script.write_text(script.read_text().replace("You're early.", "You are very, very early this morning."))
    assert studio("produce", str(script), "-C", str(film)).returncode == 0
    assert clips_of(film) == before
    assert studio("lock", "--release", "-C", str(film)).returncode == 0
    assert studio("conform", str(cut), "-C", str(film)).returncode == 0
    assert studio("conform", "--give-back", "-C", str(film)).returncode == 0
    assert clips_of(film)[0][0] == "small_001E"


def test_own_media_come_from_beside_the_cut_or_out_of_its_bundle_and_nowhere_else(made: Path, tmp_path: Path) -> None:
    film = copied(made, tmp_path / "here")
    beside, elsewhere = tmp_path / "edit", tmp_path / "elsewhere"
    beside.mkdir()
    elsewhere.mkdir()
    stock = next((film / "takes" / "002").glob("*.mp4")).read_bytes()
    (beside / "stock.mp4").write_bytes(stock)
    (elsewhere / "other.mp4").write_bytes(stock)
    (beside / "other.mp4").symlink_to(elsewhere / "other.mp4")
    timeline = otio.adapters.read_from_file(str(film / "film.otio"))
    video = timeline.video_tracks()[0]
    length = otio.opentime.TimeRange(otio.opentime.RationalTime(2, 24), otio.opentime.RationalTime(20, 24))
    for name in ("../edit/stock.mp4", "media/inside.mp4", "../elsewhere/other.mp4"):
        reference = otio.schema.ExternalReference(name)
        video.append(otio.schema.Clip(name=Path(name).stem, media_reference=reference, source_range=length))
    with zipfile.ZipFile(beside / "cut.otioz", "w") as bundle:
        bundle.writestr("content.otio", timeline.to_json_string())
        bundle.writestr("media/inside.mp4", stock)
    done = studio("conform", str(beside / "cut.otioz"), "-C", str(film))
    assert done.returncode == 0, done.stderr
    assert "not here: other.mp4" in done.stderr
    inside, own = sorted((film / "media").iterdir())
    assert inside.read_bytes() == own.read_bytes() == stock
    timeline = otio.adapters.read_from_file(str(film / "film.otio"))
    assert [clip.name for clip in timeline.video_tracks()[0]][-3:] == [own.stem, inside.stem, "other.mp4"]
    assert studio("conform", str(film / "film.otio"), "-C", str(film)).stdout == "film.otio: nothing changed\n"


def test_a_cut_of_another_film_is_refused(conformed: Path, tmp_path: Path) -> None:
    timeline = otio.schema.Timeline("other")
    track = otio.schema.Track(kind="Video")
    length = otio.opentime.TimeRange(otio.opentime.RationalTime(0, 24), otio.opentime.RationalTime(20, 24))
    track.append(otio.schema.Clip("x", otio.schema.ExternalReference("x.mov"), length))
    timeline.tracks.append(track)
    otio.adapters.write_to_file(timeline, str(tmp_path / "other.otio"))
    done = studio("conform", str(tmp_path / "other.otio"), "-C", str(conformed))
    assert done.returncode == 1
    assert "no shot of this production" in done.stderr
    assert done.stderr.count("\n") == 1
    (tmp_path / "other.edl").write_text(
        "TITLE: other\n\n001  TAPE1 V C 00:00:10:00 00:00:11:00 01:00:00:00 01:00:01:00\n* FROM CLIP NAME: x.mov\n"
    )
    done = studio("conform", str(tmp_path / "other.edl"), "-C", str(conformed))
    assert done.returncode == 1
    assert "no shot of this production" in done.stderr and "media of a turnover" in done.stderr

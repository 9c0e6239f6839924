"""Exports: whole or not at all, never over an older one, with all that is known of the takes, and fit to be sent."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import opentimelineio as otio
import pytest
from studio_film import STUDIO, fingerprints, produced, studio

from bible.errors import FolderError
from edit.turnover import Program
from renderers.media.editing import Codec
from renderers.media.read import has_sound, read_sound
from studio.choosing import circle
from studio.exporting import export_page, export_sheet, export_turnover
from studio.folder import ProductionFolder
from studio.office import Office, open_office
from studio.progress import Quiet
from studio.reel import reel_pieces


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return produced(tmp_path_factory.mktemp("made"))


@pytest.fixture
def film(made: Path, tmp_path: Path) -> Path:
    """A production of its own."""
    return Path(shutil.copytree(made, tmp_path / "small"))


@contextlib.contextmanager
def office_of(film: Path) -> Iterator[Office]:
    with open_office(ProductionFolder.open(film), "tests", Quiet()) as office:
        yield office


def test_a_turnover_has_everything_and_is_never_written_over(film: Path) -> None:
    first = studio("export", "resolve", "--codec", "as-made", "-C", str(film))
    assert first.returncode == 0, first.stderr
    folder = film / "exports" / "v001_resolve"
    before = fingerprints(folder)
    names = {"README.txt", "changes.txt", "losses.txt", "losses.json", "small_v001.otio", "small_v001.xml"}
    assert names | {"small_v001.srt", "small_v001.vtt"} <= set(before)
    assert any(path.startswith("media/scene_001/") for path in before)
    assert any(path.startswith("media/scene_002/") for path in before)
    assert "stems/small_v001_dialogue.wav" in before
    timeline = otio.adapters.read_from_file(str(folder / "small_v001.otio"))
    for clip in timeline.video_tracks()[0].find_clips():
        assert (folder / clip.media_reference.target_url).is_file()
        told = clip.metadata["studio"]
        if told["take"]:
            assert told["prompt"] and told["seed"] and told["model"].startswith("animatic") and told["cost"]
    with office_of(film) as office:
        again = export_turnover(office, Program.RESOLVE, Codec.AS_MADE)
    assert again.folder.endswith("v001_resolve_2")
    assert [report.format for report in again.losses] == ["OpenTimelineIO", "Final Cut Pro 7 XML"]
    assert again.losses[0].losses == ()
    assert fingerprints(folder) == before


def test_what_people_said_is_handed_over(film: Path) -> None:
    with office_of(film) as office:
        take = office.production().takes[0]
        circle(office, take.name, "hold the look")
        made = export_turnover(office, Program.OTIO, None)
    timeline = otio.adapters.read_from_file(str(next(Path(made.folder).glob("*.otio"))))
    clips = {clip.metadata["studio"]["take"]: clip for clip in timeline.video_tracks()[0].find_clips()}
    assert clips[take.name].metadata["studio"]["status"] == "circled"
    marker = next(each for each in timeline.tracks.markers if each.metadata["studio"]["slate"] == take.slate)
    assert "circled" in marker.comment and "hold the look" in marker.comment


def test_killed_it_leaves_no_half_export(film: Path) -> None:
    killed = studio("export", "edl", "--codec", "as-made", "-C", str(film), stop_at="export written")
    assert killed.returncode == -9
    assert all(folder.name.startswith(".") for folder in (film / "exports").iterdir())
    with office_of(film) as office:
        made = export_turnover(office, Program.EDL, Codec.AS_MADE)
    assert [folder.name for folder in (film / "exports").iterdir()] == ["v001_edl"]
    listed = (Path(made.folder) / "small_v001_V1.edl").read_text()
    assert listed.startswith("TITLE: Small V1\nFCM: NON-DROP FRAME\n")


def test_a_codec_that_has_no_such_size_is_told_with_the_cure(film: Path) -> None:
    done = studio("export", "premiere", "-C", str(film))
    assert done.returncode == 1
    assert "DNxHR does not go as small as 192x108" in done.stderr and "--codec as-made" in done.stderr
    assert not list((film / "exports").iterdir())


def test_a_film_that_is_gone_is_not_handed_over(film: Path) -> None:
    (film / "film.otio").unlink()
    with office_of(film) as office, pytest.raises(FolderError, match=r"film\.otio is gone.*studio produce"):
        export_turnover(office, Program.OTIO, None)


def test_the_page_can_be_mailed(film: Path) -> None:
    with office_of(film) as office:
        folder = Path(export_page(office).folder)
        takes = office.production().takes
        said = [piece.take.file for piece in reel_pieces(office.production(), office.plan()) if piece.utterances]
    for take in takes:
        clip = folder / "clips" / Path(take.file).name
        assert has_sound(clip) is (take.file in said)
    assert said and np.abs(read_sound(folder / "clips" / Path(said[0]).name)).max() > 0.01
    page = (folder / "index.html").read_text()
    anchors = re.findall(r'href="#([^"]*)"', page)
    assert len(anchors) == 2 and all(f'id="{each}"' in page for each in anchors)
    linked = re.findall(r'(?:src|href|poster)="([^"#]*)"', page)
    assert len(linked) == 2 * len(takes)
    for each in linked:
        assert ".." not in each and ":" not in each
        assert (folder / each).is_file()


def test_the_sheet_is_small_pages(film: Path) -> None:
    with office_of(film) as office:
        folder = Path(export_sheet(office).folder)
        shots = office.production().shots
    assert shots is not None
    assert len(list(folder.glob("*.jpg"))) == -(-len(shots.shots) // 6)
    pdf = (folder / "small_sheet.pdf").read_bytes()
    assert pdf.count(b"DCTDecode") == len(shots.shots)
    assert max(file.stat().st_size for file in folder.iterdir()) < 1_000_000


IN_NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-euc")


def _can_mount() -> bool:
    try:
        return subprocess.run([*IN_NAMESPACE, "mount -t tmpfs none /mnt"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


RUN = """
mount -t tmpfs -o size=200m none "$DISK"
cp -r "$MADE" "$DISK/small"
room=$(df -k --output=avail "$DISK" | tail -1)
head -c $(( (room - FREE) * 1024 )) /dev/zero > "$DISK/full"
status=0
"$STUDIO" export otio -C "$DISK/small" || status=$?
echo "export $status"
echo "left $(ls -A "$DISK/small/exports" | wc -l)"
rm "$DISK/full"
"$STUDIO" export otio -C "$DISK/small"
echo "again $?"
"""


@pytest.mark.skipif(not _can_mount(), reason="no namespace with a disk of its own here (unshare, Linux)")
def test_a_full_disk_leaves_no_export(made: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    variables = {"FREE": "300", "DISK": str(disk), "STUDIO": str(STUDIO), "MADE": str(made)}
    done = subprocess.run(
        [*IN_NAMESPACE, RUN], capture_output=True, text=True, env={**os.environ, **variables}, timeout=300
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "export 1" in done.stdout and "left 0" in done.stdout, done.stdout + done.stderr
    assert "space" in done.stderr.lower() or "disk" in done.stderr.lower(), done.stderr
    assert "again 0" in done.stdout, done.stdout + done.stderr

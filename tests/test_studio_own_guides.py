"""Guides people bring: they steer the shot they are brought for, are counted, and can be taken away again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from models.recipes import TinyModels, film, still
from studio_film import begin, studio

from bible.errors import StudioError
from renderers.media.picture import read_picture
from studio.adding import media_for
from studio.choosing import circle, refuse
from studio.clips import clip_jobs
from studio.faces import add_face
from studio.folder import ProductionFolder
from studio.office import Office, open_office
from studio.own_guides import bring_guides
from studio.plan import Node
from studio.production import Reason
from studio.progress import Quiet


@pytest.fixture(scope="module")
def directed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    assert studio("produce", str(begin(folder)), "--until", "shots").returncode == 0
    return folder / "small"


@pytest.fixture
def office(directed: Path, tmp_path: Path) -> Iterator[Office]:
    folder = ProductionFolder.open(Path(shutil.copytree(directed, tmp_path / "small")))
    with open_office(folder, "a test", Quiet()) as office:
        yield office


def _guides(office: Office, slate: str) -> list[list[object]]:
    """Kind, file and frame of what steers a shot, as a take of it would be asked for."""
    node = next(node for node in office.plan().nodes if node.kind == "clip" and node.name == slate)
    assert node.recipe is not None
    return [[guide.kind, Path(guide.file).name, guide.frame] for guide in node.recipe.guides]


def _bring(office: Office, what: str, media: Path | None, use: str, at: int | None = None) -> tuple[str, ...]:
    found = media_for(office.production(), office.plan(), what, media, "")
    return bring_guides(office, found, use, at)


def test_each_kind_is_taken_in_by_its_name(office: Office, tmp_path: Path) -> None:
    picture, moving = still(tmp_path, "end", (9, 9, 200)), film(tmp_path, "walk", 30)
    for kind in ("last", "reference", "mask"):
        assert _bring(office, "1A", picture, kind)[0].startswith(f"1A-{kind}1: end.png")
    for kind in ("pose", "depth", "line", "drive"):
        told = f"1A-{kind}1: walk.mp4; animatic takes none of that kind; studio nogood 1A-{kind}1 takes it away"
        assert _bring(office, "1A", moving, kind) == (told,)
    assert _guides(office, "1A") == [
        ["last", "small_001A_last_01.png", None], ["reference", "small_001A_reference_01.png", None],
        ["mask", "small_001A_mask_01.png", None], ["pose", "small_001A_pose_01.mp4", None],
        ["depth", "small_001A_depth_01.mp4", None], ["line", "small_001A_line_01.mp4", None],
        ["drive", "small_001A_drive_01.mp4", None],
    ]  # fmt: skip
    assert _guides(office, "1B") == []
    assert read_picture(office.folder.path("takes/001A/small_001A_last_01.png")).shape == (64, 128, 4)


def test_the_newest_of_a_kind_steers_until_it_is_refused(office: Office, tmp_path: Path) -> None:
    for kind in ("last", "reference"):
        for name, colour in (("one", (200, 9, 9)), ("two", (9, 200, 9))):
            _bring(office, "1A", still(tmp_path, name, colour), kind)
    names = [name for _, name, _ in _guides(office, "1A")]
    assert names == ["small_001A_last_02.png", "small_001A_reference_01.png", "small_001A_reference_02.png"]
    refuse(office, "1A-last2", Reason.OTHER, "")
    assert ["last", "small_001A_last_01.png", None] in _guides(office, "1A")
    refuse(office, "1a-LAST1", Reason.OTHER, "")
    assert "last" not in [kind for kind, _, _ in _guides(office, "1A")]
    circle(office, "1A-last2", "")
    assert ["last", "small_001A_last_02.png", None] in _guides(office, "1A")


def test_keyframes_stand_on_the_frames_they_are_brought_for(office: Office, tmp_path: Path) -> None:
    for name, colour in (("b", (9, 200, 9)), ("c", (9, 9, 200))):
        _bring(office, "1A", still(tmp_path, name, colour), "keyframe", 12)
    # Frame 12 of the cut, six frames of handle before it.
    assert _guides(office, "1A") == [["keyframe", "small_001A_keyframe_02.png", 18]]
    node = next(node for node in office.plan().nodes if node.kind == "clip" and node.name == "1A")
    assert node.recipe is not None
    assert not node.recipe.has_keyframe


def test_a_folder_is_matched_by_slate(office: Office, tmp_path: Path) -> None:
    poses = tmp_path / "poses"
    poses.mkdir()
    for name in ("1A", "1B"):
        film(poses, name, 10)
    told = _bring(office, str(poses), None, "pose")
    assert [row.partition(";")[0] for row in told] == ["1A-pose1: 1A.mp4", "1B-pose1: 1B.mp4"]


@pytest.mark.parametrize(
    ("media", "use", "at", "said"),
    [
        ("film", "last", None, "a film is no picture for --as last"),
        ("picture", "drive", None, "a picture is no film to draw over"),
        ("picture", "last", 3, "a frame is for keyframes, not for --as last"),
        ("picture", "keyframe", 9999, "1A has no frame 9999"),
        ("broken", "pose", None, "not a media file that can be read"),
    ],
)
def test_what_cannot_be_a_guide_is_refused(
    media: str, use: str, at: int | None, said: str, office: Office, tmp_path: Path
) -> None:
    (tmp_path / "broken.mp4").write_text("walks")
    picture = still(tmp_path, "k", (9, 9, 9))
    files = {"film": film(tmp_path, "walk", 9), "picture": picture, "broken": tmp_path / "broken.mp4"}
    with pytest.raises(StudioError, match=said):
        _bring(office, "1A", files[media], use, at)
    assert _guides(office, "1A") == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--at", "3"), "--at belongs to"),
        (("--as", "take", "--at", "3"), "--at belongs to"),
        (("--as", "pose", "--sound", "muted"), "--sound belongs to"),
        (("--as", "pose", "--note", "slower"), "--note is kept of takes"),
    ],
)
def test_what_could_only_be_left_undone_is_refused(
    asked: tuple[str, ...], said: str, directed: Path, tmp_path: Path
) -> None:
    refused = studio("add", "1A", str(film(tmp_path, "walk", 30)), *asked, "-C", str(directed))
    assert refused.returncode == 2
    assert said in refused.stderr


def test_a_guide_makes_its_shot_anew_and_no_other(directed: Path, tmp_path: Path) -> None:
    folder = str(shutil.copytree(directed, tmp_path / "small"))
    assert studio("add", "1A", str(film(tmp_path, "walk", 30)), "--as", "pose", "-C", folder).returncode == 0
    assert studio("nogood", "1A-pose1", "-C", folder).returncode == 0
    rows = json.loads(studio("takes", "-C", folder, "--json").stdout)
    assert [row["number"] for row in rows if row["slate"] == "1A"] == [1, 2]
    assert {row["number"] for row in rows if row["slate"] != "1A"} == {1}


def test_a_renderer_that_takes_references_is_shown_the_chosen_stills(
    directed: Path, models: TinyModels, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(directed, tmp_path / "small"))
    settings = folder / "studio.toml"
    settings.write_text(f'{settings.read_text()}\n[renderers.diffusers]\nmodel = "{models("wan_vace")}"\n')
    with open_office(ProductionFolder.open(folder), "a test", Quiet()) as office:
        add_face(office, "@NORA", still(tmp_path, "nora", (200, 9, 9)))
        node = next(each for each in office.plan().nodes if each.kind == "clip" and _shows_nora(each))
        for renderer, shown in (("animatic", []), ("diffusers", ["small_NORA_01.png"])):
            (job,) = clip_jobs(office, [(node, 0, renderer)])
            assert [Path(guide.file).name for guide in job.recipe.guides if guide.kind == "reference"] == shown
            assert job.attempt.content == node.content


def _shows_nora(node: Node) -> bool:
    return node.recipe is not None and "@NORA" in {subject.token for subject in node.recipe.shot.subjects}

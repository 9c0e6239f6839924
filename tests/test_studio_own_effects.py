"""Recipes in `effects/` are found, placed by the shots their names say, and told when they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from edit.sequence import Clip
from studio.own_effects import EffectFile, effect_files, placed_effects


def _clips(*slates: str) -> tuple[Clip, ...]:
    return tuple(
        Clip(
            shot=f"sh{number}", slate=slate, take=f"{slate}-1", scene_number="1", file="takes/a.mp4", sha256="0",
            start=10 * number, frames=10, first=0, media_frames=10, size="MS", renderer="test",
        )
        for number, slate in enumerate(slates)
    )  # fmt: skip


def _placed(clips: tuple[Clip, ...], *names: str) -> tuple[list[tuple[str, int, int]], tuple[str, ...]]:
    files = [EffectFile(file=f"effects/{name}", sha256=name) for name in names]
    placed, left = placed_effects(clips, files)
    return [(each.file.removeprefix("effects/"), each.start, each.end) for each in placed], left


def test_recipes_are_found_by_name_and_told_apart_by_what_they_say(tmp_path: Path) -> None:
    assert effect_files(tmp_path) == ()
    (tmp_path / "effects").mkdir()
    (tmp_path / "effects/12A.py").write_text("one")
    (tmp_path / "effects/notes.txt").write_text("")
    (before,) = effect_files(tmp_path)
    assert before.file == "effects/12A.py"
    (tmp_path / "effects/12A.py").write_text("other")
    assert effect_files(tmp_path)[0].sha256 != before.sha256


@pytest.mark.parametrize(
    ("name", "place"),
    [("12A.py", (10, 20)), ("12-12B.py", (0, 30)), ("12a-12B split screen.py", (10, 30)), ("A12_title.py", (30, 40))],
)
def test_a_recipe_lies_over_the_shots_of_its_name(name: str, place: tuple[int, int]) -> None:
    assert _placed(_clips("12", "12A", "12B", "A12"), name) == ([(name, *place)], ())


def test_recipes_that_have_no_place_are_told() -> None:
    placed, left = _placed(_clips("12", "12A"), "12.py", "12 again.py", "12A-12.py", "title.py", "9.py")
    assert placed == [("12.py", 0, 10)]
    assert [words.partition(": ")[2] for words in left] == [
        "another recipe makes the same shots over", "12 comes before 12A in the cut",
        "name it by a shot, 12A.py or 12A-12C.py", "there is no shot 9 in the cut",
    ]  # fmt: skip


def test_a_shot_used_twice_is_made_over_from_its_first_use_to_its_last() -> None:
    assert _placed(_clips("1", "2", "1"), "1.py") == ([("1.py", 0, 30)], ())

"""Reading scripts: the example comes out right, and what cannot be read says why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bible.errors import ScriptError
from bible.read import LARGEST, read_script
from bible.script import Setting

EXAMPLES = Path(__file__).parent.parent / "examples"


def test_the_ferry_comes_out_right() -> None:
    script = read_script(EXAMPLES / "ferry.fountain")
    assert script.title == "The First Ferry"
    assert script.byline == "written by the studio players"
    assert [element.text for element in script.opening] == ["FADE IN:"]
    first, second = script.scenes
    assert (first.id, first.number, first.heading.text) == ("S0001", "1", "EXT. HARBOUR - FERRY SLIP - DAWN")
    assert (first.heading.setting, first.heading.place, first.heading.time) == (
        Setting.EXT, "HARBOUR - FERRY SLIP", "DAWN",
    )  # fmt: skip
    assert (second.heading.place, second.heading.time) == ("WHEELHOUSE", "CONTINUOUS")
    lines = list(script.lines())
    assert [line.id for line in lines] == [f"L{number:04d}" for number in range(1, 11)]
    assert [line.cue for line in lines] == ["IKE", "NORA", "IKE", "NORA", "IKE", "NORA"] + ["IKE", "NORA"] * 2
    assert lines[3].parentheticals[0].text == "gently"
    assert lines[3].text == "Does anyone know where you are?"
    assert second.elements[-1].kind == "transition"
    assert second.heading.rows.first == 40


def _refused(path: Path) -> ScriptError:
    with pytest.raises(ScriptError) as caught:
        read_script(path)
    assert caught.value.what
    assert caught.value.where.startswith(str(path))
    assert caught.value.cure
    return caught.value


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04rest", "a zipped document"),
        (b"{\\rtf1 hello}", "an RTF document"),
        (bytes(range(256)) * 4, "binary"),
        (b"\xff\xfeA\x00\x00\xd8", "says it is utf-16"),
        (b"Title: Nothing but a title\nAuthor: Somebody\n", "no scene"),
        (b"FADE IN:\n\n[[ to be written ]]\n", "no scene"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "script.fountain"
    path.write_bytes(content)
    assert says in _refused(path).what


def test_a_file_that_is_no_file_says_so(tmp_path: Path) -> None:
    assert "no such file" in _refused(tmp_path / "nothing.fountain").what
    assert "folder" in _refused(tmp_path).what
    large = tmp_path / "large.fountain"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "too large" in _refused(large).what


def test_what_never_ends_is_not_read() -> None:
    with pytest.raises(ScriptError, match="read to its end"):
        read_script(Path("/dev/zero"))


def test_an_error_names_the_row(tmp_path: Path) -> None:
    path = tmp_path / "script.fountain"
    path.write_text("Title: Nothing\nAuthor: N\n")
    assert re.search(r":\d+$", _refused(path).where)


def test_a_table_of_shots_is_no_script(tmp_path: Path) -> None:
    table = tmp_path / "shots.csv"
    table.write_text("Scene,Shot,Description\n1,A,Nora waits\n")
    error = _refused(table)
    assert "table of shots" in error.what
    assert error.cure.endswith("studio shots import shots.csv")


@pytest.mark.parametrize(
    ("text", "scenes", "lines"),
    [
        ("The quay, dawn\n\nFog.\n\nThe bar, night\n\nTea.\n", 2, 0),
        ("ROSA: Out?\n\nEMIL: I was.\n", 1, 2),
        ("INT. BAR - DAY\n\nThe bar, night\n\nTea.\n", 1, 0),
        ("# Act\n\nThe bar, night\n\nTea.\n", 1, 0),
    ],
)
def test_a_treatment_that_was_only_saved_as_fountain_is_read_as_one(
    tmp_path: Path, text: str, scenes: int, lines: int
) -> None:
    file = tmp_path / "quay.fountain"
    file.write_text(text, encoding="utf-8")
    script = read_script(file)
    assert (len(script.scenes), len(list(script.lines()))) == (scenes, lines)

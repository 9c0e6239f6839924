"""Names that every file system takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.names import safe_name, sound_file, take_file


@given(st.text(max_size=400))
def test_any_text_becomes_a_name_every_file_system_takes(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(name) <= 60
    assert len(name.encode()) <= 120
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t. ')
    assert name.upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ferry", "ferry"),
        ("The First Ferry!", "The_First_Ferry"),
        ("../../etc/passwd", "etc_passwd"),
        ("паром", "паром"),
        ("مركب", "مركب"),
        ("", "untitled"),
    ],
)
def test_names_people_would_expect(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_reserved_and_pictorial_names_get_a_mark() -> None:
    assert safe_name("con").startswith("con_")
    assert safe_name("🎬").startswith("untitled_")
    assert safe_name("🎬") != safe_name("🎥")


def test_file_names_sort_and_carry_the_slate() -> None:
    assert take_file("ferry", "1B", 3) == "takes/001B/ferry_001B_t03.mp4"
    assert sound_file("ferry", "L0042", "@NORA", 1) == "sound/ferry_L0042_NORA_t01.wav"

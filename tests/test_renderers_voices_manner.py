"""What parentheticals and punctuation ask of a voice."""

from __future__ import annotations

import pytest

from renderers.voices.manner import pause_after, read_manner


@pytest.mark.parametrize(
    ("manner", "voice"),
    [
        ((), "plain"),
        (("whispering",), "whispered"),
        (("in a whisper",), "whispered"),
        (("under her breath",), "whispered"),
        (("sotto",), "whispered"),
        (("gently",), "soft"),
        (("to himself",), "soft"),
        (("calling out",), "called"),
        (("over the wind",), "called"),
        (("SHOUTING",), "shouted"),
        (("yells at him",), "shouted"),
        (("beat", "whispers"), "whispered"),
        (("not shouting",), "plain"),
        (("smiling",), "plain"),
        (("allowed in",), "plain"),
    ],
)
def test_parentheticals_choose_the_voice(manner: tuple[str, ...], voice: str) -> None:
    assert read_manner(manner).voice == voice


def test_parentheticals_choose_the_pace() -> None:
    assert read_manner(("slowly",)).pace < read_manner(()).pace < read_manner(("quickly",)).pace


@pytest.mark.parametrize("word", ["wait,", "wait.", "wait!", "wait?”", "wait...", "wait—", "等。", '"wait."', "wait;)"])
def test_marks_at_the_end_ask_for_a_pause(word: str) -> None:
    assert pause_after(word) > 0.1


@pytest.mark.parametrize("word", ["wait", "don't", "3.5", "a-b", "'wait'"])
def test_marks_inside_ask_for_none(word: str) -> None:
    assert pause_after(word) == 0


def test_a_full_stop_is_longer_than_a_comma() -> None:
    assert pause_after("wait,") < pause_after("wait.") <= pause_after("wait...")

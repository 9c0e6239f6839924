"""Values in which much is looked up: what was found is forgotten in a changed copy, and is no part of the value."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from studio_film import SCRIPT

from bible.breakdown import break_down
from bible.entries import Bible
from bible.model import Indexed
from bible.read import read_script
from bible.script import Script
from shots.direct import direct
from shots.shot import ShotList


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Script:
    file = tmp_path_factory.mktemp("model") / "small.fountain"
    file.write_text(SCRIPT)
    return read_script(file)


def looked_through(script: Script) -> tuple[Script, Bible, ShotList]:
    """Each after something was looked up in it."""
    bible = break_down(script)
    shots = direct(script, bible)
    assert script.scene(script.scenes[0].id) == script.scenes[0]
    assert bible.named("Nora").token == bible.named("THE NORA").token == "@NORA"
    assert shots.first_of(script.scenes[1].id) == shots.of_scene(script.scenes[1].id)[0].id
    return script, bible, shots


def test_what_was_found_is_no_part_of_the_value(script: Script) -> None:
    fresh: tuple[Indexed, ...] = (script.model_copy(), break_down(script), direct(script, break_down(script)))
    for found, new in zip(looked_through(script), fresh, strict=True):
        assert found == new
        assert hash(found) == hash(new)
        assert found.model_dump_json() == new.model_dump_json()
        assert pickle.loads(pickle.dumps(found)) == new


def test_a_changed_copy_looks_anew(script: Script) -> None:
    script, bible, shots = looked_through(script)
    first = script.scenes[0].id
    gone: tuple[Callable[[], object], ...] = (
        lambda: script.model_copy(update={"scenes": script.scenes[1:]}).scene(first),
        lambda: bible.model_copy(update={"sheets": ()}).sheet(first),
        lambda: bible.model_copy(update={"characters": ()}).named("NORA"),
    )
    for look in gone:
        with pytest.raises(KeyError):
            look()
    assert shots.model_copy(update={"shots": ()}).first_of(first) == ""

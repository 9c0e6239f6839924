"""A new draft keeps the ids of what is still the same."""

from __future__ import annotations

import itertools

import pytest

from bible.fountain import read_fountain
from bible.redraft import carry_ids
from bible.script import Script

FIRST = """\
INT. KITCHEN - DAY

Anna cuts bread at the table.

ANNA
Are you hungry?

BOB
Always.

EXT. GARDEN - DAY

Rain on the roses. Bob stands under the tree.

BOB
It never stops.

ANNA
Come inside.

INT. ATTIC - NIGHT

A trunk full of letters.

ANNA
Here it is.
"""


def _read(text: str) -> Script:
    return read_fountain(text, "test")


def _redraft(text: str, before: str = FIRST) -> Script:
    return carry_ids(_read(text), _read(before), next_line=100, next_scene=50)


def _ids(script: Script) -> list[str]:
    return [scene.id for scene in script.scenes]


def test_an_unchanged_script_keeps_everything() -> None:
    assert _redraft(FIRST) == _read(FIRST)


def test_a_moved_scene_keeps_its_ids_and_number() -> None:
    kitchen, garden, attic = FIRST.split("\n\n\n") if "\n\n\n" in FIRST else _split(FIRST)
    script = _redraft(attic + kitchen + garden)
    assert _ids(script) == ["S0003", "S0001", "S0002"]
    assert [scene.number for scene in script.scenes] == ["3", "1", "2"]
    assert [line.id for line in script.lines()] == ["L0005", "L0001", "L0002", "L0003", "L0004"]


def _split(text: str) -> list[str]:
    starts = [0, text.index("EXT. GARDEN"), text.index("INT. ATTIC"), len(text)]
    return [text[start:end] + "\n" for start, end in itertools.pairwise(starts)]


def test_a_new_scene_and_a_new_line_get_new_ids() -> None:
    kitchen, garden, attic = _split(FIRST)
    script = _redraft(
        kitchen
        + "BOB\nAnd thirsty.\n\nINT. CELLAR - DAY\n\nBottles.\n\n"
        + garden
        + attic
        + "INT. CAR - DAY\n\nGone.\n"
    )
    assert _ids(script) == ["S0001", "S0050", "S0002", "S0003", "S0051"]
    assert [scene.number for scene in script.scenes] == ["1", "1A", "2", "3", "50"]
    assert [line.id for line in script.lines()] == ["L0001", "L0002", "L0100", "L0003", "L0004", "L0005"]


def test_a_reworded_line_and_a_renamed_speaker_keep_their_line() -> None:
    script = _redraft(FIRST.replace("Come inside.", "Come inside now.").replace("BOB\nAlways", "ROBERT\nAlways"))
    assert [line.id for line in script.lines()] == ["L0001", "L0002", "L0003", "L0004", "L0005"]


def test_a_line_moved_to_another_scene_keeps_its_id() -> None:
    script = _redraft(FIRST.replace("ANNA\nCome inside.\n\n", "") + "\nANNA\nCome inside.\n")
    assert [line.id for line in script.lines()] == ["L0001", "L0002", "L0003", "L0005", "L0004"]


def test_renumbering_changes_no_number() -> None:
    numbered = FIRST.replace("KITCHEN - DAY", "KITCHEN - DAY #7#").replace("GARDEN - DAY", "GARDEN - DAY #8#")
    script = _redraft(numbered)
    assert [scene.number for scene in script.scenes] == ["1", "2", "3"]
    assert _ids(script) == ["S0001", "S0002", "S0003"]


def test_the_number_decides_between_equals() -> None:
    before = "INT. ROOM - DAY #1#\n\nNothing.\n\nINT. ROOM - DAY #2#\n\nNothing.\n"
    after = "INT. ROOM - DAY #2#\n\nNothing.\n"
    assert _ids(_redraft(after, before)) == ["S0002"]


@pytest.mark.parametrize("number", ["②", "٣", "123456789012"])
def test_odd_numbers_of_scenes_are_no_trouble_in_the_next_draft(number: str) -> None:
    first = f"INT. SHED - DAY #{number}#\n\nA cow.\n"
    script = _redraft(f"{first}\nINT. LOFT - DAY\n\nTwo cats sleep.\n", first)
    assert [scene.number for scene in script.scenes] == [number, "50"]


def test_a_reworded_line_is_found_among_a_hundred_of_its_speaker() -> None:
    other = [f"ANNA\nThe {word} was {word}ed by {word}s." for word in map(chr, range(0x3B1, 0x3B1 + 100))]
    old = "Nobody in this town would ever sell you a boat."
    before = _read("INT. BAR - DAY\n\n" + "\n\n".join([*other, f"ANNA\n{old}"]))
    now = _read("INT. BAR - DAY\n\n" + "\n\n".join([f"ANNA\n{old.replace('ever', 'gladly')}", *reversed(other)]))
    script = carry_ids(now, before, next_line=500, next_scene=9)
    assert script.scenes[0].lines[0].id == before.scenes[0].lines[-1].id

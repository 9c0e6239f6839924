"""Tables on terminals of any width: nothing that was to be told goes missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from studio.commands.table import table_rows

HEADS = ("slate", "who", "what happens", "state")
ROWS = [("1A", "NORA, IKE", "She pulls the cord. The horn answers, low and long.", "current"), ("1B", "", "", "stale")]


def test_a_pipe_gets_every_word() -> None:
    told = table_rows(HEADS, ROWS, ("what happens",), 0)
    assert told[0].split() == ["slate", "who", "what", "happens", "state"]
    assert ROWS[0][2] in told[2] and told[3].endswith("stale")


def test_where_room_lacks_long_cells_are_cut_short_and_the_others_stay() -> None:
    told = table_rows(HEADS, ROWS, ("what happens",), 50)
    assert max(map(cell_len, told)) <= 50
    assert "She pulls" in told[2] and "…" in told[2] and told[2].endswith("current")


def test_on_a_narrow_terminal_each_row_takes_several_and_is_whole() -> None:
    told = table_rows(HEADS, ROWS, (), 30)
    assert told == [
        "1A   NORA, IKE",
        "    what happens: She pulls the cord. The horn answers, low and long.",
        "    state: current",
        "1B",
        "    state: stale",
    ]


def test_wide_letters_take_two_columns() -> None:
    told = table_rows(("name", "what"), [("李梅", "x"), ("Bo", "y")], (), 80)
    assert [cell_len(row[: row.index(each)]) for row, each in zip(told[2:], "xy", strict=True)] == [7, 7]


@pytest.mark.parametrize("wide", [(), ("b",), ("a", "c")])
@given(
    rows=st.lists(st.tuples(*[st.text("ab 漢é", max_size=30)] * 3), max_size=4),
    width=st.integers(1, 120),
)
def test_every_row_begins_with_its_first_cell(wide: tuple[str, ...], rows: list[tuple[str, ...]], width: int) -> None:
    rows = [(f"#{number}", *row) for number, row in enumerate(rows)]
    told = table_rows(("id", "a", "b", "c"), rows, wide, width)
    begun = [row.split()[0] for row in told if row.startswith("#")]
    assert begun == [row[0] for row in rows]

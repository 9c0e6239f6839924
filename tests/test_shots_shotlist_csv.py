"""The shot list as a table: out and back unchanged, taken verbatim, errors to the row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from random_scripts import scripts

from bible.breakdown import break_down
from bible.entries import Bible, Hour
from bible.errors import CoverageError, ShotListError
from bible.fountain import read_fountain
from bible.read import read_script
from bible.script import Line, Script
from shots.direct import direct
from shots.rate import read_rate
from shots.shot import ShotList, Size
from shots.shotlist_csv import export_shots, import_shots
from shots.timing import time_shots

FERRY = Path(__file__).parent.parent / "examples" / "ferry.fountain"
RATE = read_rate("24")
Table = tuple[list[list[str]], ShotList, Script, Bible]


@pytest.fixture
def ferry() -> Table:
    script = read_script(FERRY)
    bible = break_down(script)
    shots = direct(script, bible)
    rows = list(csv.reader(io.StringIO(export_shots(shots, script, bible, RATE), newline="")))
    return rows, shots, script, bible


def _text(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def _set(rows: list[list[str]], slate: str, column: str, value: str) -> None:
    row = next(row for row in rows if row[1] == slate)
    row[rows[0].index(column)] = value


def _back(table: Table, delimiter: str = ",") -> ShotList:
    rows, shots, script, bible = table
    return import_shots(_text(rows, delimiter), "ferry.csv", shots, script, bible)


_REMEMBERED = "INT. HARBOUR - DAY\n\nINT. FLASHBACK - {} - DAY\n\nNora runs up the quay.\n\nBACK TO SCENE\n\nFog.\n"


_IN_AND_OUT = "INT. KITCHEN - DAY\n\nEXT. KITCHEN - DAY\n\nINT. FLASHBACK - CHURCH - DAY\n\nBACK TO SCENE\n\nFog.\n"


@example(read_fountain(_IN_AND_OUT, "random"))
@example(read_fountain(_REMEMBERED.format("CHURCH"), "random"))
@example(read_fountain(_REMEMBERED.format("HARBOUR"), "random"))
@given(scripts())
@settings(deadline=None, max_examples=60)
def test_out_and_back_changes_nothing(script: Script) -> None:
    bible = break_down(script)
    shots = direct(script, bible)
    table = export_shots(shots, script, bible, RATE)
    assert import_shots(table, "list.csv", shots, script, bible) == shots
    alone = import_shots(table, "list.csv", ShotList(shots=()), script, bible)
    assert [shot.model_copy(update={"by_hand": False}) for shot in alone.shots] == [
        shot.model_copy(update={"reason": "", "id": f"sh{place + 1:04d}"}) for place, shot in enumerate(shots.shots)
    ]


def test_rows_say_what_is_heard_and_when(ferry: Table) -> None:
    rows, shots, script, bible = ferry
    row = dict(zip(rows[0], next(row for row in rows if row[1] == "1D"), strict=True))
    assert row["dialogue"] == "IKE: Wait! Is this the ferry to Gull Island?"
    assert (row["lines"], row["subjects"], row["frames"]) == ("L0001", "IKE right; NORA left", "")
    assert (row["place"], row["hour"]) == (bible.locations[0].name, "dawn")
    assert rows[1][rows[0].index("start")] == "01:00:00:00"
    frames = sum(timed.frames for timed in time_shots(shots, script, bible, {}, RATE))
    assert sum(float(row[rows[0].index("length")]) for row in rows[1:]) == pytest.approx(frames / 24, abs=0.2)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_a_person_wrote_is_taken_as_it_is(ferry: Table, delimiter: str) -> None:
    rows = ferry[0]
    _set(rows, "1D", "size", "cu")
    _set(rows, "1D", "framing", "Single")
    _set(rows, "1D", "subjects", "Ike")
    _set(rows, "1D", "frames", "120")
    _set(rows, "1D", "action", '=He runs; she, "waits".')
    shots = _back(ferry, delimiter)
    shot = next(shot for shot in shots.shots if shot.slate == "1D")
    before = next(shot for shot in ferry[1].shots if shot.slate == "1D")
    assert (shot.size, shot.framing, shot.duration_frames) == (Size.CU, "single", 120)
    assert shot.action == '=He runs; she, "waits".'
    assert [(each.token, each.side) for each in shot.subjects] == [("@IKE", "right")]
    assert shot.id == before.id
    assert {each.scene for each in shots.shots if each.by_hand} == {"S0001"}
    again = list(csv.reader(io.StringIO(export_shots(shots, *ferry[2:], RATE), newline="")))
    assert import_shots(_text(again), "ferry.csv", shots, *ferry[2:]) == shots


def test_a_row_may_play_elsewhere_and_at_another_hour(ferry: Table) -> None:
    rows, _, script, bible = ferry
    _set(rows, "1D", "place", "Wheelhouse")
    _set(rows, "1D", "hour", "Night")
    _set(rows, "1E", "place", "")
    _set(rows, "1E", "hour", "")
    shots = _back(ferry)
    stages = {shot.slate: (shot.place, shot.hour) for shot in shots.shots}
    assert stages["1D"] == ("@WHEELHOUSE", Hour.NIGHT)
    assert stages["1E"] == ("", None), "the scene's"
    again = list(csv.reader(io.StringIO(export_shots(shots, script, bible, RATE), newline="")))
    assert import_shots(_text(again), "ferry.csv", shots, script, bible) == shots
    _set(again, "1D", "place", "harbour - ferry slip")
    _set(again, "1D", "hour", "dawn")
    back = import_shots(_text(again), "ferry.csv", shots, script, bible)
    assert {(shot.place, shot.hour) for shot in back.shots} == {("", None)}


def test_rows_may_move_go_and_be_added(ferry: Table) -> None:
    rows, shots, script, bible = ferry
    del rows[next(place for place, row in enumerate(rows) if row[1] == "1B")]
    rows.insert(3, ["1", "", "insert", "ECU", *[""] * 3, "whistle", "A whistle.", *[""] * (len(rows[0]) - 9)])
    used = {shot.slate for shot in shots.shots} | {"1Q"}
    changed = import_shots(_text(rows), "ferry.csv", shots, script, bible, used_slates=used, next_shot=90)
    new = changed.shots[2]
    assert (new.id, new.slate, new.thing, new.size) == ("sh0090", "1R", "whistle", Size.ECU)
    assert "1B" not in [shot.slate for shot in changed.shots]
    assert len(changed.shots) == len(shots.shots)


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("size", "HUGE", "size: 'HUGE' is not known"),
        ("scene", "9", "scene: there is no scene '9'"),
        ("slate", "1E", "slate: 1E stands in row 7 already"),
        ("slate", "1 X", "slate: '1 X' is no slate"),
        ("place", "Palace", "place: there is no place 'Palace'"),
        ("hour", "teatime", "hour: 'teatime' is not known"),
        ("subjects", "Nobody left", "subjects: nobody is called 'Nobody'"),
        ("lines", "the first", "lines: 'the first' is no line of the script"),
        ("lines", "L0099", "lines: 'L0099' is no line"),
        ("frames", "long", "frames: 'long' is no whole number"),
        ("frames", "99999999999", "frames: 99999999999 is too much"),
        ("frames", "9" * 5_000, f"frames: {'9' * 37}... is too much"),
        ("view", "9" * 30, "view: 999999999999999999999999999999 is too much"),
        ("view", "7", "view: 7 is too much"),
        ("slate", "Z" * 300, f"slate: '{'Z' * 37}...' is no slate"),
        ("scene", "Z" * 300, f"scene: there is no scene '{'Z' * 37}...'"),
        ("lines", f"L0001 {'9' * 5_000}-3", "lines: 'L0001 999"),
        ("action", "Red \x1b[31mtext.", "action: there is a sign in it that is not seen (U+001B)"),
        ("prompt", "left \u202eright", "prompt: there is a sign in it that is not seen (U+202E)"),
        ("motion", "wild", "motion: 'wild' is not known"),
        ("motion", "9", "motion: '9' is not known"),
        ("motion", "0", "motion: '0' is not known"),
        ("thing", "x" * 200, "thing: it has 200 letters"),
        ("tense", "soon", "tense: 'soon' is not known"),
        ("dialogue", "IKE: Hello.", "dialogue: these are not the words of its lines"),
    ],
)
def test_errors_name_row_and_column(ferry: Table, column: str, value: str, what: str) -> None:
    _set(ferry[0], "1D", column, value)
    with pytest.raises(ShotListError) as error:
        _back(ferry)
    assert error.value.what.startswith(what)
    assert error.value.where == f"ferry.csv:{8 if value == '1E' else 7}"
    assert error.value.cure


def test_a_slate_that_was_cut_is_not_given_again(ferry: Table) -> None:
    rows, shots, script, bible = ferry
    _set(rows, "1D", "slate", "1X")
    with pytest.raises(ShotListError, match="1X was given to another shot"):
        import_shots(_text(rows), "ferry.csv", shots, script, bible, used_slates={"1X"})


def test_words_that_are_lost_are_an_error_at_their_row(ferry: Table) -> None:
    rows = ferry[0]
    row = next(place for place, cells in enumerate(rows) if cells[1] == "1E")
    _set(rows, "1E", "lines", "L0002 0-3")
    _set(rows, "1E", "dialogue", "")
    with pytest.raises(CoverageError) as error:
        _back(ferry)
    assert error.value.where == f"ferry.csv:{row + 2}"
    assert "L0002" in error.value.what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "has no column 'scene'"), ("scene,slate\n1,1\n", "has no column 'framing'"),
        ("scene,framing,size,lens\n", "has a column 'lens'"), ("scene,framing,size,size\n", "names a column twice"),
        ('scene,framing,size\n1,"single\n', "this is no table that can be read"),
        ("scene,framing,size\n1,single,MS,more\n", "more cells"), ("scene,framing,size\n1,single,\n", "size: ''"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(ferry: Table, text: str, what: str) -> None:
    with pytest.raises(ShotListError, match=what):
        import_shots(text, "list.csv", *ferry[1:])


def test_formulas_do_not_reach_a_spreadsheet(ferry: Table) -> None:
    rows, shots, script, bible = ferry
    for action in ("=1+1", "@home", "-she leaves", "'tis late", "+", "'=1"):
        shot = shots.shots[2].model_copy(update={"action": action})
        listed = ShotList(shots=(*shots.shots[:2], shot, *shots.shots[3:]))
        text = export_shots(listed, script, bible, RATE)
        cell = list(csv.reader(io.StringIO(text, newline="")))[3][rows[0].index("action")]
        assert cell[0] == "'"
        assert import_shots(text, "list.csv", listed, script, bible) == listed


def test_scenes_of_one_number_keep_their_shots() -> None:
    script = read_fountain("INT. HOUSE #1#\n\nA man sits.\n\nINT. BARN #1#\n\nA cow lows.\n", "twice")
    bible = break_down(script)
    shots = direct(script, bible)
    table = export_shots(shots, script, bible, RATE)
    assert import_shots(table, "list.csv", shots, script, bible) == shots
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert {row[0] for row in rows[1:]} == {"1", "1 (2)"}
    rows.append(["1 (2)", "", "single", "CU", *[""] * (len(rows[0]) - 4)])
    more = import_shots(_text(rows), "list.csv", shots, script, bible)
    assert more.shots[-1].scene == script.scenes[1].id


class _Counted(Script):
    """A script that counts how often it is gone through."""

    gone_through: list[int] = []

    def lines(self) -> Iterator[Line]:
        self.gone_through.append(1)
        return super().lines()


def test_the_script_is_not_gone_through_for_each_row(ferry: Table) -> None:
    rows, shots, script, bible = ferry
    counted = _Counted.model_validate({**script.model_dump(), "gone_through": []})
    assert import_shots(_text(rows), "list.csv", shots, counted, bible) == shots
    assert len(counted.gone_through) < 5 < len(rows)


def test_many_new_rows_get_slates_of_their_own(ferry: Table) -> None:
    rows, shots, script, bible = ferry
    rows += [["2", "", "single", "CU", *[""] * (len(rows[0]) - 4)] for _ in range(60)]
    more = import_shots(_text(rows), "list.csv", shots, script, bible)
    assert len({shot.slate for shot in more.shots}) == len(shots.shots) + 60

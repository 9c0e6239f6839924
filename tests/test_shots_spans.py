"""Coverage in sound: each word once, in order; everything else is refused with what to do."""

from __future__ import annotations

import pytest

from bible.errors import CoverageError
from bible.script import Heading, Line, Rows, Scene, Script, Setting
from shots.shot import Framing, Shot, ShotList, Size, Span
from shots.spans import check_coverage

ROW = Rows(first=1, last=1)
HEADING = Heading(text="INT. ROOM - DAY", setting=Setting.INT, place="ROOM", time="DAY", rows=ROW)
LINES = (
    Line(id="L0001", cue="ANNA", text="one two three four", rows=Rows(first=7, last=7)),
    Line(id="L0002", cue="BEN", text="five six", rows=ROW),
    Line(id="L0003", cue="ANNA", text="seven", dual=True, rows=ROW),
    Line(id="L0004", cue="ANNA", text="", rows=ROW),
)
SCRIPT = Script(name="test", scenes=(Scene(id="S0001", number="1", heading=HEADING, elements=LINES),))


def _list(*shots: str) -> ShotList:
    """Shots by what is heard over them: `1:0-3 2:0-1` is line 1, words 0 to 3, then line 2, words 0 to 1."""
    made = []
    for place, heard in enumerate(shots):
        spans = []
        for part in heard.split():
            line, words = part.split(":")
            first, last = words.split("-")
            spans.append(Span(line=f"L{int(line):04d}", first_word=int(first), last_word=int(last), lips=True))
        slate = "1" + "ABCDEFGH"[place]
        made.append(
            Shot(id=f"sh{place}", slate=slate, scene="S0001", framing=Framing.SINGLE, size=Size.MS, spans=tuple(spans))
        )
    return ShotList(shots=tuple(made))


@pytest.mark.parametrize(
    "shots",
    [
        ("1:0-3 2:0-1 3:0-0",),
        ("1:0-1", "1:2-3", "2:0-1 3:0-0"),
        ("1:0-1", "", "1:2-3", "2:0-0 3:0-0", "2:1-1"),
    ],
)
def test_lines_may_run_over_shots_and_beside_one_another(shots: tuple[str, ...]) -> None:
    check_coverage(_list(*shots), SCRIPT)
    with pytest.raises(CoverageError):
        check_coverage(_list(*shots, "1:0-0"), SCRIPT)


@pytest.mark.parametrize(
    ("shots", "fault"),
    [
        ((), "ANNA's line L0001 on row 7 is not heard: 'one two three four'"),
        (("1:0-3", "2:0-1"), "L0003 on row 1 is not heard"),
        (("1:0-2", "2:0-1 3:0-0"), "begins before ANNA's line L0001 is over"),
        (("1:0-1", "1:3-3", "2:0-1 3:0-0"), "'three' of ANNA's line L0001 are left out"),
        (("1:0-1", "1:1-3", "2:0-1 3:0-0"), "'two' of ANNA's line L0001 are heard twice"),
        (("1:0-3", "1:0-3", "2:0-1 3:0-0"), "are heard twice"),
        (("1:0-4", "2:0-1 3:0-0"), "words 0 to 4 of ANNA's line L0001 are not there: it has 4"),
        (("1:2-1", "2:0-1 3:0-0"), "words 2 to 1"),
        (("2:0-1", "1:0-3", "3:0-0"), "L0002 is out of the script's order"),
        (("1:0-3", "2:0-1 3:0-0", "9:0-0"), "line L0009 is not in the script"),
    ],
)  # fmt: skip
def test_faults_are_named(shots: tuple[str, ...], fault: str) -> None:
    with pytest.raises(CoverageError) as error:
        check_coverage(_list(*shots), SCRIPT)
    assert fault in error.value.what
    assert error.value.cure


def test_unknown_scenes_and_double_slates_are_refused() -> None:
    shots = _list("1:0-3 2:0-1 3:0-0", "").shots
    strange = shots[1].model_copy(update={"scene": "S0009"})
    twin = shots[1].model_copy(update={"slate": "1A"})
    with pytest.raises(CoverageError, match="scene S0009"):
        check_coverage(ShotList(shots=(shots[0], strange)), SCRIPT)
    with pytest.raises(CoverageError, match="two shots are called 1A"):
        check_coverage(ShotList(shots=(shots[0], twin)), SCRIPT)

"""People whom a new draft calls by another name stay who they were."""

from __future__ import annotations

from bible.breakdown import break_down
from bible.entries import Bible
from bible.fountain import read_fountain
from bible.redraft import carry_ids
from bible.renaming import renamed

ROOM = """INT. ROOM - NIGHT

VERA KOSTIC, 51, grey bob, sits. DANNY, 24, stands.

VERA
Tell me about the car.

DANNY
I never saw a car, Vera.

Vera waits.

VERA
I have all night.
"""


def _again(text: str, bible: Bible | None = None) -> tuple[Bible, Bible]:
    """The bible of the first draft, and that of the draft after it."""
    before = read_fountain(ROOM, "room")
    first = bible or break_down(before)
    script = carry_ids(read_fountain(text, "room"), before, next_line=90, next_scene=90)
    return first, break_down(script, renamed(first, before, script))


def test_a_new_name_everywhere_is_the_same_person() -> None:
    before, after = _again(ROOM.replace("VERA", "MARGIT").replace("Vera", "Margit"))
    assert [(each.token, each.name) for each in after.characters] == [("@VERA", "MARGIT"), ("@DANNY", "DANNY")]
    assert after.character("@VERA").look == before.character("@VERA").look
    assert after.named("MARGIT KOSTIC").token == "@VERA"
    assert not after.departed


def test_somebody_who_is_still_there_is_not_renamed() -> None:
    _, after = _again(ROOM.replace("VERA\n", "MARGIT\n"))
    assert {each.token for each in after.characters} >= {"@MARGIT", "@DANNY"}
    assert after.named("MARGIT").token == "@MARGIT"


def test_lines_given_to_somebody_known_are_no_new_name() -> None:
    _, after = _again(
        ROOM.replace("VERA\n", "DANNY\n").replace("VERA KOSTIC, 51, grey bob, sits.", "").replace("Vera", "He")
    )
    assert [each.token for each in after.characters] == ["@DANNY"]


def test_somebody_new_with_new_words_is_somebody_else() -> None:
    other = ROOM.replace("VERA", "MARGIT").replace("Vera", "Margit")
    other = other.replace("Tell me about the car.", "Good evening.").replace("I have all night.", "Sleep well.")
    _, after = _again(other)
    assert after.named("MARGIT").token == "@MARGIT"

"""Speech in a story: what stands between quotation marks is heard from whom the words name."""

from __future__ import annotations

from collections import Counter

import pytest
from fountain_case import outline
from hypothesis import given
from hypothesis import strategies as st
from strategies import unplaced

from bible.fountain import read_fountain
from bible.prose import read_prose
from bible.write import write_fountain


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ('"No," said Piet. He left.', "L PIET: No, ¦ [[ said Piet ¦ A He left."),
        ('Rain.\n\nPiet said, "No."', "A Rain. ¦ [[ Piet said ¦ L PIET: No."),
        ('Marta sat.\n\n"No," she said.', "A Marta sat. ¦ L MARTA: No, ¦ [[ she said"),
        ('An old man sat.\n\n"No," he said. "Go."', "A An old man sat. ¦ L OLD MAN: No, ¦ [[ he said ¦ L OLD MAN: Go."),
        ('"No," said Piet from the door.', "L PIET: No, ¦ A said Piet from the door."),
        ("« Non », dit Paul.", "L PAUL: Non ¦ [[ dit Paul"),
        ("„Nein“, sagte Hanna.", "L HANNA: Nein ¦ [[ sagte Hanna"),
        ('"No," he said.', 'A "No," he said.'),
        ('"Nobody knows."', 'A "Nobody knows."'),
        ('The sign said "CLOSED".', 'A The sign said "CLOSED".'),
        ('Marta sat.\n\n***\n\n"No," she said.', 'A Marta sat. ¦ H  | SCENE 2 |  ¦ A "No," she said.'),
    ],
    ids=lambda text: text[:24].replace("\n", " "),
)  # fmt: skip
def test_what_is_said_in_a_story_is_heard_from_whom_it_names(text: str, holds: str) -> None:
    assert outline(read_prose(text, "case")).removeprefix("H  |  |  ¦ ") == holds


def test_quotations_beside_written_speech_are_action() -> None:
    assert 'A "No," said Piet.' in outline(read_prose('NORA: Who?\n\n"No," said Piet.\n\nIKE: He.', "case"))


_PIECES = st.sampled_from((
    '"Stop," said Piet.', 'She said, "No!" and left.', '"Late," the old man whispered, "too late."', "Marta stood.",
    "« Non », dit Paul.", '"Nobody."', '"> a <" said Marta', '"(beat) Hm," said Marta', '"~la" said Marta', "\n",
    "\n\n", " ",
))  # fmt: skip


@given(pieces=st.lists(_PIECES, max_size=12))
def test_no_letter_of_a_story_is_lost_and_fountain_holds_it_too(pieces: list[str]) -> None:
    text = " ".join(pieces)
    script = read_prose(text, "drawn")
    fountain = write_fountain(script)

    def count(letters: str) -> Counter[str]:
        return Counter(letter.upper() for letter in letters if letter.isalnum())

    assert not count(text) - count(fountain)
    assert unplaced(read_fountain(fountain, "drawn")) == unplaced(script)

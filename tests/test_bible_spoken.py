"""Speech in rows of its own, and rows before a colon that are nobody's."""

from __future__ import annotations

import pytest
from fountain_case import outline

from bible.prose import read_prose


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("ROSA. Out.\n\nEMIL. I was.\n\nROSA. (low) In?", "L ROSA: Out. ¦ L EMIL: I was. ¦ L ROSA: (low) In?"),
        ("1. KEEPER: Nine.\n\n2. BOY: (LOW) Ten?", "[[ 1. ¦ L KEEPER: Nine. ¦ [[ 2. ¦ L BOY: (LOW) Ten?"),
        ("店員「ご注文は？」\n男Ｎ「雨が好きになった」", "L 店員: ご注文は？ ¦ L 男 (V.O.): 雨が好きになった"),
        ("NARRATOR (V.O.): In 1968.\n\nVO: They came.", "L NARRATOR (V.O.): In 1968. ¦ L NARRATOR (VO): They came."),
        ("dog: woof\n\nball: hello\n\ndog: bye", "L DOG: woof ¦ L BALL: hello ¦ L DOG: bye"),
        ("- Mia: Where?\n- Old woman: Here.", "L MIA: Where? ¦ L OLD WOMAN: Here."),
        ("ZARA: No.\n\nSFX: KRAK\n\nCAPTION: Cairo.", "L ZARA: No. ¦ A SFX: KRAK ¦ [[ CAPTION ¦ >< Cairo."),
        ("Panel 1: A hand.\n\nPanel 2\nRain.", "[[ Panel 1 ¦ A A hand. ¦ [[ Panel 2 ¦ A Rain."),
        ("STEP 1\nWood is cut.\nHOST: Wood!", "## STEP 1 ¦ A Wood is cut. ¦ L HOST: Wood!"),
        ("Genre: Drama\n\nLength: 10 min", "A Genre: Drama ¦ A Length: 10 min"),
        ("SILENCE. He waits.\n\nBANG. She falls.", "A SILENCE. He waits. ¦ A BANG. She falls."),
    ],
    ids=lambda text: text[:20].replace("\n", " "),
)  # fmt: skip
def test_who_speaks_in_rows_of_their_own_is_heard(text: str, holds: str) -> None:
    told = outline(read_prose(f"It rains.\n\n{text}", "case"))
    assert told.removeprefix("H  |  |  ¦ A It rains. ¦ ") == holds

"""What temp sound is told of a scene: where each of its shots plays, and when."""

from __future__ import annotations

from bible.breakdown import break_down
from bible.entries import Hour, Weather
from bible.fountain import read_fountain
from shots.direct import direct
from studio.production import Production
from studio.settings import Settings
from studio.surroundings import surroundings

SCRIPT = """EXT. HARBOUR - DAY

NORA, 64, looks out.

MONTAGE - A DAY

- INT. KITCHEN - NIGHT - Nora burns the toast.
- DAWN: the boats go out.
- INT. KITCHEN - NIGHT - Nora eats it.

END MONTAGE

INT. WHEELHOUSE - DAY

Rain. Nora steers.

FLASHBACK - EXT. BEACH - DAY

Nora runs.
"""


def test_rows_of_a_montage_are_heard_where_and_when_they_play() -> None:
    script = read_fountain(SCRIPT, "day")
    bible = break_down(script)
    shots = direct(script, bible)
    production = Production(name="day", picture=Settings().picture, handles=0, script=script, bible=bible, shots=shots)
    found = surroundings(production)
    assert [(each.scene, each.place, each.inside, each.hour) for each in found] == [
        ("S0001", "@HARBOUR", False, Hour.DAY),
        ("S0001", "@KITCHEN", True, Hour.NIGHT),
        ("S0001", "@HARBOUR", False, Hour.DAWN),
        ("S0002", "@WHEELHOUSE", True, Hour.DAY),
        ("S0003", "@BEACH", False, Hour.DAY),
    ]
    assert [each.weather for each in found[-2:]] == [Weather.RAIN, Weather.CLEAR], "it did not rain then"
    assert found[1].kind == "kitchen"
    rows = [shot for shot in shots.shots if shot.place == "@KITCHEN"]
    assert list(found[1].actions) == [shot.id for shot in rows]
    assert len(rows) == 2
    heard = [shot for each in found for shot in each.actions]
    assert sorted(heard) == [shot.id for shot in shots.shots], "every shot once"

"""Story days: which day of the story a scene is on."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import fountain_texts

from bible.days import story_days
from bible.fountain import read_fountain


def _days(*headings: str) -> list[int]:
    text = "".join(f"{heading}\n\nSomething happens.\n\n" for heading in headings)
    return list(story_days(read_fountain(text, "test")))


@pytest.mark.parametrize(
    ("times", "days"),
    [
        (("DAY", "NIGHT", "DAY", "NIGHT"), [1, 1, 2, 2]),
        (("DAY", "DAY", "DUSK", "NIGHT"), [1, 1, 1, 1]),
        (("DAWN", "CONTINUOUS", "LATER", "MOMENTS LATER"), [1, 1, 1, 1]),
        (("NIGHT", "CONTINUOUS", "DAWN", "DAY"), [1, 1, 2, 2]),
        (("DAY", "NEXT DAY", "THE FOLLOWING MORNING"), [1, 2, 3]),
        (("DAY", "TWO DAYS LATER", "A WEEK LATER", "A FEW DAYS LATER"), [1, 3, 10, 13]),
        (("DAY 1", "DAY 2", "NIGHT", "DAY 5"), [1, 2, 2, 5]),
        (("AFTERNOON", "MORNING"), [1, 2]),
        (("TAG", "② TAGE SPÄTER", "٣ TAGE SPÄTER"), [1, 2, 5]),
        (("DAY", "300 YEARS LATER", "99999 YEARS LATER"), [1, 109_501, 9_999_999]),
        (("DAY", "MORNING", "AFTERNOON"), [1, 1, 1]),
        (("NIGHT", "LATER THAT NIGHT", "SAME NIGHT"), [1, 1, 1]),
        (("NIGHT", "DAY (FLASHBACK)", "CONTINUOUS", "NIGHT"), [1, 0, 0, 1]),
        (("DAY (1990)", "DAY (1944)", "NIGHT (1990)"), [1, 0, 1]),
        (("NIGHT (1973)", "NIGHT (1974)", "DAY", "ANOTHER DAY"), [1, 366, 367, 368]),
        (("NIGHT", "DREAM", "BACK TO PRESENT - NIGHT"), [1, 0, 1]),
        (("TWENTY YEARS AGO - DAY", "PRESENT DAY - NIGHT"), [0, 1]),
        (("НІЧ", "РАНОК"), [1, 2]),
        (("TAG", "AM NÄCHSTEN TAG", "ZWEI WOCHEN SPÄTER", "TAG (RÜCKBLENDE)"), [1, 2, 16, 0]),
        (("JOUR", "LE LENDEMAIN", "DEUX JOURS PLUS TARD", "NUIT (RÊVE)"), [1, 2, 4, 0]),
        (("DÍA", "AL DÍA SIGUIENTE", "TRES SEMANAS DESPUÉS", "NOCHE (SUEÑO)"), [1, 2, 23, 0]),
        (("GIORNO", "IL GIORNO DOPO", "DUE MESI DOPO", "NOTTE (SOGNO)"), [1, 2, 62, 0]),
        (("DIA", "NO DIA SEGUINTE", "DOIS ANOS DEPOIS", "NOITE (SONHO)"), [1, 2, 732, 0]),
        (("ДЕНЬ", "НА СЛЕДУЮЩИЙ ДЕНЬ", "ДВЕ НЕДЕЛИ СПУСТЯ", "НОЧЬ (СОН)"), [1, 2, 16, 0]),
        (("昼", "翌日", "三日後", "夜（回想）"), [1, 2, 5, 0]),
        (("白天", "第二天", "两周后", "夜（梦）"), [1, 2, 16, 0]),
    ],
    ids=lambda value: ", ".join(value) if isinstance(value, tuple) else "",
)
def test_headings_say_which_day_it_is(times: tuple[str, ...], days: list[int]) -> None:
    assert _days(*(f"INT. ROOM - {time}" for time in times)) == days


def test_a_heading_that_names_a_detail_stays_on_its_day() -> None:
    assert _days("INT. ROOM - NIGHT", ".THE KETTLE", "EXT. YARD - DAY") == [1, 1, 2]


@given(fountain_texts)
def test_every_scene_has_a_day_and_days_never_run_backwards(text: str) -> None:
    script = read_fountain(text, "drawn")
    days = story_days(script)
    assert len(days) == len(script.scenes)
    dated = [day for day in days if day]
    assert dated == sorted(dated)

"""Places and sheets: one entry for a place however headings write it, its parts with it, and what a person set."""

from __future__ import annotations

from bible.breakdown import break_down
from bible.entries import Bible, Hour, Weather
from bible.fountain import read_fountain


def _bible(*headings: str, before: Bible | None = None) -> Bible:
    text = "".join(f"{heading}\n\nSomething happens.\n\n" for heading in headings)
    return break_down(read_fountain(text, "test"), before)


def _places(*headings: str) -> list[str]:
    return [sheet.location for sheet in _bible(*headings).sheets]


def test_one_place_has_one_entry_for_every_way_to_write_it() -> None:
    assert set(_places("INT. NORA'S HOUSE - DAY", "INT. NORA’S HOUSE - NIGHT", "INT THE NORA'S HOUSE")) == {
        "@NORAS-HOUSE"
    }
    assert set(_places("EXT. HARBOUR - FERRY SLIP - DAY", "EXT. FERRY SLIP, HARBOUR - DAY")) == {"@HARBOUR-FERRY-SLIP"}


def test_inside_and_outside_are_two_entries_that_say_which() -> None:
    assert _places("INT. HOUSE - DAY", "EXT. HOUSE - DAY", "INT. HOUSE - NIGHT") == ["@HOUSE", "@HOUSE-EXT", "@HOUSE"]
    assert _places("INT. BAY 2 - DAY", "EXT. BAY 2 - DAY") == ["@BAY-2", "@BAY-2-EXT"]


def test_a_part_named_alone_beside_its_whole_is_that_part() -> None:
    slip, harbour, alone = _places("EXT. HARBOUR - FERRY SLIP - DAY", "EXT. HARBOUR - DAY", "EXT. FERRY SLIP - LATER")
    assert slip == alone == "@HARBOUR-FERRY-SLIP"
    assert harbour == "@HARBOUR"
    bible = _bible("EXT. HARBOUR - FERRY SLIP - DAY", "EXT. HARBOUR - DAY")
    assert bible.location("@HARBOUR-FERRY-SLIP").part_of == "@HARBOUR"


def test_parts_of_two_wholes_stay_apart() -> None:
    places = _places(
        "INT. NORA'S - KITCHEN - DAY", "INT. IKE'S - KITCHEN - DAY", "INT. IKE'S - DAY", "INT. KITCHEN - DAY"
    )
    assert len(set(places)) == 4
    assert len(set(_places("INT. DINER - KITCHEN - DAY", "INT. HOUSE - DAY", "INT. KITCHEN - DAY"))) == 3


def test_places_a_person_joined_are_one_and_stay_one() -> None:
    headings = ("EXT. QUAY - DAY", "EXT. THE OLD PIER - DAY")
    quay, _ = _bible(*headings).locations
    edited = Bible(
        characters=(), locations=(quay.model_copy(update={"also": ("EXT. OLD PIER",), "kind": "harbour"}),), sheets=()
    )
    again = _bible(*headings, "INT. SHED - DAY", before=edited)
    assert [sheet.location for sheet in again.sheets] == ["@QUAY", "@QUAY", "@SHED"]
    assert again.location("@QUAY").kind == "harbour"
    without = _bible("INT. SHED - DAY", before=again)
    assert [each.token for each in without.locations] == ["@SHED"]
    assert _bible(*headings, before=without).location("@QUAY").kind == "harbour"


def test_what_a_person_set_of_a_scene_holds_and_the_next_go_on_from_it() -> None:
    headings = ("EXT. QUAY - DAY", "INT. SHED - CONTINUOUS", "INT. SHED - NIGHT")
    bible = _bible(*headings)
    first = bible.sheets[0].model_copy(
        update={"hour": Hour.DAWN, "weather": Weather.SNOW, "day": 4, "by_hand": ("hour", "weather", "day")}
    )
    again = _bible(*headings, before=bible.model_copy(update={"sheets": (first, *bible.sheets[1:])}))
    assert [sheet.hour for sheet in again.sheets] == [Hour.DAWN, Hour.DAWN, Hour.NIGHT]
    assert [sheet.weather for sheet in again.sheets] == [Weather.SNOW, Weather.SNOW, Weather.CLEAR]
    assert [sheet.day for sheet in again.sheets] == [4, 4, 4]


def test_a_heading_that_only_looks_closer_is_in_the_place_before() -> None:
    """Writers force headings for shots: they are no new places."""
    details = (
        ".CLOSE ON THE LETTER", ".NORA", ".NORA RUNNING UPSTAIRS", ".BACK ON NORA AND IKE", ".IKE, IN THE DOORWAY",
        ".NORA'S POV", ".INSIDE",
    )  # fmt: skip
    text = "INT. HOUSE - DAY\n\nNORA waits. IKE comes.\n\nNORA\nIke?\n\nIKE\nYes.\n\n"
    text += "".join(f"{heading}\n\nSomething happens.\n\n" for heading in details)
    bible = break_down(read_fountain(text, "test"))
    assert {sheet.location for sheet in bible.sheets} == {"@HOUSE"}
    assert [place.name for place in bible.locations] == ["HOUSE"]
    others = (".NORA'S GARDEN", ".THE KITCHEN", ".AT THE BEACH", ".NORA STREET")
    text += "".join(f"{heading}\n\nSomething happens.\n\n" for heading in others)
    assert len(break_down(read_fountain(text, "test")).locations) == 5

"""The quote before and the report after: estimated and actual, by shot and by second kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_provider import PRICE, BookBackend, film_job, shot_id
from test_studio_ledger_controller import House

from bible.entries import Hour, Location, Weather
from bible.script import Setting
from renderers.hosted.wire import Settles
from shots.rate import read_rate
from shots.recipe import PictureFormat, Recipe
from shots.shot import Framing, Shot, Size
from studio.ledger.job import PaidJob
from studio.ledger.quote import quote
from studio.ledger.report import Report, report
from studio.ledger.requests import Settlement, settle_job
from studio.pick import Pick
from studio.plan import Node, Plan, State
from studio.production import Reason, Ruling, Verdict
from studio.settings import Settings


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def _report(house: House) -> Report:
    """The report, with a plan in which every shot is two seconds long and shown by its newest take."""
    production = house.store.load(Settings())
    takes = {take.shot: take for take in production.takes}
    place = Location(token="@QUAY", name="QUAY", kind="quay", setting=Setting.EXT)
    nodes = []
    for slate in ("1", "2", "3"):
        shot = Shot(id=shot_id(slate), slate=slate, scene="S0001", framing=Framing.SINGLE, size=Size.CU)
        recipe = Recipe(
            shot=shot, cast=(), location=place, hour=Hour.DAY, weather=Weather.CLEAR, frames=48, handles=8, take=0,
            picture=PictureFormat(rate=read_rate("24")), renderer="bookish", revision="1",
        )  # fmt: skip
        take = takes.get(shot.id)
        nodes.append(
            Node(
                kind="clip", subject=shot.id, name=slate, state=State.CURRENT, owed=False, recipe=recipe,
                pick=Pick(take=take) if take else None,
            )
        )  # fmt: skip
    return report(house.store, production, Plan(nodes=tuple(nodes)))


def test_what_was_paid_for_shots_that_left_the_list_is_still_shown(house: House) -> None:
    house.produce([film_job("4"), film_job("1")])
    told = _report(house)  # its plan has no shot 4
    assert [each.slate for each in told.shots] == ["1", "4"]
    assert sum(each.spent_micro_usd for each in told.shots) == told.spent_micro_usd == 2 * PRICE


def test_a_quote_shows_one_take_of_each_and_what_is_not_certain(house: House) -> None:
    certain, likely = film_job("1"), film_job("2")
    guess = likely.choices[0].model_copy(update={"upper_micro_usd": 2 * PRICE, "until": "voices"})
    quoted = quote(
        [certain, likely.model_copy(update={"choices": (guess,)})], house.store.load(Settings()), house.budget
    )
    assert [line.known for line in quoted.lines] == [True, False]
    assert (quoted.estimate_micro_usd, quoted.upper_micro_usd) == (2 * PRICE, 3 * PRICE)
    assert quoted.takes_a_shot is None
    assert quoted.told() == (
        "one take each of 2: $0.80, at most $1.20",
        "some of it is an estimate until voices is done",
    )


def test_a_quote_adds_what_retakes_cost_so_far(house: House) -> None:
    house.produce([film_job("1")])
    house.produce([film_job("1", by_name=True).model_copy(update={"content": "another"})])
    quoted = quote([film_job("2")], house.store.load(Settings()), house.budget)
    assert (quoted.takes_a_shot, quoted.with_retakes_micro_usd) == (2.0, 2 * PRICE)
    assert any("needed 2.0 takes" in row for row in quoted.told())


def test_a_quote_beyond_the_cap_says_so(tmp_path: Path) -> None:
    house = House(tmp_path, cap=PRICE)
    jobs: list[PaidJob] = [film_job("1"), film_job("2")]
    assert "--max-cost" in quote(jobs, house.store.load(Settings()), house.budget).told()[-1]
    assert quote([], house.store.load(Settings()), house.budget).told() == ("nothing that costs is owed",)


def test_the_report_tells_estimate_and_actual_by_shot_and_second(house: House) -> None:
    house.books.go_wrong("done", "dearer")
    house.produce([film_job("1")])
    house.produce([film_job("2")])
    house.store.rule(Verdict(subject=shot_id("1"), of="take", number=1, ruling=Ruling.NO_GOOD, reason=Reason.HANDS))
    told = _report(house)
    assert (told.estimated_micro_usd, told.spent_micro_usd, told.held_micro_usd) == (2 * PRICE, 3 * PRICE, 0)
    costs = {each.slate: (each.takes, each.estimated_micro_usd, each.spent_micro_usd) for each in told.shots}
    assert costs == {"1": (1, PRICE, 2 * PRICE), "2": (1, PRICE, PRICE)}
    assert [each.per_kept_second_micro_usd for each in told.shots] == [PRICE, PRICE // 2]
    assert told.per_kept_second_micro_usd == 3 * PRICE // 4
    assert told.reasons == {"hands": 1}
    assert told.lanes[0].seconds_a_take
    assert Report.model_validate_json(told.model_dump_json()) == told


def test_the_report_tells_what_is_unsettled_written_off_and_assumed(house: House) -> None:
    house.books.go_wrong("submit", "taken", 2)
    house.produce([film_job("1"), film_job("2")], BookBackend(house.wire(Settles.ASK)))
    settle_job(house.store, "1", Settlement.WRITE_OFF)
    told = _report(house)
    assert (told.written_off_micro_usd, told.assumed_micro_usd, told.held_micro_usd) == (PRICE, PRICE, PRICE)
    assert [each.name for each in told.open] == ["2"]
    words = told.told()
    assert "of it $0.40 that no provider stated: the worst is assumed" in words
    assert "written off $0.40" in words
    assert "2: parked at bookish, $0.40 held" in words
    settle_job(house.store, "2", Settlement.RESUBMIT)
    assert _report(house).sent_again == 1
    assert "sent again 1 ($0.40): each may be billed twice" in _report(house).told()


def test_a_provider_that_charges_more_than_it_said_is_held_to_that(house: House) -> None:
    house.books.go_wrong("done", "dearer")
    house.produce([film_job("1")])
    house.books.go_wrong("poll", "auth")
    house.produce([film_job("2")])
    assert house.budget.held == 2 * PRICE

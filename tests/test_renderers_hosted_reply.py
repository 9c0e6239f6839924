"""What providers say that no one can mean: it counts as not said, and keeps no paid result from coming home."""

from __future__ import annotations

import pytest

from renderers.hosted.calls import retry_after
from renderers.hosted.reply import Reply
from renderers.hosted.runway import Runway
from renderers.hosted.wire import RemoteRef, RemoteState

DAY = 86_400.0
REF = RemoteRef(provider="runway", model="gen4.5", id="task")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "²"}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "9" * 400}, DAY),
        ({"retry-after-ms": "9" * 400}, DAY),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"retry-after": "Fri, 31 Dec 9999 23:59:59 GMT"}, DAY),
        ({"retry-after": "Fri, 31 Dec 99999 23:59:59 GMT"}, None),
        ({"retry-after": "Thu, 31 Dec 2020 23:59:59 GMT"}, 0.0),
    ],
)
def test_no_provider_has_a_lane_wait_longer_than_a_day(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


@pytest.mark.parametrize("said", ["NaN", "Infinity", "-Infinity", f"1{'0' * 400}", "true", '"12"', "null", "[1]"])
def test_a_number_that_does_not_end_is_none(said: str) -> None:
    assert Reply.of(f'{{"cost": {said}}}').number("cost") is None


def test_an_answer_nested_without_end_is_none() -> None:
    assert Reply.of("[" * 200_000).text() == ""


class _Said:
    def __init__(self, answer: object) -> None:
        self._answer = answer

    def get(self, path: str, cast_to: type[object]) -> object:
        return self._answer


@pytest.mark.parametrize(
    ("credits", "cost"), [(25, 250_000), (0, 0), (-25, None), (1e300, None), (float("nan"), None), ("25", None)]
)
def test_a_film_comes_home_whatever_it_is_said_to_cost(credits: object, cost: int | None) -> None:
    wire = Runway("key_canary_a1b2c3")
    vars(wire)["sdk"] = _Said(
        {"status": "SUCCEEDED", "output": ["https://a.example/film.mp4"], "cost": {"credits": credits}}
    )
    state = wire.poll(REF)
    assert isinstance(state, RemoteState)
    assert (state.state, len(state.assets), state.cost_micro_usd) == ("succeeded", 1, cost)

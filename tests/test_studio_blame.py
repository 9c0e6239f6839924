"""Whose fault it is: a job that fails everywhere, a place that fails everything, and what is merely unlucky."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.interface import Rendered, Speech
from studio.attempt import Attempt, AttemptState
from studio.blame import DEATHS_ALLOWED, DIED_TWICE, IN_A_ROW, Blame, Outcome
from studio.worker import Job, RecordingJob

MADE = Rendered(frames=12, handles=0)


def _job(number: int) -> Job:
    attempt = Attempt(
        id=number, kind="recording", subject=f"L{number}", number=1, files=("a.wav",), content="c",
        state=AttemptState.INTENDED,
    )  # fmt: skip
    speech = Speech(line=f"L{number}", text="Early.", voice="v")
    return RecordingJob(attempt=attempt, name=str(number), engine="tones", speech=speech, to=Path("a.wav"))


class _Places:
    """Places that are given jobs in turn, as a farm does it, until all have ended."""

    def __init__(self, conduct: Callable[[str, int], str], *names: str) -> None:
        self._conduct = conduct
        self.names = list(names)
        self.tried: list[tuple[str, int]] = []
        self.said: list[str] = []

    def run(self, count: int) -> dict[int, Outcome]:
        blame, waiting, ended = Blame(), [_job(number) for number in range(count)], list[Outcome]()
        while waiting:
            job, place = waiting.pop(0), self.names[len(self.tried) % len(self.names)]
            self.tried.append((place, job.attempt.id))
            conduct, elsewhere = self._conduct(place, job.attempt.id), len(self.names) > 1
            if conduct == "dies":
                ruling = blame.died(job, place, elsewhere=elsewhere)
            else:
                made = Outcome(job=job, made=MADE) if conduct == "makes" else Outcome(job=job, error=conduct)
                ruling = blame.ended(made, place, elsewhere=elsewhere)
            if ruling.spent:
                self.names.remove(place)
                self.said.append(ruling.spent)
            waiting = [*ruling.again, *waiting]
            ended += ruling.told
        ended += [outcome for _, outcome in blame.doubts()]
        assert sorted(outcome.job.attempt.id for outcome in ended) == list(range(count))
        return {outcome.job.attempt.id: outcome for outcome in ended}


@pytest.mark.parametrize("how", ["fails", "dies"])
def test_a_place_that_fails_everything_is_given_no_more_and_all_is_made_elsewhere(how: str) -> None:
    places = _Places(lambda place, _: how if place == "bad" else "makes", "bad", "good")
    ended = places.run(20)
    assert all(outcome.made for outcome in ended.values())
    assert len({number for place, number in places.tried if place == "bad"}) == IN_A_ROW
    assert places.names == ["good"]
    assert len(places.said) == 1


@pytest.mark.parametrize("how", ["fails", "dies"])
def test_a_job_that_fails_everywhere_is_told_and_no_place_is_blamed(how: str) -> None:
    places = _Places(lambda _, number: how if number == 3 else "makes", "one", "two")
    ended = places.run(10)
    assert [number for number, outcome in ended.items() if not outcome.made] == [3]
    assert ended[3].error == (DIED_TWICE if how == "dies" else "fails")
    assert places.names == ["one", "two"]
    assert len([number for _, number in places.tried if number == 3]) == (1 + DEATHS_ALLOWED if how == "dies" else 1)


def test_where_everything_fails_everywhere_the_last_place_is_never_given_up() -> None:
    places = _Places(lambda place, number: f"{number} at {place}", "one", "two", "three")
    ended = places.run(30)
    assert all(outcome.error for outcome in ended.values())
    assert places.names
    # Once moving did not help, nothing more is moved.
    assert len(places.tried) <= 30 + 2 * IN_A_ROW


@given(
    conduct=st.dictionaries(
        st.tuples(st.sampled_from("abc"), st.integers(0, 7)), st.sampled_from(["makes", "fails", "dies"])
    )
)
def test_every_job_ends_once_by_its_last_try_whatever_befalls(conduct: dict[tuple[str, int], str]) -> None:
    places = _Places(lambda place, number: conduct.get((place, number), "makes"), "a", "b", "c")
    ended = places.run(8)
    assert len(places.tried) <= 8 * 3 * (1 + DEATHS_ALLOWED)
    for number, outcome in ended.items():
        last = next(place for place, tried in reversed(places.tried) if tried == number)
        assert bool(outcome.made) == (conduct.get((last, number), "makes") == "makes")

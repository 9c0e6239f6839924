"""Shots ordered together: one call, one film, a take of each cut out of it, its cost shared to the millionth."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import av
import pytest
from studio_film import SETTINGS, started, studio

from renderers.fake_provider import FakeProvider, Fault
from renderers.fake_provider.pictures import marks_on

SCRIPT = """Title: Together

EXT. HARBOUR - DAWN

NORA coils a rope. She looks at the water. She walks away.

NORA
You're early.

IKE
I didn't sleep.
"""
KEY = {"RUNWAYML_API_SECRET": "key_of_the_test"}
MODEL = "runway/kling3.0-shots"


class Film:
    """A production whose takes are ordered several at once."""

    def __init__(self, root: Path, fake: FakeProvider) -> None:
        self.fake = fake
        self.folder, self.script = root / "together", root / "together.fountain"
        self.folder.mkdir(parents=True)
        self.script.write_text(SCRIPT)
        (self.folder / "studio.toml").write_text(
            f'{SETTINGS}renderer = "{MODEL}"\napprove = []\n'
            f'[providers.runway]\nbase_url = "{fake.base_url("runway")}"\n'
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run a command in the production; its exit code and what it said."""
        done = studio(*arguments, "-C", str(self.folder), environment=KEY)
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout + done.stderr

    def begin(self) -> None:
        """Everything but what costs."""
        assert studio("produce", str(self.script), environment=KEY).returncode == 3

    def rows(self, *arguments: str) -> list[dict[str, object]]:
        """What a command says to programs."""
        done = studio(*arguments, "--json", "-C", str(self.folder), environment=KEY)
        found: list[dict[str, object]] = json.loads(done.stdout)
        return found

    def takes(self) -> list[dict[str, object]]:
        """The takes that were ordered, in the order of the film."""
        return [row for row in self.rows("takes") if row.get("renderer") == MODEL]


@pytest.fixture
def film(tmp_path: Path, fake: FakeProvider) -> Film:
    film = Film(tmp_path, fake)
    film.begin()
    return film


def _numbers(file: Path) -> list[tuple[int, int]]:
    with av.open(str(file)) as container:
        return [marks_on(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]


def test_one_call_becomes_a_take_of_each_shot_and_they_share_its_cost(film: Film) -> None:
    code, said = film.run("produce", "--max-cost", "20")
    assert code == 0, said
    (job,) = film.fake.books.jobs
    takes = film.takes()
    assert len(takes) == len(job.beats) >= 3
    assert all(take["in_cut"] for take in takes)
    begins = [24 * sum(job.beats[:number]) for number in range(len(job.beats))]
    for take, begin in zip(takes, begins, strict=True):
        seen = _numbers(film.folder / str(take["file"]))
        assert seen == [(1, begin + number) for number in range(len(seen))]
        assert len(seen) == int(str(take["frames"])) + 2 * int(str(take["handles"]))
    report = json.loads(film_report(film))
    costs = [shot["spent_micro_usd"] for shot in report["shots"]]
    assert sum(costs) == report["spent_micro_usd"] == film.fake.books.charged_micro_usd
    assert max(costs) - min(costs) <= 1
    assert sum(shot["estimated_micro_usd"] for shot in report["shots"]) == report["estimated_micro_usd"]
    explained = json.loads(
        studio("explain", f"{takes[0]['slate']}-{takes[0]['number']}", "--json", "-C", str(film.folder)).stdout
    )
    assert explained["prompt"]
    assert explained["lane"] == MODEL
    assert explained["cost_micro_usd"] in costs
    film.run("produce")
    assert len(film.fake.books.jobs) == 1


def film_report(film: Film) -> str:
    """What `studio report --json` says."""
    return studio("report", "--json", "-C", str(film.folder), environment=KEY).stdout


def test_killed_before_it_is_cut_apart_nothing_is_ordered_again(film: Film) -> None:
    # The film that came is the first thing that is done in this run; the first take is cut out of it next.
    killed = started(
        "produce", "--max-cost", "20", "-C", str(film.folder), environment={**KEY, "STUDIO_STOP_AT": "attempt done:1"}
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert film.takes() == []
    assert {row["state"] for row in film.rows("shots") if row["lines"]} == {"running"}
    code, said = film.run("produce")
    assert code == 0, said
    assert len(film.fake.books.jobs) == 1
    assert len(film.takes()) == len(film.fake.books.jobs[0].beats)
    assert all(take["in_cut"] for take in film.takes())


def test_a_take_whose_file_is_gone_is_cut_out_once_more_and_paid_once(film: Film) -> None:
    film.run("produce", "--max-cost", "20")
    lost = film.takes()[1]
    (film.folder / str(lost["file"])).unlink()
    code, said = film.run("produce")
    assert code == 0, said
    assert len(film.fake.books.jobs) == 1
    (again,) = (take for take in film.takes() if take["slate"] == lost["slate"] and take["in_cut"])
    assert again["number"] != lost["number"]


def test_a_take_asked_for_by_name_is_ordered_alone(film: Film) -> None:
    film.run("produce", "--max-cost", "20")
    slate = str(film.takes()[1]["slate"])
    code, said = film.run("retake", slate)
    assert code == 0, said
    assert [job.beats for job in film.fake.books.jobs[1:]] == [()]


def test_what_a_person_called_off_by_any_of_its_shots_is_not_ordered_again_unasked(film: Film) -> None:
    slate = next(str(row["slate"]) for row in film.rows("shots") if row["lines"])
    assert film.run("cancel", slate)[0] == 0
    film.run("produce", "--max-cost", "20")
    assert film.fake.books.jobs == []
    film.run("produce", "--stale")
    assert len(film.fake.books.jobs) == 1


def test_takes_of_a_spoilt_film_are_kept_and_not_picked(film: Film) -> None:
    film.fake.fault(Fault(op="job", kind="black"))
    film.run("produce", "--max-cost", "20")
    takes = film.takes()
    assert len(takes) == len(film.fake.books.jobs[0].beats)
    assert not any(take["in_cut"] for take in takes)
    assert all(take["no_good"] for take in takes)
    film.run("produce")
    assert len(film.fake.books.jobs) == 1


def test_an_unclear_order_for_several_shots_parks_them_all_and_is_settled_once(film: Film) -> None:
    film.fake.fault(Fault(op="submit", kind="accept_then_cut", times=1))
    code, said = film.run("produce", "--max-cost", "20")
    assert code == 3
    assert "settle" in said
    name = said.split("studio settle ")[1].split()[0]
    assert "+" in name
    assert len(film.fake.books.jobs) == 1
    film.run("produce")
    assert len(film.fake.books.jobs) == 1
    report = json.loads(film_report(film))
    assert sum(shot["held_micro_usd"] for shot in report["shots"]) == report["held_micro_usd"] > 0
    film.run("settle", name, "--adopt", film.fake.books.jobs[0].id)
    code, said = film.run("produce")
    assert code == 0, said
    assert len(film.takes()) == len(film.fake.books.jobs[0].beats)
    assert list((film.folder / "takes" / "strips").iterdir())

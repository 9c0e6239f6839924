"""Keys: found where people keep them, and told nowhere."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from ledger_provider import BookBackend, film_job
from test_studio_ledger_controller import House

from bible.errors import SettingsError
from renderers.hosted.wire import FailureKind, Order, Submitted, WireError
from studio import secrets

CANARY = 'sk-canary/7f3a+9="x'


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "_known", {})


def test_the_first_variable_that_is_set_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRST_KEY", "  ")
    monkeypatch.setenv("SECOND_KEY", CANARY)
    assert secrets.find_key("bookish", ("FIRST_KEY", "SECOND_KEY")) == CANARY


def test_a_missing_key_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BOOKISH_KEY", raising=False)
    with pytest.raises(SettingsError, match="export BOOKISH_KEY"):
        secrets.find_key("bookish", ("BOOKISH_KEY",))


def test_a_key_too_short_to_be_one_is_refused() -> None:
    with pytest.raises(SettingsError, match="too short"):
        secrets.remember("abc", "bookish")


def test_a_key_is_taken_out_in_every_form_it_may_have() -> None:
    secrets.remember(CANARY, "bookish")
    text = f"plain {CANARY}, in a URL {quote(CANARY, safe='')}, in JSON {json.dumps({'key': CANARY})}"
    told = secrets.redact(text)
    assert told.count("[key of bookish]") == 3
    assert "canary" not in told


def test_a_traceback_holds_no_key(capsys: pytest.CaptureFixture[str]) -> None:
    secrets.remember(CANARY, "bookish")
    try:
        raise ValueError(f"bad key {CANARY}")
    except ValueError as error:
        secrets.tell_error(type(error), error, sys.exc_info()[2])
    told = capsys.readouterr().err
    assert "[key of bookish]" in told
    assert "canary" not in told


class _Blabbing(BookBackend):
    """A backend whose every call fails with the key in its words."""

    def __init__(self, house: House, kind: FailureKind) -> None:
        super().__init__(house.wire())
        self._kind = kind
        self.wire.submit = self._submit  # type: ignore[method-assign]

    def _submit(self, order: Order) -> Submitted:
        raise WireError(self._kind, f"https://bookish.example/v1?key={quote(CANARY, safe='')} said no to {CANARY}")


@pytest.mark.parametrize("kind", [FailureKind.AUTH, FailureKind.REFUSED, FailureKind.UNCLEAR, FailureKind.TRANSIENT])
def test_a_key_in_every_error_is_in_no_file_of_the_production(tmp_path: Path, kind: FailureKind) -> None:
    secrets.remember(CANARY, "bookish")
    house = House(tmp_path)
    outcomes = house.produce([film_job("1"), film_job("2")], _Blabbing(house, kind))
    assert outcomes
    assert "canary" not in "".join([*(outcome.error for outcome in outcomes.values()), *house.said])
    house.store.close()
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert b"canary" not in file.read_bytes(), file

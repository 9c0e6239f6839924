"""What every test shares: no settings, keys or crash hooks of the person who runs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from renderers.fake_provider import FakeProvider


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STUDIO_STOP_AT", raising=False)


@pytest.fixture(scope="session")
def _one_provider() -> Iterator[FakeProvider]:
    from renderers.fake_provider import FakeProvider, Pace

    with FakeProvider(Pace(max_side=128)) as running:
        yield running


@pytest.fixture
def fake(_one_provider: FakeProvider) -> FakeProvider:
    """The fake provider, one for all tests, with empty books; it draws small."""
    _one_provider.reset()
    return _one_provider

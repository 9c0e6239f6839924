"""What every test shares: no settings, keys or crash hooks of the person who runs them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from models.recipes import TinyModels

    from renderers.fake_provider import FakeProvider

# No test is timed: the machine may be busy with other things. The same examples are tried each time, so that nobody's
# change fails by luck; `--hypothesis-profile=search` looks for others.
settings.register_profile(
    "house", deadline=None, suppress_health_check=(HealthCheck.too_slow,), derandomize=True, database=None
)
settings.register_profile(
    "search", settings.get_profile("house"), derandomize=False, max_examples=2000, print_blob=True
)
settings.load_profile("house")

# Nothing is signed with the certificate of the machine that runs the tests, in fixtures of whole modules neither.
os.environ["XDG_CONFIG_HOME"] = os.devnull


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STUDIO_STOP_AT", raising=False)


@pytest.fixture(scope="session", autouse=True)
def _workers_go_home() -> Iterator[None]:
    yield
    assert "tests.studio_film" not in sys.modules, "a second crew of workers, which nobody dismisses"
    if "studio_film" in sys.modules:
        sys.modules["studio_film"].workers.close()


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


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> TinyModels:
    """Tiny video and picture models with random weights, each built when a test first asks for it."""
    from models.recipes import TinyModels

    return TinyModels(tmp_path_factory.mktemp("models"))

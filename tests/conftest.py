"""What every test shares: no settings, keys or crash hooks of the person who runs them."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STUDIO_STOP_AT", raising=False)

"""Prices of language models that are known: dated, with their source, and gone when they hold no longer."""

from __future__ import annotations

from datetime import date

import pytest

from studio.ledger.chat_prices import known_price

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    "model",
    ["openai:gpt-5-mini", "anthropic:claude-sonnet-5-5", "anthropic:claude-haiku-4-5", "google_genai:gemini-3.8-flash"],
)
def test_a_known_price_says_since_when_and_who_says_so(model: str) -> None:
    price = known_price(model, TODAY)
    assert price is not None
    assert 0 < price.dollars_in < price.dollars_out
    assert str(price.as_of) in price.told
    assert price.source in price.told
    assert ("others say" in price.told) == price.lead


def test_a_price_that_holds_no_longer_is_not_known() -> None:
    assert known_price("google_genai:gemini-3.8-flash", date(2026, 12, 31)) is not None
    assert known_price("google_genai:gemini-3.8-flash", date(2027, 1, 1)) is None
    assert known_price("openai:gpt-nobody-knows", TODAY) is None
    assert known_price("ollama:gpt-5-mini", TODAY) is None

"""What common language models cost, as dated rows: used where a production says nothing of its own."""

from __future__ import annotations

import functools
import tomllib
from datetime import date
from importlib.resources import files

from bible.model import Frozen
from renderers.hosted.catalogue import Dollars


class KnownPrice(Frozen):
    """What a million tokens cost, in dollars, since when it is known, and who says so."""

    model: str
    """`openai:gpt-5-mini`."""
    dollars_in: Dollars
    dollars_out: Dollars
    as_of: date
    until: date | None = None
    """The last day on which it holds, where the provider names one."""
    source: str
    lead: bool = False
    """From other people's pages, not the provider's."""

    @property
    def told(self) -> str:
        """The price with its day and source, for people."""
        whose = "others say, not its provider" if self.lead else "its provider says"
        dollars = f"${float(self.dollars_in):.2f} in and ${float(self.dollars_out):.2f} out for a million tokens"
        return f"{self.model} is reckoned at {dollars}, as {whose} (read {self.as_of}: {self.source})"


def known_price(model: str, today: date) -> KnownPrice | None:
    """The price of a model by its name; None where none is known, or it holds no longer."""
    found = next((each for each in _prices() if each.model == model), None)
    return found if found is not None and (found.until is None or today <= found.until) else None


@functools.cache
def _prices() -> tuple[KnownPrice, ...]:
    text = files("studio.ledger").joinpath("chat_prices.toml").read_text("utf-8")
    return tuple(KnownPrice.model_validate(each) for each in tomllib.loads(text)["prices"])

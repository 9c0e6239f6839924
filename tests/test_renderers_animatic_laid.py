"""What lies on a table, and no longer lies there when somebody has taken it."""

from __future__ import annotations

import pytest

from renderers.animatic.laid import things_on_table


@pytest.mark.parametrize(
    ("told", "now", "lies"),
    [
        ((), "They sit.", ("cup",)),
        ((), "A gramophone plays.", ("gramophone",)),
        ((), "A gramophone plays on the shelf.", ()),
        (("A knife lies on the table.",), "Rita looks at the knife.", ("knife",)),
        (("A knife lies on the table.",), "Rita takes the knife.", ()),
        (("A knife lies on the table.", "Rita takes the knife."), "Otto stares at the knife.", ()),
        (("Rita takes the knife.",), "She puts the knife down.", ("knife",)),
        (("A bottle of wine and a knife.",), "Rita picks up the knife.", ("bottle",)),
    ],
)
def test_what_lies_on_a_table(told: tuple[str, ...], now: str, lies: tuple[str, ...]) -> None:
    assert things_on_table(told, now) == lies

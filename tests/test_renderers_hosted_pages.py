"""The pages about hosted renderers say what the code does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from renderers.fake_provider.books import JOB_KINDS, Fault, TransportKind
from renderers.hosted.catalogue import Row, read_catalogue
from renderers.hosted.listing import listing
from renderers.hosted.wires import WIRES

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "hosted.md").read_text(encoding="utf-8")


def test_the_list_of_models_is_the_catalogues() -> None:
    told = "python -m renderers.hosted.listing > docs/providers.md"
    assert (DOCS / "providers.md").read_text(encoding="utf-8") == listing(read_catalogue()), told


def test_the_walk_through_runs_and_costs_nothing_but_fake_money(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(code, names)
    assert names["spent"] == 0.24
    assert (tmp_path / "quay.mp4").stat().st_size > 1000


def test_the_row_that_is_shown_is_one(tmp_path: Path) -> None:
    text = next(each for each in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "[[row]]" in each)
    assert Row.model_validate(tomllib.loads(text)["row"][0]).provider == "gateway"


def test_every_wire_and_every_fault_is_named() -> None:
    for wire in WIRES:
        assert f"| `{wire}` |" in PAGE
    for kind in (*JOB_KINDS, *TransportKind.__args__):  # type: ignore[attr-defined]
        assert f"`{kind}`" in PAGE, kind
        assert Fault(kind=kind).times == 1

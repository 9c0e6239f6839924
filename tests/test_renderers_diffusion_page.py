"""The page about local models names what there is."""

from __future__ import annotations

from pathlib import Path

from renderers.diffusion.families import family_named
from renderers.diffusion.levers import Levers
from renderers.diffusion.models import presets

PAGE = (Path(__file__).parents[1] / "docs" / "local-models.md").read_text()


def test_every_setting_is_on_the_page() -> None:
    assert [name for name in Levers.model_fields if f"`{name}`" not in PAGE] == []


def test_every_model_and_family_is_on_the_page() -> None:
    assert [preset.name for preset in presets() if f"`{preset.name}`" not in PAGE] == []
    titles = {family_named(preset.family).title for preset in presets() if preset.family}
    assert [title for title in sorted(titles) if f"| {title} |" not in PAGE] == []

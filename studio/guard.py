"""A guard over our top-level names: another distribution may own `edit` or `shots` too."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from bible.errors import StudioError

SIBLINGS = ("bible", "shots", "renderers", "edit", "migrations")


def check_siblings() -> None:
    """See that each of our packages lies beside `studio`. Raises StudioError with the file that took its name."""
    home = Path(__file__).resolve().parent.parent
    for name in SIBLINGS:
        spec = find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.parent != home / name:
            raise StudioError(
                f"the name `{name}` is taken by {origin or 'nothing'}, not by studio",
                cure="remove the other one, or install studio by itself: pipx install film-studio",
            )

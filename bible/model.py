"""The base of every value that crosses a border between stages."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that cannot change after it was made and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

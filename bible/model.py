"""The base of every value that crosses a border between stages."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that cannot change after it was made and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Indexed(Frozen):
    """A value in which much is looked up: it may keep what it found (`cached_property`), a changed copy starts anew."""

    def __copy__(self) -> Self:
        """A copy that holds the fields alone."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - type(self).model_fields:
            del copied.__dict__[name]
        return copied

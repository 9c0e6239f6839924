"""The base of every value that crosses a border between stages."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError


class Frozen(BaseModel):
    """A value that cannot change after it was made and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def first_fault(error: ValidationError) -> tuple[str, str]:
    """The first field at fault and what is wrong with it, in words; nothing of that where there is no such field."""
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    return name, "" if first["type"] == "extra_forbidden" else first["msg"].removeprefix("Value error, ")


class Indexed(Frozen):
    """A value in which much is looked up: it may keep what it found (`cached_property`), a changed copy starts anew."""

    def __copy__(self) -> Self:
        """A copy that holds the fields alone."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - type(self).model_fields:
            del copied.__dict__[name]
        return copied

"""What is said on the page, done by what `studio circle`, `nogood` and `keep` do."""

from __future__ import annotations

from typing import Literal, cast, get_args

from bible.errors import SettingsError
from bible.model import Frozen
from studio.choosing import circle, keep, reason_from, refuse
from studio.folder import ProductionFolder
from studio.office import open_office
from studio.progress import Quiet

Deed = Literal["circle", "nogood", "keep", "release"]


class Said(Frozen):
    """One ruling as it comes from the page."""

    deed: Deed
    name: str
    """A take, `12A-3`; for `keep` and `release` a slate."""
    why: str = ""
    note: str = ""


def said_in(fields: dict[str, list[str]]) -> Said:
    """The ruling in the fields of a form. Raises SettingsError for what is none."""
    deed, name, why, note = (fields.get(each, [""])[0].strip() for each in ("deed", "name", "why", "note"))
    if deed not in get_args(Deed) or not name:
        raise SettingsError("this is no ruling", where="dailies", cure="reload the page")
    return Said(deed=cast(Deed, deed), name=name, why=why, note=note)


def rule(folder: ProductionFolder, said: Said) -> str:
    """Record a ruling while holding the production shortly, and say what was done.

    Nothing is made: what the film owes after it is told by the page. Raises FolderBusyError while another command
    holds the production, SelectorError for a take or shot there is not, SettingsError for a reason there is not.
    """
    reason = reason_from(said.why)
    with open_office(folder, "studio dailies", Quiet()) as office:
        if said.deed == "circle":
            circle(office, said.name, said.note)
            return f"circled: {said.name}"
        if said.deed == "nogood":
            refuse(office, said.name, reason, said.note)
            return f"no good: {said.name}"
        slates = keep(office, said.name, said.note, release=said.deed == "release")
        return f"{'released' if said.deed == 'release' else 'kept'}: {', '.join(slates)}"

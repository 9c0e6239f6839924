"""Commands that hand over: export."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from studio.commands.terminal import AsJson, Inside, held_office, plainly, print_json, print_rows


class Form(StrEnum):
    """What an export is for."""

    SHEET = "sheet"
    PAGE = "page"


@plainly
def export(
    form: Annotated[Form, typer.Argument(help="sheet: contact sheet as PNG and PDF; page: the takes as a web page.")],
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Write something to hand over into exports/, never over an older one."""
    from studio.exporting import export_page, export_sheet

    with held_office(inside, f"studio export {form.value}") as office:
        make = {Form.SHEET: export_sheet, Form.PAGE: export_page}[form]
        written = [str(file) for file in make(office)]
    if as_json:
        print_json(written)
    else:
        print_rows(written)

"""Commands that hand over: export."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from studio.commands.terminal import AsJson, Inside, held_office, plainly, print_json, print_rows


class Form(StrEnum):
    """What an export is for."""

    RESOLVE = "resolve"
    PREMIERE = "premiere"
    AVID = "avid"
    FINALCUT = "finalcut"
    OTIO = "otio"
    EDL = "edl"
    SHEET = "sheet"
    PAGE = "page"


class MediaCodec(StrEnum):
    """How an editing program gets the pictures."""

    DNXHR = "dnxhr"
    PRORES = "prores"
    AS_MADE = "as-made"


@plainly
def export(
    form: Annotated[
        Form,
        typer.Argument(
            help="The cut for an editing program; sheet: contact sheet as PNG and PDF; page: the takes as a web page."
        ),
    ],
    codec: Annotated[
        MediaCodec | None, typer.Option(help="Pictures in this codec; by default the one the program edits best.")
    ] = None,
    alternates: Annotated[
        bool, typer.Option("--alternates/--no-alternates", help="Hand over the other takes of each shot, too.")
    ] = True,
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Write something to hand over into exports/, never over an older one."""
    from studio.exporting import Exported, export_page, export_sheet

    with held_office(inside, f"studio export {form.value}") as office:
        made: Exported
        if form == Form.SHEET:
            made = export_sheet(office)
        elif form == Form.PAGE:
            made = export_page(office)
        else:
            from edit.turnover import Program
            from renderers.media.editing import Codec
            from studio.exporting import export_turnover

            asked = Codec(codec.value) if codec else None
            made = export_turnover(office, Program(form.value), asked, alternates=alternates)
    if as_json:
        print_json(made.model_dump(mode="json"))
        return
    print_rows([f"{made.folder}/{file}" for file in made.files if "/" not in file])
    inner = sum("/" in file for file in made.files)
    if inner:
        print_rows([f"and {inner} media files; losses.txt says what each format could not carry"])

"""Commands that hand over: export."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.commands.terminal import AsJson, Inside, held_office, plainly, print_json, print_rows

if TYPE_CHECKING:
    from studio.exporting import Exported
    from studio.office import Office


class Form(StrEnum):
    """What an export is for."""

    RESOLVE = "resolve"
    PREMIERE = "premiere"
    AVID = "avid"
    FINALCUT = "finalcut"
    OTIO = "otio"
    EDL = "edl"
    FILM = "film"
    DAILIES = "dailies"
    SHEET = "sheet"
    PAGE = "page"


class MediaCodec(StrEnum):
    """How an editing program gets the pictures."""

    DNXHR = "dnxhr"
    DNXHR_MXF = "dnxhr-mxf"
    PRORES = "prores"
    AS_MADE = "as-made"


class FilmPreset(StrEnum):
    """What a film is handed over as."""

    WEB = "web"
    UHD = "4k"
    VERTICAL = "vertical"
    SQUARE = "square"
    HEVC = "hevc"
    AV1 = "av1"
    PRORES = "prores"
    DNXHR = "dnxhr"


class Engine(StrEnum):
    """Who puts a film together."""

    STUDIO = "studio"
    MOVIEPY = "moviepy"


@plainly
def export(
    form: Annotated[
        Form,
        typer.Argument(
            help="The cut for an editing program; film: one to hand over; dailies: all takes with their names; "
            "sheet: a contact sheet to print; page: takes as a web page to mail."
        ),
    ],
    codec: Annotated[
        MediaCodec | None, typer.Option(help="Pictures in this codec; by default the one the program edits best.")
    ] = None,
    alternates: Annotated[
        bool, typer.Option("--alternates/--no-alternates", help="Hand over the other takes of each shot, too.")
    ] = True,
    as_bundle: Annotated[
        bool, typer.Option("--zip", help="For otio and resolve: the timeline and its media in one .otioz file.")
    ] = False,
    preset: Annotated[FilmPreset, typer.Option(help="Of a film: its size and codec.")] = FilmPreset.WEB,
    loudness: Annotated[
        float | None, typer.Option(help="Of a film, in LUFS: -14 web, -16 speech, -23 air; else its preset's.")
    ] = None,
    textless: Annotated[bool, typer.Option("--textless", help="A film without words on its picture.")] = False,
    burn_captions: Annotated[
        bool, typer.Option("--burn-captions", help="A film with its captions in the picture.")
    ] = False,
    stems: Annotated[
        bool, typer.Option("--stems", help="With a film: dialogue, music and effects, each alone.")
    ] = False,
    engine: Annotated[Engine, typer.Option(help="moviepy makes a film the plain way, to compare.")] = Engine.STUDIO,
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Write something to hand over into exports/. Never over an older one."""
    if form != Form.FILM and (textless or burn_captions or stems or loudness is not None or engine != Engine.STUDIO):
        raise typer.BadParameter(
            "--textless, --burn-captions, --stems, --loudness and --engine belong to `studio export film`"
        )
    if textless and burn_captions:
        raise typer.BadParameter("--textless takes all words off the picture, --burn-captions puts some on it")
    if as_bundle and form not in (Form.OTIO, Form.RESOLVE):
        raise typer.BadParameter("--zip belongs to `studio export otio` and `studio export resolve`")
    with held_office(inside, f"studio export {form.value}") as office:
        if form == Form.FILM:
            from studio.mastering import FilmWanted, export_film

            wanted = FilmWanted(
                preset=preset.value, loudness=loudness, textless=textless, burnt=burn_captions, stems=stems,
                moviepy=engine == Engine.MOVIEPY,
            )  # fmt: skip
            made = export_film(office, wanted)
        else:
            made = _other(office, form, codec, alternates=alternates, bundle=as_bundle)
    _tell(made, as_json)


def _other(office: Office, form: Form, codec: MediaCodec | None, *, alternates: bool, bundle: bool) -> Exported:
    """Takes to look at, or the cut for an editing program."""
    from studio.exporting import export_page, export_sheet

    if form == Form.SHEET:
        return export_sheet(office)
    if form == Form.PAGE:
        return export_page(office)
    if form == Form.DAILIES:
        from studio.mastering import export_dailies

        return export_dailies(office)
    return _turnover(office, form, codec, alternates=alternates, bundle=bundle)


def _turnover(office: Office, form: Form, codec: MediaCodec | None, *, alternates: bool, bundle: bool) -> Exported:
    """The cut for an editing program."""
    from edit.turnover import Program
    from renderers.media.editing import Codec
    from studio.exporting import export_turnover

    asked = Codec(codec.value) if codec else None
    return export_turnover(office, Program(form.value), asked, alternates=alternates, bundle=bundle)


def _tell(made: Exported, as_json: bool) -> None:
    if as_json:
        print_json(made.model_dump(mode="json"))
        return
    print_rows([f"{made.folder}/{file}" for file in made.files if "/" not in file])
    inner = sum("/" in file for file in made.files)
    if inner:
        told = "; losses.txt says what each format could not carry" if made.losses else ""
        print_rows([f"and {inner} media files{told}"])

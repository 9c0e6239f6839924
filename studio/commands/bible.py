"""The command for the bible: show it, write it as a file to edit, take the file back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bible.errors import SettingsError
from studio.commands.table import print_table
from studio.commands.terminal import (
    AsJson,
    Inside,
    held_office,
    plainly,
    print_rows,
    print_text,
    read_office,
    typed,
)

if TYPE_CHECKING:
    from bible.entries import Bible, Character
    from bible.script import Script

_KINDS = {"group": "several people", "voice": "only a voice"}


@plainly
def bible(
    way: Annotated[
        Literal["show", "export", "import", "propose"],
        typer.Argument(metavar="[export|import|propose]", show_default=False),
    ] = "show",
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="The YAML file to write or to read; of propose, the model: openai:gpt-5-mini."
        ),
    ] = None,
    max_cost: Annotated[
        str, typer.Option(metavar="USD", help="What this production may cost in all; zero until set.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what proposing would cost; ask nothing.")] = False,
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Show the bible; write it to edit, and take it back. It says who, where and when; its file is YAML.

    With `propose` a language model is asked for looks, costumes and palettes where the script leaves them open.
    """
    if way == "export":
        _export(inside, file)
    elif way == "import":
        _import(inside, file, as_json)
    elif way == "propose":
        _propose(inside, str(file or ""), max_cost, dry_run, as_json)
    else:
        _show(inside, as_json)


def _export(inside: Path, file: Path | None) -> None:
    from studio.bible_file import bible_to_file

    with read_office(inside) as office:
        print_rows([str(bible_to_file(office, file))])


def _import(inside: Path, file: Path | None, as_json: bool) -> None:
    from studio.bible_file import bible_from_file

    if file is None:
        raise SettingsError("which file?", where="studio bible import", cure="studio bible import FILE.yaml")
    with held_office(inside, "studio bible import") as office:
        taken = bible_from_file(office, file)
    if as_json:
        print_text(taken.model_dump_json(indent=2))
        return
    rows = [*taken.changes, *(f"{still} is circled" for still in taken.faces)]
    if taken.directed:
        rows.append(f"scene{'s' * (len(taken.directed) > 1)} {', '.join(taken.directed)} directed anew, by rule")
    print_rows([*rows, typed("studio produce makes what is owed")] if rows else ["nothing in the file is otherwise"])


def _propose(inside: Path, model: str, max_cost: str, dry_run: bool, as_json: bool) -> None:
    from studio.asking import model_of
    from studio.ledger.money import micro_usd, usd
    from studio.ledger.requests import set_max_cost
    from studio.proposing import price_of_proposing, propose_bible

    with held_office(inside, "studio bible propose") as office:
        model = model or model_of(office.settings.director)
        if not model:
            raise SettingsError(
                "which model?", where="studio bible propose", cure="studio bible propose openai:gpt-5-mini"
            )
        if dry_run:
            price = price_of_proposing(office, model)
            told = f"about {usd(price.likely_micro_usd)}, at most {usd(price.most_micro_usd)}"
            print_text(
                price.model_dump_json(indent=2)
                if as_json
                else f"{model} would be asked {price.questions} question{'s' * (price.questions != 1)}: {told}"
            )
            return
        if max_cost:
            set_max_cost(office.store, micro_usd(max_cost))
        proposed = propose_bible(office, model)
    if as_json:
        print_text(proposed.model_dump_json(indent=2))
        return
    rows = [*proposed.taken, *(f"not taken: {row}" for row in proposed.refused)]
    rows.append("studio bible export writes it all as a file to edit" if proposed.taken else "nothing was taken")
    print_rows(rows)


def _show(inside: Path, as_json: bool) -> None:
    with read_office(inside) as office:
        production = office.production()
    entries, script = production.bible, production.script
    if entries is None or script is None:
        print_rows(["there is no bible yet; studio produce SCRIPT makes it"])
        return
    if as_json:
        print_text(entries.model_dump_json(indent=2))
        return
    print_table(
        ("token", "who", "looks", "also", "introduced as"),
        [
            (each.token, _who(each, entries), _looks(each), _short(", ".join(each.aliases)), each.introduction)
            for each in entries.characters
        ],
        wide=("looks", "also", "introduced as"),
    )
    print_text("")
    print_table(
        ("token", "where", "setting", "part of"),
        [(each.token, each.name, each.setting.value, each.part_of) for each in entries.locations],
    )
    _show_scenes(entries, script)


def _show_scenes(entries: Bible, script: Script) -> None:
    numbers = {scene.id: scene.number for scene in script.scenes}
    rows = []
    for sheet in entries.sheets:
        worn = [character.worn_in(sheet) for character in entries.characters if character.token in sheet.characters]
        costumes = ", ".join(costume.token for costume in worn if costume is not None)
        who = ", ".join((*sheet.characters, *sheet.crowds, *(f"{token} heard" for token in sheet.voices)))
        light = f"{sheet.hour.value}, {sheet.weather.value}"
        day = str(sheet.day) if sheet.day else "past"
        rows.append((numbers[sheet.scene], day, light, sheet.location, ", ".join(sheet.props), costumes, who))
    print_text("")
    print_table(
        ("scene", "day", "light", "where", "things", "costumes", "who"), rows, wide=("things", "costumes", "who")
    )


def _who(character: Character, entries: Bible) -> str:
    """`Captain Vega, woman, 64`; of several, who they are."""
    shown = f"{character.shown}, " if character.shown else ""
    if character.members:
        return shown + " and ".join(entries.character(token).title for token in character.members)
    if character.kind != "person":
        return shown + _KINDS[character.kind]
    return f"{shown}{character.look.called}, {character.look.age}"


def _looks(character: Character) -> str:
    from bible.look_words import words_of

    if character.kind != "person":
        return ""
    words = words_of(character.look)
    hat = "" if words["hat"] == "none" else f", {words['hat']}"
    return f"{words['hair']}, {words['wears']}{hat}"


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 2].rstrip(', ')} …"

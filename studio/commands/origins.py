"""Commands that say where a picture comes from: explain, replay, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bible.errors import SettingsError
from studio.commands.terminal import FAILED, AsJson, Inside, held_office, plainly, print_rows, print_text, read_office

if TYPE_CHECKING:
    from edit.provenance import Signed
    from studio.explaining import Explained
    from studio.replaying import Replayed


@plainly
def explain(
    what: Annotated[str, typer.Argument(metavar="FILM|TAKE", help="film.mp4 with --at; or a take: 12A-3.")],
    at: Annotated[str, typer.Option(metavar="TIMECODE", help="A frame of the film: 00:00:12:05, 01:00:12:05.")] = "",
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Where a frame or a take comes from. Line, tokens, prompt, model, seed, take and price."""
    from studio.explaining import explain_frame, explain_take
    from studio.folder import DATABASE
    from studio.selectors import select_take

    film = Path(what)
    named = film.suffix != "" or film.exists()
    if named and not at:
        raise SettingsError("which frame?", where=what, cure="name it: --at 00:00:12:05")
    root = film.parent if named and inside == Path(".") and (film.parent / DATABASE).is_file() else inside
    with read_office(root) as office:
        told = (
            explain_frame(office, film, at) if named else explain_take(office, select_take(what, office.production()))
        )
    if as_json:
        print_text(told.model_dump_json(indent=2))
    else:
        print_rows(_explained(told))


def _explained(told: Explained) -> list[str]:
    """For people: what is empty is left out."""
    price = f"${told.cost_micro_usd / 1_000_000:.4f}" if told.cost_micro_usd else "nothing"
    version = f" of v{told.version:03d}" if told.version else ""
    rows = [
        ("frame", f"{told.at}{version}" if told.at else ""),
        ("shot", f"{told.slate} {told.size} — {told.action}".rstrip(" —")),
        ("scene", f"{told.scene} {told.heading}".strip()),
        *(("heard", f"{each.speaker} ({each.line}, rows {each.rows}): {each.text}") for each in told.heard),
        ("tokens", ", ".join(told.tokens)),
        ("take", f"{told.take}{' (circled)' if told.circled else ''}"),
        ("file", told.file if told.frame is None else f"{told.file}, frame {told.frame}"),
        ("made by", f"{told.renderer} {told.revision}" + (f" through {told.lane}" if told.lane != "local" else "")),
        ("job", told.remote),
        ("prompt", told.prompt),
        ("in words", told.in_words),
        ("guides", "; ".join(told.guides)),
        ("note", told.note),
        ("seed", str(told.seed)),
        ("cost", price),
        ("made at", told.made_at),
        ("recipe", told.recipe),
        ("sha256", told.sha256),
    ]
    return [f"{name:<8} {value}" for name, value in rows if value]


@plainly
def replay(
    take: Annotated[str, typer.Argument(metavar="TAKE", help="12A-3, made on this machine.")],
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Make a take again, and say whether it is the same. It is made by its own recipe, and not kept."""
    from studio.replaying import replay as make_again
    from studio.selectors import select_take

    with held_office(inside, "studio replay") as office:
        told = make_again(office, select_take(take, office.production()))
    if as_json:
        print_text(told.model_dump_json(indent=2))
    else:
        print_rows(_replayed(told))
    if not told.same:
        raise typer.Exit(FAILED)


def _replayed(told: Replayed) -> list[str]:
    note = [told.note] if told.note else []
    if told.same:
        return [f"{told.take}: the same {told.frames} frames, one for one", *note]
    first = f"{told.differing} of {told.frames} frames are others, the first is frame {told.first_difference}"
    return [f"{told.take}: {first}; {told.frames_now} came now", *note]


@plainly
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A film, take or still.")],
    root: Annotated[
        Path | None, typer.Option(metavar="PEM", help="A certificate to trust, beside this machine's own.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read the credentials in a file, and see if they hold."""
    from edit.provenance import read_signed
    from studio.certificates import ROOT, home

    own = home() / ROOT
    anchors = [*([root] if root else []), *([own] if own.is_file() else [])]
    told = read_signed(file, anchors)
    if as_json:
        print_text(told.model_dump_json(indent=2))
    else:
        print_rows(_verified(file, told))
    if told.state in ("none", "invalid"):
        raise typer.Exit(FAILED)


def _verified(file: Path, told: Signed) -> list[str]:
    words = {
        "none": "nothing is signed into it",
        "invalid": f"it was changed after it was signed ({', '.join(told.problems)})",
        "valid": "whole; who signed it is not vouched for here",
        "trusted": "whole, and signed by somebody vouched for",
    }
    rows = [f"{file}: {words[told.state]}"]
    rows += [f"signed by {told.signer}"] if told.signer else []
    rows += [f"source: {told.source}"] if told.source else []
    if told.take is not None:
        rows.append(f"take {told.take.take} of {told.take.production}: {told.take.renderer} {told.take.revision}")
    if told.cut is not None:
        rows.append(f"{told.cut.title} v{told.cut.version:03d}, {told.cut.rate} fps, {len(told.cut.clips)} clips")
    return [*rows, *(f"  made from {each}" for each in told.ingredients)]

"""Commands about what costs: report, settle, cancel; and the fake provider, which costs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bible.errors import SettingsError
from studio.commands.terminal import AsJson, Inside, plainly, print_rows, print_text, read_office, say

Job = Annotated[
    str, typer.Argument(metavar="JOB", help="A slate, 12A, the take that was to be, 12A-3, or keyframe:12A.")
]


@plainly
def report(inside: Inside = Path("."), as_json: AsJson = False) -> None:
    """What was spent, on which shots, and what is still out."""
    from studio.ledger.report import report as made

    with read_office(inside) as office:
        told = made(office.store, *office.standing())
    if as_json:
        print_text(told.model_dump_json(indent=2))
        return
    print_rows(list(told.told()))


@plainly
def settle(
    job: Job,
    adopt: Annotated[str, typer.Option(metavar="ID", help="It was taken: its id at the provider.")] = "",
    resubmit: Annotated[bool, typer.Option("--resubmit", help="Order it again.")] = False,
    write_off: Annotated[bool, typer.Option("--write-off", help="Let it go.")] = False,
    not_charged: Annotated[bool, typer.Option("--not-charged", help="You saw that it was not billed.")] = False,
    inside: Inside = Path("."),
) -> None:
    """Say what becomes of an order nobody knows the fate of. Its money is held until then."""
    from studio.ledger.requests import Settlement, settle_job

    chosen = [
        how
        for how, given in (
            (Settlement.ADOPT, bool(adopt)),
            (Settlement.RESUBMIT, resubmit),
            (Settlement.WRITE_OFF, write_off),
        )
        if given
    ]
    if len(chosen) != 1:
        raise SettingsError("say one thing", where="studio settle", cure="--adopt ID, --resubmit or --write-off")
    from studio.folder import ProductionFolder
    from studio.store import Store

    # Without holding the production: whoever is at work there picks it up.
    with Store(ProductionFolder.open(inside)) as store:
        settle_job(store, job, chosen[0], adopt, charged=not not_charged)
    say(f"{job}: {chosen[0].replace('_', ' ')}; studio produce goes on with it")


@plainly
def cancel(job: Job, inside: Inside = Path(".")) -> None:
    """Call an order off, or takes that were asked for. At once if it was not sent, else at its provider."""
    from studio.choosing import call_off
    from studio.folder import SETTINGS, ProductionFolder
    from studio.settings import read_settings
    from studio.store import Store

    # Without holding the production: whoever is at work there picks it up.
    with Store(ProductionFolder.open(inside)) as store:
        call_off(store, read_settings(store.folder.root / SETTINGS), job)
    say(f"{job}: called off; what it costs is what its provider says")


@plainly
def fake_provider(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen on this machine; 0: where there is room.")
    ] = 8001,
) -> None:
    """Run hosted providers that cost nothing, on loopback. To walk the paid path with."""
    from renderers.fake_provider import main

    main("127.0.0.1", port, say)

"""Commands about this machine: doctor, renderers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from studio.commands.table import print_table
from studio.commands.terminal import FAILED, AsJson, Inside, plainly, print_json, print_rows


@plainly
def renderers(as_json: AsJson = False) -> None:
    """What can be used here, and why not."""
    from studio.doctor import tools

    found = tools()
    if as_json:
        print_json([tool.model_dump(mode="json") for tool in found])
        return
    print_table(
        ("kind", "name", "", "what to do"),
        [(tool.kind, tool.name, "ready" if tool.ready else tool.why, tool.cure) for tool in found],
    )


@plainly
def doctor(
    make_test_cert: Annotated[
        bool, typer.Option("--make-test-cert", help="Make a certificate that this machine signs with and trusts.")
    ] = False,
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """What is wrong here, with the cure. On this machine, and in this production."""
    from studio.certificates import make_test_certificate
    from studio.doctor import examine

    if make_test_cert:
        place = make_test_certificate()
        print_rows([f"{place}: takes and films are signed with this from now on; nobody but this machine trusts it"])
        return

    findings = examine(inside)
    if as_json:
        print_json([finding.model_dump(mode="json") for finding in findings])
    else:
        rows = []
        for finding in findings:
            mark = {"good": "ok", "note": "--", "bad": "!!"}[finding.state]
            rows.append(f"{mark}  {finding.what}" + (f"\n    {finding.cure}" if finding.cure else ""))
        print_rows(rows)
    if any(finding.state == "bad" for finding in findings):
        raise typer.Exit(FAILED)

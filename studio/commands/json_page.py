"""The page of what commands print with `--json`, told from the models they print.

`python -m studio.commands.json_page > docs/json.md`
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator

from bible.model import Frozen

_HEAD = """# For programs

With `--json` a command prints one JSON value on stdout: an object, or where it says *each* a list of them. Progress and
errors go to stderr. Fields may be added. Times are frames, money is whole micro-dollars, files are named from the
production folder. `studio watch --json` prints one object a row, for each save.

Exit codes: 0 done; 1 a clear error you can mend; 2 usage; 3 finished with shots that failed or wait for a person, the
film made all the same; 130 stopped by Ctrl-C, and the same command goes on.
"""
_DONE = "studio produce, revise, retake, circle, keep, nogood, add, finish; with `film`, its `state` and `changes`"
_KINDS = {"str": "text", "int": "number", "float": "number", "bool": "true or false"}


def json_page() -> str:
    """The page, as Markdown."""
    return "\n".join([_HEAD, *(f"## {name}\n\n{_rows(*models)}" for name, models in _printed())])


def _printed() -> Iterator[tuple[str, tuple[type[Frozen], ...]]]:
    """What each command prints."""
    from bible.entries import Bible
    from edit.provenance import Signed
    from shots.review import Remark
    from studio.conforming import Report as Conformed
    from studio.doctor import Finding, Tool
    from studio.explaining import Explained
    from studio.exporting import Exported
    from studio.ledger.report import Report
    from studio.replaying import Replayed
    from studio.revising import Revised
    from studio.since_conform import ChangeList
    from studio.summary import Summary
    from studio.views import ShotView, Status, StillView, TakeView

    yield "studio status", (Status,)
    yield "studio shots, each", (ShotView,)
    yield "studio shots --coverage, each", (Remark,)
    yield "studio takes, each: a take, or a still", (TakeView, StillView)
    yield "studio bible", (Bible,)
    yield _DONE, (Summary,)
    yield "studio revise --dry-run, each", (Revised,)
    yield "studio explain", (Explained,)
    yield "studio replay", (Replayed,)
    yield "studio verify", (Signed,)
    yield "studio report", (Report,)
    yield "studio export", (Exported,)
    yield "studio conform FILE, with `cut`, the version it made", (Conformed,)
    yield "studio conform", (ChangeList,)
    yield "studio renderers, each", (Tool,)
    yield "studio doctor, each", (Finding,)


def _rows(*models: type[Frozen]) -> str:
    """The fields of what is printed, one each."""
    rows = []
    for model in models:
        told = _told(model)
        for name, field in model.model_fields.items():
            row = f"- `{name}`, {_kind(str(field.annotation))}{f': {told[name]}' if name in told else ''}"
            rows.append(textwrap.fill(row, 118, subsequent_indent="  ", break_on_hyphens=False))
        rows.append("")
    return "\n".join(rows)


def _kind(annotation: str) -> str:
    """An annotation in plain words: `list of text`."""
    values = re.findall(r"'([^']*)'", annotation) if "Literal" in annotation else []
    if values:
        return f"one of {', '.join(f'`{value}`' for value in values)}"
    if "Mapping" in annotation:
        return "object by name"
    plain = next((_KINDS[word] for word in _KINDS if re.search(rf"\b{word}\b", annotation)), "")
    if annotation.startswith("tuple"):
        return f"list of {plain or 'objects'}"
    return (plain or "object") + (" or null" if "None" in annotation else "")


def _told(model: type[Frozen]) -> dict[str, str]:
    """What stands under the fields of a model in its source, in one row each, by name."""
    (made,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(made, ast.ClassDef)
    told = {}
    for field, below in zip(made.body, made.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            told[field.target.id] = " ".join(str(ast.literal_eval(below.value)).split())
    return told


if __name__ == "__main__":
    sys.stdout.write(json_page().rstrip() + "\n")

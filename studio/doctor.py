"""What is wrong with this machine or this production, each with its cure; and what can be used here."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Set
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bible.errors import FolderError, MissingExtraError, SettingsError, StudioError
from bible.installing import install_extra, install_package
from bible.model import Frozen
from edit.made_sound import TEMP
from edit.provenance import EXTRA
from renderers.declared import FONTS, declared
from renderers.interface import Readiness, Renderer, StillRenderer
from studio.folder import DATABASE, SETTINGS, ProductionFolder
from studio.guard import SIBLINGS
from studio.own_voices import own_files
from studio.plugins import (
    engine_names,
    load_engine,
    load_renderer,
    load_still_renderer,
    renderer_names,
    still_names,
)

if TYPE_CHECKING:
    from studio.settings import Settings

_LEAST_FREE_GB = 2
_ENCODERS = ("libx264", "aac", "mov_text")
_DISTRIBUTION = "film-studio"


class Finding(Frozen):
    """One thing looked at."""

    state: Literal["good", "note", "bad"]
    what: str
    cure: str = ""


class Tool(Frozen):
    """A renderer, still renderer or voice engine, and whether it can be used here."""

    kind: Literal["renderer", "stills", "voice"]
    name: str
    ready: bool
    why: str = ""
    cure: str = ""


def tools(settings: Settings | None = None) -> tuple[Tool, ...]:
    """Every registered renderer, still renderer and voice engine, set up as a production asks for them."""
    found = [_tool("renderer", name, settings) for name in renderer_names()]
    found += [_tool("stills", name, settings) for name in still_names()]
    return tuple(found + [_tool("voice", name, settings) for name in engine_names()])


def _tool(kind: Literal["renderer", "stills", "voice"], name: str, settings: Settings | None) -> Tool:
    try:
        if kind == "voice":
            ready = load_engine(name).check()
        else:
            maker = _maker(kind, name)
            if settings is not None:
                maker.set_up(settings.options_of(name))
            ready = maker.check()
    except (MissingExtraError, SettingsError) as error:
        ready = Readiness(ready=False, why=error.what, cure=error.cure)
    return Tool(kind=kind, name=name, ready=ready.ready, why=ready.why, cure=ready.cure)


def _maker(kind: Literal["renderer", "stills"], name: str) -> Renderer | StillRenderer:
    return load_renderer(name) if kind == "renderer" else load_still_renderer(name)


def examine(root: Path) -> tuple[Finding, ...]:
    """Look at the machine, and at the production in `root` if there is one."""
    findings = [*_machine(), *_disk(root), *_ready(root), *_signing(root)]
    try:
        folder = ProductionFolder.open(root)
    except FolderError as error:
        told = Finding(state="note", what=f"no production in {root.resolve()}: only the machine was looked at")
        if (root / SETTINGS).is_file():
            told = Finding(state="bad", what=f"{error.where}: {error.what}", cure=error.cure)
        return (*findings, told, *_declared())
    return (*findings, *_production(folder), *_declared())


def _machine() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(state="good", what=f"Python {version}, studio {importlib.metadata.version(_DISTRIBUTION)}")
    owners = importlib.metadata.packages_distributions()
    for name in ("studio", *SIBLINGS):
        others = sorted(set(owners.get(name, [])) - {_DISTRIBUTION})
        if others:
            yield Finding(
                state="bad",
                what=f"the package name `{name}` is also installed by {', '.join(others)}",
                cure=f"uninstall {' '.join(others)}, install studio again; or by itself: pipx install {_DISTRIBUTION}",
            )
    from av.codec import codecs_available

    missing = [name for name in _ENCODERS if name not in codecs_available]
    yield (
        Finding(
            state="bad", what=f"PyAV here lacks {', '.join(missing)}", cure=install_package("--force-reinstall", "av")
        )
        if missing
        else Finding(state="good", what=f"PyAV has {', '.join(_ENCODERS)}")
    )


def _declared() -> Iterator[Finding]:
    """What films are lettered, spoken and sounded with: nothing is taken from the machine by chance."""
    for (kind, licence), group in groupby(declared(), key=lambda each: (each.kind, each.licence)):
        alike = list(group)
        if len(alike) == 1:
            yield Finding(state="good", what=alike[0].row)
            continue
        sources = {each.source for each in alike}
        beside = f"; whose each is stands beside it in {FONTS}" if kind == "typeface" else ""
        source = f"; {sources.pop()}" if len(sources) == 1 else beside
        yield Finding(state="good", what=f"{kind}s {', '.join(each.name for each in alike)}: {licence}{source}")


def _disk(root: Path) -> Iterator[Finding]:
    place = root.resolve()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free / 2**30
    low = free < _LEAST_FREE_GB
    yield Finding(
        state="bad" if low else "good",
        what=f"{free:.1f} GB free at {place}",
        cure=f"free the disk: a film of some minutes wants {_LEAST_FREE_GB} GB" if low else "",
    )


def _signing(root: Path) -> Iterator[Finding]:
    """Whether takes and films are signed, and by whom."""
    from studio.certificates import credentials
    from studio.settings import read_settings

    try:
        settings = read_settings(root / SETTINGS)
    except StudioError:
        # Told with the production.
        return
    try:
        who = credentials(settings.certificate, settings.certificate_key)
    except StudioError as error:
        yield Finding(state="bad", what=str(error), cure=error.cure)
        return
    if who is None:
        yield Finding(state="note", what="takes and films are not signed", cure="studio doctor --make-test-cert")
    elif importlib.util.find_spec("c2pa") is None:
        yield Finding(state="bad", what="there is a certificate, but nothing to sign with", cure=install_extra(EXTRA))
    else:
        yield Finding(state="good", what=f"takes and films are signed with {who.certificates}")


def _ready(root: Path) -> Iterator[Finding]:
    from studio.settings import read_settings

    try:
        settings = read_settings(root / SETTINGS)
    except StudioError:
        # Told with the production.
        settings = None
    found = tools(settings)
    for tool in found:
        what = f"{tool.kind} {tool.name}: {'ready' if tool.ready else tool.why}"
        yield Finding(state="good" if tool.ready else "note", what=what, cure=tool.cure)
    known = sorted({tool.name for tool in found if tool.kind != "voice"})
    for name in sorted(set(settings.renderers if settings else ()) - set(known)):
        yield Finding(
            state="note",
            what=f"{SETTINGS} has settings for a renderer {name}, which is not here",
            cure=f"[renderers.NAME] is read for {', '.join(known)}; or install what brings {name}",
        )


def _production(folder: ProductionFolder) -> Iterator[Finding]:
    if (folder.root / DATABASE).is_file():
        try:
            problem = _integrity(folder.root / DATABASE)
        except sqlite3.DatabaseError as error:
            problem = str(error)
        if problem:
            yield Finding(
                state="bad", what=f"{DATABASE} is damaged: {problem}", cure="put back a copy of it from your backup"
            )
            return
        yield Finding(state="good", what=f"{DATABASE} is whole")
    from studio.office import look_into
    from studio.settings import read_settings

    try:
        database = read_settings(folder.root / SETTINGS).database
        with look_into(folder) as office:
            production, planned = office.standing()
            lost = sorted(production.lost)
            needed = any(node.owed for node in planned.nodes) and bool(lost)
            own = own_files(office.folder, production)
            orphans = _orphans(office.folder, office.store.known_files(), own)
    except StudioError as error:
        yield Finding(state="bad", what=str(error), cure=error.cure)
        return
    if database:
        yield Finding(state="good", what=f"the database at {database} answers")
    for file in lost:
        yield Finding(
            state="bad" if needed else "note",
            what=f"{file} is gone or was changed",
            cure="put it back, or make it again: studio produce" if needed else "the film does not need it",
        )
    for file in orphans:
        yield Finding(
            state="note", what=f"{file} is no file of this production", cure="studio add takes it in; or move it away"
        )


def _integrity(database: Path) -> str:
    """What SQLite finds wrong, or empty."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    finally:
        connection.close()
    return "" if answer == "ok" else str(answer)


def _orphans(folder: ProductionFolder, known: frozenset[str], used: Set[str]) -> list[str]:
    """Files no attempt made and nothing in the film uses; temp sounds are made again from their names."""
    found = []
    for name in ("takes", "stills", "sound"):
        for file in sorted((folder.root / name).rglob("*")):
            relative = file.relative_to(folder.root).as_posix()
            if file.is_file() and relative not in known and relative not in used and not relative.startswith(TEMP):
                found.append(relative)
    return found

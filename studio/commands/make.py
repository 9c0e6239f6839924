"""Commands that make: produce, revise, retake."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bible.errors import ScriptError, SettingsError, StudioError
from studio.commands.drafts import say_draft, show_first_draft, show_owed
from studio.commands.terminal import (
    SELECTOR_HELP,
    AsJson,
    Inside,
    Note,
    Shots,
    finish,
    held_office,
    plainly,
    print_json,
    say,
    work_in,
)
from studio.tiers import Tier

if TYPE_CHECKING:
    from studio.drafting import NewDraft
    from studio.folder import ProductionFolder
    from studio.office import Office


TierOption = Annotated[Tier, typer.Option(help="final: by the model named `final` in studio.toml.")]


class Stage(StrEnum):
    """How far `produce` goes."""

    BIBLE = "bible"
    SHOTS = "shots"
    VOICES = "voices"
    CAST = "cast"
    KEYFRAMES = "keyframes"
    TAKES = "takes"
    FILM = "film"


@plainly
def produce(
    script: Annotated[
        Path | None, typer.Argument(help="The script; without it, the one this production was made from.")
    ] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The production folder; beside the script by default.")
    ] = None,
    until: Annotated[Stage, typer.Option(help="How far to go.")] = Stage.FILM,
    director: Annotated[
        str, typer.Option(help="Who makes the shot list: rule, openai:gpt-5-mini, ollama:qwen3 ... (extra llm).")
    ] = "",
    renderer: Annotated[str, typer.Option(help="Who makes takes in this run: see `studio renderers`.")] = "",
    tier: TierOption = Tier.DRAFT,
    max_cost: Annotated[
        str, typer.Option(metavar="USD", help="What this production may cost in all; zero until set.")
    ] = "",
    stale: Annotated[
        bool,
        typer.Option("--stale", help="Buy paid takes again that are stale, and ask again for what came to nothing."),
    ] = False,
    rate: Annotated[str, typer.Option(help="Frames per second of a new production: 24, 23.976, 29.97df ...")] = "",
    size: Annotated[str, typer.Option(help="Picture size of a new production: 1920x1080.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be made; make nothing.")] = False,
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Make everything the film still owes, and cut it."""
    from studio.drafting import record_draft
    from studio.summary import Until

    script, into = inside / script if script else None, inside / into if into else None
    folder = _folder_to_produce(script, into or inside, rate, size, into=into, dry_run=dry_run, as_json=as_json)
    if folder is None:
        return
    with held_office(folder.root, "studio produce", new=True) as office:
        _check_given(office, rate, size)
        if named := office.of_tier(tier, renderer):
            office.use_renderer(named)
        if max_cost and not dry_run:
            from studio.ledger.money import micro_usd
            from studio.ledger.requests import set_max_cost

            set_max_cost(office.store, micro_usd(max_cost))
        office.buy_stale = office.ask_again = stale
        new = _new_draft(office, script, director, ask=not dry_run)
        if dry_run:
            show_owed(office, new, as_json)
            return
        if new is not None:
            say_draft(office, new)
            record_draft(office, new)
        finish(office, office.make(Until(until.value)), as_json, new=new, until=Until(until.value))


@plainly
def revise(
    selector: Shots,
    size: Annotated[str, typer.Option(help="EWS WS FS MLS MS MCU CU ECU.")] = "",
    move: Annotated[str, typer.Option(help="static, push_in, pan_left ...")] = "",
    angle: Annotated[str, typer.Option(help="eye, low, high, overhead, dutch.")] = "",
    action: Annotated[str | None, typer.Option(help="What happens, in words.")] = None,
    duration: Annotated[int | None, typer.Option(help="Length in frames; never shorter than the words need.")] = None,
    motion: Annotated[
        float | None, typer.Option(help="How much moves, for renderers that are asked for it: 0.5 half, 2 twice.")
    ] = None,
    note: Annotated[
        str, typer.Option(help='In words: "wider, slower push, she looks away". With an option: why.')
    ] = "",
    take: Annotated[
        int,
        typer.Option("--from", metavar="TAKE", help="Change this take by the note, where a model can, not the shot."),
    ] = 0,
    renderer: Annotated[str, typer.Option(help="With --from: who changes it; see `studio renderers`.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the changes; make none.")] = False,
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Change shots, then make what became stale. By options, or by words."""
    from shots.revise import tell_change
    from studio.revising import changes_from, record_revised, revised_shots

    if take:
        from studio.choosing import ask_for_edit

        with held_office(inside, "studio revise") as office:
            slate = ask_for_edit(office, selector, take, note, renderer, record=not dry_run)
            say(f"{slate}: take {take} is to be changed: {note}")
            if not dry_run:
                finish(office, office.make(), as_json)
        return
    changes = changes_from(size=size, move=move, angle=angle, action=action, duration=duration, motion=motion)
    with held_office(inside, "studio revise") as office:
        revised = revised_shots(office, selector, changes, note)
        for each in revised:
            for field in each.fields:
                say(f"{each.slate}: {tell_change(field, office.settings.frame_rate)}")
            for why in each.refused:
                say(f"{each.slate}: not done: {why}")
            if not each.fields:
                say(f"{each.slate}: nothing changes")
            elif each.kept:
                say(f"{each.slate}: it is kept, so nothing is made for it: studio keep {each.slate} --release")
        if dry_run:
            if as_json:
                print_json([each.model_dump(mode="json") for each in revised])
            return
        record_revised(office, revised, note)
        finish(office, office.make(), as_json)


@plainly
def retake(
    selector: Shots,
    takes: Annotated[int, typer.Option(min=1, max=20, help="How many more of each shot.")] = 1,
    renderer: Annotated[str, typer.Option(help="By this renderer: see `studio renderers`.")] = "",
    tier: TierOption = Tier.DRAFT,
    why: Annotated[str, typer.Option(help="identity, motion, hands, continuity, text, other.")] = "",
    note: Note = "",
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Make more takes of shots, and cut the newest in."""
    from studio.choosing import ask_for_retakes, reason_from

    reason = reason_from(why)
    with held_office(inside, "studio retake") as office:
        ask_for_retakes(office, selector, takes, office.of_tier(tier, renderer), reason, note)
        finish(office, office.make(), as_json)


@plainly
def finish_film(
    selector: Annotated[str, typer.Argument(metavar="[SHOTS]", help=SELECTOR_HELP)] = "all",
    stale: Annotated[
        bool, typer.Option("--stale", help="Ask again for what was called off or came to nothing.")
    ] = False,
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Finish circled takes. Drafts are ordered from the final model, finished ones go through lip-sync and passes."""
    from studio.choosing import ask_for_finals

    with held_office(inside, "studio finish") as office:
        office.ask_again = stale
        for slate in ask_for_finals(office, selector):
            say(f"{slate}: a final take is to be ordered")
        finish(office, office.make(), as_json)


def _check_given(office: Office, rate: str, size: str) -> None:
    from studio.folder import SETTINGS
    from studio.settings import make_settings

    given = make_settings(rate or office.settings.rate, size or "x".join(map(str, office.settings.size)))
    office.store.check_picture(given)
    if given.picture != office.settings.picture:
        # No shots yet, as after a first run that failed: the file is the person's, and is not written over.
        raise SettingsError(
            "--rate and --size are for a new production, and this one says otherwise",
            where=str(office.folder.root / SETTINGS),
            cure=f'write rate = "{given.rate}" and size = {list(given.size)} there',
        )


def _folder_to_produce(
    script: Path | None, inside: Path, rate: str, size: str, *, into: Path | None, dry_run: bool, as_json: bool
) -> ProductionFolder | None:
    """The production's folder, made where there is none; None when a dry run has nothing more to say."""
    from bible.read import read_script
    from studio.folder import DATABASE, ProductionFolder, folder_for
    from studio.settings import make_settings, settings_text

    if script is None:
        return ProductionFolder.open(inside)
    # Read it before anything is made: a script that cannot be read leaves nothing behind.
    try:
        read = read_script(script)
    except ScriptError as error:
        if into is None and not script.exists() and (script.parent / DATABASE).exists():
            error.cure = "this folder is a production: leave the name out, and studio produce takes its script"
        raise
    root = folder_for(script, into)
    work_in(root)
    new = make_settings(rate, size)
    if dry_run and not root.exists():
        show_first_draft(read, root, new.frame_rate, as_json)
        return None
    return ProductionFolder.make(root, settings_text(new))


def _new_draft(office: Office, script: Path | None, director: str, *, ask: bool) -> NewDraft | None:
    """What the script says now, where it says something new or somebody else is to direct it."""
    from studio.drafting import draft_of

    file = script or _own_script(office)
    if file is None:
        if director:
            raise StudioError("there is no script to direct anew", cure="studio produce SCRIPT names it")
        return None
    return draft_of(office, file, director, ask=ask)


def _own_script(office: Office) -> Path | None:
    """The script that the production was made from, if it is still there."""
    from studio.script_file import script_of

    production = office.production()
    file = script_of(office.folder, production)
    if file is None and production.script_file:
        office.reporter.say(
            f"{production.script_file} is gone: going on with what was read of it; studio produce SCRIPT names another"
        )
    return file

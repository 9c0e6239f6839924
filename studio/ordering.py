"""Ordering from others what the plan owes: stills, keyframes and takes become jobs of the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path

from bible.errors import RenderError, SettingsError
from bible.model import Frozen
from renderers.hosted.catalogue import Row
from renderers.hosted.wire import Mode
from renderers.kept import made_once
from renderers.lip_track import write_lip_track
from shots.recipe import Guide, Recipe
from studio.casting import recording_for
from studio.files import sha256_of
from studio.folder import ProductionFolder
from studio.hosted_models import HostedModels
from studio.hosted_voices import OrderedVoices
from studio.ledger import money
from studio.ledger.backend import Rules
from studio.ledger.controller import Controller
from studio.ledger.hosted import HostedBackend, keyframe_job, lip_sync_job, strip_job, take_job
from studio.ledger.job import Ending, Outcome, PaidJob
from studio.ledger.jobs import may_be_sent, turned_down
from studio.ledger.ordered_voice import voice_job
from studio.ledger.quote import Quote, quote
from studio.ledger.requests import open_jobs
from studio.names import still_pattern
from studio.ordered import STAND_INS, is_hosted
from studio.parts import LongTake, is_long, long_take
from studio.passes import Wanted
from studio.pick import ordered_by_name
from studio.plan import Node, State
from studio.production import Production
from studio.progress import Reporter
from studio.recipes import located, numbered, recipe_of_take
from studio.settings import Settings
from studio.store import Store
from studio.strips import ordered_together

_MICRO = 1_000_000
_URGENT = 10
"""The priority of what a person waits for."""


class Orders(Frozen):
    """What came of a round of orders."""

    done: int = 0
    failed: tuple[str, ...] = ()
    parked: tuple[str, ...] = ()
    """Named by slate; each waits for `studio settle`."""
    blocked: tuple[str, ...] = ()
    """Not ordered: a cap does not allow it, or its lane was stopped."""
    remote: tuple[str, ...] = ()
    """Still being made where they were ordered."""

    def lacks(self, name: str) -> bool:
        """Whether this, or a part of it, ended otherwise than well."""
        others = (*self.failed, *self.parked, *self.blocked, *self.remote)
        return any(name in each.split("+") or each.startswith(f"{name} part ") for each in others)

    def and_then(self, later: Orders) -> Orders:
        """This round and a later one."""
        return Orders(
            done=self.done + later.done,
            failed=_once(self.failed, later.failed),
            parked=_once(self.parked, later.parked),
            blocked=_once(self.blocked, later.blocked),
            remote=_once(self.remote, later.remote),
        )


class Ordering:
    """Sends orders within the caps and brings results home. The store must be held."""

    def __init__(self, folder: ProductionFolder, store: Store, settings: Settings, reporter: Reporter) -> None:
        self._folder = folder
        self._store = store
        self._settings = settings
        self._reporter = reporter
        self._models = HostedModels(folder, settings)
        self._voices: OrderedVoices | None = None
        self._waiting: set[int] = set()
        """Jobs of which was said already that a person must settle them."""

    def row(self, name: str) -> Row:
        """What a hosted model can be asked for. Raises SettingsError when it is unknown, retired or unpriced."""
        return self._models.row(name)

    def models(self, mode: Mode) -> tuple[Row, ...]:
        """The hosted models that can be asked so today. Raises SettingsError for a catalogue that cannot be read."""
        return self._models.asked_so(mode)

    def jobs(self, nodes: Sequence[Node], production: Production) -> tuple[PaidJob, ...]:
        """What these nodes ask others for, each order a job; several where one take needs several calls.

        What cannot be asked for is left out. Raises as `run` does.
        """
        return self._askable(nodes, production)[0]

    def _askable(
        self, nodes: Sequence[Node], production: Production
    ) -> tuple[tuple[PaidJob, ...], tuple[tuple[str, str], ...]]:
        """The jobs of those orders that can be asked for; the others by the name of their shot, with the reason.

        Raises SettingsError for a model or key that the settings name; of what a person asked for by name it is told.
        """
        jobs: list[PaidJob] = []
        refused: list[tuple[str, str]] = []
        for group in ordered_together(nodes, production, self.row):
            named = len(group) == 1 and ordered_by_name(production, group[0].subject) is not None
            for order in range(len(group[0].orders)):
                try:
                    found = self._jobs_of(group, order, production)
                    if named:
                        self._see_ways(found)
                    jobs += found
                except (RenderError, SettingsError) as error:
                    if isinstance(error, SettingsError) and not named:
                        raise
                    refused += [(node.name, str(error)) for node in group]
        return tuple(jobs), tuple(dict.fromkeys(refused))

    def _see_ways(self, jobs: Sequence[PaidJob]) -> None:
        """See that there is a way to every model these are asked of. Raises SettingsError."""
        for lane in {choice.lane for job in jobs for choice in job.choices}:
            self._models.backend(lane)

    def quote(self, nodes: Sequence[Node], production: Production, *, again: bool = False) -> Quote:
        """What the orders of these nodes would cost, but for what was turned down and is not asked `again`.

        Raises SettingsError for a model that is unknown or unpriced.
        """
        with self._store.reading() as session:
            before = {} if again else turned_down(session)
        jobs = (job for job in self._askable(nodes, production)[0] if may_be_sent(job, before))
        return quote(tuple(jobs), production, self._budget())

    def run(self, nodes: Sequence[Node], production: Production, *, again: bool = False) -> Orders:
        """Order what these nodes owe, go on with what is on order, and tell how each ended.

        What came to nothing before is sent once more only where a person asked for it by name since, or `again`.

        Raises SettingsError for a model, key or setting that an order needs and that cannot be used, and as
        `Controller.run` does.
        """
        jobs, refused = self._askable(nodes, production)
        for name, why in refused:
            self._reporter.ended(name, why)
        under_way = open_jobs(self._store)
        asked = {choice.lane for job in jobs for choice in job.choices}
        impossible = Orders(failed=tuple(name for name, _ in refused))
        if not asked and not under_way:
            return impossible
        controller = Controller(
            self._store,
            self._backends(asked, {each.lane for each in under_way}),
            rules=Rules(duplicate_ok_below_micro_usd=round(self._settings.duplicate_ok_below * _MICRO), again=again),
            shot_cap=round(self._settings.shot_cap * _MICRO) or None,
            say=self._reporter.say,
        )
        self._reporter.stage("orders", _each_once([*(each.name for each in under_way), *(job.name for job in jobs)]))
        outcomes = []
        for outcome in controller.run(jobs, self._reporter.step):
            if outcome.job.id not in self._waiting:
                self._reporter.ended(outcome.job.name, outcome.error)
            self._waiting |= {outcome.job.id} if outcome.ending == Ending.PARKED else set()
            outcomes.append(outcome)
        return impossible.and_then(_told(outcomes))

    def _backends(self, asked: Set[str], under_way: Set[str]) -> Mapping[str, HostedBackend]:
        """The ways to the models that are asked, and to those where something is on order.

        A way that is open no more keeps nobody from the others: what is on order there waits. Raises SettingsError for
        a model that is to be asked and cannot be.
        """
        found = {name: self._models.backend(name) for name in sorted(filter(is_hosted, asked))}
        for name in sorted(filter(is_hosted, under_way - asked)):
            try:
                found[name] = self._models.backend(name, retired=True)
            except SettingsError as error:
                self._reporter.say(f"{name}: {error}")
        return found

    def _budget(self) -> money.Budget:
        with self._store.reading() as session:
            budgets = money.budgets(session)
        empty = money.Budget(scope=money.PRODUCTION, cap=0, held=0, spent=0, over=0)
        return next((each for each in budgets if each.scope == money.PRODUCTION), empty)

    def long_take_of(self, node: Node, production: Production, order: int = 0) -> LongTake | None:
        """The parts of a take that a node orders, if one call is not enough for it.

        Raises RenderError, and SettingsError for a model that cannot be asked.
        """
        if node.kind != "clip" or node.recipe is None:
            return None
        row, since = self.row(node.orders[order]), ordered_by_name(production, node.subject)
        if not is_long(node.recipe, row):
            return None
        made = len(production.takes_of(node.subject))
        recipe = located(self._for_order(numbered(node.recipe, 1 + made)), self._folder)
        priority = 0 if since is None else _URGENT
        return long_take(production, node, recipe, row, priority=priority, forgiven=since or 0)

    def _jobs_of(self, group: tuple[Node, ...], order: int, production: Production) -> tuple[PaidJob, ...]:
        """The jobs of one order of nodes that are ordered together: one for all of them, or those of the only one."""
        if len(group) == 1:
            return self._jobs(group[0], order, production)
        made = [len(production.takes_of(node.subject)) for node in group]
        recipes = tuple(
            located(self._for_order(numbered(node.recipe, 1 + number)), self._folder)
            for node, number in zip(group, made, strict=True)
            if node.recipe is not None
        )
        urgent = any(node.state == State.STALE or _was_made(node, production) for node in group)
        contents = tuple(node.content for node in group)
        row = self.row(group[0].orders[0])
        return (strip_job(self._folder.name, recipes, contents, row, priority=_URGENT if urgent else 0),)

    def _jobs(self, node: Node, order: int, production: Production) -> tuple[PaidJob, ...]:
        """The jobs of one of a node's orders."""
        if node.wanted is not None:
            return (self._lips(node, node.wanted, production),)
        long = self.long_take_of(node, production, order)
        if long is None:
            return (self._job(node, order, production),)
        # One long take at a time: the next one's parts follow when it is joined.
        return long.missing if order == 0 else ()

    def _job(self, node: Node, order: int, production: Production) -> PaidJob:
        """One of a node's orders as a job."""
        if node.kind == "recording":
            return self._voice(node, production)
        assert node.recipe is not None
        since = ordered_by_name(production, node.subject) if node.kind == "clip" else None
        made = len(production.takes_of(node.subject) if node.kind == "clip" else production.stills_of(node.subject))
        # Counted by what was made, not by tries: what was refused once is known again by its digest, seed and all.
        number = 1 + order + made
        recipe = located(self._for_order(numbered(node.recipe, number)), self._folder)
        # What a person just changed or asked for goes before all that was never made.
        soon = since is not None or node.state == State.STALE or _was_made(node, production)
        urgent = _URGENT if soon else 0
        if node.kind == "clip":
            rows = self._models.in_order(node.orders[order], pictures=False)
            return take_job(self._folder.name, recipe, node.content, rows, priority=urgent, forgiven=since or 0)
        rows = self._models.in_order(node.orders[order], pictures=True)
        job = keyframe_job(self._folder.name, recipe, node.content, rows, priority=urgent)
        if node.kind == "still":
            files = (still_pattern(self._folder.name, node.subject),)
            return job.model_copy(update={"kind": "still", "shots": (), "files": files})
        return job

    def _lips(self, node: Node, wanted: Wanted, production: Production) -> PaidJob:
        """Lips for a take as a job; what they are to say is written beside, the same each time."""
        assert node.recipe is not None
        recipe = recipe_of_take(node.recipe, wanted.take)
        track = self._folder.path(f"cache/lips/{wanted.content[:16]}.wav")
        sounds = self._heard(recipe, production)
        made_once(track, lambda to: write_lip_track(recipe, sounds, to))
        film = Guide(kind="drive", file=str(self._folder.path(wanted.source)), sha256=wanted.source_sha256)
        said = Guide(kind="audio", file=str(track), sha256=sha256_of(track))
        row = self.row(node.orders[0])
        return lip_sync_job(self._folder.name, recipe, wanted.version(), film, said, row, priority=_URGENT)

    def _heard(self, recipe: Recipe, production: Production) -> Mapping[str, Path]:
        """The recordings that the cut has of what is said in a take, by line."""
        assert production.script is not None and production.bible is not None
        found = {}
        for line in map(production.script.line, {each.line for each in recipe.utterances}):
            sound = recording_for(production, line, production.bible.named(line.cue).token)
            if sound is not None:
                found[line.id] = self._folder.path(sound.file)
        return found

    def _voice(self, node: Node, production: Production) -> PaidJob:
        """A line as a job; what another voice made of the same words helps to find them in what comes."""
        assert production.script is not None and production.bible is not None
        line, row = production.script.line(node.subject), self.row(node.orders[0])
        if "speech" not in row.modes:
            raise SettingsError(f"{row.id} does not speak", where="voices", cure="see studio renderers")
        if self._voices is None or self._voices.production is not production:
            self._voices = OrderedVoices(production)
        ordered = self._voices.of(line, row.id)
        if ordered.scratch_file:
            file = str(self._folder.path(ordered.scratch_file))
            ordered = ordered.model_copy(update={"scratch_file": file})
        shots = [shot.id for shot in production.shots_over(line.id)]
        speaker = production.bible.named(line.cue).token
        return voice_job(self._folder.name, speaker, node.name, ordered, row, shots)

    def _for_order(self, recipe: Recipe) -> Recipe:
        return recipe.model_copy(update={"picture": self._settings.picture})


def _was_made(node: Node, production: Production) -> bool:
    """Whether there was one of it that somebody paid for, or drew, before it changed."""
    if node.kind == "clip":
        return any(take.renderer not in STAND_INS for take in production.takes_of(node.subject))
    return bool(production.stills_of(node.subject))


def _each_once(jobs: Iterable[str]) -> Mapping[str, int]:
    """The names of jobs; several of one name (stills to choose from) told apart."""
    names: dict[str, int] = {}
    same: Counter[str] = Counter()
    for job in jobs:
        names[f"{job} +{same[job]}" if same[job] else job] = 1
        same[job] += 1
    return names


def _once(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))


def _told(outcomes: Iterable[Outcome]) -> Orders:
    by: dict[Ending, list[str]] = {ending: [] for ending in Ending}
    for outcome in outcomes:
        by[outcome.ending].append(outcome.job.name)
    return Orders(
        done=len(by[Ending.DONE]),
        failed=tuple(by[Ending.FAILED]),
        parked=tuple(by[Ending.PARKED]),
        blocked=(*by[Ending.BLOCKED], *by[Ending.CANCELLED]),
        remote=tuple(by[Ending.REMOTE]),
    )

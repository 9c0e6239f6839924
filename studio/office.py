"""The production office at work: reads the script, plans, sends jobs to the farm, records takes, cuts the film."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from bible.errors import MissingExtraError, SettingsError
from renderers.interface import Renderer, StillRenderer, VoiceEngine
from studio.engines import best_engine, other_engines
from studio.folder import SETTINGS, ProductionFolder
from studio.ordered import STAND_INS, StillRules, is_hosted
from studio.passes import Step
from studio.plan import Offer, Plan, plan
from studio.plugins import load_engine, load_renderer, load_still_renderer
from studio.production import Production, maker_of
from studio.progress import Quiet, Reporter
from studio.settings import Settings, read_settings
from studio.store import Store
from studio.summary import Summary, Until
from studio.tiers import Tier

# Loaded when there is work for it: looking into a production must be quick.
if TYPE_CHECKING:
    from studio.ordering import Ordering
    from studio.signing import Signing


Maker = TypeVar("Maker", Renderer, StillRenderer)


class Office:
    """One production, held by this process. Made by `open_office`."""

    def __init__(self, folder: ProductionFolder, store: Store, settings: Settings, reporter: Reporter) -> None:
        self.folder = folder
        self.store = store
        self.settings = settings
        self.reporter = reporter
        self._engines: dict[str, VoiceEngine] = {}
        self._renderers: dict[str, Renderer] = {}
        self._still_renderers: dict[str, StillRenderer] = {}
        self.signing: Signing | None = None
        """Who signs takes and films; None where nobody has a certificate, and for readers."""
        self.buy_stale = False
        """Buy paid takes again that show something else than is asked for now."""
        self.ask_again = False
        """Ask again for what was called off, or could not be made."""
        self.orders_nothing = False
        """Make what can be made here, and leave orders alone: none is sent, none is asked after."""
        self.finishing: frozenset[str] = frozenset()
        """Ids of the shots whose circled takes go through the steps that the settings ask for."""

    @cached_property
    def ordering(self) -> Ordering:
        """What is ordered from others."""
        from studio.ordering import Ordering

        return Ordering(self.folder, self.store, self.settings, self.reporter)

    def of_tier(self, tier: Tier, renderer: str) -> str:
        """Who makes takes of a tier: `renderer` if one is named, else the final model; empty for drafts.

        Raises SettingsError where no final model is named.
        """
        if renderer or tier == Tier.DRAFT:
            return renderer
        if not self.settings.final:
            cure = 'put final = "runway/gen4.5" into it, or name one with --renderer'
            raise SettingsError("no final model is named", where=SETTINGS, cure=cure)
        return self.settings.final

    def use_renderer(self, name: str) -> None:
        """Let this renderer or hosted model make takes in this run. Raises SettingsError when it cannot be used."""
        self.check_renderer(name)
        self.settings = self.settings.model_copy(update={"renderer": name})

    def check_renderer(self, name: str) -> None:
        """See that a renderer or hosted model can be used. Raises SettingsError."""
        if is_hosted(name):
            self.ordering.row(name)
        else:
            self.renderer(name)

    def renderer(self, name: str) -> Renderer:
        """A renderer, loaded once. Raises SettingsError when it cannot be used here."""
        if name not in self._renderers:
            self._renderers[name] = self._set_up(load_renderer(name), "renderer")
        return self._renderers[name]

    def still_renderer(self, name: str) -> StillRenderer:
        """A still renderer, loaded once. Raises SettingsError when it cannot be used here."""
        if name not in self._still_renderers:
            self._still_renderers[name] = self._set_up(load_still_renderer(name), "still renderer")
        return self._still_renderers[name]

    def _set_up(self, maker: Maker, what: str) -> Maker:
        """A renderer with the settings this production has for it. Raises SettingsError when it cannot be used."""
        maker.set_up(self.settings.options_of(maker.name))
        ready = maker.check()
        if not ready.ready:
            raise SettingsError(f"the {what} {maker.name} cannot be used here: {ready.why}", cure=ready.cure)
        return maker

    def engine(self, name: str) -> VoiceEngine:
        """A voice engine, loaded once."""
        if name not in self._engines:
            self._engines[name] = load_engine(name)
        return self._engines[name]

    def production(self) -> Production:
        """Everything as it stands now."""
        return self.store.load(self.settings)

    def offer(self, production: Production) -> Offer:
        """What can be used here: the renderer, the hosted models, and the engine that speaks each line.

        Raises SettingsError for what was named and cannot be used, with the settings that name it.
        """
        voice = self.settings.voices if is_hosted(self.settings.voices) else ""
        insisted = self.settings.voices != "auto" and not voice
        engine = self.engine(self.settings.voices) if insisted else best_engine(self)
        ready = engine.check()
        if not ready.ready:
            raise SettingsError(f"the voice engine {engine.name} cannot be used here: {ready.why}", cure=ready.cure)
        hosted = self.settings.renderer if is_hosted(self.settings.renderer) else ""
        with _said_of_settings():
            renderer = self.renderer(STAND_INS[0] if hosted else self.settings.renderer)
        stills = self.settings.stills
        with _said_of_settings():
            for name in (*filter(is_hosted, (hosted, stills, voice)), self.settings.final):
                if name:
                    self.ordering.row(name)
            steps = self._steps()
            if self.settings.lip_sync:
                self.ordering.row(self.settings.lip_sync)
            draws = self.still_renderer(stills) if stills and not is_hosted(stills) else None
        return Offer(
            renderer=renderer.name,
            revision=renderer.revision,
            hosted=hosted,
            maker=maker_of(renderer.name, renderer.revision, self.settings.options_of(renderer.name)),
            stills=stills,
            stills_maker=maker_of(draws.name, draws.revision, self.settings.options_of(draws.name)) if draws else "",
            still_rules=StillRules(
                approve=self.settings.approve, proposals=self.settings.proposals, again=self.ask_again
            ),
            steps=steps,
            finish=self.finishing,
            stale=self.buy_stale,
            takes_keyframes="keyframe" in renderer.limits().guides,
            engine=engine.name,
            others=other_engines(self, engine, production.script) if production.script else {},
            insisted=insisted,
            voice=voice,
            voices={voice.name: voice.sex for voice in engine.voices()},
        )

    def _steps(self) -> tuple[Step, ...]:
        """The steps on takes that the settings ask for."""
        if not (self.settings.passes or self.settings.lip_sync):
            return ()
        from studio.finishing import steps_of

        return steps_of(self.settings)

    def plan(self) -> Plan:
        """What is owed now."""
        return self.standing()[1]

    def standing(self) -> tuple[Production, Plan]:
        """Everything as it stands now, and what is owed: both from one look."""
        production = self.production()
        return production, plan(production, self.offer(production))

    def make(self, until: Until = Until.FILM) -> Summary:
        """Make what is owed, as far as asked. What fails is told and does not stop the rest."""
        from studio.making import make

        return make(self, until)


@contextlib.contextmanager
def _said_of_settings() -> Iterator[None]:
    """What cannot be used is named in the settings: an error says so."""
    try:
        yield
    except (SettingsError, MissingExtraError) as error:
        raise type(error)(error.what, where=error.where or SETTINGS, cure=error.cure) from error


@contextlib.contextmanager
def open_office(folder: ProductionFolder, command: str, reporter: Reporter) -> Iterator[Office]:
    """Hold a production, finish what an interrupted run had made, and go to work.

    Raises FolderBusyError when another command holds it, SettingsError when its settings cannot be used.
    """
    from studio.media_store import carried
    from studio.ray_farm import keeping_actors
    from studio.signing import signing_for

    with folder.lock(command), Store(folder) as store:
        store.hold(command)
        settings = read_settings(folder.root / SETTINGS)
        finished = store.recover()
        if finished:
            reporter.say(f"Took up {len(finished)} piece{'s' * (len(finished) > 1)} that an interrupted run had made")
        store.check_picture(settings)
        office = Office(folder, store, settings, reporter)
        office.signing = signing_for(store, settings, reporter.say)
        store.sign = office.signing.take if office.signing is not None else None
        with carried(store, settings, reporter), keeping_actors():
            yield office


@contextlib.contextmanager
def look_into(folder: ProductionFolder) -> Iterator[Office]:
    """Read a production without holding it; whoever holds it goes on."""
    with Store(folder) as store:
        yield Office(folder, store, read_settings(folder.root / SETTINGS), Quiet())

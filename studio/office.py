"""The production office at work: reads the script, plans, sends jobs to the farm, records takes, cuts the film."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from bible.breakdown import break_down
from bible.errors import MissingExtraError, SettingsError, StudioError
from bible.read import read_script
from bible.redraft import carry_ids
from edit.master import make_cut
from renderers.interface import Rendered, Renderer, Speech, VoiceEngine
from shots.direct import direct
from shots.recording import Recording
from shots.redraft import carry_shots
from shots.spans import check_coverage
from shots.take import Take
from studio import farm
from studio.casting import STAND_IN, voice_of
from studio.clips import clip_job, clip_jobs, take_name
from studio.cutting import FILM_FILES
from studio.folder import SETTINGS, ProductionFolder
from studio.names import sound_file
from studio.ordered import STAND_INS, is_hosted
from studio.ordering import Ordering, Orders
from studio.plan import Node, Offer, Plan, plan
from studio.plugins import engine_names, load_engine, load_renderer
from studio.production import Cut, Production, SoundFile
from studio.progress import Quiet, Reporter
from studio.settings import Settings, read_settings
from studio.store import Store
from studio.summary import Summary, Until
from studio.worker import Job, RecordingJob

_ORDERED = ("still", "keyframe", "clip")
BEST_FIRST = ("kokoro", "flite", "espeak-ng", STAND_IN)
"""The order in which `voices = "auto"` looks for an engine; others that are registered come before marked tones."""


class Office:
    """One production, held by this process. Made by `open_office`."""

    def __init__(self, folder: ProductionFolder, store: Store, settings: Settings, reporter: Reporter) -> None:
        self.folder = folder
        self.store = store
        self.settings = settings
        self.reporter = reporter
        self._engines: dict[str, VoiceEngine] = {}
        self._renderers: dict[str, Renderer] = {}
        self.ordering = Ordering(folder, store, settings, reporter)
        self.buy_stale = False
        """Buy paid takes again that show something else than is asked for now."""

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
            renderer = load_renderer(name)
            renderer.set_up(self.settings.options_of(name))
            ready = renderer.check()
            if not ready.ready:
                raise SettingsError(f"the renderer {name} cannot be used here: {ready.why}", cure=ready.cure)
            self._renderers[name] = renderer
        return self._renderers[name]

    def engine(self, name: str) -> VoiceEngine:
        """A voice engine, loaded once."""
        if name not in self._engines:
            self._engines[name] = load_engine(name)
        return self._engines[name]

    def production(self) -> Production:
        """Everything as it stands now."""
        return self.store.load(self.settings)

    def offer(self, production: Production) -> Offer:
        """What can be used here: the renderer, the hosted models, and the engine that speaks each line."""
        insisted = self.settings.voices != "auto"
        engine = self.engine(self.settings.voices) if insisted else self._best_engine()
        ready = engine.check()
        if not ready.ready:
            raise SettingsError(f"the voice engine {engine.name} cannot be used here: {ready.why}", cure=ready.cure)
        lines = production.script.lines() if production.script else ()
        hosted = self.settings.renderer if is_hosted(self.settings.renderer) else ""
        renderer = self.renderer(STAND_INS[0] if hosted else self.settings.renderer)
        for name in filter(None, (hosted, self.settings.stills)):
            self.ordering.row(name)
        return Offer(
            renderer=renderer.name,
            revision=renderer.revision,
            hosted=hosted,
            stills=self.settings.stills,
            approve=self.settings.approve,
            stale=self.buy_stale,
            takes_keyframes="keyframe" in renderer.limits().guides,
            engine=engine.name,
            others={line.id: STAND_IN for line in lines if not engine.can_speak(line.text)},
            insisted=insisted,
        )

    def _best_engine(self) -> VoiceEngine:
        known = engine_names()
        own = [name for name in known if name not in BEST_FIRST]
        for name in (*BEST_FIRST[:-1], *own):
            if name in known and self._can_use(name):
                return self.engine(name)
        return self.engine(STAND_IN)

    def _can_use(self, name: str) -> bool:
        try:
            return self.engine(name).check().ready
        except MissingExtraError:
            return False

    def plan(self) -> Plan:
        """What is owed now."""
        production = self.production()
        return plan(production, self.offer(production))

    def direct(self, script_file: Path) -> bool:
        """Read the script and make bible and shot list, if it changed since. Returns whether it did."""
        digest = hashlib.sha256(script_file.read_bytes()).hexdigest()
        before = self.production()
        if before.script is not None and before.script_sha256 == digest:
            return False
        script = read_script(script_file)
        ids = self.store.next_ids()
        if before.script is not None:
            script = carry_ids(script, before.script, next_line=ids.line, next_scene=ids.scene)
        bible = break_down(script, before.bible)
        shots = direct(script, bible)
        if before.shots is not None:
            revised = self.store.revised_fields()
            shots = carry_shots(shots, before.shots, self.store.used_slates(), ids.shot, revised)
        check_coverage(shots, script)
        self.store.record_draft(script, digest, bible, shots, self.settings)
        return True

    def make(self, until: Until = Until.FILM) -> Summary:
        """Make what is owed, as far as asked. What fails is told and does not stop the rest.

        The film is cut before anything is ordered from others, so that there is one whatever becomes of the orders.
        """
        failed: list[str] = []
        recordings = takes = 0
        version = None
        steps = list(Until)
        reach = steps.index(until)
        if reach >= steps.index(Until.VOICES):
            recordings = self._speak(failed)
        if until in (Until.TAKES, Until.FILM):
            takes = self._render(failed)
        if until == Until.FILM:
            version = self._cut()
        orders = Orders()
        if reach >= steps.index(Until.CAST):
            orders = self._order(until)
        if until in (Until.KEYFRAMES, Until.TAKES, Until.FILM) and orders.done:
            takes += self._render(failed)
        if until == Until.FILM and orders.done:
            version = self._cut() or version
        return Summary(
            recordings=recordings,
            takes=takes,
            cut=version,
            failed=(*failed, *orders.failed),
            orders=orders.done,
            parked=orders.parked,
            unordered=orders.blocked,
            remote=orders.remote,
        )

    def orders_owed(self, until: Until = Until.FILM) -> tuple[Node, ...]:
        """What is to be ordered from others now, as far as asked."""
        kinds = {Until.CAST: ("still",), Until.KEYFRAMES: ("still", "keyframe")}.get(until, _ORDERED)
        return tuple(node for node in self.plan().nodes if node.kind in kinds and node.orders)

    def _order(self, until: Until) -> Orders:
        """Order round by round: what a round brings may be what the next one waits for."""
        whole = Orders()
        turned_away: set[str] = set()
        while True:
            owed = tuple(node for node in self.orders_owed(until) if f"{node.kind} {node.name}" not in turned_away)
            came = self.ordering.run(owed, self.production())
            turned_away |= {f"{node.kind} {node.name}" for node in owed if node.name in came.not_done}
            whole = whole.and_then(came)
            if not owed or not came.done:
                return whole

    def _speak(self, failed: list[str]) -> int:
        production = self.production()
        offer = self.offer(production)
        owed = plan(production, offer).owed("recording")
        if not owed:
            return 0
        assert production.script is not None and production.bible is not None
        engines = {offer.engine_for(node.subject) for node in owed}
        cast = {name: voice_of(production, name, self.engine(name).voices()) for name in sorted(engines)}
        if STAND_IN in engines:
            self._explain_tones(offer.engine)
        lines = {node.subject: production.script.line(node.subject) for node in owed}
        speakers = {subject: production.bible.named(line.cue) for subject, line in lines.items()}

        def jobs() -> Iterator[Job]:
            for node in owed:
                token, engine = speakers[node.subject].token, offer.engine_for(node.subject)
                line = lines[node.subject]
                speech = Speech(
                    line=line.id,
                    text=line.text,
                    voice=cast[engine][token],
                    manner=tuple(each.text for each in line.parentheticals),
                )
                yield self._recording_job(node, token, engine, speech)

        self.reporter.stage("voices", {node.name: 1 for node in owed})
        return self._work(jobs(), len(owed), owed, failed)

    def _recording_job(self, node: Node, speaker: str, engine: str, speech: Speech) -> RecordingJob:
        attempt = self.store.intend(
            "recording",
            node.subject,
            node.content,
            "",
            lambda number: (sound_file(self.folder.name, node.subject, speaker, number),),
        )
        to = self.store.aside_file(attempt, attempt.files[0])
        return RecordingJob(attempt=attempt, name=node.name, engine=engine, speech=speech, to=to)

    def _explain_tones(self, engine: str) -> None:
        if engine == STAND_IN:
            self.reporter.say(f"Marked tones stand in for voices. To hear words: {self._cure(BEST_FIRST[0])}")
        else:
            self.reporter.say(f"{engine} has no sounds for some lines: marked tones stand in for those")

    def _cure(self, name: str) -> str:
        """What to type to use a voice engine."""
        try:
            ready = self.engine(name).check()
        except StudioError as error:
            return error.cure
        return ready.cure or f'put voices = "{name}" into {SETTINGS}'

    def _render(self, failed: list[str]) -> int:
        owed = tuple(node for node in self.plan().owed("clip") if node.takes)
        if not owed:
            return 0
        asked = [(node, number, renderer) for node in owed for number, renderer in enumerate(node.takes)]
        takes = [take for take in asked if self._has_renderer(take[2], take_name(take[0], take[1]), failed)]
        if not takes:
            return 0
        takes.sort(key=lambda take: self.renderer(take[2]).group(take[0].recipe) if take[0].recipe else "")
        frames = {take_name(node, number): node.recipe.total_frames for node, number, _ in takes if node.recipe}
        self.reporter.stage("takes", frames)
        most = [self.renderer(name).limits().at_once for name in {renderer for _, _, renderer in takes}]
        made = self._work(clip_jobs(self, takes), len(takes), owed, failed, most)
        bare = [node for node in owed if node.name in failed and node.pick is None and node.takes[0] not in STAND_INS]
        if bare:
            self.reporter.say(f"The {STAND_INS[0]} stands in for {', '.join(node.name for node in bare)}")
            self.reporter.stage("stand-ins", {node.name: frames[node.name] for node in bare})
            jobs = (clip_job(self, node, 0, STAND_INS[0]) for node in bare)
            made += self._work(jobs, len(bare), tuple(bare), failed)
        return made

    def _has_renderer(self, renderer: str, take: str, failed: list[str]) -> bool:
        """Whether a take can be made; what it lacks is told, and stops no other take."""
        try:
            self.renderer(renderer)
        except StudioError as error:
            self.reporter.ended(take, str(error))
            failed.append(take)
            return False
        return True

    def _work(
        self,
        jobs: Iterable[Job],
        count: int,
        owed: tuple[Node, ...],
        failed: list[str],
        at_once: Iterable[int | None] = (),
    ) -> int:
        """Send jobs to the farm and record what comes back, each piece at once."""
        made = 0
        workers = min((most for most in (*at_once, self.settings.workers) if most), default=0)
        contents = {node.subject: node.content for node in owed}
        for outcome in farm.run(jobs, count, workers, self.reporter.step):
            job = outcome.job
            error = outcome.error
            if outcome.made is not None:
                try:
                    self.store.made(job.attempt, _facts(job, outcome.made, contents[job.attempt.subject]))
                    self.store.publish(job.attempt)
                    made += 1
                    if isinstance(outcome.made, Rendered) and outcome.made.left_out:
                        self.reporter.say(f"{job.name}: {'; '.join(outcome.made.left_out)}")
                except (StudioError, OSError) as problem:
                    error = str(problem)
            if error:
                self.store.fail(job.attempt, error)
                failed.append(job.name)
            self.reporter.ended(job.name, error)
        return made

    def _cut(self) -> int | None:
        planned = self.plan()
        node = planned.master()
        if planned.sequence is None or not planned.sequence.clips or not self._cut_is_owed(node):
            return None
        self.reporter.stage("film", {"cut": 1})
        attempt = self.store.intend("master", "film", node.content, "", lambda _: FILM_FILES)
        try:
            make_cut(planned.sequence, self.folder.root, self.store.aside(attempt))
            self.store.made(attempt, Cut(version=attempt.number, content=node.content, files=()))
        except StudioError as error:
            self.store.fail(attempt, str(error))
            raise
        self.store.publish(attempt)
        self.reporter.ended("cut")
        return attempt.number

    def _cut_is_owed(self, node: Node) -> bool:
        # Shots that failed keep the film's node waiting; it is cut all the same when the sequence is a new one.
        production = self.production()
        latest = production.cuts[-1] if production.cuts else None
        lost = latest is not None and any(made.file in production.lost for made in latest.files)
        return latest is None or latest.content != node.content or lost


@contextlib.contextmanager
def open_office(folder: ProductionFolder, command: str, reporter: Reporter) -> Iterator[Office]:
    """Hold a production, finish what an interrupted run had made, and go to work.

    Raises FolderBusyError when another command holds it, SettingsError when its settings cannot be used.
    """
    with folder.lock(command), Store(folder) as store:
        store.hold(command)
        settings = read_settings(folder.root / SETTINGS)
        finished = store.recover()
        if finished:
            reporter.say(f"Took up {len(finished)} piece{'s' * (len(finished) > 1)} that an interrupted run had made")
        store.check_picture(settings)
        yield Office(folder, store, settings, reporter)


@contextlib.contextmanager
def look_into(folder: ProductionFolder) -> Iterator[Office]:
    """Read a production without holding it; whoever holds it goes on."""
    with Store(folder) as store:
        yield Office(folder, store, read_settings(folder.root / SETTINGS), Quiet())


def _facts(job: Job, made: Rendered | Recording, content: str) -> Take | SoundFile:
    """What the ledger says of a piece; digests and times are filled in when it is recorded."""
    number, file = job.attempt.number, job.attempt.files[0]
    if isinstance(job, RecordingJob):
        assert isinstance(made, Recording)
        return SoundFile(recording=made.model_copy(update={"content": content}), number=number, file=file, sha256="")
    assert isinstance(made, Rendered)
    recipe = job.recipe
    return Take(
        shot=recipe.shot.id,
        slate=recipe.shot.slate,
        number=number,
        file=file,
        sha256="",
        frames=made.frames - 2 * made.handles,
        handles=made.handles,
        content=content,
        renderer=recipe.renderer,
        revision=recipe.revision,
        seed=recipe.seed,
    )

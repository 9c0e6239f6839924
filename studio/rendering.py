"""Takes that are owed go to the farm, and what comes back is recorded at once."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import partial
from typing import TYPE_CHECKING

from bible.errors import StudioError
from renderers.interface import Rendered
from shots.recording import Recording
from shots.take import Still, Take, Version
from studio import farm
from studio.casting import heard_digest, said_digest
from studio.clips import clip_job, clip_jobs, take_name
from studio.crew import Patience
from studio.ordered import STAND_INS
from studio.plan import Node
from studio.production import SoundFile
from studio.settings import Settings
from studio.worker import ClipJob, Job, PassJob, RecordingJob, StillJob

if TYPE_CHECKING:
    from studio.office import Office


def render(office: Office, failed: list[str]) -> int:
    """Make each take that is owed here; returns how many came. What fails is told and added to `failed`."""
    owed = tuple(node for node in office.plan().owed("clip") if node.takes)
    if not owed:
        return 0
    asked = [(node, number, renderer) for node in owed for number, renderer in enumerate(node.takes)]
    takes = [take for take in asked if _has_renderer(office, take[2], take_name(take[0], take[1]), failed)]
    made = 0
    if takes:
        takes.sort(key=lambda take: _turn(office, take[0], take[2]))
        office.reporter.stage("takes", {take_name(node, number): _frames(node) for node, number, _ in takes})
        most = [office.renderer(name).limits().at_once for name in {renderer for _, _, renderer in takes}]
        made = send_to_farm(office, clip_jobs(office, takes), len(takes), owed, failed, most)
    bare = [node for node in owed if node.name in failed and node.takes[0] not in STAND_INS and _is_bare(node)]
    if bare:
        office.reporter.say(f"The {STAND_INS[0]} stands in for {', '.join(node.name for node in bare)}")
        office.reporter.stage("stand-ins", {node.name: _frames(node) for node in bare})
        jobs = (clip_job(office, node, 0, STAND_INS[0]) for node in bare)
        made += send_to_farm(office, jobs, len(bare), tuple(bare), failed)
    return made


def _is_bare(node: Node) -> bool:
    """Whether a shot has nothing to show, or only a stand-in that shows something else than is asked for."""
    stands_in = node.pick is not None and node.pick.stale and node.pick.take.renderer in STAND_INS
    return node.pick is None or (stands_in and not node.pick.circled)


def _frames(node: Node) -> int:
    assert node.recipe is not None
    return node.recipe.total_frames


def _turn(office: Office, node: Node, renderer: str) -> tuple[str, int]:
    """Groups of a renderer together, and in each the longest take first, so that no core waits long for the last."""
    assert node.recipe is not None
    return office.renderer(renderer).group(node.recipe), -_frames(node)


def _has_renderer(office: Office, renderer: str, take: str, failed: list[str]) -> bool:
    """Whether a take can be made; what it lacks is told, and stops no other take."""
    try:
        office.renderer(renderer)
    except StudioError as error:
        office.reporter.ended(take, str(error))
        failed.append(take)
        return False
    return True


def _run(settings: Settings) -> farm.Run:
    """Who works jobs off: the farm's own processes, or those on Ray where the settings name one."""
    if not settings.ray:
        return partial(farm.run, patience=Patience(ends=settings.standstill * 60.0))
    from studio.ray_farm import farm_at

    return farm_at(settings.ray).run


def send_to_farm(
    office: Office,
    jobs: Iterable[Job],
    count: int,
    owed: tuple[Node, ...],
    failed: list[str],
    at_once: Iterable[int | None] = (),
) -> int:
    """Send jobs to the farm and record what comes back, each piece at once."""
    made, again = 0, []
    workers = min((most for most in (*at_once, office.settings.workers) if most), default=0)
    contents = {node.subject: node.content for node in owed}
    for outcome in _run(office.settings)(jobs, count, workers, office.reporter.step, office.reporter.say):
        job = outcome.job
        error = outcome.error
        if outcome.made is not None:
            try:
                left_out = outcome.made.left_out if isinstance(outcome.made, Rendered) else ()
                facts = _facts(job, outcome.made, contents[job.attempt.subject])
                office.store.made(job.attempt, facts, "; ".join(left_out))
                office.store.publish(job.attempt)
                made += 1
                again += [job.recipe.shot.id] if isinstance(job, ClipJob) and job.attempt.number > 1 else []
                if left_out:
                    office.reporter.say(f"{job.name}: {'; '.join(left_out)}")
            except (StudioError, OSError) as problem:
                error = str(problem)
        if error:
            office.store.fail(job.attempt, error, lasting=outcome.lasting)
            failed.append(job.name)
        office.reporter.ended(job.name, error)
    if again:
        _tell_of_twins(office, frozenset(again))
    return made


def _tell_of_twins(office: Office, shots: Set[str]) -> None:
    """Say which new takes show just what an older one of their shot shows, so that nobody compares them for nothing."""
    production = office.production()
    for shot in sorted(shots):
        *before, newest = production.takes_of(shot)
        twin = next((take for take in before if take.sha256 == newest.sha256), None)
        if twin is not None:
            office.reporter.say(
                f"{newest.name} is the same picture as {twin.name}: {newest.renderer} leaves nothing in it to chance. "
                f"Change the shot: studio revise {newest.slate} --note"
            )


def _facts(job: Job, made: Rendered | Recording, content: str) -> Take | Version | Still | SoundFile:
    """What the ledger says of a piece; digests and times are filled in when it is recorded."""
    number, file = job.attempt.number, job.attempt.files[0]
    if isinstance(job, RecordingJob):
        assert isinstance(made, Recording)
        stamps = {
            "content": content,
            "said": said_digest(job.speech.pronunciations),
            "heard": heard_digest(content, job.engine),
        }
        return SoundFile(recording=made.model_copy(update=stamps), number=number, file=file, sha256="")
    assert isinstance(made, Rendered)
    recipe = job.recipe
    if isinstance(job, PassJob):
        long = {"frames": made.frames - 2 * made.handles, "handles": made.handles}
        return job.version.model_copy(update={"number": number, "file": file, **long})
    if isinstance(job, StillJob):
        picture = recipe.picture
        return Still(
            subject=recipe.shot.id, slate=recipe.shot.slate, number=number, file=file, sha256="", width=picture.width,
            height=picture.height, content=content, renderer=recipe.renderer, revision=recipe.revision,
            seed=recipe.seed,
        )  # fmt: skip
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
        sound=made.sound,
    )

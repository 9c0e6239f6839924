"""Takes longer than a model makes in one call: ordered in parts that go on from each other, joined once all came."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from bible.errors import StudioError
from bible.model import Frozen
from renderers.hosted.catalogue import Row
from renderers.hosted.fit import fit_long
from renderers.media.normalise import heard_in_turn, write_frames
from renderers.media.read import film_frames
from shots.recipe import Recipe, digest
from shots.take import Take
from studio.attempt import Attempt, AttemptState
from studio.counting import count_take
from studio.ledger.hosted import LAST_FRAME, part_job
from studio.ledger.job import Need, PaidJob
from studio.names import take_file
from studio.nodes import Node
from studio.pieces import Pieced
from studio.production import Production

if TYPE_CHECKING:
    from studio.office import Office


class LongTake(Frozen):
    """A take that is made in parts."""

    jobs: tuple[PaidJob, ...]
    """One for each part, in their order."""
    there: tuple[Attempt | None, ...]
    """The attempt that made each part, where one did."""
    frames: tuple[int, ...]
    """How many of the take's frames each shows."""
    handles: int
    """Frames the whole take has before and after its usable ones."""

    @property
    def missing(self) -> tuple[PaidJob, ...]:
        """The parts that are still to be ordered."""
        return tuple(job for job, made in zip(self.jobs, self.there, strict=True) if made is None)


def is_long(recipe: Recipe, row: Row) -> bool:
    """Whether the cut alone is longer than the model makes in one call."""
    return bool(row.seconds) and recipe.frames > int(row.seconds[-1] * recipe.picture.rate.fps)


def long_take(
    production: Production, node: Node, recipe: Recipe, row: Row, *, priority: int, forgiven: int
) -> LongTake:
    """The parts of a take by one model. Raises RenderError for a model that cannot go on from a picture."""
    shot = node.subject
    number = 1 + sum(take.shot == shot and take.renderer == row.id for take in production.takes)
    parts = fit_long(recipe, row, guides=recipe.guides)
    jobs: list[PaidJob] = []
    for at, part in enumerate(parts):
        # Each part is of this very take: another take of the shot has parts of its own.
        content = digest([node.content, row.id, number, at, len(parts)])
        needs = (Need(subject=jobs[-1].subject, kind="part", role=LAST_FRAME),) if jobs else ()
        jobs.append(
            part_job(
                production.name, recipe, part, content, row, part_of=f"{shot}/{number}.{at + 1}",
                name=f"{node.name} part {at + 1}", needs=needs, priority=priority, forgiven=forgiven,
            )
        )  # fmt: skip
    done = {
        (each.subject, each.content): each
        for each in production.attempts
        if each.kind == "part" and each.state == AttemptState.DONE and not set(each.files) & production.lost
    }
    frames = tuple(part.frames for part in parts)
    return LongTake(
        jobs=tuple(jobs), there=tuple(done.get((job.subject, job.content)) for job in jobs), frames=frames,
        handles=(sum(frames) - recipe.frames) // 2,
    )  # fmt: skip


def join_parts(office: Office, failed: list[str]) -> int:
    """Join every take of which all parts came; returns how many. What fails is told."""
    made, (production, planned) = 0, office.standing()
    for node in planned.nodes:
        if node.kind != "clip" or not node.orders or node.recipe is None:
            continue
        try:
            long = office.ordering.long_take_of(node, production)
        except StudioError:
            # It cannot be ordered, which was told when it was to be.
            continue
        if long is None or long.missing:
            continue
        try:
            _join(office, node, node.recipe, long)
            made += 1
        except (StudioError, OSError) as error:
            office.reporter.ended(node.name, str(error))
            failed.append(node.name)
    return made


def _join(office: Office, node: Node, recipe: Recipe, long: LongTake) -> None:
    parts = [each for each in long.there if each is not None]
    prompt = long.jobs[0].choices[0].order.prompt
    asked = Pieced(parts=tuple(part.id for part in parts), prompt=prompt, recipe=recipe)
    attempt = office.store.intend(
        "clip", node.subject, node.content, asked.model_dump_json(exclude_defaults=True),
        lambda number: (take_file(office.folder.name, recipe.shot.slate, number),),
    )  # fmt: skip
    to = office.store.aside_file(attempt, attempt.files[0])
    to.unlink(missing_ok=True)
    try:
        files = [office.folder.path(part.files[0]) for part in parts]
        made = tuple(zip(files, long.frames, strict=True))
        sound = heard_in_turn(made, recipe.picture)
        pieces = (film_frames(file, recipe.picture, 0, frames) for file, frames in made)
        write_frames(chain.from_iterable(pieces), recipe.picture, to, sound)
    except StudioError as error:
        office.store.fail(attempt, str(error))
        raise
    choice = long.jobs[0].choices[0]
    take = Take(
        shot=node.subject, slate=node.name, number=attempt.number, file=attempt.files[0], sha256="",
        frames=sum(long.frames) - 2 * long.handles, handles=long.handles, content=node.content,
        renderer=choice.renderer, revision=choice.revision, cost_micro_usd=sum(each.cost_micro_usd for each in parts),
        sound="" if sound is None else "sound",
    )  # fmt: skip
    count_take(office, attempt, take, recipe.model_copy(update={"handles": long.handles}))

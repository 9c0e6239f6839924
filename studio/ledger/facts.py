"""What the production says of a result that was ordered: a take, a still, a recording or a part."""

from __future__ import annotations

from renderers.interface import Rendered
from shots.recording import Recording
from shots.take import Still, Take, Version
from studio.ledger.backend import Finished, Looked, Picture
from studio.ledger.job import PaidAttempt, PlacedJob
from studio.ledger.ordered_take import Ordered
from studio.production import SoundFile


def result_of(job: PlacedJob, attempt: PaidAttempt, finished: Finished) -> Take | Version | Still | SoundFile:
    """The row-to-be of a finished result; digests and times are filled in when it is recorded."""
    choice, file = job.chosen, attempt.files[0]
    if isinstance(finished, Recording):
        return SoundFile(recording=finished, number=attempt.number, file=file, sha256="")
    seed = attempt.order.seed or 0
    if isinstance(finished, Picture):
        return Still(
            subject=job.subject, slate=job.name, number=attempt.number, file=file, sha256="", width=finished.width,
            height=finished.height, content=job.content, renderer=choice.renderer, revision=choice.revision, seed=seed,
            cost_micro_usd=attempt.cost_micro_usd,
        )  # fmt: skip
    rendered = finished.rendered if isinstance(finished, Looked) else finished
    assert isinstance(rendered, Rendered)
    if job.kind == "pass":
        version = Ordered.model_validate_json(job.asked).version
        assert version is not None
        return version.model_copy(
            update={
                "number": attempt.number, "file": file, "frames": rendered.frames - 2 * rendered.handles,
                "handles": rendered.handles, "renderer": choice.renderer, "revision": choice.revision,
                "cost_micro_usd": attempt.cost_micro_usd,
            }
        )  # fmt: skip
    return Take(
        shot=job.subject, slate=job.name, number=attempt.number, file=file, sha256="",
        frames=rendered.frames - 2 * rendered.handles, handles=rendered.handles, content=job.content,
        renderer=choice.renderer, revision=choice.revision, seed=seed, cost_micro_usd=attempt.cost_micro_usd,
        sound=rendered.sound,
    )  # fmt: skip

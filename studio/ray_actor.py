"""What works on Ray: an actor that keeps what it loaded, and whose files come and go with its jobs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bible.errors import SettingsError
from bible.model import Frozen
from shots.recipe import Recipe
from studio import __version__
from studio.worker import ClipJob, Job, Made, PassJob, RecordingJob, Step, work


class SentFile(Frozen):
    """A file a job reads, as it lies at the office."""

    path: str
    content: bytes


class Sent(Frozen):
    """A job with the files it reads."""

    job: Job
    files: tuple[SentFile, ...]


class Brought(Frozen):
    """What came of a job, with the file it made."""

    made: Made
    content: bytes


def packed(job: Job) -> Sent:
    """A job as it is sent to an actor. Raises OSError when a file it reads is not there."""
    recipes = [] if isinstance(job, RecordingJob) else [job.recipe]
    recipes += job.ahead if isinstance(job, ClipJob) else ()
    paths = {guide.file for recipe in recipes for guide in recipe.guides}
    paths |= {str(job.film)} if isinstance(job, PassJob) else set()
    files = (SentFile(path=path, content=Path(path).read_bytes()) for path in sorted(paths))
    return Sent(job=job, files=tuple(files))


class RayActor:
    """Works as the farm's processes do. Renderers and engines are loaded once and stay."""

    def __init__(self, version: str) -> None:
        """`version` is that of the office. Raises SettingsError when another one is installed here."""
        self._wrong = "" if version == __version__ else f"studio {__version__} is installed on a machine of Ray's"
        self._office = version
        self._step: Step | None = None

    def where(self) -> str:
        """The id of the machine it is on, as Ray knows it."""
        import ray

        return ray.get_runtime_context().get_node_id()

    def how_far(self) -> Step | None:
        """How far the job in work is; None when it said nothing since it was asked last."""
        step, self._step = self._step, None
        return step

    def work(self, sent: Sent) -> Brought:
        """Do one job. Raises what its renderer or engine raises, SettingsError where another studio is installed."""
        if self._wrong:
            raise SettingsError(self._wrong, cure=f"install {self._office} there, as here")
        with tempfile.TemporaryDirectory(prefix="studio-") as place:
            job = _unpacked(sent, Path(place))
            made = work(job, self._tell)
            return Brought(made=made, content=job.to.read_bytes())

    def _tell(self, step: Step) -> None:
        self._step = step


def _unpacked(sent: Sent, place: Path) -> Job:
    """The job with its files in a folder of this machine."""
    there = dict(_written(sent.files, place / "in"))
    (place / "out").mkdir()
    job, to = sent.job, place / "out" / sent.job.to.name
    if isinstance(job, RecordingJob):
        return job.model_copy(update={"to": to})
    here: dict[str, object] = {"to": to, "recipe": _here(job.recipe, there)}
    if isinstance(job, ClipJob):
        here["ahead"] = tuple(_here(recipe, there) for recipe in job.ahead)
    if isinstance(job, PassJob):
        here["film"] = Path(there[str(job.film)])
    return job.model_copy(update=here)


def _written(files: tuple[SentFile, ...], place: Path) -> Iterator[tuple[str, str]]:
    for number, file in enumerate(files):
        own = place / str(number) / Path(file.path).name
        own.parent.mkdir(parents=True)
        own.write_bytes(file.content)
        yield file.path, str(own)


def _here(recipe: Recipe, there: dict[str, str]) -> Recipe:
    guides = tuple(guide.model_copy(update={"file": there[guide.file]}) for guide in recipe.guides)
    return recipe.model_copy(update={"guides": guides})

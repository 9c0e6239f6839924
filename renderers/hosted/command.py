"""A person's own program as a renderer or a pass: told in JSON what to make, it says how far it is on its output.

It reads one JSON object on its standard input, writes the film to the path named `output` in it, and prints lines as
Open Job Description has them: `openjd_progress: 40.5` (per cent), `openjd_status: words`, `openjd_fail: words`.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from bible.errors import MediaError, RenderError, SettingsError
from bible.model import Frozen
from renderers.interface import PASS_ORDER, Options, Pass, Progress, Readiness, Rendered, Renderer
from renderers.media.normalise import heard_in, normalise
from renderers.media.read import count_film_frames, differences
from shots.recipe import Limits, Recipe
from shots.take import Heard

REQUEST_VERSION = 1
"""Changes when a field of the request gets another meaning; new fields do not change it."""
_LINE = re.compile(r"openjd_(progress|status|fail):\s*(.*)")
_LONGEST_LINE = 65536
_LAST_WORDS = 2000
_ALIVE = 60.0
"""Seconds of silence after which it is told that the program is still waited for."""
_SECRET = re.compile(r"KEY|SECRET|TOKEN|PASSWORD|CREDENTIAL", re.IGNORECASE)
_YES_OR_NO = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
_GUIDES = ("keyframe", "last", "reference", "pose", "depth", "line", "drive", "mask", "audio")


class CommandSettings(Frozen):
    """What a production says of its program."""

    command: tuple[str, ...] = ()
    """The program and its arguments; no shell reads them. `{output}` and `{request}` stand for those files."""
    revision: str = "1"
    """Changed by its owner whenever it would make other frames."""
    timeout: float = 3600.0
    """Seconds for one take."""
    guides: tuple[str, ...] = _GUIDES
    """Kinds of guide it makes use of."""
    speaks: bool = False
    """Lips follow the words."""
    step: str = "grade"
    """For a pass: where it stands among the others."""


def read_command(options: Options, where: str) -> CommandSettings:
    """The settings of a program, from name and value. Raises SettingsError for what cannot be used."""
    values = dict(options)
    unknown = sorted(set(values) - set(CommandSettings.model_fields))
    if unknown:
        known = ", ".join(CommandSettings.model_fields)
        raise SettingsError(f"{unknown[0]} is no setting of it", where=where, cure=f"the settings are {known}")
    try:
        argv = tuple(shlex.split(values.get("command", "")))
        timeout = float(values.get("timeout", "3600"))
    except ValueError as error:
        raise SettingsError(
            f"a setting cannot be read ({error})", where=where, cure="mend command or timeout"
        ) from error
    guides = tuple(re.findall(r"\w+", values["guides"])) if "guides" in values else _GUIDES
    if timeout <= 0 or not set(guides) <= set(_GUIDES):
        cure = f"guides are {', '.join(_GUIDES)}"
        raise SettingsError("timeout must be above 0, and guides must be known ones", where=where, cure=cure)
    speaks = _YES_OR_NO.get(values.get("speaks", "no").lower())
    if speaks is None:
        cure = f"write one of {', '.join(_YES_OR_NO)}"
        raise SettingsError(f"speaks = {values['speaks']!r} is neither yes nor no", where=where, cure=cure)
    step = values.get("step", "grade")
    if step not in PASS_ORDER:
        raise SettingsError(f"{step!r} is no step", where=where, cure=f"steps are {', '.join(PASS_ORDER)}")
    return CommandSettings(
        command=argv, revision=values.get("revision", "1"), timeout=timeout, guides=guides, speaks=speaks, step=step
    )


class _Program:
    """What the renderer and the pass have in common."""

    name = "command"
    where = "[renderers.command] in studio.toml"
    revision = "1/1"
    """Studio's own part, and what the program's owner says of it."""

    def __init__(self) -> None:
        self._settings = CommandSettings()
        self._options: Options = ()

    def set_up(self, options: Options) -> None:
        """Take the program and its settings. Raises SettingsError."""
        self._settings, self._options = read_command(options, self.where), options
        self.revision = f"1/{self._settings.revision}"

    def check(self) -> Readiness:
        """Whether the program is there."""
        if not self._settings.command:
            return Readiness(ready=False, why="no program is named", cure=f'put command = "..." under {self.where}')
        program = self._settings.command[0]
        if shutil.which(program) is None:
            return Readiness(ready=False, why=f"there is no program {program}", cure=f"mend command under {self.where}")
        return Readiness(ready=True)

    def limits(self) -> Limits:
        """What its owner says it can be asked for."""
        return Limits(guides=self._settings.guides, speaks=self._settings.speaks)

    def make(self, recipe: Recipe, film: Path | None, to: Path, progress: Progress) -> Rendered:
        """Run the program for one take. Raises RenderError."""
        if recipe.options and recipe.options != self._options:
            self.set_up(recipe.options)
        ready = self.check()
        if not ready.ready:
            raise RenderError(ready.why, where=recipe.shot.slate, cure=ready.cure)
        if to.exists():
            raise RenderError("a file is there already", where=str(to), cure="make the take under another number")
        with _workplace(to) as place:
            output = place / f"made{to.suffix}"
            _run(self._settings, _request(recipe, film, output), place, output, recipe, progress)
            heard = _take_over(output, place, recipe, to)
        progress(recipe.total_frames, recipe.total_frames)
        sound: Heard = ("speech" if self._settings.speaks else "sound") if heard else ""
        return Rendered(frames=recipe.total_frames, handles=recipe.handles, sound=sound)


class Command(_Program, Renderer):
    """Takes made by a person's own program."""

    def render(self, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Have the take made. Raises RenderError with the program's own words."""
        return self.make(recipe, None, to, progress)


class CommandPass(_Program, Pass):
    """A step on finished takes, made by a person's own program."""

    where = "[passes.command] in studio.toml"

    def set_up(self, options: Options) -> None:
        """Take the program and its settings, and where it stands among the passes. Raises SettingsError."""
        super().set_up(options)
        self.step = self._settings.step

    def apply(self, film: Path, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Have the step made. Raises RenderError with the program's own words."""
        return self.make(recipe, film, to, progress)


def _request(recipe: Recipe, film: Path | None, output: Path) -> str:
    """What the program is told."""
    picture = recipe.picture
    return json.dumps(
        {
            "version": REQUEST_VERSION, "output": str(output), "input": str(film) if film else None,
            "slate": recipe.shot.slate, "take": recipe.take, "seed": recipe.seed,
            "width": picture.width, "height": picture.height,
            "rate": [picture.rate.numerator, picture.rate.denominator],
            "frames": recipe.total_frames, "handles": recipe.handles,
            "recipe": recipe.model_dump(mode="json", exclude={"options"}),
        },
        ensure_ascii=False,
    )  # fmt: skip


@contextlib.contextmanager
def _workplace(to: Path) -> Iterator[Path]:
    """A folder beside the take for the program to work in, gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix=f"{to.stem}.", dir=to.parent))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _run(
    settings: CommandSettings, request: str, place: Path, output: Path, recipe: Recipe, progress: Progress
) -> None:
    told, said = place / "request.json", place / "errors.txt"
    told.write_text(request, encoding="utf-8")
    names = {"{output}": str(output), "{request}": str(told)}
    argv = [names.get(word, word) for word in settings.command]
    # Keys of hosted renderers are no business of a program that makes pictures.
    environment = {name: value for name, value in os.environ.items() if not _SECRET.search(name)}
    slate, total = recipe.shot.slate, recipe.total_frames
    with told.open("rb") as given, said.open("wb") as errors:
        try:
            process = subprocess.Popen(
                argv, stdin=given, stdout=subprocess.PIPE, stderr=errors, cwd=place, env=environment,
                start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise RenderError(f"{argv[0]} cannot be run ({error.strerror})", where=slate) from error
        try:
            failed, last = _listen(process, settings.timeout, total, progress)
        except TimeoutError:
            raise RenderError(
                f"{argv[0]} was not done within {settings.timeout:g} s", where=slate, cure="raise its timeout"
            ) from None
        finally:
            _end(process)
    if failed or process.returncode != 0:
        words = failed or _tail(said) or last or "it said nothing"
        raise RenderError(f"{Path(argv[0]).name} failed (exit {process.returncode}): {words}", where=slate)


def _listen(process: subprocess.Popen[bytes], seconds: float, total: int, progress: Progress) -> tuple[str, str]:
    """Pass on how far it is until it ends. Returns why it failed, if it said so, and its last words."""
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    assert process.stdout is not None
    threading.Thread(target=_pump, args=(process.stdout, lines), daemon=True).start()
    ends = time.monotonic() + seconds
    failed = last = ""
    done = 0
    while True:
        left = ends - time.monotonic()
        try:
            line = lines.get(timeout=max(0.0, min(_ALIVE, left)))
        except queue.Empty:
            if left > _ALIVE:
                # How long it may be silent is its owner's to say: to others it is alive so long.
                progress(done, total)
                continue
            raise TimeoutError from None
        if line is None:
            break
        text = line.decode("utf-8", "replace").strip()
        found = _LINE.match(text)
        last = text or last
        if found and found[1] == "fail":
            failed = found[2] or "it says that it failed"
        elif found and found[1] == "progress" and re.fullmatch(r"\d+(\.\d+)?", found[2]):
            done = min(total, int(float(found[2]) / 100 * total))
            progress(done, total)
    try:
        process.wait(max(0.1, ends - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    return failed, last[-_LAST_WORDS:]


def _pump(source: IO[bytes], lines: queue.SimpleQueue[bytes | None]) -> None:
    # Closed here, by who reads: what the program left running may hold the other end for as long as it likes.
    with source:
        while line := source.readline(_LONGEST_LINE):
            lines.put(line)
    lines.put(None)


def _end(process: subprocess.Popen[bytes]) -> None:
    """See that the program and what it started are gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _tail(file: Path) -> str:
    text = file.read_bytes()[-_LAST_WORDS:].decode("utf-8", "replace")
    return " | ".join(line.strip() for line in text.strip().splitlines()[-3:])


def _take_over(output: Path, place: Path, recipe: Recipe, to: Path) -> bool:
    """See that the film is what was asked for, and put it where it belongs in the film's own parameters.

    Returns whether anything is heard in it.
    """
    slate = recipe.shot.slate
    if output.is_symlink() or not output.is_file() or output.resolve().parent != place.resolve():
        raise RenderError("the program wrote no film", where=slate, cure="write it to the path named `output`")
    try:
        frames = count_film_frames(output, recipe.picture)
        if frames < recipe.total_frames:
            raise RenderError(f"the film has {frames} frames, {recipe.total_frames} were asked for", where=slate)
        if frames > recipe.total_frames or differences(output, recipe.picture):
            return normalise(output, recipe.picture, 0, recipe.total_frames, to, with_sound=True)
        heard = heard_in(output, recipe.picture, 0, recipe.total_frames) is not None
        output.replace(to)
        return heard
    except MediaError as error:
        raise RenderError(f"the program's film is no good: {error.what}", where=slate) from error

"""A person's own program as a renderer: told in JSON, heard line by line, ended in time, and its film looked at."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
import time
from pathlib import Path

import av
import pytest

from bible.entries import Character, Hour, Location, Look, Weather
from bible.errors import RenderError, SettingsError
from bible.script import Setting
from renderers.hosted.command import Command, CommandPass
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe
from shots.shot import Framing, Shot, Size, Subject

RECIPE = Recipe(
    shot=Shot(id="sh1", slate="12A", scene="s1", framing=Framing.SINGLE, size=Size.MS,
              subjects=(Subject(token="@NORA", side="left"),)),
    cast=(Character(token="@NORA", name="NORA", look=Look(age=30, sex="woman", height_cm=170)),),
    location=Location(token="@QUAY", name="QUAY", setting=Setting.EXT, kind="harbour"), hour=Hour.DAY,
    weather=Weather.CLEAR, picture=PictureFormat(width=64, height=36, rate=Rate(numerator=24)), frames=6, handles=2,
    seed=5, renderer="command", revision="1/1", take=1,
)  # fmt: skip

MAKE = """
import json, sys
from fractions import Fraction
from pathlib import Path
import numpy as np
from renderers.fake_provider.media import write_film
asked = json.load(sys.stdin)
size = (asked["height"], asked["width"], 3)
frames = [np.full(size, 10 * n, np.uint8) for n in range(asked["frames"] + EXTRA)]
print("openjd_status: painting")
print("openjd_progress: 50.0", flush=True)
rate = Fraction(*asked["rate"]) * FASTER
Path(asked["output"]).write_bytes(write_film(iter(frames), size[1], size[0], rate, None))
print("openjd_progress: 100", flush=True)
"""


def program(tmp_path: Path, text: str) -> str:
    file = tmp_path / "make it.py"
    file.write_text(text)
    return shlex.join((sys.executable, str(file)))


def maker(tmp_path: Path, extra: int = 0, faster: int = 1) -> str:
    return program(tmp_path, MAKE.replace("EXTRA", str(extra)).replace("FASTER", str(faster)))


def command(words: str, **more: str) -> Command:
    renderer = Command()
    renderer.set_up((("command", words), *more.items()))
    return renderer


def render(renderer: Command, tmp_path: Path, recipe: Recipe = RECIPE) -> tuple[Path, list[tuple[int, int]]]:
    folder = tmp_path / "aside"
    folder.mkdir(exist_ok=True)
    steps: list[tuple[int, int]] = []
    renderer.render(recipe, folder / "take.mp4", lambda done, total: steps.append((done, total)))
    return folder / "take.mp4", steps


def frames_in(film: Path) -> tuple[int, int, int]:
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        return len(list(container.decode(stream))), stream.width, stream.height


@pytest.mark.parametrize(("extra", "faster"), [(0, 1), (3, 1), (10, 2)])
def test_a_program_makes_a_take_as_ordered(tmp_path: Path, extra: int, faster: int) -> None:
    film, steps = render(command(maker(tmp_path, extra, faster)), tmp_path)
    assert frames_in(film) == (10, 64, 36)
    assert steps == [(5, 10), (10, 10), (10, 10)]
    assert [each.name for each in film.parent.iterdir()] == ["take.mp4"]


def test_it_is_told_everything_in_json_and_may_read_it_from_a_file(tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    copy = f"import sys; open({str(told)!r}, 'w').write(open(sys.argv[1]).read()); sys.exit(sys.argv[2])"
    words = program(tmp_path, copy)
    with pytest.raises(RenderError, match=r"made\.mp4"):
        render(command(f"{words} {{request}} {{output}}"), tmp_path)
    request = json.loads(told.read_text())
    assert (request["version"], request["slate"], request["frames"], request["rate"]) == (1, "12A", 10, [24, 1])
    assert (request["width"], request["height"], request["handles"], request["seed"]) == (64, 36, 2, 5)
    assert Recipe.model_validate(request["recipe"]) == RECIPE


def test_no_shell_reads_its_arguments_and_no_key_reaches_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNWAYML_API_SECRET", "canary-1")
    monkeypatch.setenv("openai_api_key", "canary-2")
    monkeypatch.setenv("FILM_STOCK", "5219")
    told = "[each for each in os.environ.values() if each == '5219' or 'canary' in each]"
    words = program(tmp_path, f"import os, sys; sys.exit(repr((sys.argv[2:], {told})))")
    with pytest.raises(RenderError) as raised:
        render(command(f"{words} '$(touch {tmp_path}/owned)' ';' '*'"), tmp_path)
    assert raised.value.what.endswith("([';', '*'], ['5219'])")
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("print('openjd_fail: no GPU here')", "no GPU here"),
        ("import sys; print('openjd_fail: worn out'); sys.exit(3)", "exit 3"),
        ("import sys; sys.exit('the model is gone')", "the model is gone"),
        ("raise SystemExit(7)", "exit 7"),
        ("pass", "wrote no film"),
        ("import json, sys, os; os.symlink('/etc/hostname', json.load(sys.stdin)['output'])", "wrote no film"),
        ("import json, sys; open(json.load(sys.stdin)['output'], 'w').write('no film')", "no good"),
    ],
)
def test_what_goes_wrong_is_told_in_its_words_and_leaves_nothing(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RenderError) as raised:
        render(command(program(tmp_path, text)), tmp_path)
    assert said in raised.value.what
    assert raised.value.where == "12A"
    assert list((tmp_path / "aside").iterdir()) == []


def test_too_few_frames_are_no_take(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="has 7 frames, 10 were asked for"):
        render(command(maker(tmp_path, extra=-3)), tmp_path)


def test_it_is_ended_in_time_with_all_it_started(tmp_path: Path) -> None:
    # Two shells, for they start in no time; a busy machine, on which the second is not there yet, is given longer.
    program, note = tmp_path / "program.sh", tmp_path / "pid"
    program.write_text('sh -c \'echo $$ > "$0"; sleep 60; :\' "$(dirname "$0")/pid"; :\n')
    note.touch()
    for seconds in ("1.5", "6", "24"):
        with pytest.raises(RenderError, match=rf"not done within {re.escape(seconds)} s"):
            render(command(f"sh {shlex.quote(str(program))}", timeout=seconds), tmp_path)
        if note.read_text():
            break
    pid = int(note.read_text())
    for _ in range(3000):
        if not _alive(pid):
            break
        time.sleep(0.02)
    assert not _alive(pid)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] == "Z")


def test_what_progress_raises_ends_it(tmp_path: Path) -> None:
    renderer = command(program(tmp_path, "print('openjd_progress: 1', flush=True); import time; time.sleep(60)"))

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        renderer.render(RECIPE, tmp_path / "take.mp4", stop)
    assert not (tmp_path / "take.mp4").exists()


def test_a_pass_is_given_the_take(tmp_path: Path) -> None:
    copy = "import json, shutil, sys; asked = json.load(sys.stdin); shutil.copy(asked['input'], asked['output'])"
    film, _ = render(command(maker(tmp_path)), tmp_path)
    step = CommandPass()
    step.set_up((("command", program(tmp_path, copy)),))
    step.apply(film, RECIPE, tmp_path / "version.mp4", lambda done, total: None)
    assert (tmp_path / "version.mp4").read_bytes() == film.read_bytes()


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    there = tmp_path / "take.mp4"
    there.write_bytes(b"someone's work")
    with pytest.raises(RenderError, match="there already"):
        command(maker(tmp_path)).render(RECIPE, there, lambda done, total: None)
    assert there.read_bytes() == b"someone's work"


def test_its_settings_make_it_ready(tmp_path: Path) -> None:
    renderer = Command()
    assert not renderer.check().ready
    assert "studio.toml" in renderer.check().cure
    more = (("revision", "7"), ("guides", "keyframe, last"), ("speaks", "yes"))
    renderer.set_up((("command", "no-such-program --fast"), *more))
    assert "no-such-program" in renderer.check().why
    assert renderer.revision == "1/7"
    assert renderer.limits().guides == ("keyframe", "last")
    assert renderer.limits().speaks
    assert command(sys.executable).check().ready


@pytest.mark.parametrize(
    "options",
    [
        (("comand", "x"),),
        (("command", "'open"),),
        (("timeout", "soon"),),
        (("timeout", "0"),),
        (("guides", "smell"),),
        (("command", "x"), ("speaks", "maybe")),
    ],
)
def test_settings_that_cannot_be_used_are_told(options: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(SettingsError) as raised:
        Command().set_up(options)
    assert "renderers.command" in raised.value.where

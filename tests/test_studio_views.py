"""What the reading commands say: each of one look at the production, and what to type next as it can be typed."""

from __future__ import annotations

import shlex
from pathlib import Path

import av
import pytest
from paper_production import HOSTED, on_paper
from studio_film import answer, begin, studio

from studio.attempt import Attempt, AttemptState, Kind
from studio.plan import plan
from studio.production import Production
from studio.settings import Settings
from studio.store import Store
from studio.views import status_of

VOICE = HOSTED.model_copy(update={"voice": "elevenlabs/v3"})


@pytest.fixture(scope="module")
def shot_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    script = begin(tmp_path_factory.mktemp("views"))
    assert studio("produce", str(script), "--until", "shots").returncode == 0
    return script.parent / "small"


@pytest.mark.parametrize(
    "command",
    [("shots", "state:missing"), ("takes", "state:missing"), ("status",), ("report",), ("doctor",)],
    ids=lambda command: command[0],
)
def test_what_another_command_does_meanwhile_tears_no_look_apart(
    command: tuple[str, ...], shot_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Production] = []
    real = Store.load

    def load(store: Store, settings: Settings) -> Production:
        """The production; from the second look on another command has taken the shots out."""
        production = real(store, settings)
        looks.append(production)
        return production if len(looks) == 1 else production.model_copy(update={"shots": None})

    monkeypatch.setattr(Store, "load", load)
    assert studio(*command, "-C", str(shot_list)).returncode == 0
    assert len(looks) == 1


def _unclear(kind: Kind, subject: str, lane: str) -> Attempt:
    return Attempt(
        id=1, kind=kind, subject=subject, number=1, content="c", lane=lane, state=AttemptState.PARKED, files=(),
        error="no telling",
    )  # fmt: skip


def test_an_unclear_order_for_several_shots_is_what_to_settle_next(tmp_path: Path) -> None:
    paper = on_paper(tmp_path)
    assert paper.shots is not None
    first, second, *_ = paper.shots.shots
    strip = _unclear("strip", f"{first.id}+{second.id}", "runway/gen4.5")
    parked = paper.model_copy(update={"attempts": (strip,)})
    told = status_of(parked, plan(parked, HOSTED)).next
    assert told == f"studio settle {first.slate} --adopt ID, --resubmit or --write-off"


def test_an_unclear_line_is_named_as_it_can_be_typed(tmp_path: Path) -> None:
    paper = on_paper(tmp_path)
    line = paper.sounds[0].recording.line
    unclear = _unclear("recording", line, VOICE.voice)
    parked = paper.model_copy(update={"attempts": (unclear,), "sounds": ()})
    words = shlex.split(status_of(parked, plan(parked, VOICE)).next)
    assert words[:2] == ["studio", "settle"]
    assert words[2].endswith(f" {line}")
    assert "--adopt" not in words


def test_status_tells_the_film_as_long_as_it_runs(tmp_path: Path) -> None:
    script = begin(tmp_path)
    script.write_text(script.read_text("utf-8").replace("INT. WHEEL", "CUT TO BLACK.\n\nINT. WHEEL"), encoding="utf-8")
    settings = tmp_path / "small" / "studio.toml"
    settings.write_text(f"{settings.read_text('utf-8')}credits = true\n", encoding="utf-8")
    assert studio("produce", str(script)).returncode == 0
    told = answer("status", "-C", str(tmp_path / "small"))
    assert isinstance(told, dict)
    with av.open(str(tmp_path / "small" / "film.mp4")) as container:
        assert told["duration_frames"] == sum(1 for _ in container.decode(video=0))

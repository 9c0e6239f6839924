"""Hosted models through the ledger: real wires and SDKs against the fake provider, down to the take in the folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from ledger_provider import open_store, shot_id

from bible.entries import Hour, Location, Weather
from bible.errors import SettingsError
from bible.script import Setting
from renderers.fake_provider.books import Fault, Operation, Pace
from renderers.fake_provider.media import write_film
from renderers.fake_provider.pictures import ground
from renderers.fake_provider.server import FakeProvider
from renderers.hosted.catalogue import Row, read_catalogue
from renderers.hosted.wire import Mode, Order
from renderers.hosted.wires import WIRES, open_wire
from renderers.inspectors.black import Black
from renderers.media.read import probe
from shots.rate import read_rate
from shots.recipe import Guide, PictureFormat, Recipe
from shots.shot import Framing, Shot, Size
from studio import secrets
from studio.files import sha256_of
from studio.ledger.backend import Input, Rules
from studio.ledger.controller import Controller
from studio.ledger.hosted import LAST_FRAME, HostedBackend, keyframe_job, open_backend, take_job
from studio.ledger.job import Choice, Need, Outcome, PaidJob
from studio.names import keyframe_file, keyframe_pattern, take_file, take_pattern
from studio.pick import rulings_on
from studio.settings import Settings
from studio.store import Store

QUICK = Rules(pause=0.02, look=0.05, grace=0.3)


@pytest.fixture(scope="module")
def provider() -> Iterator[FakeProvider]:
    with FakeProvider(Pace(polls=1, max_side=96)) as fake:
        yield fake


@pytest.fixture(autouse=True)
def _fresh(provider: FakeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    provider.reset()
    monkeypatch.setattr(secrets, "_known", {})


def _row(identity: str) -> Row:
    return read_catalogue().row(identity, date(2026, 11, 23))


def _backend(provider: FakeProvider, root: Path, identity: str) -> HostedBackend:
    row = _row(identity)
    wire = open_wire(row.wire, "key_of_the_test", provider.base_url(row.provider))
    wire.poll_seconds = 0.02
    return HostedBackend(row, wire, root / "cache", [Black()])


def _recipe(slate: str) -> Recipe:
    shot = Shot(id=shot_id(slate), slate=slate, scene="S0001", framing=Framing.SINGLE, size=Size.CU, action="Waits.")
    place = Location(token="@QUAY", name="QUAY", kind="quay", setting=Setting.EXT)
    return Recipe(
        shot=shot, cast=(), location=place, hour=Hour.DAY, weather=Weather.CLEAR, frames=24, handles=4, take=1, seed=7,
        picture=PictureFormat(width=96, height=54, rate=read_rate("24")), renderer="runway/gen4.5", revision="1",
    )  # fmt: skip


def _produce(store: Store, jobs: list[PaidJob], *backends: HostedBackend) -> dict[str, Outcome]:
    controller = Controller(store, {each.lane.name: each for each in backends}, rules=QUICK)
    return {f"{outcome.job.name} {outcome.job.kind}": outcome for outcome in controller.run(jobs, lambda step: None)}


def _submits(provider: FakeProvider) -> int:
    return sum(entry.op == "submit" for entry in provider.books.journal)


def test_a_shot_is_ordered_fetched_looked_at_and_taken(provider: FakeProvider, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        backend = _backend(provider, tmp_path, "runway/gen4.5")
        job = take_job("ferry", _recipe("1"), "c", [backend.row])
        outcomes = _produce(store, [job], backend)
        assert outcomes["1 clip"].error == ""
        (take,) = store.load(Settings()).takes
        assert (take.file, take.renderer) == (take_file("ferry", "1", 1), "runway/gen4.5")
        assert (take.frames, take.handles) == (24, 4)
        assert take.cost_micro_usd > 0
        facts = probe(store.folder.root / take.file)
        assert (facts.width, facts.height, facts.frames) == (96, 54, 32)
    assert _submits(provider) == 1


def test_a_take_starts_from_a_keyframe_that_is_ordered_first(provider: FakeProvider, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        films, stills = (_backend(provider, tmp_path, each) for each in ("runway/gen4.5", "openai/gpt-image-2.6-flare"))
        first = keyframe_job("ferry", _recipe("1"), "k", [stills.row])
        needs = (Need(subject=first.subject, kind="keyframe", role="keyframe"),)
        second = take_job("ferry", _recipe("1"), "c", [films.row], needs=needs)
        outcomes = _produce(store, [second, first], films, stills)
        assert {name: outcome.error for name, outcome in outcomes.items()} == {"1 keyframe": "", "1 clip": ""}
        production = store.load(Settings())
        assert [still.file for still in production.stills] == [keyframe_file("ferry", "1", 1)]
        assert len(production.takes) == 1


def test_a_chain_of_takes_hands_on_its_last_frame(provider: FakeProvider, tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        backend = _backend(provider, tmp_path, "runway/gen4.5")
        first = take_job("ferry", _recipe("1"), "c1", [backend.row])
        second = take_job("ferry", _recipe("2"), "c2", [backend.row], needs=(Need(subject=first.subject, role="last"),))
        outcomes = _produce(store, [first, second], backend)
        assert all(outcome.error == "" for outcome in outcomes.values())
        assert list((tmp_path / "cache" / "inputs").glob("*_last.png"))


def test_a_last_frame_that_was_half_written_is_not_sent(tmp_path: Path) -> None:
    film, cache = tmp_path / "film.mp4", tmp_path / "cache"
    film.write_bytes(write_film(iter([ground(3, 64, 36)] * 3), 64, 36, Fraction(24), None))
    backend = HostedBackend(_row("runway/gen4.5"), open_wire("runway", "key_of_the_test", ""), cache)
    order = Order(provider="runway", model="gen4.5", mode="text_to_video", reference="", prompt="on")
    (sent,) = backend.complete(order, (Input(role=LAST_FRAME, file=film),)).guides
    Path(sent.file).write_bytes(Path(sent.file).read_bytes()[:40])
    (again,) = backend.complete(order, (Input(role=LAST_FRAME, file=film),)).guides
    assert again.sha256 == sent.sha256


@pytest.mark.parametrize("kind", ["accept_then_500", "accept_then_cut"])
def test_an_order_taken_behind_a_broken_answer_is_never_sent_again(
    provider: FakeProvider, tmp_path: Path, kind: str
) -> None:
    provider.fault(Fault(provider="runway", op="submit", kind=kind))  # type: ignore[arg-type]
    with open_store(tmp_path) as store:
        backend = _backend(provider, tmp_path, "runway/gen4.5")
        job = take_job("ferry", _recipe("1"), "c", [backend.row])
        first = _produce(store, [job], backend)["1 clip"]
        again = _produce(store, [job], backend)["1 clip"]
    assert (first.ending, again.ending) == ("parked", "parked")
    assert _submits(provider) == 1


@pytest.mark.parametrize("kind", ["expired", "truncated", "html"])
def test_trouble_on_the_way_home_costs_no_second_order(provider: FakeProvider, tmp_path: Path, kind: str) -> None:
    provider.fault(Fault(provider="runway", op="download", kind=kind))  # type: ignore[arg-type]
    with open_store(tmp_path) as store:
        backend = _backend(provider, tmp_path, "runway/gen4.5")
        job = take_job("ferry", _recipe("1"), "c", [backend.row])
        for _ in range(2):
            outcome = _produce(store, [job], backend)["1 clip"]
            if outcome.ending == "done":
                break
        assert outcome.ending == "done"
    assert _submits(provider) == 1


def test_a_broken_film_is_fetched_again_and_then_said_to_be_no_use(provider: FakeProvider, tmp_path: Path) -> None:
    provider.fault(Fault(provider="runway", op="job", kind="corrupt"))
    with open_store(tmp_path) as store:
        backend = _backend(provider, tmp_path, "runway/gen4.5")
        outcome = _produce(store, [take_job("ferry", _recipe("1"), "c", [backend.row])], backend)["1 clip"]
        assert outcome.ending == "failed"
        assert "cache/unusable/" in outcome.error
    assert _submits(provider) == 1


def test_a_black_film_is_kept_and_not_picked(provider: FakeProvider, tmp_path: Path) -> None:
    provider.fault(Fault(provider="runway", op="job", kind="black"))
    with open_store(tmp_path) as store:
        backend = _backend(provider, tmp_path, "runway/gen4.5")
        outcome = _produce(store, [take_job("ferry", _recipe("1"), "c", [backend.row])], backend)["1 clip"]
        assert outcome.ending == "done"
        assert rulings_on(store.load(Settings()), shot_id("1")).refused == {1}


def test_a_refusal_after_the_order_is_told_with_the_providers_words(provider: FakeProvider, tmp_path: Path) -> None:
    provider.fault(Fault(provider="runway", op="job", kind="moderation"))
    with open_store(tmp_path) as store:
        backend = _backend(provider, tmp_path, "runway/gen4.5")
        job = take_job("ferry", _recipe("1"), "c", [backend.row])
        assert _produce(store, [job], backend)["1 clip"].ending == "failed"
        assert _produce(store, [job], backend)["1 clip"].ending == "failed"
    assert _submits(provider) == 1


def test_a_backend_without_its_key_says_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUNWAYML_API_SECRET", raising=False)
    with pytest.raises(SettingsError, match="export RUNWAYML_API_SECRET"):
        open_backend(_row("runway/gen4.5"), tmp_path)
    monkeypatch.setenv("RUNWAYML_API_SECRET", "key_of_the_test")
    assert open_backend(_row("runway/gen4.5"), tmp_path).lane.slots >= 1


_EVERY_CALL: Mapping[str, tuple[Operation, ...]] = {
    "runway": ("submit", "poll", "download"), "gemini_omni": ("submit", "poll", "download"),
    "openai_videos": ("submit", "list", "poll", "download"), "openai_images": ("submit",),
    "gemini_images": ("submit",), "openai_speech": ("submit",), "elevenlabs": ("submit",),
    "sync": ("submit", "poll", "download"),
}  # fmt: skip
"""What each wire asks of its provider; an immediate call brings its result itself."""


def _order_over(name: str, folder: Path) -> Order:
    """Something each provider takes."""
    film = folder / "film.mp4"
    film.write_bytes(write_film(iter([ground(3, 64, 36)] * 6), 64, 36, Fraction(24), None))
    common = {"provider": "x", "model": "m", "reference": "", "prompt": "A quay."}
    modes: dict[str, Mode] = {"openai_images": "image", "gemini_images": "image", "sync": "lip_sync"}
    mode = modes.get(name, "speech" if name in ("openai_speech", "elevenlabs") else "text_to_video")
    lengths = {"runway": "5", "gemini_omni": "4s", "openai_videos": "4"}
    sizes = {"runway": "1280:720", "gemini_omni": "16:9", "openai_videos": "1280x720", "openai_images": "1024x1024"}
    sha256 = sha256_of(film)
    both = (Guide(kind="drive", file=str(film), sha256=sha256), Guide(kind="audio", file=str(film), sha256=sha256))
    return Order(
        **common, mode=mode, seconds=lengths.get(name, ""), size=sizes.get(name, ""), voice="nova",
        guides=both if name == "sync" else (),
    )  # fmt: skip


@pytest.mark.parametrize("name", WIRES)
def test_a_key_that_every_failing_call_says_back_is_in_no_file(
    provider: FakeProvider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    canary = f"canary-{name}-a1b2c3d4e5f6"
    desk = {"gemini_omni": "google", "gemini_images": "google", "openai_videos": "openai"}.get(name, name.split("_")[0])
    monkeypatch.setenv("MUSE_API_KEY", canary)
    row = _row("runway/gen4.5").model_copy(update={"id": "muse/one", "wire": name})
    told = f"Incorrect API key provided: {canary} (https://api.example/v1?key={canary})"
    with open_store(tmp_path) as store:
        backend = open_backend(row, tmp_path / "cache", base_url=provider.base_url(desk), lists=True)
        backend.wire.poll_seconds = 0.02
        choice = Choice(
            lane=row.id, order=_order_over(name, tmp_path), estimate_micro_usd=1000, upper_micro_usd=1000
        )  # fmt: skip
        said = []
        for number, operation in enumerate(_EVERY_CALL[name]):
            if operation == "list":
                provider.fault(Fault(provider=desk, op="submit", kind="accept_then_cut"))
            provider.fault(Fault(provider=desk, op=operation, kind="status", status=401, message=told))
            job = PaidJob(
                kind="clip", subject=shot_id("1"), name="1", content=f"c{number}", choices=(choice,),
                shots=(shot_id("1"),), files=(take_pattern("ferry", "1"),),
            )  # fmt: skip
            said += [outcome.error for outcome in _produce(store, [job], backend).values()]
            assert [each.fault for each in provider.books.faults if each.times] == []
    assert any("API key provided" in each for each in said), said
    assert not any(canary in each for each in said)
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or canary.encode() not in file.read_bytes(), file


def test_names_follow_from_their_patterns() -> None:
    assert take_pattern("ferry", "12A").format(number=3) == take_file("ferry", "12A", 3)
    assert keyframe_pattern("ferry", "12A").format(number=2) == keyframe_file("ferry", "12A", 2)

"""The wires, each against the fake provider: one POST per order whatever happens, every error told for what it is."""

from __future__ import annotations

import functools
import hashlib
import itertools
import re
import socket
import subprocess
import sys
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from bible.errors import RenderError, SettingsError
from renderers.fake_provider import FakeProvider, Fault
from renderers.fake_provider.media import as_wav, speech, write_film
from renderers.fake_provider.pictures import ground, write_still
from renderers.hosted.wire import FailureKind, Order, OwnField, RemoteRef, Settles, Wire, WireError
from renderers.hosted.wires import WIRES, open_wire
from shots.recipe import Guide

KEY = "canary-7f3a9c2e11"
PROVIDERS = {
    "openai_videos": "openai", "runway": "runway", "gemini_omni": "google", "openai_images": "openai",
    "gemini_images": "google", "openai_speech": "openai", "elevenlabs": "elevenlabs", "sync": "sync",
}  # fmt: skip
MODELS = {
    "openai_videos": "muse-1", "runway": "gen4.5", "gemini_omni": "gemini-omni-1.2-flash",
    "openai_images": "gpt-image-2.6-flare", "gemini_images": "gemini-3.1-flash-image",
    "openai_speech": "gpt-4o-mini-tts", "elevenlabs": "eleven_v3", "sync": "lipsync-2",
}  # fmt: skip
FILMS = ("openai_videos", "runway", "gemini_omni", "sync")
IMMEDIATE = tuple(name for name in WIRES if name not in FILMS)
Guides = tuple[Guide, Guide, Guide]
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def guides(tmp_path_factory: pytest.TempPathFactory) -> Guides:
    """A still, a film and a recording."""
    folder = tmp_path_factory.mktemp("guides")
    still = ground(3, 64, 36)
    film = write_film(iter([still] * 6), 64, 36, Fraction(24), None)
    rows = (
        ("keyframe", "k.png", write_still(still)),
        ("drive", "f.mp4", film),
        ("audio", "w.wav", as_wav(speech("hi", "nova"))),
    )
    made = []
    for kind, name, data in rows:
        (folder / name).write_bytes(data)
        made.append(Guide(kind=kind, file=str(folder / name), sha256=hashlib.sha256(data).hexdigest()))
    return made[0], made[1], made[2]


def wire_to(fake: FakeProvider, name: str, *, key: str = KEY, seconds: float = 60.0, lists: bool = False) -> Wire:
    return _wire(name, key, fake.base_url(PROVIDERS[name]), seconds, lists)


@functools.cache
def _wire(name: str, key: str, base_url: str, seconds: float, lists: bool) -> Wire:
    return open_wire(name, key, base_url, timeout_seconds=seconds, lists=lists)


def order_for(name: str, guides: Guides, *, text: bool = False) -> Order:
    still, film, words = guides
    common = {"provider": PROVIDERS[name], "model": MODELS[name], "reference": f"ferry/job/{next(_numbers)}"}
    if name == "openai_videos":
        return Order(**common, mode="image_to_video", prompt="A quay.", seconds="4", size="1280x720", guides=(still,))
    if name == "runway":
        return Order(**common, mode="text_to_video" if text else "image_to_video", prompt="A quay.", seconds="5",
                     size="1280:720", seed=7, guides=() if text else (still,))  # fmt: skip
    if name == "gemini_omni":
        return Order(**common, mode="image_to_video", prompt="A quay.", seconds="4s", size="16:9", resolution="720p",
                     guides=(still,))  # fmt: skip
    if name == "openai_images":
        return Order(**common, mode="image", prompt="A quay.", size="1536x1024", guides=() if text else (still,))
    if name == "gemini_images":
        return Order(**common, mode="image", prompt="A quay.", size="16:9", resolution="1K", guides=(still,))
    if name == "sync":
        return Order(**common, mode="lip_sync", guides=(film, words))
    return Order(**common, mode="speech", prompt="We are late.", voice="nova")


@pytest.mark.parametrize("name", FILMS)
def test_an_order_is_taken_stands_and_is_done(fake: FakeProvider, guides: Guides, name: str) -> None:
    wire = wire_to(fake, name)
    submitted = wire.submit(order_for(name, guides))
    assert submitted.ref.id == fake.books.jobs[0].id
    assert submitted.state.state == "queued"
    states = [wire.poll(submitted.ref).state for _ in range(3)]
    assert states == ["queued", "succeeded", "succeeded"]
    assert [asset.url.startswith(fake.address) for asset in wire.poll(submitted.ref).assets] == [True]
    assert not wire.immediate


@pytest.mark.parametrize("name", IMMEDIATE)
def test_an_immediate_order_brings_its_result(fake: FakeProvider, guides: Guides, name: str) -> None:
    wire = wire_to(fake, name)
    state = wire.submit(order_for(name, guides)).state
    assert state.state == "succeeded"
    assert len(state.assets[0].inline) > 100
    assert state.assets[0].media_type.split("/")[0] == ("image" if "image" in name else "audio")
    assert wire.immediate
    with pytest.raises(WireError) as raised:
        wire.poll(RemoteRef(provider="x", model="m", id="1"))
    assert raised.value.kind == FailureKind.LOST


TRANSPORT = (
    Fault(kind="accept_then_500"), Fault(kind="accept_then_cut"), Fault(kind="garbled"), Fault(kind="cut"),
    Fault(kind="accept_then_hang", seconds=30.0), Fault(kind="hang", seconds=30.0), Fault(kind="status", status=502),
    Fault(kind="status", status=503, retry_after=1), Fault(kind="status", status=408), Fault(kind="status", status=409),
)  # fmt: skip


@pytest.mark.parametrize("fault", TRANSPORT, ids=lambda fault: f"{fault.kind}-{fault.status}")
@pytest.mark.parametrize("name", WIRES)
def test_whatever_befalls_the_way_one_order_is_sent_and_it_is_unclear(
    fake: FakeProvider, guides: Guides, name: str, fault: Fault
) -> None:
    fake.fault(fault)
    with pytest.raises(WireError) as raised:
        wire_to(fake, name, seconds=0.5 if fault.seconds else 60.0).submit(order_for(name, guides))
    assert raised.value.kind == FailureKind.UNCLEAR
    taken = 1 if fault.kind.startswith("accept") or fault.kind == "garbled" else 0
    for _ in range(6000):
        # Who waited in vain may be back before the provider has got to the order.
        if fake.books.requests("submit") and len(fake.books.jobs) == taken:
            break
        time.sleep(0.01)
    assert fake.books.requests("submit") == 1
    assert len(fake.books.jobs) == taken


DEFINITE = [
    pytest.param(Fault(kind="status", status=429, retry_after=7), FailureKind.RATE_LIMITED, id="rate"),
    pytest.param(Fault(kind="status", status=401), FailureKind.AUTH, id="key refused"),
    pytest.param(Fault(kind="status", status=403, message="no access"), FailureKind.AUTH, id="no access"),
    pytest.param(Fault(kind="status", status=402), FailureKind.QUOTA, id="out of money"),
    pytest.param(Fault(kind="status", status=400, message="size: wrong"), FailureKind.INVALID, id="order wrong"),
    pytest.param(Fault(kind="status", status=422, message="field at fault"), FailureKind.INVALID, id="order wrong 422"),
    pytest.param(Fault(kind="status", status=400, message="content_policy: safety"), FailureKind.REFUSED, id="refused"),
    pytest.param(Fault(kind="redirect", location="https://example.com/v1"), FailureKind.INVALID, id="moved"),
]


@pytest.mark.parametrize(("fault", "kind"), DEFINITE)
@pytest.mark.parametrize("name", WIRES)
def test_a_refusal_is_told_for_what_it_is_and_nothing_was_taken(
    fake: FakeProvider, guides: Guides, name: str, fault: Fault, kind: FailureKind
) -> None:
    if name == "elevenlabs" and kind == FailureKind.RATE_LIMITED:
        fault = fault.model_copy(update={"code": "system_busy"})
    if name == "elevenlabs" and kind == FailureKind.REFUSED:
        fault = fault.model_copy(update={"message": "harmful"})
    if name == "runway" and kind == FailureKind.QUOTA:
        fault = fault.model_copy(update={"status": 400, "message": "You do not have enough credits to run this task."})
    fake.fault(fault)
    with pytest.raises(WireError) as raised:
        wire_to(fake, name).submit(order_for(name, guides))
    assert raised.value.kind == kind
    assert raised.value.retry_after == (7 if kind == FailureKind.RATE_LIMITED else None)
    assert fake.books.requests("submit") == 1
    assert not fake.books.jobs


@pytest.mark.parametrize(
    ("name", "fault", "kind"),
    [
        ("openai_images", Fault(kind="status", status=429, code="insufficient_quota"), FailureKind.QUOTA),
        ("gemini_omni", Fault(kind="status", status=429, message="limit GenerateRequestsPerDay"), FailureKind.QUOTA),
        ("runway", Fault(kind="status", status=429, message="daily limit reached"), FailureKind.QUOTA),
        ("sync", Fault(kind="status", status=429, code="concurrency_limit_reached"), FailureKind.CONCURRENCY_FULL),
        ("elevenlabs", Fault(kind="status", status=429), FailureKind.CONCURRENCY_FULL),
        ("elevenlabs", Fault(kind="status", status=401, code="quota_exceeded"), FailureKind.QUOTA),
    ],
)
def test_the_words_of_a_provider_tell_more_than_its_status(
    fake: FakeProvider, guides: Guides, name: str, fault: Fault, kind: FailureKind
) -> None:
    fake.fault(fault)
    with pytest.raises(WireError) as raised:
        wire_to(fake, name).submit(order_for(name, guides))
    assert raised.value.kind == kind


@pytest.mark.parametrize(
    ("name", "model"), [("openai_videos", "sora-2"), ("openai_images", "gpt-image-1"), ("runway", "gen3a_turbo"),
                        ("gemini_omni", "veo-3.0-generate-001")],
)  # fmt: skip
def test_a_model_that_is_gone_is_told(fake: FakeProvider, guides: Guides, name: str, model: str) -> None:
    order = order_for(name, guides).model_copy(update={"model": model})
    with pytest.raises(WireError) as raised:
        wire_to(fake, name).submit(order)
    assert raised.value.kind == FailureKind.RETIRED


@pytest.mark.parametrize("name", WIRES)
def test_a_provider_that_cannot_be_reached_took_nothing(guides: Guides, name: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        # Held and not listened at, so that nobody else is met there.
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(WireError) as raised:
            open_wire(name, KEY, address).submit(order_for(name, guides))
    assert raised.value.kind == FailureKind.TRANSIENT


@pytest.mark.parametrize(
    ("fault", "state", "failure"),
    [
        ("moderation", "failed", FailureKind.REFUSED), ("fail", "failed", FailureKind.TRANSIENT),
        ("cancelled", "cancelled", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", FILMS)
def test_a_job_that_ends_badly_is_told(
    fake: FakeProvider,
    guides: Guides,
    name: str,
    fault: str,
    state: str,
    failure: FailureKind | None,
) -> None:
    fake.fault(Fault(op="job", kind=fault))
    wire = wire_to(fake, name)
    ref = wire.submit(order_for(name, guides)).ref
    wire.poll(ref)
    end = wire.poll(ref)
    assert (end.state, end.failure) == (state, failure)


@pytest.mark.parametrize("name", ["runway", "gemini_omni", "sync"])
def test_done_with_nothing_to_show_is_no_success(fake: FakeProvider, guides: Guides, name: str) -> None:
    fake.fault(Fault(op="job", kind="empty"))
    wire = wire_to(fake, name)
    ref = wire.submit(order_for(name, guides)).ref
    wire.poll(ref)
    end = wire.poll(ref)
    assert (end.state, end.failure, end.assets) == ("failed", FailureKind.REFUSED, ())


@pytest.mark.parametrize("name", ["openai_images", "gemini_images"])
def test_a_still_that_was_filtered_is_no_success(fake: FakeProvider, guides: Guides, name: str) -> None:
    fake.fault(Fault(op="job", kind="empty"))
    assert wire_to(fake, name).submit(order_for(name, guides)).state.failure == FailureKind.REFUSED


@pytest.mark.parametrize("name", FILMS)
def test_an_unknown_word_is_neither_success_nor_failure(fake: FakeProvider, guides: Guides, name: str) -> None:
    fake.fault(Fault(op="job", kind="odd_status"))
    wire = wire_to(fake, name)
    ref = wire.submit(order_for(name, guides)).ref
    first = wire.poll(ref)
    assert (first.state, first.failure) == ("unknown", None)
    assert "archiving" in first.note.lower()
    assert wire.poll(ref).state == "succeeded"


@pytest.mark.parametrize("name", FILMS)
def test_a_job_the_provider_forgot_is_lost_and_its_stumbles_are_passing(
    fake: FakeProvider, guides: Guides, name: str
) -> None:
    fake.fault(Fault(op="job", kind="forgotten"))
    wire = wire_to(fake, name)
    ref = wire.submit(order_for(name, guides)).ref
    for fault in (Fault(op="poll", kind="status", status=500), Fault(op="poll", kind="cut")):
        fake.fault(fault)
        with pytest.raises(WireError) as passing:
            wire.poll(ref)
        assert passing.value.kind == FailureKind.TRANSIENT
    wire.poll(ref)
    wire.poll(ref)
    with pytest.raises(WireError) as lost:
        wire.poll(ref)
    assert lost.value.kind == FailureKind.LOST


@pytest.mark.parametrize("name", ["openai_videos", "runway", "gemini_omni"])
def test_a_job_can_be_cancelled(fake: FakeProvider, guides: Guides, name: str) -> None:
    wire = wire_to(fake, name)
    ref = wire.submit(order_for(name, guides)).ref
    assert wire.cancel(ref)
    assert wire.poll(ref).state == "cancelled"
    assert fake.books.charged_micro_usd == 0


def test_sent_again_with_its_key_a_lip_sync_is_the_same_job(fake: FakeProvider, guides: Guides) -> None:
    wire, order = wire_to(fake, "sync"), order_for("sync", guides)
    assert wire.settles == Settles.SAME_KEY
    fake.fault(Fault(kind="accept_then_cut"))
    with pytest.raises(WireError):
        wire.submit(order)
    again = wire.submit(order)
    assert again.ref.id == fake.books.jobs[0].id
    assert len(fake.books.jobs) == 1
    bodies = {entry.body for entry in fake.books.journal if entry.op == "submit"}
    assert len(bodies) == 1
    with pytest.raises(WireError) as other:
        wire.submit(order.model_copy(update={"model": "lipsync-2-pro"}))
    assert other.value.kind == FailureKind.UNCLEAR
    assert len(fake.books.jobs) == 1


def test_where_a_gateway_lists_an_unclear_order_is_found(fake: FakeProvider, guides: Guides) -> None:
    wire, order = wire_to(fake, "openai_videos", lists=True), order_for("openai_videos", guides)
    assert wire.settles == Settles.LIST
    assert wire.find(order) is None
    twin = wire.submit(order.model_copy(update={"reference": "another take of the same"}))
    fake.fault(Fault(kind="accept_then_cut"))
    with pytest.raises(WireError):
        wire.submit(order)
    for _ in range(120):
        fake.books.accept(replace(fake.books.jobs[0], id="", prompt="Another film."))
    found = wire.find(order)
    assert found is not None
    assert found.id == fake.books.jobs[1].id != twin.ref.id
    assert order.prompt in fake.books.jobs[1].prompt


def test_runway_and_gateways_that_do_not_list_leave_it_to_a_person(fake: FakeProvider) -> None:
    for name in ("runway", "gemini_omni", "openai_videos"):
        wire = wire_to(fake, name)
        assert wire.settles == Settles.ASK
        with pytest.raises(NotImplementedError):
            wire.find(Order(provider="x", model="m", mode="text_to_video", reference="r"))


@pytest.mark.parametrize("sound", [True, False, None])
def test_sound_is_asked_for_in_so_many_words(fake: FakeProvider, guides: Guides, sound: bool | None) -> None:
    order = order_for("runway", guides).model_copy(update={"model": "veo3.1", "sound": sound})
    wire_to(fake, "runway").submit(order)
    body = fake.books.journal[-1].body
    assert ('"audio":true' in body, '"audio":false' in body) == (sound is True, sound is False)


@pytest.mark.parametrize("name", ["runway", "openai_videos"])
def test_a_field_of_the_models_own_arrives_by_its_name(fake: FakeProvider, guides: Guides, name: str) -> None:
    order = order_for(name, guides).model_copy(update={"motion": OwnField(name="motion_bucket_id", value=64)})
    wire_to(fake, name).submit(order)
    sent = fake.books.journal[-1].body
    assert re.search(r'motion_bucket_id"(?::|\s+)64\b', sent), sent


def test_runway_tells_what_it_will_cost_and_did(fake: FakeProvider, guides: Guides) -> None:
    wire = wire_to(fake, "runway")
    submitted = wire.submit(order_for("runway", guides))
    assert submitted.estimate_micro_usd == 600_000
    wire.poll(submitted.ref)
    assert wire.poll(submitted.ref).cost_micro_usd == 600_000 == fake.books.charged_micro_usd


def test_a_film_without_its_sound_says_so(fake: FakeProvider, guides: Guides) -> None:
    fake.fault(Fault(op="job", kind="audio_blocked"))
    wire = wire_to(fake, "gemini_omni")
    ref = wire.submit(order_for("gemini_omni", guides)).ref
    wire.poll(ref)
    end = wire.poll(ref)
    assert end.state == "succeeded"
    assert "audio" in end.note.lower()


def test_what_goes_along_arrives(fake: FakeProvider, guides: Guides) -> None:
    for name in ("openai_videos", "runway", "gemini_omni", "openai_images", "gemini_images"):
        wire_to(fake, name).submit(order_for(name, guides))
        assert fake.books.jobs[-1].inputs == (Path(guides[0].file).read_bytes(),)
        assert fake.books.jobs[-1].prompt == "A quay."
    wire_to(fake, "sync").submit(order_for("sync", guides))
    assert len(fake.books.jobs[-1].inputs) == 2
    wire_to(fake, "runway").submit(order_for("runway", guides, text=True))
    assert (fake.books.jobs[-1].inputs, fake.books.jobs[-1].seed) == ((), 7)


def test_the_fake_sees_our_reference_wherever_a_provider_takes_one(fake: FakeProvider, guides: Guides) -> None:
    order = order_for("gemini_omni", guides)
    wire_to(fake, "gemini_omni").submit(order)
    assert fake.books.jobs[-1].echo["labels"] == {"studio": order.reference.replace("/", "-")}
    order = order_for("sync", guides)
    wire_to(fake, "sync").submit(order)
    assert fake.books.jobs[-1].key == order.reference.replace("/", "-")


@pytest.mark.parametrize("name", WIRES)
def test_the_key_is_in_no_message_and_no_repr(fake: FakeProvider, guides: Guides, name: str) -> None:
    wire = wire_to(fake, name)
    told = [repr(wire), str(wire)]
    for fault in (*TRANSPORT[:2], Fault(kind="status", status=401, message=f"Incorrect API key provided: {KEY}")):
        fake.fault(fault)
        with pytest.raises(WireError) as raised:
            wire.submit(order_for(name, guides))
        told += [str(raised.value), repr(raised.value), raised.value.code]
    if name in FILMS:
        ref = wire.submit(order_for(name, guides)).ref
        wire.poll(ref)
        state = wire.poll(ref)
        told += [repr(state), state.model_dump_json(), repr(ref)]
    assert not [words for words in told if KEY in words]
    assert all(KEY not in value for entry in fake.books.journal for _, value in entry.headers)


@pytest.mark.parametrize("name", WIRES)
def test_a_revoked_key_is_told(fake: FakeProvider, guides: Guides, name: str) -> None:
    with pytest.raises(WireError) as raised:
        wire_to(fake, name, key="revoked").submit(order_for(name, guides))
    assert raised.value.kind == FailureKind.AUTH
    assert "revoked" not in str(raised.value)


def test_no_sdk_is_loaded_before_the_first_call() -> None:
    code = (
        "import sys; from renderers.hosted.wires import WIRES, open_wire; from renderers.hosted import catalogue;"
        "[open_wire(name, 'k', 'https://example.com') for name in WIRES]; catalogue.read_catalogue();"
        "sys.exit(str(sorted({'openai', 'google.genai', 'runwayml', 'httpx', 'av', 'numpy'} & set(sys.modules))))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.stderr.strip() == "[]"


def test_a_key_is_never_sent_in_the_open() -> None:
    for name in WIRES:
        with pytest.raises(SettingsError, match="in the open"):
            open_wire(name, KEY, "http://api.example.com")
        with pytest.raises(SettingsError):
            open_wire(name, KEY, "api.example.com")
    with pytest.raises(SettingsError, match="gateway"):
        open_wire("openai_videos", KEY)
    with pytest.raises(SettingsError, match="there is no wire"):
        open_wire("sora", KEY)


def test_what_a_wire_cannot_send_is_said_before_anything_is_sent(
    fake: FakeProvider, guides: Guides, tmp_path: Path
) -> None:
    gone = Guide(kind="keyframe", file=str(tmp_path / "gone.png"), sha256="0")
    huge = tmp_path / "huge.png"
    huge.write_bytes(bytes(4_000_000))
    for name, change in (
        ("runway", {"mode": "lip_sync"}), ("runway", {"guides": (gone,)}), ("gemini_omni", {"mode": "speech"}),
        ("runway", {"guides": (gone.model_copy(update={"file": str(huge)}),)}), ("sync", {"guides": ()}),
        ("openai_images", {"guides": (gone.model_copy(update={"file": str(tmp_path / "k.bmp")}),)}),
    ):  # fmt: skip
        with pytest.raises(RenderError):
            wire_to(fake, name).submit(order_for(name, guides).model_copy(update=change))
    assert fake.books.requests("submit") == 0

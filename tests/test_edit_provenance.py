"""Content credentials: signed last, read back by the same library, gone or broken when the bytes are touched."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path

import av
import pytest
from edit_film import picture, write_take
from hypothesis import given, settings
from hypothesis import strategies as st

from bible.errors import MediaError, SettingsError
from edit.provenance import (
    ClipFacts,
    Credentials,
    CutFacts,
    Ingredient,
    TakeFacts,
    has_credentials,
    read_signed,
    sign_film,
    sign_take,
)
from renderers.media.join import index_packets
from studio.certificates import KEY, ROOT, SIGNER, credentials, make_test_certificate

FACTS = TakeFacts(
    take="12A-3", production="ferry", renderer="runway/gen4.5", revision="2026-11", seed=7, content="c1", recipe="r1",
    prompt="p1",
)  # fmt: skip


@pytest.fixture(scope="module")
def who(tmp_path_factory: pytest.TempPathFactory) -> Credentials:
    place = make_test_certificate(tmp_path_factory.mktemp("certificate"))
    found = credentials("", "", place)
    assert found is not None
    return found


@pytest.fixture
def take(tmp_path: Path) -> Path:
    return tmp_path / write_take(tmp_path, 1, 24, 4, picture()).file


def frames(file: Path) -> list[bytes]:
    with av.open(str(file)) as container:
        return [frame.to_ndarray().tobytes() for frame in container.decode(video=0)]


def test_a_signed_take_says_what_made_it_and_shows_the_same_frames(take: Path, who: Credentials) -> None:
    before, packets = frames(take), index_packets(take)
    assert not has_credentials(take)
    sign_take(take, FACTS, "trainedAlgorithmicMedia", who)
    told = read_signed(take, who.anchors)
    assert (told.state, told.take, told.source) == ("trusted", FACTS, "trainedAlgorithmicMedia")
    assert read_signed(take).state == "valid"
    assert frames(take) == before
    signed = index_packets(take)
    assert (signed.sizes, signed.keys, signed.parameters) == (packets.sizes, packets.keys, packets.parameters)
    assert list(take.parent.iterdir()) == [take]


def test_a_changed_byte_breaks_it_and_copied_packets_lose_it(take: Path, who: Credentials, tmp_path: Path) -> None:
    sign_take(take, FACTS, "trainedAlgorithmicMedia", who)
    content = bytearray(take.read_bytes())
    content[-len(content) // 3] ^= 1
    changed = tmp_path / "changed.mp4"
    changed.write_bytes(content)
    told = read_signed(changed, who.anchors)
    assert told.state == "invalid"
    assert any("mismatch" in problem for problem in told.problems)
    copied = tmp_path / "copied.mp4"
    with av.open(str(take)) as source, av.open(str(copied), "w") as to:
        stream = to.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.size:
                packet.stream = stream
                to.mux(packet)
    assert read_signed(copied).state == "none"


def test_what_a_provider_signed_is_carried_on(take: Path, who: Credentials, tmp_path: Path) -> None:
    delivered = tmp_path / "fetched"
    delivered.write_bytes(take.read_bytes())
    sign_take(take, FACTS, "trainedAlgorithmicMedia", who)
    delivered.write_bytes(take.read_bytes())
    version = tmp_path / write_take(tmp_path, 2, 12, 0, picture()).file
    sign_take(version, FACTS.model_copy(update={"take": "12A-4"}), "trainedAlgorithmicMedia", who, delivered)
    told = read_signed(version, who.anchors)
    assert told.state == "trusted"
    assert told.ingredients == ("as it was delivered, with credentials of its own",)


def test_a_film_names_its_takes_with_or_without_credentials(take: Path, who: Credentials, tmp_path: Path) -> None:
    plain = tmp_path / write_take(tmp_path, 2, 12, 0, picture()).file
    sign_take(take, FACTS, "trainedAlgorithmicMedia", who)
    film = tmp_path / "film.mp4"
    film.write_bytes(plain.read_bytes())
    clip = ClipFacts(
        at="01:00:00:00", frames=24, first=4, slate="12A", take="12A-3", renderer="animatic", file="x", sha256="0"
    )
    facts = CutFacts(production="ferry", title="Ferry", rate="24", version=3, clips=(clip,))
    parts = [Ingredient(file=take, title="12A-3"), Ingredient(file=plain, title="12B-1")]
    sign_film(film, facts, "compositeWithTrainedAlgorithmicMedia", parts, who)
    told = read_signed(film, who.anchors)
    assert (told.state, told.cut, told.source) == ("trusted", facts, "compositeWithTrainedAlgorithmicMedia")
    assert told.ingredients == ("12A-3, with credentials of its own", "12B-1")


def test_the_certificate_is_made_once_and_its_key_is_closed_to_others(tmp_path: Path) -> None:
    assert credentials("", "", tmp_path / "home") is None
    place = make_test_certificate(tmp_path / "home")
    kept = {name: (place / name).read_bytes() for name in (SIGNER, KEY, ROOT)}
    assert make_test_certificate(place) == place
    assert {name: (place / name).read_bytes() for name in kept} == kept
    assert stat.S_IMODE((place / KEY).stat().st_mode) == 0o600


def test_certificates_that_cannot_sign_are_told_in_a_line(take: Path, who: Credentials, tmp_path: Path) -> None:
    before = take.read_bytes()
    with pytest.raises(SettingsError, match="needs its key"):
        credentials("cert.pem", "")
    with pytest.raises(SettingsError, match="no such file"):
        credentials(str(tmp_path / "no.pem"), str(tmp_path / "no.key"))
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    for wrong in (
        who.model_copy(update={"certificates": nonsense}),
        who.model_copy(update={"key": nonsense}),
        who.model_copy(update={"certificates": who.anchors[0]}),
    ):
        with pytest.raises((SettingsError, MediaError)) as error:
            sign_take(take, FACTS, "trainedAlgorithmicMedia", wrong)
        assert "\n" not in str(error.value)
    assert take.read_bytes() == before
    assert list(take.parent.iterdir()) == [take]


@given(st.binary(max_size=400))
@settings(max_examples=40)
def test_no_file_whatever_ends_in_anything_but_a_plain_answer(content: bytes) -> None:
    for begin in (b"", b"\0\0\0\x18ftypisom\0\0\0\0isomiso2"):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "any.mp4"
            file.write_bytes(begin + content)
            told = ""
            try:
                told = read_signed(file).state
            except MediaError as error:
                told = str(error)
            assert told in ("none", "invalid") or (told.startswith(str(file)) and "\n" not in told)

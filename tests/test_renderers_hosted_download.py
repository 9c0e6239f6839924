"""Fetching results: whole or not at all, never from where they must not come, and the key goes nowhere else."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.fake_provider import FakeProvider, Fault
from renderers.fake_provider.books import RemoteJob
from renderers.fake_provider.media import make
from renderers.hosted.addresses import is_allowed, is_among
from renderers.hosted.download import FetchRules, fetch, rules_for
from renderers.hosted.wire import Asset, FailureKind, WireError
from renderers.hosted.wires import open_wire

RULES = FetchRules(loopback=True, read_seconds=60.0)


def film(fake: FakeProvider) -> tuple[str, bytes]:
    """A finished film at the fake provider: its link, and its bytes."""
    job = fake.books.accept(
        RemoteJob(number=0, id="", provider="runway", model="gen4.5", mode="text_to_video", prompt="", seconds=2,
                  width=1280, height=720, fps=24, sound=False, price_micro_usd=1)
    )  # fmt: skip
    return f"{fake.address}/media/{job.id}?until={fake.books.now() + 60}", make(job, 128)


def failure(url: str, to: Path, rules: FetchRules = RULES) -> FailureKind:
    with pytest.raises(WireError) as raised:
        fetch(Asset(url=url), to, rules)
    assert not to.exists()
    return raised.value.kind


def test_a_result_is_there_whole(fake: FakeProvider, tmp_path: Path) -> None:
    url, data = film(fake)
    fetch(Asset(url=url), tmp_path / "take", RULES)
    assert (tmp_path / "take").read_bytes() == data
    assert [each.name for each in tmp_path.iterdir()] == ["take"]


def test_a_result_that_came_with_the_reply_is_written(tmp_path: Path) -> None:
    fetch(Asset(inline=b"picture"), tmp_path / "still", FetchRules())
    assert (tmp_path / "still").read_bytes() == b"picture"
    with pytest.raises(WireError, match="empty"):
        fetch(Asset(), tmp_path / "none", FetchRules())


def test_what_breaks_off_is_gone_on_with(fake: FakeProvider, tmp_path: Path) -> None:
    url, data = film(fake)
    fake.fault(Fault(op="download", kind="truncated"))
    assert failure(url, tmp_path / "take") == FailureKind.TRANSIENT
    begun = (tmp_path / "take.part").stat().st_size
    assert 0 < begun < len(data)
    fetch(Asset(url=url), tmp_path / "take", RULES)
    assert (tmp_path / "take").read_bytes() == data
    ranges = [dict(entry.headers).get("range") for entry in fake.books.journal]
    assert ranges == [None, f"bytes={begun}-"]


def test_what_is_another_result_now_is_begun_anew(fake: FakeProvider, tmp_path: Path) -> None:
    url, data = film(fake)
    (tmp_path / "take.part").write_bytes(b"something else of old")
    (tmp_path / "take.part.etag").write_text('"another"')
    fake.fault(Fault(op="download", kind="status", status=416))
    assert failure(url, tmp_path / "take") == FailureKind.TRANSIENT
    fetch(Asset(url=url), tmp_path / "take", RULES)
    assert (tmp_path / "take").read_bytes() == data
    (tmp_path / "two.part").write_bytes(b"no etag beside it")
    fetch(Asset(url=url), tmp_path / "two", RULES)
    assert (tmp_path / "two").read_bytes() == data


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(op="download", kind="expired"), FailureKind.EXPIRED),
        (Fault(op="download", kind="status", status=410), FailureKind.EXPIRED),
        (Fault(op="download", kind="status", status=404), FailureKind.LOST),
        (Fault(op="download", kind="status", status=503), FailureKind.TRANSIENT),
        (Fault(op="download", kind="status", status=429), FailureKind.TRANSIENT),
        (Fault(op="download", kind="status", status=400), FailureKind.INVALID),
        (Fault(op="download", kind="html"), FailureKind.INVALID),
        (Fault(op="download", kind="cut"), FailureKind.INVALID),
        (Fault(op="download", kind="hang", seconds=30), FailureKind.TRANSIENT),
    ],
    ids=lambda value: f"{value.kind}-{value.status}" if isinstance(value, Fault) else str(value),
)
def test_what_goes_wrong_is_told_for_what_it_is(
    fake: FakeProvider, tmp_path: Path, fault: Fault, kind: FailureKind
) -> None:
    url, _ = film(fake)
    fake.fault(fault)
    rules = RULES.model_copy(update={"read_seconds": 0.3}) if fault.kind == "hang" else RULES
    assert failure(url, tmp_path / "take", rules) == kind


def test_a_link_that_died_of_age_is_expired(fake: FakeProvider, tmp_path: Path) -> None:
    url, _ = film(fake)
    fake.books.advance(61)
    assert failure(url, tmp_path / "take") == FailureKind.EXPIRED


def test_slow_and_endless_results_come_to_an_end(fake: FakeProvider, tmp_path: Path) -> None:
    url, _ = film(fake)
    fake.fault(Fault(op="download", kind="drip", seconds=0.05))
    assert failure(url, tmp_path / "take", RULES.model_copy(update={"total_seconds": 0.2})) == FailureKind.TRANSIENT
    fake.fault(Fault(op="download", kind="endless"))
    assert failure(url, tmp_path / "take", RULES.model_copy(update={"most_bytes": 1_000_000})) == FailureKind.INVALID
    assert not list(tmp_path.iterdir())


def test_a_result_said_to_be_too_large_is_not_begun(fake: FakeProvider, tmp_path: Path) -> None:
    url, data = film(fake)
    small = RULES.model_copy(update={"most_bytes": len(data) - 1})
    assert failure(url, tmp_path / "take", small) == FailureKind.INVALID
    assert not (tmp_path / "take.part").exists()


@pytest.mark.parametrize(
    "url",
    ["http://169.254.169.254/latest", "https://169.254.169.254/latest", "file:///etc/passwd", "https://10.0.0.1/x",
     "https://user:pass@example.com/x", "ftp://example.com/x", "https://[::1]/x", "https://0x7f000001/x", "",
     "nonsense"],
)  # fmt: skip
def test_a_result_is_not_fetched_from_within(fake: FakeProvider, tmp_path: Path, url: str) -> None:
    strict = FetchRules()
    with pytest.raises(WireError) as raised:
        fetch(Asset(url=url), tmp_path / "take", strict)
    assert raised.value.kind == (FailureKind.REFUSED if url else FailureKind.LOST)
    if url:
        fine, _ = film(fake)
        fake.fault(Fault(op="download", kind="redirect", location=url))
        if url not in ("nonsense", "https://[::1]/x", "https://0x7f000001/x"):
            assert failure(fine, tmp_path / "take") == FailureKind.REFUSED


def test_this_machine_is_asked_only_when_the_provider_is_on_it(fake: FakeProvider, tmp_path: Path) -> None:
    url, _ = film(fake)
    assert failure(url, tmp_path / "take", FetchRules()) == FailureKind.REFUSED
    assert (
        failure(url.replace("http://127.0.0.1", "https://localhost"), tmp_path / "t", FetchRules())
        == FailureKind.REFUSED
    )
    assert fake.books.requests("download") == 0
    assert rules_for(open_wire("runway", "key", fake.base_url("runway"))).loopback
    assert not rules_for(open_wire("runway", "key")).loopback


def test_only_named_hosts_are_asked_where_a_provider_names_them(fake: FakeProvider, tmp_path: Path) -> None:
    url, _ = film(fake)
    named = RULES.model_copy(update={"hosts": ("*.example.com",)})
    assert failure(url, tmp_path / "take", named) == FailureKind.REFUSED
    assert fake.books.requests("download") == 0


def test_redirects_are_followed_a_few_times(fake: FakeProvider, tmp_path: Path) -> None:
    url, data = film(fake)
    fake.fault(Fault(op="download", kind="redirect", location=url, times=3))
    fetch(Asset(url=url), tmp_path / "take", RULES)
    assert (tmp_path / "take").read_bytes() == data
    fake.fault(Fault(op="download", kind="redirect", location=url, times=9))
    assert failure(url, tmp_path / "two") == FailureKind.INVALID


def test_the_key_goes_to_its_own_host_alone(fake: FakeProvider, tmp_path: Path) -> None:
    url, data = film(fake)
    with FakeProvider() as other:
        elsewhere = url.replace(fake.address, other.address)
        fake.fault(Fault(op="download", kind="redirect", location=elsewhere))
        with pytest.raises(WireError):
            fetch(Asset(url=url, headers=(("Authorization", "Bearer canary"),)), tmp_path / "take", RULES)
        assert "authorization" in dict(fake.books.journal[-1].headers)
        assert "authorization" not in dict(other.books.journal[-1].headers)
    fake.fault(Fault(op="download", kind="redirect", location=url))
    fetch(Asset(url=url, headers=(("Authorization", "Bearer canary"),)), tmp_path / "take", RULES)
    assert "authorization" in dict(fake.books.journal[-1].headers)
    assert (tmp_path / "take").read_bytes() == data


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("10.1.2.3", False),
        ("::1", False), ("169.254.169.254", False), ("192.168.1.1", False), ("172.16.0.1", False),
        ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("fe80::1", False), ("fc00::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", True), ("64:ff9b::7f00:1", False), ("ff02::1", False),
        ("64:ff9b::a9fe:a9fe", False), ("2002:7f00:1::", False),
        ("2002:100::", False), ("2002:808:808::", False), ("2001:0:808:808::f7f7:f7f7", False),
        ("64:ff9b::808:808", True), ("2606:4700::1111", True),
    ],
)  # fmt: skip
def test_public_addresses_only_however_they_are_wrapped(address: str, allowed: bool) -> None:
    assert is_allowed(ipaddress.ip_address(address), loopback=False) == allowed


@given(st.ip_addresses())
def test_loopback_and_private_never_pass(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    assert not (
        is_allowed(address, loopback=False) and (address.is_private or address.is_loopback or address.is_link_local)
    )


def test_hosts_are_named_whole_or_from_a_dot_on() -> None:
    assert is_among("cdn.example.com", ("*.example.com",))
    assert is_among("Example.com.", ("example.com",))
    assert not is_among("example.com", ("*.example.com",))
    assert not is_among("evilexample.com", ("*.example.com", "example.com"))
    assert not is_among("example.com.evil.net", ("*.example.com", "example.com"))

"""Fetching results: whole or not at all, from where they may come from, and with the key to nobody else."""

from __future__ import annotations

import ipaddress
import os
import socket
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import SplitResult, urljoin, urlsplit

from bible.model import Frozen
from renderers.hosted.addresses import is_allowed, is_among
from renderers.hosted.calls import is_loopback, missing, retry_after
from renderers.hosted.paced import Backend, PacedBackend
from renderers.hosted.wire import Asset, FailureKind, Wire, WireError

if TYPE_CHECKING:
    import httpcore

_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MEDIA = ("text/", "application/json", "application/xml", "application/xhtml")


class FetchRules(Frozen):
    """What a fetch may do."""

    hosts: tuple[str, ...] = ()
    """Hosts it may go to, `*.` for any below; empty for any public one."""
    loopback: bool = False
    """This machine may be asked too, and in the open: the provider is on it."""
    most_bytes: int = 4 * 1024**3
    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    """Without a byte."""
    total_seconds: float = 1800.0
    redirects: int = 5


def rules_for(wire: Wire) -> FetchRules:
    """The rules for what a wire's provider hands out."""
    local = is_loopback(wire.base_url)
    return FetchRules(hosts=() if local else wire.result_hosts, loopback=local)


def fetch(asset: Asset, to: Path, rules: FetchRules) -> None:
    """Bring a result to `to`, which is there whole afterwards or not at all.

    It is written to `to` with `.part` added, and gone on with there after a break, where the provider says by an ETag
    that it is still the same. Every address is looked up once, checked, and that very one is connected to, again at
    each redirect; the asset's headers go to its own host alone.

    Raises WireError: EXPIRED for a dead link, LOST for one that leads nowhere, TRANSIENT when it may work later,
    AUTH, or INVALID and REFUSED when what is there is no result or must not be fetched. OSError when the disk is full.
    """
    part = to.with_name(to.name + ".part")
    if asset.inline:
        part.write_bytes(asset.inline)
    elif not asset.url:
        raise WireError(FailureKind.LOST, "the result is empty")
    else:
        _Fetch(asset, part, rules).run()
    _publish(part, to)


class _Head(NamedTuple):
    """What a reply says before its body."""

    status: int
    headers: dict[str, str]


class _Fetch:
    """One fetch, over all its redirects."""

    def __init__(self, asset: Asset, part: Path, rules: FetchRules) -> None:
        self.asset, self.part, self.rules = asset, part, rules
        self.mark = part.with_name(part.name + ".etag")
        self.ends = time.monotonic() + rules.total_seconds

    def run(self) -> None:
        """Follow the link to its end and write what is there. Raises WireError, MissingExtraError without httpx."""
        try:
            import httpcore
            import httpx
        except ImportError as error:
            raise missing("httpx") from error
        url = self.asset.url
        backend = cast("httpcore.NetworkBackend", PacedBackend(cast(Backend, _pinned(self.rules))))
        context = httpx.create_ssl_context()
        for _ in range(self.rules.redirects + 1):
            target = self._checked(url)
            try:
                with httpcore.ConnectionPool(ssl_context=context, network_backend=backend, retries=0) as pool:
                    onward = self._ask(pool, url, target)
            except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
                why = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
                raise WireError(FailureKind.TRANSIENT, f"{target.hostname} broke off ({why})") from None
            if onward is None:
                return
            url = urljoin(url, onward)
        raise WireError(FailureKind.INVALID, f"the result is redirected more than {self.rules.redirects} times")

    def _checked(self, url: str) -> SplitResult:
        target = urlsplit(url)
        host = target.hostname or ""
        in_the_open = target.scheme == "http" and self.rules.loopback and is_loopback(url)
        if (target.scheme != "https" and not in_the_open) or not host or target.username or target.password:
            raise WireError(FailureKind.REFUSED, f"a result may not be fetched from {target.scheme}://{host}")
        if self.rules.hosts and not is_among(host, self.rules.hosts):
            raise WireError(FailureKind.REFUSED, f"{host} is no host of this provider's results")
        return target

    def _ask(self, pool: httpcore.ConnectionPool, url: str, target: SplitResult) -> str | None:
        """Ask once. Returns where a redirect leads, or None when the body was written."""
        have, mark = self._begun()
        headers = [("Accept", "*/*"), ("Accept-Encoding", "identity")]
        if have:
            headers += [("Range", f"bytes={have}-"), ("If-Range", mark)]
        home = urlsplit(self.asset.url)
        if (target.scheme, target.netloc) == (home.scheme, home.netloc):
            headers += list(self.asset.headers)
        limits = {"connect": self.rules.connect_seconds, "read": self.rules.read_seconds, "write": 10.0, "pool": 10.0}
        with pool.stream("GET", url, headers=headers, extensions={"timeout": limits}) as response:
            head = _Head(
                response.status, {n.decode("latin-1").lower(): v.decode("latin-1") for n, v in response.headers}
            )
            if head.status in _REDIRECTS and head.headers.get("location"):
                return head.headers["location"]
            self._accept(head, target)
            resumed = head.status == 206 and _starts_at(head) == have > 0
            self._write(response.iter_stream(), head, have if resumed else 0)
        return None

    def _begun(self) -> tuple[int, str]:
        """Bytes that lie there already, and the ETag they are of; none unless both are known."""
        try:
            return self.part.stat().st_size, self.mark.read_text("latin-1")
        except FileNotFoundError:
            return 0, ""

    def _accept(self, head: _Head, target: SplitResult) -> None:
        """Raise WireError unless this is the body of a result."""
        status = head.status
        if status not in (200, 206):
            self._start_over(status)
            raise WireError(_kind(status, bool(self.asset.headers)), f"{target.hostname} answers {status}",
                            retry_after=retry_after(head.headers))  # fmt: skip
        kind = head.headers.get("content-type", "").lower()
        if kind.startswith(_NOT_MEDIA):
            raise WireError(FailureKind.INVALID, f"{target.hostname} sends {kind.split(';')[0]} instead of a result")
        if head.headers.get("content-encoding", "identity") != "identity":
            raise WireError(FailureKind.INVALID, f"{target.hostname} packs the result although it was asked not to")

    def _start_over(self, status: int) -> None:
        if status == 416:
            self.part.unlink(missing_ok=True)
            self.mark.unlink(missing_ok=True)

    def _write(self, pieces: Iterable[bytes], head: _Head, have: int) -> None:
        length = head.headers.get("content-length", "")
        expected = have + int(length) if length.isdigit() else None
        if expected is not None and expected > self.rules.most_bytes:
            raise WireError(
                FailureKind.INVALID, f"the result is {expected} bytes, {self.rules.most_bytes} are the most"
            )
        etag = head.headers.get("etag", "")
        if etag.startswith('"'):
            self.mark.write_text(etag, "latin-1")
        else:
            self.mark.unlink(missing_ok=True)
        size = have
        with self.part.open("r+b" if have else "wb") as file:
            file.seek(have)
            for piece in pieces:
                size += len(piece)
                self._within(size)
                if size - len(piece) < 16 and not have:
                    _look_at(piece)
                file.write(piece)
            file.truncate(size)
            file.flush()
            os.fsync(file.fileno())
        if expected is not None and size != expected:
            raise WireError(FailureKind.TRANSIENT, f"the result broke off after {size} of {expected} bytes")
        if size == 0:
            raise WireError(FailureKind.TRANSIENT, "the result is empty")

    def _within(self, size: int) -> None:
        if size > self.rules.most_bytes:
            self._start_over(416)
            raise WireError(FailureKind.INVALID, f"the result is larger than {self.rules.most_bytes} bytes")
        if time.monotonic() > self.ends:
            raise WireError(FailureKind.TRANSIENT, f"the result was not here within {self.rules.total_seconds:.0f} s")


def _publish(part: Path, to: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(to)
    part.with_name(part.name + ".etag").unlink(missing_ok=True)


def _starts_at(head: _Head) -> int:
    """The first byte of a part, as its Content-Range says; -1 when it does not."""
    told = head.headers.get("content-range", "").removeprefix("bytes ").split("-", 1)[0]
    return int(told) if told.isdigit() else -1


def _look_at(piece: bytes) -> None:
    """Pages and error documents that call themselves media are no result."""
    begins = piece.lstrip()[:64].lower()
    if begins.startswith((b"<!doctype", b"<html", b"<?xml", b'{"')):
        raise WireError(FailureKind.INVALID, "a page or an error came instead of a result")


def _kind(status: int, with_key: bool) -> FailureKind:
    """What follows from a status other than success."""
    if status == 401 and with_key:
        return FailureKind.AUTH
    if status in (401, 403, 410):
        return FailureKind.EXPIRED
    if status == 404:
        return FailureKind.LOST
    return FailureKind.TRANSIENT if status in (408, 416, 425, 429) or status >= 500 else FailureKind.INVALID


def _pinned(rules: FetchRules) -> httpcore.NetworkBackend:
    """Connections that look a host up once and go to the very address that was checked."""
    import httpcore

    class Pinned(httpcore.NetworkBackend):
        def __init__(self) -> None:
            self._plain = httpcore.SyncBackend()

        def connect_tcp(
            self,
            host: str,
            port: int,
            timeout: float | None = None,
            local_address: str | None = None,
            socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
        ) -> httpcore.NetworkStream:
            try:
                found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            except OSError as error:
                raise httpcore.ConnectError(f"{host} is not known ({error.strerror})") from error
            addresses = [ipaddress.ip_address(str(row[4][0]).split("%")[0]) for row in found]
            allowed = [each for each in addresses if is_allowed(each, loopback=rules.loopback)]
            if not allowed:
                raise WireError(FailureKind.REFUSED, f"{host} leads into a private network")
            return self._plain.connect_tcp(str(allowed[0]), port, timeout, local_address, socket_options)

        def sleep(self, seconds: float) -> None:
            self._plain.sleep(seconds)

    return Pinned()

"""What all wires share: one careful call, what its failure means, and a key that never shows."""

from __future__ import annotations

import base64
import binascii
import contextlib
import email.utils
import ipaddress
import re
import time
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from bible.errors import MissingExtraError, RenderError, SettingsError
from bible.installing import install_extra
from renderers.hosted.paced import pace
from renderers.hosted.reply import Reply
from renderers.hosted.wire import Asset, FailureKind, Order, RemoteRef, RemoteState, Submitted, Wire, WireError
from shots.recipe import Guide

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS = 10.0
_LONGEST_WAIT = 86_400.0
"""Seconds a provider may ask to wait: what it says beyond that is no time anybody meant."""

_NEVER_SENT = {"ConnectError", "ConnectTimeout", "PoolTimeout", "UnsupportedProtocol", "ProxyError"}
"""Errors of httpx and httpx2 that come before a byte of the order has left."""
_MEDIA_TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".mp4": "video/mp4",
    ".mov": "video/quicktime", ".webm": "video/webm", ".wav": "audio/wav", ".mp3": "audio/mpeg",
}  # fmt: skip


class Codes(NamedTuple):
    """Words in a provider's error code or message that tell more than the HTTP status does, in small letters."""

    refused: tuple[str, ...] = ("moderation", "content_policy", "content policy", "safety", "prohibited")
    quota: tuple[str, ...] = ("insufficient_quota", "billing_hard_limit", "quota_exceeded")
    concurrency: tuple[str, ...] = ("concurren",)
    retired: tuple[str, ...] = ("model_not_found", "deprecated", "does not exist", "no longer available")


class SdkErrors(NamedTuple):
    """The errors an SDK raises: for an HTTP status, and for everything about a call."""

    status: type[Exception]
    any: type[Exception]


def kind_of(status: int, code: str, message: str, codes: Codes, *, submit: bool) -> FailureKind:
    """What follows from an HTTP error: the provider's own words first, then the status.

    A submit that ends in 408, 409 or 5xx may have been taken, whatever the words say: it is UNCLEAR.
    """
    said = f"{code} {message}".lower()
    if status >= 500 or status in (408, 409, 425):
        return FailureKind.UNCLEAR if submit else FailureKind.TRANSIENT
    if any(word in said for word in codes.quota) or status == 402:
        return FailureKind.QUOTA
    if status == 429:
        busy = any(word in said for word in codes.concurrency)
        return FailureKind.CONCURRENCY_FULL if busy else FailureKind.RATE_LIMITED
    if status == 401:
        return FailureKind.AUTH
    if any(word in said for word in codes.refused):
        return FailureKind.REFUSED
    if status == 403:
        return FailureKind.AUTH
    if submit and any(word in said for word in codes.retired):
        return FailureKind.RETIRED
    return FailureKind.LOST if status in (404, 410) and not submit else FailureKind.INVALID


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, as the headers tell: a number or a date; a day at most."""
    thousandths, told = headers.get("retry-after-ms", ""), headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]+", thousandths):
        seconds = float(thousandths) / 1000
    elif re.fullmatch(r"[0-9]+(\.[0-9]+)?", told):
        seconds = float(told)
    else:
        try:
            seconds = email.utils.parsedate_to_datetime(told).timestamp() - time.time()
        except (ValueError, OverflowError):
            return None
    return min(max(0.0, seconds), _LONGEST_WAIT)


def never_sent(error: BaseException | None) -> bool:
    """Whether a call failed before the order left this machine, told from the error and what caused it."""
    seen = 0
    while error is not None and seen < 10:
        if type(error).__name__ in _NEVER_SENT:
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


class KeyedWire(Wire):
    """A wire with a key and a base URL. The key is known to its calls and shows nowhere else.

    Raises SettingsError for a base URL that would carry the key in the open.
    """

    codes = Codes()
    usual_base_url = ""
    """Where the provider is, unless told otherwise; empty where the user must say."""
    usual_timeout_seconds = 60.0

    def __init__(self, key: str, base_url: str = "", *, timeout_seconds: float | None = None) -> None:
        self._key = key
        self.base_url = checked_base_url(base_url or self.usual_base_url, self.provider)
        self._timeout = self.usual_timeout_seconds if timeout_seconds is None else timeout_seconds

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"

    def clean(self, text: str) -> str:
        """Words of the provider without the key, on one line and not too long."""
        plain = " ".join(text.split())
        return (plain.replace(self._key, "(key)") if self._key else plain)[:500]

    def error(self, status: int, headers: Mapping[str, str], body: str, *, submit: bool) -> WireError:
        """What an HTTP error means, with the provider's words."""
        reply = Reply.of(body)
        code, message = self.said(reply)
        if 300 <= status < 400:
            where = headers.get("location", "another address")
            return WireError(FailureKind.INVALID, self.clean(f"{self.provider}: the base URL moved to {where}"))
        kind = self.kind(status, code, message, reply, submit=submit)
        words = self.clean(message or f"HTTP {status}")
        return WireError(kind, f"{self.provider}: {words}", code=self.clean(code), retry_after=retry_after(headers))

    def kind(self, status: int, code: str, message: str, reply: Reply, *, submit: bool) -> FailureKind:
        """What follows from an error; providers with odd habits override it."""
        return kind_of(status, code, message, self.codes, submit=submit)

    def said(self, reply: Reply) -> tuple[str, str]:
        """The code and the message in an error's body, in the provider's shape."""
        return reply.text("error", "code"), reply.text("error", "message")

    def refuses(self, code: str, message: str) -> bool:
        """Whether a job failed for its content, by the provider's words."""
        said = f"{code} {message}".lower()
        return any(word in said for word in self.codes.refused)

    def unsure(self, error: BaseException, *, submit: bool) -> WireError:
        """What a call without an answer means: nothing was sent, or nobody knows."""
        kind = FailureKind.UNCLEAR if submit and not never_sent(error) else FailureKind.TRANSIENT
        cause = error.__cause__ or error
        return WireError(kind, self.clean(f"{self.provider}: {type(cause).__name__}: {cause}"))

    def done(self, assets: tuple[Asset, ...], *, note: str = "", cost: int | None = None) -> RemoteState:
        """A job that is done. One that is done with nothing to show for it was filtered: that is no success."""
        if assets:
            return RemoteState(state="succeeded", progress=1.0, assets=assets, note=note, cost_micro_usd=cost)
        return RemoteState(
            state="failed", failure=FailureKind.REFUSED, code="no output", cost_micro_usd=cost,
            message=note or "done, but nothing came out: filtered", charged=None if cost is None else cost > 0,
        )  # fmt: skip

    def odd(self, word: str) -> RemoteState:
        """A job in a state this wire has no word for."""
        return RemoteState(state="unknown", note=f"unknown status {self.clean(word)!r}")

    def not_understood(self, what: str) -> WireError:
        """An order was answered with something that is no answer: it may have been taken."""
        return WireError(FailureKind.UNCLEAR, f"{self.provider}: the answer {what}")

    @contextlib.contextmanager
    def telling(self, errors: SdkErrors, *, submit: bool) -> Iterator[None]:
        """Raises WireError in place of what an SDK's call raises."""
        try:
            yield
        except errors.status as error:
            response: httpx.Response = error.response  # type: ignore[attr-defined]
            raise self.error(response.status_code, response.headers, response.text, submit=submit) from None
        except errors.any as error:
            raise self.unsure(error, submit=submit) from None
        except ValueError as error:
            # An answer that is no JSON, or not of the shape the SDK expects.
            raise self.unsure(error, submit=submit) from None

    def own_headers(self, url: str, headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """Headers with the key, but only for an address at the provider itself."""
        ours, theirs = urlsplit(self.base_url), urlsplit(url)
        same = (ours.scheme, ours.hostname, ours.port) == (theirs.scheme, theirs.hostname, theirs.port)
        return headers if same else ()


class ImmediateWire(KeyedWire):
    """A wire whose results come with the reply, and are not kept at the provider."""

    immediate = True

    def at_once(self, order: Order, state: RemoteState, identity: str = "") -> Submitted:
        """The answer to an order that was made at once."""
        return Submitted(
            ref=RemoteRef(provider=self.provider, model=order.model, id=identity or order.reference), state=state
        )

    def poll(self, ref: RemoteRef) -> RemoteState:
        """There is nothing to ask after: raises WireError, LOST."""
        raise WireError(FailureKind.LOST, f"{self.provider}: results are not kept there")


class PlainWire(KeyedWire):
    """A wire that speaks HTTP by itself, without an SDK."""

    key_header = "Authorization"

    @cached_property
    def _client(self) -> httpx.Client:
        return plain_client(self._timeout, self.base_url)

    def call(self, request: httpx.Request, *, submit: bool) -> httpx.Response:
        """One request, once. Raises WireError for anything but a 2xx."""
        import httpx

        request.headers[self.key_header] = self._key
        try:
            response = self._client.send(request)
        except httpx.HTTPError as error:
            raise self.unsure(error, submit=submit) from None
        if response.is_success:
            return response
        raise self.error(response.status_code, response.headers, response.text, submit=submit)


def plain_client(timeout_seconds: float, base_url: str) -> httpx.Client:
    """An HTTP client that follows no redirect and tries nothing twice, and asks no proxy for loopback.

    No connection is used again: one that the provider has closed meanwhile would make an order unclear for nothing.
    An answer that comes a byte at a time is given up.
    Raises MissingExtraError without httpx.
    """
    try:
        import httpx
    except ImportError as error:
        raise missing("httpx") from error
    timeout = httpx.Timeout(timeout_seconds, connect=min(CONNECT_SECONDS, timeout_seconds))
    fresh = httpx.Limits(max_keepalive_connections=0)
    client = httpx.Client(timeout=timeout, limits=fresh, follow_redirects=False, trust_env=not is_loopback(base_url))
    pace(client)
    return client


def missing(package: str) -> MissingExtraError:
    """A wire's package is not installed."""
    return MissingExtraError(f"hosted renderers need {package}", cure=install_extra("hosted"))


def checked_base_url(base_url: str, provider: str) -> str:
    """A base URL without its last slash. Raises SettingsError when it is none, or not https where it must be."""
    try:
        url = urlsplit(base_url)
    except ValueError:  # brackets that hold no address
        url = urlsplit("")
    if url.scheme not in ("http", "https") or not url.hostname or url.username or url.password:
        raise SettingsError(
            f"{base_url!r} is no base URL for {provider}", cure="write it as https://api.example.com/v1, without a key"
        )
    if url.scheme == "http" and not is_loopback(base_url):
        raise SettingsError(f"{base_url} would carry the key of {provider} in the open", cure="use https")
    return base_url.rstrip("/")


def is_loopback(url: str) -> bool:
    """Whether an address is on this machine, by its own words; names other than `localhost` are not looked up."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def guides_of(order: Order, *kinds: str) -> tuple[Guide, ...]:
    """The guides of an order that are of these kinds, in the order in which they stand."""
    return tuple(guide for guide in order.guides if guide.kind in kinds)


def media_type_of(file: str) -> str:
    """What a file is, by its ending. Raises RenderError for what no provider takes."""
    found = _MEDIA_TYPES.get(Path(file).suffix.lower())
    if found is None:
        kind = Path(file).suffix or "nameless"
        raise RenderError(f"no provider takes a {kind} file", where=file, cure="use PNG, MP4 or WAV")
    return found


def read_guide(guide: Guide) -> bytes:
    """The bytes of a guide. Raises RenderError when it cannot be read."""
    try:
        return Path(guide.file).read_bytes()
    except OSError as error:
        raise RenderError(f"the {guide.kind} cannot be read ({error.strerror})", where=guide.file) from error


def encoded(guide: Guide) -> str:
    """The bytes of a guide as base64."""
    return base64.b64encode(read_guide(guide)).decode()


def decoded(text: str) -> bytes:
    """Base64 as bytes; nothing when it is broken, which the look at the file will tell."""
    try:
        return base64.b64decode(text)
    except binascii.Error:
        return b""


def upload(guide: Guide) -> tuple[str, bytes, str]:
    """A guide as HTTP clients take a file: its name, bytes and kind."""
    return Path(guide.file).name, read_guide(guide), media_type_of(guide.file)


def data_uri(guide: Guide) -> str:
    """A guide as a data URI."""
    return f"data:{media_type_of(guide.file)};base64,{encoded(guide)}"

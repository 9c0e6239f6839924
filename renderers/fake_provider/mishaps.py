"""What can go wrong on the way to a provider and back: an ASGI layer that journals every request and spoils some."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.responses import RedirectResponse, Response

from renderers.fake_provider.books import Books, Entry, Fault, Operation
from renderers.fake_provider.replies import KEY_HEADERS, refuse

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

EXPIRED_XML = b'<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'
_BODY_LIMIT = 256 * 1024 * 1024
_KEPT = 4000


class CutError(Exception):
    """Raised into the server so that it drops the connection in the middle of a reply."""


def provider_of(path: str) -> str:
    """The provider an address belongs to: its first part."""
    return path.strip("/").split("/", 1)[0]


def operation_of(method: str, path: str) -> Operation:
    """What a request is for, from its method and address alone."""
    tail = path.rstrip("/").rsplit("/", 1)[-1]
    if method == "DELETE" or tail == "cancel" or tail.endswith(":cancel"):
        return "cancel"
    if path.startswith("/media/") or tail == "content" or tail.endswith(":download"):
        return "download"
    if method == "POST" and not tail.startswith(("estimate", "analyze")):
        return "submit"
    return "list" if tail in ("videos", "generations") else "poll"


def with_mishaps(app: App, books: Books) -> App:
    """The app behind a layer that writes the journal and lets the faults in the books happen."""

    async def layer(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/_ctl"):
            await app(scope, receive, send)
            return
        body = await _whole_body(receive)
        method, path = scope["method"], scope["path"]
        op = operation_of(method, path)
        owner = provider_of(path)
        if owner == "media":
            job = books.find(path.split("/")[2]) if path.count("/") >= 2 else None
            owner = job.provider if job is not None else "media"
        query = scope["query_string"].decode("latin-1")
        text = body[:_KEPT].decode("utf-8", "replace")
        books.write(_entry(scope, owner, op, query, text))
        fault = books.take_fault(owner, op, f"{path}?{query}\n{body.decode('utf-8', 'replace')}")
        replay = _replay(body, receive)
        if fault is None:
            await app(scope, replay, send)
        else:
            await _spoil(app, scope, replay, send, fault, owner)

    return layer


async def _spoil(app: App, scope: Message, receive: Receive, send: Send, fault: Fault, provider: str) -> None:
    kind = fault.kind
    if kind == "status":
        headers = {} if fault.retry_after is None else {"Retry-After": f"{fault.retry_after:g}"}
        reply: Response = refuse(provider, fault.status, fault.message, fault.code, headers)
        await reply(scope, receive, send)
    elif kind == "expired":
        await Response(EXPIRED_XML, 403, media_type="application/xml")(scope, receive, send)
    elif kind == "html":
        await Response("<html><title>Moved</title></html>", 200, media_type="text/html")(scope, receive, send)
    elif kind == "redirect":
        await RedirectResponse(fault.location, 307)(scope, receive, send)
    elif kind in ("cut", "hang"):
        await asyncio.sleep(fault.seconds if kind == "hang" else 0)
        await _half(send, 200, b"{}" * 50)
    elif kind in ("drip", "endless"):
        await _trickle(send, fault)
    else:
        await _accept(app, scope, receive, send, fault, provider)


async def _accept(app: App, scope: Message, receive: Receive, send: Send, fault: Fault, provider: str) -> None:
    """Let the app do its work, then lose or spoil what it answers."""
    status, headers, body = await _answer(app, scope, receive)
    if fault.kind == "accept_then_500":
        await refuse(provider, 500, "something went wrong after the order was taken")(scope, receive, send)
    elif fault.kind == "garbled":
        await Response("<html>bad gateway, but all is well</html>", 200, media_type="text/html")(scope, receive, send)
    elif fault.kind == "accept_then_hang":
        await asyncio.sleep(fault.seconds)
        await _half(send, status, body)
    elif fault.kind == "truncated":
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body[: len(body) * 3 // 5], "more_body": True})
        raise CutError
    else:
        await _half(send, status, body)


async def _answer(app: App, scope: Message, receive: Receive) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    status, headers, parts = 500, [], []

    async def keep(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], message["headers"]
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive, keep)
    return status, headers, b"".join(parts)


async def _half(send: Send, status: int, body: bytes) -> None:
    """Begin a reply and drop the connection in the middle of it."""
    length = str(max(2, len(body))).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", length)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    raise CutError


async def _trickle(send: Send, fault: Fault) -> None:
    """A film that never ends: a byte now and then, or as fast as it is taken. A few thousand pieces at most."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"video/mp4")]})
    piece = b"\0" if fault.kind == "drip" else bytes(65536)
    for _ in range(4096):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
        await asyncio.sleep(fault.seconds if fault.kind == "drip" else 0)
    raise CutError


async def _whole_body(receive: Receive) -> bytes:
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        more = message.get("more_body", False) and size < _BODY_LIMIT
    return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body again for the app, then whatever the server says next."""
    given = False

    async def again() -> Message:
        nonlocal given
        if not given:
            given = True
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return again


def _entry(scope: Message, provider: str, op: Operation, query: str, text: str) -> Entry:
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
    return Entry(
        number=0,
        provider=provider,
        op=op,
        method=scope["method"],
        path=scope["path"],
        query=query,
        content_type=next((value for name, value in headers if name == "content-type"), ""),
        headers=tuple((name, "(struck out)" if name in KEY_HEADERS else value) for name, value in headers),
        body=text,
    )

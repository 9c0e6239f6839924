"""Answers that come a byte at a time and never end are given up, by every client; slow ones are waited for."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from test_renderers_hosted_wires import FILMS, IMMEDIATE, KEY, Guides, guides, order_for  # noqa: F401 (a fixture)

from renderers.hosted.calls import plain_client
from renderers.hosted.download import FetchRules, fetch
from renderers.hosted.wire import Asset, FailureKind, WireError
from renderers.hosted.wires import open_wire

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"
_LONG = b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 60000


@contextmanager
def dripping(answer: bytes, head: bytes = b"", piece: int = 1) -> Iterator[str]:
    """A provider that takes every order and answers so many bytes at a time, its head at once; its address."""
    over = threading.Event()

    def pour(line: socket.socket) -> None:
        with line:
            line.recv(65536)
            line.sendall(head)
            for start in range(0, len(answer), piece):
                try:
                    line.sendall(answer[start : start + piece])
                except OSError:
                    return
                if over.wait(0.05):
                    return

    def take(desk: socket.socket) -> None:
        while not over.is_set():
            try:
                line, _ = desk.accept()
            except OSError:
                return
            threading.Thread(target=pour, args=(line,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as desk:
        threading.Thread(target=take, args=(desk,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{desk.getsockname()[1]}"
        finally:
            over.set()


@pytest.mark.parametrize("head", [b"", HEAD], ids=["in its head", "in its body"])
@pytest.mark.parametrize("name", [*FILMS, *IMMEDIATE])
def test_an_answer_that_never_ends_is_given_up_and_the_order_unclear(name: str, head: bytes, guides: Guides) -> None:  # noqa: F811
    with dripping(b" " * 60000 if head else _LONG, head) as address:
        wire = open_wire(name, KEY, address, timeout_seconds=0.4)
        with pytest.raises(WireError) as raised:
            wire.submit(order_for(name, guides))
        assert raised.value.kind == FailureKind.UNCLEAR


def test_a_result_that_never_ends_is_given_up(tmp_path: Path) -> None:
    with dripping(_LONG) as address, pytest.raises(WireError) as raised:
        fetch(Asset(url=f"{address}/film.mp4"), tmp_path / "film", FetchRules(loopback=True, read_seconds=0.4))
    assert raised.value.kind == FailureKind.TRANSIENT


def test_a_slow_answer_that_moves_is_waited_for() -> None:
    """It takes longer in all than any one byte of it may."""
    body = b"x" * 60000
    with dripping(body, HEAD, 1000) as address, plain_client(0.5, address) as client:
        assert client.get(address).content == body

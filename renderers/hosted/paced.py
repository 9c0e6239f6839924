"""Connections on which an answer has to move: one that comes a byte at a time for ever is given up, a slow one is not.

The clients of HTTP bound how long they wait for the next byte, and begin anew with every byte that comes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Protocol

_SLOWEST = 512.0
"""Bytes a second that are an answer on its way; a line that bears less bears no film."""
_TIMES = 5.0
"""How often the patience for one byte an answer may take besides: some providers think between its first bytes."""


class Stream(Protocol):
    """A connection, as httpcore has it."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come, within so many seconds."""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""

    def close(self) -> None:
        """Hang up."""

    def start_tls(
        self, ssl_context: object, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        """The same connection, encrypted from now on."""

    def get_extra_info(self, info: str) -> object:
        """What is known of it."""


class Backend(Protocol):
    """Who makes connections, as httpcore has it."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[object] | None = None,
    ) -> Stream:
        """A connection to a host."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class PacedBackend:
    """Makes connections on which answers have to move."""

    def __init__(self, plain: Backend, clock: Callable[[], float] = time.monotonic) -> None:
        self._plain = plain
        self._clock = clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[object] | None = None,
    ) -> Stream:
        """A connection to a host. Raises what its own backend raises."""
        stream = self._plain.connect_tcp(host, port, timeout, local_address, socket_options)
        return _Paced(stream, self._clock)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._plain.sleep(seconds)


class _Paced:
    """One connection."""

    def __init__(self, plain: Stream, clock: Callable[[], float]) -> None:
        self._plain = plain
        self._clock = clock
        self._asked: float | None = None
        self._came = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        now = self._clock()
        if self._asked is None:
            self._asked, self._came = now, 0
        if timeout is not None:
            left = self._asked + _TIMES * timeout + self._came / _SLOWEST - now
            # What is over is given up as the client itself does it, by the error it has for that.
            timeout = max(0.001, min(timeout, left))
        content = self._plain.read(max_bytes, timeout)
        self._came += len(content)
        return content

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._asked = None
        self._plain.write(buffer, timeout)

    def close(self) -> None:
        self._plain.close()

    def start_tls(
        self, ssl_context: object, server_hostname: str | None = None, timeout: float | None = None
    ) -> Stream:
        return _Paced(self._plain.start_tls(ssl_context, server_hostname, timeout), self._clock)

    def get_extra_info(self, info: str) -> object:
        return self._plain.get_extra_info(info)


def pace(client: object) -> None:
    """Let answers to this client of httpx, or of a package like it, have to move.

    Raises AttributeError where it is none. It has no setting for that, so that its connections are seen to themselves.
    """
    for transport in (client._transport, *client._mounts.values()):  # type: ignore[attr-defined]
        if transport is not None:
            pool = transport._pool
            pool._network_backend = PacedBackend(pool._network_backend)

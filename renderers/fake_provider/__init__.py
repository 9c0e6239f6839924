"""A provider of films that is none: all protocols of the wires on loopback, with its own books, faults and clock."""

from __future__ import annotations

from collections.abc import Callable

from renderers.fake_provider.books import Books, Fault, Pace
from renderers.fake_provider.server import FakeProvider, serve

__all__ = ["Books", "FakeProvider", "Fault", "Pace", "main", "serve"]


def main(host: str = "127.0.0.1", port: int = 8001, say: Callable[[str], None] = lambda text: None) -> None:
    """Run as a program: jobs take a few seconds each, nothing costs anything. Stop it with Ctrl-C.

    `say` is told how to order from it. Raises SettingsError when the port is taken or not of this machine.
    """
    serve(host, port, Pace(polls=1, seconds=4.0), say)

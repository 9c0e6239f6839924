"""A provider of films that is none: all protocols of the wires on loopback, with its own books, faults and clock."""

from __future__ import annotations

from renderers.fake_provider.books import Books, Fault, Pace
from renderers.fake_provider.server import FakeProvider, serve

__all__ = ["Books", "FakeProvider", "Fault", "Pace", "main", "serve"]


def main(host: str = "127.0.0.1", port: int = 8001) -> None:
    """Run as a program: jobs take a few seconds each, nothing costs anything. Stop it with Ctrl-C."""
    serve(host, port, Pace(polls=1, seconds=4.0))

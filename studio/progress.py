"""What a person sees while work goes on: one bar per stage with time left, or plain rows where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from studio.secrets import redact

if TYPE_CHECKING:
    from rich.progress import TaskID

    from studio.worker import Step


class Reporter(Protocol):
    """Where the office says how far it is."""

    def stage(self, name: str, weights: Mapping[str, int]) -> None:
        """A stage begins; `weights` are the frames, or the words, of each piece of work by its name."""

    def step(self, step: Step) -> None:
        """A piece has come so far."""

    def ended(self, name: str, error: str = "") -> None:
        """A piece is done, or failed."""

    def say(self, text: str) -> None:
        """One row for the person."""


class Quiet:
    """Says nothing."""

    def stage(self, name: str, weights: Mapping[str, int]) -> None:
        """Nothing."""

    def step(self, step: Step) -> None:
        """Nothing."""

    def ended(self, name: str, error: str = "") -> None:
        """Nothing."""

    def say(self, text: str) -> None:
        """Nothing."""


class LiveReporter:
    """Bars on a terminal, rows elsewhere; always on stderr. Use as a context manager."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._console = Console(file=sys.stderr, highlight=False)
        columns = (
            TextColumn("{task.description:<10}"),
            BarColumn(bar_width=30),
            TextColumn("{task.fields[pieces]:>7} {task.fields[at]:<24}"),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
        )
        # Results that go to a file or a program are none of the bars' business, which would take them for the person.
        self._bars = Progress(
            *columns, console=self._console, disable=not self._console.is_terminal, redirect_stdout=sys.stdout.isatty()
        )
        self._bar: TaskID | None = None
        self._name = ""
        self._weights: Mapping[str, int] = {}
        self._parts: dict[str, float] = {}
        self._ended = 0

    def __enter__(self) -> LiveReporter:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def stage(self, name: str, weights: Mapping[str, int]) -> None:
        """A stage begins."""
        self._name, self._weights, self._parts, self._ended = name, weights, {}, 0
        total = sum(weights.values())
        self._bar = self._bars.add_task(name, total=total, pieces=f"0/{len(weights)}", at="")

    def step(self, step: Step) -> None:
        """A piece has come so far."""
        if step.total:
            self._parts[step.name] = self._weights.get(step.name, 0) * step.done / step.total
        self._show(step.name)

    def ended(self, name: str, error: str = "") -> None:
        """A piece is done, or failed."""
        self._ended += 1
        self._parts[name] = self._weights.get(name, 0)
        self._show(name)
        if error:
            self.say(f"{name}: {error}")
        elif not self._console.is_terminal:
            self.say(f"{self._name} {self._ended}/{len(self._weights)} {name}")

    def say(self, text: str) -> None:
        """One row, above the bars."""
        self._console.print(redact(text), markup=False, soft_wrap=True)

    def _show(self, at: str) -> None:
        if self._bar is not None:
            self._bars.update(
                self._bar, completed=sum(self._parts.values()), pieces=f"{self._ended}/{len(self._weights)}", at=at[:24]
            )

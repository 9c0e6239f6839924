"""Who does what blocks: calls to providers, the one writer of the database, and the heavy work on results."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Hands:
    """Threads of three kinds. Tests give executors that work at once, so that time stands still meanwhile."""

    def __init__(
        self, calls: Executor | None = None, writer: Executor | None = None, makers: Executor | None = None
    ) -> None:
        self._calls = calls or ThreadPoolExecutor(32, "studio-call")
        self._writer = writer or ThreadPoolExecutor(1, "studio-ledger")
        self._makers = makers or ThreadPoolExecutor(2, "studio-result")

    async def call(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask a provider something."""
        return await asyncio.get_running_loop().run_in_executor(self._calls, partial(work, *args, **kwargs))

    async def write(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Commit something; one after another."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, partial(work, *args, **kwargs))

    async def make(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Fetch or look at a result."""
        return await asyncio.get_running_loop().run_in_executor(self._makers, partial(work, *args, **kwargs))

    def rest(self) -> None:
        """Wait for what is under way and let the threads go."""
        for executor in (self._calls, self._makers, self._writer):
            executor.shutdown(wait=True, cancel_futures=True)

"""Ctrl-C and SIGTERM: whoever stops a command sees it end, also where it stands in a call that does not come back.

Python tells a signal to the main thread alone, between two of its own steps: in a library's call that has come to a
standstill it is never heard. A thread of its own hears it at once. The first signal lets the command end in order, a
second one ends it as if the plug were pulled, which loses nothing; so does a first one that nothing follows from.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator
from typing import NamedTuple

from studio.__main__ import INTERRUPTED

_ERRORS = 2
"""The number of stderr."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_GOES_ON = "the same command goes on where it stopped"
_WORKERS = 2.0
"""Seconds that workers get to end by themselves, and with them what they started."""


class StoppedError(BaseException):
    """Ctrl-C or SIGTERM: everything is left as it is, and `studio` says that the same command goes on."""


class Grace(NamedTuple):
    """How long a command that is stopped may take, in seconds."""

    twice: float = 0.5
    """Signals so close are one: who started us may pass on what the terminal told us too."""
    tells: float = 3.0
    """Until it is told how to end it at once."""
    unheard: float = 30.0
    """Until the main thread has heard it."""
    ends: float = 120.0
    """Until all has ended that was under way; orders on their way out get 90 of them to come back."""


@contextlib.contextmanager
def stoppable(grace: Grace | None = None) -> Iterator[Watch]:
    """Hear Ctrl-C and SIGTERM while this goes on: the first raises KeyboardInterrupt or StoppedError in it.

    To be entered by the main thread. Once a signal came it is heard to the end of the process: what is left to do
    there may stand still too.
    """
    watch = Watch(grace or Grace())
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    signal.signal(signal.SIGTERM, watch.hear)
    if before[signal.SIGINT] is signal.default_int_handler:
        # Not where whoever started us has us not hear it, as in the background.
        signal.signal(signal.SIGINT, watch.hear)
    woken = signal.set_wakeup_fd(watch.told, warn_on_full_buffer=False)
    watch.start()
    try:
        yield watch
    finally:
        if not watch.stopped:
            signal.set_wakeup_fd(woken)
            for number, handler in before.items():
                signal.signal(number, handler)
            watch.close()


class Watch:
    """The thread that hears signals, whatever the main thread does."""

    def __init__(self, grace: Grace) -> None:
        self._grace = grace
        self._heard, self.told = os.pipe()
        os.set_blocking(self.told, False)
        self.stopped = False
        """Whether a signal came."""
        self._raised = False
        self._thread = threading.Thread(target=self._listen, name="studio-stopping", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        os.write(self.told, b"\0")
        self._thread.join()
        os.close(self.told)
        os.close(self._heard)

    def hear(self, number: int, frame: object) -> None:
        """Stop the main thread, once: what it does to end in order is not stopped again."""
        self.stopped = True
        if self._raised:
            return
        self._raised = True
        raise KeyboardInterrupt if number == signal.SIGINT else StoppedError

    def _listen(self) -> None:
        came = 0.0
        reminded = False
        while True:
            now = time.monotonic()
            if came and not reminded and now - came >= self._grace.tells:
                reminded = True
                _tell("studio: it ends when what is under way lets it; Ctrl-C once more ends it at once")
            if came and now - came >= (self._grace.ends if self._raised else self._grace.unheard):
                _end_at_once(f"studio: stopped, though something did not answer; {_GOES_ON}")
            if not select.select([self._heard], [], [], 0.5 if came else None)[0]:
                continue
            numbers = os.read(self._heard, 64)
            if 0 in numbers:
                return
            if not set(numbers) & set(_SIGNALS):
                continue
            now = time.monotonic()
            if came and now - came >= self._grace.twice:
                _end_at_once(f"\nstudio: stopped at once; {_GOES_ON}")
            came = came or now
            self.stopped = True


def _end_at_once(words: str) -> None:
    """End this process and its workers, whatever they are at. Nothing that was recorded is lost by it."""
    # Loaded by now if there are workers; a command that looks in starts without it.
    from multiprocessing import active_children

    workers = active_children()
    for each in workers:
        each.terminate()
    until = time.monotonic() + _WORKERS
    while any(each.is_alive() for each in workers) and time.monotonic() < until:
        time.sleep(0.02)
    for each in workers:
        each.kill()
    # A bar that is drawn hides the cursor.
    _tell(f"\033[?25h{words}" if os.isatty(_ERRORS) else words)
    os._exit(INTERRUPTED)


def _tell(words: str) -> None:
    """A row on stderr, if it is taken: nobody may read there any more."""
    with contextlib.suppress(OSError):
        if select.select([], [_ERRORS], [], 0)[1]:
            os.write(_ERRORS, f"{words}\n".encode(getattr(sys.stderr, "encoding", None) or "utf-8", "replace"))

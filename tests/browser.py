"""A browser for tests of pages: Chromium without a window, told what to do over a pipe. Nothing is fetched for it."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PATIENCE = 120
"""Seconds a page has to come to what is waited for, and the browser to answer at all."""


class _LeftError(Exception):
    """The page was left for another before it answered."""


class Browser:
    """One page of a browser."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._read = b""
        self._count = 0
        self._page = ""
        self.faults: list[str] = []
        """What the page's console told of as faults."""
        made = self.ask("Target.createTarget", {"url": "about:blank"})
        attached = self.ask("Target.attachToTarget", {"targetId": made["targetId"], "flatten": True})
        self._page = str(attached["sessionId"])
        for each in ("Page.enable", "Runtime.enable", "Log.enable"):
            self.ask(each)

    def ask(self, method: str, told: Mapping[str, object] | None = None) -> dict[str, object]:
        """Ask the browser something, and its answer."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": dict(told or {})}
        if self._page:
            message["sessionId"] = self._page
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._count:
                if "navigated" in str(answer.get("error")):
                    raise _LeftError
                assert "error" not in answer, answer
                result: dict[str, object] = answer["result"]  # type: ignore[assignment]
                return result
            assert answer.get("method") != "Target.targetCrashed", f"the page crashed: {answer}"
            if answer.get("method") == "Log.entryAdded" or answer.get("method") == "Runtime.exceptionThrown":
                self.faults.append(json.dumps(answer["params"]))

    def _next(self) -> dict[str, object]:
        while b"\0" not in self._read:
            assert select.select([self._back], [], [], PATIENCE)[0], "the browser says nothing any more"
            piece = os.read(self._back, 1 << 16)
            assert piece, "the browser has gone"
            self._read += piece
        one, _, self._read = self._read.partition(b"\0")
        return dict(json.loads(one))

    def go(self, address: str) -> None:
        """Open an address and wait until it is there."""
        self.ask("Page.navigate", {"url": address})
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def run(self, script: str) -> object:
        """What an expression comes to on the page."""
        told = {"expression": script, "returnByValue": True, "awaitPromise": True, "userGesture": True}
        answer = self.ask("Runtime.evaluate", told)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")  # type: ignore[attr-defined]

    def wait(self, script: str) -> None:
        """Wait until an expression holds on the page."""
        until = time.monotonic() + PATIENCE
        while not self._holds(script):
            assert time.monotonic() < until, f"never came: {script}; the page: {self.run('document.body.innerText')}"
            time.sleep(0.05)

    def _holds(self, script: str) -> bool:
        try:
            return bool(self.run(f"Boolean({script})"))
        except _LeftError:
            return False

    def press(self, *keys: str) -> None:
        """Press keys one after the other: `j`, `Enter`, `Tab`, ` `."""
        codes = {"Enter": 13, "Tab": 9, "Escape": 27, " ": 32}
        for key in keys:
            text = "\r" if key == "Enter" else key if len(key) == 1 else ""
            code = codes.get(key, ord(key.upper()) if len(key) == 1 else 0)
            told = {"key": key, "windowsVirtualKeyCode": code, "text": text}
            self.ask("Input.dispatchKeyEvent", {"type": "keyDown", **told})
            self.ask("Input.dispatchKeyEvent", {"type": "keyUp", "key": key, "windowsVirtualKeyCode": code})

    def size(self, width: int, height: int, *, phone: bool = False, dark: bool = False) -> None:
        """Show the page at a size, in the light or in the dark."""
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
        self.ask("Emulation.setDeviceMetricsOverride", screen)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", {"features": [scheme]})

    def picture(self, to: Path) -> None:
        """The page as it is seen, as a PNG."""
        shot = self.ask("Page.captureScreenshot", {"format": "png"})
        to.write_bytes(base64.b64decode(str(shot["data"])))


@contextlib.contextmanager
def browser(home: Path) -> Iterator[Browser]:
    """A browser of its own, with its files in `home`; the test is passed over where there is no Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no Chromium here")
    down, up = os.pipe(), os.pipe()
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--mute-audio",
        "--no-first-run",
    )

    def lay_pipes() -> None:
        # Chromium reads from 3 and writes to 4.
        reads, writes = os.dup(down[0]), os.dup(up[1])
        high = [os.dup2(each, 60 + place) for place, each in enumerate((reads, writes))]
        os.dup2(high[0], 3)
        os.dup2(high[1], 4)

    running = subprocess.Popen(
        [program, *options, "--remote-debugging-pipe", f"--user-data-dir={home}"],
        close_fds=False, preexec_fn=lay_pipes,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for each in (down[0], up[1]):
        os.close(each)
    try:
        yield Browser(down[1], up[0])
    finally:
        running.terminate()
        try:
            running.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        for each in (down[1], up[0]):
            os.close(each)

"""A small production with two takes of its shot 1A, whose script holds what pages must not take for tags."""

from __future__ import annotations

import contextlib
import http.client
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

from studio_film import SCRIPT, begin, studio

from studio.dailies.server import Dailies
from studio.folder import ProductionFolder
from studio.office import look_into
from studio.production import Verdict

TAG = """<img src=x onerror="document.title='hit'">"""


def reviewed_film(folder: Path) -> Path:
    """The production made to the end. Returns its folder."""
    script = begin(folder)
    script.write_text(SCRIPT.replace("Title: Small", f"Title: Small {TAG}").replace("early.", f"early {TAG}."))
    for command in (("produce", str(script)), ("retake", "1A", "-C", str(folder / "small"))):
        done = studio(*command)
        assert done.returncode == 0, done.stderr
    return folder / "small"


@contextlib.contextmanager
def served(root: Path) -> Iterator[Dailies]:
    """The page of a production, served."""
    with Dailies(ProductionFolder.open(root)) as page:
        waiting = threading.Thread(target=page.serve_forever, kwargs={"poll_interval": 0.02})
        waiting.start()
        try:
            yield page
        finally:
            page.shutdown()
            waiting.join()


class Answer:
    """What the server answered."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.content = answer.read()
        self.text = self.content.decode("utf-8", "replace")


def ask(page: Dailies, path: str, headers: Mapping[str, str] | None = None, *, knows: bool = True) -> Answer:
    """Ask the server as a browser that `knows` the key does, with these headers besides or instead."""
    return _send(page, "GET", path, None, headers or {}, knows=knows)


def say(page: Dailies, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
    """Send a form as the page does, with these headers besides or instead."""
    sent = {
        "Origin": f"http://127.0.0.1:{page.port}", "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "text/plain", **(headers or {}),
    }  # fmt: skip
    return _send(page, "POST", "/rule", urlencode(fields), sent, knows=True)


def _send(
    page: Dailies, method: str, path: str, body: str | None, headers: Mapping[str, str], *, knows: bool
) -> Answer:
    known = {"Cookie": f"{page.cookie}={page.key}"} if knows else {}
    line = http.client.HTTPConnection("127.0.0.1", page.port, timeout=60)
    try:
        sent = {name: value for name, value in {**known, **headers}.items() if value}
        line.request(method, path, body, sent)
        return Answer(line.getresponse())
    finally:
        line.close()


def verdicts(root: Path) -> tuple[Verdict, ...]:
    """All that was said, but for when."""
    with look_into(ProductionFolder.open(root)) as office:
        return tuple(each.model_copy(update={"at": ""}) for each in office.production().verdicts)

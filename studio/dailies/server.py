"""The server of the dailies page: on loopback alone, for whoever has its key, and nobody else's pages."""

from __future__ import annotations

import re
import secrets
import sys
from collections.abc import Callable, Mapping
from hmac import compare_digest
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler
from importlib.resources import files
from pathlib import Path
from socket import SHUT_WR
from socketserver import TCPServer, ThreadingMixIn
from threading import Lock
from urllib.parse import parse_qs, quote, unquote, urlsplit

from bible.errors import FolderBusyError, SettingsError, StudioError
from studio.dailies.heard import heard_over
from studio.dailies.page import STYLE_SHEET, look
from studio.dailies.rulings import rule, said_in
from studio.folder import DATABASE, SETTINGS, ProductionFolder
from studio.secrets import redact, tell_error

HOST = "127.0.0.1"
_BODY = 16_384
"""Most bytes of a form."""
_PIECE = 1 << 20
"""Most bytes of a film in one answer: browsers ask on, and no connection is held by a long take."""
_IDLE = 60
"""Seconds after which a connection on which nothing comes is closed."""
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; media-src 'self' blob:; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Not `no-referrer`: forms would then be sent without saying where from.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_HTML, _TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
_TYPES = {".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm"}


class Dailies(ThreadingMixIn, TCPServer):
    """The page of one production, served from when it is made until it is closed. Holds nothing while it waits."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, folder: ProductionFolder, port: int = 0, typed: Callable[[str], str] = str) -> None:
        """Listen at a port of loopback, a free one for 0; `typed` words commands as the person has to type them.

        Raises SettingsError when the port cannot be had.
        """
        self.folder = folder
        self.typed = typed
        self.key = secrets.token_urlsafe(24)
        self._once = ""
        self.shown: Mapping[str, str] = {}
        """Files of the takes and versions on the page that was read last, by name."""
        self.ruling = Lock()
        """Held while a ruling is recorded: two that come at once wait for each other."""
        try:
            super().__init__((HOST, port), _Answer)
        except (OSError, OverflowError) as error:
            raise SettingsError(
                f"port {port} cannot be had ({getattr(error, 'strerror', None) or error})", where="--port",
                cure="leave it out: a free one is found",
            ) from error  # fmt: skip
        self.hosts = frozenset(f"{name}:{self.port}" for name in (HOST, "localhost"))

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """The page's address, with the key in it."""
        return f"http://{HOST}:{self.port}/?key={self.key}"

    def address_once(self) -> str:
        """An address that opens the page one time: of a command that starts a browser, others here can read."""
        self._once = secrets.token_urlsafe(24)
        return f"http://{HOST}:{self.port}/?key={self._once}"

    def knows(self, key: str) -> bool:
        """Whether a key opens the page; one that does so one time does no more."""
        if self._once and compare_digest(key.encode(), self._once.encode()):
            self._once = ""
            return True
        return compare_digest(key.encode(), self.key.encode())

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds the key: browsers do not tell ports apart."""
        return f"studio-dailies-{self.port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell a fault of ours; a browser that went away is none."""
        kind, error, trace = sys.exc_info()
        if kind is not None and error is not None and not isinstance(error, (ConnectionError, TimeoutError)):
            tell_error(kind, error, trace)


def stamp_of(folder: ProductionFolder) -> str:
    """Changes whenever the production's database or settings do; a database on a server is not looked after."""
    marks = []
    for name in (DATABASE, f"{DATABASE}-wal", SETTINGS):
        try:
            status = (folder.root / name).stat()
        except FileNotFoundError:
            continue
        # Whoever reads lays an empty log beside the database and takes it away again.
        marks += [f"{status.st_mtime_ns:x}.{status.st_size:x}"] if status.st_size else []
    return "-".join(marks)


class _Answer(BaseHTTPRequestHandler):
    """One connection."""

    server: Dailies
    server_version, sys_version = "studio", ""
    timeout = _IDLE

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: addresses hold the key."""

    def do_GET(self) -> None:
        """The page, what belongs to it, and the takes."""
        url = urlsplit(self.path)
        key = parse_qs(url.query).get("key", [""])[0] if url.path == "/" else ""
        if not self._is_for_us() or not self._may_come(key):
            return
        if url.path == "/":
            self._page(new=bool(key))
        elif url.path == "/stamp":
            self._send(HTTPStatus.OK, stamp_of(self.server.folder).encode(), _TEXT)
        elif url.path == "/dailies.css":
            self._send(HTTPStatus.OK, STYLE_SHEET.encode(), "text/css; charset=utf-8")
        elif url.path == "/dailies.js":
            script = files("studio.dailies").joinpath("dailies.js").read_bytes()
            self._send(HTTPStatus.OK, script, "text/javascript; charset=utf-8")
        elif url.path.startswith("/media/"):
            self._media(unquote(url.path.removeprefix("/media/")))
        elif url.path.startswith("/sound/"):
            self._sound(unquote(url.path.removeprefix("/sound/")))
        else:
            self._tell(HTTPStatus.NOT_FOUND, "there is no such page")

    def do_POST(self) -> None:
        """A ruling."""
        body = self._body()
        if body is None or not self._is_for_us() or not self._may_come() or not self._is_from_here():
            return
        if self.path != "/rule":
            self._tell(HTTPStatus.NOT_FOUND, "there is no such page")
            return
        try:
            said = said_in(parse_qs(body.decode("utf-8", "replace"), max_num_fields=20))
            with self.server.ruling:
                words = rule(self.server.folder, said)
        except FolderBusyError as error:
            self._tell(HTTPStatus.CONFLICT, self._told(error))
        except (StudioError, OSError, ValueError) as error:
            self._tell(HTTPStatus.BAD_REQUEST, self._told(error))
        else:
            if self.headers.get("Accept") == "text/plain":
                self._tell(HTTPStatus.OK, words)
            else:
                slate = said.name.rpartition("-")[0] or said.name
                self._send(HTTPStatus.SEE_OTHER, b"", _TEXT, {"Location": f"/#{quote(slate)}"})

    def _page(self, *, new: bool) -> None:
        # The stamp is taken first: what comes while the page is read is new.
        stamp = stamp_of(self.server.folder)
        try:
            seen = look(self.server.folder, self.server.typed, stamp)
        except (StudioError, OSError) as error:
            self._tell(HTTPStatus.SERVICE_UNAVAILABLE, self._told(error))
            return
        self.server.shown = seen.files
        cookie = f"{self.server.cookie}={self.server.key}; Path=/; HttpOnly; SameSite=Strict"
        self._send(HTTPStatus.OK, seen.html.encode(), _HTML, {"Set-Cookie": cookie} if new else {})

    def _sound(self, name: str) -> None:
        try:
            heard = heard_over(self.server.folder, name)
        except (StudioError, OSError) as error:
            self._tell(HTTPStatus.NOT_FOUND, self._told(error))
        else:
            self._send(HTTPStatus.OK, heard, "audio/wav")

    def _media(self, name: str) -> None:
        """A piece of a take or version that is on the page; files are named by the database, never by who asks."""
        file = self.server.shown.get(name)
        place = self.server.folder.path(file).resolve() if file else None
        if place is None or not place.is_file():
            self._tell(HTTPStatus.NOT_FOUND, f"there is no take {name!r} here")
            return
        if not place.is_relative_to(self.server.folder.root):
            self._tell(HTTPStatus.NOT_FOUND, f"the file of {name} lies outside the production folder: move it there")
            return
        size = place.stat().st_size
        kind = _TYPES.get(place.suffix.lower(), "application/octet-stream")
        asked = self.headers.get("Range")
        span = _span(asked, size) if asked else range(size)
        if span is None:
            self._send(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", _TEXT, {"Content-Range": f"bytes */{size}"})
            return
        more = {"Accept-Ranges": "bytes"}
        if asked:
            more["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
        self._begin(HTTPStatus.PARTIAL_CONTENT if asked else HTTPStatus.OK, len(span), kind, more)
        self._pour(place, span)

    def _pour(self, place: Path, span: range) -> None:
        with place.open("rb") as film:
            film.seek(span.start)
            left = len(span)
            while left and (piece := film.read(min(left, _PIECE))):
                self.wfile.write(piece)
                left -= len(piece)

    def _is_for_us(self) -> bool:
        """Whether the address names this machine: a foreign name that leads here is another's page."""
        if self.headers.get("Host", "") in self.server.hosts:
            return True
        self._tell(HTTPStatus.FORBIDDEN, f"this page is at {HOST} alone")
        return False

    def _may_come(self, key: str = "") -> bool:
        """Whether the key came along, in the address or in the cookie."""
        try:
            held = SimpleCookie(self.headers.get("Cookie", "")).get(self.server.cookie)
        except CookieError:
            held = None
        if self.server.knows(held.value if held else "") or self.server.knows(key):
            return True
        self._tell(HTTPStatus.FORBIDDEN, "the key is missing: open the address that `studio dailies` prints")
        return False

    def _is_from_here(self) -> bool:
        """Whether a form comes from this very page."""
        if self.headers.get("Origin") == f"http://{self.headers.get('Host')}":
            return True
        self._tell(HTTPStatus.FORBIDDEN, "this comes from another page")
        return False

    def _body(self) -> bytes | None:
        """What was sent, once it is a form of a fit size."""
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or "Transfer-Encoding" in self.headers:
            self._tell(HTTPStatus.LENGTH_REQUIRED, "how long is it?")
            self._linger()
            return None
        if len(length) > len(str(_BODY)) or int(length) > _BODY:
            self._tell(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"this is more than {_BODY} bytes")
            self._linger()
            return None
        body = self.rfile.read(int(length))
        if self.headers.get_content_type() != "application/x-www-form-urlencoded":
            self._tell(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "this is no form")
            return None
        return body

    def _told(self, error: Exception) -> str:
        if isinstance(error, StudioError):
            error.cure = self.server.typed(error.cure)
        return str(error)

    def _linger(self) -> None:
        """Let what is still being sent come to nothing: closing on it would take our answer back."""
        self.connection.shutdown(SHUT_WR)
        for _ in range(_BODY):
            if not self.rfile.read1(_BODY):
                break

    def _tell(self, status: HTTPStatus, words: str) -> None:
        self._send(status, redact(words).encode(), _TEXT)

    def _send(self, status: HTTPStatus, content: bytes, kind: str, more: Mapping[str, str] | None = None) -> None:
        self._begin(status, len(content), kind, more or {})
        self.wfile.write(content)

    def _begin(self, status: HTTPStatus, length: int, kind: str, more: Mapping[str, str]) -> None:
        self.send_response(status)
        sent = {**_HEADERS, **more, "Content-Type": kind, "Content-Length": str(length)}
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()


def _span(asked: str, size: int) -> range | None:
    """The bytes a range asks for, as far as one answer goes; None for none there are."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if found[1]:
        first, last = int(found[1]), min(int(found[2]) if found[2] else size - 1, size - 1)
    else:
        first, last = max(0, size - int(found[2])), size - 1
    return range(first, min(last + 1, first + _PIECE)) if first <= last else None

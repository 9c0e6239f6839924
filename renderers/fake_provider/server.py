"""The fake provider at work: on loopback, in a thread of its own or as a program."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from bible.errors import MissingExtraError, SettingsError
from bible.installing import install_extra
from renderers.fake_provider.books import Books, Fault, Pace

if TYPE_CHECKING:
    import uvicorn

PREFIXES = {
    "openai": "/openai/v1", "openai_videos": "/openai/v1", "runway": "/runway", "google": "/google", "sync": "/sync",
    "elevenlabs": "/elevenlabs",
}  # fmt: skip
"""What is put behind the address to make the base URL of each provider."""
_STARTUP_SECONDS = 20


class FakeProvider:
    """The fake provider for as long as a `with` block lasts, on a free port of loopback.

    It lives in a thread of this process; clients may be other processes, and may be killed: the books stay here.
    Raises MissingExtraError when the extra `hosted` is not installed.
    """

    def __init__(self, pace: Pace | None = None, host: str = "127.0.0.1", port: int = 0) -> None:
        self.books = Books(pace)
        self._host, self._port = host, port
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> FakeProvider:
        listener = _listen(self._host, self._port)
        self._port = listener.getsockname()[1]
        server = _server(self.books)
        started = threading.Event()
        self._thread = threading.Thread(target=_run, args=(server, listener, started), daemon=True)
        self._thread.start()
        if not started.wait(_STARTUP_SECONDS):
            raise SettingsError("the fake provider did not start", where=self.address, cure="try again")
        self._server = server
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join(_STARTUP_SECONDS)

    @property
    def address(self) -> str:
        """`http://127.0.0.1:8001`."""
        return f"http://{self._host}:{self._port}"

    def base_url(self, provider: str) -> str:
        """The base URL to give a wire or an SDK for this provider. Raises KeyError for one that is not here."""
        return self.address + PREFIXES[provider]

    def fault(self, fault: Fault) -> None:
        """Something to go wrong from now on."""
        self.books.add_fault(fault)

    def reset(self) -> None:
        """Forget orders, journal and faults."""
        self.books.reset()


def serve(
    host: str = "127.0.0.1", port: int = 8001, pace: Pace | None = None, say: Callable[[str], None] = lambda text: None
) -> None:
    """Run the fake provider until it is stopped; `say` is told how to order from it, once it can be.

    Port 0 is any that is free. Raises SettingsError when the port is taken or not of this machine.
    """
    listener = _listen(host, port)
    say(how_to_order(f"http://{host}:{listener.getsockname()[1]}"))
    asyncio.run(_server(Books(pace)).serve(sockets=[listener]))


def how_to_order(address: str) -> str:
    """What to put into a production's settings so that it orders there."""
    rows = [f"Listening on {address}; nothing here costs anything. Stop it with Ctrl-C. Put into studio.toml:", ""]
    for provider, prefix in PREFIXES.items():
        if provider == "openai_videos":
            # A gateway of one's own: people give it a name.
            continue
        rows += [f"[providers.{provider}]", f'base_url = "{address}{prefix}"']
    rows += ['[chat."openai:gpt-5-mini"]', f'base_url = "{address}{PREFIXES["openai"]}"']
    return "\n".join([*rows, "", "Any key will do: export RUNWAYML_API_SECRET=anything, OPENAI_API_KEY=anything ..."])


def _listen(host: str, port: int) -> socket.socket:
    if host not in ("127.0.0.1", "localhost", "::1"):
        raise SettingsError(
            f"the fake provider is for this machine only, not for {host}", cure="leave the host out, or use 127.0.0.1"
        )
    family = socket.AF_INET6 if host == "::1" else socket.AF_INET
    # Named as TCP so that asyncio sends small replies at once; unnamed, each waits 40 ms for an acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        # Whoever is told the address may come at once: they are kept waiting until it is served.
        listener.listen()
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"port {port} cannot be had ({error.strerror})", where=host, cure="use another with --port"
        ) from error
    return listener


def _server(books: Books) -> uvicorn.Server:
    try:
        import python_multipart  # noqa: F401
        import uvicorn

        from renderers.fake_provider.app import make_app
    except ImportError as error:
        raise MissingExtraError(f"the fake provider needs {error.name}", cure=install_extra("hosted")) from error
    # Connections that are cut on purpose would otherwise be told as errors of the app.
    config = uvicorn.Config(
        make_app(books),
        log_level="critical",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


def _run(server: uvicorn.Server, listener: socket.socket, started: threading.Event) -> None:
    async def run() -> None:
        serving = asyncio.ensure_future(server.serve(sockets=[listener]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.005)
        started.set()
        await serving

    asyncio.run(run())

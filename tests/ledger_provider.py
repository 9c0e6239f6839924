"""A provider for the ledger's tests: its books lie in a file and live on when the process that orders is killed.

It knows what it was asked, what it took and what it would bill, and does wrong what it is told to do wrong.
"""

from __future__ import annotations

import asyncio
import selectors
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bible.entries import Bible
from bible.errors import MediaError
from bible.script import Heading, Rows, Scene, Script, Setting
from renderers.hosted.wire import (
    Asset,
    FailureKind,
    Order,
    RemoteRef,
    RemoteState,
    Settles,
    Submitted,
    Wire,
    WireError,
)  # fmt: skip
from renderers.interface import Rendered
from shots.question import Answer
from shots.shot import Framing, Shot, ShotList, Size
from studio.folder import ProductionFolder
from studio.ledger.backend import Finished, Input, Lane
from studio.ledger.hands import Hands
from studio.ledger.job import Choice, Need, PaidJob, PlacedJob
from studio.ledger.requests import set_max_cost
from studio.settings import Settings
from studio.store import Store

PRICE = 400_000
"""What a film costs there, in micro-USD."""


class Books:
    """What the provider wrote down. Any process may open it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        with self._open() as books:
            books.executescript(
                "CREATE TABLE IF NOT EXISTS job (id INTEGER PRIMARY KEY, key TEXT, body TEXT, at REAL, seconds REAL,"
                " cancelled INTEGER DEFAULT 0, polls INTEGER DEFAULT 0, ended REAL);"
                "CREATE TABLE IF NOT EXISTS call (op TEXT, at REAL, open INTEGER);"
                "CREATE TABLE IF NOT EXISTS fault (op TEXT, kind TEXT, after REAL, times INTEGER, skip INTEGER);"
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.file, timeout=30, isolation_level=None)) as books:
            books.execute("PRAGMA synchronous=OFF")
            books.execute("BEGIN IMMEDIATE")
            yield books
            if books.in_transaction:
                books.execute("COMMIT")

    def go_wrong(self, op: str, kind: str, times: int = 1, *, after: float = -1.0, skip: int = 0) -> None:
        """Do `op` wrong so many times, after `skip` times right; `after` is the Retry-After it tells."""
        with self._open() as books:
            books.execute("INSERT INTO fault VALUES (?, ?, ?, ?, ?)", (op, kind, after, times, skip))

    def fault(self, op: str) -> tuple[str, float] | None:
        """The fault that befalls this call, if one does."""
        with self._open() as books:
            for row, kind, after, skip in books.execute(
                "SELECT rowid, kind, after, skip FROM fault WHERE op = ? AND times > 0 ORDER BY rowid", (op,)
            ).fetchall():
                if skip > 0:
                    books.execute("UPDATE fault SET skip = skip - 1 WHERE rowid = ?", (row,))
                    return None
                books.execute("UPDATE fault SET times = times - 1 WHERE rowid = ?", (row,))
                return kind, after
        return None

    def called(self, op: str, at: float) -> None:
        """Note a call."""
        with self._open() as books:
            books.execute("INSERT INTO call VALUES (?, ?, 0)", (op, at))

    def calls(self, op: str) -> int:
        """How often it was asked."""
        with self._open() as books:
            return int(books.execute("SELECT COUNT(*) FROM call WHERE op = ?", (op,)).fetchone()[0])

    def take(self, key: str, body: str, at: float, seconds: float) -> int:
        """Take an order; returns its number."""
        with self._open() as books:
            cursor = books.execute(
                "INSERT INTO job (key, body, at, seconds) VALUES (?, ?, ?, ?)", (key, body, at, seconds)
            )
            return int(cursor.lastrowid or 0)

    def by_key(self, key: str) -> tuple[int, str] | None:
        """The order with this key, and its body."""
        with self._open() as books:
            row = books.execute("SELECT id, body FROM job WHERE key = ?", (key,)).fetchone()
            return (int(row[0]), str(row[1])) if row else None

    def asked_after(self, job: int, now: float) -> tuple[bool, bool]:
        """Whether an order is done, and whether it was cancelled."""
        with self._open() as books:
            at, seconds, cancelled, ended = books.execute(
                "SELECT at, seconds, cancelled, ended FROM job WHERE id = ?", (job,)
            ).fetchone()
            if ended is None and now >= at + seconds:
                books.execute("UPDATE job SET ended = ? WHERE id = ?", (at + seconds, job))
            return now >= at + seconds, bool(cancelled)

    def cancel(self, job: int) -> None:
        """Stop an order."""
        with self._open() as books:
            books.execute("UPDATE job SET cancelled = 1 WHERE id = ?", (job,))

    def finish_all(self) -> None:
        """Be done with everything."""
        with self._open() as books:
            books.execute("UPDATE job SET seconds = 0")

    def taken(self) -> list[tuple[str, str]]:
        """Key and body of all orders taken: what it would bill."""
        with self._open() as books:
            return [(str(key), str(body)) for key, body in books.execute("SELECT key, body FROM job ORDER BY id")]

    def most_at_once(self) -> int:
        """The most orders that ran at the same time."""
        with self._open() as books:
            rows = books.execute("SELECT at, at + seconds FROM job").fetchall()
        marks = sorted(
            [(at, 1) for at, _ in rows] + [(end, -1) for _, end in rows], key=lambda each: (each[0], each[1])
        )
        running = most = 0
        for _, change in marks:
            running += change
            most = max(most, running)
        return most


class BookWire(Wire):
    """The provider's wire, without a network. `seconds` says how long an order takes there, by its prompt."""

    provider = "bookish"

    def __init__(
        self,
        books: Books,
        settles: Settles = Settles.SAME_KEY,
        *,
        immediate: bool = False,
        seconds: Callable[[Order], float] = lambda order: 10.0,
        clock: Callable[[], float] = time.time,
        poll_seconds: float = 5.0,
        latency: float = 0.0,
        cost: int | None = PRICE,
    ) -> None:
        self.books = books
        self.settles = settles
        self.immediate = immediate
        self.poll_seconds = poll_seconds
        self.can_cancel = True
        self._seconds = seconds
        self._clock = clock
        self._latency = latency
        self._cost = cost

    def submit(self, order: Order) -> Submitted:
        """Take an order, or do what it was told to do wrong."""
        self.books.called("submit", self._clock())
        time.sleep(self._latency)
        fault = self.books.fault("submit")
        kind = fault[0] if fault else ""
        if fault and not kind.startswith(("taken", "dear", "fails_at_once")):
            self._raise(kind, fault[1])
        body = order.model_dump_json(exclude={"reference"})
        known = self.books.by_key(order.reference) if self.settles == Settles.SAME_KEY else None
        if known and known[1] != body:
            raise WireError(FailureKind.INVALID, "bookish: this key came with another order")
        if known:
            number = known[0]
        else:
            number = self.books.take(
                order.reference, body, self._clock(), 0.0 if self.immediate else self._seconds(order)
            )
        if kind == "taken":
            raise WireError(FailureKind.UNCLEAR, "bookish: the connection was cut")
        ref = RemoteRef(provider=self.provider, model=order.model, id=str(number))
        if kind == "fails_at_once":
            state = RemoteState(state="failed", failure=FailureKind.REFUSED, message="not this", charged=False)
            return Submitted(ref=ref, state=state)
        if self.immediate:
            return Submitted(ref=ref, state=self._success(number, inline=f"said {order.prompt}".encode()))
        dear = PRICE * 3 if kind == "dear" else None
        return Submitted(ref=ref, state=RemoteState(state="queued"), estimate_micro_usd=dear)

    def poll(self, ref: RemoteRef) -> RemoteState:
        """How an order stands."""
        self.books.called("poll", self._clock())
        time.sleep(self._latency / 4)
        done, cancelled = self.books.asked_after(int(ref.id), self._clock())
        fault = self.books.fault("done" if done else "poll")
        if fault and fault[0] == "odd":
            return RemoteState(state="unknown", note="unknown status 'ARCHIVING'")
        if fault and fault[0] == "empty":
            return RemoteState(state="succeeded", progress=1.0, cost_micro_usd=self._cost)
        if fault and fault[0].startswith("failed"):
            charged = {"failed_free": False, "failed_charged": True}.get(fault[0])
            kind = FailureKind.REFUSED if fault[0] == "failed_refused" else FailureKind.TRANSIENT
            return RemoteState(state="failed", failure=kind, message="no luck", charged=charged)
        if fault and fault[0] == "dearer":
            return self._success(int(ref.id)).model_copy(update={"cost_micro_usd": PRICE * 2})
        if fault:
            self._raise(*fault)
        if cancelled:
            return RemoteState(state="cancelled", cost_micro_usd=PRICE // 4)
        return self._success(int(ref.id)) if done else RemoteState(state="running", progress=0.5)

    def cancel(self, ref: RemoteRef) -> bool:
        """Stop an order."""
        self.books.called("cancel", self._clock())
        assert not self.books.asked_after(int(ref.id), self._clock())[0], "what is done would be deleted"
        if self.can_cancel:
            self.books.cancel(int(ref.id))
        return self.can_cancel

    def find(self, order: Order) -> RemoteRef | None:
        """The order with our reference."""
        self.books.called("list", self._clock())
        if fault := self.books.fault("list"):
            self._raise(*fault)
        known = self.books.by_key(order.reference)
        return RemoteRef(provider=self.provider, model=order.model, id=str(known[0])) if known else None

    def _success(self, number: int, inline: bytes = b"") -> RemoteState:
        asset = Asset(inline=inline, media_type="text/plain") if inline else Asset(url=f"book:{number}")
        return RemoteState(state="succeeded", progress=1.0, assets=(asset,), cost_micro_usd=self._cost)

    def _raise(self, kind: str, after: float) -> None:
        told = None if after < 0 else after
        raise WireError(FailureKind(kind), f"bookish: {kind}", retry_after=told)


class BookBackend:
    """The provider as the controller drives it."""

    def __init__(self, wire: BookWire, lane: Lane | None = None) -> None:
        self.wire = wire
        self.lane = lane or Lane(name="bookish", slots=8)

    def fetch(self, asset: Asset, to: Path) -> None:
        """Fetch what lies behind a link."""
        self.wire.books.called("fetch", 0.0)
        if fault := self.wire.books.fault("fetch"):
            if fault[0] == "corrupt":
                to.write_bytes(b"<html>")
                return
            if fault[0] == "full":
                raise OSError(28, "No space left on device")
            raise WireError(FailureKind(fault[0]), f"bookish: {fault[0]}")
        part = to.with_name(to.name + ".part")
        part.write_bytes(f"film of {asset.url}".encode())
        part.replace(to)

    def finish(self, job: PlacedJob, fetched: Path, to: Path | None) -> Finished:
        """Look at a film; an answer is read as it came."""
        content = fetched.read_bytes()
        if to is None:
            return Answer(text=content.decode(), model="bookish-1")
        if not content.startswith((b"film of", b"said")):
            raise MediaError("this is no film", where=str(fetched), cure="fetch it again")
        to.write_bytes(content + b" for " + job.name.encode())
        return Rendered(frames=64, handles=8)

    def complete(self, order: Order, inputs: tuple[Input, ...]) -> Order:
        """An order that names what it starts from."""
        taken = ", ".join(f"{each.role} of {each.file.name}" for each in inputs)
        return order.model_copy(update={"prompt": f"{order.prompt} from {taken}"})


def shot_id(slate: str) -> str:
    """The id of the shot with this slate, a plain number here."""
    return f"sh{int(slate):04d}"


def open_store(root: Path, *, cap: int = 1000 * PRICE, shots: int = 12) -> Store:
    """A production with shots 1, 2, 3 ..., held by this process, which may spend `cap` micro-USD."""
    store = Store(ProductionFolder.make(root / "ferry", ""), by="nora")
    if store.load(Settings()).script is None:
        rows = Rows(first=1, last=1)
        heading = Heading(text="EXT. QUAY - DAY", setting=Setting.EXT, place="QUAY", time="DAY", rows=rows)
        script = Script(name="ferry", scenes=(Scene(id="S0001", number="1", heading=heading, elements=()),))
        made = (
            Shot(id=shot_id(str(n)), slate=str(n), scene="S0001", framing=Framing.SINGLE, size=Size.CU)
            for n in range(1, shots + 1)
        )
        nothing = Bible(characters=(), locations=(), sheets=())
        store.record_draft(script, "abc", nothing, ShotList(shots=tuple(made)), Settings())
    store.hold("a test")
    set_max_cost(store, cap)
    return store


def film_job(
    slate: str, *, prompt: str = "", lanes: tuple[str, ...] = ("bookish",), price: int = PRICE, priority: int = 0,
    needs: tuple[Need, ...] = (), by_name: bool = False,
) -> PaidJob:  # fmt: skip
    """A take to be ordered."""
    order = Order(
        provider="bookish", model="reel-1", mode="text_to_video", reference="", prompt=prompt or f"shot {slate}"
    )
    choices = [
        Choice(lane=lane, renderer=lane, revision="1", order=order, estimate_micro_usd=price, upper_micro_usd=price)
        for lane in lanes
    ]
    return PaidJob(
        kind="clip", subject=shot_id(slate), name=slate, content=f"content of {slate}", choices=tuple(choices),
        files=(f"takes/{slate}/ferry_{slate}_t{{number:02d}}.mp4",), shots=(shot_id(slate),), priority=priority,
        needs=needs, forgiven=1_000_000 if by_name else 0,
    )  # fmt: skip


class AtOnce(Executor):
    """Works where it is called, so that a loop with a clock of its own sees no time go by."""

    def submit(self, work, /, *args, **kwargs):  # type: ignore[no-untyped-def, override]
        """Do it now."""
        done: Future[object] = Future()
        try:
            done.set_result(work(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 (a future keeps whatever was raised)
            done.set_exception(error)
        return done


def at_once() -> Hands:
    """Hands for tests whose time stands still while something works."""
    return Hands(AtOnce(), AtOnce(), AtOnce())


class _LeapingSelector(selectors.SelectSelector):
    """Instead of waiting, lets the loop's clock leap to when something is due."""

    def __init__(self) -> None:
        super().__init__()
        self.elapsed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if not found and timeout:
            self.elapsed += timeout
        assert found or timeout is not None, "everything waits for ever"
        return found


class LeapingLoop(asyncio.SelectorEventLoop):
    """An event loop in which an hour's wait takes no time."""

    def __init__(self) -> None:
        self._leaps = _LeapingSelector()
        super().__init__(self._leaps)

    def time(self) -> float:
        return self._leaps.elapsed


class LeapingClock:
    """The clock of a leaping loop, which can also be set, as a person sets the system's."""

    def __init__(self) -> None:
        self.loop: LeapingLoop | None = None
        self.start = datetime(2026, 11, 23, 12, tzinfo=UTC)
        self._before = 0.0

    def __call__(self) -> datetime:
        return self.start + timedelta(seconds=self.loop.time() if self.loop else 0.0)

    def seconds(self) -> float:
        """Seconds that went by, however the clock was set: the provider's time."""
        return self._before + (self.loop.time() if self.loop else 0.0)

    def new_loop(self) -> LeapingLoop:
        """A loop that drives this clock; time goes on from where the last one stood."""
        if self.loop is not None:
            self.start, self._before = self(), self.seconds()
        self.loop = LeapingLoop()
        return self.loop

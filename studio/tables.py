"""The tables of `studio.db`. What one would ask for is a column; only whole values nobody searches are JSON."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from studio.secrets import redact


class Table(DeclarativeBase):
    """The base of all tables; constraints have names, so that migrations can find them."""

    # Money in micro-dollars and times in nanoseconds are more than a server's plain integer holds.
    type_annotation_map = {int: BigInteger().with_variant(Integer(), "sqlite")}

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


class Told(TypeDecorator[str]):
    """Words from elsewhere: an error, a reason. No key gets into the database with them."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The words without keys."""
        return None if value is None else redact(value)


class ProductionRow(Table):
    """The one production of this database. The picture is fixed once shots exist."""

    __tablename__ = "production"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    rate: Mapped[str]
    last_line: Mapped[int] = mapped_column(default=0)
    """The highest line id ever given; ids are never reused."""
    last_scene: Mapped[int] = mapped_column(default=0)
    last_shot: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[str]


class DraftRow(Table):
    """A version of the script with the bible that was made of it; the newest counts."""

    __tablename__ = "draft"
    id: Mapped[int] = mapped_column(primary_key=True)
    script_sha256: Mapped[str]
    script: Mapped[str]
    """bible.script.Script as JSON."""
    bible: Mapped[str]
    """bible.entries.Bible as JSON."""
    recorded_at: Mapped[str]
    script_file: Mapped[str] = mapped_column(default="")
    """Where the script lay when it was read, from the production folder: `../ferry.fountain`. Empty: not known."""
    director: Mapped[str] = mapped_column(default="rule")
    """Who made the shot list of it: `rule`, or another director's name."""


class ShotRow(Table):
    """A shot as it stands now. One that left the shot list keeps its row and slate, without a position."""

    __tablename__ = "shot"
    id: Mapped[str] = mapped_column(primary_key=True)
    slate: Mapped[str] = mapped_column(unique=True)
    scene: Mapped[str]
    position: Mapped[int | None]
    content: Mapped[str]
    """shots.shot.Shot as JSON."""


class RevisionRow(Table):
    """One field of a shot that a person changed, with who, when and why."""

    __tablename__ = "revision"
    id: Mapped[int] = mapped_column(primary_key=True)
    shot: Mapped[str] = mapped_column(ForeignKey("shot.id"), index=True)
    field: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    note: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]


_OPEN = text("job IS NOT NULL AND state IN ('intended', 'unknown', 'parked', 'submitted', 'delivered', 'made')")


class AttemptRow(Table):
    """One try at one thing owed, made here or ordered from a lane. There is no other record of tries."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "number"),
        # A job never has two tries open at once, whatever the code does. `studio.server` says the same to a server:
        # to name its condition here loads half of SQLAlchemy's PostgreSQL.
        Index("ix_attempt_open_job", "job", unique=True, sqlite_where=_OPEN),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str]
    number: Mapped[int]
    content: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    asked: Mapped[str]
    """What was asked for, as JSON: a recipe, or the order as it is sent."""
    result: Mapped[str] = mapped_column(default="")
    """What was made, as JSON: a Take, a SoundFile or a Cut. Filled when the state is `made`."""
    error: Mapped[str] = mapped_column(Told, default="")
    started_at: Mapped[str]
    ended_at: Mapped[str] = mapped_column(default="")
    job: Mapped[int | None] = mapped_column(ForeignKey("job.id", name="fk_attempt_job"), default=None)
    """The job it is a try at; none for work done here."""
    lane: Mapped[str] = mapped_column(default="local")
    key: Mapped[str | None] = mapped_column(unique=True, index=True, default=None)
    """Our reference, sent as idempotency key where there is one; unique, and stored before it is sent."""
    order_digest: Mapped[str] = mapped_column(default="")
    """Digest of the order without its reference: a key is never sent with another body."""
    remote: Mapped[str] = mapped_column(default="")
    """renderers.hosted.wire.RemoteRef as JSON, once the provider gave one."""
    sent_at: Mapped[str] = mapped_column(default="")
    """When it was last sent; empty while it surely was not."""
    deadline: Mapped[str] = mapped_column(default="")
    """Until when a lost answer may still arrive; once accepted, until when the job may run."""
    sends: Mapped[int] = mapped_column(default=0)
    estimate_micro_usd: Mapped[int] = mapped_column(default=0)
    held_micro_usd: Mapped[int] = mapped_column(default=0)
    """Reserved and not settled yet."""
    cost_micro_usd: Mapped[int] = mapped_column(default=0)
    cost_is_known: Mapped[bool] = mapped_column(default=True)
    """False where the provider does not say, and the worst is assumed."""
    failure: Mapped[str] = mapped_column(default="")
    """renderers.hosted.wire.FailureKind, or `written_off`."""
    note: Mapped[str] = mapped_column(Told, default="")
    """Something to keep with it: `audio blocked`, `sent again, may be billed twice`."""


class FileRow(Table):
    """A file an attempt makes: reserved first, described once it is made."""

    __tablename__ = "file"
    __table_args__ = (UniqueConstraint("attempt", "path"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    attempt: Mapped[int] = mapped_column(ForeignKey("attempt.id"), index=True)
    path: Mapped[str] = mapped_column(index=True)
    """Inside the production folder, with forward slashes."""
    sha256: Mapped[str] = mapped_column(default="")
    bytes: Mapped[int] = mapped_column(default=0)
    modified_ns: Mapped[int] = mapped_column(default=0)


class RecordingRow(Table):
    """A spoken line."""

    __tablename__ = "recording"
    __table_args__ = (UniqueConstraint("line", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    file: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str]
    engine: Mapped[str]
    voice: Mapped[str]
    recording: Mapped[str]
    """shots.recording.Recording as JSON, with word and phone times."""
    attempt: Mapped[int] = mapped_column(ForeignKey("attempt.id"), unique=True)


class TakeRow(Table):
    """A rendering of a shot."""

    __tablename__ = "take"
    __table_args__ = (UniqueConstraint("shot", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    shot: Mapped[str] = mapped_column(ForeignKey("shot.id"), index=True)
    slate: Mapped[str]
    number: Mapped[int]
    file: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str]
    frames: Mapped[int]
    handles: Mapped[int]
    content: Mapped[str]
    renderer: Mapped[str]
    revision: Mapped[str]
    seed: Mapped[int]
    cost_micro_usd: Mapped[int]
    made_at: Mapped[str]
    sound: Mapped[str] = mapped_column(server_default="")
    attempt: Mapped[int] = mapped_column(ForeignKey("attempt.id"), unique=True)


class StillRow(Table):
    """A picture of a shot or of a bible entry."""

    __tablename__ = "still"
    __table_args__ = (UniqueConstraint("subject", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(index=True)
    slate: Mapped[str]
    number: Mapped[int]
    file: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[str]
    renderer: Mapped[str]
    revision: Mapped[str]
    seed: Mapped[int]
    cost_micro_usd: Mapped[int]
    made_at: Mapped[str]
    attempt: Mapped[int] = mapped_column(ForeignKey("attempt.id"), unique=True)


class VerdictRow(Table):
    """What a person said of a take or a shot; later ones supersede earlier ones."""

    __tablename__ = "verdict"
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(index=True)
    """A shot's id, or a bible entry's token."""
    of: Mapped[str]
    number: Mapped[int | None]
    ruling: Mapped[str]
    renderer: Mapped[str]
    content: Mapped[str]
    """Digest of what the subject asked for when this was said."""
    after: Mapped[int] = mapped_column(server_default="0")
    """For more takes: the last attempt there was when they were asked for."""
    reason: Mapped[str | None]
    note: Mapped[str]
    by: Mapped[str]
    at: Mapped[str]


class CutRow(Table):
    """A version of the film; its files are those of its attempt."""

    __tablename__ = "cut"
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(unique=True)
    content: Mapped[str]
    made_at: Mapped[str]
    attempt: Mapped[int] = mapped_column(ForeignKey("attempt.id"), unique=True)


class EditorsCutRow(Table):
    """The cut as it came back from an editing program, or was locked, or given back; the newest counts."""

    __tablename__ = "editors_cut"
    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str]
    """edit.conform.EditorsCut as JSON; empty where the cut was given back to studio."""
    locked: Mapped[bool]
    """Picture lock: order and lengths stay until it is released."""
    file: Mapped[str]
    """The name of the file it came in."""
    sha256: Mapped[str]
    """Digest of that file."""
    by: Mapped[str]
    at: Mapped[str]

"""The tables of `studio.db`. What one would ask for is a column; only whole values nobody searches are JSON."""

from __future__ import annotations

from sqlalchemy import ForeignKey, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Table(DeclarativeBase):
    """The base of all tables; constraints have names, so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


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


class AttemptRow(Table):
    """One try at one thing owed."""

    __tablename__ = "attempt"
    __table_args__ = (UniqueConstraint("kind", "subject", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    subject: Mapped[str]
    number: Mapped[int]
    content: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    asked: Mapped[str]
    """What was asked for, as JSON: a recipe, say."""
    result: Mapped[str] = mapped_column(default="")
    """What was made, as JSON: a Take, a SoundFile or a Cut. Filled when the state is `made`."""
    error: Mapped[str] = mapped_column(default="")
    started_at: Mapped[str]
    ended_at: Mapped[str] = mapped_column(default="")


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

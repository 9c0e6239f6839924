"""What hosted models can be asked for and what they cost: dated rows, checked when they are read."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError, field_validator, model_validator

from bible.errors import SettingsError, why_unread
from bible.model import Frozen
from renderers.hosted.wire import Mode, Order, OwnField
from renderers.hosted.wires import OWN_FIELD_WIRES, WIRES

Tier = Literal["draft", "final"]
GUIDE_LIMITS = {"keyframe": "keyframes", "last": "last_frames", "reference": "references", "drive": "films",
                "audio": "recordings", "mask": "masks"}  # fmt: skip
"""Which field of a row says how many guides of a kind it takes; kinds that are not here are taken by none."""
_MICRO = 1_000_000


def _as_written(value: object) -> object:
    return Fraction(repr(value)) if isinstance(value, float) else value


Dollars = Annotated[Fraction, BeforeValidator(_as_written)]
"""USD exactly as a dated row writes them: 0.1 is a tenth."""


class Price(Frozen):
    """What one unit costs, since when, and who says so."""

    per: Literal["second", "still", "character", "film"]
    dollars: Dollars
    sound: bool | None = None
    """Holds only with, or only without, the provider's own sound."""
    resolution: str = ""
    """Holds only for this resolution, as the provider writes it."""
    bound: bool = False
    """An upper bound of ours, not a price that somebody quotes."""
    lead: bool = False
    """From other people's pages, not the provider's."""
    as_of: date
    source: str


class PictureSize(Frozen):
    """A size as the provider writes it, and in pixels."""

    size: str
    """`1280:720`, `16:9`."""
    resolution: str = ""
    """`1080p`, where that is told apart."""
    width: int
    height: int


class MotionField(Frozen):
    """A model's own field for how much moves, and the numbers it takes."""

    field: str
    """`motion_bucket_id`."""
    least: int | float
    usual: int | float
    """What it does unasked."""
    most: int | float

    @model_validator(mode="after")
    def _in_order(self) -> MotionField:
        if not self.field or not self.least <= self.usual <= self.most or self.usual <= 0:
            raise ValueError('write it as ["motion_bucket_id", 1, 127, 255]: the field, its least, usual and most')
        return self

    def ask(self, motion: float) -> OwnField:
        """The field for so much motion; whole where the numbers of the row are."""
        value = min(max(self.usual * motion, self.least), self.most)
        whole = all(isinstance(each, int) for each in (self.least, self.usual, self.most))
        return OwnField(name=self.field, value=round(value) if whole else value)


class Row(Frozen):
    """What one model can be asked for, at one tier."""

    id: str
    """`runway/gen4.5`: what people type."""
    wire: str
    model: str
    modes: tuple[Mode, ...]
    tier: Tier
    seconds: tuple[int, ...] = ()
    """The lengths it makes, shortest first; none for stills and speech."""
    seconds_suffix: str = ""
    """What the provider wants behind a length: `s`."""
    sizes: tuple[PictureSize, ...] = ()
    words_sizes: tuple[PictureSize, ...] = ()
    """The sizes it makes from words alone, where they are fewer."""
    qualities: tuple[str, ...] = ()
    fps: int = 24
    """Frames a second of what it makes."""
    keyframes: int = 0
    last_frames: int = 0
    references: int = 0
    films: int = 0
    recordings: int = 0
    masks: int = 0
    exclusive: tuple[tuple[str, ...], ...] = ()
    """Kinds of guide of which only one group can be sent: `[["keyframe", "last"], ["reference"]]`."""
    camera: Literal["words", "none"] = "words"
    """Whether camera moves are told in the prompt, or not at all."""
    motion: MotionField | None = None
    """The field by which more or less motion is asked for; without one it is said in words."""
    negative_prompt: bool = False
    seed: bool = False
    sound: Literal["never", "always", "switch"] = "never"
    """Whether the provider makes sound."""
    shots: int = 1
    """The most shots it makes in one call, one after another, each with words and whole seconds of its own."""
    shot_prompt_max: int = 0
    """How long the words of each may be then."""
    prompt_max: int
    prompt_unit: Literal["characters", "utf16"] = "characters"
    result_hours: int = 0
    """How long links to results live; 0 where they come with the reply or it is not known."""
    concurrency: int = 2
    """Orders open at once, unless the account is known to allow more."""
    watermark: str = ""
    retired_on: date | None = None
    successor: str = ""
    """The row to use instead."""
    as_of: date
    source: str
    prices: tuple[Price, ...] = ()

    @property
    def provider(self) -> str:
        """Who it is ordered from: the part of the id before the slash."""
        return self.id.partition("/")[0]

    def most(self, kind: str) -> int:
        """How many guides of a kind it takes."""
        field = GUIDE_LIMITS.get(kind)
        return int(getattr(self, field)) if field else 0

    def sizes_for(self, mode: Mode) -> tuple[PictureSize, ...]:
        """The sizes it makes when it is asked so."""
        return self.words_sizes if mode == "text_to_video" and self.words_sizes else self.sizes

    def is_retired(self, today: date) -> bool:
        """Whether the model is gone."""
        return self.retired_on is not None and today >= self.retired_on

    @field_validator("seconds", mode="before")
    @classmethod
    def _every_whole_second(cls, value: object) -> object:
        found = re.fullmatch(r"(\d+)-(\d+)", value) if isinstance(value, str) else None
        return tuple(range(int(found[1]), int(found[2]) + 1)) if found else value

    @field_validator("sizes", "words_sizes", mode="before")
    @classmethod
    def _sizes_by_place(cls, value: object) -> object:
        if not isinstance(value, list | tuple):
            return value
        names = ("size", "resolution", "width", "height")
        return tuple(dict(zip(names, row, strict=True)) if isinstance(row, list) else row for row in value)

    @field_validator("motion", mode="before")
    @classmethod
    def _motion_by_place(cls, value: object) -> object:
        names = ("field", "least", "usual", "most")
        return dict(zip(names, value, strict=False)) if isinstance(value, list) and len(value) == len(names) else value

    @model_validator(mode="after")
    def _holds_together(self) -> Row:
        films = any(mode.endswith("_to_video") or mode == "edit_video" for mode in self.modes)
        problems = {
            f"wire {self.wire!r} is not one of {', '.join(WIRES)}": self.wire not in WIRES,
            "seconds are missing": films and not self.seconds,
            "seconds must rise": list(self.seconds) != sorted(set(self.seconds)),
            "sizes are missing": (films or "image" in self.modes) and not self.sizes,
            "sizes must be of even numbers, or of stills": films
            and any(each.width % 2 or each.height % 2 for each in self.sizes),
            "a call of several shots needs words of their own": self.shots > 1 and self.shot_prompt_max < 1,
            "prices are missing": self.retired_on is None and not self.prices,
            "a model that goes needs a successor": self.retired_on is not None and not self.successor,
            f"wire {self.wire!r} sends no motion field": self.motion is not None and self.wire not in OWN_FIELD_WIRES,
            "the id must be provider/model": not re.fullmatch(r"[\w.-]+/[\w.-]+", self.id),
        }
        for problem, is_so in problems.items():
            if is_so:
                raise ValueError(problem)
        return self


class Catalogue(Frozen):
    """All rows, later ones over earlier ones of the same id."""

    rows: tuple[Row, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _successors_exist(self) -> Catalogue:
        known = {row.id for row in self.rows}
        for row in self.rows:
            if row.successor and row.successor not in known:
                raise ValueError(f"{row.id}: its successor {row.successor} is not in the catalogue")
        return self

    def row(self, identity: str, today: date) -> Row:
        """The row of this id. Raises SettingsError when there is none, or when the model is gone."""
        row = next((each for each in self.rows if each.id == identity), None)
        if row is None:
            alive = ", ".join(each.id for each in self.rows if not each.is_retired(today))
            raise SettingsError(f"there is no hosted model {identity!r}", cure=f"use one of {alive}")
        if row.is_retired(today):
            raise SettingsError(
                f"{row.id} is gone since {row.retired_on} ({row.source})", cure=f"use {row.successor} instead"
            )
        return row

    def alive(self, today: date, mode: Mode | None = None) -> tuple[Row, ...]:
        """The rows that can be ordered from today, of one mode or of all."""
        return tuple(row for row in self.rows if not row.is_retired(today) and (mode is None or mode in row.modes))


def read_catalogue(*own: Path) -> Catalogue:
    """The catalogue that comes with studio, with a person's own files over it. Raises SettingsError with the row."""
    rows = {row.id: row for row in _rows(files(__package__).joinpath("catalogue.toml").read_text("utf-8"), "catalogue")}
    for file in own:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"cannot be read: {why_unread(error)}", where=str(file)) from error
        rows |= {row.id: row for row in _rows(text, str(file))}
    try:
        return Catalogue(rows=tuple(rows.values()))
    except ValidationError as error:
        raise SettingsError(_said(error), where=str(own[-1]) if own else "catalogue") from error


def _rows(text: str, where: str) -> list[Row]:
    try:
        tables = tomllib.loads(text).get("row", [])
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"not valid TOML: {error}", where=where, cure="mend that row") from error
    rows = []
    for number, table in enumerate(tables if isinstance(tables, list) else [], 1):
        name = table.get("id", f"row {number}") if isinstance(table, dict) else f"row {number}"
        try:
            rows.append(Row.model_validate(table))
        except ValidationError as error:
            raise SettingsError(f"{name}: {_said(error)}", where=where, cure="see docs/hosted.md") from error
    return rows


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(each) for each in first["loc"])
    words = first["msg"].removeprefix("Value error, ")
    return f"{place}: {words}" if place else words


def price(order: Order, row: Row) -> int:
    """What an order costs by a row, in millionths of a dollar, rounded up; the dearest price that may hold for it.

    Raises SettingsError when no price is known for it: what it may cost cannot be kept under a cap.
    """
    held = [
        each
        for each in row.prices
        if each.resolution in ("", order.resolution) and (each.sound is None or each.sound == _sounds(order, row))
    ]
    if not held:
        raise SettingsError(f"no price is known for {row.id}", cure="give it one in a catalogue of your own")
    return max(_micro(each.dollars * _units(each, order, row)) for each in held)


def _sounds(order: Order, row: Row) -> bool:
    return row.sound == "always" or (row.sound == "switch" and order.sound is not False)


def _units(each: Price, order: Order, row: Row) -> Fraction:
    if each.per == "second":
        told = order.seconds.removesuffix(row.seconds_suffix) if row.seconds_suffix else order.seconds
        if not re.fullmatch(r"\d+(\.\d+)?", told):
            raise SettingsError(f"the order for {row.id} does not say how long it is", cure="give it a length")
        return Fraction(told)
    return Fraction(len(order.prompt)) if each.per == "character" else Fraction(1)


def _micro(dollars: Fraction) -> int:
    exact = dollars * _MICRO
    return -(-exact.numerator // exact.denominator)

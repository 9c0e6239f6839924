"""The settings of one production: `studio.toml`, every value with a default and a comment."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from bible.errors import SettingsError, why_unread
from bible.model import Frozen
from renderers.interface import Options
from shots.rate import Rate, read_rate
from shots.recipe import PictureFormat

_SMALLEST, _LARGEST = 64, 8192
_TABLES = {
    "providers": (
        "# [providers.runway]",
        '# base_url = "https://..."',
        "# slots = 2",
        "# per_minute = 20",
        "# lists = false",
        "",
    ),
    "chat": (
        '# [chat."openai:gpt-5-mini"]',
        "# dollars_in = 0.25",
        "# dollars_out = 2.00",
        '# base_url = "http://127.0.0.1:8080/v1"',
        "",
    ),
    "passes": ("# [passes.command]", '# command = "my-grade {request}"', '# step = "grade"', ""),
    "renderers": ("# [renderers.diffusers]", '# model = "wan2.1-1.3b"', '# tier = "draft"', ""),
}


class Settings(Frozen):
    """What a person may set. The comment of each in the file is its description here."""

    rate: str = Field(
        "24", description="Frames per second: 23.976 24 25 29.97 29.97df 30 50 60. Fixed once shots exist."
    )
    size: tuple[int, int] = Field(
        (1920, 1080), description="Width and height in pixels, both even. Fixed once shots exist."
    )
    handles: int = Field(
        24, ge=0, le=250, description="Frames made before and after each cut, for trimming in an editor."
    )
    director: str = Field(
        "", description="Who directs: rule, or a language model as openai:gpt-5-mini. Empty: whoever directed it last."
    )
    renderer: str = Field("animatic", description="Who makes takes: see `studio renderers`.")
    voices: str = Field(
        "auto",
        description="Who speaks: auto (the best that is ready), kokoro, flite, espeak-ng, tones, or a hosted model.",
    )
    ambience: bool = Field(True, description="Places sound like places, until you bring sound of your own.")
    effects: bool = Field(True, description="Horns, doors and footsteps that the action names are heard.")
    music: bool = Field(True, description="A temp score by the mood of each scene.")
    credits: bool = Field(False, description="The film ends with credits from the title page and the cast.")
    badge: bool = Field(True, description="Animatic shots beside others carry a small badge in the film.")
    stills: str = Field(
        "", description="Who makes reference stills and keyframes: a hosted model, or one here; see `studio renderers`."
    )
    proposals: int = Field(1, ge=1, le=16, description="Stills of each character and place to choose from.")
    final: str = Field("", description="The hosted model `studio finish` makes circled drafts with.")
    lip_sync: str = Field("", description="The hosted model that fits lips to the words in `studio finish`.")
    fall_back: tuple[str, ...] = Field(
        (), description="Hosted models asked in this order when the one before cannot or will not."
    )
    catalogue: str = Field(
        "", description="A TOML file with hosted models of your own, over those that come along: see docs/hosted.md."
    )
    approve: tuple[Literal["cast", "keyframes"], ...] = Field(
        ("cast", "keyframes"), description="What you circle before anything that costs is made from it."
    )
    shot_cap: float = Field(
        0.0, ge=0, allow_inf_nan=False, description="Dollars one shot may cost at most. 0: no cap of its own."
    )
    duplicate_ok_below: float = Field(
        0.0,
        ge=0,
        allow_inf_nan=False,
        description="Dollars below which a still or line that may be lost is ordered again unasked.",
    )
    database: str = Field(
        "", description="A PostgreSQL database, postgresql://user@host/name, in place of studio.db. One a production."
    )
    media: str = Field("", description="An S3-compatible store files are carried to as well: s3://bucket/films/ferry.")
    media_endpoint: str = Field("", description="Where that store is, if not at Amazon: https://s3.example.com.")
    workers: int = Field(0, ge=0, le=256, description="Takes made at the same time. 0: one for each core.")
    standstill: int = Field(
        60, ge=0, le=10_000, description="Minutes after which a worker is ended that gives no sign of life. 0: never."
    )
    ray: str = Field(
        "", description="Ray to make takes on, which keeps models loaded: local, auto, or HOST:6379. Empty: without it."
    )
    certificate: str = Field(
        "", description="PEM file of the certificate takes and film are signed with; empty: this machine's, if any."
    )
    certificate_key: str = Field("", description="PEM file of that certificate's private key.")
    providers: Mapping[str, Mapping[str, str | int | float | bool]] = Field(
        {}, description="Where and how fast hosted models are asked, each provider under its name."
    )
    passes: Mapping[str, Mapping[str, str | int | float | bool]] = Field(
        {}, description="Steps `studio finish` takes on circled takes, each under its name."
    )
    renderers: Mapping[str, Mapping[str, str | int | float | bool]] = Field(
        {}, description="What renderers need to know, each under its name."
    )
    chat: Mapping[str, Mapping[str, str | int | float | bool]] = Field(
        {}, description="Language models: where each is asked, and its dollars for a million tokens in and out."
    )

    @field_validator("rate", mode="before")
    @classmethod
    def _rate_is_known(cls, value: object) -> str:
        text = str(value)
        try:
            read_rate(text)
        except SettingsError as error:
            raise ValueError(f"{error.what}; {error.cure}") from error
        return text

    @field_validator("size")
    @classmethod
    def _size_can_be_made(cls, value: tuple[int, int]) -> tuple[int, int]:
        if any(each % 2 or not _SMALLEST <= each <= _LARGEST for each in value):
            raise ValueError(f"width and height must be even, from {_SMALLEST} to {_LARGEST}")
        return value

    @property
    def frame_rate(self) -> Rate:
        """The rate, exactly."""
        return read_rate(self.rate)

    @property
    def picture(self) -> PictureFormat:
        """Size and rate of the film and of all its takes."""
        return PictureFormat(width=self.size[0], height=self.size[1], rate=self.frame_rate)

    def options_of(self, renderer: str) -> Options:
        """What `[renderers.NAME]` says, in the words of the file."""
        return _in_words(self.renderers.get(renderer, {}))

    def options_of_pass(self, name: str) -> Options:
        """What `[passes.NAME]` says, in the words of the file."""
        return _in_words(self.passes.get(name, {}))


def _in_words(values: Mapping[str, str | int | float | bool]) -> Options:
    return tuple(
        (name, str(value).lower() if isinstance(value, bool) else str(value)) for name, value in sorted(values.items())
    )


def read_size(text: str) -> tuple[int, int]:
    """`1920x1080` as numbers. Raises SettingsError."""
    found = re.fullmatch(r"\s*(\d+)\s*[x×*]\s*(\d+)\s*", text)
    if not found:
        raise SettingsError(f"size {text!r} is not understood", where="--size", cure="write it as 1920x1080")
    return int(found[1]), int(found[2])


def make_settings(rate: str = "", size: str = "") -> Settings:
    """The settings of a new production, with what the command line says. Raises SettingsError."""
    given: dict[str, object] = {}
    if rate:
        given["rate"] = rate
    if size:
        given["size"] = read_size(size)
    return _checked(given, "the command line", "")


def settings_text(settings: Settings) -> str:
    """The settings file: every value with its comment."""
    rows = ["# Settings of this production. Change a value, save, and run `studio produce` again.", ""]
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        if name in _TABLES:
            rows += [f"# {field.description} For example:", *_TABLES[name]]
            continue
        rows += [f"# {field.description}", f"{name} = {_shown(value)}", ""]
    return "\n".join(rows)


def _shown(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(list(value)) if isinstance(value, tuple) else str(value)


def read_settings(file: Path) -> Settings:
    """The settings in a file; a missing file means the defaults. Raises SettingsError with the row."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read: {why_unread(error)}", where=str(file), cure="save it as UTF-8") from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error).replace("Cannot overwrite a value", "a setting stands there a second time")
        raise SettingsError(f"not valid TOML: {said}", where=str(file), cure="mend that row") from error
    return _checked(values, str(file), text)


def _what_it_is(name: str, problem: ErrorDetails) -> str:
    """What a setting must be that is something else, in the words of the file."""
    limits = problem.get("ctx", {})
    size = "size is two numbers: [1920, 1080]"
    several = size if name == "size" else f'{name} is a list: ["...", "..."]'
    told = {
        "missing": size, "too_long": size, "too_short": size, "mapping_type": f"{name} is a table: [{name}.NAME]",
        "dict_type": f"{name} is a table: [{name}.NAME]", "tuple_type": several,
        "int_type": f"{name} is a whole number", "int_parsing": f"{name} is a whole number",
        "int_from_float": f"{name} is a whole number", "float_type": f"{name} is a number",
        "float_parsing": f"{name} is a number", "bool_type": f"{name} is true or false",
        "bool_parsing": f"{name} is true or false", "string_type": f'{name} is text in quotes: {name} = "..."',
        "finite_number": f"{name} is a number that ends",
        "greater_than_equal": f"{name} is at least {limits.get('ge')}",
        "less_than_equal": f"{name} is at most {limits.get('le')}",
        "literal_error": f"{name} knows only {limits.get('expected')}",
    }  # fmt: skip
    return told.get(problem["type"], f"{name}: {problem['msg'].removeprefix('Value error, ')}")


def _checked(values: dict[str, object], where: str, text: str) -> Settings:
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        row = next(
            (i for i, row in enumerate(text.splitlines(), 1) if re.match(rf"\s*{re.escape(name)}\s*=", row)), None
        )
        known = ", ".join(Settings.model_fields)
        unknown = first["type"] == "extra_forbidden"
        raise SettingsError(
            f"{name} is not a setting" if unknown else _what_it_is(name, first),
            where=f"{where}:{row}" if row else where,
            cure=f"the settings are {known}" if unknown else "correct the value",
        ) from error

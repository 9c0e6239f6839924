"""The hosted models of one production: what each can be asked for, and where and how fast it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from pydantic import Field, ValidationError

from bible.errors import SettingsError
from bible.homes import place_named
from bible.model import Frozen, first_fault
from renderers.hosted.catalogue import Catalogue, Row, read_catalogue
from renderers.hosted.wire import Mode
from studio.folder import ProductionFolder
from studio.ledger.hosted import HostedBackend, open_backend
from studio.plugins import ready_inspectors
from studio.settings import Settings


class ProviderSettings(Frozen):
    """What `[providers.NAME]` may say."""

    base_url: str = ""
    """Where it is asked, if not where it usually is."""
    slots: int = Field(0, ge=0)
    """Orders open at once; 0: what the catalogue says."""
    per_minute: float = Field(0.0, ge=0, allow_inf_nan=False)
    """Orders a minute; 0: as many as there are."""
    lists: bool = False
    """A gateway that lists its films with their prompts, so that an unclear order is found again."""


class HostedModels:
    """Rows of the catalogue, with this production's own over them, and the way to whoever makes what they say."""

    def __init__(self, folder: ProductionFolder, settings: Settings) -> None:
        self._folder = folder
        self._settings = settings

    @cached_property
    def catalogue(self) -> Catalogue:
        """All rows, those of the file that `catalogue` names over those that come along. Raises SettingsError."""
        own = self._settings.catalogue
        return read_catalogue(*((self._folder.root / place_named(own, "catalogue"),) if own else ()))

    def row(self, name: str) -> Row:
        """What a model can be asked for. Raises SettingsError when it is unknown, retired or unpriced."""
        return self.catalogue.row(name, date.today())

    def asked_so(self, mode: Mode) -> tuple[Row, ...]:
        """The models that can be asked so today. Raises SettingsError for a catalogue that cannot be read."""
        return self.catalogue.alive(date.today(), mode)

    def in_order(self, name: str, *, pictures: bool) -> tuple[Row, ...]:
        """The model named, then those to fall back on that make the same kind of thing. Raises as `row` does."""
        others = (self.row(each) for each in self._settings.fall_back if each != name)
        return (self.row(name), *(row for row in others if ("image" in row.modes) == pictures))

    def backend(self, name: str, *, retired: bool = False) -> HostedBackend:
        """The way to a model; `retired`: to one that is gone, too, for what was ordered from it before.

        Raises SettingsError for a setting or key that cannot be used.
        """
        row = self.catalogue.row(name, date.min) if retired else self.row(name)
        told = provider_settings(self._settings.providers.get(row.provider, {}), row.provider)
        return open_backend(
            row,
            self._folder.path("cache"),
            ready_inspectors(),
            base_url=told.base_url,
            slots=told.slots,
            per_minute=told.per_minute,
            lists=told.lists,
        )


def provider_settings(told: Mapping[str, str | int | float | bool], provider: str) -> ProviderSettings:
    """What the settings say of a provider. Raises SettingsError naming what is not known, or not what it must be."""
    try:
        return ProviderSettings.model_validate(told)
    except ValidationError as error:
        name, wrong = first_fault(error)
        raise SettingsError(
            f"{name}: {wrong}" if wrong else f"{name} is not known of a provider",
            where=f"[providers.{provider}]",
            cure="correct the value" if wrong else f"use {', '.join(ProviderSettings.model_fields)}",
        ) from error

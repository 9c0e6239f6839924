"""Who signs takes and films, and with what facts: the last thing that happens to a file before it gets its name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from bible.errors import StudioError
from edit.provenance import (
    ClipFacts,
    Credentials,
    CutFacts,
    Ingredient,
    Source,
    TakeFacts,
    has_credentials,
    sign_film,
    sign_take,
)
from edit.sequence import Clip, Sequence
from shots.take import Take, Version
from shots.timecode import first_frame, timecode
from studio.asked import asked_for
from studio.attempt import Attempt
from studio.certificates import credentials
from studio.ledger.work import FETCHED
from studio.settings import Settings
from studio.store import Store
from studio.tables import TakeRow

_BY_RULE = ("animatic", "still", "card")
"""Renderers that follow rules and hold no trained model."""
_BROUGHT = "own"


class Signing:
    """Signs in the name of one production."""

    def __init__(self, store: Store, who: Credentials, tell: Callable[[str], None]) -> None:
        self._store = store
        self._who = who
        self._tell = tell
        self._told: set[str] = set()

    def take(self, attempt: Attempt, take: Take | Version) -> None:
        """Sign a take or version that lies aside, unless it was before a crash. What people brought is left as it is.

        What cannot be signed is told and goes on unsigned: nothing is lost for want of a signature.
        """
        try:
            self._take(attempt, take)
        except StudioError as error:
            self._say(f"{take.name} and maybe others are not signed: {error}", str(error))

    def _say(self, words: str, why: str) -> None:
        """Tell each reason once."""
        if why not in self._told:
            self._told.add(why)
            self._tell(words)

    def _take(self, attempt: Attempt, take: Take | Version) -> None:
        file = self._store.aside_file(attempt, take.file)
        if take.renderer == _BROUGHT or file.suffix != ".mp4" or has_credentials(file):
            return
        asked = asked_for(self._store, attempt.id)
        fetched = self._store.aside(attempt) / FETCHED
        facts = TakeFacts(
            take=take.name, production=self._store.folder.name, renderer=take.renderer, revision=take.revision,
            seed=take.seed if isinstance(take, Take) else 0, content=take.content, recipe=asked.digest,
            prompt=hashlib.sha256(asked.prompt.encode()).hexdigest() if asked.prompt else "",
        )  # fmt: skip
        original = fetched if fetched.is_file() and has_credentials(fetched) else None
        made_from = self._take_of(take) if isinstance(take, Version) else None
        source = source_of(made_from.renderer if made_from is not None else take.renderer)
        if original is None and made_from is not None:
            original = self._store.folder.path(made_from.file)
        sign_take(file, facts, source, self._who, original)

    def _take_of(self, version: Version) -> TakeRow:
        """The take a version was made of."""
        with self._store.reading() as session:
            return session.scalars(
                select(TakeRow).where(TakeRow.shot == version.shot, TakeRow.number == version.take)
            ).one()

    def film(self, sequence: Sequence, version: int, file: Path) -> None:
        """Sign a film that lies aside, with the takes it shows; where that cannot be, say so and leave it unsigned."""
        rate = sequence.rate
        facts = CutFacts(
            production=sequence.name, title=sequence.title, rate=rate.name, version=version,
            clips=tuple(
                ClipFacts(
                    at=timecode(clip.start, rate, first_frame(rate)), frames=clip.frames, first=clip.first,
                    speed=clip.speed, slate=clip.slate, take=clip.take, renderer=clip.renderer, file=clip.file,
                    sha256=clip.sha256,
                )
                for clip in sequence.clips
                if clip.card is None
            ),
        )  # fmt: skip
        shown = {clip.file: clip for clip in sequence.clips if clip.card is None}
        parts = [self._part(clip) for clip in shown.values() if self._store.folder.path(clip.file).is_file()]
        try:
            sign_film(file, facts, _source(sequence), parts, self._who)
        except StudioError as error:
            self._say(f"{file.name} is not signed: {error}", f"film {error}")

    def _part(self, clip: Clip) -> Ingredient:
        return Ingredient(file=self._store.folder.path(clip.file), title=clip.take or clip.name)


def signing_for(store: Store, settings: Settings, tell: Callable[[str], None]) -> Signing | None:
    """Who signs for a production; None where nobody has a certificate. Raises SettingsError.

    `tell` hears what could not be signed, and why.
    """
    who = credentials(settings.certificate, settings.certificate_key)
    return Signing(store, who, tell) if who is not None else None


def source_of(renderer: str) -> Source:
    """How a renderer's pictures come to be."""
    return "algorithmicMedia" if renderer in _BY_RULE else "trainedAlgorithmicMedia"


def _source(sequence: Sequence) -> Source:
    """How a film came to be, by all it shows."""
    kinds = {source_of(clip.renderer) for clip in sequence.clips if clip.renderer != _BROUGHT and clip.card is None}
    brought = any(clip.renderer == _BROUGHT for clip in sequence.clips)
    if "trainedAlgorithmicMedia" not in kinds:
        return "composite" if brought else "algorithmicMedia"
    return (
        "trainedAlgorithmicMedia"
        if kinds == {"trainedAlgorithmicMedia"} and not brought
        else ("compositeWithTrainedAlgorithmicMedia")
    )

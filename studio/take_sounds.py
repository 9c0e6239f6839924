"""What becomes of takes' own sound: people say, take by take; until they do, by who made it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from bible.errors import MediaError
from edit.conform_assemble import OWN
from edit.sequence import Sequence
from edit.take_sound import TakeSound, Use, with_take_sounds
from shots.take import Take
from studio.production import Production, Ruling, Verdict

if TYPE_CHECKING:
    from studio.office import Office

_SAID: Mapping[Ruling, Use] = {Ruling.HEARD: "heard", Ruling.SPEAKS: "speaks", Ruling.MUTED: "muted"}


def use_of(production: Production, take: Take) -> Use | None:
    """What becomes of a take's own sound; None where it has none.

    What a person said of it last; else a maker that says the lines itself speaks them, a film somebody brought is
    heard, and all other sound, which nobody asked for, is muted.
    """
    if not take.sound:
        return None
    said = [
        _SAID[each.ruling]
        for each in production.said_of(take.shot)
        if each.ruling in _SAID and each.number == take.number
    ]
    if said:
        return said[-1]
    if take.sound == "speech":
        return "speaks"
    return "heard" if take.renderer == OWN else "muted"


def with_own_sound(production: Production, sequence: Sequence) -> Sequence:
    """The sequence with the own sound of the takes it shows."""
    takes = [take for take in production.takes if take.sound and take.file not in production.lost]
    known = {file: sound for take in takes for file, sound in _known(production, take)}
    conformed = production.conformed
    return with_take_sounds(sequence, known, laid=conformed is not None and conformed.cut.beds is not None)


def _known(production: Production, take: Take) -> Iterable[tuple[str, TakeSound]]:
    """The take's sound by each file that may be seen: its own, and those of its versions."""
    use = use_of(production, take)
    assert use is not None, "a take without sound"
    own = TakeSound(
        take=take.name,
        file=take.file,
        sha256=take.sha256,
        handles=take.handles,
        frames=take.frames + 2 * take.handles,
        use=use,
    )
    yield take.file, own
    for version in production.versions_of(take):
        yield version.file, own.model_copy(update={"ahead": take.handles - version.handles})


def rule_on_sound(office: Office, take: Take, use: Use) -> None:
    """Record what a person wants of a take's own sound. Raises MediaError where it has none."""
    if not take.sound:
        raise MediaError(f"{take.name} has no sound of its own", where=take.file, cure="leave --sound out")
    ruling = next(each for each, meant in _SAID.items() if meant == use)
    office.store.rule(Verdict(subject=take.shot, of="take", number=take.number, ruling=ruling))

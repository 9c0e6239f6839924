"""Which stills, keyframes and takes are owed from others for money, and what each waits for. Part of the plan: pure."""

from __future__ import annotations

from collections.abc import Mapping

from bible.entries import Character, Hour, Location, Weather
from bible.model import Frozen
from bible.script import Setting
from shots.recipe import Guide, Recipe, content_digest
from shots.shot import Framing, Shot, Size, Subject
from shots.take import Still
from studio.pick import circled_still, refused_stills
from studio.production import LOCAL, Attempt, AttemptState, Production

STAND_INS = ("animatic", "still")
"""Renderers whose takes stand in until something was made for the shot itself."""
_OVER = (AttemptState.MADE, AttemptState.DONE, AttemptState.FAILED, AttemptState.CANCELLED)
_BACKDROP = Location(token="@BACKDROP", name="PLAIN BACKDROP", setting=Setting.UNSAID, kind="")


def is_hosted(name: str) -> bool:
    """Whether a renderer's name is that of a hosted model: `runway/gen4.5`."""
    return "/" in name


class Want(Frozen):
    """A still or keyframe that may be owed: what it is made from, and where it stands."""

    subject: str
    name: str
    recipe: Recipe
    content: str
    owed: bool
    waits: str = ""
    """What a person must do before what depends on it is ordered; empty when nothing."""
    stale: bool = False
    """The circled one shows something else than is asked for now."""


def on_order(production: Production, kind: str) -> Mapping[str, Attempt]:
    """The tries of a kind that are on order, by subject; those a person must settle before any other."""
    found: dict[str, Attempt] = {}
    for attempt in production.attempts:
        if attempt.kind == kind and attempt.lane != LOCAL and attempt.state not in _OVER:
            known = found.get(attempt.subject)
            found[attempt.subject] = known if known and known.state == AttemptState.PARKED else attempt
    return found


def wanted_stills(production: Production) -> tuple[Want, ...]:
    """A reference still for everyone who is ever in frame, and for every place, in the bible's order."""
    bible, shots = production.bible, production.shots
    if bible is None or shots is None:
        return ()
    seen = {subject.token for shot in shots.shots for subject in shot.subjects}
    played = {bible.sheet(shot.scene).location for shot in shots.shots}
    people = [_still_of(production, each.token, _portrait(each)) for each in bible.characters if each.token in seen]
    places = [_still_of(production, each.token, _view(each)) for each in bible.locations if each.token in played]
    return (*people, *places)


def _still_of(production: Production, token: str, staged: tuple[Shot, tuple[Character, ...], Location]) -> Want:
    shot, cast, location = staged
    recipe = Recipe(
        shot=shot, cast=cast, location=location, hour=Hour.DAY, weather=Weather.CLEAR, picture=production.picture,
        frames=1, handles=0, renderer="", revision="", take=0,
    )  # fmt: skip
    return _want(production, token, token, recipe)


def _portrait(character: Character) -> tuple[Shot, tuple[Character, ...], Location]:
    shot = Shot(
        id=character.token, slate=character.token, scene="", framing=Framing.SINGLE, size=Size.FS,
        subjects=(Subject(token=character.token, side="centre"),),
        action="Stands facing the camera, whole, in even light.",
    )  # fmt: skip
    return shot, (character,), _BACKDROP


def _view(location: Location) -> tuple[Shot, tuple[Character, ...], Location]:
    shot = Shot(
        id=location.token, slate=location.token, scene="", framing=Framing.ESTABLISHING, size=Size.EWS,
        action="The place, empty.",
    )  # fmt: skip
    return shot, (), location


def wanted_keyframe(production: Production, recipe: Recipe, *, cast_first: bool) -> Want | None:
    """The keyframe of a shot, made from the circled stills of its cast and place; None for titles.

    With `cast_first` nothing is ordered before each of those stills is circled.
    """
    if recipe.shot.framing == Framing.TITLE:
        return None
    tokens = [*(subject.token for subject in recipe.shot.subjects), recipe.location.token]
    circled = {token: circled_still(production, token) for token in tokens}
    guides = tuple(
        Guide(kind="reference", file=still.file, sha256=still.sha256) for still in circled.values() if still is not None
    )
    own = recipe.model_copy(update={"guides": guides, "utterances": ()})
    want = _want(production, recipe.shot.id, recipe.shot.slate, own)
    missing = [token for token, still in circled.items() if still is None]
    if cast_first and missing and want.owed:
        return want.model_copy(update={"owed": False, "waits": f"a still of {missing[0]} is to be circled first"})
    return want


def _want(production: Production, subject: str, name: str, recipe: Recipe) -> Want:
    content = content_digest(recipe)
    refused = refused_stills(production, subject)
    stills = [still for still in production.stills if still.subject == subject and still.file not in production.lost]
    fitting = [still for still in stills if still.content == content and still.number not in refused]
    chosen = circled_still(production, subject)
    if chosen is not None:
        return Want(
            subject=subject, name=name, recipe=recipe, content=content, owed=False,
            stale=chosen.content not in ("", content),
        )  # fmt: skip
    waits = f"studio circle {_last(fitting).name}" if fitting else ""
    return Want(subject=subject, name=name, recipe=recipe, content=content, owed=not fitting, waits=waits)


def _last(stills: list[Still]) -> Still:
    return max(stills, key=lambda still: still.number)


def paid_takes_owed(production: Production, recipe: Recipe, content: str, model: str, *, again: bool) -> str:
    """The hosted model a take of this shot is to be ordered from, or empty.

    A take that was made for the shot, by whomever, is not made again because another model is named now. One that
    shows something else than is asked for now is, when it cost nothing, or when a person says so: `again`.
    """
    if not model or recipe.shot.framing == Framing.TITLE:
        return ""
    own = [
        take
        for take in production.takes
        if take.shot == recipe.shot.id and take.renderer not in STAND_INS and take.file not in production.lost
    ]
    if any(take.content == content and take.frames + 2 * take.handles >= recipe.frames for take in own):
        return ""
    return "" if any(take.cost_micro_usd for take in own) and not again else model

"""Which stills, keyframes and takes are owed beyond the animatic, and what each waits for. Part of the plan: pure."""

from __future__ import annotations

from collections.abc import Mapping

from bible.entries import Bible, Character, Hour, Location, Weather
from bible.model import Frozen
from bible.script import Setting
from shots.recipe import Guide, Recipe, content_digest
from shots.shot import Framing, Shot, Size, Subject
from shots.take import Still, Take
from studio.attempt import Kind
from studio.pick import circled_still, refused_stills
from studio.production import Production
from studio.production import is_hosted as is_hosted

STAND_INS = ("animatic", "still")
"""Renderers whose takes stand in until something was made for the shot itself."""
_BACKDROP = Location(token="@BACKDROP", name="PLAIN BACKDROP", setting=Setting.UNSAID, kind="")


class Want(Frozen):
    """A still or keyframe that may be owed: what it is made from, and where it stands."""

    subject: str
    name: str
    recipe: Recipe
    content: str
    owed: int = 0
    """How many more are to be made."""
    waits: str = ""
    """What a person must do before what depends on it is ordered; empty when nothing."""
    stale: bool = False
    """The circled one shows something else than is asked for now."""
    chosen: Still | None = None
    """The one that what depends on it is made from: circled, or the newest where nobody is to be asked."""


class StillRules(Frozen):
    """How stills are made in this production."""

    approve: tuple[str, ...] = ("cast", "keyframes")
    """What a person circles before anything that depends on it is made."""
    proposals: int = 1
    """Stills of each character and place to choose from."""
    again: bool = False
    """What was called off, or could not be made, is asked for again."""


def wanted_stills(production: Production, rules: StillRules) -> tuple[Want, ...]:
    """Reference stills of everyone who is ever in frame, in each of their costumes, and of every place.

    In the bible's order.
    """
    bible, shots = production.bible, production.shots
    if bible is None or shots is None:
        return ()
    seen = {_worn_token(bible, subject.token, shot.scene) for shot in shots.shots for subject in shot.subjects}
    played = {bible.where(shot.place, shot.scene).token for shot in shots.shots}
    staged = []
    for each in bible.characters:
        staged += [(each.token, _portrait(each, each.token))] if each.token in seen else []
        dressed = (
            (c.token, each.model_copy(update={"look": c.on(each.look)})) for c in each.costumes if c.token in seen
        )
        staged += [(token, _portrait(character, token)) for token, character in dressed]
    staged += [(each.token, _view(each)) for each in bible.locations if each.token in played]
    return tuple(_still_of(production, token, *each, rules) for token, each in staged)


def _still_of(
    production: Production, token: str, shot: Shot, cast: tuple[Character, ...], location: Location, rules: StillRules
) -> Want:
    recipe = Recipe(
        shot=shot, cast=cast, location=location, hour=Hour.DAY, weather=Weather.CLEAR, picture=production.picture,
        frames=1, handles=0, renderer="", revision="", take=0,
    )  # fmt: skip
    return _want(production, "still", token, token, recipe, rules)


def _worn_token(bible: Bible, token: str, scene: str) -> str:
    """What somebody's reference still goes by in a scene: `@NORA`, or `@NORA/storm-coat` where that is worn."""
    costume = bible.character(token).worn_in(bible.sheet(scene))
    return costume.token if costume is not None and costume.is_worn else token


def _portrait(character: Character, token: str) -> tuple[Shot, tuple[Character, ...], Location]:
    shot = Shot(
        id=token, slate=token, scene="", framing=Framing.SINGLE, size=Size.FS,
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


def wanted_keyframe(
    production: Production, recipe: Recipe, cast: Mapping[str, Want], rules: StillRules, *, kept: bool = False
) -> Want | None:
    """The keyframe of a shot, made from the chosen stills of its cast and place; None for titles.

    `cast` holds what is wanted of each of them: nothing is made before each of those stills is chosen. Of a `kept` shot
    none is made any more.
    """
    if recipe.shot.framing == Framing.TITLE:
        return None
    chosen = _chosen(production, recipe, cast)
    still = recipe.shot.model_copy(update={"motion": 1.0})
    own = recipe.model_copy(update={"shot": still, "guides": references_of(production, recipe, cast), "utterances": ()})
    want = _want(production, "keyframe", recipe.shot.id, recipe.shot.slate, own, rules)
    missing = [token for token, still in chosen.items() if still is None]
    if kept:
        return want.model_copy(update={"owed": 0})
    if missing and want.owed:
        how = "circled" if "cast" in rules.approve else "made"
        return want.model_copy(update={"owed": 0, "waits": f"a still of {missing[0]} is to be {how} first"})
    return want


def references_of(production: Production, recipe: Recipe, cast: Mapping[str, Want]) -> tuple[Guide, ...]:
    """The chosen stills of those a shot shows, as they are dressed in it, and of its place. Pure."""
    stills = _chosen(production, recipe, cast).values()
    return tuple(Guide(kind="reference", file=still.file, sha256=still.sha256) for still in stills if still is not None)


def _chosen(production: Production, recipe: Recipe, cast: Mapping[str, Want]) -> Mapping[str, Still | None]:
    bible, scene = production.bible, recipe.shot.scene
    people = (subject.token for subject in recipe.shot.subjects)
    tokens = [*(_worn_token(bible, token, scene) if bible else token for token in people), recipe.location.token]
    return {token: cast[token].chosen for token in tokens if token in cast}


def _want(production: Production, kind: Kind, subject: str, name: str, recipe: Recipe, rules: StillRules) -> Want:
    content = content_digest(recipe)
    refused = refused_stills(production, subject)
    made = [
        still for still in production.stills_of(subject) if still.content == content and still.number not in refused
    ]
    fitting = [still for still in made if still.file not in production.lost]
    want = Want(subject=subject, name=name, recipe=recipe, content=content)
    chosen = circled_still(production, subject)
    if chosen is not None:
        return want.model_copy(update={"chosen": chosen, "stale": chosen.content not in ("", content)})
    by_itself = ("cast" if kind == "still" else "keyframes") not in rules.approve
    if fitting and by_itself:
        return want.model_copy(update={"chosen": _last(fitting)})
    wanted = 1 if by_itself or kind == "keyframe" else rules.proposals
    if (kind, subject, content) in production.called_off and not rules.again:
        return want.model_copy(update={"waits": "called off: studio produce --stale asks for it again"})
    # What was paid for and is gone is bought again only when a person says so.
    gone = [still for still in made if still.file in production.lost and still.cost_micro_usd and not rules.again]
    waits = f"studio circle {_last(fitting).name}" if fitting else ""
    if gone and not fitting:
        stage = "cast" if kind == "still" else "keyframes"
        waits = f"{_last(gone).file} is gone: put it back, or studio produce --stale --until {stage} asks for another"
    return want.model_copy(update={"owed": max(0, wanted - len(fitting) - len(gone)), "waits": waits})


def _last(stills: list[Still]) -> Still:
    return max(stills, key=lambda still: still.number)


def still_makers(production: Production, want: Want, made_by: str, maker: str, *, again: bool) -> tuple[str, ...]:
    """Who is to draw a wanted still on this machine, one for each that is owed; nobody where `maker` failed at it."""
    tried = not again and given_up(production, want.subject, want.content, maker)
    return () if tried else (made_by,) * want.owed


def given_up(production: Production, subject: str, content: str, maker: str) -> bool:
    """Whether the very same was tried here by the same maker (`maker_of`), and could not be made."""
    return (subject, content, maker) in production.tried


def why_given_up(production: Production, subject: str, content: str, maker: str) -> str:
    """What the last try at the very same by the same maker ended with; empty when nobody gave it up."""
    if not given_up(production, subject, content, maker):
        return ""
    tries = (each for each in reversed(production.attempts) if (each.subject, each.maker) == (subject, maker))
    return next((each.error for each in tries if each.content == content), "")


def own_take(production: Production, recipe: Recipe, content: str) -> Take | None:
    """A take that was made for the shot, not to stand in, and shows what is asked for now; refused ones too."""
    whole = recipe.frames
    made = (
        take
        for take in production.takes_of(recipe.shot.id)
        if take.renderer not in STAND_INS and take.file not in production.lost
    )
    return next((take for take in made if take.content == content and take.frames + 2 * take.handles >= whole), None)


def paid_takes_owed(production: Production, recipe: Recipe, content: str, model: str, *, again: bool) -> str:
    """The hosted model a take of this shot is to be ordered from, or empty.

    A take that was made for the shot, by whomever, is not made again because another model is named now. One that
    shows something else than is asked for now, or is gone, is, when it cost nothing, or when a person says so: `again`.
    """
    if not model or recipe.shot.framing == Framing.TITLE:
        return ""
    off = ("clip", recipe.shot.id, content) in production.called_off and not again
    if off or own_take(production, recipe, content) is not None:
        return ""
    paid = any(take.cost_micro_usd for take in production.takes_of(recipe.shot.id))
    return "" if paid and not again else model

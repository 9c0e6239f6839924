"""From a timed shot to the recipe a renderer works by."""

from __future__ import annotations

import zlib
from itertools import dropwhile

from bible.entries import Bible, BreakdownSheet, Character, Hour, Weather
from bible.hours import hour_abroad, hour_of
from bible.script import Action, Line, Script
from bible.skies import changes, weather_at, weather_in
from edit.written import joins_after
from shots.recipe import Guide, Lettering, Recipe
from shots.shot import Framing, Shot, ShotList
from shots.take import Still, Take
from shots.timing import TimedShot
from studio.folder import ProductionFolder
from studio.own_guides import standing_guides
from studio.pick import circled_still
from studio.production import Production, Verdict


def recipe_for(
    production: Production, timed: TimedShot, renderer: str, revision: str, keyframe: Still | None = None
) -> Recipe:
    """What a take of this shot is made from. Its number and seed are given when a take is intended.

    It starts from the keyframe that a person circled, else from `keyframe`, if there is one.
    """
    script, bible = production.script, production.bible
    assert script is not None and bible is not None, "a shot without its script"
    shot = timed.shot
    sheet = bible.sheet(shot.scene)
    so_far = _so_far(script, shot)
    return Recipe(
        shot=shot,
        cast=_cast(bible, shot, timed),
        location=bible.where(shot.place, shot.scene),
        hour=shot.hour or sheet.hour,
        weather=_weather_at(production, script, shot, so_far),
        utterances=timed.utterances,
        lettering=_lettering(script, bible, sheet, shot),
        dressing=so_far,
        picture=production.picture,
        frames=timed.frames,
        handles=production.handles,
        joins=_joins(production, script, shot),
        renderer=renderer,
        revision=revision,
        take=0,
        guides=_guides(production, shot, keyframe),
    )


def _joins(production: Production, script: Script, shot: Shot) -> tuple[int, ...]:
    """Where a transition into the shot ends, if one leads into its scene and it is the scene's first."""
    shots = production.shots
    if shots is None or shots.first_of(shot.scene) != shot.id:
        return ()
    return joins_after(script, shot.scene, production.picture.rate)


def _guides(production: Production, shot: Shot, keyframe: Still | None) -> tuple[Guide, ...]:
    """The keyframe it starts from, and what a person brought to steer it."""
    keyframe = circled_still(production, shot.id) or keyframe
    start = (Guide(kind="keyframe", file=keyframe.file, sha256=keyframe.sha256),) if keyframe else ()
    brought = (
        Guide(
            kind=each.kind, file=each.file, sha256=each.sha256,
            frame=None if each.at is None else each.at + production.handles,
        )
        for each in standing_guides(production, shot.id)
    )  # fmt: skip
    return (*start, *brought)


def numbered(recipe: Recipe, number: int) -> Recipe:
    """The recipe of take `number`, with a seed that follows from shot and number alone."""
    seed = zlib.crc32(f"{recipe.shot.id}/{number}".encode())
    return recipe.model_copy(update={"take": number, "seed": seed})


def edit_recipe(recipe: Recipe, source: Take, asked: Verdict) -> Recipe:
    """What a take that changes another is made from: the film of that one, and the person's words alone."""
    film = Guide(kind="drive", file=source.file, sha256=source.sha256)
    words = f"Change this film so: {asked.note}. Everything else stays as it is."
    return recipe.model_copy(update={"guides": (film,), "shot": recipe.shot.model_copy(update={"prompt": words})})


def recipe_of_take(recipe: Recipe, take: Take) -> Recipe:
    """What a pass is told of a take: its recipe, as long as the take itself."""
    return recipe.model_copy(
        update={"frames": take.frames, "handles": take.handles, "take": take.number, "seed": take.seed}
    )


def located(recipe: Recipe, folder: ProductionFolder) -> Recipe:
    """The recipe as a renderer gets it: its guides by the place they lie at."""
    guides = tuple(each.model_copy(update={"file": str(folder.path(each.file))}) for each in recipe.guides)
    return recipe.model_copy(update={"guides": guides})


def _cast(bible: Bible, shot: Shot, timed: TimedShot) -> tuple[Character, ...]:
    tokens = [subject.token for subject in shot.subjects]
    tokens += [each.speaker for each in timed.utterances if each.speaker not in tokens]
    return tuple(bible.dressed(token, shot.scene) for token in dict.fromkeys(tokens))


def remembered_weather(shots: ShotList | None, shot: Shot) -> Weather | None:
    """The weather of what is remembered somewhere else, by its own words; None for a shot that has its scene's."""
    if not shot.place or shot.tense == "present" or shots is None:
        return None
    memory = (each for each in shots.of_scene(shot.scene) if each.tense == shot.tense and each.place == shot.place)
    return weather_in(" ".join(each.action for each in memory)) or Weather.CLEAR


def _weather_at(production: Production, script: Script, shot: Shot, so_far: tuple[str, ...]) -> Weather:
    """The weather when the shot begins or, where it is what the shot shows, when it has changed."""
    assert production.bible is not None, "a shot without its bible"
    remembered = remembered_weather(production.shots, shot)
    if remembered is not None:
        return remembered
    sheet, action = production.bible.sheet(shot.scene), script.action_of(shot.scene)
    if not any(map(changes, (*action, shot.action))):
        return sheet.weather
    told = " ".join(filter(None, (*so_far, " ".join(shot.action.split()))))
    whole = " ".join(action)
    return weather_at(sheet.weather, told, whole[len(told) :] if whole.startswith(told) else "")


def _so_far(script: Script, shot: Shot) -> tuple[str, ...]:
    """The scene's action up to this shot: up to its first line, or to where its own action or thing stands."""
    paragraphs = iter(script.action_of(shot.scene))
    lines = {span.line for span in shot.spans}
    begins = " ".join(shot.action.split())[:40]
    told: list[str] = []
    for element in script.scene(shot.scene).elements:
        if isinstance(element, Line) and element.id in lines:
            break
        if not isinstance(element, Action):
            continue
        text = next(paragraphs)
        if begins and begins in text:
            return (*told, text[: text.index(begins)].strip())
        told.append(text)
        if not lines and not begins and shot.thing.upper() in text:
            break
    return tuple(told)


def _lettering(script: Script, bible: Bible, sheet: BreakdownSheet, shot: Shot) -> Lettering | None:
    if shot.framing == Framing.TITLE:
        return Lettering(kind="title", first=script.title, second=script.byline)
    if shot.framing == Framing.ESTABLISHING:
        place, hour = bible.where(shot.place, shot.scene).name, shot.hour or sheet.hour
        weather = "" if sheet.weather == Weather.CLEAR else f" · {sheet.weather.value}"
        own = "" if shot.hour else _own_time(script, shot.scene)
        return Lettering(kind="slug", first=place, second=f"{hour.value}{weather}", own=own)
    return None


def _own_time(script: Script, scene: str) -> str:
    """The scene's time of day as the script writes it in its language: by this heading, or the last that names one."""
    since = dropwhile(lambda each: each.id != scene, reversed(script.scenes))
    return next((hour_abroad(each.heading.time) for each in since if isinstance(hour_of(each.heading.time), Hour)), "")

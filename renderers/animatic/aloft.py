"""Bodies off the ground: who swims, floats without weight, rides, or lies in a bed."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Literal

from bible.entries import Character, Look
from renderers.animatic.business import ease
from renderers.animatic.lexicon import set_for
from renderers.animatic.parts import part_of, past_of
from renderers.animatic.pose import Pose
from renderers.animatic.posture import Posture
from renderers.animatic.proportions import head_height, proportions
from renderers.animatic.tongues import in_english
from shots.recipe import Recipe
from shots.shot import Size

Aloft = Literal["", "swim", "float", "ride", "bike", "bed", "bathe"]

_SWIMS = re.compile(r"\b(swims?|swimming|dives?|kicks (up|down))\b", re.IGNORECASE)
_BATHES = re.compile(
    r"\b(swims?|swimming|bathes?|wades?|paddles?|dives?|treads? water)\b"
    r"|\b(in|into) the (\w+ )?(water|sea|lake|river|pool|waves|surf|ocean)\b", re.IGNORECASE,
)  # fmt: skip
_ASHORE = re.compile(
    r"\b(out of the|from the) (water|sea|lake|river|pool|waves)\b|\b(ashore|dries|towel)\b|\blooks? \w* ?(in|into)\b",
    re.IGNORECASE,
)
_WATERS = ("sea", "beach", "river", "harbour", "jetty", "lighthouse", "pool", "swamp")
_DEEP = 0.92
"""How far below the shoulders water comes, in u."""
_FLOATS = re.compile(r"\b(floats?|floating|drifts?|weightless|hovers)\b", re.IGNORECASE)
_RIDES = re.compile(
    r"\b(rides?|riding|gallops?)\b|\b(on horseback|in the saddle)\b"
    r"|\b(on|mounts|from) (a|an|the|his|her|their) (\w+ )?(horse|pony|mare|stallion|donkey|mule)\b",
    re.IGNORECASE,
)
_BIKES = re.compile(r"\b(motor(?:cycle|bike)s?|bikes?|bicycles?|scooters?|mopeds?)\b", re.IGNORECASE)
_MOUNTS = re.compile(
    r"\b(rides?|riding|astride|mounts)\b|\b(sits?|gets?|climbs?|swings?|jumps?|hops?) (?:up )?(?:on|onto)\b"
    r"(?! (?:the|a|an) (?!\w*(?:bike|cycle|scooter|moped)))"
    r"|\bon (?:a|the|his|her) (?:\w+ )?(?:motor\w+|bike|bicycle|scooter|moped)\b",
    re.IGNORECASE,
)
_MACHINES = re.compile(r"\b(motor\w*|bike|bicycle|car|bus|train|lift|elevator|boat|taxi)\b", re.IGNORECASE)
_IN_BED = re.compile(
    r"\b(in|on|into|to) ((a|an|the|his|her|their) )?(\w+ )?(beds?|gurney|cot|bunks?|stretcher|mattress)\b",
    re.IGNORECASE,
)
_ON_TABLE = re.compile(r"\b(operating|examination|the) table\b|\b(slab|trolley|stretcher)\b", re.IGNORECASE)
_GETS_OUT = re.compile(
    r"\b(gets? (up|out|off)|rises?|stands?|dismounts|climbs? (out|down|off)|surfaces?)\b", re.IGNORECASE
)
_GOES = re.compile(r"\b(rides?|riding|gallops?)\b", re.IGNORECASE)
_AWAY = re.compile(r"\b(away|off|out)\b", re.IGNORECASE)
_COMES = re.compile(r"\b(rides?|gallops?) (in|up|into)\b", re.IGNORECASE)
SADDLE, MATTRESS, _BIKE_SADDLE = 1.34, 0.62, 0.86
"""Metres from the ground to where a rider sits on a horse, where a sleeper lies, and to a motorcycle's seat."""
PILLION = 0.42
"""Metres between two on one seat."""


def bike_of(recipe: Recipe) -> str:
    """What with two wheels the scene has for those who get on it: `motorcycle`, `bicycle`, or empty."""
    found = _BIKES.findall(in_english(" ".join((*recipe.dressing, recipe.shot.action))))
    return "" if not found else "motorcycle" if found[-1].lower().startswith(("motor", "scoot", "mop")) else "bicycle"


def on_bike(recipe: Recipe, me: Character) -> bool:
    """Whether somebody is on a motorcycle or a bicycle in the shot."""
    if not bike_of(recipe) or recipe.shot.size.step > Size.MS.step:
        return False
    part = part_of(recipe, me)
    if _GETS_OUT.search(part):
        return False
    told = f"{past_of(recipe, me)} {part}"
    up = [match.start() for match in _MOUNTS.finditer(told)]
    down = [match.start() for match in _GETS_OUT.finditer(told)]
    return bool(up) and max(up) > max(down, default=-1)


def steersman(recipe: Recipe) -> str:
    """The token of who steers a bike that two are on: who did not get on behind the other."""
    people = [each for each in recipe.cast if each.token in riders(recipe)]
    told = {each.token: f"{past_of(recipe, each)} {part_of(recipe, each)}" for each in people}
    return next((token for token, said in told.items() if not re.search(r"\b(behind|on the back)\b", said)), "")


def riders(recipe: Recipe) -> tuple[str, ...]:
    """The tokens of those in frame who are on a bike."""
    return tuple(each.token for each in _in_frame(recipe) if on_bike(recipe, each))


def _in_frame(recipe: Recipe) -> list[Character]:
    tokens = {subject.token for subject in recipe.shot.subjects}
    return [each for each in recipe.cast if each.token in tokens]


def in_bed(recipe: Recipe, me: Character) -> bool:
    """Whether somebody who lies does so in a bed, on a stretcher or the like, and has not got out of it."""
    part = part_of(recipe, me)
    said = f"{past_of(recipe, me)} {part}"
    return bool(_IN_BED.search(said) or _ON_TABLE.search(said)) and not _GETS_OUT.search(part)


def aloft(recipe: Recipe, me: Character, posture: Posture) -> Aloft:
    """What keeps somebody off the ground in a shot; close shots show nothing of it."""
    if recipe.shot.size.step > Size.MS.step:
        return ""
    part = part_of(recipe, me)
    said = f"{past_of(recipe, me)} {part}"
    if posture.last == "lie" and in_bed(recipe, me):
        return "bed"
    if on_bike(recipe, me):
        return "bike"
    if _RIDES.search(part) and not _MACHINES.search(part) and not _GETS_OUT.search(part):
        return "ride"
    kind = set_for(recipe.location.kind, recipe.location.setting) or set_for(
        recipe.location.name, recipe.location.setting
    )
    if kind == "underwater":
        return "swim"
    if kind in _WATERS and all(_bathes(past_of(recipe, each), part_of(recipe, each)) for each in _in_frame(recipe)):
        return "bathe"
    weightless = kind in ("spaceship", "ship corridor", "ship engines", "ship quarters") and posture.last == "stand"
    if kind == "space" or (weightless and _FLOATS.search(said)):
        return "float"
    return ""


def _bathes(past: str, part: str) -> bool:
    """Whether somebody is in the water: by what they do, or since they went in and until they come out."""
    if _ASHORE.search(part) or re.search(r"\bcarr(y|ies)\b", part, re.IGNORECASE):
        return False
    told = f"{past} {part}"
    went = max((match.start() for match in _BATHES.finditer(told)), default=-1)
    return went > max((match.start() for match in _ASHORE.finditer(told)), default=-1)


def ridden(part: str, seconds: float, length: float) -> float:
    """Metres from their mark that who rides has come, ahead above 0."""
    if not _GOES.search(part):
        return 0.0
    if _AWAY.search(part):
        return 2.8 * max(0.0, seconds - max(0.5, length - 1.5))
    if _COMES.search(part):
        return -2.8 * max(0.0, min(3.0, length * 0.6) - seconds)
    return 1.6 * (seconds - length / 2)


def off_the_ground(
    pose: Pose, way: Aloft, look: Look, part: str, seconds: float, length: float, whole: bool | None
) -> Pose:
    """The pose as it is in the water, without weight, in the saddle or in bed.

    `whole` is whether somebody has the frame alone from head to toe; None where it shows less of them.
    """
    unit = head_height(look)
    bob = math.sin(seconds * 1.5 + look.height_cm)
    if way == "bed":
        pillow = 2.3 - proportions(look).heads
        return replace(
            pose, lift=round(MATTRESS / unit, 2), travel=round(pillow, 2), near_hand=(0.30, 1.70), far_hand=(0.62, 1.55)
        )
    if way == "bathe":
        return _in_water(pose, look, part, seconds, bob)
    if way in ("ride", "bike"):
        body, saddle = proportions(look), SADDLE if way == "ride" else _BIKE_SADDLE
        lift = round(saddle / unit + body.hip + 0.28 + 0.05 * math.sin(seconds * 9) * bool(_GOES.search(part)), 2)
        travel = round(ridden(part, seconds, length) / unit, 2)
        pose = replace(pose, legs="ride", lift=lift, travel=travel, turn=1.0, yaw=max(pose.yaw, 0.7))
        if way == "bike":
            pose = replace(
                pose, lean=14.0, near_hand=(1.55, 0.86), far_hand=(1.65, 0.80), near_shape="fist", far_shape="fist"
            )
            return pose
        if pose.holding or pose.near_shape == "point":
            return pose
        return replace(pose, near_hand=(0.95, 1.10), far_hand=(1.05, 1.02), near_shape="fist", far_shape="fist")
    if way == "float":
        return replace(
            pose, lift=round(0.42 + 0.14 * bob, 2), lean=pose.lean + round(5 * bob, 1), legs="swim", phase=0.12,
            near_hand=pose.near_hand if pose.holding or pose.near_shape != "mitten" else (-1.05, 1.55),
            far_hand=pose.far_hand if pose.far_shape != "mitten" else (1.35, 1.35),
        )  # fmt: skip
    stroke = (seconds * 0.55 + look.height_cm * 0.13) % 1.0
    reach = ease(min(1.0, stroke * 2)) if stroke < 0.5 else 1 - ease((stroke - 0.5) * 2)
    prone = 0.0 if whole is None else 0.74 if whole and _SWIMS.search(part) else 0.40
    lift = 0.10 * bob if whole is None else 1.1 + 0.5 * (look.height_cm % 2) + 0.16 * bob
    pose = replace(
        pose, fallen=prone, lift=round(max(0.02, lift), 2), legs="swim", phase=round(seconds * 0.9, 2),
        tilt=pose.tilt - 30.0 * prone,
    )  # fmt: skip
    if prone:
        on = 0.8 * (seconds - length / 2) if whole else 0.0
        pose = replace(pose, turn=1.0, yaw=max(pose.yaw, 0.6), travel=round(on - 2.2 * prone, 2))
    if pose.near_shape != "mitten" or pose.holding:
        return pose
    if not prone:
        return replace(pose, near_hand=(-1.1, round(1.5 + 0.3 * bob, 2)), far_hand=(1.3, round(1.35 - 0.3 * bob, 2)))
    return replace(
        pose, near_hand=(round(1.1 - 1.7 * reach, 2), round(-0.9 + 2.2 * reach, 2)),
        far_hand=(round(1.3 - 1.7 * reach, 2), round(-1.0 + 2.2 * reach, 2)),
    )  # fmt: skip


def _in_water(pose: Pose, look: Look, part: str, seconds: float, bob: float) -> Pose:
    """Up to the chest in water; who swims lies lower and reaches out, one arm after the other."""
    swims = bool(_SWIMS.search(part))
    down = proportions(look).shoulders + _DEEP - (0.42 if swims else 0.0)
    pose = replace(pose, lift=round(down + 0.06 * bob, 2), legs="stand", stool=False)
    rest = Pose()
    if (pose.near_hand, pose.far_hand) != (rest.near_hand, rest.far_hand):
        return pose
    stroke = seconds * 2.6 + look.height_cm
    if not swims:
        drift = round(0.10 * math.sin(stroke * 0.6), 2)
        return replace(pose, near_hand=(-1.15 - drift, 0.72), far_hand=(1.35 + drift, 0.70), near_shape="open")
    near, far = math.sin(stroke), math.sin(stroke + math.pi)
    return replace(
        pose, turn=1.0, yaw=max(pose.yaw, 0.75), lean=30.0, tilt=-18.0, travel=round(0.5 * math.sin(seconds * 0.4), 2),
        near_hand=(round(0.9 + 0.9 * math.cos(stroke), 2), round(0.5 - 0.75 * near, 2)), near_shape="open",
        far_hand=(round(0.9 + 0.9 * math.cos(stroke + math.pi), 2), round(0.5 - 0.75 * far, 2)), far_shape="open",
    )  # fmt: skip

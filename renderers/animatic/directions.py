"""Stage directions: who in the shot a sentence of the action speaks of, and what the company does together."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import NamedTuple

from bible.entries import Character, Location, Look
from bible.script import Setting
from renderers.animatic.aloft import PILLION, riders, steersman
from renderers.animatic.business import Walk, read_business
from renderers.animatic.deeds import pair_of
from renderers.animatic.lexicon import set_for
from renderers.animatic.paper import Point
from renderers.animatic.parts import clauses, part_of, past_of, targets_of, unnamed
from renderers.animatic.posture import Posture, read_posture
from renderers.animatic.proportions import head_height, proportions
from renderers.animatic.tongues import in_english
from shots.recipe import Recipe
from shots.shot import Framing, Size, Subject

_EMBRACE = re.compile(
    r"\b(embrac(e|es|ing)|hugs?|kiss(es)?|holds? (each other|him|her|them) (tight|close)"
    r"|(throws?|puts?|wraps?) (both )?(his|her|their) arms (a?round|about))\b"
    r"(?! (?:(?:his|her|\w+['’]s) (?:hands?|ring|feet|fingers)|the)\b)",
    re.IGNORECASE,
)
_DRIVES = re.compile(r"\b(drives?|driving|at the wheel|behind the wheel|steers?)\b", re.IGNORECASE)
_TABLE = re.compile(
    r"\b(tables?|desk|across from|opposite|consoles?|controls|keyboard|piano|workbench)\b", re.IGNORECASE
)
_LAID = re.compile(
    r"\b(?:an?|the|her|his|their|one|long|big|small|round|wooden|old) (?:\w+ )?(?:tables?|stall|workbench)\b"
    r"(?! (?:lamp|tennis|cloth|top))|\ben su puesto\b", re.IGNORECASE,
)  # fmt: skip
_ASLEEP = re.compile(r"\b(asleep|sleeps|sleeping|unconscious)\b", re.IGNORECASE)
_WAKES = re.compile(
    r"\b(wakes?|awake|awakens?|opens? (his|her|their) eyes|gets? up|rises?|sits? up|stands?|walks?|runs?|says?)\b",
    re.IGNORECASE,
)
_WORKS = re.compile(
    r"\b(kneads?|chops?|slices?|stirs?|rolls? out|peels?|irons?|arranges?|sorts?|packs|wraps|bakes|carves|cooks?)\b",
    re.IGNORECASE,
)
_HIDES = re.compile(
    r"\b(hides?|ducks?|crouch(es)?|crawls?) (under|behind|beneath) (a|an|the|his|her|their) (\w+ )?"
    r"(desk|table|counter|bench|bar)\b", re.IGNORECASE,
)  # fmt: skip
_PLAYS_PIANO = re.compile(r"\b(?:plays?|at) (?:the|a|an|his|her) (?:\w+ )?(?:piano|organ|harpsichord)\b", re.IGNORECASE)
_CONSOLE = re.compile(r"\b(consoles?|controls|instruments)\b", re.IGNORECASE)
_SERVED = re.compile(r"\b(caf[eé]|restaurant|bistro|terrace|bar|diner)\b", re.IGNORECASE)
"""Where there are tables out of doors."""
_BENCH = re.compile(r"\b(on|onto|to) (a|an|the|his|her|their) (\w+ )?"
                    r"(bench|log|sofa|couch|bed|steps?|wall|rock|tree trunk)\b", re.IGNORECASE)  # fmt: skip
_STEERS = re.compile(r"\b(steers?|steering|wheel|helm)\b", re.IGNORECASE)
CROWD = re.compile(
    r"\b(crowds?|mob|throng|people|passengers|customers|guests|patrons|diners|soldiers|students|pupils|children|commuters"
    r"|knights|ladies|lords|courtiers|townspeople|townsfolk|peasants|beggars|monks|cowboys|players|fans|spectators"
    r"|tourists|onlookers|bystanders|protesters|villagers|workers|dancers|couples|guards|bodyguards|porters|policemen|cops|thugs|bandits|robbers|waiters|servants|firemen|paramedics"
    r"|henchmen|audience|sailors|officers|nurses|mourners)\b",
    re.IGNORECASE,
)
TABLE_HEIGHT, COUNTER_HEIGHT = 0.74, 0.92
"""Metres from the floor to the top of the table that people sit at, and of the one they stand and work at."""
_YOUNG = re.compile(r"\b(children|pupils|students|kids|schoolchildren|schoolkids|class)\b", re.IGNORECASE)
_DESKS = re.compile(r"\b(at|behind) (their|the) desks?\b|\bsit\b", re.IGNORECASE)
_KNOWN = re.compile(r"\b(the|both|all the|her|his|their|my) (two |three )?(children|kids|girls|boys)\b", re.IGNORECASE)
"""Children who were told of by name, unless it is at school."""
_SCHOOL = re.compile(r"\b(school\w*|class\w*|pupils|students|lesson|playground|kindergarten|nursery)\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"\b(follows?|chases?|pursues?|runs? after|walks? after|trails?)\b", re.IGNORECASE)
_OUT_OF = re.compile(
    r"\b(out of|from) (a|an|the|his|her|their) "
    r"(?!(\w+ )?(frame|sight|view|town|woods|forest|water|picture|yard|garden)\b)",
    re.IGNORECASE,
)
CHASE = re.compile(r"\b(chases?|pursues?|runs? after)\b", re.IGNORECASE)
_FEW = re.compile(r"\b(a few|some|several|a couple of|a handful of|two|three|four)\W+(\w+\W+)?$", re.IGNORECASE)
_MANY = re.compile(r"\b(crowds?|mob|throng|audience|hundreds|dozens|packed|crowded|busy|bustling)\b", re.IGNORECASE)


def posture_of(recipe: Recipe, me: Character) -> Posture:
    """How a character's body is held in the shot: in a car everybody sits all along, and who embraces gets up."""
    if in_car(recipe.location):
        return Posture()
    part = part_of(recipe, me)
    held = read_posture(part, past_of(recipe, me))
    risen = held.last in ("kneel", "crouch") and held.first == held.last and held != read_posture(part)
    return Posture() if risen and embraced(recipe, me) else held


class Crowd(NamedTuple):
    """Who the people nobody named are, and whether they sit at desks."""

    people: int
    children: bool
    at_desks: bool


def crowd_of(recipe: Recipe, busy: bool) -> Crowd:
    """The crowd of a shot; in a `busy` place there are always some people."""
    said = unnamed(recipe, in_english(recipe.shot.action))
    said = said if _at_school(recipe) else _KNOWN.sub("", said)
    count = extras(said) or (6 if busy else 0)
    before = in_english(" ".join(recipe.dressing))
    young = bool(_YOUNG.search(said))
    if not count and _at_school(recipe) and _YOUNG.search(before) and _DESKS.search(before):
        count, young, said = 8, True, before  # a class stays in its seats
    return Crowd(count, young, young and bool(_DESKS.search(said)))


def _at_school(recipe: Recipe) -> bool:
    said = " ".join((recipe.shot.action, *recipe.dressing))
    return bool(_SCHOOL.search(in_english(f"{recipe.location.kind} {recipe.location.name} {said}")))


def close_pair(recipe: Recipe) -> tuple[frozenset[str], float]:
    """Two in frame who are close to each other, and the metres between them: by their deeds, or on one motorcycle."""
    mounted = frozenset(riders(recipe))
    if len(mounted) == 2:
        return mounted, PILLION
    pair, gap = pair_of(recipe)
    return (frozenset(), 0.0) if any(lies(recipe, each) for each in recipe.cast if each.token in pair) else (pair, gap)


def lies(recipe: Recipe, me: Character) -> bool:
    """Whether somebody lies at the end of a shot, so that nobody stands face to face with them."""
    return read_posture(part_of(recipe, me), past_of(recipe, me)).last == "lie"


def order(recipe: Recipe) -> list[Subject]:
    """People in frame from left to right; two who come close to each other stand side by side."""
    close = close_pair(recipe)[0] or frozenset(each.token for each in recipe.cast if embraced(recipe, each))
    sides = {"left": 0, "right": 2}
    return sorted(
        recipe.shot.subjects,
        key=lambda each: (sides.get(each.side, 1), (each.token in close) == (sides.get(each.side, 1) < 2)),
    )


def facing_of(recipe: Recipe, token: str) -> int | None:
    """Which way somebody looks: 1 to the right, -1 to the left, None where the shot leaves it open.

    People together look at each other: the leftmost to the right, the rightmost to the left, those between them at
    whom the shot is about.
    """
    shot = recipe.shot
    close = close_pair(recipe)[0]
    if token in riders(recipe):
        places = [each.token for each in order(recipe) if each.token in riders(recipe)]
        return 1 if places[-1] == steersman(recipe) else -1
    if token in close and len(shot.subjects) > 2:
        return 1 if next(each.token for each in order(recipe) if each.token in close) == token else -1
    together = one_way(recipe)
    if together is not None:
        return together
    side = next((each.side for each in shot.subjects if each.token == token), "centre")
    if shot.framing == Framing.OVER_SHOULDER or len(shot.subjects) < 2:
        return {"left": 1, "right": -1}.get(side)
    places = [each.token for each in order(recipe)]
    if token not in places:
        return None
    at, led = places.index(token), places.index(shot.subjects[0].token)
    if at in (0, len(places) - 1):
        return 1 if at == 0 else -1
    return 1 if led > at else -1


def walk_of(recipe: Recipe, me: Character) -> Walk | None:
    """How somebody goes in a shot: as their own part says, or on before those who chase them.

    Who comes out of a house comes in where the street is seen.
    """
    part = part_of(recipe, me)
    walk = read_business(part).walk
    if walk and walk.way == "out" and recipe.location.setting != Setting.INT and _OUT_OF.search(part):
        walk = replace(walk, way="in")
    after = [clause for clause in clauses(recipe) if follows(clause.text)]
    if walk is None and any(me.token in targets_of(recipe, clause) for clause in after):
        return read_business("runs along" if any(CHASE.search(clause.text) for clause in after) else "walks along").walk
    if walk is None or not follows(part):
        return walk
    ahead = [read_business(part_of(recipe, each)).walk for each in recipe.cast if each.token != me.token]
    return replace(walk, legs="run", speed=3.0) if any(each and each.legs == "run" for each in ahead) else walk


def one_way(recipe: Recipe) -> int | None:
    """Which way those go who go on together or after one another: who leads is ahead."""
    subjects = recipe.shot.subjects
    people = [each for each in recipe.cast if each.token in {subject.token for subject in subjects}]
    if len(people) < 2 or recipe.shot.framing == Framing.OVER_SHOULDER:
        return None
    walks = [walk_of(recipe, each) for each in people]
    if any(walk is None or walk.way == "in" for walk in walks):
        return None
    parts = {each.token: part_of(recipe, each) for each in people}
    places = [each.token for each in order(recipe)]
    led = [token for token in places if not follows(parts[token])] or places[-1:]
    return 1 if places.index(led[0]) > 0 else -1


def between_others(recipe: Recipe, token: str) -> bool:
    """Whether somebody stands between two others, and so turns the body to neither."""
    places = [each.token for each in order(recipe)]
    return token in places[1:-1]


def embraced(recipe: Recipe, me: Character) -> bool:
    """Whether the action has this character in somebody's arms."""
    for clause in clauses(recipe) if len(recipe.shot.subjects) > 1 else ():
        if _EMBRACE.search(clause.text):
            together = clause.actors | targets_of(recipe, clause)
            if any(lies(recipe, each) for each in recipe.cast if each.token in together):
                return False
            return me.token in together or len(recipe.shot.subjects) == 2
    return False


def around_table(recipe: Recipe) -> bool:
    """Whether those in frame sit at a table: two who sit, or one whose table is named."""
    tokens = [subject.token for subject in recipe.shot.subjects]
    seated = sum(each.token in tokens and posture_of(recipe, each).last == "sit" for each in recipe.cast)
    said = in_english(" ".join((recipe.shot.action, *recipe.dressing)))
    named, place = _TABLE.search(said), in_english(f"{recipe.location.kind} {recipe.location.name}")
    if not named and (_BENCH.search(said) or (recipe.location.setting == Setting.EXT and not _SERVED.search(place))):
        return False
    return seated > 1 or (seated == 1 and bool(named))


def stands_by_table(recipe: Recipe) -> bool:
    """Whether there is a table in the shot that nobody sits or works at: one that the scene has told of."""
    said = in_english(" ".join((*recipe.dressing, recipe.shot.action)))
    return bool(_LAID.search(said)) and not around_table(recipe) and not works_at(recipe) and not hides_behind(recipe)


def sleeps(recipe: Recipe, me: Character) -> bool:
    """Whether somebody is asleep in the shot: who fell asleep sleeps until something else is told of them."""
    part = part_of(recipe, me)
    if _ASLEEP.search(part):
        return True
    told = past_of(recipe, me)
    fell = max((match.start() for match in _ASLEEP.finditer(told)), default=-1)
    woke = max((match.start() for match in _WAKES.finditer(told)), default=-1)
    return not part.strip() and fell > woke


def works_at(recipe: Recipe) -> tuple[str, ...]:
    """The tokens of those in frame who do with their hands what is done standing at a table: kneading, slicing."""
    people = _in_frame(recipe)
    return tuple(each.token for each in people if _WORKS.search(part_of(recipe, each)))


def hides_behind(recipe: Recipe) -> bool:
    """Whether somebody crouches under or behind a table, which then stands before them."""
    return bool(_HIDES.search(in_english(recipe.shot.action)))


def at_console(recipe: Recipe) -> bool:
    """Whether the table that people sit at is a console with lamps and dials."""
    return bool(_CONSOLE.search(in_english(" ".join((recipe.shot.action, *recipe.dressing)))))


def at_piano(recipe: Recipe) -> bool:
    """Whether somebody in frame plays the piano or the organ."""
    return any(_PLAYS_PIANO.search(part_of(recipe, each)) for each in _in_frame(recipe))


def on_bench(recipe: Recipe) -> bool:
    """Whether somebody in frame sits on a bench or the like."""
    said = in_english(" ".join((recipe.shot.action, *recipe.dressing)))
    seated = any(posture_of(recipe, each).last == "sit" for each in _in_frame(recipe))
    return seated and not _TABLE.search(said) and bool(_BENCH.search(said))


def seat_of(recipe: Recipe) -> str:
    """What those on a bench sit on: `bench`, `log` or `sofa`."""
    found = _BENCH.search(in_english(" ".join((recipe.shot.action, *recipe.dressing))))
    word = found[4].lower() if found else ""
    return "log" if word in ("log", "rock", "tree trunk") else "sofa" if word in ("sofa", "couch", "bed") else "bench"


def steers(recipe: Recipe) -> str:
    """The token of whoever in frame is at a ship's wheel, or empty."""
    return next((each.token for each in _in_frame(recipe) if _STEERS.search(part_of(recipe, each))), "")


HELM_HIGH, HELM_RADIUS = 0.95, 0.39
"""Height of the middle of a ship's wheel, and the radius of its rim, in metres."""


def helm_ahead(look: Look) -> float:
    """Metres from who is at a ship's wheel to its middle."""
    return 1.35 * head_height(look) + 0.34


def helm_hands(look: Look) -> tuple[Point, Point]:
    """Hand targets on the rim of a ship's wheel, low on the near side and high up: where two hands hold it."""
    unit = head_height(look)
    high = -proportions(look).shoulders
    spots = []
    for degrees in (192, 122):
        x = helm_ahead(look) + HELM_RADIUS * math.cos(math.radians(degrees))
        y = HELM_HIGH + HELM_RADIUS * math.sin(math.radians(degrees))
        # The palm is on the rim, the wrist a little short of it.
        spots.append((round(x / unit - 0.16, 2), round(high - y / unit - 0.04, 2)))
    return spots[0], spots[1]


def in_car(location: Location) -> bool:
    """Whether people sit behind a windscreen, which is where the lens is."""
    kind = set_for(location.kind, location.setting) or set_for(location.name, location.setting)
    return kind == "car"


def in_passage(location: Location) -> bool:
    """Whether a place is long and narrow, so that who runs along it runs toward the lens."""
    kind = set_for(location.kind, location.setting) or set_for(location.name, location.setting)
    return kind in ("corridor", "ship corridor", "tunnel")


def follows(part: str) -> bool:
    """Whether somebody goes after somebody else."""
    return bool(_FOLLOWS.search(part))


def sees_dashboard(recipe: Recipe) -> bool:
    """Whether a shot in a car is wide enough to show what the driver holds."""
    return recipe.shot.framing != Framing.OVER_SHOULDER and recipe.shot.size.step <= Size.MS.step


def drives(recipe: Recipe) -> str:
    """The token of whoever in frame drives: the one said to, else who sits on the driver's side; empty for nobody.

    Through the windscreen that side is the right one, and in the middle sits who is alone in the car.
    """
    people = _in_frame(recipe)
    said = [each for each in people if _DRIVES.search(f"{past_of(recipe, each)} {part_of(recipe, each)}")]
    behind_wheel = {subject.token for subject in recipe.shot.subjects if subject.side != "left"}
    return next((each.token for each in [*said, *(each for each in people if each.token in behind_wheel)]), "")


def _in_frame(recipe: Recipe) -> list[Character]:
    tokens = [subject.token for subject in recipe.shot.subjects]
    return [each for each in recipe.cast if each.token in tokens]


def extras(action: str) -> int:
    """How many people nobody named stand about: none unless the action speaks of them."""
    action = in_english(action)
    if not (found := CROWD.search(action)):
        return 0
    few = _FEW.search(action[: found.start()])
    if few:
        return {"two": 2, "three": 3, "a couple of": 2}.get(few[1].lower(), 4)
    return 13 if _MANY.search(action) else 8

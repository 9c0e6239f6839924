"""Breakdown sheets: where and when each scene is, in which light and weather; and the places scenes are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from bible.capitals import sentences
from bible.entries import Bible, BreakdownSheet, Hour, Location, Weather
from bible.headings import read_heading
from bible.hours import Carry, hour_of
from bible.model import Frozen
from bible.montage import listed_places, part_meant
from bible.places import is_detail, larger_place, place_key, place_name, token_for
from bible.script import Action, Rows, Scene, Script, Setting
from bible.skies import weather_in
from bible.told_places import is_placeless, place_told

_Key = tuple[str, Setting]


class Locations(Frozen):
    """The places of a script."""

    there: tuple[Location, ...]
    """In the order in which scenes come to them."""
    by_scene: dict[str, Location]
    departed: tuple[Location, ...] = ()

    def at(self, scene: Scene) -> Location:
        """Where a scene is."""
        return self.by_scene[scene.id]


def locations_of(script: Script, before: Bible, taken: set[str], is_other: Callable[[str], bool]) -> Locations:
    """Every place of a script; those of `before` stay as they are. New tokens are none of `taken`, and added to it.

    `is_other` knows names of people, which rows of a montage may begin with as well as with a place.
    """
    entries = (*before.locations, *before.departed_locations)
    known = {place_key(location.name, location.setting): location for location in reversed(entries)}
    said = {title_key(title): place_key(each.name, each.setting) for each in reversed(entries) for title in each.also}
    same = {**_same_places(script), **said}
    found: dict[_Key, Location] = {}
    keys: dict[str, _Key] = {}
    for scene in script.scenes:
        key = same.get(_key_of(scene), _key_of(scene))
        goes_on = is_placeless(scene.heading) and bool(scene.heading.time) and not place_told(scene)[0]
        if keys and key not in known and (goes_on or is_detail(scene.heading, is_other)):
            key = next(reversed(keys.values()))
        keys[scene.id] = key
        if key in found:
            continue
        if key in known:
            found[key] = known[key]
        else:
            name = _name_of(scene) if key == _key_of(scene) else key[0]
            found[key] = Location(token=_token(name, key[1], taken), name=name, setting=key[1], kind="")
    for scene in script.scenes:
        for heading in listed_places(scene, is_other):
            name = place_name(heading)
            key = place_key(name, heading.setting)
            there = key in found or (not heading.setting and any(each[0] == key[0] for each in found))
            if not there and not part_meant(heading, (place.name for place in found.values())):
                new = Location(token=_token(name, key[1], taken), name=name, setting=key[1], kind="")
                found[key] = known.get(key) or new
    wholes = {location.name: location.token for location in reversed(found.values())}
    parted = {
        key: place if place.part_of else place.model_copy(update={"part_of": wholes.get(larger_place(place.name), "")})
        for key, place in found.items()
    }
    tokens = {place.token for place in parted.values()}
    joined = {location.token for key, location in known.items() if key in said}
    return Locations(
        there=tuple(parted.values()),
        by_scene={scene: parted[key] for scene, key in keys.items()},
        departed=tuple(each for each in entries if each.token not in tokens | joined),
    )


def title_key(title: str) -> _Key:
    """What a place is known by, of a title such as `EXT. HARBOUR`."""
    heading = read_heading(title, Rows(first=1, last=1)).heading
    return place_key(place_name(heading), heading.setting)


def _key_of(scene: Scene) -> _Key:
    told, setting = place_told(scene) if is_placeless(scene.heading) else ("", Setting.UNSAID)
    return place_key(told or place_name(scene.heading), setting or scene.heading.setting)


def _name_of(scene: Scene) -> str:
    """The place of the heading; where that only counts, the one that the scene's first words name."""
    return (place_told(scene)[0] if is_placeless(scene.heading) else "") or place_name(scene.heading)


def _token(name: str, setting: Setting, taken: set[str]) -> str:
    """`@HOUSE`, and `@HOUSE-EXT` for its outside when there is one already."""
    taken_by_itself = token_for(name, set()) in taken
    return token_for(f"{name} {setting.value}" if setting and taken_by_itself else name, taken)


def _same_places(script: Script) -> dict[_Key, _Key]:
    """Short headings with the place they mean: FERRY SLIP, next to a scene at the HARBOUR, for HARBOUR - FERRY SLIP."""
    names = {_key_of(scene): _name_of(scene) for scene in script.scenes}
    wholes: dict[_Key, list[_Key]] = defaultdict(list)
    for key, name in names.items():
        if larger_place(name):
            wholes[place_key(name.rsplit(" - ", 1)[1], key[1])].append(key)
    same: dict[_Key, _Key] = {}
    for at, scene in enumerate(script.scenes):
        key = _key_of(scene)
        meant = wholes.get(key, [])
        beside = [place_name(each.heading) for each in script.scenes[max(0, at - 1) : at + 2] if each is not scene]
        if len(meant) == 1 and not larger_place(names[key]):
            larger = larger_place(names[meant[0]])
            if any(name == larger or larger_place(name) == larger for name in beside):
                same[key] = meant[0]
    return same


def sheet_of(
    scene: Scene, sheet: BreakdownSheet, last: BreakdownSheet | None, before: BreakdownSheet | None
) -> BreakdownSheet:
    """A sheet with its light and weather, after the scene before; what a person set in the draft before holds."""
    told = sheet.model_copy(
        update={
            "hour": _hour(scene, last.hour if last else Hour.DAY),
            "weather": _weather(scene, last.weather if last else Weather.CLEAR),
        }
    )
    by_hand = before.by_hand if before else ()
    return told.model_copy(update={"by_hand": by_hand, **{field: getattr(before, field) for field in by_hand}})


def _hour(scene: Scene, last: Hour) -> Hour:
    """The heading's hour; a scene that only goes on, and a heading that names a detail, has that of the one before."""
    hour = hour_of(scene.heading.time)
    if hour is None and scene.heading.setting == Setting.UNSAID:
        placeless = is_placeless(scene.heading)
        hour = hour_of(_opening_words(scene) if placeless else scene.heading.place) or Carry.CONTINUOUS
    if isinstance(hour, Carry):
        return last
    return hour or Hour.DAY


def _opening_words(scene: Scene) -> str:
    """The first sentence of action, where no heading says when."""
    told = next((element.text for element in scene.elements if isinstance(element, Action)), "")
    return next(iter(sentences(told)), "")


def _weather(scene: Scene, last: Weather) -> Weather:
    told = " ".join(element.text for element in scene.elements if isinstance(element, Action))
    found = weather_in(f"{scene.heading.place}. {scene.heading.time}.") or weather_in(told)
    hour = hour_of(scene.heading.time)
    goes_on = hour == Carry.CONTINUOUS or (hour is None and scene.heading.setting == Setting.UNSAID)
    return found or (last if goes_on else Weather.CLEAR)

"""The bible as YAML that a person enjoys editing: in the order of the story, invented things marked, nothing noisy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import yaml

from bible.entries import Bible, BreakdownSheet, Character, Costume, Location
from bible.look_words import WORDINGS, exact_colour, remark_on, words_of
from bible.script import Script

_HEAD = """\
# The bible of {title}: who and where, and what must stay true from shot to shot.
#
# Change what you like, save, and take it back in:  studio bible import {file}
# What the script says stands plain. What it leaves open was "invented": change that freely.
# What you change is "yours" and stays, whatever the next draft of the script says;
# leave a value empty to give it back to the script. What you take out of this file stays as it was.
#
# A character may also have:
#   shown: Captain Vega          the name people read, where the script's is not it
#   say: EYE-kee                 how voices say the name, as one reads it aloud, or /ˈaɪki/
#   voice: alpha                 the voice that speaks for them, by its name in the voice engine
#   face: portraits/nora.jpg     a picture of your own that shows them
#   apart: [OKORO]               names that are somebody else, though the script makes it look otherwise
#   costumes:
#     storm coat:                worn in these scenes, or on these story days, and nowhere else
#       scenes: [4, 5]           (or  days: [2])
#       wears: yellow raincoat
# Two characters who are one: write the name of the one under "also" of the other.
# A thing or a sign that was taken for somebody: write it under "nobody" at the end.
"""
_COLUMN = 30
"""Where remarks begin."""
_LONGEST_KEY = 1000
"""YAML reads no key of more than 1,024 letters."""


def bible_text(bible: Bible, script: Script, file: str = "bible.yaml") -> str:
    """The bible as YAML. `file` is what the head tells people to type; the same bible gives the same text."""
    rows = [*_HEAD.format(title=_quiet(script.title), file=file).splitlines(), "", "characters:"]
    for character in bible.characters:
        rows += ["", *_character_rows(character, bible, script)]
    if not bible.characters:
        rows[-1] = "characters: {}"
    rows += ["", "", "places:"] if bible.locations else ["", "", "places: {}"]
    for location in bible.locations:
        rows += ["", *_location_rows(location, bible, script)]
    rows += ["", "", "scenes:"]
    for sheet in bible.sheets:
        rows += ["", *_scene_rows(sheet, bible, script)]
    rows += ["", "", "# Names in capitals that are nobody's:  nobody: [GLOCK]", f"nobody: {flow(bible.nobody)}"]
    rows += ["", "# How voices say other words:  Skjerstad: SHARE-stah", f"say:{'' if bible.sayings else ' {}'}"]
    rows += [f"  {scalar(each.word)}: {scalar(each.said)}" for each in bible.sayings]
    return "\n".join(rows) + "\n"


def character_values(character: Character, bible: Bible) -> Mapping[str, str]:
    """What the file says of a character, by key: each value as it is written."""
    values: dict[str, str] = {}
    if character.shown:
        values["shown"] = scalar(character.shown)
    if character.known_as:
        values["also"] = flow(alias.name for alias in character.known_as)
    if character.apart_from:
        values["apart"] = flow(character.apart_from)
    for key, value in (("say", character.pronunciation), ("voice", character.voice), ("face", character.face)):
        if value:
            values[key] = scalar(value)
    if character.kind == "group" and character.members:
        return values
    said = words_of(character.look)
    if character.kind == "voice":
        said = {key: said[key] for key in ("age", "sex")}
    return {**values, **{key: scalar(text) for key, text in said.items()}}


def costume_values(costume: Costume, script: Script) -> Mapping[str, str]:
    """What the file says of a costume, by key."""
    values: dict[str, str] = {}
    scenes = [script.scene_names[scene] for scene in costume.scenes if scene in script.scene_names]
    if scenes:
        values["scenes"] = flow(scenes)
    if costume.days:
        values["days"] = flow(str(day) for day in costume.days)
    return {**values, **{key: scalar(text) for key, text in words_of(costume).items()}}


def location_values(location: Location, bible: Bible) -> Mapping[str, str]:
    """What the file says of a place, by key."""
    values: dict[str, str] = {}
    if location.also:
        values["also"] = flow(location.also)
    if location.kind:
        values["kind"] = scalar(location.kind)
    if location.palette:
        values["palette"] = flow(exact_colour(code) for code in location.palette)
    if location.pronunciation:
        values["say"] = scalar(location.pronunciation)
    return values


def scene_values(sheet: BreakdownSheet) -> Mapping[str, str]:
    """What the file says of a scene, by key."""
    values = {"day": str(sheet.day), "hour": sheet.hour.value, "weather": sheet.weather.value}
    return {**values, "props": flow(sheet.props)} if sheet.props else values


def scalar(text: str) -> str:
    """A text as YAML writes it: plain where it can be, in quotes where it must."""
    return text if _is_number(text) or text in ("yes", "no") else _dumped(text, flow_style=False)


def _key(name: str, token: str) -> str:
    """What an entry stands under: its name, or its token where YAML takes the name for no key."""
    key = scalar(name)
    return key if len(key) <= _LONGEST_KEY else scalar(token)


def flow(texts: Iterable[str]) -> str:
    """A list on one row."""
    items = (text if _is_number(text) else _dumped([text], flow_style=True)[1:-1] for text in texts)
    return f"[{', '.join(items)}]"


def _is_number(text: str) -> bool:
    return re.fullmatch(r"0|[1-9][0-9]{0,17}", text) is not None


def place_title(location: Location) -> str:
    """A place as headings call it: `EXT. HARBOUR - FERRY SLIP`."""
    return f"{location.setting.value}. {location.name}" if location.setting.value else location.name


def costume_name(costume: Costume) -> str:
    """How people call a costume: `storm coat` for `@NORA/storm-coat`."""
    return costume.token.partition("/")[2].replace("-", " ")


def _dumped(value: str | list[str], *, flow_style: bool) -> str:
    text = yaml.safe_dump(value, default_flow_style=flow_style, allow_unicode=True, width=float("inf"))
    return text.removesuffix("\n...\n").strip("\n")


def _quiet(text: str) -> str:
    """Text for a remark: on one row, without what no YAML file may hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _row(indent: int, key: str, value: str, remark: str = "") -> str:
    row = f"{' ' * indent}{key}: {value}".rstrip()
    return f"{row:<{_COLUMN}}  # {_quiet(remark)}" if remark else row


def _character_rows(character: Character, bible: Bible, script: Script) -> Iterator[str]:
    scenes = [
        script.scene_names[sheet.scene]
        for sheet in bible.sheets
        if character.token in (*sheet.characters, *sheet.voices, *sheet.crowds)
    ]
    who = f"{character.token}{_kind(character, bible)}{_in_scenes(scenes)}"
    yield _row(2, _key(character.name, character.token), "", who)
    if character.introduction:
        yield f'    # "{_quiet(character.introduction)}"'
    remarks = {wording.key: remark_on(character.look, wording) for wording in WORDINGS}
    whys = [f"{alias.name}: {alias.why}" for alias in character.known_as if alias.why]
    remarks["also"] = whys[0] if len(whys) == 1 else ""
    values = character_values(character, bible)
    for key, value in values.items():
        yield from (f"    # {_quiet(why)}" for why in whys if key == "also" and len(whys) > 1)
        yield _row(4, key, value, remarks.get(key, ""))
    if not values and not character.costumes:
        yield _row(4, "also", "[]")
    if character.costumes:
        yield "    costumes:"
    for costume in character.costumes:
        source = {"script": "", "person": ", yours", "proposal": ", proposed"}[costume.source]
        worn = "" if words_of(costume) else "none"
        yield _row(6, scalar(costume_name(costume)), worn, f"{costume.token}{source}")
        if costume.told:
            yield f'        # "{_quiet(costume.told)}"'
        for key, value in costume_values(costume, script).items() if not worn else ():
            yield _row(8, key, value)


def _kind(character: Character, bible: Bible) -> str:
    if character.members:
        return f": {' and '.join(bible.character(token).name for token in character.members)} together"
    return {"person": "", "group": ": several people", "voice": ": only a voice"}[character.kind]


def _in_scenes(numbers: list[str]) -> str:
    """Which scenes, where that is not all that many."""
    shown = ", ".join(numbers[:8]) + (" ..." if len(numbers) > 8 else "")
    return f", scene{'s' if len(numbers) > 1 else ''} {shown}" if numbers else ""


def _location_rows(location: Location, bible: Bible, script: Script) -> Iterator[str]:
    scenes = [script.scene_names[sheet.scene] for sheet in bible.sheets if sheet.location == location.token]
    part = f", part of {location.part_of}" if location.part_of else ""
    yield _row(2, _key(place_title(location), location.token), "", f"{location.token}{part}{_in_scenes(scenes)}")
    values = location_values(location, bible) or {"kind": ""}
    for key, value in values.items():
        yield _row(4, key, value)


def _scene_rows(sheet: BreakdownSheet, bible: Bible, script: Script) -> Iterator[str]:
    scene = script.scene(sheet.scene)
    yield _row(2, scalar(script.scene_names[scene.id]), "", scene.heading.text or bible.location(sheet.location).name)
    there = [bible.character(token).name for token in (*sheet.characters, *sheet.crowds)]
    heard = [bible.character(token).name for token in sheet.voices]
    who = "; ".join(filter(None, (", ".join(there), f"heard: {', '.join(heard)}" if heard else "")))
    if who:
        yield f"    # {_quiet(who)}"
    for key, value in scene_values(sheet).items():
        yield _row(4, key, value, "yours" if key in sheet.by_hand else "")


def plain_key(text: str) -> str:
    """A key as keys are compared."""
    return re.sub(r"[\s_-]+", " ", text.strip()).casefold()

"""The words a video model is told: from the shot, the looks of those in it, and the place and its light."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bible.entries import Character, Hour, Look, Weather
from bible.errors import ModelError
from bible.script import Setting
from renderers.diffusion.adapters import words_of
from renderers.diffusion.facts import read_facts
from renderers.diffusion.families import kind_of
from renderers.diffusion.levers import read_levers
from renderers.diffusion.models import find_model
from shots.content_prompt import around, camera_moves, closed, how_much_moves, light_changes, looks_where
from shots.recipe import Recipe
from shots.shot import MOST_MOTION, Angle, Framing, Size

_SIZES = {
    Size.EWS: "extreme wide shot",
    Size.WS: "wide shot",
    Size.FS: "full shot",
    Size.MLS: "medium long shot",
    Size.MS: "medium shot",
    Size.MCU: "medium close-up",
    Size.CU: "close-up",
    Size.ECU: "extreme close-up",
}
_ANGLES = {
    Angle.EYE: "",
    Angle.LOW: "low angle",
    Angle.HIGH: "high angle",
    Angle.OVERHEAD: "from overhead",
    Angle.DUTCH: "tilted camera",
}
_LIGHT = {
    Hour.DAWN: "at dawn, first pale light",
    Hour.DAY: "in daylight",
    Hour.SUNSET: "at sunset, low golden light",
    Hour.DUSK: "at dusk, blue hour",
    Hour.NIGHT: "at night",
}
_WEATHER = {
    Weather.CLEAR: "",
    Weather.FOG: "in fog",
    Weather.RAIN: "in the rain",
    Weather.STORM: "in a storm",
    Weather.SNOW: "in falling snow",
    Weather.WIND: "in strong wind",
    Weather.OVERCAST: "under an overcast sky",
}
_COLOURS = {
    "black": "#181818", "charcoal": "#3A3A3E", "grey": "#808080", "silver": "#B8BCC0", "white": "#F2F2EE",
    "cream": "#EDE3C8", "beige": "#D2BF9A", "tan": "#B8935F", "brown": "#6B4A2E", "dark brown": "#3A2A22",
    "auburn": "#7A3B22", "red": "#C0282A", "brick red": "#B5432F", "orange": "#E07A28", "yellow": "#E8C62C",
    "blond": "#D9B868", "olive": "#6E6B34", "green": "#3C8A48", "dark green": "#274A34", "teal": "#2E7A7C",
    "sky blue": "#7FB2D6", "blue": "#2E5AA8", "slate blue": "#4A6A7A", "navy": "#1E2A4A", "purple": "#6A3C8C",
    "pink": "#E29AB0",
}  # fmt: skip
_HAIR = {"bald": "a bald head", "braid": "a {} braid", "bun": "{} hair in a bun", "ponytail": "a {} ponytail"}
_NOTHING: Mapping[str, str] = {}
_SENTENCE = re.compile(r"(?<=\w\w\w[.!?…])\s+|(?<=[。！？])\s*(?=\S)")
_WORDS_SHORT = 48
"""About as many words as 77 tokens hold."""


def compile_prompt(
    recipe: Recipe,
    style: str = "",
    short: bool = False,
    still: bool = False,
    known_as: Mapping[str, str] = _NOTHING,
    camera: bool = True,
) -> str:
    """What the model is told of a shot, in plain English; the same recipe gives the same words.

    `style` goes first. `known_as` holds the words by which LoRAs know somebody or a place, by token; "" is the style's.
    `short` is for text encoders that stop at 77 tokens: the most telling words first, no names. `still` leaves out what
    only a moving picture has, `camera` says whether the camera's move is told. Where the shot says in words of its own
    what moves, those stand in place of the script's and the camera's.
    """
    shot, framing = recipe.shot, " ".join(filter(None, (_SIZES[recipe.shot.size], _ANGLES[recipe.shot.angle])))
    people = _in_frame(recipe)
    style = ", ".join(filter(None, (known_as.get(""), style)))
    looks = [", ".join(filter(None, (known_as.get(each.token), _described(each.look)))) for each in people]
    place = ", ".join(filter(None, (known_as.get(recipe.location.token), _place(recipe))))
    much = "" if still else how_much_moves(recipe)
    if short:
        parts = [style, framing, *looks, shot.thing, shot.prompt or shot.action, much, place]
        words = ", ".join(part.strip().rstrip(".") for part in parts if part).split()
        return " ".join(words[:_WORDS_SHORT])
    sentences = [style, framing + _holding(recipe)]
    sentences += [f"{_called(each)} is {look}" for each, look in zip(people, looks, strict=True)]
    moves = "" if still else shot.prompt
    sentences += [moves or shot.action, _speaking(recipe), "" if moves else looks_where(recipe), much, place]
    sentences += (
        [] if still or moves else [camera_moves(recipe) if camera else "", around(recipe), light_changes(recipe)]
    )
    told = (text.strip() for text in sentences)
    return " ".join(closed(f"{text[0].upper()}{text[1:]}") for text in told if text)


def part_of(recipe: Recipe, first: float, last: float) -> Recipe:
    """The recipe as a stretch of its take is told it, from `first` to `last` of it (0 to 1).

    What happens is told sentence by sentence, each in its share of the take, so that a long take made in several calls
    does not do everything in each of them. A stretch has one sentence at least.
    """
    shot = recipe.shot
    field = "prompt" if shot.prompt else "action"
    told = [each for each in _SENTENCE.split(getattr(shot, field).strip()) if each]
    if len(told) < 2:
        return recipe
    middles = [(number + 0.5) / len(told) for number in range(len(told))]
    held = [text for text, at in zip(told, middles, strict=True) if first <= at < last]
    held = held or [told[min(int((first + last) / 2 * len(told)), len(told) - 1)]]
    return recipe.model_copy(update={"shot": shot.model_copy(update={field: " ".join(held)})})


def with_motion(recipe: Recipe, usual: float) -> Recipe:
    """The recipe with as much motion as shot and settings ask for together; `usual` is what the settings say."""
    return _moving(recipe, min(recipe.shot.motion * usual, MOST_MOTION))


def without_motion(recipe: Recipe) -> Recipe:
    """The recipe as it is put into words for a model that has a field for how much moves."""
    return _moving(recipe, 1.0)


def _moving(recipe: Recipe, motion: float) -> Recipe:
    return recipe.model_copy(update={"shot": recipe.shot.model_copy(update={"motion": motion})})


def prompt_of(recipe: Recipe) -> str:
    """The words a local model was told for a take, by the settings that came with its recipe; empty for one without.

    Raises SettingsError. Where the model is gone, the words of most models.
    """
    levers = read_levers(recipe.options)
    try:
        family = kind_of(read_facts(find_model(levers.model))).family
    except ModelError:
        family = None
    if family is not None and not family.words:
        return ""
    short = family is not None and family.short_words
    by_field = family is not None and bool(family.motion_argument)
    recipe = without_motion(recipe) if by_field else with_motion(recipe, levers.motion)
    return compile_prompt(recipe, levers.style, short, known_as=words_of(levers.lora, recipe))


def _in_frame(recipe: Recipe) -> tuple[Character, ...]:
    """Those in frame, in the shot's order, without a shoulder seen from behind."""
    tokens = [subject.token for subject in recipe.shot.subjects]
    return tuple(each for token in dict.fromkeys(tokens) for each in recipe.cast if each.token == token)


def _holding(recipe: Recipe) -> str:
    """What the frame is about: ` of Nora`, ` of a barometer`."""
    shot, people = recipe.shot, [_called(each) for each in _in_frame(recipe)]
    if shot.framing == Framing.INSERT and shot.thing:
        return f" of the {shot.thing}, filling the frame"
    if shot.framing == Framing.OVER_SHOULDER and len(people) > 1:
        return f" of {people[0]}, over the shoulder of {people[1]}, whose back is towards the camera"
    if shot.framing == Framing.TITLE:
        return " of an empty, quiet background"
    if not people:
        return f" of {recipe.location.name.lower()}"
    sides = [
        "" if subject.side == "centre" else f" on the {subject.side} of the frame" for subject in recipe.shot.subjects
    ]
    named = [f"{name}{side}" for name, side in zip(people, sides, strict=False)]
    return f" of {' and '.join(named)}"


_GARMENTS = {
    "overalls": "{} overalls", "apron": "a {} apron over a shirt", "waistcoat": "a {} waistcoat over a white shirt",
    "scrubs": "{} scrubs", "sportswear": "a {} sports shirt", "gown": "a long {} gown", "robe": "a long {} robe",
    "armour": "{} plate armour", "spacesuit": "a {} spacesuit",
}  # fmt: skip
"""Outfits that are not called by their word alone."""
_BELOW = {"blouse": "skirt", "sportswear": "shorts"}
"""What is worn below it instead of trousers."""
_WHOLE = ("dress", "gown", "robe", "jumpsuit", "overalls", "scrubs", "armour", "spacesuit", "wetsuit")
"""Outfits with nothing else below them."""


def _described(look: Look) -> str:
    """`a slim woman of about 34 with light skin, a brown braid, glasses, wearing a yellow coat and navy trousers`."""
    child = look.age < 13
    who = ("girl" if look.sex == "woman" else "boy") if child else look.sex
    build = "" if look.build == "average" else f"{look.build} "
    hair = _HAIR.get(look.hair, f"{look.hair} {{}} hair").format(_colour(look.hair_colour))
    if look.hair == "bob":
        hair = f"a {_colour(look.hair_colour)} bob"
    has = [f"{look.skin} skin", hair]
    beards = {"full": "a full beard", "moustache": "a moustache", "stubble": "stubble"}
    has += [beards[look.beard]] if look.beard in beards else []
    has += ["glasses"] if look.glasses else []
    pattern = "" if look.pattern == "plain" else f" with {look.pattern}"
    garment = _GARMENTS.get(look.outfit, f"a {{}} {look.outfit}").format(_colour(look.outfit_colour))
    wears = [f"{garment}{pattern}"]
    wears += (
        [f"{_colour(look.trousers_colour)} {_BELOW.get(look.outfit, 'trousers')}"] if look.outfit not in _WHOLE else []
    )
    wears += [] if look.hat == "none" else [f"a {_colour(look.hat_colour)} {look.hat}"]
    wears += ["a backpack"] if look.pack else []
    told = f"a {build}{who} of about {look.age} with {', '.join(has)}, wearing {' and '.join(wears)}"
    return re.sub(r"\ba (?=[aeio])", "an ", told)


def _speaking(recipe: Recipe) -> str:
    names = {each.token: _called(each) for each in recipe.cast}
    said = [(names[each.speaker], each.manner) for each in recipe.utterances if each.lips and each.speaker in names]
    spoken = [f"{name} speaks{f' ({manner[0]})' if manner else ''}" for name, manner in dict.fromkeys(said)]
    return ", then ".join(spoken)


def _place(recipe: Recipe) -> str:
    inside = recipe.location.setting == Setting.INT
    where = f"{'inside' if inside else 'outdoors'}, {recipe.location.name.lower()}"
    colours = [_colour(code) for code in recipe.location.palette]
    palette = f"in colours of {' and '.join(filter(None, (', '.join(colours[:-1]), colours[-1])))}" if colours else ""
    weather = "" if inside else _WEATHER[recipe.weather]
    return ", ".join(filter(None, (where, _LIGHT[recipe.hour], weather, palette)))


def _called(character: Character) -> str:
    return character.shown or character.name.title()


def _colour(code: str) -> str:
    """The nearest colour that has a name."""
    wanted = _numbers(code)
    return min(
        _COLOURS, key=lambda name: sum((a - b) ** 2 for a, b in zip(wanted, _numbers(_COLOURS[name]), strict=True))
    )


def _numbers(code: str) -> tuple[int, int, int]:
    code = code.lstrip("#")
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)

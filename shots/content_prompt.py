"""What is said to renderers that are asked in words: what moves, how the camera moves, how the light changes.

A director or a person may have said it (`Shot.prompt`); otherwise it follows from the shot by rule. It is compiled when
it is needed and no part of a take's content digest: better words make no take stale.
"""

from __future__ import annotations

import re

from bible.entries import Hour, Weather
from bible.script import Setting
from shots.moves import goes_deep
from shots.recipe import Recipe
from shots.shot import Framing, Move

_CAMERA = {
    Move.STATIC: "The camera does not move",
    Move.PAN_LEFT: "The camera pans slowly to the left",
    Move.PAN_RIGHT: "The camera pans slowly to the right",
    Move.TILT_UP: "The camera tilts slowly up",
    Move.TILT_DOWN: "The camera tilts slowly down",
    Move.PUSH_IN: "The camera pushes in slowly",
    Move.PULL_OUT: "The camera pulls out slowly",
    Move.TRUCK_LEFT: "The camera trucks to the left",
    Move.TRUCK_RIGHT: "The camera trucks to the right",
    Move.CRANE_UP: "The camera rises on a crane",
    Move.CRANE_DOWN: "The camera comes down on a crane",
    Move.HANDHELD: "Handheld camera, slight shake",
    Move.RACK_FOCUS: "The camera does not move, the focus is pulled from the background to the people",
}
_AIR = {
    Weather.FOG: "Fog drifts slowly",
    Weather.RAIN: "Rain falls without a break",
    Weather.STORM: "Rain drives sideways and everything loose shakes in the wind",
    Weather.SNOW: "Snow falls softly",
    Weather.WIND: "Hair and clothes move in the wind",
}
_AT_THE_WINDOW = {Weather.RAIN: "Rain runs down the window", Weather.STORM: "Rain beats against the window"}
_LIGHT = {
    Hour.DAWN: "The pale light grows very slowly",
    Hour.DAY: "The light does not change",
    Hour.SUNSET: "The low light goes very slowly",
    Hour.DUSK: "The last light fades very slowly",
    Hour.NIGHT: "The light stays low",
}
_CLOSED = re.compile(r"(?<!\.)[.!?…。！？][\"'”’»)\]]*$")
_LOOKING = (Framing.SINGLE, Framing.OVER_SHOULDER, Framing.REACTION)
_ACROSS = {"left": "right", "right": "left"}
_STILL = (Framing.TITLE, Framing.INSERT)
_HARDLY, _MUCH = 0.5, 2.0
"""How much motion counts as hardly any, or as very much."""


def content_prompt(recipe: Recipe) -> str:
    """All of it in plain sentences; what a director or a person said stands word for word in place of the rule's."""
    much = how_much_moves(recipe)
    if recipe.shot.prompt:
        return f"{recipe.shot.prompt} {much}." if much else recipe.shot.prompt
    told = (what_moves(recipe), looks_where(recipe), much, camera_moves(recipe), around(recipe), light_changes(recipe))
    return " ".join(closed(text) for text in told if text)


def closed(text: str) -> str:
    """Words with a full stop, where they do not end like a sentence already: `Hold on!`, `He types: "OK."`"""
    text = text.strip()
    return text if _CLOSED.search(text) else f"{text.rstrip('.')}."


def what_moves(recipe: Recipe) -> str:
    """The action in the script's words; else who speaks or listens."""
    shot = recipe.shot
    if shot.action.strip():
        return " ".join(shot.action.split())
    names = {character.token: character.name.title() for character in recipe.cast}
    in_frame = [names[subject.token] for subject in shot.subjects if subject.token in names]
    seen = {utterance.speaker for utterance in recipe.utterances if utterance.lips}
    speaking = [names[token] for token in names if token in seen]
    if speaking:
        over = shot.framing == Framing.OVER_SHOULDER and speaking == in_frame[:1]
        to = f" to {in_frame[1]}" if over and len(in_frame) > 1 else ""
        return f"{' and '.join(speaking)} {'speaks' if len(speaking) == 1 else 'speak'}{to}, with small gestures"
    if shot.framing in _STILL:
        return "Nothing moves but the light on it" if shot.framing == Framing.INSERT else ""
    if in_frame:
        listening = "listens" if recipe.utterances else "breathes and waits"
        return f"{in_frame[0]} {listening}, hardly moving"
    return ""


def looks_where(recipe: Recipe) -> str:
    """Which way somebody looks who talks or listens: who is on the left looks to the right, so that looks meet."""
    shot = recipe.shot
    talks = bool(recipe.utterances) or shot.framing == Framing.REACTION
    if shot.framing not in _LOOKING or not talks or not shot.subjects or shot.subjects[0].side == "centre":
        return ""
    name = next((each.name.title() for each in recipe.cast if each.token == shot.subjects[0].token), "")
    return f"{name} looks to the {_ACROSS[shot.subjects[0].side]} of the frame" if name else ""


def camera_moves(recipe: Recipe) -> str:
    """The camera's move."""
    if recipe.shot.move == Move.RACK_FOCUS and goes_deep(recipe.shot.action):
        return "The camera does not move, the focus is pulled from the people to the background"
    return _CAMERA[recipe.shot.move]


def how_much_moves(recipe: Recipe) -> str:
    """How much moves, where that is not as usual: for models that have no field for it."""
    motion = recipe.shot.motion
    if motion == 1:
        return ""
    if motion < 1:
        return "Hardly anything moves" if motion <= _HARDLY else "Little moves, and slowly"
    return "Everything moves strongly and fast" if motion >= _MUCH else "There is much motion"


def around(recipe: Recipe) -> str:
    """What the weather moves, outside or at the window; nothing for things and titles."""
    if recipe.shot.framing in _STILL:
        return ""
    inside = recipe.location.setting == Setting.INT
    return (_AT_THE_WINDOW if inside else _AIR).get(recipe.weather, "")


def light_changes(recipe: Recipe) -> str:
    """How the light goes on during the shot; inside it holds."""
    if recipe.location.setting == Setting.INT:
        return "The light does not change"
    return _LIGHT[recipe.hour]

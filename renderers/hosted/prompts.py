"""What a hosted model is told of a shot: the words every renderer that is asked in words gets, cut to its measure."""

from __future__ import annotations

from bible.model import Frozen
from renderers.diffusion.prompt import compile_prompt, without_motion
from renderers.hosted.catalogue import Row
from shots.recipe import Recipe

UNWANTED = "subtitles, captions, text on the screen, watermark, logo, music"
"""What no take is to hold unless it was asked for: words and music are laid over in the cut."""
_UNWANTED_SAID = "No subtitles, no captions, no text on the screen, no music."


class Prompt(Frozen):
    """What is said, and what could not be."""

    text: str
    negative: str = ""
    left_out: tuple[str, ...] = ()


def prompt_for(recipe: Recipe, row: Row, *, still: bool = False) -> Prompt:
    """The prompt of a shot for one model: within its measure, the most telling words first. Pure.

    Where the shot says in its own words what moves, those stand in place of the script's and the camera's. What is
    not wanted goes into the negative prompt where the model has one, and is said in plain words where it has not; so is
    how much moves.
    """
    camera, left_out = row.camera == "words", []
    if not camera and not still:
        left_out.append(f"the camera's move ({recipe.shot.move.value.replace('_', ' ')})")
    tail = "" if row.negative_prompt else _UNWANTED_SAID
    room = row.prompt_max - (measure(tail, row) + 1 if tail else 0)
    told = recipe if row.motion is None else without_motion(recipe)
    text = compile_prompt(told, still=still, camera=camera)
    if measure(text, row) > room:
        text = cut_to(text, room, row)
        left_out.append("the end of the prompt, which is longer than the model takes")
    return Prompt(
        text=f"{text} {tail}".strip(), negative=UNWANTED if row.negative_prompt else "", left_out=tuple(left_out)
    )


def measure(text: str, row: Row) -> int:
    """How long a text is as this model counts it."""
    return len(text.encode("utf-16-le")) // 2 if row.prompt_unit == "utf16" else len(text)


def cut_to(text: str, most: int, row: Row) -> str:
    """A text cut between words so that it is no longer than a model takes."""
    words = text.split(" ")
    while words and measure(" ".join(words), row) > most:
        words.pop()
    return " ".join(words).rstrip(",;: ")

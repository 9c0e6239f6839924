"""Several shots in one call: one film in which they follow one another, and where each of them lies in it."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

from bible.errors import MediaError
from bible.model import Frozen
from renderers.hosted.catalogue import Row
from renderers.hosted.fit import fit
from renderers.hosted.prompts import prompt_for
from renderers.hosted.wire import Beat, Order
from renderers.inspectors.cuts import HiddenCut
from renderers.inspectors.take import inspect_take
from renderers.interface import Asked
from renderers.media.read import count_film_frames
from shots.rate import Rate
from shots.recipe import Recipe

_NEAR = Fraction(1, 2)
"""Seconds a cut may lie from where it was asked for."""


class Piece(Frozen):
    """One shot of a strip."""

    prompt: str
    first: int
    """Where it begins, in frames of the film."""
    frames: int
    """Frames its take uses in all, handles included."""
    handles: int
    left_out: tuple[str, ...] = ()
    """What its recipe asks for that the order does not, in words."""


class Strip(Frozen):
    """An order for several shots, and where each is to lie in its answer."""

    order: Order
    pieces: tuple[Piece, ...]


def seconds_of(recipe: Recipe) -> int:
    """Whole seconds that hold a shot and its handles."""
    return math.ceil(recipe.picture.rate.seconds(recipe.total_frames))


def may_follow(recipe: Recipe) -> bool:
    """Whether a shot may come after another in one call: nothing it starts from or is steered by would be sent."""
    return not recipe.guides


def fit_strip(recipes: tuple[Recipe, ...], row: Row) -> Strip:
    """The order for shots in one call, each as long as its cut and handles, in whole seconds; the last has the rest.

    The first may start from a keyframe. Pure. `together` says which shots go into one call.
    """
    lengths = [seconds_of(recipe) for recipe in recipes]
    total = next(seconds for seconds in row.seconds if seconds >= sum(lengths))
    lengths[-1] += total - sum(lengths)
    first = recipes[0]
    whole = fit(first.model_copy(update={"handles": 0}), row, guides=first.guides)
    told = row.model_copy(update={"prompt_max": row.shot_prompt_max})
    prompts = [prompt_for(recipe, told) for recipe in recipes]
    beats = tuple(Beat(prompt=prompt.text, seconds=length) for prompt, length in zip(prompts, lengths, strict=True))
    order = whole.order.model_copy(
        update={"prompt": "", "beats": beats, "seconds": f"{total}{row.seconds_suffix}", "num_frames": total * row.fps}
    )
    pieces = []
    for number, (recipe, prompt) in enumerate(zip(recipes, prompts, strict=True)):
        own = fit(recipe, row, guides=recipe.guides)
        left_out = (
            *prompt.left_out,
            *(words for words in own.left_out if not words.startswith("the end of the prompt")),
        )
        pieces.append(
            Piece(
                prompt=prompt.text, first=_frame_at(Fraction(sum(lengths[:number])), recipe.picture.rate),
                frames=recipe.total_frames, handles=recipe.handles, left_out=left_out,
            )
        )  # fmt: skip
    return Strip(order=order, pieces=tuple(pieces))


def together(recipes: tuple[Recipe, ...], row: Row) -> tuple[tuple[int, ...], ...]:
    """Which of these shots, by their place, are made in one call by a model: as many as it takes, in their order.

    Shots of one scene that lie next to each other here go together. One that starts from a picture begins a call. Pure.
    """
    groups: list[list[int]] = []
    for place, recipe in enumerate(recipes):
        group = groups[-1] if groups else []
        joined = [recipes[each] for each in group]
        length = sum(seconds_of(each) for each in (*joined, recipe))
        fits = len(group) < row.shots and bool(row.seconds) and length <= row.seconds[-1]
        if group and fits and may_follow(recipe) and recipe.shot.scene == joined[0].shot.scene:
            group.append(place)
        else:
            groups.append([place])
    return tuple(tuple(group) for group in groups)


def place_pieces(film: Path, strip: Strip, recipes: tuple[Recipe, ...]) -> tuple[Piece, ...]:
    """The pieces as they lie in the film that came: each begins at the cut that is near to where it was asked for.

    Where there is no such cut, or a shot would become too short, it begins where it was asked for. Handles are given up
    where a shot has no room for them. Raises MediaError when the film is broken or ends before the last shot's cut.
    """
    rate = recipes[0].picture.rate
    looked = inspect_take(film, recipes[0], (HiddenCut(),), Asked())
    available = count_film_frames(film, recipes[0].picture)
    needed = strip.pieces[-1].first + recipes[-1].frames
    if available < needed:
        raise MediaError(f"{available} frames came, {needed} are needed", where=str(film), cure="make another take")
    fps = looked.film.fps or rate.fps
    cuts = [_frame_at(finding.first / fps, rate) for finding in looked.findings if finding.first is not None]
    asked = [piece.first for piece in strip.pieces]
    begins = [0]
    for number, at in enumerate(asked[1:], 1):
        until = asked[number + 1] if number + 1 < len(asked) else available
        least, most = begins[-1] + recipes[number - 1].frames, until - recipes[number].frames
        near = [cut for cut in cuts if abs(cut - at) <= _NEAR * rate.fps and least <= cut <= most]
        begins.append(min(near, key=lambda cut: abs(cut - at), default=at))
    ends = [*begins[1:], available]
    return tuple(
        _within(piece, recipe, begin, end)
        for piece, recipe, begin, end in zip(strip.pieces, recipes, begins, ends, strict=True)
    )


def _within(piece: Piece, recipe: Recipe, begin: int, end: int) -> Piece:
    """A piece as long as the stretch it lies in allows."""
    handles = min(piece.handles, (end - begin - recipe.frames) // 2)
    short = (f"handles: {handles} frames instead of {piece.handles}",) if handles < piece.handles else ()
    return piece.model_copy(
        update={
            "first": begin, "frames": recipe.frames + 2 * handles, "handles": handles,
            "left_out": (*piece.left_out, *short),
        }
    )  # fmt: skip


def _frame_at(seconds: Fraction, rate: Rate) -> int:
    """The first frame that shows, in its middle, what is on the screen from a second on."""
    return max(0, math.ceil(seconds * rate.fps - Fraction(1, 2)))

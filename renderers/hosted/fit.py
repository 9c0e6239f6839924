"""From a recipe to an order: the nearest thing a model can be asked for, with all it cannot be asked for said."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from bible.errors import RenderError
from bible.model import Frozen
from renderers.hosted.catalogue import PictureSize, Row
from renderers.hosted.prompts import prompt_for
from renderers.hosted.wire import Mode, Order
from shots.recipe import Guide, Recipe

_STILL_GUIDES = ("keyframe", "reference", "mask")
_ASPECT_SLACK = Fraction(1, 50)
"""Shapes this near to each other, as a share, count as the same."""


class Fitted(Frozen):
    """An order for a shot, and how its answer becomes a take."""

    order: Order
    """Whole but for its reference, which every try gets anew."""
    left_out: tuple[str, ...] = ()
    """What the recipe asks for that the order does not, in words."""
    first_frame: int = 0
    """The first frame of the answer that the take uses, counted at the film's rate."""
    handles: int = 0
    """Frames the take has before and after its usable ones."""
    frames: int = 0
    """Frames the take uses in all, handles included; what the answer has beyond them is cut off."""


def fit(recipe: Recipe, row: Row, *, guides: tuple[Guide, ...]) -> Fitted:
    """The order for a shot. `guides` are the recipe's, their files absolute. Pure.

    The length is the shortest the model makes that holds cut and handles; where even the longest is too short for
    both, handles are given up, but never the cut. Raises RenderError when the cut itself is too long, before
    anything is paid.
    """
    taken, left_out = _choose_guides(guides, row)
    mode = _mode(taken, row)
    size = nearest_size(recipe.picture.width, recipe.picture.height, row.sizes_for(mode))
    seconds, handles = _length(recipe, row)
    prompt = prompt_for(recipe, row)
    available = int(seconds * recipe.picture.rate.fps)
    order = Order(
        provider=row.provider, model=row.model, mode=mode, reference="", prompt=prompt.text,
        negative_prompt=prompt.negative, seconds=f"{seconds}{row.seconds_suffix}", num_frames=seconds * row.fps,
        width=size.width, height=size.height, size=size.size, resolution=size.resolution,
        seed=_seed(recipe) if row.seed else None, sound=False if row.sound == "switch" else None,
        motion=row.motion.ask(recipe.shot.motion) if row.motion is not None and recipe.shot.motion != 1 else None,
        guides=taken,
    )  # fmt: skip
    left_out += [*prompt.left_out, *_cannot(recipe, row, size, handles)]
    frames = recipe.frames + 2 * handles
    first = _first(available, frames, taken)
    return Fitted(order=order, left_out=tuple(left_out), first_frame=first, handles=handles, frames=frames)


def fit_still(recipe: Recipe, row: Row, *, guides: tuple[Guide, ...]) -> Fitted:
    """The order for a keyframe of a shot: the picture it starts from. Pure."""
    pictures = [guide for guide in guides if guide.kind in _STILL_GUIDES]
    taken, left_out = _choose_guides(pictures, row)
    passed = [guide for guide in guides if guide.kind not in _STILL_GUIDES]
    size = nearest_size(recipe.picture.width, recipe.picture.height, row.sizes)
    prompt = prompt_for(recipe, row, still=True)
    order = Order(
        provider=row.provider, model=row.model, mode="image", reference="", prompt=prompt.text,
        negative_prompt=prompt.negative, width=size.width, height=size.height, size=size.size,
        resolution=size.resolution, quality=row.qualities[0] if row.qualities else "",
        seed=_seed(recipe) if row.seed else None, guides=taken,
    )  # fmt: skip
    left_out += [*_named(passed), *prompt.left_out, *_shape(recipe, size)]
    return Fitted(order=order, left_out=tuple(left_out))


def lip_sync_order(film: Guide, recording: Guide, seconds: Fraction, row: Row) -> Order:
    """The order for lips that follow a recording: `seconds` is how long the film is, in exact seconds. Pure."""
    guides = (film.model_copy(update={"kind": "drive"}), recording.model_copy(update={"kind": "audio"}))
    told = -(-seconds.numerator * 1000 // seconds.denominator) / 1000
    return Order(
        provider=row.provider, model=row.model, mode="lip_sync", reference="", seconds=f"{told:.3f}", guides=guides
    )


def speech_order(text: str, voice: str, row: Row, *, manner: str = "") -> Order:
    """The order for a spoken line, in the provider's voice of this name. Pure. Raises RenderError: too long."""
    if len(text) > row.prompt_max:
        raise RenderError(
            f"the line is {len(text)} characters long, {row.id} speaks {row.prompt_max} at most",
            cure="use another voice engine for it",
        )
    return Order(
        provider=row.provider, model=row.model, mode="speech", reference="", prompt=text, voice=voice, manner=manner
    )


def nearest_size(width: int, height: int, sizes: tuple[PictureSize, ...]) -> PictureSize:
    """Of the sizes a model makes, the nearest in shape; of those alike in shape, the smallest that is large enough."""
    wanted = Fraction(width, height)

    def off(size: PictureSize) -> Fraction:
        ratio = Fraction(size.width, size.height) / wanted
        return max(ratio, 1 / ratio)

    nearest = min(off(size) for size in sizes)
    alike = [size for size in sizes if off(size) <= nearest + _ASPECT_SLACK]
    enough = [size for size in alike if size.width >= width and size.height >= height]
    return min(enough, key=_area) if enough else max(alike, key=_area)


def _area(size: PictureSize) -> int:
    return size.width * size.height


def _choose_guides(guides: Iterable[Guide], row: Row) -> tuple[tuple[Guide, ...], list[str]]:
    """The guides that can be sent, and the others in words."""
    counts: dict[str, int] = {}
    taken: list[Guide] = []
    passed: list[Guide] = []
    for guide in guides:
        # Hosted models start from a keyframe; none that is here can be pinned to a later frame.
        placed = guide.kind == "keyframe" and bool(guide.frame)
        counts[guide.kind] = counts.get(guide.kind, 0) + (not placed)
        (passed if placed or counts[guide.kind] > row.most(guide.kind) else taken).append(guide)
    kinds = {guide.kind for guide in taken}
    groups = [group for group in row.exclusive if kinds & set(group)]
    for group in groups[1:]:
        passed += [guide for guide in taken if guide.kind in group]
        taken = [guide for guide in taken if guide.kind not in group]
    if not any(guide.kind == "keyframe" for guide in taken):
        # An end frame without a first one is taken by none.
        passed += [guide for guide in taken if guide.kind == "last"]
        taken = [guide for guide in taken if guide.kind != "last"]
    return tuple(taken), _named(passed)


def _named(guides: Iterable[Guide]) -> list[str]:
    names = {"keyframe": "a keyframe", "last": "the last frame", "reference": "a reference still", "pose": "the pose",
             "depth": "the depth", "line": "the line drawing", "drive": "the driving film", "mask": "the mask",
             "audio": "the recording"}  # fmt: skip
    return [
        f"{names[guide.kind]}{f' on frame {guide.frame}' if guide.frame else ''} ({guide.sha256[:8]})"
        for guide in guides
    ]


def _mode(guides: tuple[Guide, ...], row: Row) -> Mode:
    """What is asked for, by what goes along. Raises RenderError when the model cannot do it."""
    kinds = {guide.kind for guide in guides}
    wanted: list[Mode] = ["text_to_video"]
    if "drive" in kinds:
        wanted = ["edit_video"]
    elif "keyframe" in kinds:
        wanted = ["image_to_video"]
    elif "reference" in kinds:
        wanted = ["reference_to_video", "image_to_video"]
    found = next((mode for mode in wanted if mode in row.modes), None)
    if found is None:
        needs = "a keyframe" if "image_to_video" in row.modes else f"one of {', '.join(row.modes)}"
        raise RenderError(f"{row.id} makes nothing from words alone", cure=f"give the shot {needs}")
    return found


def _length(recipe: Recipe, row: Row) -> tuple[int, int]:
    """Seconds to ask for, and the handles they leave room for."""
    fps = recipe.picture.rate.fps
    for seconds in row.seconds:
        if int(seconds * fps) >= recipe.total_frames:
            return seconds, recipe.handles
    longest = row.seconds[-1]
    spare = int(longest * fps) - recipe.frames
    if spare < 0:
        cut = float(recipe.picture.rate.seconds(recipe.frames))
        raise RenderError(
            f"the cut is {cut:.1f} s long, {row.id} makes {longest} s at most",
            where=recipe.shot.slate,
            cure="split the shot, shorten it, or use another renderer for it",
        )
    return longest, min(recipe.handles, spare // 2)


def _first(available: int, frames: int, guides: tuple[Guide, ...]) -> int:
    """Where the take starts in the answer: at its start, or at its end when it must end on a given frame."""
    return available - frames if any(guide.kind == "last" for guide in guides) else 0


def _seed(recipe: Recipe) -> int:
    """A seed every provider takes: 31 bits."""
    return recipe.seed & 0x7FFFFFFF


def _cannot(recipe: Recipe, row: Row, size: PictureSize, handles: int) -> list[str]:
    """All else the order does not say, in words."""
    said = _shape(recipe, size)
    if not row.seed:
        said.append("the seed")
    if handles < recipe.handles:
        said.append(f"handles: {handles} frames instead of {recipe.handles}")
    if recipe.picture.rate.fps != row.fps:
        said.append(f"the rate: made at {row.fps}, brought to {recipe.picture.rate.name}")
    if recipe.lettering is not None:
        said.append(f"the lettering {recipe.lettering.first!r}")
    if any(utterance.lips for utterance in recipe.utterances):
        said.append("lips that follow the words")
    if row.sound == "always":
        said.append("silence: the model's own sound comes along, muted")
    return said


def _shape(recipe: Recipe, size: PictureSize) -> list[str]:
    """How the picture differs from the film's."""
    picture = recipe.picture
    ratio = Fraction(size.width, size.height) / Fraction(picture.width, picture.height)
    if abs(ratio - 1) > _ASPECT_SLACK:
        return [f"the shape: {size.width}x{size.height} instead of {picture.width}x{picture.height}"]
    if size.width < picture.width:
        return [f"sharpness: {size.width}x{size.height} for {picture.width}x{picture.height}"]
    return []


class Part(Frozen):
    """One of the calls that make a long take, in their order."""

    fitted: Fitted
    frames: int
    """Frames of the take it shows."""


def fit_long(recipe: Recipe, row: Row, *, guides: tuple[Guide, ...]) -> tuple[Part, ...]:
    """The orders for a shot longer than the model makes in one call, each going on from the last frame before it.

    As few as hold the cut; handles are made as far as those have room, and shared by all: `handles` of each is that of
    the whole take. Pure. Raises RenderError for a model that cannot start from a picture.
    """
    if row.most("keyframe") < 1 or "image_to_video" not in row.modes:
        return (_only(recipe, row, guides),)
    fps = recipe.picture.rate.fps
    longest = int(row.seconds[-1] * fps)
    # Every call but the first shows the last frame of the one before once more.
    count = -(-(recipe.frames - 1) // (longest - 1))
    handles = min(recipe.handles, (count * (longest - 1) + 1 - recipe.frames) // 2)
    total = recipe.frames + 2 * handles
    shares = [(total - 1) * (number + 1) // count - (total - 1) * number // count for number in range(count)]
    shares[0] += 1
    last = tuple(guide for guide in guides if guide.kind == "last")
    parts = []
    for number, share in enumerate(shares):
        own = tuple(guide for guide in guides if guide.kind != "last")
        if number:
            own = (_BEFORE, *(guide for guide in own if guide.kind != "keyframe"))
        own += last if number == count - 1 else ()
        again = 1 if number else 0
        piece = recipe.model_copy(update={"frames": share + again, "handles": 0, "seed": recipe.seed + number})
        fitted = fit(piece, row, guides=own)
        order = fitted.order
        order = order.model_copy(update={"guides": tuple(guide for guide in order.guides if guide != _BEFORE)})
        fitted = fitted.model_copy(
            update={
                "order": order, "first_frame": max(fitted.first_frame, 0) + again, "handles": 0, "frames": share,
                "left_out": (*fitted.left_out, *_given_up(recipe, handles)),
            }
        )  # fmt: skip
        parts.append(Part(fitted=fitted, frames=share))
    return tuple(parts)


_BEFORE = Guide(kind="keyframe", file="", sha256="0" * 64)
"""Stands for the last frame of the call before, which is not made yet."""


def _only(recipe: Recipe, row: Row, guides: tuple[Guide, ...]) -> Part:
    fitted = fit(recipe, row, guides=guides)
    return Part(fitted=fitted, frames=fitted.frames)


def _given_up(recipe: Recipe, handles: int) -> list[str]:
    return [f"handles: {handles} frames instead of {recipe.handles}"] if handles < recipe.handles else []

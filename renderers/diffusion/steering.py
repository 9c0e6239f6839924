"""How guides reach a call of a model: one way for each manner of pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from renderers.diffusion.families import Arguments, Kind
from renderers.diffusion.guides import CONTROLS, Guides
from renderers.diffusion.lengths import Call

if TYPE_CHECKING:
    from PIL.Image import Image


class Steered(NamedTuple):
    """What a call is steered by."""

    arguments: Arguments
    run_as: str = ""
    """The class that takes them, on the same weights; empty for the model's own."""


def steer(kind: Kind, guides: Guides, call: Call, tail: list[Image], strength: float) -> Steered:
    """The arguments that carry the guides into one call; `tail` holds the last frames of the call before."""
    pictures = {at - call.start: image for at, image in guides.pictures.items() if call.start <= at < call.end}
    if tail:
        # Of a stretch that ended on a picture, that picture itself is better than what was made of it.
        pictures.setdefault(0, tail[0])
    films = {name: film.frames[call.start : call.start + call.frames] for name, film in guides.films.items()}
    for frames in films.values():
        frames += [frames[-1]] * (call.frames - len(frames))
    match kind.row.steering:
        case "conditions":
            return _conditions(kind, call, pictures, tail, films)
        case "vace":
            return _holes(call, pictures, tail, films, guides.references)
        case "control":
            control = next((films[name] for name in CONTROLS if name in films), None)
            return Steered({"control_video": control} if control else {})
        case "pictures":
            return _pictures(kind, call, pictures)
        case "words":
            if "drive" in films:
                drive = {"video": films["drive"], "strength": strength}
                return Steered(drive, kind.row.other["drive"])
            return _pictures(kind, call, pictures)


def _pictures(kind: Kind, call: Call, pictures: Mapping[int, Image]) -> Steered:
    if 0 not in pictures:
        return Steered({})
    end = pictures.get(call.frames - 1) if "last" in kind.row.guides and call.frames > 1 else None
    return Steered({"image": pictures[0], "last_image": end}, kind.row.other.get("keyframe", ""))


def _conditions(
    kind: Kind, call: Call, pictures: Mapping[int, Image], tail: list[Image], films: Mapping[str, list[Image]]
) -> Steered:
    conditions: list[object] = []
    whole_tail = tail if len(tail) > 1 and len(tail) == call.overlap else []
    placed = sorted(pictures.items())
    if kind.family.sound:
        from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition

        # Counted in latent frames: the first is one frame, each after it eight.
        conditions += [LTX2VideoCondition(frames=whole_tail, index=0)] if whole_tail else []
        conditions += [
            LTX2VideoCondition(frames=image, index=(at + 7) // 8) for at, image in placed if at or not whole_tail
        ]
        control = next((films[name] for name in CONTROLS if name in films), None)
        more = _in_context(control) if control else {}
        return Steered({"conditions": conditions or None, **more})
    from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

    conditions += [LTXVideoCondition(video=whole_tail, frame_index=0)] if whole_tail else []
    conditions += [LTXVideoCondition(image=image, frame_index=at) for at, image in placed if at or not whole_tail]
    return Steered({"conditions": conditions or None})


def _in_context(control: list[Image]) -> Arguments:
    from diffusers.pipelines.ltx2.pipeline_ltx2_ic_lora import LTX2ReferenceCondition

    return {"reference_conditions": [LTX2ReferenceCondition(frames=control, strength=1.0)]}


def _holes(
    call: Call,
    pictures: Mapping[int, Image],
    tail: list[Image],
    films: Mapping[str, list[Image]],
    references: list[Image],
) -> Steered:
    """A film with holes: white in the mask is painted, black is kept as it is; grey stands where nothing is given."""
    from PIL import Image

    size = next((image.size for image in (*pictures.values(), *tail, *(f[0] for f in films.values()))), None)
    given: Arguments = {"reference_images": references or None}
    if size is None:
        return Steered(given)
    control = next((films[name] for name in CONTROLS if name in films), None)
    video = list(control or films.get("drive") or [Image.new("RGB", size, (128, 128, 128))] * call.frames)
    mask = [Image.new("L", size, 255)] * call.frames
    if "mask" in films and not control:
        mask = [image.convert("L") for image in films["mask"]]
    for at, image in (*enumerate(tail), *pictures.items()):
        video[at], mask[at] = image, Image.new("L", size, 0)
    return Steered({**given, "video": video, "mask": mask})

"""The renderer `diffusers`: takes by a video model on this machine."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from bible.errors import MediaError, ModelError, RenderError
from renderers.diffusion.adapters import shown_by_ip_adapter, words_of
from renderers.diffusion.calling import Made, call, call_arguments
from renderers.diffusion.facts import ModelFacts, read_facts
from renderers.diffusion.families import Kind, kind_of
from renderers.diffusion.fit import Frames
from renderers.diffusion.lengths import Call
from renderers.diffusion.levers import Levers, read_levers
from renderers.diffusion.models import find_model, preflight, revision_of
from renderers.diffusion.prompt import compile_prompt, part_of, without_motion
from renderers.diffusion.resident import Resident
from renderers.diffusion.sound import add_sound
from renderers.diffusion.staging import with_staging
from renderers.diffusion.steering import steer
from renderers.diffusion.stills import with_keyframe
from renderers.diffusion.trouble import Teller, in_plain_words, is_out_of_memory, library_errors
from renderers.diffusion.work import Work, group_key, lay_out, read_geometry
from renderers.interface import Options, Progress, Readiness, Rendered, Renderer
from renderers.media.normalise import heard_in
from renderers.media.write import TakeWriter
from shots.recipe import Limits, Recipe
from shots.take import Heard

if TYPE_CHECKING:
    from PIL.Image import Image

_VERSION = "1"
_DRAWN = 0.95
"""The share of denoising in a take's progress; the rest is writing it."""


class _Painted(NamedTuple):
    """All frames of a take as the model made them."""

    frames: Frames
    sound: npt.NDArray[np.float32] | None
    sound_rate: int


class Diffusion(Renderer):
    """Takes by a video model on this machine. Keeps the last model in memory."""

    name = "diffusers"

    def __init__(self) -> None:
        self.revision = _VERSION
        self._levers = Levers()
        self._resident: Resident | None = None

    def set_up(self, options: Options) -> None:
        """Take the settings: which model, and how it is run. Raises SettingsError."""
        self._levers = read_levers(options, self.name)
        if preflight(self._levers.model).ready:
            folder = find_model(self._levers.model)
            self.revision = f"{_VERSION} {folder.name}@{revision_of(folder)}"

    def check(self) -> Readiness:
        """Whether the packages are there and the model is whole; reads no weights and imports no torch."""
        return preflight(self._levers.model)

    def limits(self) -> Limits:
        """What the model can be asked for; nothing where there is none. One take at a time: a model fills a card."""
        if not self.check().ready:
            return Limits(at_once=1)
        kind = _kind(read_facts(find_model(self._levers.model)), self._levers)
        return Limits(guides=kind.row.guides, at_once=1)

    def group(self, recipe: Recipe) -> str:
        """The same model, size and length: it is loaded and compiled once for all of them."""
        return group_key(recipe)

    def render(self, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Paint the take, in as many calls of the model as its length needs, and write it.

        The same recipe gives the same frames on the same machine. Raises ModelError (a RenderError); what `progress`
        raises stops the model at its next step and leaves it ready for another take.
        """
        levers = read_levers(recipe.options, self.name)
        resident = self._ready(levers)
        with tempfile.TemporaryDirectory() as aside, in_plain_words(resident.facts.folder):
            recipe = with_keyframe(recipe, levers, resident.kind, Path(aside) / "keyframe.png")
            recipe = with_staging(recipe, levers, resident.kind, Path(aside))
            work = lay_out(recipe, resident.kind, levers, read_geometry(resident.pipe))
        painted = self._paint(resident, work, levers, progress)
        left_out = [
            *self._said_of_the_model(recipe),
            *work.left_out,
            *resident.notes,
            *_own_size(work, painted, levers),
        ]
        self._write(work, painted, to)
        heard: Heard = ""
        if painted.sound is not None and levers.sound:
            add_sound(to, painted.sound, painted.sound_rate)
            heard = "sound" if heard_in(to, work.recipe.picture, 0, work.recipe.total_frames) is not None else ""
        progress(work.recipe.total_frames, work.recipe.total_frames)
        return Rendered(
            frames=work.recipe.total_frames, handles=work.recipe.handles, left_out=tuple(dict.fromkeys(left_out)),
            sound=heard,
        )  # fmt: skip

    def prepare(self, recipes: tuple[Recipe, ...]) -> None:
        """Encode the prompts of all takes to come, so that the text encoder is loaded once and then leaves."""
        self.encode(recipes)

    def encode(self, recipes: Iterable[Recipe]) -> int:
        """Encode the prompts of recipes, each once, and return how many were new."""
        new = 0
        with contextlib.ExitStack() as held:
            for recipe in recipes:
                levers = read_levers(recipe.options, self.name)
                resident = self._ready(levers)
                held.enter_context(resident.text_encoders_kept())
                before = resident.prompts.encodings
                # What is wrong with this one is told when it is rendered.
                with contextlib.suppress(RenderError, MediaError), in_plain_words(resident.facts.folder):
                    work = lay_out(recipe, resident.kind, levers, read_geometry(resident.pipe))
                    for prompt in dict.fromkeys(_told(resident, work, levers, each) for each in work.calls):
                        with resident.prompts.only_prompts():
                            self._call(resident, work, levers, work.calls[0], [], prompt, Teller(lambda: None))
                new += resident.prompts.encodings - before
        return new

    def _ready(self, levers: Levers) -> Resident:
        """The model of these levers in memory; the one before leaves first."""
        folder = find_model(levers.model)
        if self._resident is not None and _same_model(self._resident, folder, levers):
            self._resident.levers = levers
        else:
            self._resident = None
            facts: ModelFacts = read_facts(folder)
            self._resident = Resident(facts, _kind(facts, levers), levers)
        self._resident.set_draft(levers.draft)
        return self._resident

    def _paint(self, resident: Resident, work: Work, levers: Levers, progress: Progress) -> _Painted:
        """Every call of the take, their shared frames counted once."""
        total = work.recipe.total_frames
        window = resident.kind.family.window
        steps = sum(work.steps * work.windows(each, window) for each in work.calls)
        done = 0

        def tell() -> None:
            nonlocal done
            done += 1
            progress(min(int(total * _DRAWN * done / steps), total - 1), total)

        teller = Teller(tell)
        kept: list[Frames] = []
        sounds: list[npt.NDArray[np.float32]] = []
        rate = 0
        with in_plain_words(resident.facts.folder, teller):
            for each in work.calls:
                tail = _tail(kept, each, work)
                made = self._made(resident, work, levers, each, tail, teller)
                if len(made.frames) < each.overlap + each.keep:
                    raise ModelError(
                        f"the model made {len(made.frames)} frames, {each.frames} were asked for",
                        where=work.recipe.shot.slate, cure="use another model",
                    )  # fmt: skip
                kept.append(made.frames[each.overlap : each.overlap + each.keep])
                if made.sound is not None:
                    rate = made.sound_rate
                    sounds.append(_part_of(made, each, work.rate))
        return _Painted(np.concatenate(kept), np.concatenate(sounds, axis=1) if sounds else None, rate)

    def _made(
        self, resident: Resident, work: Work, levers: Levers, each: Call, tail: list[Image], teller: Teller
    ) -> Made:
        """One call; where memory runs out, once more with less. Whatever ends it, the model is ready for another."""
        prompt = _told(resident, work, levers, each)
        try:
            return self._call(resident, work, levers, each, tail, prompt, teller)
        except library_errors() as error:
            if teller.stopped or not is_out_of_memory(error) or not resident.ease():
                raise
        finally:
            resident.reset()
        try:
            return self._call(resident, work, levers, each, tail, prompt, teller)
        finally:
            resident.reset()

    def _call(
        self,
        resident: Resident,
        work: Work,
        levers: Levers,
        each: Call,
        tail: list[Image],
        prompt: str,
        teller: Teller,
    ) -> Made:
        family, recipe = resident.kind.family, work.recipe
        steered = steer(resident.kind, work.guides, each, tail, levers.strength)
        pipe = resident.pipeline(steered.run_as)
        resident.wear(recipe)
        asked = call_arguments(
            pipe, family, levers, work, prompt, each.frames, recipe.seed + each.start, resident.tiles
        )
        if levers.ip_adapter is not None and resident.kind.row.ip_adapter:
            asked = {**asked, **shown_by_ip_adapter(pipe, levers.ip_adapter, work.guides.references)}
        return call(pipe, {**asked, **steered.arguments}, family, teller, recipe.shot.slate)

    def _said_of_the_model(self, recipe: Recipe) -> Iterator[str]:
        """A word where the model is not the one the take was ordered from."""
        if self._resident is None or " " not in recipe.revision:
            return
        folder = self._resident.facts.folder
        revision = f"{_VERSION} {folder.name}@{revision_of(folder)}"
        if recipe.revision != revision:
            yield f"the model changed since the take was ordered: {recipe.revision} then, {revision} now"

    def _write(self, work: Work, painted: _Painted, to: Path) -> None:
        recipe = work.recipe
        cuts = (recipe.handles, recipe.handles + recipe.frames)
        # Some models choose a size of their own near to the one asked for.
        fit = work.fit.model_copy(update={"width": painted.frames.shape[2], "height": painted.frames.shape[1]})
        before = -1
        with TakeWriter(to, recipe.picture, cuts) as writer:
            for frame in work.shown:
                if frame == before:
                    writer.hold()
                else:
                    writer.write(fit.to_picture(painted.frames[frame]))
                before = frame


def _kind(facts: ModelFacts, levers: Levers) -> Kind:
    """What a model is, with what its settings add to it."""
    kind = kind_of(facts)
    return kind.with_references if levers.ip_adapter is not None else kind


_LOADED_BY = (
    "device", "dtype", "offload", "quantise", "tiles", "text_encoder", "compile", "lora", "ip_adapter", "flow_shift",
    "cache",
)  # fmt: skip
"""Levers that need the model loaded anew."""


def _same_model(resident: Resident, folder: Path, levers: Levers) -> bool:
    return resident.facts.folder == folder and all(
        getattr(resident.levers, name) == getattr(levers, name) for name in _LOADED_BY
    )


def _told(resident: Resident, work: Work, levers: Levers, each: Call) -> str:
    """The prompt of one call: in a long take, what happens in its stretch."""
    family = resident.kind.family
    if not family.words:
        return ""
    made = work.calls[-1].end
    told = part_of(work.recipe, each.start / made, each.end / made) if len(work.calls) > 1 else work.recipe
    if family.motion_argument:
        told = without_motion(told)
    return compile_prompt(told, levers.style, family.short_words, known_as=words_of(levers.lora, told))


def _tail(kept: list[Frames], each: Call, work: Work) -> list[Image]:
    """The frames of the calls before that this one starts from, as pictures."""
    if not kept or not each.overlap:
        return []
    from PIL import Image

    made = np.concatenate(kept[-2:])[-each.overlap :]
    return [Image.fromarray((np.clip(frame, 0, 1) * 255 + 0.5).astype(np.uint8)) for frame in made]


def _own_size(work: Work, painted: _Painted, levers: Levers) -> Iterator[str]:
    """A word where a size was set and the model chose another."""
    height, width = painted.frames.shape[1:3]
    if levers.size is not None and (width, height) != (work.fit.width, work.fit.height):
        yield f"size of {work.fit.width}x{work.fit.height}: this model makes {width}x{height}"


def _part_of(made: Made, each: Call, rate: Fraction) -> npt.NDArray[np.float32]:
    """The sound of the frames kept, to the sample; silence where the model made less."""
    assert made.sound is not None
    first, last = (round(frame * made.sound_rate / rate) for frame in (each.overlap, each.overlap + each.keep))
    part = made.sound[:, first:last]
    return np.pad(part, ((0, 0), (0, last - first - part.shape[1])))

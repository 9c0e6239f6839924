"""Hosted models as backends of the controller, and shots as jobs for them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bible.errors import MediaError
from renderers.hosted.catalogue import Row, price
from renderers.hosted.download import fetch, rules_for
from renderers.hosted.finish import finish_still, finish_take
from renderers.hosted.fit import Fitted, Part, fit, fit_still, lip_sync_order
from renderers.hosted.strip import fit_strip, place_pieces
from renderers.hosted.wire import Asset, Order, Wire
from renderers.hosted.wires import open_wire
from renderers.interface import Inspector, Rendered
from renderers.kept import made_once
from renderers.media.picture import write_picture
from renderers.media.read import probe, read_frame
from shots.recipe import Guide, Recipe, digest
from shots.take import Version
from studio.files import sha256_of
from studio.ledger.backend import Finished, Input, Lane, Looked, Picture
from studio.ledger.job import Choice, Need, PaidJob, PlacedJob
from studio.ledger.ordered_take import Ordered, OrderedStrip
from studio.ledger.ordered_voice import finish_voice
from studio.names import keyframe_pattern, part_pattern, strip_pattern, take_pattern, version_pattern
from studio.secrets import find_key

KEY_VARIABLES = {
    "runway": ("RUNWAYML_API_SECRET",),
    "google": ("GEMINI_API_KEY", "GOOGLE_API_KEY"),
    "openai": ("OPENAI_API_KEY",),
    "elevenlabs": ("ELEVENLABS_API_KEY",),
    "sync": ("SYNC_API_KEY",),
}
"""Where the key of a provider is looked for; of any other, in `NAME_API_KEY`."""


LAST_FRAME = "last"
"""The role of a take whose last frame the next one starts from; any other role stands for a picture as it is."""


class HostedBackend:
    """One row of the catalogue, worked through its wire."""

    def __init__(
        self, row: Row, wire: Wire, cache: Path, inspectors: Sequence[Inspector] = (), *, slots: int = 0,
        per_minute: float = 0.0,
    ) -> None:  # fmt: skip
        self.row = row
        self._cache = cache
        self.wire = wire
        self.lane = Lane(name=row.id, slots=slots or row.concurrency, per_minute=per_minute)
        self._inspectors = tuple(inspectors)

    def fetch(self, asset: Asset, to: Path) -> None:
        """Bring a result, from where this provider's results may lie. Raises WireError."""
        fetch(asset, to, rules_for(self.wire))

    def finish(self, job: PlacedJob, fetched: Path, to: Path | None) -> Finished:
        """Look at a film, a still or a line to its end, and write it in the production's format.

        Raises MediaError when it is broken, too short, or spoilt by a step; VoiceError when nothing is said.
        """
        assert to is not None, "a hosted result without a file"
        if job.kind == "recording":
            return finish_voice(job.asked, self.row.id, fetched, to)
        if job.kind in ("still", "keyframe"):
            width, height = finish_still(fetched, to)
            return Picture(width=width, height=height)
        if job.kind == "strip":
            return _finish_strip(job.asked, fetched, to)
        ordered = Ordered.model_validate_json(job.asked)
        fitted = ordered.fitted(self.lane.name)
        done = finish_take(fetched, fitted, self.row, ordered.recipe, self._inspectors, to)
        faults = [each.what for each in done.inspection.findings if each.fault]
        if job.kind == "pass" and faults:
            raise MediaError(f"the step spoilt the take: {'; '.join(faults)}", where=str(fetched), cure="leave it out")
        return Looked(rendered=done.rendered, noticed=done.inspection.findings)

    def complete(self, order: Order, inputs: tuple[Input, ...]) -> Order:
        """The order with pictures of jobs that had to be done first: a keyframe, or the last frame of a take.

        Raises MediaError or OSError when one cannot be taken.
        """
        taken = tuple(self._guide(each) for each in inputs)
        mode = "image_to_video" if order.mode == "text_to_video" and taken else order.mode
        return order.model_copy(update={"guides": (*taken, *order.guides), "mode": mode})

    def _guide(self, given: Input) -> Guide:
        file = given.file
        if given.role == LAST_FRAME:
            file = self._cache / "inputs" / f"{sha256_of(given.file)[:16]}_last.png"
            made_once(file, lambda to: _write_last_frame(given.file, to))
        return Guide(kind="keyframe", file=str(file), sha256=sha256_of(file))


def _write_last_frame(film: Path, to: Path) -> None:
    colours = read_frame(film, probe(film).frames - 1)
    opaque = np.full((*colours.shape[:2], 1), 255, dtype=np.uint8)
    write_picture(np.concatenate((colours[..., ::-1], opaque), axis=2), to)


def _finish_strip(asked: str, fetched: Path, to: Path) -> Looked:
    """A film of several shots as it came, once every one of them was found in it; its takes are cut out of it later."""
    ordered = OrderedStrip.model_validate_json(asked)
    pieces = place_pieces(fetched, ordered.strip, ordered.recipes)
    shutil.copyfile(fetched, to)
    left_out = dict.fromkeys(words for piece in pieces for words in piece.left_out)
    frames = pieces[-1].first + pieces[-1].frames
    return Looked(rendered=Rendered(frames=frames, handles=0, left_out=tuple(left_out)))


def open_backend(
    row: Row, cache: Path, inspectors: Sequence[Inspector] = (), *, base_url: str = "", slots: int = 0,
    per_minute: float = 0.0, lists: bool = False,
) -> HostedBackend:  # fmt: skip
    """The backend of a row, with the key of its provider; `cache` is for what can be made again.

    `lists`: the provider lists films with their prompts, where its wire leaves that open.

    Raises SettingsError with what to type.
    """
    variables = KEY_VARIABLES.get(row.provider, (f"{row.provider.upper().replace('-', '_')}_API_KEY",))
    wire = open_wire(row.wire, find_key(row.provider, variables), base_url, lists=lists)
    return HostedBackend(row, wire, cache, inspectors, slots=slots, per_minute=per_minute)


def take_job(
    production: str, recipe: Recipe, content: str, rows: Sequence[Row], *, priority: int = 0, forgiven: int = 0,
    needs: tuple[Need, ...] = (),
) -> PaidJob:  # fmt: skip
    """A take of a shot as a job for these models, the first first.

    `recipe` is numbered and located (its guides' files are absolute), `content` what the shot asks for. Raises
    RenderError when the shot cannot be asked for, SettingsError when its price is not known.
    """
    fits = tuple((row.id, fit(recipe, row, guides=recipe.guides)) for row in rows)
    return PaidJob(
        kind="clip", subject=recipe.shot.id, name=recipe.shot.slate, content=content, shots=(recipe.shot.id,),
        asked=Ordered(recipe=recipe, fits=fits).model_dump_json(exclude_defaults=True),
        choices=_choices(rows, fits), files=(take_pattern(production, recipe.shot.slate),), priority=priority,
        forgiven=forgiven, needs=needs,
    )  # fmt: skip


def part_job(
    production: str, recipe: Recipe, part: Part, content: str, row: Row, *, part_of: str, name: str,
    needs: tuple[Need, ...], priority: int = 0, forgiven: int = 0,
) -> PaidJob:  # fmt: skip
    """One call of a take that needs several: `part_of` is what tries at it are counted by."""
    fits = ((row.id, part.fitted),)
    own = recipe.model_copy(update={"frames": part.frames, "handles": 0})
    return PaidJob(
        kind="part", subject=part_of, name=name, content=content, shots=(recipe.shot.id,), needs=needs,
        asked=Ordered(recipe=own, fits=fits).model_dump_json(exclude_defaults=True), choices=_choices((row,), fits),
        files=(part_pattern(production, recipe.shot.slate, part_of.rpartition("/")[2]),), priority=priority,
        forgiven=forgiven,
    )  # fmt: skip


def strip_job(
    production: str, recipes: tuple[Recipe, ...], contents: tuple[str, ...], row: Row, *, priority: int = 0
) -> PaidJob:
    """Takes of several shots as one job: one call, one film, and a cost they share. Raises as `take_job` does."""
    strip = fit_strip(recipes, row)
    shots = tuple(recipe.shot.id for recipe in recipes)
    slates = tuple(recipe.shot.slate for recipe in recipes)
    asked = OrderedStrip(recipes=recipes, contents=contents, strip=strip)
    takes = [recipe.take for recipe in recipes]
    return PaidJob(
        kind="strip", subject="+".join(shots), name="+".join(slates), shots=shots, priority=priority,
        # Further takes of these shots are another order, whatever they show.
        content=digest([row.id, list(contents), takes]), asked=asked.model_dump_json(exclude_defaults=True),
        choices=(_choice(row, strip.order),), files=(strip_pattern(production, slates),),
    )  # fmt: skip


def keyframe_job(production: str, recipe: Recipe, content: str, rows: Sequence[Row], *, priority: int = 0) -> PaidJob:
    """A keyframe of a shot as a job for these models. Raises as `take_job` does."""
    fits = tuple((row.id, fit_still(recipe, row, guides=recipe.guides)) for row in rows)
    return PaidJob(
        kind="keyframe", subject=recipe.shot.id, name=recipe.shot.slate, content=content, shots=(recipe.shot.id,),
        asked=Ordered(recipe=recipe, fits=fits).model_dump_json(exclude_defaults=True),
        choices=_choices(rows, fits), files=(keyframe_pattern(production, recipe.shot.slate),), priority=priority,
    )  # fmt: skip


def lip_sync_job(
    production: str, recipe: Recipe, version: Version, film: Guide, track: Guide, row: Row, *, priority: int = 0
) -> PaidJob:
    """Lips that follow the words as a job: `recipe` is as long as the take, `film` the take, `track` what is said.

    Raises SettingsError when its price is not known.
    """
    seconds = recipe.picture.rate.seconds(recipe.total_frames)
    order = lip_sync_order(film, track, seconds, row)
    fits = ((row.id, Fitted(order=order, handles=recipe.handles, frames=recipe.total_frames)),)
    return PaidJob(
        kind="pass", subject=f"{version.shot}/{version.take}", name=version.name, content=version.content,
        shots=(version.shot,), choices=_choices((row,), fits), priority=priority,
        asked=Ordered(recipe=recipe, fits=fits, version=version).model_dump_json(exclude_defaults=True),
        files=(version_pattern(production, version.slate, version.take, version.steps[-1]),),
    )  # fmt: skip


def _choices(rows: Sequence[Row], fits: tuple[tuple[str, Fitted], ...]) -> tuple[Choice, ...]:
    return tuple(_choice(row, fitted.order) for row, (_, fitted) in zip(rows, fits, strict=True))


def _choice(row: Row, order: Order) -> Choice:
    cost = price(order, row)
    return Choice(
        lane=row.id, renderer=row.id, revision=row.model, order=order, estimate_micro_usd=cost, upper_micro_usd=cost
    )

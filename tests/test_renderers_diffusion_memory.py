"""How a model is run so that it fits, and settings as they come from a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from models.recipes import make_recipe

from bible.errors import SettingsError
from renderers.diffusion.facts import ModelFacts
from renderers.diffusion.levers import Adapter, Levers, read_levers
from renderers.diffusion.memory import Machine, decide
from renderers.diffusion.work import group_key
from shots.recipe import content_digest

GIB = 1024**3
WAN_14B = ModelFacts(
    folder=Path("wan"), pipeline="WanPipeline", parts=("text_encoder", "transformer", "vae"),
    bytes=(("text_encoder", 11 * GIB), ("transformer", 28 * GIB), ("vae", GIB // 2)),
)  # fmt: skip
SMALL = WAN_14B.model_copy(update={"bytes": (("text_encoder", 0), ("transformer", GIB // 100), ("vae", GIB // 100))})


def _card(free: int, ram: int = 64) -> Machine:
    return Machine(device="cuda:0", free=free * GIB, ram=ram * GIB)


@pytest.mark.parametrize(
    ("facts", "machine", "offload", "dtype", "tiles"),
    [
        (WAN_14B, _card(80), "none", "bfloat16", False),
        (WAN_14B, _card(35), "model", "bfloat16", True),
        (WAN_14B, _card(24), "group", "bfloat16", True),
        (SMALL, _card(8), "none", "bfloat16", False),
        (SMALL, Machine(device="cpu", free=16 * GIB, ram=16 * GIB), "none", "float32", False),
        (WAN_14B, Machine(device="cpu", free=48 * GIB, ram=48 * GIB), "none", "bfloat16", False),
    ],
)
def test_what_fits_decides_how_a_model_is_run(
    facts: ModelFacts, machine: Machine, offload: str, dtype: str, tiles: bool
) -> None:
    running = decide(Levers(), facts, machine)
    assert (running.offload, running.dtype, running.tiles) == (offload, dtype, tiles)


@pytest.mark.parametrize(("ram", "kept"), [(64, True), (40, False)])
def test_the_text_encoder_stays_while_there_is_room_for_it(ram: int, kept: bool) -> None:
    assert decide(Levers(), WAN_14B, _card(80, ram)).keep_text_encoder is kept
    assert decide(Levers(text_encoder="keep"), WAN_14B, _card(80, ram)).keep_text_encoder
    assert not decide(Levers(text_encoder="release"), WAN_14B, _card(80, ram)).keep_text_encoder


@given(st.integers(0, 200), st.sampled_from(["none", "model", "group", "disk"]), st.sampled_from(["yes", "no"]))
def test_what_a_person_set_is_never_overruled(free: int, offload: str, tiles: str) -> None:
    levers = Levers.model_validate({"offload": offload, "tiles": tiles, "dtype": "float16"})
    running = decide(levers, WAN_14B, _card(free))
    assert (running.offload, running.tiles, running.dtype) == (offload, tiles == "yes", "float16")


@given(st.integers(0, 200), st.integers(0, 200))
def test_more_memory_never_means_more_offloading(one: int, other: int) -> None:
    ways = ["none", "model", "group"]
    less, more = sorted((one, other))
    assert ways.index(decide(Levers(), WAN_14B, _card(more)).offload) <= ways.index(
        decide(Levers(), WAN_14B, _card(less)).offload
    )


def test_settings_come_as_words() -> None:
    levers = read_levers(
        (
            ("model", "ltx-video"), ("tier", "draft"), ("steps", "8"), ("size", "768x512"), ("compile", "true"),
            ("lora", "a.safetensors:0.8, b.safetensors"), ("guidance", "3.5"), ("sound", "false"),
        )
    )  # fmt: skip
    assert levers.draft
    assert (levers.steps, levers.size, levers.compile, levers.guidance) == (8, (768, 512), "inductor", 3.5)
    assert levers.lora == (Adapter(file="a.safetensors", weight=0.8), Adapter(file="b.safetensors"))
    assert not levers.sound


def test_a_setting_nobody_knows_is_named_with_those_that_are() -> None:
    with pytest.raises(SettingsError) as caught:
        read_levers((("step", "8"),))
    assert "diffusers has no setting step" in str(caught.value)
    assert "steps" in caught.value.cure


def test_every_setting_says_what_it_does() -> None:
    assert all(field.description and field.description.endswith(".") for field in Levers.model_fields.values())


def test_takes_of_one_model_size_and_length_are_one_group() -> None:
    options = (("model", "ltx"), ("steps", "8"))
    one = make_recipe(options=options)
    assert group_key(one) == group_key(one.model_copy(update={"seed": 3, "options": (*options, ("style", "noir"))}))
    others = {
        group_key(make_recipe(options=(("model", "wan"),))),
        group_key(make_recipe(40, options=options)),
        group_key(make_recipe(options=(*options, ("lora", "a")))),
        group_key(make_recipe(options=(*options, ("tier", "draft")))),
        group_key(one),
    }
    assert len(others) == 5


def test_a_renderers_settings_make_no_take_stale() -> None:
    assert content_digest(make_recipe()) == content_digest(make_recipe(options=(("model", "ltx"),)))

"""From recipe to order: what is asked for lies within the model's limits, and what cannot be asked for is said."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.entries import Character, Hour, Location, Look, Weather
from bible.errors import RenderError
from bible.script import Setting
from renderers.hosted.catalogue import MotionField, Row, price, read_catalogue
from renderers.hosted.fit import fit, fit_still, lip_sync_order, nearest_size, speech_order
from renderers.hosted.prompts import UNWANTED, measure, prompt_for
from renderers.hosted.wire import OwnField
from shots.rate import read_rate
from shots.recipe import Guide, Lettering, PictureFormat, Recipe, Utterance
from shots.shot import Framing, Move, Shot, Size, Subject

TODAY = date(2026, 11, 23)
CATALOGUE = read_catalogue()
FILMS = [row for row in CATALOGUE.alive(TODAY) if row.seconds]
STILLS = list(CATALOGUE.alive(TODAY, "image"))
NORA = Character(token="@NORA", name="NORA", look=Look(age=34, sex="woman", height_cm=168))
QUAY = Location(token="@QUAY", name="QUAY", setting=Setting.EXT, kind="harbour")


def recipe(
    frames: int = 96, handles: int = 24, rate: str = "24", size: tuple[int, int] = (1920, 1080), **more: object
) -> Recipe:
    shot = Shot(id="sh0001", slate="1A", scene="S0001", framing=Framing.SINGLE, size=Size.MS, move=Move.PUSH_IN,
                subjects=(Subject(token="@NORA", side="left"),), action="She waits for the ferry.")  # fmt: skip
    fields: dict[str, object] = {
        "shot": shot, "cast": (NORA,), "location": QUAY, "hour": Hour.DAWN, "weather": Weather.FOG, "frames": frames,
        "picture": PictureFormat(width=size[0], height=size[1], rate=read_rate(rate)), "handles": handles,
        "seed": 2**32 - 1, "renderer": "hosted", "revision": "1", "take": 1,
    }  # fmt: skip
    return Recipe.model_validate(fields | more)


def guide(kind: str, number: int = 0, frame: int | None = None) -> Guide:
    return Guide.model_validate(
        {"kind": kind, "file": f"/g/{kind}{number}.png", "sha256": f"{number:x}" * 64, "frame": frame}
    )


def row(identity: str) -> Row:
    return CATALOGUE.row(identity, TODAY)


KINDS = ["keyframe", "last", "reference", "pose", "depth", "line", "drive", "mask", "audio"]
GUIDES = st.lists(
    st.builds(guide, st.sampled_from(KINDS), st.integers(0, 15), st.sampled_from([None, None, 0, 40])), max_size=8
).map(tuple)


@given(
    model=st.sampled_from(FILMS), frames=st.integers(1, 480), handles=st.integers(0, 60),
    rate=st.sampled_from(["23.976", "24", "25", "29.97", "30", "50", "60"]),
    size=st.sampled_from([(1920, 1080), (1080, 1920), (1280, 720), (2048, 858), (720, 576), (320, 240)]), guides=GUIDES,
)  # fmt: skip
def test_an_order_is_within_the_model_and_nothing_is_dropped_in_silence(
    model: Row, frames: int, handles: int, rate: str, size: tuple[int, int], guides: tuple[Guide, ...]
) -> None:
    asked = recipe(frames, handles, rate, size)
    too_long = int(model.seconds[-1] * asked.picture.rate.fps) < frames
    first = next((each for each in guides if each.kind == "keyframe" and not each.frame), None)
    if too_long or (first is None and "text_to_video" not in model.modes):
        with pytest.raises(RenderError, match=r"at most|from words alone"):
            fit(asked, model, guides=guides)
        return
    fitted = fit(asked, model, guides=guides)
    order = fitted.order
    seconds = int(order.seconds.removesuffix(model.seconds_suffix))
    available = int(seconds * asked.picture.rate.fps)
    assert seconds in model.seconds
    assert fitted.frames == frames + 2 * fitted.handles <= available
    assert 0 <= fitted.first_frame <= available - fitted.frames
    assert fitted.handles == handles or any("handles" in words for words in fitted.left_out)
    shorter = [each for each in model.seconds if each < seconds]
    assert all(int(each * asked.picture.rate.fps) < asked.total_frames for each in shorter)
    assert order.mode in model.modes
    assert (order.size, order.resolution, order.width, order.height) in [
        (each.size, each.resolution, each.width, each.height) for each in model.sizes_for(order.mode)
    ]
    assert (order.seed is None) == (not model.seed)
    assert order.seed is None or 0 <= order.seed < 2**31
    assert measure(order.prompt, model) <= model.prompt_max
    for kind in KINDS:
        assert sum(each.kind == kind for each in order.guides) <= model.most(kind)
    sent = {each.kind for each in order.guides}
    assert sum(bool(sent & set(group)) for group in model.exclusive) <= 1
    assert "last" not in sent or "keyframe" in sent
    assert len(guides) - len(order.guides) == sum(words.endswith(")") and "(" in words for words in fitted.left_out)
    assert price(order, model) > 0


@pytest.mark.parametrize(("frames", "handles", "seconds", "kept"), [
    (96, 24, "6", 24), (96, 48, "8", 48), (180, 24, "8", 6), (192, 24, "8", 0), (24, 0, "4", 0),
])  # fmt: skip
def test_the_shortest_length_that_holds_cut_and_handles(frames: int, handles: int, seconds: str, kept: int) -> None:
    fitted = fit(recipe(frames, handles), row("runway/veo3.1"), guides=())
    assert (fitted.order.seconds, fitted.handles) == (seconds, kept)


def test_a_cut_that_is_too_long_is_refused_before_it_costs() -> None:
    with pytest.raises(RenderError, match="8 s at most") as raised:
        fit(recipe(193), row("runway/veo3.1"), guides=())
    assert raised.value.where == "1A"


def test_a_take_that_must_end_on_a_frame_is_cut_from_the_end_of_the_answer() -> None:
    guides = (guide("keyframe"), guide("last", 1))
    fitted = fit(recipe(100, 10), row("runway/veo3.1"), guides=guides)
    assert fitted.first_frame + fitted.frames == 6 * 24
    assert fit(recipe(100, 10), row("runway/veo3.1"), guides=guides[:1]).first_frame == 0


def test_what_excludes_itself_is_not_sent_together() -> None:
    fitted = fit(
        recipe(), row("runway/seedance2.5"), guides=(guide("keyframe"), guide("reference", 1), guide("last", 2))
    )
    assert [each.kind for each in fitted.order.guides] == ["keyframe", "last"]
    assert any(words.startswith("a reference still (1111") for words in fitted.left_out)


def test_a_model_that_needs_a_picture_says_so() -> None:
    with pytest.raises(RenderError, match="from words alone"):
        fit(recipe(), row("runway/gen4_turbo"), guides=())


def test_what_cannot_be_asked_for_is_said_in_words() -> None:
    spoken = Utterance(line="L1", speaker="@NORA", text="Late.", lips=True, start=0, samples=10, sample_rate=48000)
    asked = recipe(rate="25", utterances=(spoken,), lettering=Lettering(kind="slug", first="QUAY"), size=(2048, 858))
    said = " | ".join(fit(asked, row("google/omni-1.2"), guides=(guide("pose"), guide("depth", 2))).left_out)
    for words in (
        "the pose",
        "the depth",
        "the seed",
        "made at 24, brought to 25",
        "lettering 'QUAY'",
        "lips",
        "the shape",
        "sound",
    ):
        assert words in said


def test_sizes_may_be_fewer_from_words_alone() -> None:
    square = recipe(size=(960, 960))
    assert fit(square, row("runway/gen4.5"), guides=(guide("keyframe"),)).order.size == "960:960"
    assert fit(square, row("runway/gen4.5"), guides=()).order.size in ("1280:720", "720:1280")


def test_the_nearest_shape_then_the_smallest_that_is_large_enough() -> None:
    sizes = row("runway/seedance2.5").sizes
    assert nearest_size(1280, 720, sizes).size == "1280:720"
    assert nearest_size(1300, 730, sizes).size == "1920:1080"
    assert nearest_size(4096, 2160, sizes).size == "1920:1080"
    assert nearest_size(1000, 1000, sizes).size == "960:960"


@given(model=st.sampled_from(STILLS), guides=GUIDES)
def test_a_still_is_ordered_within_the_model(model: Row, guides: tuple[Guide, ...]) -> None:
    fitted = fit_still(recipe(), model, guides=guides)
    assert fitted.order.mode == "image"
    assert len(guides) - len(fitted.order.guides) == sum(words.endswith(")") for words in fitted.left_out)
    assert "push" not in fitted.order.prompt
    assert price(fitted.order, model) >= 67_000


def test_the_prompt_says_who_where_and_how_and_what_is_not_wanted() -> None:
    words = prompt_for(recipe(), row("runway/gen4.5"))
    for part in (
        "Nora",
        "woman of about 34",
        "waits for the ferry",
        "pushes in",
        "dawn",
        "fog",
        "No subtitles",
        "no music",
    ):
        assert part in words.text
    assert words.negative == ""
    apart = prompt_for(recipe(), row("runway/veo3.1"))
    assert apart.negative == UNWANTED
    assert "subtitles" not in apart.text


def test_a_shot_that_says_itself_what_moves_is_taken_at_its_word() -> None:
    asked = recipe()
    shot = asked.shot.model_copy(update={"prompt": "Gulls wheel, the camera drifts right, light warms"})
    words = prompt_for(asked.model_copy(update={"shot": shot}), row("runway/gen4.5")).text
    assert "Gulls wheel" in words
    assert "pushes in" not in words


def test_how_much_moves_goes_into_the_models_own_field_and_elsewhere_into_words() -> None:
    calm, own = recipe(), recipe().shot.model_copy(update={"motion": 0.5})
    calm = calm.model_copy(update={"shot": own})
    model = row("runway/gen4.5")
    assert "Hardly anything moves." in fit(calm, model, guides=()).order.prompt
    assert "moves" not in fit_still(calm, STILLS[0], guides=()).order.prompt
    field = MotionField(field="motion_bucket_id", least=1, usual=127, most=255)
    asked = fit(calm, model.model_copy(update={"motion": field}), guides=()).order
    assert asked.motion == OwnField(name="motion_bucket_id", value=64)
    assert "Hardly anything" not in asked.prompt
    # Unasked, the order is what it was before models had such a field.
    assert (
        fit(recipe(), model.model_copy(update={"motion": field}), guides=()).order
        == fit(recipe(), model, guides=()).order
    )


@pytest.mark.parametrize(
    ("least", "usual", "most", "motion", "value"),
    [(1, 127, 255, 4.0, 255), (1, 127, 255, 0.1, 13), (0.0, 0.5, 1.0, 1.5, 0.75), (0.2, 1.0, 2.0, 0.1, 0.2)],
)
def test_a_models_own_numbers_are_kept(least: float, usual: float, most: float, motion: float, value: float) -> None:
    asked = MotionField(field="motion", least=least, usual=usual, most=most).ask(motion)
    assert (asked.value, type(asked.value)) == (value, type(value))


def test_a_camera_that_cannot_be_told_is_left_out_and_nothing_else_is() -> None:
    words = prompt_for(recipe(), row("runway/gen4.5").model_copy(update={"camera": "none"}))
    assert "pushes in" not in words.text
    assert "Fog drifts slowly" in words.text
    assert words.left_out == ("the camera's move (push in)",)


def test_a_prompt_that_is_too_long_is_cut_and_it_is_said() -> None:
    long = recipe()
    long = long.model_copy(update={"shot": long.shot.model_copy(update={"action": "Gulls 🐦 wheel. " * 200})})
    words = prompt_for(long, row("runway/gen4.5"))
    assert 900 < measure(words.text, row("runway/gen4.5")) <= 1000
    assert words.text.endswith("no music.")
    assert any("longer than the model takes" in each for each in words.left_out)


def test_a_lip_sync_costs_by_the_length_of_its_film() -> None:
    order = lip_sync_order(guide("drive"), guide("audio", 1), Fraction(100, 24), row("sync/lipsync-2"))
    assert [each.kind for each in order.guides] == ["drive", "audio"]
    assert order.seconds == "4.167"
    assert price(order, row("sync/lipsync-2")) == 208_350


def test_speech_costs_by_its_letters_and_has_a_measure() -> None:
    model = row("elevenlabs/v3")
    assert price(speech_order("We are late.", "nova", model), model) == 1_200
    with pytest.raises(RenderError, match="5000 at most"):
        speech_order("x" * 5001, "nova", model)

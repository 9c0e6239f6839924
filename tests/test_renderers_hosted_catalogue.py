"""The catalogue: dated rows that hold together, models that are gone, and prices in whole millionths."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bible.errors import SettingsError
from renderers.hosted.catalogue import Row, price, read_catalogue
from renderers.hosted.wire import Order
from renderers.hosted.wires import WIRES

TODAY = date(2026, 11, 23)
GATEWAY = """
[[row]]
id = "gateway/muse"
wire = "openai_videos"
model = "muse-1"
modes = ["text_to_video", "image_to_video"]
tier = "final"
seconds = [4, 8, 12]
sizes = [["1280x720", "", 1280, 720]]
keyframes = 1
prompt_max = 4000
as_of = 2026-11-01
source = "the gateway's price list"
prices = [{ per = "second", dollars = 0.1, as_of = 2026-11-01, source = "the gateway's price list" }]
"""


def order(**fields: object) -> Order:
    known: dict[str, object] = {"provider": "x", "model": "m", "mode": "text_to_video", "reference": "r"}
    return Order.model_validate(known | fields)


def test_every_row_is_dated_sourced_and_speaks_a_known_wire() -> None:
    rows = read_catalogue().rows
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.wire in WIRES
        assert row.as_of <= TODAY
        assert row.source
        for each in row.prices:
            assert each.as_of <= TODAY
            assert each.source


@pytest.mark.parametrize("identity", ["openai_videos/sora-2", "openai/gpt-image-1", "google/veo-3.1"])
def test_a_model_that_is_gone_is_refused_with_its_successor(identity: str) -> None:
    catalogue = read_catalogue()
    with pytest.raises(SettingsError, match="is gone since 2026") as raised:
        catalogue.row(identity, TODAY)
    successor = re.search(r"use (\S+) instead", raised.value.cure)
    assert successor
    assert catalogue.row(successor[1], TODAY).id == successor[1]


def test_a_model_can_be_used_until_the_day_it_goes() -> None:
    catalogue = read_catalogue()
    assert catalogue.row("openai/gpt-4o-mini-tts", date(2027, 1, 5)).model == "gpt-4o-mini-tts"
    with pytest.raises(SettingsError, match="gone"):
        catalogue.row("openai/gpt-4o-mini-tts", date(2027, 1, 6))
    assert catalogue.alive(date(2027, 1, 6), "speech") == catalogue.alive(TODAY, "speech")[:2]


def test_an_unknown_model_is_told_with_those_there_are() -> None:
    with pytest.raises(SettingsError, match="no hosted model 'sora'") as raised:
        read_catalogue().row("sora", TODAY)
    assert "runway/gen4.5" in raised.value.cure
    assert "sora-2" not in raised.value.cure


def test_prices_are_whole_millionths_rounded_up() -> None:
    catalogue = read_catalogue()
    assert price(order(seconds="5"), catalogue.row("runway/gen4.5", TODAY)) == 600_000
    assert price(order(seconds="8", sound=True), catalogue.row("runway/veo3.1", TODAY)) == 3_200_000
    assert price(order(seconds="8", sound=False), catalogue.row("runway/veo3.1", TODAY)) == 1_600_000
    assert price(order(seconds="8"), catalogue.row("runway/veo3.1", TODAY)) == 3_200_000
    assert price(order(seconds="4s"), catalogue.row("google/omni-1.2-draft", TODAY)) == 120_000
    assert price(order(seconds="1.0001"), catalogue.row("sync/lipsync-2", TODAY)) == 50_005
    assert price(order(seconds="1.00001"), catalogue.row("sync/lipsync-2", TODAY)) == 50_001
    assert price(order(mode="image"), catalogue.row("google/3.1-flash-image", TODAY)) == 67_000


def test_an_order_whose_price_nobody_knows_is_refused() -> None:
    row = read_catalogue().row("runway/veo3.1", TODAY)
    silent_only = row.model_copy(update={"prices": row.prices[1:]})
    with pytest.raises(SettingsError, match="no price is known"):
        price(order(seconds="8", sound=True), silent_only)
    with pytest.raises(SettingsError, match="how long it is"):
        price(order(), row)


def test_a_persons_own_rows_lie_over_those_that_come_along(tmp_path: Path) -> None:
    own = tmp_path / "catalogue.toml"
    own.write_text(GATEWAY)
    row = read_catalogue(own).row("gateway/muse", TODAY)
    assert (row.provider, row.wire, row.seconds) == ("gateway", "openai_videos", (4, 8, 12))
    assert price(order(seconds="8"), row) == 800_000
    own.write_text(GATEWAY.replace("prompt_max", 'motion = ["motion_bucket_id", 1, 127, 255]\nprompt_max'))
    field = read_catalogue(own).row("gateway/muse", TODAY).motion
    assert field is not None
    assert field.ask(2.0).value == 254
    own.write_text(GATEWAY.replace("gateway/muse", "runway/gen4.5"))
    assert read_catalogue(own).row("runway/gen4.5", TODAY).model == "muse-1"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('wire = "openai_videos"', 'wire = "sora"', "wire 'sora' is not one of"),
        ("seconds = [4, 8, 12]", "seconds = [8, 4]", "seconds must rise"),
        ("seconds = [4, 8, 12]", "", "seconds are missing"),
        ('sizes = [["1280x720", "", 1280, 720]]', "", "sizes are missing"),
        ("1280, 720]", "1280, 721]", "even"),
        ('id = "gateway/muse"', 'id = "muse"', "provider/model"),
        ("as_of = 2026-11-01\nsource", "retired_on = 2026-12-01\nas_of = 2026-11-01\nsource", "needs a successor"),
        ("keyframes = 1", "keyframe = 1", "keyframe"),
        ("prompt_max = 4000", "", "prompt_max"),
        ("prices = [{", "other = [{", "other"),
        ("prompt_max", 'motion = ["move", 5, 1, 9]\nprompt_max', "its least, usual and most"),
        ("prompt_max", 'motion = ["move", 5]\nprompt_max', "motion"),
        ('wire = "openai_videos"', 'wire = "gemini_omni"\nmotion = ["move", 1, 2, 3]', "sends no motion field"),
        ("tier =", "tier", "not valid TOML"),
    ],
)
def test_a_row_that_does_not_hold_together_is_told(tmp_path: Path, before: str, after: str, said: str) -> None:
    own = tmp_path / "own.toml"
    assert before in GATEWAY
    own.write_text(GATEWAY.replace(before, after))
    with pytest.raises(SettingsError) as raised:
        read_catalogue(own)
    assert said in raised.value.what
    assert raised.value.where == str(own)


def test_a_successor_must_be_in_the_catalogue(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(GATEWAY.replace("prices", 'retired_on = 2026-12-01\nsuccessor = "gateway/none"\nprices'))
    with pytest.raises(SettingsError, match="successor"):
        read_catalogue(own)


def test_a_catalogue_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_catalogue(tmp_path / "none.toml")


def test_every_kind_of_guide_is_counted_by_a_field() -> None:
    row = read_catalogue().row("google/omni-1.2", TODAY)
    assert [row.most(kind) for kind in ("keyframe", "last", "reference", "drive", "pose")] == [1, 1, 6, 1, 0]
    assert isinstance(row, Row)

"""One decode, all inspectors: what is wrong is noticed, what is right is left alone, and what is broken is no take."""

from __future__ import annotations

from fractions import Fraction
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from bible.entries import Character, Hour, Location, Look, Weather
from bible.errors import MediaError
from bible.script import Setting
from renderers.fake_provider.books import RemoteJob
from renderers.fake_provider.media import film_for, write_film
from renderers.fake_provider.pictures import Picture, fill, ground
from renderers.inspectors.take import Inspection, inspect_take
from renderers.inspectors.words import Words, alike, is_english
from renderers.interface import Asked, Inspector
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe
from shots.shot import Framing, Shot, Size, Subject

NAMES = sorted(point.name for point in entry_points(group="studio.inspectors"))


def load(name: str) -> Inspector:
    (point,) = entry_points(group="studio.inspectors", name=name)
    return cast(Inspector, point.load()())


READY = [load(name) for name in NAMES if load(name).check().ready]


def recipe(frames: int = 40, framing: Framing = Framing.SINGLE, handles: int = 4) -> Recipe:
    return Recipe(
        shot=Shot(id="sh1", slate="12A", scene="s1", framing=framing, size=Size.MS,
                  subjects=(Subject(token="@NORA", side="left"),)),
        cast=(Character(token="@NORA", name="NORA", look=Look(age=30, sex="woman", height_cm=170)),),
        location=Location(token="@QUAY", name="QUAY", setting=Setting.EXT, kind="harbour"), hour=Hour.DAY,
        weather=Weather.CLEAR, picture=PictureFormat(width=128, height=72, rate=Rate(numerator=24)), frames=frames,
        handles=handles, renderer="hosted", revision="1", take=1,
    )  # fmt: skip


ASKED = Asked(width=128, height=72, fps=Fraction(24), frames=48, sound=True)


def job(fault: str | None = None, seconds: float = 2.0, number: int = 3, sound: bool = True) -> RemoteJob:
    return RemoteJob(number=number, id="x", provider="runway", model="m", mode="text_to_video", prompt="",
                     seconds=seconds, width=128, height=72, fps=24, sound=sound, price_micro_usd=1,
                     fault=fault)  # fmt: skip


def look_at(tmp_path: Path, data: bytes, asked: Asked = ASKED, made_by: Recipe | None = None) -> Inspection:
    film = tmp_path / "take.mp4"
    film.write_bytes(data)
    return inspect_take(film, made_by or recipe(), READY, asked)


def said(inspection: Inspection) -> set[tuple[str, bool]]:
    return {(each.inspector, each.fault) for each in inspection.findings}


@pytest.mark.parametrize("number", [1, 5, 12])
@pytest.mark.parametrize("seconds", [2.0, 8.0])
def test_a_good_take_is_left_alone(tmp_path: Path, seconds: float, number: int) -> None:
    asked = ASKED.model_copy(update={"frames": round(seconds * 24)})
    inspection = look_at(tmp_path, film_for(job(seconds=seconds, number=number)), asked)
    assert inspection.findings == ()
    assert inspection.film.frames == round(seconds * 24)
    assert inspection.film.sound_seconds == pytest.approx(seconds, abs=0.1)


@pytest.mark.parametrize(
    ("fault", "noticed"),
    [
        ("black", {("black", True), ("frozen", True)}),
        ("frozen", {("frozen", True)}),
        ("same_frames", {("repeated", False)}),
        ("hidden_cut", {("hidden-cut", True)}),
        ("silent", {("sound", True)}),
        ("clipped", {("sound", False)}),
        ("no_sound", {("shape", False)}),
        ("other_length", {("shape", False)}),
        ("other_size", {("shape", False)}),
        ("other_rate", {("shape", False)}),
    ],
)
def test_what_is_wrong_is_noticed_and_nothing_else(tmp_path: Path, fault: str, noticed: set[tuple[str, bool]]) -> None:
    assert said(look_at(tmp_path, film_for(job(fault)))) == noticed


def test_where_it_is_wrong_is_told(tmp_path: Path) -> None:
    (finding,) = look_at(tmp_path, film_for(job("hidden_cut"))).findings
    assert (finding.first, finding.what) == (24, "a cut before frame 24")
    (finding,) = look_at(tmp_path, film_for(job("frozen"))).findings
    assert (finding.first, finding.last) == (12, 47)


def test_a_take_too_short_for_its_cut_is_a_fault(tmp_path: Path) -> None:
    inspection = look_at(tmp_path, film_for(job(seconds=1.0)))
    assert ("shape", True) in said(inspection)
    assert "24 frames at the film's rate, the cut needs 40" in inspection.faults[0].what
    at_half_rate = write_film(_noise(24), 128, 72, Fraction(12), None)
    assert ("shape", True) not in said(look_at(tmp_path, at_half_rate))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_broken_film_is_no_take(tmp_path: Path, share: float) -> None:
    whole = film_for(job())
    with pytest.raises(MediaError) as raised:
        look_at(tmp_path, whole[: int(len(whole) * share)])
    assert raised.value.where == str(tmp_path / "take.mp4")


@pytest.mark.parametrize("data", [b"", b"<html>", bytes(1000)])
def test_what_is_no_film_is_no_take(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(MediaError):
        look_at(tmp_path, data)


def test_a_film_whose_end_is_missing_behind_its_index_is_no_take(tmp_path: Path) -> None:
    import av

    (tmp_path / "slow.mp4").write_bytes(film_for(job()))
    with (
        av.open(str(tmp_path / "slow.mp4")) as source,
        av.open(str(tmp_path / "fast.mp4"), "w", options={"movflags": "faststart"}) as target,
    ):
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    whole = (tmp_path / "fast.mp4").read_bytes()
    for share in (0.4, 0.7, 0.95):
        with pytest.raises(MediaError):
            look_at(tmp_path, whole[: int(len(whole) * share)])


def _noise(count: int, seed: int = 1) -> list[Picture]:
    random = np.random.default_rng(seed)
    base = ground(4, 128, 72)
    frames = []
    for _ in range(count):
        picture = base.copy()
        top, left = random.integers(0, 60), random.integers(0, 110)
        picture[top : top + 10, left : left + 14] = 200
        frames.append(picture)
    return frames


def test_lightning_is_no_cut(tmp_path: Path) -> None:
    frames = _noise(48)
    for bright in (20, 21):
        frames[bright] = np.full_like(frames[bright], 240)
    assert said(look_at(tmp_path, write_film(iter(frames), 128, 72, Fraction(24), None), Asked())) == set()


def test_a_fast_pan_is_no_cut(tmp_path: Path) -> None:
    wide = fill(np.random.default_rng(3).integers(0, 255, (9, 64, 3), dtype=np.uint8), 2048, 72)
    frames = [np.ascontiguousarray(wide[:, 30 * n : 30 * n + 128]) for n in range(48)]
    assert said(look_at(tmp_path, write_film(iter(frames), 128, 72, Fraction(24), None), Asked())) == set()


def test_night_with_a_lamp_is_not_black_and_a_title_may_stand(tmp_path: Path) -> None:
    night = np.full((72, 128, 3), 4, np.uint8)
    night[30:34, 60:66] = 120
    still = write_film(iter([night] * 48), 128, 72, Fraction(24), None)
    assert said(look_at(tmp_path, still, Asked())) == {("frozen", True)}
    assert said(look_at(tmp_path, still, Asked(), recipe(framing=Framing.TITLE))) == {("frozen", False)}


def test_a_short_black_is_worth_a_look(tmp_path: Path) -> None:
    frames = _noise(48)
    for dark in range(10, 14):
        frames[dark] = np.zeros_like(frames[dark])
    inspection = look_at(tmp_path, write_film(iter(frames), 128, 72, Fraction(24), None), Asked())
    assert ("black", False) in said(inspection)
    assert ("black", True) not in said(inspection)


@pytest.mark.parametrize("name", NAMES)
def test_the_contract_of_every_registered_inspector(tmp_path: Path, name: str) -> None:
    inspector = load(name)
    assert inspector.name == name
    assert inspector.revision
    ready = inspector.check()
    assert ready.ready or (ready.why and ready.cure)
    film = tmp_path / "take.mp4"
    film.write_bytes(film_for(job(seconds=0.5)))
    short = recipe(frames=12, handles=0)
    asked = Asked(frames=12)
    first = inspect_take(film, short, [inspector], asked)
    again = inspect_take(film, short, [inspector, load(name)], asked)
    assert first.findings == ()
    assert again.findings == ()
    film.unlink()
    film.write_bytes(write_film(iter(_noise(1)), 128, 72, Fraction(24), None))
    for finding in inspect_take(film, short, [inspector]).findings:
        assert finding.inspector == name
        assert finding.what


def test_words_that_are_the_line_however_they_are_spelt() -> None:
    assert alike("we're late, nora", "We’re late, NORA!") == 1.0
    assert alike("the ferry leaves at nine", "The ferry leaves at noon.") > 0.6
    assert alike("subscribe to my channel", "The ferry leaves at noon.") < 0.4
    assert alike("", "Late.") == 0.0
    assert alike("", "Где он?") == alike("where is he", "Где он?") == 0.0
    assert alike("the cafe is naive", "The café is naïve.") == 1.0
    assert Words().check().ready or "verify" in Words().check().cure


@pytest.mark.parametrize(
    ("line", "english"),
    [
        ("The ferry leaves at noon.", True), ("What was it you didn't see?", True), ("Где он?", False),
        ("彼はどこですか。", False), ("Wo ist er denn nun?", False), ("¿Dónde está el faro?", False), ("...", False),
    ],
)  # fmt: skip
def test_only_english_lines_are_listened_to(line: str, english: bool) -> None:
    assert is_english(line) == english

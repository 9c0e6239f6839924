"""What becomes an order, and in which turn."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from paper_production import HOSTED, by_itself, made_to_the_end, on_paper, owed, with_ruling, with_takes

from bible.errors import SettingsError
from renderers.hosted.wire import Settles
from renderers.interface import VoiceEngine
from shots.recipe import Guide
from studio.folder import ProductionFolder
from studio.hosted_models import provider_settings
from studio.ledger.backend import Lane
from studio.ledger.book import Book, Desk
from studio.ledger.requests import set_max_cost
from studio.ledger.tries import Tries
from studio.office import look_into
from studio.ordering import Ordering
from studio.plugins import load_engine
from studio.production import Production, Ruling
from studio.progress import Quiet
from studio.settings import Settings
from studio.store import Store
from studio.tiers import Tier

KEYFRAME = Guide(kind="keyframe", file="stills/k.png", sha256="1" * 64)
SETTINGS = Settings(
    size=(192, 108), renderer="runway/gen4_turbo", providers={"runway": {"base_url": "http://127.0.0.1:9"}}
)


@pytest.fixture
def ordering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ordering:
    monkeypatch.setenv("RUNWAYML_API_SECRET", "key_of_the_test")
    folder = ProductionFolder.make(tmp_path / "small", "")
    store = Store(folder)
    store.hold("a test")
    return Ordering(folder, store, SETTINGS, Quiet())


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Production:
    return on_paper(tmp_path_factory.mktemp("paper"))


def test_a_shot_that_cannot_be_asked_for_stops_no_other_order(ordering: Ordering, paper: Production) -> None:
    free = by_itself(HOSTED).model_copy(update={"stills": "", "hosted": SETTINGS.renderer})
    bare, framed, *_ = (node for node in owed(paper, free, "clip") if node.orders)
    assert bare.recipe is not None and framed.recipe is not None
    framed = framed.model_copy(update={"recipe": framed.recipe.model_copy(update={"guides": (KEYFRAME,)})})
    came = ordering.run((bare, framed), paper)  # nothing may be spent: the one that can be asked for waits for a cap
    assert (came.failed, came.blocked) == ((bare.name,), (framed.name,))
    assert came.lacks(bare.name)
    assert [line.name for line in ordering.quote((bare, framed), paper).lines] == [framed.name]


def test_what_a_person_waits_for_is_ordered_first(ordering: Ordering, paper: Production) -> None:
    free = by_itself(HOSTED).model_copy(update={"hosted": SETTINGS.renderer})
    cast = with_takes(paper, free, *owed(paper, free, "still"))
    framed = with_takes(cast, free, *owed(cast, free, "keyframe"))
    nodes = [node for node in owed(framed, free, "clip") if node.orders]
    assert {job.priority for job in ordering.jobs(nodes, framed)} == {0}
    asked = with_ruling(framed, nodes[3], Ruling.RETAKEN, "shot", 1)
    nodes = [node for node in owed(asked, free, "clip") if node.orders]
    urgent = [job.name for job in ordering.jobs(nodes, asked) if job.priority > 0]
    assert urgent == [nodes[3].name]


def test_several_takes_asked_for_are_several_jobs_that_differ(ordering: Ordering, paper: Production) -> None:
    free = by_itself(HOSTED).model_copy(update={"hosted": SETTINGS.renderer})
    done, _ = made_to_the_end(paper, free)
    node = next(each for each in owed(paper, free, "clip") if each.recipe and each.recipe.shot.framing != "title")
    asked = with_ruling(done, node, Ruling.RETAKEN, "shot", 3)
    (again,) = owed(asked, free, "clip")
    jobs = ordering.jobs((again,), asked)
    assert len(jobs) == 3
    assert len({job.choices[0].order_digest for job in jobs}) == 3  # each with a seed of its own
    assert {job.priority for job in jobs} == {10}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"speed": 3}, "speed is not known of a provider"),
        ({"slots": -1}, "slots: "),
        ({"per_minute": float("inf")}, "per_minute: "),
        ({"lists": "maybe"}, "lists: "),
        ({"base_url": 3}, "base_url: "),
    ],
)
def test_what_is_wrong_with_a_providers_settings_is_named(told: dict[str, str | int | float | bool], said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        provider_settings(told, "runway")
    assert raised.value.what.startswith(said)
    assert raised.value.where == "[providers.runway]"


def test_a_tier_names_the_model_that_makes_its_takes(tmp_path: Path) -> None:
    folder = ProductionFolder.make(tmp_path / "film", "")
    settings = folder.root / "studio.toml"
    with look_into(folder) as office, pytest.raises(SettingsError, match="no final model is named"):
        office.of_tier(Tier.FINAL, "")
    settings.write_text('renderer = "runway/gen4_turbo"\nfinal = "runway/gen4.5"\n')
    with look_into(folder) as office:
        assert office.of_tier(Tier.FINAL, "") == "runway/gen4.5"
        assert office.of_tier(Tier.FINAL, "runway/veo3.1") == "runway/veo3.1"
        assert office.of_tier(Tier.DRAFT, "") == ""


def test_what_all_voices_have_in_common_is_found_out_once(
    ordering: Ordering, paper: Production, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []

    def load(name: str) -> VoiceEngine:
        loaded.append(name)
        return load_engine(name)

    monkeypatch.setattr("studio.hosted_voices.load_engine", load)
    speaking = HOSTED.model_copy(update={"voice": "elevenlabs/flash-v2.5"})
    unspoken = paper.model_copy(update={"sounds": ()})
    lines = tuple(node for node in owed(unspoken, speaking, "recording") if node.orders)
    jobs = ordering.jobs(lines, unspoken)
    assert [job.subject for job in jobs] == [line.subject for line in lines]
    assert len(jobs) == 3
    assert sorted(loaded) == sorted(set(loaded))


def test_what_is_on_order_comes_home_from_a_model_that_is_gone_by_now(
    ordering: Ordering, paper: Production, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = by_itself(HOSTED).model_copy(update={"stills": "", "hosted": SETTINGS.renderer})
    node = next(node for node in owed(paper, free, "clip") if node.orders)
    assert node.recipe is not None
    framed = node.model_copy(update={"recipe": node.recipe.model_copy(update={"guides": (KEYFRAME,)})})
    folder = ProductionFolder.open(tmp_path / "small")
    own = tmp_path / "own.toml"
    gone = SETTINGS.model_copy(update={"catalogue": str(own)})
    with Store(folder) as store:
        store.hold("another run")
        set_max_cost(store, 10_000_000)
        book = Book(Desk(store))
        book.place(ordering.jobs((framed,), paper), [Lane(name=SETTINGS.renderer)])
        assert len(book.claim({SETTINGS.renderer: Settles.SAME_KEY}).opened) == 1  # and that run is killed
        rows = files("renderers.hosted").joinpath("catalogue.toml").read_text().split("[[row]]\n")
        row = next(row for row in rows if row.startswith(f'id = "{SETTINGS.renderer}"'))
        own.write_text(f'[[row]]\nretired_on = 2026-01-02\nsuccessor = "runway/gen4.5"\n{row}')
        monkeypatch.delenv("RUNWAYML_API_SECRET")
        assert Ordering(folder, store, gone, Quiet()).run((), paper).remote == (node.name,)
        monkeypatch.setenv("RUNWAYML_API_SECRET", "key_of_the_test")
        # Runway cannot say whether it took an order: what matters is that it is gone on with.
        assert Ordering(folder, store, gone, Quiet()).run((), paper).parked == (node.name,)


def test_a_take_that_was_asked_of_a_model_gone_since_is_told_and_stops_no_other_order(
    ordering: Ordering, paper: Production, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = by_itself(HOSTED).model_copy(update={"stills": "", "hosted": SETTINGS.renderer})
    first, second, third, *_ = (node for node in owed(paper, free, "clip") if node.orders)
    asked = paper
    for node, model in ((first, "gone/model"), (first, SETTINGS.renderer), (second, "openai/sora-2")):
        asked = with_ruling(asked, node, Ruling.RETAKEN, "shot", 1, model)
    nodes = [node for node in owed(asked, free, "clip") if node.name in (first.name, second.name, third.name)]
    framed = tuple(
        node.model_copy(update={"recipe": node.recipe and node.recipe.model_copy(update={"guides": (KEYFRAME,)})})
        for node in nodes
    )
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    came = ordering.run(framed, asked)
    assert came.failed == (first.name, second.name)
    assert sorted(came.blocked) == sorted((first.name, third.name))
    # What the settings name is not told shot by shot: it is to be mended.
    monkeypatch.delenv("RUNWAYML_API_SECRET")
    with pytest.raises(SettingsError, match="RUNWAYML_API_SECRET"):
        ordering.run(tuple(node for node in framed if node.name == third.name), asked)


def test_what_was_turned_down_costs_nothing_more_until_a_person_asks_again(
    ordering: Ordering, paper: Production, tmp_path: Path
) -> None:
    free = by_itself(HOSTED).model_copy(update={"stills": "", "hosted": SETTINGS.renderer})
    node = next(node for node in owed(paper, free, "clip") if node.orders)
    assert node.recipe is not None
    framed = node.model_copy(update={"recipe": node.recipe.model_copy(update={"guides": (KEYFRAME,)})})
    with Store(ProductionFolder.open(tmp_path / "small")) as store:
        store.hold("another run")
        set_max_cost(store, 10_000_000)
        desk = Desk(store)
        book = Book(desk)
        book.place(ordering.jobs((framed,), paper), [Lane(name=SETTINGS.renderer)])
        ((_, sent),) = book.claim({SETTINGS.renderer: Settles.SAME_KEY}).opened
        Tries(desk).failed(sent, "refused", "not this")
        here = Ordering(ProductionFolder.open(tmp_path / "small"), store, SETTINGS, Quiet())
        assert here.quote((framed,), paper).lines == ()
        assert [line.name for line in here.quote((framed,), paper, again=True).lines] == [node.name]
        asked = with_ruling(paper.model_copy(update={"attempts": (sent,)}), node, Ruling.RETAKEN, "shot", 1)
        assert [line.name for line in here.quote((framed,), asked).lines] == [node.name]
        assert here.run((framed,), paper).failed == (node.name,)

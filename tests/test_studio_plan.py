"""The plan: what is owed when something changes, and when nothing does. Pure, without a file."""

from __future__ import annotations

from datetime import date

import pytest
from paper_production import (
    FREE,
    HOSTED,
    LOCAL,
    by_itself,
    made_to_the_end,
    on_paper,
    owed,
    with_ruling,
    with_takes,
)

from bible.entries import Saying
from renderers.hosted.catalogue import read_catalogue
from renderers.hosted.fit import fit
from shots.shot import Framing, Size
from studio.attempt import Attempt, AttemptState
from studio.ordered import STAND_INS, StillRules
from studio.plan import Offer, State, plan
from studio.production import Production, Ruling, Verdict

_SHOWN = ("recording", "still", "keyframe", "clip")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Production:
    return on_paper(tmp_path_factory.mktemp("paper"))


def _films(production: Production) -> int:
    assert production.shots is not None
    return sum(shot.framing != Framing.TITLE for shot in production.shots.shots)


@pytest.mark.parametrize("offer", [HOSTED, LOCAL], ids=["hosted", "here"])
def test_cast_then_keyframes_then_clips_each_once(paper: Production, offer: Offer) -> None:
    stills = owed(paper, offer, "still")
    assert {node.name for node in stills} == {"@NORA", "@IKE", "@HARBOUR", "@WHEELHOUSE"}
    assert not owed(paper, offer, "keyframe")
    cast = with_takes(paper, offer, *stills, circled=True)
    keyframes = owed(cast, offer, "keyframe")
    assert len(keyframes) == _films(paper)
    assert all(node.recipe is not None and node.recipe.guides for node in keyframes)
    done, _ = made_to_the_end(cast, offer)
    films = [take for take in done.takes if take.renderer not in ("animatic", "still")]
    assert len({take.shot for take in films}) == len(films) >= _films(paper)
    assert not owed(done, offer, *_SHOWN)


@pytest.mark.parametrize("offer", [HOSTED, LOCAL], ids=["hosted", "here"])
def test_until_a_person_chose_the_animatic_stands_in(paper: Production, offer: Offer) -> None:
    done = with_takes(paper, offer, *owed(paper, offer, "clip"))
    clips = [node for node in plan(done, offer).nodes if node.kind == "clip"]
    assert {take.renderer for take in done.takes} <= {"animatic", "diffusers"}
    waiting = [node for node in clips if node.pick and node.pick.take.renderer == "animatic"]
    assert len(waiting) >= _films(paper)
    assert not any(node.owed for node in waiting)
    assert all("circled" in node.reason for node in waiting if node.recipe and node.recipe.shot.framing != "title")


@pytest.mark.parametrize("offer", [HOSTED, LOCAL], ids=["hosted", "here"])
def test_where_nobody_is_asked_each_step_takes_the_newest_of_the_one_before(paper: Production, offer: Offer) -> None:
    done, _ = made_to_the_end(paper, by_itself(offer))
    assert not done.verdicts
    assert len(done.stills) == 4 + _films(paper)
    films = [take for take in done.takes if take.renderer not in ("animatic", "still")]
    assert len(films) >= _films(paper)


def test_several_proposals_of_each_are_made_to_choose_from(paper: Production) -> None:
    for offer in (HOSTED, LOCAL):
        several = offer.model_copy(update={"still_rules": StillRules(proposals=3)})
        assert {len(node.takes) + len(node.orders) for node in owed(paper, several, "still")} == {3}
        came = with_takes(paper, several, *owed(paper, several, "still"))
        assert not owed(came, several, "still", "keyframe")


@pytest.mark.parametrize("offer", [HOSTED, LOCAL], ids=["hosted", "here"])
def test_an_edited_shot_owes_one_keyframe_one_clip_and_a_new_cut(paper: Production, offer: Offer) -> None:
    free = by_itself(offer)
    done, _ = made_to_the_end(paper, free)
    assert done.shots is not None
    shot = done.shots.shots[3]
    edited = tuple(each.model_copy(update={"size": Size.ECU}) if each is shot else each for each in done.shots.shots)
    again = done.model_copy(update={"shots": done.shots.model_copy(update={"shots": edited})})
    after, _ = made_to_the_end(again, free.model_copy(update={"stale": True}))
    takes = [each for each in after.takes if each not in done.takes]
    stills = [each for each in after.stills if each not in done.stills]
    assert {each.slate for each in (*takes, *stills)} == {shot.slate}
    assert len(stills) == 1
    films = [each for each in takes if each.renderer not in STAND_INS]
    assert len(films) == 1
    # The film shows the edit at once, by what costs nothing.
    assert {each.renderer for each in takes if each not in films} <= set(STAND_INS)
    assert plan(after, free).master().content != plan(done, free).master().content


@pytest.mark.parametrize("offer", [HOSTED, LOCAL], ids=["hosted", "here"])
def test_more_motion_owes_one_clip_and_no_still(paper: Production, offer: Offer) -> None:
    free = by_itself(offer)
    done, _ = made_to_the_end(paper, free)
    assert done.shots is not None
    shot = done.shots.shots[3]
    edited = tuple(each.model_copy(update={"motion": 2.0}) if each is shot else each for each in done.shots.shots)
    again = done.model_copy(update={"shots": done.shots.model_copy(update={"shots": edited})})
    assert [node.name for node in plan(again, free).nodes if node.again] == ([shot.slate] if offer is HOSTED else [])
    after, _ = made_to_the_end(again, free.model_copy(update={"stale": True}))
    assert not any(node.again for node in plan(after, free).nodes)
    assert after.stills == done.stills
    films = [each for each in after.takes if each not in done.takes and each.renderer not in STAND_INS]
    assert [each.slate for each in films] == [shot.slate]


def test_an_edited_look_owes_exactly_what_shows_it(paper: Production) -> None:
    free = by_itself(LOCAL)
    done, _ = made_to_the_end(paper, free)
    assert done.bible is not None
    looks = tuple(
        each.model_copy(update={"look": each.look.model_copy(update={"hair": "white"})})
        if each.token == "@IKE"
        else each
        for each in done.bible.characters
    )
    changed = done.model_copy(update={"bible": done.bible.model_copy(update={"characters": looks})})
    after, _ = made_to_the_end(changed, free)
    new = {each.name for each in (*after.takes, *after.stills)} - {each.name for each in (*done.takes, *done.stills)}
    assert done.shots is not None
    shown = {shot.slate for shot in done.shots.shots if any(each.token == "@IKE" for each in shot.subjects)}
    assert shown
    assert {name.rpartition("-")[0] for name in new} == {*shown, "@IKE"}
    assert not owed(changed, free, "recording")


def test_a_new_pronunciation_owes_its_recordings_and_no_picture(paper: Production) -> None:
    done, _ = made_to_the_end(paper, by_itself(LOCAL))
    assert done.bible is not None
    said = done.bible.model_copy(update={"sayings": (Saying(word="Hold", said="/hoʊld/"),)})
    nodes = owed(done.model_copy(update={"bible": said}), by_itself(LOCAL), *_SHOWN)
    assert [node.kind for node in nodes if node.kind != "clip"] == ["recording"]
    assert not any(node.orders for node in nodes)


def test_a_renderer_that_is_named_makes_takes_where_stand_ins_stood(paper: Production) -> None:
    animatic, _ = made_to_the_end(paper, FREE)
    own = LOCAL.model_copy(update={"stills": "", "stills_maker": ""})
    nodes = owed(animatic, own, "clip")
    assert {node.takes for node in nodes} == {("diffusers",)}
    assert len(nodes) == len(animatic.takes)
    assert {node.state for node in nodes} == {State.CURRENT}
    done = with_takes(animatic, own, *nodes)
    assert not owed(done, own, "clip")
    assert not owed(done, FREE, "clip")


def test_a_circled_stand_in_is_left_alone(paper: Production) -> None:
    animatic, _ = made_to_the_end(paper, FREE)
    own = LOCAL.model_copy(update={"stills": "", "stills_maker": ""})
    first = plan(animatic, FREE).of_shot(animatic.takes[0].shot)
    circled = with_ruling(animatic, first, Ruling.CIRCLED, "take", 1)
    assert first.subject not in {node.subject for node in owed(circled, own, "clip")}
    assert first.subject not in {node.subject for node in owed(circled, HOSTED, "clip")}
    kept = with_ruling(animatic, first, Ruling.KEPT, "shot", None)
    assert first.subject not in {node.subject for node in owed(kept, own, "clip")}


def test_what_a_renderer_could_not_make_is_not_tried_again_until_its_settings_change(paper: Production) -> None:
    animatic, _ = made_to_the_end(paper, FREE)
    own = LOCAL.model_copy(update={"stills": "", "stills_maker": ""})
    node = owed(animatic, own, "clip")[0]
    failed = Attempt(
        id=1, kind="clip", subject=node.subject, number=2, files=(), content=node.content, maker=own.maker,
        state=AttemptState.FAILED, error="too long",
    )  # fmt: skip
    tried = animatic.model_copy(update={"attempts": (failed,)})
    assert node.subject not in {each.subject for each in owed(tried, own, "clip")}
    other = own.model_copy(update={"maker": "diffusers 1 m@1 with fewer steps"})
    assert node.subject in {each.subject for each in owed(tried, other, "clip")}


def test_what_a_person_called_off_is_not_ordered_again_unasked(paper: Production) -> None:
    free = by_itself(HOSTED)
    cast = with_takes(paper, free, *owed(paper, free, "still"))
    framed = with_takes(cast, free, *owed(cast, free, "keyframe"))
    node = next(each for each in owed(framed, free, "clip") if each.orders)
    off = framed.model_copy(update={"called_off": frozenset({("clip", node.subject, node.content)})})
    assert not plan(off, free).of_shot(node.subject).orders
    assert plan(off, free.model_copy(update={"stale": True})).of_shot(node.subject).orders
    asked = with_ruling(off, node, Ruling.RETAKEN, "shot", 1)
    assert plan(asked, free).of_shot(node.subject).orders
    still = owed(paper, free, "still")[0]
    off = paper.model_copy(update={"called_off": frozenset({("still", still.subject, still.content)})})
    assert still.name not in {each.name for each in owed(off, free, "still")}
    again = free.model_copy(update={"still_rules": StillRules(approve=(), again=True)})
    assert still.name in {each.name for each in owed(off, again, "still")}


def test_a_take_to_be_changed_is_ordered_from_its_film_and_the_words_and_once(paper: Production) -> None:
    free = by_itself(HOSTED)
    done, _ = made_to_the_end(paper, free)
    film = next(take for take in done.takes if take.renderer == HOSTED.hosted)
    asked = Verdict(
        subject=film.shot, of="take", number=film.number, ruling=Ruling.EDITED, renderer="google/omni-1.2",
        note="warmer light", at="2026-11-23T10:00:00.000+00:00",
    )  # fmt: skip
    wanted = done.model_copy(update={"verdicts": (*done.verdicts, asked)})
    (node,) = owed(wanted, free, "clip")
    assert node.orders == ("google/omni-1.2",)
    assert node.recipe is not None
    assert [(guide.kind, guide.file) for guide in node.recipe.guides] == [("drive", film.file)]
    assert "warmer light" in node.recipe.shot.prompt
    assert node.content == film.content  # it shows what the shot asks for, as the one before did
    fitted = fit(node.recipe, read_catalogue().row("google/omni-1.2", date(2026, 11, 23)), guides=node.recipe.guides)
    assert fitted.order.mode == "edit_video"
    assert "warmer light" in fitted.order.prompt
    # Another model may have made it, and clocks may be set back: what counts is that this film was changed.
    came = with_takes(wanted, free, node.model_copy(update={"orders": ("google/another",)}))
    tried = Attempt(
        id=900, kind="clip", subject=film.shot, number=9, files=(), content=node.content, state=AttemptState.DONE,
        changes=film.sha256,
    )  # fmt: skip
    assert not owed(came.model_copy(update={"attempts": (*came.attempts, tried)}), free, "clip")
    failed = tried.model_copy(update={"state": AttemptState.FAILED})
    assert owed(wanted.model_copy(update={"attempts": (*wanted.attempts, failed)}), free, "clip")
    # Asked for twice before the first came, it is owed once more.
    twice = came.model_copy(update={"attempts": (*came.attempts, tried), "verdicts": (*came.verdicts, asked)})
    assert [each.orders for each in owed(twice, free, "clip")] == [("google/omni-1.2",)]

"""A redirected list: the same shots keep their names and what people changed; a person's own list stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from random_scripts import scripts

from bible.breakdown import break_down
from bible.fountain import read_fountain
from bible.redraft import carry_ids
from bible.script import Script
from shots.direct import direct
from shots.redraft import carry_shots
from shots.shot import Framing, Move, Shot, ShotList, Size
from shots.spans import check_coverage

FERRY = (Path(__file__).parent.parent / "examples" / "ferry.fountain").read_text("utf-8")
NOTHING: dict[str, frozenset[str]] = {}


class Draft:
    """A production that lives through drafts of its script, as the office leads it."""

    def __init__(self, text: str) -> None:
        self.script = read_fountain(text, "ferry")
        self.shots = direct(self.script, break_down(self.script))
        self.used = {shot.slate for shot in self.shots.shots}
        self.next = len(self.shots.shots) + 1

    def again(self, text: str, revised: dict[str, frozenset[str]] = NOTHING) -> ShotList:
        script = carry_ids(read_fountain(text, "ferry"), self.script, next_line=90, next_scene=90)
        shots = direct(script, break_down(script))
        self.script = script
        self.shots = carry_shots(shots, self.shots, frozenset(self.used), self.next, revised)
        check_coverage(self.shots, script)
        return self.shots


def _slates(shots: ShotList) -> list[str]:
    return [shot.slate for shot in shots.shots]


def _hearing(shots: ShotList, line: str) -> Shot:
    return next(shot for shot in shots.shots if any(span.line == line for span in shot.spans))


@given(scripts())
@settings(deadline=None, max_examples=50)
def test_the_same_script_gives_the_same_list(script: Script) -> None:
    shots = direct(script, break_down(script))
    used = frozenset(shot.slate for shot in shots.shots)
    assert carry_shots(shots, shots, used, 900, {}) == shots


def test_a_parted_scene_keeps_its_shots() -> None:
    draft = Draft(FERRY)
    before = {shot.id: shot.slate for shot in draft.shots.shots}
    parted = FERRY.replace("Ike digs in his pocket", "EXT. HARBOUR - FERRY SLIP - CONTINUOUS\n\nIke digs in his pocket")
    after = draft.again(parted)
    assert len(draft.script.scenes) == 3
    assert all(before.get(shot.id, shot.slate) == shot.slate for shot in after.shots)
    assert [shot.thing for shot in after.shots if shot.id not in before] == ["letter"], "shown without a word"
    again = draft.again(FERRY)
    assert len(before.items() & {shot.id: shot.slate for shot in again.shots}.items()) == len(before) - 1


def test_the_title_stays_the_title_before_another_scene() -> None:
    draft = Draft(FERRY)
    title = draft.shots.shots[0]
    after = draft.again(FERRY.replace("EXT. HARBOUR", "EXT. SEA - NIGHT\n\nWaves.\n\nEXT. HARBOUR", 1))
    assert (after.shots[0].id, after.shots[0].slate) == (title.id, title.slate)
    assert after.shots[0].scene == draft.script.scenes[0].id


def test_a_new_line_makes_one_new_shot_with_a_new_slate() -> None:
    draft = Draft(FERRY)
    before = draft.shots
    after = draft.again(FERRY.replace("I didn't sleep.", "I didn't sleep.\n\nNORA\nNobody does, out here, in the fog."))
    new = [shot for shot in after.shots if shot.slate not in _slates(before)]
    assert all(shot.id > before.shots[-1].id for shot in new)
    assert _slates(before)[-1] in _slates(after)
    kept = [slate for slate in _slates(after) if slate in _slates(before)]
    assert len(kept) >= len(before.shots) - 3
    assert not set(_slates(ShotList(shots=tuple(new)))) & draft.used


def test_edited_words_keep_their_shot() -> None:
    draft = Draft(FERRY)
    before = draft.shots
    after = draft.again(
        FERRY.replace("I didn't sleep.", "I couldn't sleep.").replace("folded small", "folded very small")
    )
    assert _slates(after) == _slates(before)
    assert [shot.id for shot in after.shots] == [shot.id for shot in before.shots]


def test_a_cut_scene_gives_its_slates_to_nobody() -> None:
    draft = Draft(FERRY)
    short = FERRY[: FERRY.index("INT. WHEELHOUSE")]
    draft.again(short)
    after = draft.again(short + "\n\nINT. CABIN - NIGHT\n\nIke sleeps.\n")
    assert not {shot.slate for shot in after.shots if shot.scene != "S0001"} & draft.used


def test_what_a_person_changed_stays() -> None:
    draft = Draft(FERRY)
    shot = _hearing(draft.shots, "L0003")
    changed = shot.model_copy(update={"size": Size.ECU, "move": Move.HANDHELD, "duration_frames": 200})
    draft.shots = ShotList(shots=tuple(changed if each == shot else each for each in draft.shots.shots))
    after = draft.again(FERRY.replace("Fog on", "Thick fog on"), {shot.id: frozenset({"size", "duration_frames"})})
    kept = _hearing(after, "L0003")
    assert (kept.id, kept.size, kept.duration_frames) == (shot.id, Size.ECU, 200)
    assert kept.move == shot.move


@pytest.fixture
def listed() -> Draft:
    """A production whose first scene a person listed: a master for everything, and one close-up."""
    draft = Draft(FERRY)
    first = draft.shots.shots[0]
    spans = [span for shot in draft.shots.of_scene("S0001") for span in shot.spans]
    master = first.model_copy(
        update={"framing": Framing.MASTER, "size": Size.WS, "by_hand": True, "spans": tuple(spans[:-1])}
    )
    close = first.model_copy(
        update={"id": "sh0090", "slate": "1X", "framing": Framing.SINGLE, "by_hand": True, "spans": (spans[-1],)}
    )
    draft.shots = ShotList(shots=(master, close, *draft.shots.of_scene("S0002")))
    draft.next, draft.used = 91, {*draft.used, "1X"}
    check_coverage(draft.shots, draft.script)
    return draft


def test_a_persons_list_is_not_directed_anew(listed: Draft) -> None:
    own = listed.shots.of_scene("S0001")
    after = listed.again(FERRY.replace("Ike thinks about that.", "Ike thinks about that for a while."))
    assert after.of_scene("S0001") == own
    assert after == listed.again(
        FERRY.replace("Fog on the water", "Mist on the water").replace("about that.", "about that for a while.")
    )


def test_new_words_reach_a_persons_list_and_lost_ones_leave_it(listed: Draft) -> None:
    old = listed.shots.of_scene("S0001")[1]
    text = FERRY.replace("in sixty-one as well.", "in sixty-one as well, and in sixty-two.")
    text = text.replace("IKE\nI didn't sleep.\n", "IKE\nI didn't sleep.\n\nNORA\nNo.\n")
    text = re.sub(r"NORA\n\(gently\)\n.*\n", "", text)
    master, close = listed.again(text).of_scene("S0001")
    assert [span.line for span in master.spans] == ["L0001", "L0002", "L0003", "L0090", "L0005"]
    assert (close.id, close.slate) == ("sh0090", "1X")
    assert close.spans[0].last_word == old.spans[0].last_word + 3


def test_a_new_line_between_two_listed_shots_is_a_shot_of_its_own(listed: Draft) -> None:
    own = listed.shots.of_scene("S0001")
    text = FERRY.replace("the herring are back.\n", "the herring are back.\n\nIKE\nAll of them.\n")
    master, new, close = listed.again(text).of_scene("S0001")
    assert (master, close) == own
    assert ([span.line for span in new.spans], new.by_hand) == (["L0090"], False)
    assert new.slate not in listed.used


def test_a_scene_whose_lines_were_turned_round_is_directed_anew(listed: Draft) -> None:
    scene, rest = FERRY.split("INT. WHEELHOUSE")
    head, talk = scene.split("IKE\nWait!")
    first, others = ("IKE\nWait!" + talk).split("\n\n", 1)
    after = listed.again(f"{head}{others.rstrip()}\n\n{first}\n\nINT. WHEELHOUSE{rest}")
    assert not any(shot.by_hand for shot in after.shots)


def test_an_edited_action_is_found_among_many_of_its_kind() -> None:
    things = ["rope", "lamp", "oar", "bucket", "chart", "kettle", "anchor", "flag", "ladder", "net", "bell", "crate"]
    deeds = [f"Nora {verb} the {thing}." for verb in ("lifts", "drops", "washes", "paints") for thing in things]
    shots = [
        Shot(id=f"sh{at:04d}", slate=f"1{at}", scene="S0001", framing=Framing.SINGLE, size=Size.MS, action=deed)
        for at, deed in enumerate(deeds)
    ]
    edited = [shot.model_copy(update={"action": f"Slowly, {shot.action}"}) for shot in reversed(shots)]
    used = frozenset(shot.slate for shot in shots)
    after = carry_shots(ShotList(shots=tuple(edited)), ShotList(shots=tuple(shots)), used, 900, NOTHING)
    assert [shot.id for shot in after.shots] == [shot.id for shot in reversed(shots)]

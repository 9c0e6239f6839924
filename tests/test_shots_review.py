"""The coverage report names what an editor would stumble over, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from bible.breakdown import break_down
from bible.entries import Bible, Hour
from bible.read import read_script
from bible.script import Script
from shots.direct import direct
from shots.review import Remark, review
from shots.shot import Framing, Shot, ShotList, Subject

FERRY = Path(__file__).parent.parent / "examples" / "ferry.fountain"


@pytest.fixture
def ferry() -> tuple[ShotList, Script, Bible]:
    script = read_script(FERRY)
    bible = break_down(script)
    return direct(script, bible), script, bible


def _changed(shots: ShotList, slate: str, **fields: object) -> ShotList:
    return ShotList(
        shots=tuple(shot.model_copy(update=fields) if shot.slate == slate else shot for shot in shots.shots)
    )


def _faults(*found: Remark) -> list[Remark]:
    return [remark for remark in found if remark.kind != "length"]


def _over_shoulder(shots: ShotList) -> Shot:
    return next(shot for shot in shots.shots if shot.framing == Framing.OVER_SHOULDER)


def test_what_the_rule_director_makes_has_no_fault(ferry: tuple[ShotList, Script, Bible]) -> None:
    remarks = review(*ferry)
    assert _faults(*remarks) == []
    assert [remark.scene for remark in remarks] == ["1", "2"]
    assert "in 8 shots" in remarks[1].what


def test_a_crossed_line_and_eyes_that_do_not_meet(ferry: tuple[ShotList, Script, Bible]) -> None:
    shots, script, bible = ferry
    shot = _over_shoulder(shots)
    turned = tuple(Subject(token=each.token, side="left") for each in shot.subjects)
    faults = _faults(*review(_changed(shots, shot.slate, subjects=turned), script, bible))
    assert [fault.kind for fault in faults] == ["line", "eyeline"]
    assert faults[0].what.startswith("IKE is on the right in 1C and on the left in 1D")
    assert "look the same way" in faults[1].what


def test_a_jump_names_the_size_to_try(ferry: tuple[ShotList, Script, Bible]) -> None:
    shots, script, bible = ferry
    one, other = next(
        (a, b)
        for a, b in zip(shots.shots, shots.shots[1:], strict=False)
        if a.subjects and b.subjects and a.subjects[0] == b.subjects[0] and a.scene == b.scene
    )
    (fault,) = _faults(*review(_changed(shots, other.slate, size=one.size), script, bible))
    assert fault.kind == "jump"
    assert fault.cure == f"studio revise {other.slate} --size {list(type(one.size))[one.size.step + 1]}"


def test_what_is_missing(ferry: tuple[ShotList, Script, Bible]) -> None:
    shots, script, bible = ferry
    alone = ShotList(shots=tuple(shot for shot in shots.shots if not shot.spans and shot.scene == "S0001"))
    kinds = [(fault.kind, fault.scene) for fault in _faults(*review(alone, script, bible))]
    assert ("coverage", "") in kinds
    assert ("coverage", "2") in kinds
    unseen = _changed(shots, _over_shoulder(shots).slate, spans=tuple(
        span.model_copy(update={"lips": False}) for span in _over_shoulder(shots).spans
    ))  # fmt: skip
    (fault,) = _faults(*review(unseen, script, bible))
    assert fault.what == "IKE is never seen saying 'Wait! Is this the ferry to'"


def test_light_that_changes_in_a_scene_that_goes_on(ferry: tuple[ShotList, Script, Bible]) -> None:
    shots, script, bible = ferry
    sheets = (bible.sheets[0], bible.sheets[1].model_copy(update={"hour": Hour.NIGHT}))
    (fault,) = _faults(*review(shots, script, bible.model_copy(update={"sheets": sheets})))
    assert (fault.kind, fault.what) == ("light", "it goes on from scene 1, but from dawn to night")


def test_a_new_costume_is_noticed(ferry: tuple[ShotList, Script, Bible]) -> None:
    shots, script, bible = ferry
    dressed = _changed(shots, _over_shoulder(shots).slate, action="Ike, now in a dry coat, waits.")
    (fault,) = _faults(*review(dressed, script, bible))
    assert fault.kind == "costume"
    assert "IKE" in fault.what


def test_a_shot_that_never_ends_is_noticed(ferry: tuple[ShotList, Script, Bible]) -> None:
    shots, script, bible = ferry
    long = _changed(shots, "1A", duration_frames=480)
    assert any(remark.slate == "1A" and "20 s" in remark.what for remark in review(long, script, bible))

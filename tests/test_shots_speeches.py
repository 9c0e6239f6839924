"""Covering talk: looks that meet, long speeches, many who speak at once."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from bible.breakdown import break_down
from bible.fountain import read_fountain
from shots.direct import direct
from shots.review import Remark, review
from shots.sentences import split_speech
from shots.shot import Framing, Shot, Size

TABLE = """INT. DINING ROOM - NIGHT

A long table. RUTH, 70, her son DANIEL, 45, his wife CLAIRE, 43, and POPPY, 16, sit.

"""


def _directed(text: str) -> tuple[list[Shot], list[Remark]]:
    script = read_fountain(text, "test")
    bible = break_down(script)
    shots = direct(script, bible)
    return [shot for shot in shots.shots if shot.framing != Framing.TITLE], list(review(shots, script, bible))


def _said(*speeches: str) -> str:
    return "\n\n".join(speech.replace(": ", "\n", 1) for speech in speeches)


def test_around_a_table_looks_meet_or_people_are_seen_side_by_side() -> None:
    talk = [
        "RUTH: Say grace.", "DANIEL: Grace, then, for all of us.", "CLAIRE: It is a lovely roast.",
        "RUTH: It is a chicken.", "POPPY: Gran, where will you go now?", "RUTH: Nobody has asked me that before.",
        "POPPY: I have just asked you that.", "DANIEL: Mother, you cannot mean it.",
        "CLAIRE: Daniel, she does mean it.",
        "DANIEL: Claire, let me speak to her.",
    ]  # fmt: skip
    shots, remarks = _directed(TABLE + _said(*talk))
    assert [each.what for each in remarks if each.kind == "eyeline"] == []
    beside = [shot for shot in shots if shot.framing == Framing.TWO_SHOT and len({s.side for s in shot.subjects}) == 1]
    assert beside, "those on one side are seen together when they talk"


def test_those_who_listen_to_a_third_may_look_the_same_way() -> None:
    text = f"{TABLE}{_said('DANIEL: We are all here now.')}\n\n{_said('WAITER (O.S.): Your table is ready.')}"
    _, remarks = _directed(text)
    assert [each.what for each in remarks if each.kind == "eyeline"] == []


SENTENCE = "I sold the house on Tuesday to a man who wants to keep his bees in it. "


def test_a_long_speech_is_mostly_on_its_speaker_and_comes_closer() -> None:
    shots, _ = _directed(f"{TABLE}RUTH\n{SENTENCE * 12}")
    spoken = [shot for shot in shots if shot.spans]
    listening = [shot for shot in spoken if shot.framing == Framing.REACTION]
    assert 2 <= len(listening) <= len(spoken) / 3
    ruth = [shot.size.step for shot in spoken if shot not in listening]
    assert max(ruth) == max(ruth[-2:]) > ruth[0]
    assert all(shot.subjects[0].token != "@POPPY" for shot in listening), "she looks the same way as Ruth"


def test_speech_without_a_pause_is_parted_where_it_joins_or_anywhere() -> None:
    words = ("we went down to the water and then we stood there " * 6).split()
    pieces = split_speech(tuple(words), Fraction(9), Fraction(13, 2))
    assert len(pieces) > 1
    assert all(words[last + 1] in ("and", "then", "we") for _, last in pieces[:-1])
    assert max(last - first for first, last in pieces) < 30, "12 seconds"
    assert len(split_speech(tuple(["la"] * 80), Fraction(9), Fraction(13, 2))) > 2


def test_many_who_speak_at_once_are_seen_wide() -> None:
    square = "EXT. SQUARE - DAY\n\nA CROWD waits. NORA, 41, and IKE, 11, wave.\n\n"
    said = ("NORA: We are late.", "IKE: We are not late.", "THE CROWD: Goodbye!", "NORA AND IKE: Goodbye!")
    shots, remarks = _directed(square + _said(*said))
    assert [(shot.framing, len(shot.subjects)) for shot in shots if shot.spans][2:] == [
        (Framing.MASTER, 2), (Framing.TWO_SHOT, 2),
    ]  # fmt: skip
    assert [each.what for each in remarks if each.kind == "coverage"] == []


def test_two_who_fight_are_not_seen_together_again_and_again() -> None:
    shots, _ = _directed(
        "INT. MILL - DAY\n\nDust.\n\nLUKA, 29, waits. MARTA, 34, waits.\n\nShe punches him.\n\nHe grabs her wrist.\n\n"
        "She bites him.\n\nHe shoves her."
    )
    framings = [shot.framing for shot in shots[2:]]
    assert len(framings) == 4
    assert all(one != other for one, other in pairwise(framings))


def test_a_named_view_follows_the_face_of_who_looks() -> None:
    shots, _ = _directed(
        "EXT. SQUARE - DAY\n\nMARTA, 34, waits. LUKA, 29, slips away.\n\nMARTA'S POV - Luka's back\n\nMarta runs."
    )
    looks = next(at for at, shot in enumerate(shots) if shot.framing == Framing.POINT_OF_VIEW)
    assert shots[looks - 1].subjects[0].token == "@MARTA"
    assert [each.token for each in shots[looks].subjects] == ["@LUKA"]


def test_somebody_long_alone_is_seen_in_their_place_again() -> None:
    alone = (
        "She pours a glass.",
        "She drinks.",
        "She looks at the glass.",
        "She reads.",
        "She sighs.",
        "She walks to the door.",
    )
    shots, _ = _directed("INT. KITCHEN - NIGHT\n\nMARTA, 34, sits.\n\n" + "\n\n".join(alone))
    assert [shot.framing for shot in shots[-2:]] == [Framing.SINGLE, Framing.MASTER]


def test_who_is_at_the_other_end_of_a_call_is_not_in_the_room() -> None:
    said = _said("BURTON: Hello?", "KATE: Who is this?", "BURTON: Burton.")
    call = "INT. FLAT - NIGHT\n\nKATE, 41, waits.\n\n{}\n\n" + said + "\n\nShe sits."
    shots, remarks = _directed(call.format("She grabs the phone and dials."))
    assert {each.token for shot in shots for each in shot.subjects} == {"@KATE"}
    assert [span.lips for shot in shots for span in shot.spans] == [False, True, False]
    assert [each.what for each in remarks if each.kind == "coverage"] == ["BURTON is never in frame"]
    shots, _ = _directed(call.format("She grabs a chair."))
    assert "@BURTON" in {each.token for shot in shots for each in shot.subjects}
    shots, _ = _directed(call.format("She dials.\n\nINTERCUT WITH:"))
    assert "@BURTON" in {each.token for shot in shots for each in shot.subjects}


def test_what_people_do_at_length_is_not_seen_from_very_far() -> None:
    shots, _ = _directed("EXT. STREET - DAY\n\nGRETA, 10, walks home. YUSUF, 9, runs after her and gives her a coin.")
    assert shots[0].size == Size.WS
    shots, _ = _directed("EXT. STREET - DAY\n\nGRETA, 10, walks home.")
    assert shots[0].size == Size.EWS

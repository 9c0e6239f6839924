"""Who is who: names that are one person are joined, names of two people never, and each join says why."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import fountain_texts

from bible.breakdown import break_down
from bible.fountain import read_fountain
from bible.names import is_slip
from shots.actors import Cast

OKORO = "DETECTIVE RUTH OKORO, 45, grey suit, ducks under the tape."
"""Introductions used in several cases."""


def _scene(*parts: str, place: str = "ROOM") -> str:
    """A scene: a part with a colon is a speech, others are action."""
    rows = [f"INT. {place} - DAY"]
    for part in parts:
        cue, colon, words = part.partition(": ")
        rows.append(f"{cue}\n{words}" if colon and cue == cue.upper() else part)
    return "\n\n".join(rows) + "\n\n"


def _people(text: str) -> dict[str, set[str]]:
    """Everybody's names: the main one, and the others."""
    bible = break_down(read_fountain(text, "test"))
    return {each.name: set(each.aliases) for each in bible.characters}


def _kinds(text: str) -> dict[str, str]:
    """Everybody with what they are."""
    return {each.name: each.kind for each in break_down(read_fountain(text, "test")).characters}


ONE = [
    ("a rank and both names", _scene(OKORO, "RUTH: Nobody leaves."), {"RUTH": {"DETECTIVE RUTH OKORO"}}),
    ("the last name", _scene(OKORO, "OKORO: Nobody leaves."), {"OKORO": {"DETECTIVE RUTH OKORO", "RUTH"}}),
    (
        "both, in turn",
        _scene(OKORO, "RUTH: Nobody leaves.") + _scene("Rain.", "OKORO: Again.", place="YARD"),
        {"RUTH": {"DETECTIVE RUTH OKORO", "OKORO"}},
    ),
    (
        "the first name of a titled one",
        _scene("DR. JULIUS BENNETT, 50, sits.", "JULIUS: Next.", "Dr. Bennett stands."),
        {"JULIUS": {"DR JULIUS BENNETT", "BENNETT"}},
    ),
    (
        "an epithet where the text shows it",
        _scene("LITTLE SAM, 8, red cap, peers in.", "SAM: Hello?"),
        {"SAM": {"LITTLE SAM"}},
    ),
    (
        "a nickname between the names",
        _scene('ROBERT "BOBBY" LEE, 30, leans on the bar.', "BOBBY: Well?"),
        {"BOBBY": {"ROBERT LEE", "ROBERT", "LEE"}},
    ),
    (
        "a nickname in brackets",
        _scene("ELEANOR VANCE (NELL), 60, white hair, knits.", "NELL: No."),
        {"NELL": {"ELEANOR VANCE", "ELEANOR"}},
    ),
    (
        "known as",
        _scene("VICTOR HALE, known as SLIM, deals the cards.", "SLIM: Ante."),
        {"SLIM": {"VICTOR HALE", "VICTOR"}},
    ),
    ("an accent left out", _scene("JOSÉ: One.", "JOSE: Two."), {"JOSÉ": {"JOSE"}}),
    ("a title spelt out", _scene("SGT. HILL: Halt.", "SERGEANT HILL: Halt!"), {"SGT. HILL": {"SERGEANT HILL"}}),
    (
        "a rank alone",
        _scene("CAPTAIN AHAB, 58, grey beard, limps in.", "CAPTAIN: Thar."),
        {"CAPTAIN": {"CAPTAIN AHAB"}},
    ),
    (
        "who is shown first and named then",
        _scene("A WOMAN, 40, red coat, sits alone. This is ANNA.", "ANNA: Two coffees."),
        {"ANNA": {"WOMAN"}},
    ),
    (
        "a mister with one full name that never speaks",
        _scene("JOHN SMITH, 50, black suit, waits.", "MR. SMITH: At last."),
        {"MR. SMITH": {"JOHN SMITH", "JOHN"}},
    ),
]
APART = [
    ("ages", _scene("RUTH: Yes.", "YOUNG RUTH: No."), {"RUTH", "YOUNG RUTH"}),
    (
        "a younger self who is silent",
        _scene("YOUNG RUTH, 9, runs. RUTH, 45, watches.", "RUTH: Me."),
        {"RUTH", "YOUNG RUTH"},
    ),
    (
        "a little one beside the other",
        _scene("LITTLE SAM, 8, hides. SAM, 40, looks for him.", "SAM: Son?"),
        {"SAM", "LITTLE SAM"},
    ),
    ("a little one who speaks", _scene("SAM: Son?", "LITTLE SAM: Here."), {"SAM", "LITTLE SAM"}),
    (
        "man and wife, shown first",
        _scene("MR. PIKE rises. MRS. PIKE weeps.", "MR. PIKE: I stand.", "PIKE: Still.", "MRS. PIKE: Oh!"),
        {"MR. PIKE", "PIKE", "MRS. PIKE"},
    ),
    (
        "man and wife who are silent, and one of their name",
        _scene("MR. PIKE rises. MRS. PIKE weeps.", "PIKE: Still."),
        {"MR PIKE", "PIKE", "MRS PIKE"},
    ),
    ("man and wife", _scene("MR. BENNET: My dear.", "MRS. BENNET: My nerves."), {"MR. BENNET", "MRS. BENNET"}),
    (
        "a mother and her daughter",
        _scene("ELIZABETH BENNET, 20, reads.", "ELIZABETH: Mama.", "MRS. BENNET: Lizzy!"),
        {"ELIZABETH", "MRS. BENNET"},
    ),
    (
        "a wife and a husband by name",
        _scene("JOHN SMITH, 50, waits.", "MRS. SMITH: John!"),
        {"JOHN SMITH", "MRS. SMITH"},
    ),
    ("numbers", _scene("COP 1: Halt.", "COP 2: Halt."), {"COP 1", "COP 2"}),
    ("brothers", _scene("TOM SAWYER and SID SAWYER fight.", "TOM: Ow.", "SID: Ow."), {"TOM", "SID"}),
    (
        "two of one name",
        _scene("RUTH OKORO, 45, sits. RUTH BELL, 30, stands.", "OKORO: You.", "BELL: Me."),
        {"OKORO", "BELL"},
    ),
    ("two who talk", _scene(OKORO, "RUTH: You.", "OKORO: Me?"), {"RUTH", "OKORO"}),
    (
        "two of a rank",
        _scene("AGENT SMITH: One.", "AGENT JONES: Two.", "AGENT: Three."),
        {"AGENT SMITH", "AGENT JONES", "AGENT"},
    ),
    ("a baker's wife", _scene("BAKER: Bread.", "BAKER'S WIFE: Rolls."), {"BAKER", "BAKER'S WIFE"}),
    ("a man and an old man", _scene("MAN: One.", "OLD MAN: Two."), {"MAN", "OLD MAN"}),
]


@pytest.mark.parametrize(("text", "names"), [case[1:] for case in ONE], ids=[case[0] for case in ONE])
def test_one_person_under_several_names_is_one(text: str, names: dict[str, set[str]]) -> None:
    assert _people(text) == names


@pytest.mark.parametrize(("text", "names"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_two_people_stay_two(text: str, names: set[str]) -> None:
    assert set(_people(text)) == names


@pytest.mark.parametrize("text", [case[1] for case in ONE], ids=[case[0] for case in ONE])
def test_every_join_says_why(text: str) -> None:
    (character,) = break_down(read_fountain(text, "test")).characters
    assert all(alias.why for alias in character.known_as)


@pytest.mark.parametrize(
    ("titled", "called", "there"),
    [
        ("KING HAROLD (60) waits.", "Harold drinks.", 1),
        ("NURSE ROSA (32) waits.", "Rosa kneels.", 1),
        ("DR. WATSON (50) and MRS. WATSON (45) wait.", "Watson kneels.", 0),
    ],
)
def test_who_has_a_title_and_one_name_is_called_by_it(titled: str, called: str, there: int) -> None:
    bible = break_down(read_fountain(_scene(titled) + _scene(called, place="YARD"), "test"))
    assert len(bible.sheets[1].characters) == there


def test_who_was_nameless_at_first_is_not_every_other_nameless_one() -> None:
    text = ONE[11][1] + _scene("Another woman comes in. The woman waves.", "ANNA: No.", place="BAR")
    bible = break_down(read_fountain(text, "test"))
    cast = Cast(bible, ("@ANNA",))
    assert cast.named("A WOMAN, 40, red coat, sits alone.") == ("@ANNA",)
    assert cast.named("Another woman comes in.") == ()
    assert cast.named("Anna waves.") == ("@ANNA",)


def test_a_voice_heard_before_its_owner_is_seen_makes_nobody_a_voice() -> None:
    text = _scene("MAN'S VOICE: Come in.") + _scene("A MAN, 50, opens.", "MAN: Sit.", place="HALL")
    (man,) = break_down(read_fountain(text, "test")).characters
    assert (man.name, man.kind, man.look.age) == ("MAN", "person", 50)


def test_joined_by_introduction_means_described_by_it() -> None:
    (ruth,) = break_down(read_fountain(ONE[0][1], "test")).characters
    assert (ruth.look.age, ruth.look.outfit) == (45, "suit")
    (anna,) = break_down(read_fountain(ONE[11][1], "test")).characters
    assert (anna.look.age, anna.look.sex, anna.look.outfit) == (40, "woman", "coat")


@settings(max_examples=50)
@given(fountain_texts)
def test_any_script_gives_every_cue_to_somebody_and_no_name_to_two(text: str) -> None:
    script = read_fountain(text, "drawn")
    bible = break_down(script)
    names = [name for each in bible.characters for name in (each.name, *each.aliases)]
    assert len(names) == len(set(names))
    for line in script.lines():
        assert bible.named(line.cue) in bible.characters


@given(st.permutations(["RUTH", "OKORO", "SAM"]), st.booleans())
def test_the_order_of_scenes_joins_nobody_else(order: list[str], introduced: bool) -> None:
    scenes = [_scene(f"{name}: Here.", place=f"ROOM {at}") for at, name in enumerate(order)]
    text = "".join([*scenes, _scene(OKORO) if introduced else ""])
    joined = {frozenset((name, *aliases)) for name, aliases in _people(text).items()}
    both = {frozenset(pair) <= each for each in joined for pair in itertools.combinations(("RUTH", "OKORO"), 2)}
    assert (True in both) is introduced
    assert any("SAM" in each and len(each) == 1 for each in joined)


@pytest.mark.parametrize(
    "action",
    [
        "Nak has a GLOCK. He liked that Glock.",
        "He gestures to a PRIVATE SEATING AREA. The seating is soft.",
        "REACTING, the man runs.",
        "They fly over TIBET. He loved old Tibet once.",
        "The paper: SEARCH CALLED OFF FOR HIKER shouts from the page.",
        "JUDGE BANGS HIS GAVEL and stops.",
        "A FRENCH menu. FRENCH stands on it.",
    ],
)
def test_things_tongues_and_sentences_in_capitals_are_nobody(action: str) -> None:
    assert not _people(f"INT. HOUSE - DAY\n\n{action}\n")


def test_who_ends_in_men_is_one_where_prose_writes_a_name() -> None:
    text = "INT. HOUSE - DAY\n\nSo this is Beamen. He laughs with Beamen.\n\nBEAMEN\nYes.\n\nSEAMEN\nNo.\n"
    assert _kinds(text) == {"BEAMEN": "person", "SEAMEN": "group"}


@pytest.mark.parametrize("cue", ["VOICEOVER", "VOIX OFF", "STIMME AUS DEM RADIO", "画外音"])
def test_voices_of_other_tongues_have_no_body(cue: str) -> None:
    assert _kinds(f"INT. HOUSE - DAY\n\n@{cue}\nYes.\n") == {cue: "voice"}


@pytest.mark.parametrize(
    "action",
    [
        "ANGLE ON NORA.",
        "CAMERA PICKS UP NORA again.",
        "NORA GRABS it.",
        "She holds a PHOTOGRAPH OF NORA.",
        "REVEAL NORA.",
    ],
)
def test_a_sentence_about_somebody_is_no_name_of_hers(action: str) -> None:
    aliases = _people(_scene("Nora comes.", action, "NORA: Yes."))["NORA"]
    assert aliases <= {"NORA"}


def test_a_name_with_the_giant_behind_it_is_a_fuller_form() -> None:
    assert _people(_scene("KARL THE GIANT stands up.", "KARL: Yes."))["KARL"] == {"KARL THE GIANT"}


def test_a_slip_in_a_name_written_often_is_no_second_person() -> None:
    often = [f"KATSUMOTO: Line {number}." for number in range(5)]
    people = _people(_scene(*often, "KATSMUOTO: Yes.", "KATSUMOTOS: All.", "MARTHA: No."))
    assert people["KATSUMOTO"] == {"KATSMUOTO"}
    assert "MARTHA" in people
    assert "JOANNA" in _people(_scene(*(f"JOANNE: Line {number}." for number in range(5)), "JOANNA: Yes."))


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("VESEY", "VEASEY", True), ("BAGLEYY", "BAGLEY", True), ("HAGLEY", "BAGLEY", True), ("ANKAIN", "ANAKIN", True),
        ("COPS", "COP", False), ("COP", "COPS", False), ("MARTIN", "MARTHA", False), ("NORA", "NORA", False),
    ],
)  # fmt: skip
def test_slips_are_one_letter_off(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) is slip


@pytest.mark.parametrize(
    ("action", "names"),
    [
        ("Lena, 30, ropes a boat to the quay.", {"LENA", "OLD MAN"}),
        ("Lena Hart (mid 30s) ropes a boat. Lena smiles.", {"LENA HART", "OLD MAN"}),
        ("Nora, 30, ropes a boat.", {"NORA VEGA", "OLD MAN"}),
        ("Route, 66, is empty. On May, 21, it rains. Table (12) is free. Lena counts to 30.", {"OLD MAN"}),
    ],
)
def test_who_is_shown_with_an_age_is_somebody_though_others_stand_in_capitals(action: str, names: set[str]) -> None:
    extra = "NORA VEGA\nNo.\n\n" if "NORA VEGA" in names else ""
    text = f"EXT. QUAY - DAY\n\n{action}\n\n{extra}OLD MAN\nLate.\n"
    assert {each.name for each in break_down(read_fountain(text, "case")).characters} == names

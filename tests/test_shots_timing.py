"""Picture follows sound: lengths from words, then from recordings; a line runs over cuts to the sample."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_scripts import scripts

from bible.breakdown import break_down
from bible.entries import Bible
from bible.errors import VoiceError
from bible.script import Heading, Line, Parenthetical, Rows, Scene, Script, Setting
from shots.direct import direct
from shots.rate import Rate, read_rate
from shots.reading_time import spoken_samples, spoken_seconds, spoken_times
from shots.recording import PhoneTime, Recording, WordTime
from shots.shot import Framing, Shot, ShotList, Size, Span
from shots.timing import TimedShot, manner_of, time_shots

RATES = ("23.976", "24", "25", "29.97", "29.97df", "30", "50", "60")
SAMPLE_RATE = 48000
ROW = Rows(first=1, last=1)
HEADING = Heading(text="INT. ROOM - DAY", setting=Setting.INT, place="ROOM", time="DAY", rows=ROW)


def _script(*lines: Line) -> tuple[Script, Bible]:
    script = Script(name="test", scenes=(Scene(id="S0001", number="1", heading=HEADING, elements=lines),))
    return script, break_down(script)


def _line(words: str, number: int = 1, cue: str = "NORA", **more: object) -> Line:
    return Line.model_validate({"id": f"L{number:04d}", "cue": cue, "text": words, "rows": ROW, **more})


def _shot(number: int, *spans: tuple[str, int, int], **more: object) -> Shot:
    said = tuple(Span(line=line, first_word=first, last_word=last, lips=True) for line, first, last in spans)
    fields = {
        "id": f"sh{number:04d}",
        "slate": f"1{'ABCDEFGH'[number]}",
        "scene": "S0001",
        "framing": "single",
        "size": "MS",
    }
    return Shot.model_validate({**fields, "spans": said, **more})


def _recorded(line: Line, dice: random.Random, longest: int = 40000) -> Recording:
    """Words of any length with gaps of any length, one phone for each."""
    at, words = dice.randrange(400), []
    for word in line.words:
        end = at + dice.randrange(1, longest)
        words.append(WordTime(word=word, start=at, end=end))
        at = end + dice.choice((0, 0, dice.randrange(20000)))
    return Recording(
        line=line.id, engine="test 1", voice="v", text=line.text, sample_rate=SAMPLE_RATE,
        samples=at + dice.randrange(400),
        words=tuple(words), phones=tuple(PhoneTime(phone="AA", start=each.start, end=each.end) for each in words),
        content=f"recording of {line.id}",
    )  # fmt: skip


def _timed(
    shots: list[Shot], lines: tuple[Line, ...], rate: str = "24", seed: int | None = None
) -> tuple[TimedShot, ...]:
    script, bible = _script(*lines)
    recordings = {}
    if seed is not None:
        dice = random.Random(seed)
        recordings = {line.id: _recorded(line, dice) for line in lines}
    return time_shots(ShotList(shots=tuple(shots)), script, bible, recordings, read_rate(rate))


def test_a_line_gets_eight_frames_before_and_twelve_after() -> None:
    line = _line("It is when there's somebody aboard.")
    (timed,) = _timed([_shot(0, (line.id, 0, 5))], (line,), seed=1)
    recording = _recorded(line, random.Random(1))
    assert timed.utterances[0].start == 8 * 2000
    assert timed.utterances[0].samples == recording.samples
    assert timed.frames == 8 + -(-recording.samples // 2000) + 12
    assert timed.utterances[0].phones[0].start == recording.phones[0].start + 16000
    assert timed.utterances[0].recording == "recording of L0001"
    assert timed.utterances[0].speaker == "@NORA"


def test_without_a_recording_words_take_their_usual_time() -> None:
    short, long = _line("Wait!"), _line("Wait! " * 20)
    first, second = (_timed([_shot(0, (line.id, 0, len(line.words) - 1))], (line,))[0] for line in (short, long))
    assert first.frames == 8 + 20 + 12
    assert second.frames == 8 + 20 * (0.4 + 0.4) * 24 + 12
    assert first.utterances[0].recording == ""


def test_chinese_is_counted_by_signs() -> None:
    (timed,) = _timed([_shot(0, ("L0001", 0, 0))], (_line("今天早上有雾渡船还没有开我们等一等吧"),))
    assert timed.frames - 8 - 12 == 4 * 24


def test_action_title_and_place_have_lengths_of_their_own() -> None:
    shots = [
        _shot(0, framing="title", size="EWS"), _shot(1, framing="establishing", size="EWS", action="Fog."),
        _shot(2, action="Ike runs up the quay and waves his red wool hat at the ferry until it stops."),
        _shot(3, framing="insert", size="CU", thing="rope"),
    ]  # fmt: skip
    assert [timed.frames for timed in _timed(shots, ())] == [96, 72, 136, 48]


def test_a_length_a_person_asked_for_holds_but_words_are_heard_to_their_end() -> None:
    line = _line("one two three four five six")
    short, long = (
        _timed([_shot(0, (line.id, 0, 5), duration_frames=frames)], (line,), seed=2)[0] for frames in (5, 900)
    )
    over = short.utterances[0].start + short.utterances[0].samples
    assert short.frames == -(-over // 2000)
    assert long.frames == 900


def test_a_line_split_over_shots_is_cut_between_words_and_plays_on() -> None:
    line = _line("one two three four five six seven eight")
    shots = [_shot(0, (line.id, 0, 2)), _shot(1, (line.id, 3, 4)), _shot(2, (line.id, 5, 7))]
    timed = _timed(shots, (line,), seed=3)
    recording = _recorded(line, random.Random(3))
    pieces = [each.utterances[0] for each in timed]
    assert [piece.text for piece in pieces] == ["one two three", "four five", "six seven eight"]
    assert [piece.start for piece in pieces] == [16000, 0, 0]
    assert pieces[0].source_start == 0
    for one, other in pairwise(pieces):
        assert other.source_start == one.source_start + one.samples
    assert sum(piece.samples for piece in pieces) == recording.samples
    for piece, word in zip(pieces[1:], (3, 5), strict=True):
        gap = (recording.words[word - 1].end, recording.words[word].start)
        assert gap[0] - 1000 <= piece.source_start <= gap[1] + 1000


def test_a_picture_without_the_words_between_stops_them_until_they_go_on() -> None:
    line = _line("one two three four")
    timed = _timed(
        [_shot(0, (line.id, 0, 1)), _shot(1, framing="insert", thing="rope"), _shot(2, (line.id, 2, 3))],
        (line,),
        seed=4,
    )
    first, second = timed[0].utterances[0], timed[2].utterances[0]
    assert second.source_start == first.samples
    assert second.start == 16000


def test_two_voices_at_once_start_together() -> None:
    lines = (
        _line("Hold on to the wheel!", 1, "MARIT"),
        _line("Marit!", 2, "JONAS", dual=True),
        _line("Yes.", 3, "MARIT"),
    )
    (timed,) = _timed([_shot(0, ("L0001", 0, 4), ("L0002", 0, 0), ("L0003", 0, 0))], lines, seed=5)
    first, second, third = timed.utterances
    assert first.start == second.start
    assert third.start >= max(first.start + first.samples, second.start + second.samples)


def test_a_line_that_breaks_off_is_answered_at_once() -> None:
    lines = (_line("But if you --", 1, "ANNA"), _line("Don't.", 2, "BEN"))
    timed = _timed([_shot(0, ("L0001", 0, 3)), _shot(1, ("L0002", 0, 0))], lines, seed=6)
    over = timed[0].utterances[0].start + timed[0].utterances[0].samples
    assert timed[0].frames * 2000 - over < 3 * 2000
    assert timed[1].utterances[0].start == 2 * 2000


def test_manners_hold_until_the_next() -> None:
    line = _line(
        "one two three four five",
        parentheticals=(
            Parenthetical(text="whispering", before_word=0), Parenthetical(text="beat", before_word=2),
            Parenthetical(text="shouting", before_word=3),
        ),
    )  # fmt: skip
    assert manner_of(line, 0, 1) == ("whispering",)
    assert manner_of(line, 2, 2) == ("whispering",)
    assert manner_of(line, 1, 4) == ("whispering", "shouting")
    assert manner_of(line, 3, 4) == ("shouting",)


def test_a_recording_of_other_words_is_refused() -> None:
    line = _line("one two three")
    script, bible = _script(line)
    other = _recorded(_line("one two"), random.Random(7))
    with pytest.raises(VoiceError, match="2 words, the line has 3"):
        time_shots(ShotList(shots=(_shot(0, (line.id, 0, 2)),)), script, bible, {line.id: other}, read_rate("24"))


@given(scripts(), st.sampled_from(RATES), st.integers(0, 2**32), st.booleans())
@settings(deadline=None, max_examples=100)
def test_any_script_in_time(script: Script, name: str, seed: int, recorded: bool) -> None:
    rate, bible, dice = read_rate(name), break_down(script), random.Random(seed)
    shots = direct(script, bible)
    recordings = {line.id: _recorded(line, dice) for line in script.lines() if line.words} if recorded else {}
    timed = time_shots(shots, script, bible, recordings, rate)
    assert [each.shot for each in timed] == list(shots.shots)
    assert all(each.frames >= 1 for each in timed)
    _check_sound(timed, script, rate)
    for line, recording in recordings.items():
        heard = [u for each in timed for u in each.utterances if u.line == line]
        assert sum(piece.samples for piece in heard) == recording.samples
        assert heard[0].source_start == 0


def _check_sound(timed: tuple[TimedShot, ...], script: Script, rate: Rate) -> None:
    """In the film each line plays on without a gap, and lines overlap only where two speak at once."""
    at, last, over = 0, {}, 0
    for each in timed:
        offset = rate.samples(at, SAMPLE_RATE)
        for piece in each.utterances:
            start, dual = offset + piece.start, script.line(piece.line).dual
            if piece.line in last:
                source, end = last[piece.line]
                assert piece.source_start == source
                assert abs(start - end) <= 1 or piece.start > 0
            elif not dual:
                assert start >= over
            last[piece.line] = (piece.source_start + piece.samples, start + piece.samples)
            over = max(over, start + piece.samples)
        at += each.frames


@pytest.mark.parametrize("name", RATES)
def test_no_frame_is_lost_over_two_hundred_shots(name: str) -> None:
    rate, dice = read_rate(name), random.Random(8)
    line = _line("word " * 200)
    spans = [(line.id, place, place) for place in range(200)]
    shots = [_shot(0, span, id=f"sh{place:04d}", slate=f"1{place}") for place, span in enumerate(spans)]
    script, bible = _script(line)
    recording = _recorded(line, dice)
    timed = time_shots(ShotList(shots=tuple(shots)), script, bible, {line.id: recording}, rate)
    _check_sound(timed, script, rate)
    total = rate.samples(sum(each.frames for each in timed), SAMPLE_RATE)
    start = timed[0].utterances[0].start
    room = rate.samples(rate.frames_in(Fraction(1, 2)) + 1, SAMPLE_RATE)
    assert 0 <= total - (start + recording.samples) <= room


def test_the_same_shot_is_as_long_wherever_it_stands_in_the_film() -> None:
    line = _line("one two three four five six seven eight")
    shots = [_shot(1, (line.id, 0, 2)), _shot(2, (line.id, 3, 4)), _shot(3, (line.id, 5, 7))]
    before = Shot(
        id="sh0009", slate="1Z", scene="S0001", framing=Framing.INSERT, size=Size.CU, thing="rope", duration_frames=7
    )
    alone = _timed(shots, (line,), "29.97", seed=9)
    moved = _timed([before, *shots], (line,), "29.97", seed=9)
    assert moved[1:] == alone


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1), max_size=12))
@settings(deadline=None, max_examples=60)
def test_samples_are_the_exact_times_rounded(words: list[str]) -> None:
    said = tuple(words)
    times = spoken_times(said)
    for rate in (44100, 48000, 11025):
        exact = tuple((round(each.start * rate), round(each.end * rate)) for each in times)
        assert spoken_samples(said, rate) == exact
    assert spoken_seconds(said) >= (times[-1].end if times else 0)

"""Captions hold every word once, in rows that can be read, at the frames at which they are heard."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from edit.caption_rows import ROW, columns
from edit.captions import Caption, Heard, make_captions, srt, vtt
from shots.rate import Rate, read_rate
from shots.recording import WordTime

SAMPLES = 48000
FAR = 100_000
FILM = read_rate("24")


def heard(text: str, start: float = 0.0, per_word: float = 0.3, line: str = "L0001", name: str = "") -> Heard:
    """Words one after the other, each as long as the others."""
    words = []
    for number, word in enumerate(text.split()):
        begun = start + number * per_word
        words.append(WordTime(word=word, start=round(begun * SAMPLES), end=round((begun + per_word) * SAMPLES)))
    return Heard(line=line, name=name, words=tuple(words))


def rows_of(*spoken: Heard, rate: Rate = FILM) -> list[tuple[str, ...]]:
    return [caption.rows for caption in make_captions(spoken, rate, FAR)]


def test_a_short_line_is_one_caption_from_its_first_word() -> None:
    (caption,) = make_captions([heard("Wait for me.", start=2.0)], FILM, FAR)
    assert caption.rows == ("Wait for me.",)
    assert caption.start == 48
    assert caption.end > 48 + 22
    assert caption.lines == ("L0001",)


def test_long_lines_break_where_sentences_and_clauses_do() -> None:
    text = (
        "The last ferry left an hour ago, and there will not be another one until the morning. "
        "You had better come inside; it is going to rain all night, I think."
    )
    assert rows_of(heard(text)) == [
        ("The last ferry left an hour ago, and there", "will not be another one until the morning."),
        ("You had better come inside;", "it is going to rain all night, I think."),
    ]


def test_a_long_pause_starts_a_new_caption() -> None:
    before, after = heard("I was"), heard("wrong.", start=4.0)
    line = Heard(line="L0001", words=(*before.words, *after.words))
    first, second = make_captions([line], FILM, FAR)
    assert (first.text, second.text) == ("I was", "wrong.")
    assert second.start == 96


def test_who_is_not_seen_is_named_once() -> None:
    text = "Attention, all passengers on the quay. " * 4
    captions = make_captions([heard(text, name="CAPTAIN")], FILM, FAR)
    assert captions[0].rows[0].startswith("CAPTAIN: Attention")
    assert sum("CAPTAIN" in caption.text for caption in captions) == 1


def test_lines_spoken_at_once_share_a_caption() -> None:
    one, other = heard("Get down from there!"), heard("I can see the sea!", start=0.2, line="L0002")
    (caption,) = make_captions([one, other], FILM, FAR)
    assert caption.rows == ("- Get down from there!", "- I can see the sea!")
    assert caption.lines == ("L0001", "L0002")


def test_japanese_breaks_between_letters_but_never_before_a_full_stop() -> None:
    text = "最後のフェリーは一時間前に出てしまって、朝まで次の便はありません。中に入ったほうがいいですよ。"
    rows = [row for rows in rows_of(heard(text, per_word=8.0)) for row in rows]
    assert "".join(rows) == text
    assert all(columns(row) <= ROW for row in rows)
    assert not any(row[0] in "、。」" for row in rows)


def test_a_word_longer_than_a_row_is_broken() -> None:
    rows = [row for rows in rows_of(heard("a" * 100)) for row in rows]
    assert "".join(rows) == "a" * 100
    assert all(columns(row) <= ROW for row in rows)


def test_captions_stay_long_enough_to_be_read_where_there_is_room() -> None:
    (caption,) = make_captions([heard("Supercalifragilistic nonsense, all of it, sir.", per_word=0.1)], FILM, FAR)
    assert caption.end - caption.start >= 24 * sum(map(len, caption.rows)) / 20


def test_no_caption_is_seen_after_the_film() -> None:
    (caption,) = make_captions([heard("Goodbye.")], FILM, 10)
    assert (caption.start, caption.end) == (0, 10)


def test_times_name_the_frame_at_every_rate() -> None:
    for name in ("23.976", "24", "25", "29.97", "29.97df", "30", "50", "60"):
        rate = read_rate(name)
        frames = [0, 1, 1001, 86_399, 172_632]
        text = srt([Caption(start=frame, end=frame + 1, rows=("x",), lines=()) for frame in frames], rate)
        clocks = [row.split(" --> ")[0] for row in text.splitlines() if " --> " in row]
        for frame, clock in zip(frames, clocks, strict=True):
            hours, minutes, rest = clock.split(":")
            milliseconds = ((int(hours) * 60 + int(minutes)) * 60 + int(rest[:2])) * 1000 + int(rest[3:])
            exact = rate.seconds(frame) * 1000
            assert 0 <= exact - milliseconds < 1
            assert round(milliseconds * rate.fps / 1000) == frame


def test_both_forms_say_the_same() -> None:
    captions = [Caption(start=24, end=48, rows=("a < b", "& c"), lines=("L0001",))]
    assert srt(captions, FILM) == "1\n00:00:01,000 --> 00:00:02,000\na < b\n& c\n"
    assert vtt(captions, FILM) == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\na &lt; b\n&amp; c\n"


WORDS = st.lists(
    st.text(alphabet="abcdefg.,!?—海。、", min_size=1, max_size=30), min_size=1, max_size=60
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    speeches=st.lists(st.tuples(WORDS, st.integers(0, 30), st.sampled_from([0.05, 0.25, 0.5])), min_size=1, max_size=4),
    rate=st.sampled_from(["23.976", "25", "29.97df", "60"]),
    named=st.booleans(),
)
def test_whatever_is_said_is_captioned_once_in_order_and_fits(
    speeches: list[tuple[list[str], int, float]], rate: str, named: bool
) -> None:
    spoken, at = [], 0.0
    for number, (words, pause, per_word) in enumerate(speeches):
        at += pause / 10
        spoken.append(heard(" ".join(words), at, per_word, f"L{number:04d}", "NORA" if named else ""))
        at += per_word * len(words)
    captions = make_captions(spoken, read_rate(rate), FAR)
    said = "".join(word for words, _, _ in speeches for word in words)
    shown = "".join("".join(row for row in caption.rows) for caption in captions).replace(" ", "")
    assert shown.replace("NORA:", "") == said
    for caption in captions:
        assert 1 <= len(caption.rows) <= 2
        assert all(columns(row) <= ROW for row in caption.rows)
        assert caption.start < caption.end
    assert all(before.end <= after.start for before, after in pairwise(captions))

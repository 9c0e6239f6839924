"""Assembly: shots end to end, words that go on over a cut are one sound, and the digest sees every change."""

from __future__ import annotations

from bible.script import Line, Rows
from edit.assembly import CutPiece, assemble
from edit.sequence import Sequence, sequence_digest
from shots.rate import read_rate
from shots.recipe import PictureFormat, Utterance
from shots.recording import WordTime
from shots.shot import Framing, Shot, Size, Subject
from shots.take import Take

PICTURE = PictureFormat(rate=read_rate("23.976"))
RATE = 48000


def _piece(number: int, frames: int, *utterances: Utterance, in_frame: str = "@NORA", stale: bool = False) -> CutPiece:
    shot = Shot(
        id=f"sh{number:04d}", slate=f"1{'ABCDEFGH'[number]}", scene="S0001", framing=Framing.SINGLE, size=Size.MCU,
        subjects=(Subject(token=in_frame, side="left"),),
    )  # fmt: skip
    take = Take(
        shot=shot.id, slate=shot.slate, number=3, file=f"takes/001/ferry_001_t{number:02d}.mp4", sha256=str(number),
        frames=frames, handles=24, content="c", renderer="animatic", revision="1",
    )  # fmt: skip
    return CutPiece(shot=shot, scene_number="1", frames=frames, utterances=utterances, take=take, stale=stale)


def _says(line: str, start: int, source: int, samples: int, speaker: str = "@NORA") -> Utterance:
    return Utterance(
        line=line, speaker=speaker, text="", lips=True, start=start, source_start=source, samples=samples,
        sample_rate=RATE, recording="r",
    )  # fmt: skip


def _assemble(*pieces: CutPiece, lines: tuple[Line, ...] = ()) -> Sequence:
    files = {"L0001": "sound/L0001.wav", "L0002": "sound/L0002.wav"}
    words = {
        line: tuple(WordTime(word=f"word{n}", start=n * RATE // 2, end=(n + 1) * RATE // 2) for n in range(8))
        for line in files
    }
    return assemble("ferry", "The Ferry", PICTURE, pieces, files, words, lines)


def _line(extensions: tuple[str, ...]) -> Line:
    return Line(id="L0001", cue="THE CAPTAIN", extensions=extensions, text="", rows=Rows(first=1, last=1))


def test_shots_stand_end_to_end_and_begin_after_their_handles() -> None:
    film = _assemble(_piece(0, 50), _piece(1, 31), _piece(2, 7))
    assert [(clip.start, clip.frames, clip.end) for clip in film.clips] == [(0, 50, 50), (50, 31, 81), (81, 7, 88)]
    assert {clip.first for clip in film.clips} == {24}
    assert film.clips[1].media_frames == 31 + 48
    assert film.clips[1].name == "ferry_001_t01"
    assert film.frames == 88
    assert film.samples == round(88 * 1001 / 24000 * RATE)


def test_sounds_are_placed_from_the_films_start() -> None:
    film = _assemble(_piece(0, 50), _piece(1, 50, _says("L0001", 1000, 0, RATE)))
    (sound,) = film.sounds
    assert sound.start == round(50 * 1001 / 24000 * RATE) + 1000
    assert sound.end == sound.start + RATE


def test_words_that_run_on_over_cuts_are_one_sound_and_one_caption() -> None:
    cut = PICTURE.rate.samples(24, RATE)
    film = _assemble(
        _piece(0, 24, _says("L0001", 500, 0, cut - 500)),
        _piece(1, 24, _says("L0001", 0, cut - 500, cut), in_frame="@TOM"),
        _piece(2, 60, _says("L0001", 1, 2 * cut - 500, RATE)),
    )
    (sound,) = film.sounds
    assert (sound.start, sound.source_start, sound.samples) == (500, 0, 2 * cut - 500 + RATE)
    assert sound.on_screen
    assert len(film.captions) == 1


def test_the_same_line_taken_up_later_is_another_sound() -> None:
    film = _assemble(_piece(0, 24, _says("L0001", 0, 0, RATE)), _piece(1, 90, _says("L0001", RATE, RATE, RATE)))
    assert [(sound.start, sound.source_start) for sound in film.sounds] == [(0, 0), (48048 + RATE, RATE)]
    assert [caption.text for caption in film.captions] == ["word0 word1", "word2 word3"]


def test_a_line_without_a_recording_is_silent() -> None:
    film = _assemble(_piece(0, 24, _says("L0009", 0, 0, RATE)))
    assert film.sounds == ()
    assert film.captions == ()
    assert film.clips[0].lines == ("L0009",)


def test_who_is_not_in_frame_or_heard_from_elsewhere_is_named() -> None:
    says = _says("L0001", 0, 0, RATE)

    def named(piece: CutPiece, *extensions: str) -> bool:
        return _assemble(piece, lines=(_line(extensions),)).captions[0].text.startswith("THE CAPTAIN: ")

    assert not named(_piece(0, 48, says))
    assert not named(_piece(0, 48, says), "CONT'D")
    assert named(_piece(0, 48, says, in_frame="@TOM"))
    assert named(_piece(0, 48, says), "V.O.")
    assert named(_piece(0, 48, says), "on the radio")


def test_the_digest_changes_with_anything_a_cut_is_made_from_and_with_nothing_else() -> None:
    says = _says("L0001", 0, 0, RATE)
    film = _assemble(_piece(0, 24, says))
    assert sequence_digest(film) == sequence_digest(_assemble(_piece(0, 24, says)))
    others = [
        _assemble(_piece(0, 25, says)),
        _assemble(_piece(0, 24)),
        _assemble(_piece(1, 24, says)),
        _assemble(_piece(0, 24, says), _piece(1, 24)),
        _assemble(_piece(0, 24, _says("L0001", 1, 0, RATE))),
        _assemble(_piece(0, 24, says, stale=True)),
        film.model_copy(update={"title": "Another"}),
    ]
    assert len({sequence_digest(each) for each in (film, *others)}) == 1 + len(others)

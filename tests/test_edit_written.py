"""What the script says of the cut is done in the cut: fades, dissolves, black, and credits at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from edit_film import picture

from bible.breakdown import break_down
from bible.read import read_script
from bible.script import Script
from edit.assembly import CardPiece, CutPiece, assemble
from edit.cards import CreditPage
from edit.sequence import Sequence
from edit.transitions import Transition
from edit.written import bordered, credit_pages, with_credits, written_borders
from shots.direct import direct
from shots.take import Take

SCENE = "INT. KITCHEN - DAY\n\nANNA sits at the table.\n\nANNA\nWhere is the salt?\n"
NEXT = "EXT. GARDEN - DAY\n\nTOM digs.\n\nTOM\nIn the shed.\n"


def _script(tmp_path: Path, text: str) -> Script:
    file = tmp_path / "play.fountain"
    file.write_text(f"Title: The Salt\nCredit: written by\nAuthor: A. Writer\nCopyright: CC0\n\n{text}")
    return read_script(file)


def _pieces(script: Script) -> list[CutPiece]:
    shots = direct(script, break_down(script)).shots
    return [
        CutPiece(
            shot=shot, scene_number=script.scene(shot.scene).number, frames=72,
            take=Take(
                shot=shot.id, slate=shot.slate, number=1, file=f"takes/{shot.slate}.mp4", sha256="0", frames=72,
                handles=24, content="c", renderer="animatic", revision="1",
            ),
        )
        for shot in shots
    ]  # fmt: skip


def _film(script: Script) -> Sequence:
    pieces, going = bordered(_pieces(script), script, picture().rate)
    return assemble("play", script.title, picture(), pieces, {}, {}, going=going)


def _cut_between(film: Sequence) -> int:
    return next(clip.start for clip in film.clips if clip.scene_number == "2")


@pytest.mark.parametrize(
    ("words", "kind", "before", "after"),
    [
        ("DISSOLVE TO:", "dissolve", 12, 12), ("> SLOW DISSOLVE TO:", "dissolve", 12, 12),
        ("> MATCH DISSOLVE TO:", "dissolve", 12, 12), ("> CROSSFADE TO:", "dissolve", 12, 12),
        ("FADE TO:", "dissolve", 12, 12), ("> WIPE TO:", "wipe", 12, 12), ("FADE OUT.", "fade", 24, 0),
        ("FADE TO BLACK.", "fade", 24, 0), ("FADE OUT.\n\nFADE IN:", "dip", 24, 24), ("> IRIS OUT", "fade", 24, 0),
        ("FADE IN:", "fade", 0, 24), ("FONDU ENCHAÎNÉ", "dissolve", 12, 12), ("SCHWARZBLENDE.", "fade", 24, 0),
    ],
)  # fmt: skip
def test_a_transition_between_scenes_lies_at_their_cut(
    tmp_path: Path, words: str, kind: str, before: int, after: int
) -> None:
    film = _film(_script(tmp_path, f"{SCENE}\n{words}\n\n{NEXT}"))
    (placed,) = film.transitions
    assert (placed.at, placed.kind, placed.before, placed.after) == (_cut_between(film), kind, before, after)


@pytest.mark.parametrize("words", ["CUT TO:", "SMASH CUT TO:", "MATCH CUT TO:", "> HARD CUT TO:"])
def test_a_cut_is_a_cut(tmp_path: Path, words: str) -> None:
    script = _script(tmp_path, f"{SCENE}\n{words}\n\n{NEXT}")
    assert written_borders(script) == ()
    assert _film(script).transitions == ()


@pytest.mark.parametrize(
    ("words", "kind", "colour", "pattern"),
    [
        ("> FADE IN FROM WHITE:", "fade", "#ffffff", "left"), ("FADE TO WHITE.", "fade", "#ffffff", "left"),
        ("WIPE RIGHT TO:", "wipe", "#000000", "right"), ("IRIS TO:", "wipe", "#000000", "iris"),
    ],
)  # fmt: skip
def test_colours_and_patterns_are_as_written(tmp_path: Path, words: str, kind: str, colour: str, pattern: str) -> None:
    (placed,) = _film(_script(tmp_path, f"{SCENE}\n{words}\n\n{NEXT}")).transitions
    assert (placed.kind, placed.colour, placed.pattern) == (kind, colour, pattern)


def test_a_film_fades_in_before_its_first_scene_and_out_after_its_last(tmp_path: Path) -> None:
    film = _film(_script(tmp_path, f"FADE IN:\n\n{SCENE}\n\n{NEXT}\n\nFADE OUT."))
    assert film.transitions == (
        Transition(at=0, kind="fade", after=24), Transition(at=film.frames, kind="fade", before=24),
    )  # fmt: skip


def test_black_is_held_for_a_second_and_the_film_is_longer_by_it(tmp_path: Path) -> None:
    plain = _film(_script(tmp_path, f"{SCENE}\n\n{NEXT}"))
    film = _film(_script(tmp_path, f"{SCENE}\n\nCUT TO BLACK.\n\n{NEXT}"))
    assert film.frames == plain.frames + 24
    black = next(clip for clip in film.clips if clip.card)
    assert black.card is not None
    assert (black.card.kind, black.frames, black.end, black.shot) == ("black", 24, _cut_between(film), "")
    assert all(one.end == other.start for one, other in zip(film.clips, film.clips[1:], strict=False))
    at_end = _film(_script(tmp_path, f"{SCENE}\n\n{NEXT}\n\nSMASH CUT TO BLACK."))
    assert at_end.clips[-1].card == black.card


def test_the_end_stands_after_the_fade(tmp_path: Path) -> None:
    script = _script(tmp_path, f"{SCENE}\n\n{NEXT}\n\nFADE OUT.\n\n> THE END <")
    film = _film(script)
    (placed,) = film.transitions
    assert (placed.at, placed.before) == (film.clips[-1].start, 24)


def test_words_in_a_scene_that_look_like_transitions_do_not_count(tmp_path: Path) -> None:
    script = _script(tmp_path, f"{SCENE}\nDISSOLVE TO:\n\nShe finds it.\n\n{NEXT}")
    assert written_borders(script) == ()


def test_credits_name_the_writer_and_everybody_who_speaks(tmp_path: Path) -> None:
    script = _script(tmp_path, f"{SCENE}\n\n{NEXT}\n\nANNA\nThank you.\n")
    pages = credit_pages(script, break_down(script))
    assert pages[0] == CreditPage(heading="The Salt", title=True, rows=(("", "written by A. Writer"),))
    assert pages[1] == CreditPage(heading="Cast", rows=(("", "ANNA"), ("", "TOM")))
    assert pages[-1].rows == (("", "CC0"),)
    pieces, going = with_credits(_pieces(script), None, pages, picture().rate)
    assert isinstance(pieces[-1], CardPiece)
    film = assemble("play", script.title, picture(), pieces, {}, {}, going=going)
    assert film.clips[-1].frames == 4 * 24 * len(pages)
    assert [(each.at, each.kind) for each in film.transitions] == [
        (film.clips[-1].start, "fade"),
        (film.frames, "fade"),
    ]


def test_a_cast_too_long_for_one_page_goes_on_over_the_next(tmp_path: Path) -> None:
    people = [f"MAN {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"]
    script = _script(tmp_path, "INT. HALL - DAY\n\n" + "".join(f"{name}\nAye.\n\n" for name in people))
    pages = credit_pages(script, break_down(script))
    assert [name for page in pages[1:-1] for _, name in page.rows] == people
    assert [page.heading for page in pages[1:-1]] == ["Cast", "", ""]

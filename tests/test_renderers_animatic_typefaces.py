"""Lettering: every script has letters, what has none is named, and lines fit the room they are given."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from renderers.animatic.typefaces import Face, fitting, set_line, unknown_letters

BLACK = (0.0, 0.0, 0.0)
WORDS = {
    "latin": "The Last Ferry — Žižkov", "vietnamese": "Chuyến phà cuối cùng", "greek": "Το τελευταίο πλοίο",
    "cyrillic": "Последний паром", "armenian": "Վերջին լաստանավը", "georgian": "ბოლო ბორანი",
    "hebrew": "המעבורת האחרונה",
    "arabic": "العبّارة الأخيرة", "devanagari": "आख़िरी नाव", "bengali": "শেষ ফেরি", "thai": "เรือลำสุดท้าย",
    "japanese": "最後のフェリー", "chinese": "最后的渡轮", "korean": "마지막 배",
}  # fmt: skip


def drawn(text: str, face: Face = "title", size: float = 40) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    pixels = np.full((90, 900, 4), 255, np.uint8)
    surface = skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeN32Premul(900, 90), pixels)
    set_line(text, face, size, BLACK).draw(surface.getCanvas(), 10, 60)
    return pixels[..., 0]


@pytest.mark.parametrize("face", ["title", "text"])
@pytest.mark.parametrize("script", WORDS)
def test_every_script_has_letters(script: str, face: Face) -> None:
    assert unknown_letters(WORDS[script], face) == ""
    assert (drawn(WORDS[script], face) < 128).sum() > 300


def test_letters_without_a_typeface_are_named_and_left_out() -> None:
    assert unknown_letters("𓀀 Ra 𓁐𓀀") == "𓀀𓁐"
    assert (drawn("𓀀 Ra 𓁐") == drawn("Ra")).all()


def test_arabic_letters_join_and_run_from_right_to_left() -> None:
    joined, apart = set_line("سلام", "text", 40, BLACK), set_line("س ل ا م", "text", 40, BLACK)
    assert joined.width < apart.width - 20
    first_letter = np.flatnonzero((drawn("سا", "text") < 128).any(0))
    assert (drawn("سا", "text")[:, first_letter[0] : first_letter[0] + 4] < 128).sum() > 30  # alef stands at the left


@pytest.mark.parametrize("words", ["سلام", "שלום"])
def test_a_line_from_right_to_left_ends_at_its_left(words: str) -> None:
    """A full stop comes after the last word, which stands at the left; in a Latin line it stands at the right."""

    def ends(text: str) -> tuple[int, int]:
        inked = np.flatnonzero((drawn(text, "text") < 128).any(0))
        return int(inked[0]), int(inked[-1])

    dot = ends(f"{words}..")[1] - ends(f"{words}.")[1]
    assert dot > 4
    low = drawn(f"{words}......", "text")[30:, 10 : 10 + 4 * dot]
    assert (low < 128).any() and not (low[:20] < 128).any(), "only stops at the left"
    assert (drawn(f"Ra {words}.", "text")[:, 10:40] == drawn("Ra", "text")[:, 10:40]).all()


def test_chinese_and_japanese_draw_shared_signs_their_own_way() -> None:
    assert (drawn("直") != drawn("直の")[:, :]).any()
    width = round(set_line("直", "title", 40, BLACK).width)
    assert (drawn("直")[:, 10 : 10 + width] != drawn("直の")[:, 10 : 10 + width]).any()


def test_lines_shrink_to_their_room_and_never_grow() -> None:
    assert fitting("short", "title", 50, 900) == 50
    size = fitting("a line that is far too long for its room", "title", 50, 300, 0.05)
    assert size < 50
    assert set_line("a line that is far too long for its room", "title", size, BLACK, size * 0.05).width <= 301


def test_nothing_to_set_is_nothing_drawn() -> None:
    assert (drawn("") == 255).all()

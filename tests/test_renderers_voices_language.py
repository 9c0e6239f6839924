"""Which language a script is in."""

from __future__ import annotations

import pytest

from renderers.voices.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where are you going? I don't know what that is.", "en"), ("Je ne sais pas où il est, et vous?", "fr"),
        ("¿Cuántas quieres, hijo? Tres, pero no tengo con qué.", "es"), ("Ich weiß nicht, was das ist.", "de"),
        ("Non lo so, ma è bello.", "it"), ("Não sei, mas é bonito.", "pt"), ("Ik weet het niet, maar het is er.", "nl"),
        ("Бабусю, чому хліб печуть уночі?", "uk"), ("Кто там?", "ru"), ("こんにちは、世界", "ja"), ("你好吗", "zh"),
        ("안녕", "ko"), ("Wait!", ""), ("", ""), ("1984", ""),
    ],
)  # fmt: skip
def test_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("told", "language"), [("es", "es"), ("es-MX", "es"), ("Español", "es"), ("French", "fr"), ("Klingon", "en")]
)
def test_the_title_page_wins_over_words(told: str, language: str) -> None:
    assert language_of("Where are you going? I don't know what that is.", told) == language

"""Which language a script is written in: what its title page says, else the words it is full of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from bible.script import Script

_COMMON: dict[str, str] = {
    # words that texts of a language are full of, told apart from those of the others
    "en": "the and you is it of to that what was for not are have with this be my me we he she they do don't i'm it's",
    "es": "el los las que y en un una es no lo se por con para su al del qué está muy pero como más si ya yo tú",
    "fr": "le les des est et je vous que qui dans pas une pour ce il elle nous on au du ne c'est j'ai où mais avec",
    "de": "der die das und ist ich nicht du es wir ein eine zu den mit sie auf für was dem war aber wie noch hast",
    "it": "il di che è e non un una per sono ho mi si della con come più ma lo gli hai questo c'è perché anche",
    "pt": "o os não que e é um uma você eu para com se do da em mas isso está por na no como muito ele ela",
    "nl": "de het een en ik is niet je dat van wat zijn maar op te met voor er heb hij ze wij dit naar nog",
    "pl": "nie to się w i na że jest z co jak tak ja ty mnie czy po ale do dla gdzie ma już tylko",
    "sv": "och att det är jag du inte en ett som på för med har vi den av han hon vad men så till",
    "cs": "a je se to na že ne v jsem co tak jak si ty já ale mi jsi pro tady už kde bych",
    "tr": "bir bu ve ne ben sen değil mi için var çok da de ama o evet hayır nasıl şey gibi",
}
_WORDS = {word: [lang for lang, text in _COMMON.items() if word in text.split()] for text in _COMMON.values()
          for word in text.split()}  # fmt: skip
_NAMES: dict[str, str] = {
    "english": "en", "spanish": "es", "español": "es", "espanol": "es", "castellano": "es", "french": "fr",
    "français": "fr", "francais": "fr", "german": "de", "deutsch": "de", "italian": "it", "italiano": "it",
    "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl", "polish": "pl", "polski": "pl",
    "swedish": "sv", "svenska": "sv", "czech": "cs", "čeština": "cs", "turkish": "tr", "türkçe": "tr",
    "ukrainian": "uk", "українська": "uk", "russian": "ru", "русский": "ru", "greek": "el", "ελληνικά": "el",
}  # fmt: skip
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("CJK", "zh"), ("HANGUL", "ko"), ("GREEK", "el"), ("ARABIC", "ar"),
    ("HEBREW", "he"), ("DEVANAGARI", "hi"), ("CYRILLIC", "ru"),
)  # fmt: skip
_SURE = 3
"""Common words that must speak for a language before it is believed."""


def language_of(text: str, told: str = "", sure: int = _SURE) -> str:
    """The language of a script as two letters (ISO 639-1), or empty when nothing tells it.

    `told` is what the title page says: `es`, `es-MX`, `Spanish`. Otherwise the letters decide, and for Latin ones the
    commonest words, of which at least `sure` must speak for it.
    """
    named = told.strip().casefold()
    if named:
        code = re.split(r"[-_]", named)[0]
        return _NAMES.get(named) or (code if re.fullmatch(r"[a-z]{2}", code) else "") or language_of(text)
    letters: Counter[str] = Counter()
    for each, count in Counter(text).items():
        if each.isalpha():
            letters[unicodedata.name(each, "").split(" ")[0]] += count
    if letters and letters.most_common(1)[0][0] != "LATIN":
        script = next((name for name, _ in _SCRIPTS if letters.get(name)), "")
        language = dict(_SCRIPTS).get(script, "")
        return "uk" if language == "ru" and re.search("[іїєґ]", text.casefold()) else language
    votes: Counter[str] = Counter()
    for word in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.replace("’", "'").casefold()):
        for language in (heard := _WORDS.get(word, [])):
            votes[language] += 6 // len(heard)
    if not votes:
        return ""
    best, count = votes.most_common(1)[0]
    return best if count >= 6 * sure else ""


def script_language(script: Script) -> str:
    """The language lines are spoken in: what the title page says (`Language: es`), else what their words tell."""
    told = next((" ".join(each.values) for each in script.title_page if each.key.casefold() == "language"), "")
    return language_of(" ".join(line.text for line in script.lines()), told)

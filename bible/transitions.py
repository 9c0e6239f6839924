"""Transitions: rows that say how one scene goes over into the next, in the words of several tongues."""

from __future__ import annotations

import re

from bible.headings import western

_LONGEST = 120
_WRITTEN = re.compile(
    r"[^a-z]*\bTO:|FADE (?:IN|OUT|UP|TO BLACK|TO WHITE)[.:]?|(?:\w+[ -])?CUT:|(?:SMASH |HARD |SLOW )?"
    r"(?:CUT|FADE|DISSOLVE)(?: BACK)? TO (?:BLACK|WHITE|RED|TITLES?|CREDITS)[.:]?|IRIS (?:IN|OUT)[.:]?|WIPE[.:]"
)
_ABROAD: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (english, re.compile(rf"(?:{words})\s*[.:。]?"))
    for english, words in (
        (
            "FADE IN:",
            r"AUFBLENDE|OUVERTURE (?:AU|EN) (?:NOIR|FONDU)|ABRE (?:DE|DESDE) NEGRO|FUNDIDO (?:DE|DESDE) NEGRO|"
            r"DISSOLVENZA (?:DAL|DA) NERO|ИЗ (?:ЗТМ|ЗАТЕМНЕНИЯ)|淡入|溶明",
        ),
        (
            "FADE OUT.",
            r"ABBLENDE|AUSBLENDE|SCHWARZBLENDE|(?:FONDU|FERMETURE) AU NOIR|FUND(?:IDO|E) A NEGRO|"
            r"DISSOLVENZA (?:IN|A|AL) NERO|(?:В )?ЗТМ|(?:В )?ЗАТЕМНЕНИЕ|淡出|溶暗",
        ),
        ("FADE TO WHITE.", r"WEI(?:SS|ẞ)BLENDE|FONDU AU BLANC|FUNDIDO A BLANCO|DISSOLVENZA (?:IN|A|AL) BIANCO"),
        (
            "DISSOLVE TO:",
            r"ÜBERBLEND(?:UNG|E)(?: (?:ZU|AUF|IN))?|FONDU ENCHA[IÎ]NÉ(?: (?:SUR|VERS|À))?|"
            r"(?:FUNDIDO )?ENCADENADO(?: A)?|DISOLVENCIA(?: A)?|"
            r"DISSOLVENZA(?: INCROCIATA)?(?: (?:SU|A))?|FUSÃO(?: PARA)?|НАПЛЫВ|叠化|疊化",
        ),
        (
            "CUT TO BLACK.",
            r"SCHNITT (?:INS|AUF) SCHWARZE?|COUPE AU NOIR|NOIR SEC|CORTE A NEGRO|STACCO (?:SUL|A) NERO",
        ),
        (
            "CUT TO:",
            r"(?:HARTER )?SCHNITT (?:ZU|AUF|NACH)|COUPE(?: FRANCHE)? (?:À|SUR|VERS)|CORT[EA] (?:A|PARA)|"
            r"(?:TAGLIO|STACCO) (?:A|SU)|切至|切到",
        ),
    )
)
"""German, French, Spanish, Italian, Portuguese, Russian, Chinese and Japanese words, by what they say in English."""


def is_transition(text: str) -> bool:
    """Whether a row is a transition: capitals ending in `TO:`, or what everybody writes (`FADE OUT.`, `ABBLENDE`)."""
    if len(text) > _LONGEST or text != text.upper():
        return False
    return _WRITTEN.fullmatch(western(text)) is not None or in_english(text) != text


def in_english(text: str) -> str:
    """A transition as an English script writes it, when it is a known one of another tongue; else as it is."""
    narrow = " ".join(western(text[: _LONGEST + 1]).upper().split())
    return next((english for english, words in _ABROAD if words.fullmatch(narrow)), text)

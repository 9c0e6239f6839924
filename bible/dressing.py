"""How languages other than English say that somebody puts something on or takes it off.

In each pattern `what` is the garment with what stands round it, in the words of its language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from bible.tongues import translated

Way = Literal["on", "off"]

_WHAT = r"(?P<what>[^.,;:!?]+)"
_END = r"(?=[.,;:!?]|\s(?:und|et|y|e|и|та|і)\s|$)"
_DE = r"(?P<what>(?:ein|sein|ihr|d)\w* [^.,;:!?]+?)"
_JA = r"(?P<what>[^。、，！？「」はが]+?)を"
_ZH = r"(?P<what>[^。，、；！？]+)"
# Language, whether it is put on or taken off, and the words that say so.
_SAID: tuple[tuple[str, Way, str], ...] = (
    ("de", "on", rf"\b(?:zieht|streift|legt|setzt|wirft|bindet|knöpft) (?:sich )?{_DE} (?:an|über|um|auf|zu){_END}"),
    ("de", "on", rf"\b(?:trägt|schlüpft in|steigt in) (?:jetzt |nun |wieder )?{_WHAT}"),
    ("de", "on", rf"\b(?:jetzt|nun|wieder|gekleidet) in {_WHAT}"),
    ("de", "off", rf"\b(?:zieht|streift|legt|setzt|nimmt|reißt|bindet) (?:sich )?{_DE} (?:aus|ab|herunter){_END}"),
    ("de", "off", rf"\bschlüpft aus {_WHAT}"),
    ("fr", "on", rf"\b(?:re)?(?:met|enfile|revêt|passe|porte|endosse|boutonne|noue|coiffe) {_WHAT}"),
    ("fr", "on", rf"\b(?:s'habille|vêtue?|habillée?) d(?:e |'){_WHAT}"),
    ("fr", "on", rf"\b(?:désormais|maintenant|toujours) en {_WHAT}"),
    ("fr", "off", rf"\b(?:enlève|retire|ôte|quitte|arrache|se (?:débarrasse|défait) de) {_WHAT}"),
    ("es", "on", rf"\b(?:se (?:pone|viste con|enfunda|calza|echa encima|abrocha)|viste|lleva(?: puest[oa])?) {_WHAT}"),
    ("es", "on", rf"\bvestid[oa] (?:con|de) {_WHAT}"),
    ("es", "off", rf"\bse (?:quita|saca|despoja de|desprende de) {_WHAT}"),
    ("it", "on", rf"\b(?:si (?:mette|infila|allaccia|veste con|butta addosso)|indossa|infila|porta) {_WHAT}"),
    ("it", "on", rf"\bvestit[oa] (?:di|con) {_WHAT}"),
    ("it", "off", rf"\bsi (?:toglie|leva|sfila|libera del(?:la)?) {_WHAT}"),
    ("pt", "on", rf"\b(?:veste|põe|coloca|calça|enfia|usa|traja|abotoa) {_WHAT}"),
    ("pt", "on", rf"\bvestid[oa] (?:com|de) {_WHAT}"),
    ("pt", "off", rf"\b(?:tira|despe|retira|arranca) {_WHAT}"),
    ("uk", "on", rf"\b(?:одягає|вдягає|надягає|накидає|натягує|носить) {_WHAT}"),
    ("uk", "on", rf"\b(?:вбран|одягнен|вдягнен|перевдягається)\w* (?:в|у) {_WHAT}"),
    ("uk", "off", rf"\b(?:знімає|скидає|стягує) {_WHAT}"),
    ("ru", "on", rf"\b(?:надевает|накидывает|натягивает|набрасывает|носит) {_WHAT}"),
    ("ru", "on", rf"\b(?:одет[аоы]?|переодевается|переоделась|переоделся) в {_WHAT}"),
    ("ru", "off", rf"\b(?:снимает|сбрасывает|стягивает|скидывает) {_WHAT}"),
    ("ja", "on", rf"{_JA}(?:着|羽織|はお|まと|身に着け|身につけ|かぶ|被|履|はい|かけ|掛け|締め|巻)"),
    ("ja", "off", rf"{_JA}(?:脱|外|取)"),
    ("zh", "on", rf"[穿披戴换換套裹系](?:上|着|著|好){_ZH}"),
    ("zh", "off", rf"(?:[脱脫摘取解](?:下|掉|去)){_ZH}"),
)
_PATTERNS = tuple((language, way, re.compile(said, re.IGNORECASE)) for language, way, said in _SAID)
_NOT = re.compile(
    r"(?:\b(?:nicht|kein\w*|nie|ohne|ne|n'|pas|jamais|sans|no|nunca|sin|non|mai|senza|não|sem|не|без|ніколи|никогда)"
    r"|[没沒不未])\s*(?:\w+\s)?$"
)
SUBJECT = (
    r"er|sie|il|elle|él|ella|se|lui|lei|si|ele|ela|он|она|він|вона|"
    r"彼女|彼|他|她"
)
"""How a sentence begins that goes on about whom the one before named; Romance languages may leave the word out."""


_SMALL = re.compile(
    r"^(?:(?:ein|sein|ihr|mein)(?:e[rnms]?)?|d(?:er|en|ie|as|em)|une?|les?|la|son|sa|ses|el|l[ao]s|sus?|il|lo|gli|i|"
    r"os?|as?|uma?|seus?|suas?|sua|suo|сво\w+|її|його|е[её]|его|自分の|彼女の|彼の|[她他]的|[一那][件顶頂条條副双雙])\s*\b",
    re.IGNORECASE,
)


def said_in(text: str, way: Way) -> Iterator[str]:
    """What people put on, or take off, as a text says in one of these languages; in English, its head noun last."""
    for language, of, pattern in _PATTERNS:
        if of != way:
            continue
        for match in pattern.finditer(text):
            if not _NOT.search(text[: match.start()]):
                what = " ".join(translated(match["what"].strip().removeprefix("l'"), language).split())
                yield _SMALL.sub("", _SMALL.sub("", what))

"""What a note says that somebody does: `she looks away`, `have her turn`, `the dog barks`; and who is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from bible.entries import Character
from shots.note_words import BODY, VERBS
from shots.shot import Shot

_THEY = ("they", "both")
_SOMEBODY = r"nobody|no one|somebody|someone"
_CAMERA = (
    r"camera|shot|frame|framing|push|pan|pull|move|tilt|zoom|angle|cut|take|size|dolly|crane|music|score|sound|pace"
)
_NO_DEED = (
    r"(?:is|are|was|were)(?! (?!missing|lacking|lagging)\w{2,}ing\b)|be|needs?(?! to)|works?|reads?(?! (?:a|the|his|"
    r"her))|"
    r"(?:looks?|feels?|seems?|gets?|appears?|sounds?|comes? across)(?= (?:too|like|off|so|very|fake|wrong|weird|odd|"
    r"bad|"
    r"good|great|terrible|stiff|flat|dead|lost|cut|as)\b)|"
    r"says?|said|wears?|whispers?|shouts?|speaks?|talks?|too|out|off|in|on|at|a|the|to|of|and|or|for|with|not"
)
"""What follows a name and tells no deed: how something is, or how somebody finds it."""
_SHOULD = r"(?:should|could|can|must|has to|have to|needs to|need to|might|ought to|would|may)"
_ADVERB = r"(?:(?:\w+ly|just|also|then|still|never|always|simply) )?"
_COMPARED = r"(?:longer|shorter|bigger|smaller|closer|wider|darker|brighter|louder|quieter|more|less)"
_GOES_ON = r"(?:up|down|left|right|away|back|out|into|over|at|to|towards?|around|about|past|through)\b"
_IRREGULAR = {"have": "has", "be": "is", "do": "does", "go": "goes"}
_SUBJECTS = {"her": "she", "him": "he", "them": "they"}


class People(NamedTuple):
    """Who can be meant in a note on a shot, as regular expressions; empty where nobody is."""

    lead: str
    """Names of whom the shot is about."""
    others: str
    """Names of the others in frame."""
    away: str
    """Names of everybody else."""
    sexes: frozenset[str]
    """Sexes of those in frame as far as the script or a person told them; empty where one was invented."""

    @property
    def seen(self) -> str:
        """Names of those in frame."""
        return "|".join(each for each in (self.lead, self.others) if each)


def people_of(shot: Shot, cast: Sequence[Character]) -> People:
    """Those in a shot by the names they have in `cast`, and everybody else of it."""
    tokens = [subject.token for subject in shot.subjects]
    known = {each.token: each for each in cast}
    seen = [known[token] for token in tokens if token in known]
    told = len(seen) == len(tokens) and not any("sex" in each.look.invented for each in seen)
    named = [_names(token, known.get(token)) for token in tokens]
    others = "|".join(named[1:])
    taken = {name.casefold() for token in tokens for name in _all_names(token, known.get(token))}
    away = (name for each in cast if each.token not in tokens for name in _all_names(each.token, each))
    return People(
        lead=named[0] if named else "",
        others=others,
        away="|".join(re.escape(name) for name in dict.fromkeys(away) if name.casefold() not in taken),
        sexes=frozenset(each.look.sex for each in seen) if told else frozenset(),
    )


def _names(token: str, character: Character | None) -> str:
    return "|".join(re.escape(name) for name in sorted(_all_names(token, character), key=len, reverse=True))


def _all_names(token: str, character: Character | None) -> tuple[str, ...]:
    plain = token.lstrip("@").replace("_", " ").replace("-", " ")
    if character is None:
        return (plain,)
    return tuple(dict.fromkeys((character.name, character.title, *character.aliases, plain)))


class Deed(NamedTuple):
    """What a clause says that somebody does."""

    words: str
    """As a sentence of its own."""
    missing: str = ""
    """Who would have to be in the shot for it."""


def deed_in(clause: str, shot: Shot, people: People) -> Deed | None:
    """What somebody does by a clause; None when it says no such thing."""
    if re.search(r"\btoo (?!$)\w+|\benough\b", clause, re.I):
        # `she turns too late` finds fault, and asks for nothing that could be seen.
        return None
    asked = re.match(
        rf"(?:make|have|let|get) (her|him|them|{_any(people)}) (?:to )?(?!{_COMPARED}\b)(\w+)(.*)", clause, re.I
    )
    if asked and _stem(asked[2]) in VERBS:
        who = _SUBJECTS.get(asked[1].lower(), asked[1])
        return _deed(who, f"{_of(who, asked[2])}{asked[3]}", shot, people)
    told = re.match(
        rf"(she|he|they|both|everyone|everybody|{_SOMEBODY}|{_any(people)}) {_ADVERB}"
        rf"(?:({_SHOULD}) (?:not )?)?(?!(?:{_NO_DEED})\b)(?!{_COMPARED}\b)([\w']{{2,}})(.*)",
        clause,
        re.I,
    )
    if told:
        who, should, verb = told[1], told[2], told[3].lower()
        plural = who.lower() in _THEY
        if should and "not" not in clause.lower().split()[:4] and _stem(verb) in VERBS:
            return _deed(who, f"{_of(who, verb)}{told[4]}", shot, people)
        if not should and (plural or verb.endswith("s") or verb in ("is", "has") or _stem(verb) in VERBS):
            return _deed(who, clause[len(who) :].strip(), shot, people)
        return None
    return _of_things(clause)


def goes_on(deed: str, clause: str) -> bool:
    """Whether a clause goes on with what somebody does: `… and smiles`, `… then up`."""
    first = clause.split()[0].lower()
    plural = deed.split()[0].lower() in _THEY
    return bool(_stem(first) in VERBS and (plural or first.endswith("s"))) or bool(re.match(_GOES_ON, clause, re.I))


def _of_things(clause: str) -> Deed | None:
    """`the dog barks`, `a gull lands on the rail`, `her hands shake`."""
    thing = rf"(?:the|a|an|one|another) (?!(?:{_CAMERA})s? )"
    does = rf" {_ADVERB}(?!(?:{_NO_DEED}|{_COMPARED})\b)"
    for pattern in (
        rf"{thing}\w+{does}(\w+s)",
        rf"{thing}\w+ \w+{does}(\w+s)",
        rf"(?:her|his|their) (?:{BODY}){does}(\w+)",
    ):
        found = re.match(rf"{pattern}\b(?! (?:is|are|was)\b)", clause, re.I)
        if found and _stem(found[1]) in VERBS:
            return Deed(words=_sentence(clause))
    return None


def _deed(who: str, rest: str, shot: Shot, people: People) -> Deed:
    return Deed(words=_sentence(f"{who} {rest}"), missing=_missing(who, shot, people))


def _missing(who: str, shot: Shot, people: People) -> str:
    """Whoever is meant and is not in the shot."""
    wanted: Literal["woman", "man", ""] = {"she": "woman", "he": "man"}.get(who.lower(), "")  # type: ignore[assignment]
    if not shot.subjects and not re.fullmatch(_SOMEBODY, who, re.I):
        return "nobody is in this shot"
    if who.lower() == "both" and len(shot.subjects) < 2:
        return "there are not two in this shot"
    if people.away and re.fullmatch(people.away, who, re.I):
        return f"{who} is not in this shot"
    if wanted and people.sexes and wanted not in people.sexes:
        return f"no {wanted} is in this shot"
    return ""


def _any(people: People) -> str:
    """Everybody's names; what nobody is called where nobody has one."""
    return "|".join(each for each in (people.lead, people.others, people.away) if each) or r"(?!)"


def _stem(verb: str) -> str:
    """`look` of `looks`, `carry` of `carries`, `turn` of `turning`."""
    low = verb.lower()
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("", "")):
        stem = f"{low.removesuffix(ending)}{instead}" if low.endswith(ending) else ""
        if stem in VERBS or (stem[:-1] in VERBS and stem[-1:] == stem[-2:-1]):
            return stem if stem in VERBS else stem[:-1]
    return low


def _of(who: str, verb: str) -> str:
    """The verb as it is said of somebody: `she looks`, `they look`."""
    low = verb.lower()
    if who.lower() in _THEY:
        return low
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if re.search(r"(?:s|x|z|ch|sh|o)$", low):
        return f"{low}es"
    return f"{low[:-1]}ies" if re.search(r"[^aeiou]y$", low) else f"{low}s"


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."

"""Parts: which clauses of the action each person acts in, and which tell what others do to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bible.entries import Character
from renderers.animatic.sights import seen_in
from renderers.animatic.tongues import in_english
from shots.recipe import Recipe

_ALL = re.compile(r"(they|both|the two|the three|everyone|everybody|all)\b", re.IGNORECASE)
_ONE = re.compile(r"(he|she|his|her)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\W*((and|then|now|still|again|suddenly|at last|finally|while|as|but|\w+ly)\b\W*)*", re.IGNORECASE
)
"""What may come before the one who acts."""
_JOINED = re.compile(r"(\s*\([^)]*\))?\W*(,|and|&|with)?\W*(the\s+)?", re.IGNORECASE)
_GROUP = re.compile(r"(?:the |all |both )*(?:two |three )?(children|kids|boys|girls|men|women)\b", re.IGNORECASE)
"""Several at once, by what they are."""
_GROWN = 16
_THING = re.compile(
    r"\W*(the|an?|another|one|some|its?|that|this|there|rain|snow|light|smoke|water|wind)\b", re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(man|woman|boy|girl|child|children|two|three|others?|men|women|old|young|people|couple|pair|both|mother|father|"
    r"brother|sister|friends?|stranger|officer|teacher|captain)\b",
    re.IGNORECASE,
)
_TITLES = frozenset(
    ("the", "a", "an", "of", "and", "mr", "mrs", "miss", "ms", "dr", "sir", "lord", "lady", "king", "queen", "prince",
     "princess", "doctor", "nurse", "captain", "sergeant", "coach", "old", "young", "big", "little")
)  # fmt: skip
"""Words of a name that alone are nobody's."""
_ENDS = r"(?<=[.!?;])\s+|\n+"
_TURNS = r"(?:,\s*)?(?:\b(?:and|while|as|but)\s+|,\s+)(?=(?:he|she|they)\s+[a-z]+)"
"""Where a sentence goes on with somebody else: `He swings at her and she ducks`."""
_OTHER = re.compile(
    r"(?P<name>[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|the|of))*)\s*(?:\(|,\s*\d|(?:and|&)\s+[A-Z]|(?P<verb>[a-z]+s)\b)"
    r"|(?P<caps>[A-Z]{3,})\s+[a-z]"
)
"""Somebody who is not in the cast: a name and a verb, an age or another name."""
_NO_NAMES = frozenset(
    ("beside", "behind", "outside", "inside", "there", "here", "nobody", "who", "what", "it", "this", "that", "its")
)
_NO_VERBS = frozenset(
    ("across", "as", "his", "this", "towards", "outwards", "upwards", "downwards", "always", "its", "is", "us")
)
_LED = re.compile(r"\W*(an?|the|another|one|two|three|four|some|several)\s+((?:[\w’'-]+\s+)+)", re.IGNORECASE)
_OBJECT = re.compile(
    r"\b(him|her|his)\b(\s*(?:$|[.,;!?]|(?:in|on|at|to|into|by|from|with|against|and|down|up|away|back|again|hard|close|over"
    r"|across|through|off|tight|twice|round|around|until|while|as|like)\b))?"
)
"""Somebody something is done to, or whose something is: `kicks her`, `takes her hand`."""
_SEXES = {"he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman"}


class Clause(NamedTuple):
    """A piece of the action and the tokens of those in the cast who act in it: none where it is somebody else."""

    text: str
    actors: frozenset[str]


def part_of(recipe: Recipe, me: Character) -> str:
    """The clauses of the action in which this character acts, in English as far as it is known.

    A clause is about the first name in it and the names joined to that one (`Nora and Ike walk`), or about whom its
    pronoun stands for; `they` is everyone in frame who is not named beside it; a clause without a name goes on with
    those before. What somebody does who is not in the cast is nobody's part.
    """
    return " ".join(clause.text for clause in clauses(recipe) if me.token in clause.actors)


def past_of(recipe: Recipe, me: Character) -> str:
    """The clauses before this shot, in the same scene, in which this character acts."""
    told = _told(recipe, "\n".join(recipe.dressing), frozenset())
    return " ".join(clause.text for clause in told if me.token in clause.actors)


def clauses(recipe: Recipe) -> tuple[Clause, ...]:
    """The clauses of the shot's action, in its order, with those who act in each."""
    first = recipe.shot.subjects[:1]
    return tuple(_told(recipe, recipe.shot.action, frozenset(each.token for each in first)))


def targets_of(recipe: Recipe, clause: Clause) -> frozenset[str]:
    """The tokens of those in frame to whom something is done in a clause: named after its actors, or `him`, `her`.

    Two who act on `each other` are both.
    """
    others = [each for each in _in_frame(recipe) if each.token not in clause.actors]
    named = {each.token for each in others if name_of(each).search(clause.text)}
    if named or re.search(r"\beach other\b", clause.text, re.IGNORECASE):
        return frozenset(named or clause.actors)
    opening = _OPENING.match(clause.text)
    after = clause.text[opening.end() if opening else 0 :]
    led = _ONE.match(after)
    after = after[led.end() :] if led else after
    own = {each.look.sex for each in recipe.cast if each.token in clause.actors}
    for match in _OBJECT.finditer(after.lower()):
        meant = [each for each in others if each.look.sex == _SEXES[match[1]]]
        if meant and (match[1] == "him" or match[2] is not None or _SEXES[match[1]] not in own):
            return frozenset((meant[0].token,))
    return frozenset(each.token for each in others) if re.search(r"\bthem\b", after, re.IGNORECASE) else frozenset()


def unnamed(recipe: Recipe, text: str) -> str:
    """A text without the names of the cast, which mean nothing: `Rose` holds no flower."""
    for each in recipe.cast:
        text = name_of(each).sub("Somebody", text)
    return text


def name_of(character: Character) -> re.Pattern[str]:
    """What a character is called in action."""
    words = character.name.split()
    own = {word for word in words if word.lower() not in _TITLES and not _PERSON.fullmatch(word)}
    names = "|".join(
        re.escape(each) for each in sorted({character.name, words[0], *own}, key=len, reverse=True) if each
    )
    return re.compile(rf"\b({names})\b", re.IGNORECASE)


def _in_frame(recipe: Recipe) -> list[Character]:
    """Whom the shot is most about comes first."""
    tokens = [subject.token for subject in recipe.shot.subjects]
    return sorted((each for each in recipe.cast if each.token in tokens), key=lambda each: tokens.index(each.token))


def _told(recipe: Recipe, text: str, actors: frozenset[str]) -> Iterator[Clause]:
    """Clauses and who acts in them; nothing is said of things."""
    present = bool(actors)
    before = Clause("", actors)
    for text_ in _pieces(recipe, text):
        named = _named(recipe, text_)
        if (_others_lead(recipe, text_) or _animal_leads(recipe, text_)) if named else _of_things(text_):
            before = before if not named else Clause(text_, frozenset())
            continue
        before = Clause(text_, _actors(recipe, text_, named, before, present))
        yield before


def _pieces(recipe: Recipe, text: str) -> Iterator[str]:
    names = "|".join(name_of(each).pattern for each in recipe.cast)
    turns = re.compile(
        rf"{_TURNS}|\b(?:and|while|but)\s+(?=(?-i:[A-Z])\w+\s+[a-z]*[^s\W]s\b)|[,:]\s+(?=(?:an?|the)\s+(?-i:[A-Z]{{3,}}))",
        re.IGNORECASE,
    )
    for sentence in re.split(_ENDS, in_english(text)):
        start = 0
        for match in turns.finditer(sentence):
            if (
                sentence[match.start()] in ",:"
                or (names and re.search(names, sentence[start : match.start()], re.IGNORECASE))
                or _ONE.search(sentence)
            ):
                yield sentence[start : match.start()].rstrip()
                start = match.end()
        yield sentence[start:]


def _actors(recipe: Recipe, text: str, named: frozenset[str], before: Clause, present: bool) -> frozenset[str]:
    opening = _OPENING.match(text)
    after = text[opening.end() if opening else 0 :]
    in_frame = frozenset(subject.token for subject in recipe.shot.subjects)
    if _ALL.match(after):
        pair = before.actors | targets_of(recipe, before) if before.text else frozenset()
        whole = pair if len(pair) == 2 and pair <= in_frame else in_frame
        mentioned = {each.token for each in recipe.cast if name_of(each).search(after)}
        return whole - mentioned or whole
    group = _GROUP.match(after)
    if group:
        return frozenset(each.token for each in _in_frame(recipe) if _is_of(each, group[1].lower()))
    one = _ONE.match(after)
    if one:
        return _meant(recipe, _SEXES[one[1].lower()], before, present)
    if named:
        return named
    other = _OTHER.match(after)
    name = (other["name"] or other["caps"]).split()[0].lower() if other else ""
    if other and name not in _NO_NAMES and (other["verb"] or "") not in _NO_VERBS:  # but: `Walks across`
        return frozenset()
    return before.actors


def _is_of(someone: Character, group: str) -> bool:
    """Whether somebody is one of the `children`, `boys`, `women` ..."""
    young, man = someone.look.age < _GROWN, someone.look.sex == "man"
    return young == (group in ("children", "kids", "boys", "girls")) and (
        group in ("children", "kids") or man == (group in ("boys", "men"))
    )


def _meant(recipe: Recipe, sex: str, before: Clause, present: bool) -> frozenset[str]:
    """Whom `he` or `she` stands for: who acted before, whom it was done to, or who else there is of that sex."""
    if any(each.token in before.actors and each.look.sex == sex for each in recipe.cast):
        return frozenset(each.token for each in recipe.cast if each.token in before.actors and each.look.sex == sex)
    people = [each for each in _in_frame(recipe) if each.look.sex == sex]
    done_to = [each for each in people if each.token in targets_of(recipe, before)]
    if not before.actors and before.text and not done_to:
        return frozenset()  # somebody else, who acted before
    if not people and present and not before.text:
        return before.actors  # whom the shot is about, whatever the bible takes them for
    return frozenset(each.token for each in (done_to or people)[:1])


def _of_things(text: str) -> bool:
    """Whether a clause that names nobody is about a thing: `The needle falls`, but not `The boy falls`."""
    found = _THING.match(text)
    return bool(found) and not _PERSON.search(text[: found.end() + 12] if found else "")


def _others_lead(recipe: Recipe, text: str) -> bool:
    """Whether somebody without a name of their own is what a clause is about: `A guard grabs Mara`."""
    first = min(match.start() for each in recipe.cast if (match := name_of(each).search(text)))
    led = _LED.fullmatch(text[:first])
    if not led:
        return False
    words = led[2].split()
    return any(word.endswith("s") for word in words[1:]) or (len(words) > 1 and words[0].endswith("s"))


def _animal_leads(recipe: Recipe, text: str) -> bool:
    """Whether an animal or a vehicle is what a clause is about, not the one it names: `A dog sits beside Nora`."""
    first = min(match.start() for each in recipe.cast if (match := name_of(each).search(text)))
    return any(seen.sight.where in ("ground", "road") for seen in seen_in(text[:first]))


def _named(recipe: Recipe, text: str) -> frozenset[str]:
    found = sorted(
        (match.start(), match.end(), each.token) for each in recipe.cast if (match := name_of(each).search(text))
    )
    actors: set[str] = set()
    end = None
    for start, finish, token in found:
        if end is not None and not _JOINED.fullmatch(text[end:start]):
            break
        actors.add(token)
        end = finish
    return frozenset(actors)

"""A director's words about a shot (`wider, slower push, she looks away`) as changes of its fields.

A note is read clause by clause. Each wish is weighed against the others: those that cannot both be are told, and so are
words that mean nothing. Nothing is done of which one could not say by which words it was asked.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from bible.entries import Character
from bible.model import Frozen
from shots import note_words as words
from shots.note_clause import Clause, Wish
from shots.note_deeds import deed_in, goes_on, people_of
from shots.note_words import KNOWN_WORDS as KNOWN_WORDS
from shots.rate import Rate
from shots.revise import Changes
from shots.shot import Framing, Shot, Size
from shots.sizes import holds

_VOCABULARY = sorted({word for row in KNOWN_WORDS for word in re.findall(r"[a-z]{4,}", row)})
_CLAUSES = re.compile(
    r"((?<=[.!?])\s+|[;\n]+|,(?!\d| not (?:to the )?(?:left|right)\b)|\s[–—]+\s|(?<=[a-z])/(?=[a-z])|\s[+&]\s(?=[a-z])|"
    r"\s+(?:and(?! a half)|but|then)\s+)",
    re.I,
)
_TEMPERED = re.compile(
    r"\bdo not (?!cut\b|hold\b|linger\b)([\w' ]{1,30}?) (?:so|that|this|too) "
    r"(fast|quick|slow|close|tight|wide|far)(?:ly)?\b",
    re.I,
)
_BULLET = re.compile(r"^\s*(?:[-*•]\s+(?!\d)|\d{1,2}[.)]\s+)", re.M)


class NoteReading(Frozen):
    """What was understood of a note."""

    changes: Changes
    unknown: tuple[str, ...] = ()
    """Words that mean nothing here, as they were written."""
    refused: tuple[str, ...] = ()
    """What was understood but cannot be done to one shot, with what to do instead."""
    hints: tuple[str, ...] = ()
    """What people can do about the words that are unknown."""


def changes_from_note(
    note: str, shot: Shot, frames: int = 0, rate: Rate | None = None, cast: Sequence[Character] = ()
) -> NoteReading:
    """Read a note by rule: sizes, moves, angles, lengths, and clauses that say what somebody does.

    `frames` is the shot's length in the cut, `rate` the film's: `longer` and `two seconds` need them; `cast` are the
    people of the film, by whose names somebody can be meant. What somebody does is added to the action in the note's
    own words. Several wishes in one note are all read; words that mean nothing are returned, and so is what is not one
    shot's to change.
    """
    people = people_of(shot, cast)
    deeds: list[str] = []
    unknown: list[str] = []
    refused: list[str] = []
    hints: list[str] = []
    wishes: list[Wish] = []
    said = False
    for gap, told in _clauses(note):
        plain = _plainly(told)
        deed = deed_in(plain, shot, people)
        if deed is not None and deed.missing:
            refused.append(words.NOT_SEEN.format(deed.missing))
        elif deed is not None and (denied := _denied(plain, shot)):
            refused.append(denied)
        elif deed is not None:
            deeds.append(deed.words)
        elif deeds and gap and goes_on(deeds[-1], plain):
            deeds[-1] = f"{deeds[-1].rstrip('.')} {gap} {plain}."
        else:
            clause = Clause(plain, shot, frames or shot.duration_frames or 0, rate or Rate(numerator=24), people)
            clause.read()
            left = clause.left_over()
            refused += clause.refused
            if not clause.refused:
                # What is refused may be the sense of the whole clause: `too bright for night`.
                wishes += () if left else clause.wishes
                hints += clause.hints if left else ()
                unknown += [_as_written(left, told)] if left else []
            said = said or clause.touched
    changes, clashes = _settled(wishes, shot, frames or shot.duration_frames or 0)
    refused += clashes
    if [each for each in wishes if each.field == "hour"] and changes.hour is None and not clashes:
        unknown.append(next(each.words for each in wishes if each.field == "hour"))
        hints.append("say which hour it is: make it day")
    if not (said or deeds or unknown or refused):
        unknown.append(note.strip())
    if deeds:
        changes = changes.model_copy(
            update={"action": " ".join(each for each in (shot.action.strip(), *deeds) if each)}
        )
    return NoteReading(
        changes=changes,
        unknown=tuple(unknown),
        refused=tuple(dict.fromkeys(refused)),
        hints=tuple(dict.fromkeys(hints)),
    )


def _clauses(note: str) -> Iterator[tuple[str, str]]:
    """The clauses of a note, each with the word that joins it to the one before, or nothing."""
    gap = ""
    for part in _CLAUSES.split(_BULLET.sub("", note)):
        if re.fullmatch(r"\s+(?:and|but|then)\s+", part, re.I):
            gap = part.strip()
        elif part.strip(" .!?,;\n/&\t"):
            yield gap, part.strip(" .!?,;\n\t")
            gap = ""


def _plainly(clause: str) -> str:
    """A clause with straight apostrophes, single spaces, and `not` written out: `do not` for `don't`."""
    text = " ".join(clause.replace("’", "'").split())
    text = re.sub(r"\bcannot\b", "can not", text, flags=re.I)
    text = re.sub(r"(?<=\w)n't\b|(?<=\bdo)nt\b", " not", text, flags=re.I)
    # `don't pull out so fast` asks for less of it, not for none.
    return _TEMPERED.sub(r"\1 too \2", text)


def _denied(clause: str, shot: Shot) -> str:
    """Why a deed that somebody is not to do cannot be added to an action that tells it."""
    verb = re.search(
        r"\b(?:does|do|is|should|must|can|could) not (\w{3,})|\b(?:never|stops|no longer) (\w{3,})", clause, re.I
    )
    stem = (verb[1] or verb[2]).lower().removesuffix("ing").removesuffix("s")[:5] if verb else ""
    if stem and re.search(rf"\b{re.escape(stem)}", shot.action, re.I):
        return 'what happens already says so: write all of it anew with --action "…"'
    return ""


def _as_written(left: str, told: str) -> str:
    """The words that mean nothing as they were written, each with the known one it is like."""
    shown = left if left.casefold() in told.casefold() else told
    known_too = re.compile(words.FILLER)
    found = re.findall(r"[a-z]{4,}", left.lower()) if left.count(" ") < 2 else []
    wrong = [word for word in found if word not in _VOCABULARY and not known_too.fullmatch(word)]
    near = [
        known
        for word in wrong
        for known in _VOCABULARY
        if sorted(known) == sorted(word) or known in difflib.get_close_matches(word, _VOCABULARY, 1, 0.85)
    ]
    return f"{shown} (did you mean {' '.join(near)}?)" if near else shown


def _settled(wishes: Sequence[Wish], shot: Shot, frames: int) -> tuple[Changes, list[str]]:
    """The changes that all wishes come to, and which of them cannot both be."""
    values: dict[str, object] = {}
    told: list[str] = []
    for field in dict.fromkeys(wish.field for wish in wishes):
        of_field = [wish for wish in wishes if wish.field == field]
        strong = [wish for wish in of_field if wish.weight] or of_field
        ways = {wish.way for wish in strong} - {0}
        best = max(wish.weight for wish in strong)
        top = [wish for wish in strong if wish.weight == best]
        ordered = field in ("size", "duration_frames", "motion")
        chosen = max(top, key=lambda wish: abs(wish.distance)) if ordered else top[0]
        clash = len(ways) > 1 or (ways and chosen.way not in ways)
        if clash or ((best > 1 or not ordered) and len({wish.value for wish in top}) > 1):
            told.append(f"{' and '.join(dict.fromkeys(wish.words for wish in strong))} cannot both be: say one")
        elif isinstance(chosen.value, Size):
            size, limit = _fitting(shot, chosen)
            told += [limit] if limit else []
            values |= {"size": size} if size != shot.size else {}
        elif chosen.value is not None:
            values[field] = chosen.value
    return Changes.model_validate(values), told


def _fitting(shot: Shot, wish: Wish) -> tuple[Size, str]:
    """The size nearest to the wished one that the shot's framing holds, and what is to be told of it."""
    assert isinstance(wish.value, Size)
    wanted, kind = wish.value, shot.framing.value.replace("_", " ")
    if shot.framing == Framing.TITLE:
        return shot.size, f"a title gets no other size than {shot.size}"
    fitting = [each for each in Size if holds(shot.framing, each)]
    size = min(fitting, key=lambda each: abs(each.step - wanted.step))
    if size != wanted or (wish.way and size == shot.size):
        return size, f"a {kind} shot gets no {'wider' if wish.way < 0 else 'closer'} than {size}"
    return size, ""

"""Asking a language model to propose entries of the bible: appearance where the script is silent, wardrobe, palettes.

The answers are checked against the script by `bible.propose`; an answer that cannot be read is asked for once more.
"""

from __future__ import annotations

from pathlib import Path

from bible.entries import Bible, Character, Location
from bible.errors import AnswerError
from bible.propose import Accepted, Proposal, accept, choices_text, material_of, open_characters
from bible.script import Script
from shots.question import Answer, Asking, Question, read_answer, shape_of

_AT_ONCE = 10
"""Characters, and places, in one question."""
_LONGEST = 8192
_A_CHARACTER, _A_PLACE = 90, 40
"""Tokens of an answer for each."""
_SHOWN = 4000
"""Letters of an unusable answer that the model sees again."""
_PROMPT = Path(__file__).parent / "prompts" / "bible.md"


def questions_about(script: Script, bible: Bible) -> tuple[Question, ...]:
    """What a model is asked about a bible; nothing where the script leaves nothing open."""
    people, places = open_characters(bible), tuple(each for each in bible.locations if not each.palette)
    count = max(-(-len(people) // _AT_ONCE), -(-len(places) // _AT_ONCE))
    parts = [slice(at * _AT_ONCE, (at + 1) * _AT_ONCE) for at in range(count)]
    return tuple(_question(people[part], places[part], script, bible) for part in parts)


def proposing(script: Script, bible: Bible) -> Asking[Accepted]:
    """Ask, take what fits into the bible, and tell what was refused and why."""
    questions = questions_about(script, bible)
    if not questions:
        return Accepted(bible=bible)
    answers = yield questions
    proposals, unread = _read(questions, answers)
    lost = [each for each in unread if each[1].refused]
    unread = [each for each in unread if not each[1].refused]
    if unread:
        again = tuple(_once_more(question, answer, why) for question, answer, why in unread)
        more, still_unread = _read(again, (yield again))
        proposals, lost = [*proposals, *more], [*lost, *still_unread]
    accepted = accept(_joined(proposals), bible, script)
    unused = tuple(f"{question.about}: the answer cannot be used ({why})" for question, _, why in lost)
    return accepted.model_copy(update={"refused": (*accepted.refused, *unused)})


def _question(
    people: tuple[Character, ...], places: tuple[Location, ...], script: Script, bible: Bible, repeat: int = 0
) -> Question:
    names = ", ".join([*(each.name for each in people), *(each.name for each in places)])
    return Question(
        about=f"the bible: {names if len(names) < 60 else f'{names[:58]} …'}",
        instruction=_PROMPT.read_text(encoding="utf-8") + choices_text(),
        material=material_of(people, places, bible, script),
        shape=shape_of(Proposal),
        longest=_LONGEST,
        likely=_A_CHARACTER * len(people) + _A_PLACE * len(places),
        repeat=repeat,
    )


def _read(
    questions: tuple[Question, ...], answers: tuple[Answer, ...]
) -> tuple[list[Proposal], list[tuple[Question, Answer, str]]]:
    proposals: list[Proposal] = []
    unread: list[tuple[Question, Answer, str]] = []
    for question, answer in zip(questions, answers, strict=True):
        try:
            proposals.append(read_answer(answer, Proposal))
        except AnswerError as error:
            unread.append((question, answer, answer.refused or error.what))
    return proposals, unread


def _once_more(question: Question, answer: Answer, why: str) -> Question:
    material = f"{question.material}\n\nYour answer before:\n{answer.text[:_SHOWN]}\n\nWhat is wrong with it: {why}"
    return question.model_copy(update={"material": f"{material}\n\nAnswer anew, whole.", "repeat": question.repeat + 1})


def _joined(proposals: list[Proposal]) -> Proposal:
    return Proposal(
        characters=tuple(each for proposal in proposals for each in proposal.characters),
        places=tuple(each for proposal in proposals for each in proposal.places),
    )

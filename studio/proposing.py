"""A language model proposes entries of the bible: asked through the ledger, checked, and taken in where it fits."""

from __future__ import annotations

from bible.model import Frozen
from shots.propose import proposing, questions_about
from studio.asking import answerer, run_stage
from studio.bible_file import parts_of, record_bible, shots_for
from studio.office import Office


class Proposed(Frozen):
    """What came of asking."""

    taken: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """What did not fit the script, and why."""


class ProposingPrice(Frozen):
    """What asking would cost, in micro-USD."""

    questions: int
    likely_micro_usd: int
    most_micro_usd: int


def propose_bible(office: Office, model: str) -> Proposed:
    """Ask a model for what the script leaves open, and take in what fits.

    Raises SettingsError when there is no bible or no such model, LedgerError when a question cannot be answered; what
    was answered stays paid and is not asked again.
    """
    production = office.production()
    script, bible, shots = parts_of(production)
    accepted = run_stage(office, model, proposing(script, bible))
    if accepted.taken:
        new, _ = shots_for(office, script, bible, accepted.bible, shots)
        record_bible(office, production, accepted.bible, new)
    return Proposed(taken=accepted.taken, refused=accepted.refused)


def price_of_proposing(office: Office, model: str) -> ProposingPrice:
    """What the questions would cost that were not answered before. Asks nothing."""
    script, bible, _ = parts_of(office.production())
    questions = questions_about(script, bible)
    answers = answerer(office, model)
    likely, most = answers.price(questions)
    return ProposingPrice(questions=answers.owed(questions), likely_micro_usd=likely, most_micro_usd=most)

"""What the cut shows of each shot: one rule, by which people come before machines."""

from __future__ import annotations

from bible.model import Frozen
from shots.take import Still, Take
from studio.attempt import AttemptState
from studio.production import Production, Ruling, Verdict, is_hosted

_RANKS = {"animatic": 0, "still": 1}
"""Renderers whose takes stand in for any other's, the animatic for all."""


class Pick(Frozen):
    """The take a shot is shown by, and whether it still shows what the shot asks for."""

    take: Take
    stale: bool = False
    circled: bool = False


class Rulings(Frozen):
    """What people last said about one shot."""

    circled: int | None = None
    """The number of the circled take."""
    circled_for: str = ""
    """What the shot asked for when it was circled."""
    kept: bool = False
    refused: frozenset[int] = frozenset()
    """Numbers of the takes that are no good."""


_NOTHING_SAID = Rulings()


def rulings_on(production: Production, shot_id: str) -> Rulings:
    """The rulings on a shot that hold now; later ones supersede earlier ones."""
    said = production.said_of(shot_id)
    if not said:
        return _NOTHING_SAID
    circled, circled_for, kept = None, "", False
    refused: set[int] = set()
    for verdict in said:
        if verdict.of == "still":
            continue
        if verdict.ruling in (Ruling.KEPT, Ruling.RELEASED):
            kept = verdict.ruling == Ruling.KEPT
        elif verdict.number is not None and verdict.ruling == Ruling.CIRCLED:
            circled, circled_for = verdict.number, verdict.content
            refused.discard(verdict.number)
        elif verdict.number is not None and verdict.ruling == Ruling.NO_GOOD:
            refused.add(verdict.number)
            circled = None if circled == verdict.number else circled
    return Rulings(circled=circled, circled_for=circled_for, kept=kept, refused=frozenset(refused))


def circled_still(production: Production, subject: str) -> Still | None:
    """The still a person chose for a shot or a bible entry; None when there is none or its file is gone."""
    number = None
    for verdict in production.said_of(subject):
        if verdict.of == "still":
            if verdict.ruling == Ruling.CIRCLED:
                number = verdict.number
            elif verdict.ruling == Ruling.NO_GOOD and number == verdict.number:
                number = None
    stills = (still for still in production.stills_of(subject) if still.number == number)
    return next((still for still in stills if still.file not in production.lost), None)


def refused_stills(production: Production, subject: str) -> frozenset[int]:
    """Numbers of a subject's stills that are no good."""
    refused: set[int] = set()
    for verdict in production.said_of(subject):
        if verdict.of == "still" and verdict.number is not None:
            if verdict.ruling == Ruling.NO_GOOD:
                refused.add(verdict.number)
            elif verdict.ruling == Ruling.CIRCLED:
                refused.discard(verdict.number)
    return frozenset(refused)


def retakes_owed(production: Production, shot_id: str) -> tuple[Verdict, ...]:
    """What asks for takes of a shot that did not come since, once for each.

    A take answers whoever asked for one of its renderer, or of nobody by name; one of a hosted model also whoever asked
    for one of another, which it was asked instead of. A changed film, or one made before, answers nobody.
    """
    asked = [each for each in _asked(production, shot_id, Ruling.RETAKEN) for _ in range(each.number or 0)]
    changed = {made for _, _, made in _edits(production, shot_id)} if asked else set()
    for take in production.takes_of(shot_id) if asked else ():
        made = production.try_at(take)
        if made is not None and made.id not in changed:
            fits = (each for each in asked if each.after < made.id and _answers(take.renderer, each.renderer))
            answered = min(fits, key=lambda each: each.renderer != take.renderer, default=None)
            if answered is not None:
                asked.remove(answered)
    return tuple(asked)


def _answers(renderer: str, asked: str) -> bool:
    """Whether a take by this renderer is one that was asked of that one; of nobody in particular when empty."""
    return asked in ("", renderer) or (is_hosted(asked) and is_hosted(renderer))


def edit_owed(production: Production, shot_id: str) -> tuple[Take, Verdict] | None:
    """The take a person wants changed next, with what was said of it; None when there is none.

    A film is changed as often as that was asked for, in that order, whoever did it.
    """
    edits = _edits(production, shot_id)
    owed = ((source, asked) for source, asked, made in edits if not made and source.file not in production.lost)
    return next(owed, None)


def _edits(production: Production, shot_id: str) -> list[tuple[Take, Verdict, int]]:
    """The takes that people want changed, with what was said of each and the try that did it; 0 for none yet."""
    takes = {take.number: take for take in production.takes_of(shot_id)}
    edits: list[tuple[Take, Verdict, int]] = []
    for verdict in _asked(production, shot_id, Ruling.EDITED):
        source = takes.get(verdict.number or 0)
        if source is not None:
            used = {made for _, _, made in edits}
            tries = (each for each in production.changed.get(source.sha256, ()) if each.state == AttemptState.DONE)
            done = (each.id for each in tries if each.subject == shot_id and each.id > verdict.after)
            edits.append((source, verdict, next((each for each in done if each not in used), 0)))
    return edits


def _asked(production: Production, shot_id: str, ruling: Ruling) -> list[Verdict]:
    """What asks for takes of a shot, but for what a person called off since."""
    asked: list[Verdict] = []
    for verdict in production.said_of(shot_id):
        if verdict.ruling == Ruling.CALLED_OFF:
            asked.clear()
        elif verdict.ruling == ruling:
            asked.append(verdict)
    return asked


def was_asked_for(production: Production, shot_id: str) -> bool:
    """Whether a person asked for a take of this shot that is not there yet."""
    return bool(retakes_owed(production, shot_id)) or edit_owed(production, shot_id) is not None


def ordered_by_name(production: Production, shot_id: str) -> int | None:
    """The last try there was when a person asked for a take of this shot that is ordered; None where nobody did."""
    edited = edit_owed(production, shot_id)
    asked = (*retakes_owed(production, shot_id), *(edited[1:] if edited else ()))
    return max((each.after for each in asked if not each.renderer or is_hosted(each.renderer)), default=None)


def pick(production: Production, shot_id: str, content: str, frames: int) -> Pick | None:
    """The take for the cut: kept; circled for what is asked now; newest current; circled though stale; newest stale.

    `content` is what the shot asks for, `frames` how long its cut is. Takes whose files are gone do not count, nor
    do those too short for the cut, handle included. None when nothing is left.
    """
    made = production.takes_of(shot_id)
    if not made:
        return None
    rulings = rulings_on(production, shot_id)
    takes = [take for take in made if take.file not in production.lost]
    takes = [take for take in takes if take.frames + take.handles >= frames]
    chosen = next((take for take in takes if take.number == rulings.circled), None)
    allowed = [take for take in takes if take.number not in rulings.refused]
    current = [take for take in allowed if is_current(take, content, frames)]
    if chosen is not None:
        fits = is_current(chosen, content, frames)
        if fits or rulings.kept or rulings.circled_for == content or not current:
            return Pick(take=chosen, stale=not fits, circled=True)
    if rulings.kept and allowed:
        newest = max(allowed, key=_order)
        return Pick(take=newest, stale=not is_current(newest, content, frames))
    if current:
        return Pick(take=max(current, key=_order))
    return Pick(take=max(allowed, key=_order), stale=True) if allowed else None


def is_current(take: Take, content: str, frames: int) -> bool:
    """Whether a take shows what is asked for and its usable frames cover the cut."""
    return take.content == content and take.frames >= frames


def _order(take: Take) -> tuple[int, int]:
    return (_RANKS.get(take.renderer, len(_RANKS)), take.number)

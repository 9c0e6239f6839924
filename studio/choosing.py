"""What people choose: takes and stills circled or refused, shots kept or retaken; each ruling says who, when, why."""

from __future__ import annotations

from bible.errors import NotOnOrderError, SelectorError, SettingsError
from edit.take_sound import Use
from shots.shot import Shot
from shots.take import Take
from studio.ledger.requests import ask_cancel
from studio.nodes import Node, State
from studio.offer import Offer
from studio.office import Office
from studio.ordered import STAND_INS, is_hosted
from studio.own_guides import guide_named, rule_on_guide
from studio.pick import rulings_on, was_asked_for
from studio.production import Production, Reason, Ruling, Verdict
from studio.selectors import select_choice, select_shots, select_take
from studio.settings import Settings
from studio.store import Store
from studio.take_sounds import rule_on_sound


def reason_from(text: str) -> Reason | None:
    """The reason a person typed; None when nothing was. Raises SettingsError with the known ones."""
    if not text:
        return None
    if text.lower() not in set(Reason):
        raise SettingsError(f"{text!r} is not a reason", where="--why", cure=f"use one of {', '.join(Reason)}")
    return Reason(text.lower())


def circle(office: Office, name: str, note: str, sound: Use | None = None) -> None:
    """Choose a take or a still: for what its subject asks now, and until that changes.

    `sound` says what becomes of a take's own sound. Raises SelectorError, MediaError for sound there is not.
    """
    production = office.production()
    guide = guide_named(name, production)
    if guide is not None:
        rule_on_guide(office, guide, Ruling.CIRCLED, None, note)
        return
    chosen = select_choice(name, production)
    if chosen.file in production.lost:
        raise SelectorError(
            f"the file of {chosen.name} is gone or was changed",
            where=chosen.file,
            cure="put it back, or circle another; studio takes lists them",
        )
    if sound is not None and not isinstance(chosen, Take):
        raise SelectorError(f"{chosen.name} is a still and has no sound", cure="leave --sound out")
    if isinstance(chosen, Take):
        if sound is not None:
            rule_on_sound(office, chosen, sound)
        content = _asked(office, chosen)
        office.store.rule(
            Verdict(
                subject=chosen.shot,
                of="take",
                number=chosen.number,
                ruling=Ruling.CIRCLED,
                content=content,
                note=note,
            )
        )
    else:
        office.store.rule(
            Verdict(subject=chosen.subject, of="still", number=chosen.number, ruling=Ruling.CIRCLED, note=note)
        )


def refuse(office: Office, name: str, reason: Reason | None, note: str) -> None:
    """Say that a take, still or guide is no good; it is never picked again unless a person circles it."""
    guide = guide_named(name, office.production())
    if guide is not None:
        rule_on_guide(office, guide, Ruling.NO_GOOD, reason or Reason.OTHER, note)
        return
    chosen = select_choice(name, office.production())
    subject = chosen.shot if isinstance(chosen, Take) else chosen.subject
    office.store.rule(
        Verdict(
            subject=subject,
            of="take" if isinstance(chosen, Take) else "still",
            number=chosen.number,
            ruling=Ruling.NO_GOOD,
            reason=reason or Reason.OTHER,
            note=note,
        )
    )


def keep(office: Office, selector: str, note: str, *, release: bool = False) -> tuple[str, ...]:
    """Protect shots from being made again, or take the protection back. Returns their slates."""
    shots = select_shots(selector, *office.standing())
    ruling = Ruling.RELEASED if release else Ruling.KEPT
    office.store.rule(*(Verdict(subject=shot.id, of="shot", ruling=ruling, note=note) for shot in shots))
    return tuple(shot.slate for shot in shots)


def ask_for_retakes(
    office: Office, selector: str, takes: int, renderer: str, reason: Reason | None, note: str
) -> tuple[Shot, ...]:
    """Ask for so many more takes of the chosen shots; the plan owes them until they are made."""
    if renderer:
        office.check_renderer(renderer)
    production, planned = office.standing()
    offer, shots = office.offer(production), select_shots(selector, production, planned)
    asked = Verdict(subject="", of="shot", ruling=Ruling.RETAKEN, renderer=renderer, reason=reason, note=note)
    office.store.rule(*(_more_takes(production, planned.of_shot(shot.id), offer, takes, asked) for shot in shots))
    return shots


def _more_takes(production: Production, node: Node, offer: Offer, takes: int, asked: Verdict) -> Verdict:
    """The ruling that a shot is to have so many more takes of a renderer than it has and owes."""
    assert node.recipe is not None, "a shot that cannot be made"
    renderer = asked.renderer or offer.asked_for(node.recipe)
    owed = () if was_asked_for(production, node.subject) else (*node.takes, *node.orders)
    return asked.model_copy(
        update={"subject": node.subject, "renderer": renderer, "number": owed.count(renderer) + takes}
    )


def call_off(store: Store, settings: Settings, name: str) -> None:
    """Call off what is on order, or the takes of a shot that were asked for and are not ordered yet. By anybody.

    Raises NotOnOrderError when there is neither, LedgerError as `ask_cancel` does.
    """
    try:
        ask_cancel(store, name)
    except NotOnOrderError:
        production = store.load(settings)
        shots = production.shots.shots if production.shots is not None else ()
        asked = [shot.id for shot in shots if shot.slate == name.upper() and was_asked_for(production, shot.id)]
        if not asked:
            raise
        store.rule(*(Verdict(subject=shot, of="shot", ruling=Ruling.CALLED_OFF) for shot in asked))


def ask_for_edit(office: Office, selector: str, number: int, words: str, renderer: str, *, record: bool = True) -> str:
    """Ask for a take that changes another of the same shot, as the words say. Returns the slate.

    Raises SelectorError when there is no such take, SettingsError when no model here changes films.
    """
    if not words:
        raise SettingsError("what is to change is not said", where="--from", cure='--note "warmer light"')
    production, planned = office.standing()
    shots = select_shots(selector, production, planned)
    if len(shots) != 1:
        raise SelectorError(f"{selector!r} names {len(shots)} shots", where="--from", cure="name one slate")
    source = select_take(f"{shots[0].slate}-{number}", production)
    name = renderer or office.settings.renderer
    if not _edits(office, name):
        models = [row.id for row in office.ordering.models("edit_video")]
        cure = f"--renderer {models[0]}, or without --from: the shot is made anew" if models else "leave --from out"
        raise SettingsError(f"{name} makes films, it changes none", where="--from", cure=cure)
    if record:
        office.store.rule(
            Verdict(subject=source.shot, of="take", number=number, ruling=Ruling.EDITED, renderer=name, note=words)
        )
    return shots[0].slate


def _edits(office: Office, name: str) -> bool:
    """Whether a renderer or hosted model takes a film and changes it."""
    if is_hosted(name):
        return "edit_video" in office.ordering.row(name).modes
    return name not in STAND_INS and "drive" in office.renderer(name).limits().guides


def ask_for_finals(office: Office, selector: str) -> tuple[str, ...]:
    """Ask for a take by the final model of each chosen shot whose circled take is another's. Returns their slates.

    The circled takes of the others go through the steps that the settings ask for when the office makes what is owed.
    Raises SelectorError, and SettingsError where neither a final model nor a step is named.
    """
    model, steps = office.settings.final, bool(office.settings.lip_sync or office.settings.passes)
    if not model and not steps:
        cure = 'final = "runway/gen4.5", lip_sync = "sync/lipsync-2", or a [passes.NAME]'
        raise SettingsError("neither a final model nor a step on takes is named", where="studio.toml", cure=cure)
    if model:
        office.ordering.row(model)
    production, planned = office.standing()
    chosen = select_shots(selector, production, planned)
    picks = {shot.id: planned.of_shot(shot.id).pick for shot in chosen}
    circled = [shot for shot in chosen if (pick := picks[shot.id]) is not None and pick.circled]
    if not circled:
        raise SelectorError("no circled take among these", cure="studio circle TAKE chooses one")
    drafts = [shot for shot in circled if model and (pick := picks[shot.id]) and pick.take.renderer != model]
    new = [shot for shot in drafts if not _final_is_here(production, planned.of_shot(shot.id), model)]
    asked = Verdict(subject="", of="shot", ruling=Ruling.RETAKEN, renderer=model, note="final")
    offer = office.offer(production)
    office.store.rule(*(_more_takes(production, planned.of_shot(shot.id), offer, 1, asked) for shot in new))
    office.finishing = frozenset(shot.id for shot in circled if shot not in drafts)
    return tuple(shot.slate for shot in new)


def _final_is_here(production: Production, node: Node, model: str) -> bool:
    """Whether a shot has a take of the final model of what it asks for, or is to get one: it is not asked for again."""
    refused = rulings_on(production, node.subject).refused
    takes = (take for take in production.takes_of(node.subject) if take.number not in refused)
    made = any(take.renderer == model and take.content == node.content for take in takes)
    return made or node.state in (State.RUNNING, State.PARKED) or model in node.orders


def _asked(office: Office, take: Take) -> str:
    """What the take's shot asks for now; empty for a shot that left the shot list."""
    planned = office.plan()
    if not any(node.kind == "clip" and node.subject == take.shot for node in planned.nodes):
        raise SelectorError(f"{take.slate} is not in the shot list any more", cure="studio shots lists what is")
    return planned.of_shot(take.shot).content

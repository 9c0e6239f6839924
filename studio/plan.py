"""The plan: what is owed, and why. One pure function of what the database holds; everybody asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from bible.entries import Character
from bible.model import Frozen
from bible.script import Line
from edit.sequence import Sequence, sequence_digest
from shots.recipe import Recipe, content_digest
from shots.shot import Framing
from shots.timing import TimedShot, time_shots
from studio.attempt import Attempt, AttemptState
from studio.casting import (
    is_own,
    is_stand_in,
    pronunciations_for,
    recording_for,
    said_digest,
    spoken_content,
)
from studio.cutting import cut_sequence
from studio.editors_cut import asked_of, frames_needed, left_out, omitted
from studio.hosted_voices import spoken_for_money, voice_owed
from studio.nodes import Node as Node
from studio.nodes import Plan as Plan
from studio.nodes import State as State
from studio.on_order import on_order
from studio.ordered import (
    STAND_INS,
    StillRules,
    Want,
    given_up,
    is_hosted,
    own_take,
    paid_takes_owed,
    still_makers,
    wanted_keyframe,
    wanted_stills,
    why_given_up,
)
from studio.passes import Step, Wanted, as_shown, finished
from studio.pick import Pick, edit_owed, pick, retakes_owed, rulings_on
from studio.production import Production, SoundFile
from studio.recipes import edit_recipe, recipe_for

STILL_MOVE = "still"
"""The renderer that moves over a circled keyframe."""


class Offer(Frozen):
    """What can be used here and is asked for."""

    renderer: str
    revision: str
    engine: str
    """The voice engine that speaks."""
    voices: frozenset[str] = frozenset()
    """The voices that engine has."""
    others: Mapping[str, str] = {}
    """Engines, by line id, for lines that engine has no sounds for."""
    insisted: bool = False
    """A person named the engine: recordings by others are made again."""
    stale: bool = False
    """Paid takes that show something else than is asked for now are bought again."""
    hosted: str = ""
    """The hosted model that takes are ordered from; the renderer's takes stand in until they come."""
    voice: str = ""
    """The hosted model that lines are ordered from; the engine's recordings stand in until they come."""
    maker: str = ""
    """The renderer with its revision and settings (`maker_of`)."""
    stills: str = ""
    """The hosted model, or the still renderer here, that makes reference stills and keyframes."""
    stills_maker: str = ""
    """That still renderer with its revision and settings; empty for a hosted model."""
    still_rules: StillRules = StillRules()
    steps: tuple[Step, ...] = ()
    """The steps on finished takes that the settings ask for."""
    finish: frozenset[str] = frozenset()
    """Ids of the shots on whose takes they are taken now."""
    takes_keyframes: bool = False
    """The renderer starts from a keyframe where one is circled; otherwise a still-with-move take is made of it."""

    def renderer_for(self, recipe: Recipe) -> str:
        """Who makes a shot's take: a circled keyframe needs someone who starts from it."""
        return STILL_MOVE if recipe.has_keyframe and not self.takes_keyframes else self.renderer

    def engine_for(self, line_id: str) -> str:
        """The engine that speaks a line."""
        return self.others.get(line_id, self.engine)


def plan(production: Production, offer: Offer) -> Plan:
    """What is owed. A production without a script owes nothing yet."""
    if production.script is None or production.bible is None or production.shots is None:
        return Plan(nodes=())
    recordings, sounds = _recordings(production, offer)
    timed = time_shots(
        production.shots,
        production.script,
        production.bible,
        {line: sound.recording for line, sound in sounds.items()},
        production.picture.rate,
    )
    uncut, timed = timed, asked_of(production, timed)
    waiting = {node.subject: node.name for node in recordings if node.takes}
    unvoiced = {node.subject: node.name for node in recordings if node.orders or node.state == State.RUNNING}
    cast = {want.subject: want for want in wanted_stills(production, offer.still_rules)} if offer.stills else {}
    keyframes = _keyframes_wanted(production, offer, timed, cast)
    orders = on_order(production, "clip")
    clips = tuple(
        _clip(production, offer, each, waiting, orders.get(each.shot.id), keyframes.get(each.shot.id)) for each in timed
    )
    clips = tuple(_after_voices(clip, unvoiced) for clip in clips)
    stills = _pictures(production, offer, "still", cast.values())
    frames = _pictures(production, offer, "keyframe", keyframes.values())
    passes, picks = _passes(production, offer, clips, sounds)
    sequence = cut_sequence(production, uncut, picks, sounds)
    master = _master(production, clips, sequence)
    return Plan(nodes=(*recordings, *stills, *frames, *clips, *passes, master), sequence=sequence)


def _recordings(production: Production, offer: Offer) -> tuple[tuple[Node, ...], dict[str, SoundFile]]:
    assert production.script is not None and production.bible is not None
    nodes, sounds = [], {}
    sayings, orders = production.bible.pronounced(), on_order(production, "recording")
    for line in production.script.lines():
        character = production.bible.named(line.cue)
        sound = recording_for(production, line, character.token)
        if sound is not None:
            sounds[line.id] = sound
        said = said_digest(pronunciations_for(sayings, line))
        state, reason = _spoken(production, offer, line, character, sound, said)
        takes = (offer.engine_for(line.id),) if state != State.CURRENT else ()
        content, ask = spoken_content(line, character.token), False
        if line.id in orders:
            state, reason = _under_way(orders[line.id])
        elif not omitted(production, line.id):
            ask = voice_owed(production, line, content, offer.voice, sound, again=offer.stale)
            reason = reason or (f"to be ordered from {offer.voice}" if ask else "")
        nodes.append(
            Node(
                kind="recording",
                subject=line.id,
                name=f"{line.cue} {line.id}",
                state=state,
                owed=bool(takes or ask),
                reason=reason,
                content=content,
                takes=takes,
                orders=(offer.voice,) if ask else (),
            )
        )
    return tuple(nodes), sounds


def _spoken(
    production: Production, offer: Offer, line: Line, character: Character, sound: SoundFile | None, said: str
) -> tuple[State, str]:
    """How a line stands by the recording that is heard of it, and why; `said` is how its names are said."""
    if omitted(production, line.id):
        return State.CURRENT, "omitted: it is not in the editor's cut"
    if sound is None:
        spoken = bool(production.sounds_of(line.id))
        why = "the words changed or the file is gone" if spoken else "not spoken yet"
        return State.STALE if spoken else State.MISSING, why
    if is_own(sound) or spoken_for_money(sound):
        return State.CURRENT, ""
    engine, wanted = sound.recording.engine.split(" ")[0], offer.engine_for(line.id)
    if engine != wanted and (offer.insisted or is_stand_in(sound)):
        return State.STALE, f"spoken by {engine}, {wanted} is ready"
    if character.voice in offer.voices and engine == offer.engine and sound.recording.voice != character.voice:
        return State.STALE, f"{character.title} has the voice {character.voice} now"
    if sound.recording.said != said:
        return State.STALE, "a name in it is said otherwise now"
    return State.CURRENT, ""


def _keyframes_wanted(
    production: Production, offer: Offer, timed: tuple[TimedShot, ...], cast: Mapping[str, Want]
) -> Mapping[str, Want]:
    """The keyframe of each shot, where somebody makes them and somebody starts from them."""
    if not offer.stills or not (offer.hosted or offer.takes_keyframes or offer.renderer in STAND_INS):
        return {}
    found = {}
    for each in timed:
        recipe = recipe_for(production, each, "", "")
        kept = rulings_on(production, each.shot.id).kept or left_out(production, each.shot.id)
        want = wanted_keyframe(production, recipe, cast, offer.still_rules, kept=kept)
        if want is not None:
            found[each.shot.id] = want
    return found


def _pictures(
    production: Production, offer: Offer, kind: Literal["still", "keyframe"], wants: Iterable[Want]
) -> tuple[Node, ...]:
    orders = on_order(production, kind)
    return tuple(_picture(production, kind, want, orders.get(want.subject), offer) for want in wants)


def _picture(
    production: Production, kind: Literal["still", "keyframe"], want: Want, order: Attempt | None, offer: Offer
) -> Node:
    state, reason = State.CURRENT, ""
    if want.stale:
        state, reason = State.STALE, "the circled one shows something else than is asked for now"
    elif want.waits:
        state, reason = State.BLOCKED, want.waits
    elif want.owed:
        state, reason = State.MISSING, "none yet"
    if order is not None:
        state, reason = _under_way(order)
    hosted = is_hosted(offer.stills)
    orders = (offer.stills,) * want.owed if hosted and order is None else ()
    takes = () if hosted else still_makers(production, want, offer.stills, offer.stills_maker, again=offer.stale)
    if want.owed and not hosted and not takes:
        reason = f"{offer.stills} could not make it: studio produce --stale tries again"
    return Node(
        kind=kind,
        subject=want.subject,
        name=want.name,
        state=state,
        owed=bool(orders or takes),
        reason=reason,
        content=want.content,
        recipe=want.recipe,
        takes=takes,
        orders=orders,
    )


def _passes(
    production: Production, offer: Offer, clips: tuple[Node, ...], sounds: Mapping[str, SoundFile]
) -> tuple[tuple[Node, ...], dict[str, Pick]]:
    """The versions that takes chosen by people still want, and what the cut shows of each shot: the newest version."""
    orders, nodes, picks = on_order(production, "pass"), [], {}
    for clip in clips:
        if clip.pick is None or clip.recipe is None:
            continue
        done = finished(production, clip.pick.take, clip.recipe, offer.steps, sounds)
        picks[clip.subject] = as_shown(clip.pick, done.shown)
        chosen = clip.pick.circled or rulings_on(production, clip.subject).kept
        if done.next is not None and chosen and not clip.pick.stale:
            nodes.append(_pass(production, offer, clip, done.next, orders.get(done.next.subject)))
    return tuple(nodes), picks


def _pass(production: Production, offer: Offer, clip: Node, wanted: Wanted, order: Attempt | None) -> Node:
    hosted = is_hosted(wanted.who)
    now = clip.subject in offer.finish
    state, reason = State.MISSING, "" if now else "studio finish makes it"
    off = ("pass", wanted.subject, wanted.content) in production.called_off and not offer.stale
    if order is not None:
        state, reason = _under_way(order)
    elif off:
        reason = "called off: studio produce --stale asks for it again"
    owed = now and order is None and not off
    return Node(
        kind="pass", subject=wanted.subject, name=wanted.name, state=state, owed=owed, reason=reason,
        content=wanted.content, recipe=clip.recipe, wanted=wanted, takes=(wanted.who,) if owed and not hosted else (),
        orders=(wanted.who,) if owed and hosted else (),
    )  # fmt: skip


def _under_way(order: Attempt) -> tuple[State, str]:
    if order.state == AttemptState.PARKED:
        return State.PARKED, order.error
    return State.RUNNING, f"on order from {order.lane}"


def _clip(
    production: Production, offer: Offer, timed: TimedShot, waiting: Mapping[str, str], order: Attempt | None,
    keyframe: Want | None,
) -> Node:  # fmt: skip
    shot = timed.shot
    recipe = recipe_for(production, timed, offer.renderer, offer.revision, keyframe.chosen if keyframe else None)
    content = content_digest(recipe)
    picked = pick(production, shot.id, content, frames_needed(production, timed))
    missing_sound = [waiting[span.line] for span in shot.spans if span.line in waiting]
    state, reason, owed = _standing(production, offer, picked, missing_sound, shot.id)
    kept = rulings_on(production, shot.id).kept
    if left_out(production, shot.id):
        kept, state, reason = True, State.CURRENT, "left out of the editor's cut"
    waits = _waits_for_keyframe(offer, keyframe, recipe)
    who = _maker(production, offer, recipe, content, waits)
    takes: tuple[str, ...] = (who,) if owed and not kept else ()
    circled = picked is not None and picked.circled
    if not (takes or kept or missing_sound or circled) and who not in STAND_INS:
        # A stand-in is no take by the renderer that was named.
        takes = (who,) if picked is None or picked.take.renderer in STAND_INS else ()
        takes = takes if own_take(production, recipe, content) is None else ()
        reason = reason or f"to be made by {who}" if takes else reason
    ask = "" if kept or missing_sound or (circled and state == State.CURRENT) else offer.hosted
    ask = paid_takes_owed(production, recipe, content, ask, again=offer.stale)
    if waits and (ask or (offer.takes_keyframes and state == State.CURRENT)):
        ask, reason = "", reason or waits
    asked = tuple(name or offer.hosted or offer.renderer_for(recipe) for name in retakes_owed(production, shot.id))
    edited = None if order is not None else edit_owed(production, shot.id)
    if edited is not None:
        asked, recipe = (edited[1].renderer,), edit_recipe(recipe, *edited)
    if asked:
        reason = reason or f"{len(asked)} more asked for"
        takes = tuple(name for name in asked if not is_hosted(name))
    orders = tuple(name for name in asked if is_hosted(name)) or ((ask,) if ask else ())
    if order is not None and not missing_sound:
        (state, reason), orders = _under_way(order), ()
    elif orders and state == State.CURRENT:
        reason = reason or f"to be ordered from {orders[0]}"
    elif state == State.CURRENT and not (takes or kept or circled):
        why = why_given_up(production, shot.id, content, offer.maker)
        state, reason = (State.PARKED, f"{offer.renderer} could not make it: {why}") if why else (state, reason)
    return Node(
        kind="clip",
        subject=shot.id,
        name=shot.slate,
        state=state,
        owed=bool(takes or orders),
        reason=reason,
        content=content,
        recipe=recipe,
        takes=takes,
        orders=orders,
        pick=picked,
    )


def _after_voices(clip: Node, unvoiced: Mapping[str, str]) -> Node:
    """A shot without its orders while a line of it is ordered: how long it is to be depends on the voice."""
    lines = [each.line for each in clip.recipe.utterances] if clip.recipe and clip.orders else []
    waits = next((unvoiced[line] for line in lines if line in unvoiced), "")
    if not waits:
        return clip
    return clip.model_copy(update={"orders": (), "owed": bool(clip.takes), "reason": f"waits for the voice of {waits}"})


def _standing(
    production: Production, offer: Offer, picked: Pick | None, missing_sound: list[str], shot: str
) -> tuple[State, str, bool]:
    """How a shot stands by the take its cut shows, why, and whether it owes a take for that."""
    if missing_sound:
        return State.BLOCKED, f"waits for {missing_sound[0]}", True
    if picked is None:
        made = production.takes_of(shot)
        return State.MISSING, "its file is gone or too short" if made else "no take yet", True
    if picked.stale:
        owed = not picked.circled and (offer.stale or not picked.take.cost_micro_usd)
        return State.STALE, f"{picked.take.name} shows something else than is asked for", owed
    return State.CURRENT, "", False


def _waits_for_keyframe(offer: Offer, keyframe: Want | None, recipe: Recipe) -> str:
    """Why a take that starts from a keyframe cannot be made yet; empty when it can."""
    if recipe.has_keyframe or recipe.shot.framing == Framing.TITLE:
        return ""
    if "keyframes" in offer.still_rules.approve:
        return "a take is made once its keyframe is circled" if offer.hosted or keyframe is not None else ""
    return "a take is made once its keyframe is" if keyframe is not None else ""


def _maker(production: Production, offer: Offer, recipe: Recipe, content: str, waits: str) -> str:
    """Who makes a take here now: the renderer named, or a stand-in where that must wait or failed at this before."""
    who = offer.renderer_for(recipe)
    if who in STAND_INS or not (waits or given_up(production, recipe.shot.id, content, offer.maker)):
        return who
    return STILL_MOVE if recipe.has_keyframe else STAND_INS[0]


def _master(production: Production, clips: tuple[Node, ...], sequence: Sequence) -> Node:
    content = sequence_digest(sequence)
    latest = production.cuts[-1] if production.cuts else None
    waits = [node.name for node in clips if node.takes]
    state, reason = State.CURRENT, ""
    if latest is None:
        state, reason = State.MISSING, "not cut yet"
    elif latest.content != content:
        state, reason = State.STALE, "the cut changed"
    elif any(made.file in production.lost for made in latest.files):
        state, reason = State.STALE, "a file of the film is gone or was changed"
    owed = state != State.CURRENT
    if waits:
        state, reason, owed = State.BLOCKED, f"waits for {', '.join(waits[:6])}{' ...' if len(waits) > 6 else ''}", True
    return Node(kind="master", subject="film", name="film", state=state, owed=owed, reason=reason, content=content)

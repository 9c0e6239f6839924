"""The coverage report: what an editor would miss or stumble over, told before anything is spent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from bible.entries import Bible
from bible.errors import CoverageError
from bible.model import Frozen
from bible.script import Scene, Script, Setting
from shots.rate import Rate
from shots.shot import Framing, Shot, ShotList
from shots.sizes import too_alike
from shots.spans import check_coverage
from shots.timing import TimedShot, time_shots, total_frames

Kind = Literal["line", "jump", "eyeline", "costume", "light", "coverage", "length"]
_RATE = Rate(numerator=24)
"""Lengths are counted at 24 frames a second, from words alone."""
_LOOKING = {Framing.SINGLE, Framing.OVER_SHOULDER, Framing.REACTION}
_WIDE = {Framing.ESTABLISHING, Framing.MASTER, Framing.TWO_SHOT}
_LONG = 15
"""Seconds beyond which a shot is worth a second look."""
_ROWS_A_PAGE = 55
_DRESSES = re.compile(
    r"\b(?:(?:now|dressed|still) in|wear(?:s|ing)|puts? on|pulls? on|takes? off|changes? into|in a fresh)\b[^.]*?\b"
    r"(coat|jacket|dress|suit|uniform|shirt|jumper|sweater|hat|raincoat|gown|robe|pyjamas|pajamas|apron)\b",
    re.I,
)


class Remark(Frozen):
    """One thing to know about a shot list."""

    kind: Kind
    """The 180-degree line, a jump of one subject, eyelines, costume, time of day, coverage, or running time."""
    scene: str
    """The writer's number of the scene."""
    slate: str = ""
    """The shot it is about, or empty for the whole scene."""
    what: str
    cure: str = ""
    """What to type or do about it, if anything should be done."""


class _Seen(NamedTuple):
    """What is seen anywhere in the film: lines by their ids, whose speaker's lips are, and people by their tokens."""

    lips: frozenset[str]
    in_frame: frozenset[str]


def review(shots: ShotList, script: Script, bible: Bible) -> tuple[Remark, ...]:
    """All remarks, scene by scene in the script's order; faults first, running times last. Pure and free."""
    fault = _coverage_fault(shots, script)
    numbers = {scene.id: scene.number for scene in script.scenes}
    times = {} if fault else _times(shots, script, bible)
    remarks = [fault] if fault else []
    seen = _Seen(
        lips=frozenset(span.line for shot in shots.shots for span in shot.spans if span.lips),
        in_frame=frozenset(subject.token for shot in shots.shots for subject in shot.subjects),
    )
    remarks += [remark for scene in script.scenes for remark in _of_scene(scene, shots, seen, bible)]
    remarks += _light(script, bible)
    remarks += [
        Remark(
            kind="jump",
            scene=numbers.get(one.scene, ""),
            slate=other.slate,
            what=f"{one.slate} and {other.slate} show the same subject at the same size, {other.size}",
            cure=f"studio revise {other.slate} --size {_other_size(other)}",
        )
        for one, other in too_alike(shots.shots)
    ]
    remarks += [remark for scene in script.scenes if scene.id in times for remark in _length(scene, times[scene.id])]
    order = {scene.number: place for place, scene in enumerate(script.scenes)}
    return tuple(sorted(remarks, key=lambda each: (each.kind == "length", order.get(each.scene, -1))))


def _coverage_fault(shots: ShotList, script: Script) -> Remark | None:
    try:
        check_coverage(shots, script)
    except CoverageError as error:
        numbers = {scene.id: scene.number for scene in script.scenes}
        slated = next((shot for shot in shots.shots if shot.slate == error.where), None)
        scene = numbers.get(slated.scene, "") if slated else ""
        return Remark(kind="coverage", scene=scene, slate=error.where, what=error.what, cure=error.cure)
    return None


def _of_scene(scene: Scene, shots: ShotList, seen: _Seen, bible: Bible) -> Iterator[Remark]:
    own = shots.of_scene(scene.id)
    if not own:
        yield Remark(kind="coverage", scene=scene.number, what="the scene has no shot", cure="give it one")
        return
    yield from _sides(scene, own, bible)
    yield from _eyelines(scene, own, bible)
    yield from _unseen(scene, own, seen, bible)
    yield from _costumes(scene, own, bible)


def _sides(scene: Scene, shots: Sequence[Shot], bible: Bible) -> Iterator[Remark]:
    """The line between people is crossed where somebody changes sides."""
    first: dict[str, tuple[str, str]] = {}
    for shot in shots:
        for subject in shot.subjects:
            side, slate = first.setdefault(subject.token, (subject.side, shot.slate))
            if subject.side != side:
                name = bible.character(subject.token).title
                yield Remark(
                    kind="line",
                    scene=scene.number,
                    slate=shot.slate,
                    what=f"{name} is on the {side} in {slate} and on the {subject.side} in {shot.slate}",
                    cure="keep everybody on one side: studio shots export, and put it right in the list",
                )


def _eyelines(scene: Scene, shots: Sequence[Shot], bible: Bible) -> Iterator[Remark]:
    """Two people who talk in turn look opposite ways, unless they were seen together in between."""
    one: Shot | None = None
    speakers = {line.id: bible.named(line.cue).token for line in scene.lines}
    for other in shots:
        if other.framing in _WIDE and len(other.subjects) > 1:
            one = None
        if other.framing not in _LOOKING or not other.subjects or not other.spans:
            continue
        if one is not None and _look_alike(one, other) and _are_one_talk(one, other, speakers):
            names = [f"{bible.character(each.subjects[0].token).title} in {each.slate}" for each in (one, other)]
            yield Remark(
                kind="eyeline",
                scene=scene.number,
                slate=other.slate,
                what=f"{' and '.join(names)} look the same way",
                cure="see them together in between, or move one to the other side",
            )
        one = other


def _look_alike(one: Shot, other: Shot) -> bool:
    """Whether two people look the same way who do not both speak to one third."""
    a, b = one.subjects[0], other.subjects[0]
    listeners = [each.subjects[1].token for each in (one, other) if each.framing == Framing.OVER_SHOULDER]
    same_listener = len(listeners) == 2 and listeners[0] == listeners[1]
    return a.token != b.token and a.side == b.side != "centre" and not same_listener


def _are_one_talk(one: Shot, other: Shot, speakers: Mapping[str, str]) -> bool:
    """Whether two people are heard, or hear one another: those who listen to a third look the same way by right."""
    heard = [{speakers.get(span.line, "") for span in shot.spans} for shot in (one, other)]
    a, b = one.subjects[0].token, other.subjects[0].token
    return (a in heard[0] and b in heard[1]) or b in heard[0] or a in heard[1]


def _unseen(scene: Scene, own: Sequence[Shot], seen: _Seen, bible: Bible) -> Iterator[Remark]:
    sheet = bible.sheet(scene.id)
    for line in scene.lines:
        speaker = bible.named(line.cue)
        unseen = line.is_voice_over or line.is_off_screen or speaker.kind == "group" or speaker.token in sheet.voices
        # Who is in no frame of the film is told below, once.
        if line.words and line.id not in seen.lips and not unseen and speaker.token in seen.in_frame:
            yield Remark(
                kind="coverage",
                scene=scene.number,
                what=f"{line.cue} is never seen saying {' '.join(line.words[:6])!r}",
                cure="give a piece of the line to a shot with the speaker in it",
            )
    for token in sheet.characters:
        if token not in seen.in_frame and token not in sheet.voices:
            yield Remark(
                kind="coverage", scene=scene.number, what=f"{bible.character(token).title} is never in frame",
                cure="put somebody who acts into a shot; write (V.O.) or (O.S.) behind the name of a voice",
            )  # fmt: skip
    if any(_never_together([shot for shot in own if shot.tense == tense]) for tense in {shot.tense for shot in own}):
        yield Remark(
            kind="coverage", scene=scene.number, what="those who talk are never seen together",
            cure="open with a master, or add a two-shot",
        )  # fmt: skip


def _never_together(shots: Sequence[Shot]) -> bool:
    """Whether people talk in these shots of one scene who are not seen together in any."""
    talking = {shot.subjects[0].token for shot in shots if shot.subjects and any(span.lips for span in shot.spans)}
    return len(talking) > 1 and not any(shot.framing in _WIDE and len(shot.subjects) > 1 for shot in shots)


def _costumes(scene: Scene, shots: Sequence[Shot], bible: Bible) -> Iterator[Remark]:
    for shot in shots:
        match = _DRESSES.search(shot.action)
        told = {bible.character(subject.token).introduction for subject in shot.subjects}
        if match and shot.subjects and not any(shot.action in each or each in shot.action for each in told if each):
            name = bible.character(shot.subjects[0].token).title
            yield Remark(
                kind="costume",
                scene=scene.number,
                slate=shot.slate,
                what=f"the script dresses {name} anew here: {match[0]!r}",
                cure="see that the bible and the shots around agree",
            )


def _light(script: Script, bible: Bible) -> list[Remark]:
    """A scene that goes on without a break keeps its hour, and outside its weather."""
    remarks = []
    for before, scene in pairwise(script.scenes):
        if not re.match(r"CONT|SAME|MOMENTS", scene.heading.time.upper()):
            continue
        was, now = bible.sheet(before.id), bible.sheet(scene.id)
        outside = all(each.heading.setting in (Setting.EXT, Setting.INT_EXT) for each in (before, scene))
        pairs = [(was.hour.value, now.hour.value)]
        pairs += [(was.weather.value, now.weather.value)] if outside else []
        remarks += [
            Remark(
                kind="light",
                scene=scene.number,
                what=f"it goes on from scene {before.number}, but from {old} to {new}",
                cure="put the hour or the weather right in the bible",
            )
            for old, new in pairs
            if old != new
        ]
    return remarks


def _times(shots: ShotList, script: Script, bible: Bible) -> dict[str, list[TimedShot]]:
    times: dict[str, list[TimedShot]] = {}
    for timed in time_shots(shots, script, bible, {}, _RATE):
        times.setdefault(timed.shot.scene, []).append(timed)
    return times


def _length(scene: Scene, timed: Sequence[TimedShot]) -> Iterator[Remark]:
    for each in timed:
        if each.frames > _LONG * 24:
            yield Remark(
                kind="length",
                scene=scene.number,
                slate=each.shot.slate,
                what=f"{each.shot.slate} runs {each.frames / 24:.0f} s in one shot",
                cure="cut away from it, or split it in the shot list",
            )
    seconds = round(total_frames(timed) / 24)
    rows = max([scene.heading.rows.last, *(each.rows.last for each in scene.elements)]) - scene.heading.rows.first + 1
    eighths = max(1, round(rows * 8 / _ROWS_A_PAGE))
    pages = f"{eighths // 8} {eighths % 8}/8".removeprefix("0 ").removesuffix(" 0/8") + " page" + "s" * (eighths > 8)
    shots = f"{len(timed)} shot{'s' * (len(timed) > 1)}"
    yield Remark(
        kind="length",
        scene=scene.number,
        what=f"about {seconds // 60}:{seconds % 60:02d} in {shots}, {pages}",
    )


def _other_size(shot: Shot) -> str:
    sizes = list(type(shot.size))
    return sizes[shot.size.step + 1 if shot.size.step + 1 < len(sizes) else shot.size.step - 1].value

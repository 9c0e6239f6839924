"""Scenes whose shots a person listed: a new draft of the script changes only the words they carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shots.shot import Shot, ShotList, Span


def keep_by_hand(shots: ShotList, before: ShotList) -> ShotList:
    """The new list with the scenes that a person listed put back as they were; their shots are still marked.

    Lines the writer dropped are taken out of them; a line that grew or shrank is heard to its end in the shot that
    had its last words. New lines between two that one shot carries are heard in that shot; others keep the new
    list's shots. Where the writer turned the order of the lines round, a scene cannot stay as it was: it keeps the
    new list's shots.
    """
    kept: dict[str, list[Shot]] = {}
    for scene in dict.fromkeys(shot.scene for shot in before.shots if shot.by_hand):
        new = shots.of_scene(scene)
        put_back = _put_back(new, before.of_scene(scene))
        if new and _heard(put_back) == _heard(new):
            kept[scene] = put_back
    whole: list[Shot] = []
    for shot in shots.shots:
        if shot.scene in kept:
            whole += kept[shot.scene]
            kept[shot.scene] = []
        else:
            whole.append(shot)
    return ShotList(shots=tuple(whole))


def _put_back(new: Sequence[Shot], old: Sequence[Shot]) -> list[Shot]:
    """A scene's old shots with the words that its new ones carry."""
    lengths = dict(_heard(new))
    last = {span.line: each.id for each in old for span in each.spans if span.first_word < lengths.get(span.line, 0)}
    merged = [_with_words(shot, last, lengths) for shot in old]
    ends = {span.line: at for at, shot in enumerate(merged) for span in shot.spans}
    covered, before = ends.keys(), len(merged)
    order = {line: place for place, line in enumerate(lengths)}
    place = next((at for at, shot in enumerate(merged) if shot.spans), len(merged))
    for shot in new:
        # What was put in between lies before every shot that is still to come.
        behind = (ends[span.line] + len(merged) - before for span in shot.spans if span.line in ends)
        place = max([place, *(at + 1 for at in behind)])
        alone: tuple[Span, ...] = ()
        for span in (each for each in shot.spans if each.line not in covered):
            within = next((at for at in range(place) if _goes_past(merged[at], order, span)), None)
            if within is None:
                alone += (span,)
            else:
                merged[within] = _with_span(merged[within], shot, span, order)
        if alone:
            merged.insert(place, shot.model_copy(update={"spans": alone}))
            place += 1
    return merged


def _goes_past(shot: Shot, order: Mapping[str, int], span: Span) -> bool:
    """Whether later words are heard in a shot, so that these have to be heard in it too."""
    return any(order[each.line] > order[span.line] for each in shot.spans)


def _with_span(shot: Shot, directed: Shot, span: Span, order: Mapping[str, int]) -> Shot:
    in_frame = {subject.token for subject in shot.subjects}
    seen = span.lips and all(subject.token in in_frame for subject in directed.subjects)
    place = next(at for at, each in enumerate(shot.spans) if order[each.line] > order[span.line])
    new = span.model_copy(update={"lips": seen})
    return shot.model_copy(update={"spans": (*shot.spans[:place], new, *shot.spans[place:])})


def _with_words(shot: Shot, last: Mapping[str, str], lengths: Mapping[str, int]) -> Shot:
    """The shot with its lines as long as they are now, without those that are gone; `last` shots have their ends."""
    spans = []
    for span in shot.spans:
        length = lengths.get(span.line, 0)
        if span.first_word >= length:
            continue
        ends = last[span.line] == shot.id and span == [each for each in shot.spans if each.line == span.line][-1]
        spans.append(span.model_copy(update={"last_word": length - 1 if ends else min(span.last_word, length - 1)}))
    return shot.model_copy(update={"spans": tuple(spans)})


def _heard(shots: Iterable[Shot]) -> tuple[tuple[str, int], ...]:
    """The lines in the order in which they begin, with how many of their words are heard in order."""
    heard: dict[str, int] = {}
    for shot in shots:
        for span in shot.spans:
            begun = heard.setdefault(span.line, 0)
            heard[span.line] = span.last_word + 1 if span.first_word == begun else -1
    return tuple(heard.items())

"""A director's words about a shot (`wider, slower push, she looks away`) as changes of its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from bible.entries import Hour
from bible.hours import hour_of
from bible.model import Frozen
from shots.rate import Rate
from shots.revise import Changes
from shots.shot import LEAST_MOTION, MOST_MOTION, Angle, Framing, Move, Shot, Size
from shots.sizes import holds

_LONGER = Fraction(3, 2)
"""How much longer `hold longer` makes a shot; shorter is the other way round."""
_SLOWER = Fraction(4, 3)
"""The same for a slower or faster move."""


_MOVED = Fraction(3, 2)
"""How much more moves where a note asks for more; less is the other way round."""


KNOWN_WORDS = (
    "wider, closer, tighter; close-up, medium, full, wide shot, ECU to EWS",
    "more motion, less motion, calmer, livelier",
    "push in, pull out, pan, tilt, truck, follow her, crane, handheld, rack focus, static; no move",
    "low angle, high angle, overhead, eye level, dutch",
    "hold longer, shorter, twice as long, slower, faster, add a beat, two seconds, 48 frames",
    "make it night, dawn, day, sunset, dusk",
    "she looks away, Nora turns: what somebody does",
)
"""What a note may say, for people whose words were not understood."""


class NoteReading(Frozen):
    """What was understood of a note."""

    changes: Changes
    unknown: tuple[str, ...] = ()
    """Words that mean nothing here, as they were written."""
    refused: tuple[str, ...] = ()
    """What was understood but cannot be done to one shot, with what to do instead."""


class _Note:
    """A note while it is being read: understood words are taken out of it."""

    def __init__(self, clause: str, shot: Shot, frames: int, rate: Rate) -> None:
        self.text = clause
        self.shot = shot
        self.frames = frames
        self.rate = rate
        self.changes = Changes()
        self.refused: list[str] = []

    def take(self, pattern: str) -> re.Match[str] | None:
        """The first place where the words stand, taken out of the text; None when they do not."""
        match = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", self.text, re.I)
        if match:
            self.text = f"{self.text[: match.start()]} {self.text[match.end() :]}"
        return match

    def change(self, **fields: object) -> None:
        self.changes = self.changes.model_copy(update=fields)


_SIZES: tuple[tuple[str, Size], ...] = (
    (r"extreme(?:ly)? close(?:[- ]?ups?)?|ecu|xcu|just (?:the|her|his|their) eyes", Size.ECU),
    (r"medium close(?:[- ]?ups?)?|mcu|head and shoulders", Size.MCU),
    (r"close[- ]?ups?|a close (?:shot|one)|cu|(?:just )?(?:the|her|his|their) face", Size.CU),
    (r"medium (?:long|wide)(?: shot)?|mls|cowboy(?: shot)?|american shot", Size.MLS),
    (r"(?:extreme(?:ly)? (?:wide|long)|ews|els)(?: shot)?", Size.EWS),
    (r"(?:a )?(?:wide|long) shot|ws|go wide", Size.WS),
    (r"full(?:[- ]length| figure)?(?: shot)?|head to (?:toe|foot)|whole body", Size.FS),
    (r"medium(?: shot)?|ms|mid(?: ?shot)?|(?:from )?the waist(?: up)?", Size.MS),
)
_MOVES: tuple[tuple[str, Move], ...] = (
    (
        r"(?:push(?:es)?|dolly|zoom|move|track|creep|drift)(?:[- ](?:us|camera))? in(?:to (?:her|him|them|it))?",
        Move.PUSH_IN,
    ),
    (r"push(?:es)?", Move.PUSH_IN),
    (r"(?:pull|dolly|zoom|move|track)s?[- ]?(?:out|back|away)", Move.PULL_OUT),
    (r"(?:pull|dolly|zoom|move|track)s? (?:out|back|away)", Move.PULL_OUT),
    (r"pan(?:s|ning)?(?: to the)? left", Move.PAN_LEFT),
    (r"pan(?:s|ning)?(?: to the)? right|pan(?:s|ning)?", Move.PAN_RIGHT),
    (r"tilt(?:s|ing)? up(?:wards?)?", Move.TILT_UP),
    (r"tilt(?:s|ing)? down(?:wards?)?", Move.TILT_DOWN),
    (r"(?:truck|track|slide|crab)(?:s|ing)?(?: to the)? left", Move.TRUCK_LEFT),
    (r"(?:truck|track|slide|crab)(?:s|ing)?(?: to the)? right", Move.TRUCK_RIGHT),
    (r"(?:crane|boom|rise|jib)(?:s|ing)? up(?:wards?)?", Move.CRANE_UP),
    (r"(?:crane|boom|jib)(?:s|ing)? down(?:wards?)?", Move.CRANE_DOWN),
    (r"hand[- ]?held|shaky(?: cam(?:era)?)?|off the tripod", Move.HANDHELD),
    (r"(?:rack|pull)(?:s|ing)?(?: the)? focus|focus pull", Move.RACK_FOCUS),
    (r"static|locked[- ]off|on (?:a|the) tripod|stay still|camera still|keep (?:it|the camera) still", Move.STATIC),
)
_NO_MOVE = (
    r"(?:no|without(?: the| a| any)?|(?:lose|kill|remove|drop|cut|take out|stop) the|don'?t) (?:camera )?"
    r"(?:push|pull|pan|tilt|move|movement|moving|zoom|dolly|crane|truck)\w*(?: (?:in|out|back))?"
    r"|don'?t move|(?:hold|keep) still|hold the camera|lock(?:ed)? (?:it |the camera )?off"
    r"|(?:less|not so|too|not too) (?:shaky|hand[- ]?held)"
)
_FOLLOW = (
    r"(?P<how>pan|track|truck|move|go|walk|travel|stay)(?:s|ning|king|ing)? (?:along )?with (?:him|her|them|it)"
    r"|follow(?:s|ing)? (?:him|her|them|it)"
)
_ANGLES: tuple[tuple[str, Angle], ...] = (
    (r"(?:straight |directly )?overhead|top[- ]?(?:shot|down)|bird'?s[- ]eye(?: view)?", Angle.OVERHEAD),
    (r"from (?:right|straight) above", Angle.OVERHEAD),
    (r"from (?:down )?(?:below|under(?:neath)?)|low(?:er)?[- ]?angle|(?:camera )?lower", Angle.LOW),
    (r"looking up at (?:her|him|them|it)", Angle.LOW),
    (
        r"from (?:up )?above|high(?:er)?[- ]?angle|(?:camera )?higher|looking down (?:at|on) (?:her|him|them|it)",
        Angle.HIGH,
    ),
    (r"eye[- ]?(?:level|line|height)", Angle.EYE),
    (r"dutch(?:ed)?(?: angle)?|canted|tilted frame|tilt the (?:frame|horizon)", Angle.DUTCH),
)
_FOLLOWING = {
    (True, True): Move.PAN_RIGHT, (True, False): Move.PAN_LEFT, (False, True): Move.TRUCK_RIGHT,
    (False, False): Move.TRUCK_LEFT,
}  # fmt: skip
"""How the camera goes with somebody: whether it pans, and whether they look to the right."""
_HOURS = "night(?:time)?|day(?:light|time)?|dawn|dusk|sunset|sunrise|golden hour|morning|evening"
_HOUR = rf"(?<!of )(?<!than )(?<!not )(?P<hour>{_HOURS})(?:,? (?:instead of|rather than|not) (?:the )?(?:{_HOURS}))?"
_LIGHT = (
    r"darker|brighter|sunny|sunnier|fogg(?:y|ier)|rain(?:y|ier)?|snowy|storm(?:y|ier)?|wind(?:y|ier)|in the rain|"
    r"snowing|raining|(?:more|less|no) (?:fog|mist|rain|snow|wind|light|contrast|sun)|(?:in )?silhouettes?|backlit"
)
_WHO = (
    r"two[- ]?shot|(?:a )?single(?: on)?|over (?:the|his|her|their|[\w'’]+) shoulder|reverse(?: angle| shot)?|"
    r"(?:from )?(?:the )?other side|cross(?:es|ing)? the line|from behind|(?:in )?profile|from the side|"
    r"(?:an? )?insert(?: of)?|out of (?:the )?(?:frame|shot)|(?:flip|mirror)(?: it)?"
)
"""What is about the framing, or about who is in it."""
_DURATION = (
    r"(?:(?P<more>longer by|hold|add|another)\s+)?(?P<count>\d{1,6}(?:\.\d{1,6})?|one|two|three|four|five|half a) ?"
    r"(?P<unit>s|secs?|seconds?|frames?|f)(?:\s+(?P<how>longer|more|shorter|less))?"
)
_TIMES: tuple[tuple[str, Fraction], ...] = (
    (r"(?:half|1/2) (?:as long|the length)|halve (?:it|the length)", Fraction(1, 2)),
    (r"(?:twice|double|two times) (?:as long|the length)|double it", Fraction(2)),
    (r"(?:three times|triple) (?:as long|the length)", Fraction(3)),
)
_BEAT = (
    r"(?:(?:add|give|hold|leave|wait)(?: (?:it|him|her|them|us))?(?: for)? )?(?:a|one|another) (?:beat|moment)"
    r"(?: more| longer)?(?: (?:at|before|after) the (?:end|cut))?"
)
_PACES: tuple[tuple[str, Fraction], ...] = (
    (r"(?:not|too) (?:so |that )?(?:fast|quick)(?:ly)?", _SLOWER),
    (r"(?:not|too) (?:so |that )?slow(?:ly)?", 1 / _SLOWER),
    (r"(?:not|too) (?:so |that )?long", 1 / _LONGER),
    (r"(?:not|too) (?:so |that )?short", _LONGER),
    (r"hold(?: it| on \w+)?(?: longer)?|(?:a bit |a little )?longer(?: hold)?|linger\w*|let it breathe", _LONGER),
    (r"(?:don'?t|do not) cut (?:so |that |too )?(?:early|soon|fast|quickly)|cut later", _LONGER),
    (r"(?:a bit |a little )?shorter|trim(?: it)?|snappier|cut (?:it|this) down|cut (?:earlier|sooner)", 1 / _LONGER),
    (r"slow(?:er|ly)?(?: (?:it )?down)?|gentler?|gently", _SLOWER),
    (r"fast(?:er)?|quick(?:er|ly)?|speed (?:it )?up", 1 / _SLOWER),
)
_FAR = r"(?:(?P<much>much|a lot|way|far|two sizes) )?"
_STEPS: tuple[tuple[str, int], ...] = (
    (r"(?:not|too) (?:so |that )?(?:close|tight)|less (?:close|tight)", -1),
    (r"(?:not|too) (?:so |that )?(?:wide|far)(?: away)?|less wide", 1),
    (rf"{_FAR}(?:wider|looser|farther(?: away)?|further(?: away)?|wide|loose)", -1),
    (rf"{_FAR}(?:closer|tighter|nearer|tight|close|bigger)", 1),
)
"""Words for wider and closer, and by how many sizes."""
_COSTUME = (
    r"(?:different|another|new|change (?:the|her|his|their)|wrong) "
    r"(?:costume|coat|dress|jacket|hat|hair|outfit|suit|shirt)\w*"
)
_WORDS = r"(?:change|cut|rewrite|different|new|drop|shorten) (?:the |her |his |their )?(?:line|dialogue|words?|speech)"
_FILLER = re.compile(
    r"\b(?:please|make|it(?:['’]s)?|this|the|a|an|bit|little|go|be|more|just|with|shot|camera|frame|framing|very|much|"
    r"slightly|some|touch|and|but|on|to|here|try|let'?s|i|we|want|like|would|could|can|you|should|way|maybe|of|for|in|at|"
    r"is|too|same|move|one|also|then|so|again|now|instead|us|me|use|from|angle|her|him|them|that|off|no|not|face|eyes|"
    r"don'?t|his|their|shoot|start|thanks|thank|you)\b",
    re.I,
)
_MOTIONS: tuple[tuple[str, Fraction], ...] = (
    (r"(?:much |a lot |a bit |a little )?more (?:motion|movement)|livelier|busier", _MOVED),
    (r"(?:much |a lot |a bit |a little )?less (?:motion|movement|busy)|calmer|stiller|(?:too|so) busy", 1 / _MOVED),
)
_CAMERA = r"camera|shot|frame|framing|push|pan|pull|move|tilt|zoom|angle|cut|take|size|dolly|crane"


def changes_from_note(note: str, shot: Shot, frames: int = 0, rate: Rate | None = None) -> NoteReading:
    """Read a note by rule: sizes, moves, angles, lengths, and clauses that say what somebody does.

    `frames` is the shot's length in the cut, `rate` the film's: `longer` and `two seconds` need them. What somebody
    does is added to the action in the note's own words. Several wishes in one note are all read; words that mean
    nothing are returned, and so is what is not one shot's to change.
    """
    whole = _Note(note, shot, frames or shot.duration_frames or 0, rate or Rate(numerator=24))
    actions: list[str] = []
    unknown: list[str] = []
    acting = False
    for gap, clause in _clauses(note):
        whole.text = clause
        if _tells_of_people(clause, shot):
            actions.append(clause)
            acting = True
        elif _read_clause(whole):
            acting = False
            left = _left_over(whole.text, shot)
            unknown += [left] if left else []
        elif acting and gap:
            actions[-1] += f" {gap} {clause}"
        elif _left_over(clause, shot):
            unknown.append(clause)
    if whole.changes == Changes() and not (actions or unknown or whole.refused):
        unknown.append(note.strip())
    if actions:
        told = [shot.action.strip(), *(f"{each[0].upper()}{each[1:]}." for each in actions)]
        whole.change(action=" ".join(each for each in told if each))
    return NoteReading(changes=whole.changes, unknown=tuple(unknown), refused=tuple(dict.fromkeys(whole.refused)))


def _clauses(note: str) -> Iterator[tuple[str, str]]:
    """The clauses of a note, each with the word that joins it to the one before, or nothing."""
    gap = ""
    for part in re.split(r"([,;\n]+|(?<=[.!?])\s+|\s+(?:and|but|then)\s+)", note):
        if re.fullmatch(r"\s+(?:and|but|then)\s+", part):
            gap = part.strip()
        elif part.strip(" .!?,;\n"):
            yield gap, part.strip(" .!?,;\n")
            gap = ""


def _left_over(text: str, shot: Shot) -> str:
    """The words of a clause that nothing was made of, but for the little ones and the names of those in frame."""
    names = _names(shot)
    left = _FILLER.sub(" ", text)
    left = re.sub(rf"\b(?:{names})\b", " ", left, flags=re.I) if names else left
    return " ".join(left.split()) if re.search(r"\w", left) else ""


def _names(shot: Shot) -> str:
    return "|".join(re.escape(each.token.lstrip("@").replace("_", " ")) for each in shot.subjects)


def _tells_of_people(clause: str, shot: Shot) -> bool:
    """Whether a clause says what somebody does: `she looks away`, `Nora turns`, `the dog barks`."""
    names = _names(shot)
    who = rf"(?:she|he|they|both|everyone|nobody|somebody|someone{'|' + names if names else ''})"
    if re.match(
        rf"{who}\s+(?!is\b|are\b|was\b|should be\b|needs?\b|looks? too\b|out\b|off\b|in\b|on\b|at\b)[\w'’]{{2,}}",
        clause,
        re.I,
    ):
        return True
    return bool(re.match(rf"(?:the|a) (?!{_CAMERA})\w+ (?!is\b|was\b)\w+s\b", clause, re.I))


def _read_clause(note: _Note) -> bool:
    """Take what is understood out of a clause; returns whether anything was."""
    before = note.text
    for step in (_refusals, _light, _motion, _lengths, _moves, _angles, _sizes):
        step(note)
    return note.text != before


def _refusals(note: _Note) -> None:
    if note.take(_WORDS):
        note.refused.append("the words are the writer's: change them in the script and run studio produce")
    if note.take(_COSTUME):
        note.refused.append("costumes belong to the bible: studio bible export, change the entry, studio bible import")
    if note.take(_LIGHT):
        note.refused.append(
            "light and weather belong to the whole scene: studio bible export, change its sheet, studio bible import; "
            "of a shot alone the hour can be changed: make it night"
        )
    if note.take(_WHO) or _left_alone(note):
        note.refused.append(
            "how it is framed and who is in it stand in the table: studio shots export, change framing, subjects or "
            "view, studio shots import"
        )


def _left_alone(note: _Note) -> bool:
    """Whether somebody is to come into the frame, or to go."""
    names = _names(note.shot)
    return bool(names) and bool(note.take(rf"(?:lose|without|remove|drop|take out|just|only) (?:{names})"))


def _light(note: _Note) -> None:
    match = note.take(_HOUR)
    hour = hour_of(match["hour"]) if match else None
    if isinstance(hour, Hour):
        note.change(hour=hour)


def _motion(note: _Note) -> None:
    for words, factor in _MOTIONS:
        if note.take(words):
            note.change(motion=min(max(round(note.shot.motion * float(factor), 2), LEAST_MOTION), MOST_MOTION))
            return


def _lengths(note: _Note) -> None:
    for words, factor in _TIMES:
        if note.take(words):
            _last(note, note.frames * factor)
            return
    told = note.take(_DURATION)
    if told is None and note.take(_BEAT):
        _last(note, Fraction(note.frames + note.rate.frames_in(1)))
        return
    if told:
        amount = _count(told["count"])
        frames = round(amount) if told["unit"].lower().startswith("f") else note.rate.frames_in(amount)
        how = (told["how"] or "").lower()
        sign = -1 if how in ("shorter", "less") else 1
        added = how or (told["more"] or "").lower() in ("longer by", "add", "another")
        note.take(r"hold(?: it| on)?(?: for)?|for|lasts?|about")
        _last(note, Fraction(note.frames + sign * frames) if added else Fraction(frames), known=not added)
        return
    for words, factor in _PACES:
        if note.take(words):
            _last(note, note.frames * factor)
            return


def _last(note: _Note, frames: Fraction, known: bool = False) -> None:
    if known or note.frames:
        note.change(duration_frames=max(1, round(frames)))
    else:
        note.refused.append("how much longer or shorter is not known: say it in seconds or frames")


def _moves(note: _Note) -> None:
    if note.take(_NO_MOVE):
        note.change(move=Move.STATIC)
        return
    follows = note.take(_FOLLOW)
    if follows:
        right = not note.shot.subjects or note.shot.subjects[0].side != "right"
        pans = (follows["how"] or "").lower() == "pan"
        note.change(move=_FOLLOWING[pans, right])
        return
    for words, move in _MOVES:
        if note.take(words):
            note.change(move=move)
            return


def _angles(note: _Note) -> None:
    for words, angle in _ANGLES:
        if note.take(words):
            note.change(angle=angle)
            return


def _sizes(note: _Note) -> None:
    for words, size in _SIZES:
        if note.take(words):
            _resize(note, size)
            return
    for words, way in _STEPS:
        match = note.take(words)
        if match and note.changes.size is not None and match[0].lower().startswith(("not", "too", "less")):
            # `tighter, but not too tight`
            return
        if match:
            steps = 2 * way if match.groupdict().get("much") else way
            sizes = list(Size)
            at = (note.changes.size or note.shot.size).step + steps
            _resize(note, sizes[min(len(sizes) - 1, max(0, at))])
            return


def _resize(note: _Note, size: Size) -> None:
    framing = note.shot.framing
    if not holds(framing, size) and framing != Framing.TITLE:
        fitting = [each for each in Size if holds(framing, each)]
        size = min(fitting, key=lambda each: abs(each.step - size.step))
    if framing == Framing.TITLE or size == note.shot.size:
        kind = framing.value.replace("_", " ")
        note.refused.append(f"a {kind} shot gets no other size than {note.shot.size}")
    else:
        note.change(size=size)


def _count(text: str) -> Fraction:
    words = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
    return Fraction(1, 2) if text.lower() == "half a" else Fraction(str(words.get(text.lower(), text)))

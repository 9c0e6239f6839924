"""The words of a director's note: what each of them wishes of a shot, as regular expressions in small letters.

In each table the rows are tried in order. WHOM stands for those in frame, by name or pronoun, WHOSE for what is theirs.
"""

from __future__ import annotations

from fractions import Fraction

from bible import wardrobe
from shots.shot import Angle, Move, Size

KNOWN_WORDS = (
    "wider, closer, tighter; close-up, medium, full, wide shot, ECU to EWS",
    "more motion, less motion, calmer, livelier",
    "push in, pull out, pan, tilt, truck, follow her, crane, handheld, rack focus, static; no move",
    "low angle, high angle, overhead, eye level, dutch",
    "hold longer, shorter, twice as long, slower, faster, add a beat, two seconds, 48 frames, trim 12 frames",
    "make it night, dawn, day, sunset, dusk",
    "she looks away, Nora turns: what somebody does",
)
"""What a note may say, for people whose words were not understood."""

CONTRAST = r"instead of|rather than"
"""Words between what is wished and what is not."""
NO = (
    r"(?:(?:do|does|did|should|must|can|ca|could|would|will|wo|is|are) )?(?:not|never)(?: (?:want|need|like|use|have))?"
    r"|no(?: more| need(?: to| for)?)?|without|stop|avoid|skip|ditch|"
    r"(?:get rid of|lose|kill|remove|drop|take out|cut)(?= (?:the|her|his|this|that|all)\b)|" + CONTRAST
)
"""Words before what is not wanted."""
LINK = r"(?:any|the|a|an|this|that|to|go|be|have|all|it|her|his|camera|so|slow|slower|fast|faster|quick|from)"
"""Words between those and what is not wanted."""

SIZES: tuple[tuple[str, Size], ...] = (
    (r"extreme(?:ly)? close(?:[- ]?ups?)?|ecu|xcu|just (?:the|WHOSE) eyes", Size.ECU),
    (r"medium close(?:[- ]?ups?)?|mcu|head and shoulders|(?:from )?(?:the )?chest up", Size.MCU),
    (r"close[- ]?ups?|a close (?:shot|one)|cu", Size.CU),
    (r"medium (?:long|wide)(?: shot)?|mls|cowboy(?: shot)?|american shot|(?:from )?(?:the )?knees(?: up)?", Size.MLS),
    (r"(?:extreme(?:ly)? (?:wide|long)|ews|els)(?: shot)?", Size.EWS),
    (r"(?:wide|long) (?:shot|one)|ws|go wide|(?:a|the) wide", Size.WS),
    (r"full(?:[- ]length| figure)?(?: shot)?|head to (?:toe|foot)|whole body", Size.FS),
    (r"medium(?: shot)?|ms|mid(?: ?shot)?|(?:from )?the waist(?: up)?|waist up", Size.MS),
)
FACE = r"(?:just )?(?:the|WHOSE) face"
"""The face: a close-up, but where the camera moves to it."""
_BY = r"(?:(?:a (?:hair|tad)|(?P<much>much|a lot|way|far|(?:one|a) size|(?P<two>two sizes))) )?"
STEPS: tuple[tuple[str, int, int], ...] = (
    (r"(?:too|less) (?:so |that |very )?(?:close|tight)", -1, 1),
    (r"not (?:so |that |too |quite |very )*(?:close|tight)", -1, 0),
    (r"(?:too|less) (?:so |that |very )?(?:wide|loose|far)(?: (?:away|back|out))?", 1, 1),
    (r"not (?:so |that |too |quite |very )*(?:wide|loose|far)(?: (?:away|back|out))?", 1, 0),
    (rf"{_BY}(?:wider|looser|farther|further|wide|loose|loosen(?: it)?(?: up)?|back (?:off|up))(?: away)?", -1, 1),
    (rf"{_BY}(?:closer|tighter|nearer|tight|close|bigger|punch(?: (?:us|it))? in|tighten(?: it)?(?: up)?)", 1, 1),
)
"""Words for wider and closer, by how many sizes, and how much weight they have: 0 only tempers another wish."""

_NOT = rf"(?:,? (?:not|{CONTRAST}) (?:to the )?"
_IN = r"(?:push|dolly|zoom|move|track|creep|drift|ease|crawl)(?:e?s|ing)?"
MOVES: tuple[tuple[str, Move], ...] = (
    (rf"{_IN}(?:[- ](?:us|camera))? in(?:to)?", Move.PUSH_IN),
    (r"(?:pull|dolly|zoom|move|track)(?:s|ing)?[- ]?(?:us )?(?:out|back|away)", Move.PULL_OUT),
    (rf"pan(?:s|ning)?(?: to the)? left{_NOT}right)?", Move.PAN_LEFT),
    (rf"pan(?:s|ning)?(?: to the)? right{_NOT}left)?", Move.PAN_RIGHT),
    (r"(?:tilt|pan)(?:s|n?ing)? up(?:wards?)?", Move.TILT_UP),
    (r"(?:tilt|pan)(?:s|n?ing)? down(?:wards?)?", Move.TILT_DOWN),
    (rf"(?:truck|track|slide|crab|dolly)(?:e?s|ing)?(?: to the)? left{_NOT}right)?", Move.TRUCK_LEFT),
    (rf"(?:truck|track|slide|crab|dolly)(?:e?s|ing)?(?: to the)? right{_NOT}left)?", Move.TRUCK_RIGHT),
    (r"(?:crane|boom|rise|jib)(?:s|ing)? up(?:wards?)?", Move.CRANE_UP),
    (r"(?:crane|boom|jib)(?:s|ing)? down(?:wards?)?", Move.CRANE_DOWN),
    (r"hand[- ]?held|shaky(?: cam(?:era)?)?|shakier|off the tripod", Move.HANDHELD),
    (r"(?:rack|pull)(?:s|ing)?(?: the)? focus|focus pull", Move.RACK_FOCUS),
    (
        r"static|lock(?:ed)?(?:[- ](?:(?:it|the camera) )?(?:off|down))?|(?:on (?:a|the) )?tripod|stays? put|"
        r"camera still|still camera|"
        r"(?:stay|hold|keep)(?: (?:it|the camera|everything))? still|hold the (?:camera|frame)|nail (?:it|the "
        r"camera) down",
        Move.STATIC,
    ),
)
BARE_MOVES: tuple[tuple[str, tuple[Move, ...]], ...] = (
    (r"(?:push|zoom)(?:e?s|ing)?", (Move.PUSH_IN,)),
    (r"pan(?:s|ning)?", (Move.PAN_RIGHT, Move.PAN_LEFT)),
)
"""Moves of which the way is not said: the one that the shot has, or the first."""
NAMED_MOVES: tuple[tuple[str, tuple[Move, ...]], ...] = (
    (r"(?:camera )?(?:move|movement|moving)s?(?: camera)?", ()),
    (r"pull(?:s|ing)?", (Move.PULL_OUT,)),
    (r"tilt(?:s|ing)?", (Move.TILT_UP, Move.TILT_DOWN)),
    (r"(?:dolly|truck|track)(?:ing)?", (Move.TRUCK_LEFT, Move.TRUCK_RIGHT, Move.PUSH_IN, Move.PULL_OUT)),
    (r"crane", (Move.CRANE_UP, Move.CRANE_DOWN)),
)
"""What only says enough where it is not wanted: any move."""
LESS_SHAKY = r"(?:less|not so|too|not too) (?:shaky|hand[- ]?held)"
FOLLOW = (
    r"(?:(?P<how>pan|track|truck|dolly|move|go|walk|travel|stay|keep)(?:s|ning|king|ing)? (?:along )?with "
    r"(?P<whom>WHOM)|"
    r"follow(?:s|ing)? (?P<after>WHOM))(?: as (?:he|she|they|it) \w+)?"
)
PAN_TO = r"pan(?:s|ning)?(?: over| across)? (?:to|onto) (?P<whom>WHOM)"

ANGLES: tuple[tuple[str, Angle], ...] = (
    (r"(?:straight |directly )?overhead|top[- ]?(?:shot|down)|(?:bird|god)'?s[- ]eye(?: view)?", Angle.OVERHEAD),
    (r"from (?:right|straight) above", Angle.OVERHEAD),
    (r"from (?:down )?(?:below|under(?:neath)?)|low[- ]?angles?|(?:a )?worm'?s[- ]eye(?: view)?", Angle.LOW),
    (r"(?:look|shoot)(?:s|ing)? up at WHOM", Angle.LOW),
    (r"from (?:up )?above|high[- ]?angles?|look(?:s|ing)? down (?:at|on) WHOM", Angle.HIGH),
    (r"(?:WHOSE )?eye[- ]?(?:level|line|height)", Angle.EYE),
    (r"dutch(?:ed)?(?: angle)?|canted|tilted frame|tilt the (?:frame|horizon)", Angle.DUTCH),
)
HEIGHTS = (Angle.LOW, Angle.EYE, Angle.HIGH, Angle.OVERHEAD)
"""From low to high; `lower` and `higher` are one of them down or up."""
LOWER, HIGHER = r"lower(?:[- ]angle)?(?: the camera)?|too high", r"higher(?:[- ]angle)?|raise the camera|too low"

HOURS = (
    r"night(?:time)?|midnight|day(?:light|time)?|noon|midday|afternoon|dawn|first light|daybreak|dusk|twilight|"
    r"blue hour|"
    r"nightfall|sunset|sundown|sunrise|(?:golden|magic) hour|(?:early )?morning|evening"
)
HOUR = rf"(?<!of the )(?<!in the )(?P<hour>{HOURS})(?: light)?"
LIGHT = (
    r"darker|brighter|(?:too|so) (?:dark|bright)|sunny|sunnier|fogg(?:y|ier)|rain(?:y|ier)?|snow(?:y|ing)?|"
    r"storm(?:y|ier)?|wind(?:y|ier)|in the rain|raining|(?:warm|cool|soft|hard)(?:er)? light|warmer|cooler|"
    r"(?:more|less|no|lose the|without(?: the)?) (?:fog|mist|rain|snow|wind|light|contrast|sun)|"
    r"(?:in )?silhouettes?|back-?(?:lit|light)|fog|lightning|thunder"
)

_ONES = "one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: number for number, word in enumerate(_ONES.split(), 1)} | {
    "a": 1, "an": 1, "another": 1, "a couple of": 2, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_COUNT = rf"\d{{1,6}}(?:\.\d{{1,6}})?|(?:half an?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?=[ -])"
_ADD = (
    r"\+ ?|plus|add|extend(?: it)?(?: by)?|lengthen(?: it)?(?: by)?|longer by|give(?: WHOM)?|"
    r"hold(?: WHOM)?(?= an?\b| another)|(?:hold(?: WHOM)? )?another(?= (?!s|f|beat|moment))"
)
_LOSE = (
    r"[-−–] ?|minus|trim(?: it)?(?: by)?|lose|cut(?: (?:it|this))?(?: by)?|drop|shave(?: off)?|take(?: off)?|"
    r"shorten(?: it)?(?: by)?|shorter by|(?:get |come )?out"
)
_MOST = r"at most|(?:no|not) (?:more|longer) than|under|less than|within|max(?:imum)?"
_LEAST = r"at least|(?:no|not) (?:less|shorter) than|over|more than|min(?:imum)?"
_WHOLE = r"(?:hold|keep)(?: on)?(?: WHOM)?(?: for)?|let it run|for|lasts?|about"
LENGTH = (
    r"(?<!not )(?<!never )(?<!no )"
    rf"(?:(?P<add>{_ADD})|(?P<lose>{_LOSE})|(?P<most>{_MOST})|(?P<least>{_LEAST})|{_WHOLE})?"
    rf" ?(?P<count>{_COUNT})(?P<half> and a half)?(?P<more> more| extra)?"
    r"[ -]?(?P<unit>s|secs?|seconds?|frames?|f|beats?|moments?)(?P<more_half> and a half)?"
    r"(?: (?P<longer>longer|more|extra|later)|"
    r" (?P<shorter>shorter|less|fewer|earlier|sooner|off(?: (?:it|the (?:end|tail|out)))?|from the (?:end|tail)))?"
    r"(?: long)?(?: (?:at|before|after|to|on) the (?:end|tail|cut))?"
)
"""A length that is counted: to be added, to be taken away, at most, at least, or the whole."""
SHARE = (
    r"(?:by )?(?:(?P<percent>\d{1,3}) ?(?:%|per ?cent)|(?P<share>a third|a quarter|half)) "
    r"(?:(?P<longer>longer|slower)|(?P<shorter>shorter|faster|quicker))"
)
SHARES = {"a third": Fraction(1, 3), "a quarter": Fraction(1, 4), "half": Fraction(1, 2)}
TIMES: tuple[tuple[str, Fraction], ...] = (
    (r"(?:half|1/2) (?:as long|the length)|halve (?:it|the length)", Fraction(1, 2)),
    (r"(?:twice|double|two times) (?:as long|the length)|double it", Fraction(2)),
    (r"(?:three times|triple) (?:as long|the length)", Fraction(3)),
)
LONGER = Fraction(3, 2)
"""How much longer `hold longer` makes a shot; shorter is the other way round."""
SLOWER = Fraction(4, 3)
"""The same for a slower or faster move."""
_SO = r"(?:so |that |quite |very )*"
PACES: tuple[tuple[str, Fraction, int], ...] = (
    (r"do not (?:hold|linger)(?: on WHOM)?(?: it)?(?: (?:so|that|too))?(?: long)?(?: on WHOM)?", 1 / LONGER, 1),
    (rf"(?:too|less) {_SO}(?:fast|quick)(?:ly)?", SLOWER, 1),
    (rf"not {_SO}(?:too )?(?:fast|quick)(?:ly)?", SLOWER, 0),
    (rf"(?:too|less) {_SO}slow(?:ly)?", 1 / SLOWER, 1),
    (rf"not {_SO}(?:too )?slow(?:ly)?", 1 / SLOWER, 0),
    (r"(?:too|so) long|drags|(?:is )?dragging", 1 / LONGER, 1),
    (rf"not {_SO}(?:too )?long", 1 / LONGER, 0),
    (r"(?:too|so) short", LONGER, 1),
    (rf"not {_SO}(?:too )?short", LONGER, 0),
    (r"do not cut (?:so |that |too )?(?:early|soon|fast|quickly)|cut later", LONGER, 1),
    (
        r"(?:hold|linger|stay)(?: it)?(?: on WHOM(?: face)?)(?: longer)?|(?:hold|linger)(?: it)?(?: longer)?|"
        r"(?:stay )?(?:a bit |a little )?longer(?: hold)?|let (?:it|this|WHOM) breathe",
        LONGER,
        1,
    ),
    (
        r"(?:a bit |a little )?shorter|trim(?: it)?|snappier|cut (?:it|this) down|"
        r"(?:cut(?: away)?|(?:get )?out|end) (?:earlier|sooner)",
        1 / LONGER,
        1,
    ),
    (r"slower|slow (?:it |this )?down|gentler", SLOWER, 1),
    (r"slow(?:ly)?|gentle|gently", SLOWER, 0),
    (r"faster|quicker|speed (?:it |this )?up", 1 / SLOWER, 1),
    (r"fast|quick(?:ly)?", 1 / SLOWER, 0),
)
"""Words for longer and shorter, by how much, and their weight as in STEPS."""
LOSE_BEAT = r"(?:lose|drop|cut|trim|take out) (?:the|a|that|this) (?:beat|moment)(?: (?:at|before) the (?:end|cut))?"
LATE_START = r"(?:come|start|begin|open|enter|get)(?: it)?(?: (?:in|on))? (?:[\w.]+ ){0,3}(?:earlier|later|sooner)"
"""Another first frame, not another length."""

MOVED = Fraction(3, 2)
"""How much more moves where a note asks for more; less is the other way round."""
_MUCH = r"(?:much |a lot |a bit |a little )?"
MOTIONS: tuple[tuple[str, Fraction], ...] = (
    (r"not (?:so|that|too) calm", MOVED),
    (r"not (?:so|that|too) (?:much (?:motion|movement)|busy)", 1 / MOVED),
    (rf"{_MUCH}more (?:motion|movement)|livel(?:y|ier)|busier|(?:too|so) calm|not busy(?: enough)?", MOVED),
    (
        rf"{_MUCH}less (?:motion|movement|busy)|calmer|stiller|(?:too|so) busy|(?:so|too) much (?:motion|movement)",
        1 / MOVED,
    ),
)

_GARMENT = "|".join((
    "costume|outfit|wardrobe|clothes|shoes?|boots?|glasses|gloves?|scarf|trousers|make-?up", wardrobe.HAIR_NOUNS,
    *(words for words, _ in (*wardrobe.HAT, *wardrobe.OUTFIT)),
))  # fmt: skip
_SCRIPT = "the words are the writer's: change them in the script and run studio produce"
TABLE = (
    "how it is framed and who is in it stand in the table: studio shots export, change framing, subjects or view, "
    "studio "
    "shots import"
)
NOT_SEEN = "{}: who is, and who comes first, stands in the table (studio shots export, studio shots import)"
ELSEWHERE: tuple[tuple[str, str], ...] = (
    (
        r"(?:change|cut|rewrite|different|new|drop|shorten) (?:the |her |his |their )?(?:\w+ )?(?:line|dialogue|"
        r"words?|speech)"
        r"|(?:should |must |could )?(?:say|says|saying) ['\"“].*|change ['\"“].* to ['\"“].*",
        _SCRIPT,
    ),
    (
        r"louder|quieter|whisper(?:s|ing)?(?: it)?|shout(?:s|ing)?(?: it)?|(?:\w+ )?delivery|line reading|"
        r"(?:talk|speak)s? (?:(?:much |a bit |too |so )*(?:fast|slow|loud|quiet|soft)\w*|up)",
        "how a line is said stands in the script under the name, as (whispering) or (slowly); how loud the tracks "
        "are, in "
        "the mix of studio export",
    ),
    (
        r"(?:no |more |less |without |lose the |kill the |add |cue |different )?(?:music|score|sound|ambience|"
        r"sound effects?|sfx)"
        r"(?: in| out| up| down)?",
        "sound belongs to scenes: files in sound/ replace it, and music, ambience and effects can be off in "
        "studio.toml",
    ),
    (
        rf"(?:(?:in|wearing|wears?|with|no|without|lose|different|another|new|wrong|change|take off|add|put on|has|"
        rf"has got) )+"
        rf"(?:an? |the |her |his |their )?(?:[\w-]+ ){{0,2}}(?:{_GARMENT})",
        "costumes belong to the bible: studio bible export, change the entry, studio bible import",
    ),
    (
        LIGHT,
        "light and weather belong to the whole scene: studio bible export, change its sheet, studio bible import; "
        "of a shot "
        "alone the hour can be changed: make it night",
    ),
    (
        r"two[- ]?shot|(?:a )?single(?: on)?|over (?:the|WHOSE|[\w']+) shoulder|reverse(?: angle| shot)?|(?:from "
        r")?(?:the )?other "
        r"side|cross(?:es|ing)? the line|from behind|(?:in )?profile|from the side|(?:an? )?insert(?: of)?(?: the "
        r"\w+)?|"
        r"out of (?:the )?(?:frame|shot)|(?:flip|mirror)(?: it)?|cut-?away(?: to)?(?: the \w+)?|"
        r"(?:from )?(?:\w+'s |his |her |their )?(?:pov|point of view)",
        TABLE,
    ),
    (
        r"(?:swap|switch|exchange|reorder|combine|join|merge|split|delete)\b.*|(?:cut|kill|lose|drop|remove|omit) "
        r"(?:it|this|"
        r"(?:this|the) (?:whole )?shot)(?! (?:[\w.]+ ){0,3}(?:down|by|back|to|shorter|earlier|sooner|later)\b)|"
        r"(?:put|move) (?:this|it)(?: shot)? (?:before|after|first|last|behind)\b.*",
        "which shots there are, and their order, stand in the table: studio shots export, move or take out rows, "
        "studio "
        "shots import",
    ),
    (
        r"another take|re-?take|re-?shoot|shoot (?:it )?again|(?:use |go back to )?take \d+\b(?! ?(?:f|s|frames?|"
        r"sec\w*)\b)"
        r"(?: was better)?|undo|"
        r"go back to (?:the )?(?:\w+ )?(?:version|take|one)",
        "takes are ordered by studio retake and chosen by studio circle 12A-1",
    ),
    (
        r"(?:fade|dissolve|wipe|cross-?fade|smash cut|match cut)(?:s|ing)?\b.*",
        "transitions stand in the script: FADE OUT., DISSOLVE TO:",
    ),
)
"""What is not one shot's to change, and what to do instead."""
HINTS: tuple[tuple[str, str], ...] = (
    (
        r"angrier|sadder|happier|angry|sad|happy|emotion|energy|performance|intense|intensity|feeling|soul|tears?|"
        r"acting",
        "say what is seen: she clenches her fists",
    ),
    (
        r"lens|\d+ ?mm|depth of field|focus|slow? ?-?mo(?:tion)?|orbit|arc|drone|steadicam|whip|headroom|lead room|"
        r"nose room|"
        r"composition|black and white|colou?r|saturat\w+|grain|style|like",
        "what only a renderer can be told stands under prompt: studio shots export, studio shots import",
    ),
    (r"not? (?:night|day|dawn|dusk|sunset)\w*|shouldn't be \w+", "say which hour it is: make it day"),
)
"""Of words that are not understood here: what people can do instead."""

FILLER = (
    r"please|make|it|this|the|a|an|bit|little|go|be|more|just|with|shot|camera|frame|framing|very|much|slightly|"
    r"some|touch|"
    r"and|but|on|to|here|try|let|lets|i|we|want|like|would|could|can|you|should|way|maybe|perhaps|of|for|in|at|is|"
    r"are|too|"
    r"same|move|one|also|then|so|again|now|us|me|use|from|angle|her|him|them|that|his|their|shoot|^start|thanks|"
    r"thank|pls|thx|exactly|show|"
    r"instead|eyes|get|come|feel|feels|looks?|seems?|think|really|quite|okay|ok|there|pace|pacing|pretty|actually|"
    r"bring|need|needs|"
    r"toward|towards|up close|we're|he's|she's|they're|him|your|my"
)
"""Words that ask for nothing."""

BODY = r"hands?|eyes?|lips?|fingers?|shoulders?|chin|head|hair|mouth|face|jaw|knees?|legs?|arms?|feet"
_VERBS = (
    "add ask bang bark bite bleed blink blow blush bow break breathe bring burn bump call carry catch cheer chew clap "
    "clasp clench climb close coil collapse come cough count crash crawl creep cross crouch cry dance dig dive drift "
    "drink drip drive drop duck eat enter exhale exit fade fall fight find fix flap flick flicker flinch float flow "
    "fly fold freeze frown gasp gesture get give glance glow go grab grin grip groan growl hang hesitate hide hit "
    "hold howl hug hurry inhale jerk jump kick kiss kneel knock land laugh lead lean leave let lie lift light limp "
    "listen lock look lower meet mouth move nod open pace pass pause peek peer pick play point pour pull punch push "
    "put raise reach react read ring rise roar rock roll rub run rush scream search see shake shift shiver shrug shut "
    "sigh sing sink sip sit skip slam sleep slide slip smash smile smirk smoke sneeze sniff snore sob spin spill "
    "splash squeeze squint stagger stand stare start startle step stir stop straighten stretch stumble sway swallow "
    "sweep swim swing take tap tear throw tilt toss touch tremble trip tug turn twist wag wait wake walk wave weep "
    "whistle whip wince wink wipe wobble work yawn"
)
VERBS = frozenset(_VERBS.split())
"""What people, beasts and things do in a note, so that `the dog barks` is told from `the wet shoes`."""

"""Which sounds an action names, and where in it."""

from __future__ import annotations

import functools
import re

from bible.model import Frozen
from bible.vocabulary import GROUPS, PERSONS, SKY, SMALL, THINGS, singular
from renderers.animatic.tongues import in_english
from renderers.sound.tongues import sounds_in_english
from shots.things import ANIMALS


class Spot(Frozen):
    """A sound the script names."""

    effect: str
    """One of `renderers.sound.known.EFFECTS`."""
    words: str
    """What names it, in English: `The horn answers`."""
    share: float
    """How far into the action its clause begins, from 0 to 1, what people look like not counted."""


_NAMED: tuple[tuple[str, str], ...] = (
    # the effect, and what names it; the first that fits a place in the text has it
    ("car horn", r"(car|taxi|truck|van)('s)? horns?|horns? (honks?|beeps?|toots?)|honk(s|ing)?\b"),
    (
        "horn",
        r"fog ?horns?|ship'?s? horns?|horns? (answers?|sounds?|blows?|blasts?|blares?|echoes)|"
        r"(blast|sound|blare) of (a|the) horn|(sounds?|blows?|pulls?) the horn",
    ),
    ("church bell", r"church bells?|bells? tolls?|tolling"),
    ("alarm", r"alarms? (clock )?(\w+ )?(rings?|sounds?|blares?|goes off|beeps?)|fire alarm|klaxon"),
    ("buzzing", r"(phone|mobile|cell)s? (buzz(es)?|vibrat\w+)"),
    ("telephone", r"(tele)?phones? (\w+ )?(rings?|ringing)|ringing (tele)?phone|rings? of (a|the) (tele)?phone"),
    ("bell", r"(door ?)?bells? (\w+ )?(rings?|chimes?|sounds?|jingles?)|rings? (the|a) bell|doorbell"),
    (
        "train",
        r"(train|tram|subway|metro)s? (\w+ )?(passes|rumbles|thunders|pulls|arrives|rushes|roars|rattles|comes|"
        r"leaves)",
    ),
    (
        "static",
        r"(radio|speaker|loudspeaker|intercom|walkie-talkie|handset|headset|receiver|television|tv)s? (\w+ )?"
        r"(crackles?|hisses|buzz(es)?|spits)|(burst|hiss|wash) of static|static (crackles|hisses)",
    ),
    (
        "door slam",
        r"slam(s|med|ming)? (the |a )?(\w+ )?(door|gate|lid|drawer|hatch|shut)|"
        r"doors? (slams?|bangs?|crash\w*)|slams? (it|them) shut",
    ),
    (
        "knock",
        r"knock(s|ed|ing)? (on|at|from)|a knock\b|(knocks|knocking)\b(?! (over|down|him|her|them|it|out|back|into|"
        r"the|a|his)\b)|raps? (on|at)|pounds? on (the )?door",
    ),
    (
        "creak",
        r"creak(s|ed|ing)?\b|groan of (wood|timber|hinges)|(turns|twists|cranks) (the|a) (\w+ )?(valve|crank|winch)",
    ),
    (
        "door",
        r"doors? (?!(is|was|stands|hangs|half) )(\w+ )?(opens?|closes?|shuts?|swings?)|"
        r"(opens?|closes?|shuts?|pushes|through) (the |a |his |her )(\w+ )?door",
    ),
    (
        "running",
        r"running (feet|footsteps)|(runs?|running)\b(?! (a|an|the|his|her|its|their|it|on (gas|empty|steam)|low|"
        r"dry|short|cold|late|"
        r"out of)\b)|"
        r"sprint(s|ing)?\b|dash(es|ing)\b|footsteps? (run|rac|pound)\w*|"
        r"races? (up|down|across|after|along)|"
        r"(bolts|rushes|hurries) (up|down|across|after|along|into|out|over|in|past|to)\b",
    ),
    (
        "hooves",
        r"(gallop|canter)(s|ing)?\b|hoof ?beats|hooves|horses? (\w+ )?(trots?|passes|rides?)|"
        r"rides (up|off|away|in)\b",
    ),
    (
        "footsteps",
        r"foot ?steps?|steps (approach|echo|creak)\w*|(heels|boots) (click|clack|crunch|echo)\w*|tramp of|"
        r"(strides?|strolls?|marche?s|paces|limps|trudges|climbs the (\w+ )?(stairs|steps))\b|paces (up|back|the)|"
        r"(walks?|walking) (?!(the|her|his|their|a|an) )\w+|walks the (street|corridor|hall|beach|quay|length)\w*|"
        r"enters?\b(?! (the|a|his|her) (number|code|name|password|date|water|frame))|"
        r"(steps?|comes?|goes) (in|out|into|up|down|forward|through|inside|outside)\b(?! (of|to) \w+ing)",
    ),
    ("thunder", r"thunder(s|ing|clap)?\b|lightning|(an?|the|deep|low|distant) rumble\b"),
    (
        "gunshot",
        r"gun ?shots?|shots? (rings?|is fired|are fired)|"
        r"(gun|rifle|pistol|revolver|shotgun) (fires?|goes off|cracks?)|"
        r"fires? (the |his |her |a )(gun|pistol|rifle|revolver|shot)|fires([.!,]| (at|into|again|twice|back|"
        r"off)\b)|opens fire|bang!",
    ),
    ("explosion", r"explo(des?|sions?)|blows? up\b|detonat\w+|(?<!having a )\bblast\b|fireworks|\bboom[!.]"),
    (
        "glass",
        r"(glass|window|mirror|bottle|pane|vase|plate|cup)s? (\w+ )?(break|shatter|smash)\w*|"
        r"(break|shatter|smash)\w* (the |a )?(\w+ )?(glass|window|mirror|bottle|pane|vase|plate|cup)|"
        r"breaking glass",
    ),
    ("clink", r"clink\w*|toasts? (her|him|them|each)|sets? (down )?(the|a|his|her) (cup|glass|mug)( down)?"),
    (
        "chair",
        r"(pushes|scrapes|drags|pulls|shoves) (\w+ )?(his|her|the|a|their|out|back|up)( \w+)? chair|chairs? scrapes?|"
        r"jumps up from",
    ),
    (
        "pouring",
        r"pours? (?!(out|in|into|over|down|from|off|through)\b)(\w+ )?\w+|"
        r"(fills|refills) (the|a|his|her) (\w+ )?(glass|cup|mug|kettle)",
    ),
    (
        "blow",
        r"(punch|slap|smack)(es|s)\b(?! (of|line))|"
        r"(hits|kicks|strikes) (him|her|them)( (in|on|with|across|over|again|hard|back)\b|[.,!])|headbutts?|(his|"
        r"her) fist (lands|connects)",
    ),
    (
        "click",
        r"(throws|flips|flicks|hits|presses|turns) (a|the) (\w+ )?(switch|latch|lever|button)|un?locks (the|a|his|"
        r"her)|"
        r"cocks (the|a|his|her)|(lock|latch|switch|bolt|shutter|camera)s? clicks?|(lights?|lamps?) clicks? (on|off)|"
        r"(takes|snaps) (a|the|his|her) (\w+ )?(photo|picture|photograph)|\bclick[.!]",
    ),
    (
        "steam",
        r"steam (hisses|escapes|bursts|shoots|vents)|(pipes?|jets? of|hiss of|and) steam|"
        r"(pipes?|valves?|hoses?|tyres?|tires?|airlock) (\w+ )?hiss(es)?",
    ),
    (
        "splash",
        r"splash\w*|waves? (\w+ )?(hits?|breaks?|slams?|smash(es)?|crash(es)?|strikes?|bursts?)|"
        r"(falls?|jumps?|dives?|plunges?|drops?) into the (water|sea|river|lake|pool|harbou?r)",
    ),
    (
        "keys",
        r"(jangl\w+|jingl\w+|bunch of|fumbles? (for|with)( \w+)?) (\w+ )?keys|keys (jangle|jingle|rattle)|"
        r"keys? in (the|a|his|her) (lock|door)|"
        r"coins (fall|clatter|jingle)",
    ),
    (
        "metal",
        r"clang\w*|an? (\w+ )?crash\b|crash!|clank\w*|metal (hits|strikes|on metal)|hammer(s|ing) (on|at)|"
        r"anchor (drops|falls)|"
        r"chains? (rattles?|clanks?)|(swords?|blades?) (clash|ring|meet|cross)\w*",
    ),
    ("typing", r"types (on|at|into|away|fast|furiously|something)\b|typing\b|keyboards? (clicks?|clatters?)"),
    (
        "match",
        r"(strikes?|lights?) (a|the|another) match|strikes another|match flares|"
        r"lights (a|his|her|the) (\w+ )?(cigarette|cigar|pipe|candle)",
    ),
    (
        "fire",
        r"fire(place)? (\w+ )?(crackles|burns|roars|blazes)|(logs?|flames?|wood|coals?) crackles?|"
        r"crackling (fire|logs?|flames?|wood)|crackle of (a|the) fire|(camp ?fire|flames)\b",
    ),
    ("kettle", r"kettle (whistles?|sings?|boils?|screams?)|whistling kettle"),
    (
        "paper",
        r"(unfolds?|tears?|rips?|crumples?|turns?|opens?) (open )?(the |a |his |her )?(\w+ )?"
        r"(letter|paper|page|map|envelope|note|newspaper|file|folder|dossier|parcel|magazine)|"
        r"(turns|leafs|flips|flicks) (through|over) (the |a |his |her )?(\w+ )?(pages|papers|book|file|pile)|"
        r"rustl\w+",
    ),
    ("clock", r"clock\b[^.!?]{0,30} (ticks?|strikes?)\b|ticking"),
    (
        "brakes",
        r"brakes (scream|squeal|screech)\w*|tyres? (scream|squeal|screech)\w*|"
        r"tires? (scream|squeal|screech)\w*|screech\w* to a (halt|stop)|skids?\b",
    ),
    (
        "engine",
        r"(engine|motor|pump|generator|lawnmower|chainsaw|tractor|motorcycle|motorbike)s? (\w+ )?(starts?|roars?|"
        r"coughs?|catch(es)?|rumbles?|turns over)|"
        r"(starts?|revs?|guns) (up )?(the |his |her |an )(engine|motor|car|truck)",
    ),
    ("siren", r"sirens?\b"),
    ("helicopter", r"helicopters?|chopper"),
    (
        "aeroplane",
        r"(aero|air)?planes? (\w+ )?(passes|flies|roars|overhead|lands)|jets? (passes|flies|roars|overhead)",
    ),
    (
        "car stops",
        r"(car|truck|taxi|cab|van|bus|lorry|limousine)s? (\w+ )?"
        r"(stops?|pulls up|pulls in|arrives?|parks?|brakes?|draws up)\b|parks (the|his|her)",
    ),
    ("car", r"(car|truck|taxi|cab|van|bus|lorry|motorbike)s? (\w+ )?(drives|passes|pulls|speeds|roars|rolls) (\w+)"),
    ("dog", r"bark(s|ing)?\b|dog (howls|growls)"),
    ("cat", r"meows?\b|cats? (\w+ )?(screams?|yowls?|hisses|howls?|cries)"),
    ("drum", r"drum ?rolls?|drums? (\w+ )?(beats?|pounds?|rolls?)|drumbeats?"),
    (
        "laughter",
        r"laughter\b|(crowd|audience|class|room|everyone|everybody|students|pupils|children|guests|soldiers|"
        r"they all|all)s? (\w+ )?(laughs?|titters?|giggles?)\b|laugh from the \w+|burst out laughing",
    ),
    ("birds", r"birds (\w+ )?(sing|chirp|twitter|call|scatter)|birdsong|dawn chorus"),
    ("gull", r"(sea)?gulls? (cr(y|ies)|screams?|calls?|circles?|wheels?)|cry of (a )?gulls?"),
    ("owl", r"owls? (hoots?|calls?)|hoot of"),
    (
        "applause",
        r"applau\w+|clap(s|ping)\b|ovation|cheer(s|ing)?\b(?! (up|him|her|them))|"
        r"crowd (\w+ )?(roars|erupts|goes wild)",
    ),
    ("whistle", r"whistle (blows|sounds|shrills)|blows? (a|the|his|her) whistle|shrill whistle"),
    (
        "fall",
        r"collapses|with an? (\w+ )?(thud|boom|thump|bump)|(stumbles|trips|slips|staggers) and falls|thud(s|ding)?\b|"
        r"(falls?|crashes) (down|over|to the (floor|ground))|"
        r"drops? (heavily|to the (floor|ground))",
    ),
    ("heartbeat", r"heart ?beats?|heart pounds"),
    ("wind", r"gusts? of wind|wind (gusts|howls|rises|picks up|catches|takes)"),
    ("beep", r"beeps?\b|(monitor|machine|scanner|console) (pings|chirps)|ping!"),
)  # fmt: skip
_FOOTLESS = THINGS | SKY | frozenset(ANIMALS.upper().split("|")) | frozenset((
    "TIME", "TEAR", "SWEAT", "NOSE", "TRAFFIC", "ENGINE", "MOTOR", "MACHINE", "ROAD", "PATH", "RIVER", "STREAM", "INK",
    "PAINT", "TIDE", "TRACK", "FILM", "TAPE", "LINE",
))  # fmt: skip
"""What runs, walks and enters without a shoe, in the singular."""
_WHO = frozenset(["he", "she", "they", "you", "who", "somebody", "someone", "everyone", "everybody"])
_SHOES = ("running", "footsteps")
_STEPS = re.compile(r"foot|running f|steps (approach|echo|creak)|heels|boots|tramp", re.IGNORECASE)
"""Steps by name: nobody need be there."""
_INTENDED = re.compile(
    r"\b(an?|the|home|would|could|will|can|should|must|may|might|"
    r"(?<!start )(?<!starts )(?<!begin )(?<!begins )to)\s*$",
    re.IGNORECASE,
)
"""Before a run that is no running, or none yet."""
LASTING = ("fire",)
"""What goes on for as long as the film is in that place."""
_SILENT = re.compile(
    r"\b(no|not|never|without|silent|silently|soundless(ly)?|nobody|doesn't|don't|didn't|isn't|won't|can't|cannot|"
    r"stops?|about to|tries to|waits? for)(\s+[\w']+){0,2}\s*$",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\b(the|and|with|his)\b", re.IGNORECASE)
"""Words that no other language known here has: what holds one needs no putting into English."""
_WORD = re.compile(r"[\w'-]+")
_SENTENCE = re.compile(r"[.!?]\s")
_PORTRAIT = re.compile(r"(?<=[^\W\d_a-z]{2}),\s[^.!?]*,(?=\s*$|\s[a-z]+s\b)")
"""From a name in capitals to its verb: `IKE, 11, red wool hat, runs`. No time goes by while that is told."""
_CLAUSE = re.compile(r"[.!?;:,]\s+|\b(?:and|then|while|as|but)\s")


@functools.lru_cache(8192)
def spot_effects(action: str) -> tuple[Spot, ...]:
    """The sounds an action names, in order, each once; what it says is not heard is left out.

    A thing alone makes no sound: a telephone must ring, a door open.
    """
    plain = action.replace("’", "'") if _ENGLISH.search(action) else in_english(sounds_in_english(action))
    found: list[tuple[int, int, str]] = []
    for effect, words in _patterns():
        for match in words.finditer(plain):
            overlaps = any(match.start() < end and start < match.end() for start, end, _ in found)
            if not overlaps and not _unheard(plain, match, effect):
                found.append((match.start(), match.end(), effect))
                break
    length = max(1, len(_PORTRAIT.sub("", plain)))
    return tuple(
        Spot(effect=effect, words=plain[start:end], share=_clause_start(plain[:start]) / length)
        for start, end, effect in sorted(found)
    )


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words of each effect, made ready when the first action is heard: a look at a production hears none."""
    return tuple((effect, re.compile(rf"\b({words})", re.IGNORECASE)) for effect, words in _NAMED)


def _clause_start(before: str) -> int:
    """Where the clause begins that `before` breaks off in, what people look like not counted.

    Who does something does it while the page still says who.
    """
    told = _PORTRAIT.sub("", before)
    return max((each.end() for each in _CLAUSE.finditer(told)), default=0)


def _unheard(text: str, named: re.Match[str], effect: str) -> bool:
    """Whether the same sentence says, just before, that there is no such sound, or that nothing with shoes makes it."""
    begins = max((each.end() for each in _SENTENCE.finditer(text, 0, named.start())), default=0)
    before = text[begins : named.start()]
    walked = effect in _SHOES and not _STEPS.match(named[0])
    return bool(_SILENT.search(before)) or (walked and not _on_foot(before))


def _on_foot(before: str) -> bool:
    """Whether what stands before a verb of a sentence tells of somebody, and not of a thing that runs or comes in."""
    words = [(each, singular(each.upper())) for each in _WORD.findall(before)]
    return not (_INTENDED.search(before) or (words and words[-1][1] in _FOOTLESS)) and any(
        each.lower() in _WHO
        or name in PERSONS | GROUPS
        or (each[0].isupper() and name not in _FOOTLESS and each.upper() not in SMALL)
        for each, name in words
    )

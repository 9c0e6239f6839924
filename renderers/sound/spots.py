"""Which sounds an action names, and where in it."""

from __future__ import annotations

import functools
import re

from bible.model import Frozen


class Spot(Frozen):
    """A sound the script names."""

    effect: str
    """One of `renderers.sound.known.EFFECTS`."""
    words: str
    """What names it: `The horn answers`."""
    share: float
    """How far into the action it stands, from 0 to 1."""


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
        "door slam",
        r"slam(s|med|ming)? (the |a )?(\w+ )?(door|gate|lid|drawer|hatch|shut)|"
        r"doors? (slams?|bangs?|crash\w*)|slams? (it|them) shut",
    ),
    ("knock", r"knock(s|ed|ing)? (on|at|from)|a knock\b|knocking\b|raps? (on|at)|pounds? on (the )?door"),
    ("creak", r"creak(s|ed|ing)?\b|groan of (wood|timber|hinges)"),
    (
        "door",
        r"doors? (\w+ )?(opens?|closes?|shuts?|swings?)|"
        r"(opens?|closes?|shuts?|pushes|through) (the |a |his |her )(\w+ )?door",
    ),
    (
        "running",
        r"(?<!water )(?<!blood )(?<!tears )(?<!sweat )(?<!road )(?<!path )(?<!river )(?<!engine )"
        r"runs? (up|down|to|towards?|across|after|along|into|out|over|past|through|for|back|away|off|in|on)\b|"
        r"running (feet|footsteps)|sprint(s|ing)?\b|dash(es|ing)\b|footsteps? (run|rac|pound)\w*|"
        r"races? (up|down|across|after|along)",
    ),
    (
        "footsteps",
        r"foot ?steps?|steps (approach|echo|creak)\w*|(heels|boots) (click|clack|crunch|echo)\w*|tramp of|"
        r"strides?\b|paces (up|back|the)",
    ),
    ("thunder", r"thunder(s|ing|clap)?\b|lightning"),
    (
        "gunshot",
        r"gun ?shots?|shots? (rings?|is fired|are fired)|"
        r"(gun|rifle|pistol|revolver|shotgun) (fires?|goes off|cracks?)|"
        r"fires? (the |his |her |a )(gun|pistol|rifle|revolver|shot)|opens fire|bang!",
    ),
    ("explosion", r"explo(des?|sions?)|blows? up\b|detonat\w+|\bblast\b"),
    (
        "glass",
        r"(glass|window|mirror|bottle|pane|vase|plate|cup)s? (\w+ )?(break|shatter|smash)\w*|"
        r"(break|shatter|smash)\w* (the |a )?(\w+ )?(glass|window|mirror|bottle|pane|vase|plate|cup)|"
        r"breaking glass",
    ),
    ("clink", r"clink\w*|toasts? (her|him|them|each)|sets? (down )?(the|a|his|her) (cup|glass|mug)( down)?"),
    ("splash", r"splash\w*|(falls?|jumps?|dives?|plunges?|drops?) into the (water|sea|river|lake|pool|harbou?r)"),
    (
        "keys",
        r"(jangl\w+|jingl\w+|bunch of|fumbles? (for|with)( \w+)?) (\w+ )?keys|keys (jangle|jingle|rattle)|"
        r"coins (fall|clatter|jingle)",
    ),
    (
        "metal",
        r"clang\w*|clank\w*|metal (hits|strikes|on metal)|hammer(s|ing) (on|at)|anchor (drops|falls)|"
        r"chains? (rattles?|clanks?)",
    ),
    ("typing", r"types (on|at|into|away|fast|furiously|something)\b|typing\b|keyboards? (clicks?|clatters?)"),
    ("match", r"(strikes?|lights?) a match|match flares"),
    ("fire", r"fire (crackles|burns|roars)|crackl\w+|(camp ?fire|flames)\b"),
    ("kettle", r"kettle (whistles?|sings?|boils?|screams?)|whistling kettle"),
    (
        "paper",
        r"(unfolds?|tears?|rips?|crumples?|turns?|opens?) (open )?(the |a |his |her )?(\w+ )?"
        r"(letter|paper|page|map|envelope|note|newspaper)|"
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
        r"(engine|motor)s? (\w+ )?(starts?|roars?|coughs?|catch(es)?|rumbles?|turns over)|"
        r"(starts?|revs?|guns) (up )?(the |his |her |an )(engine|motor|car|truck)",
    ),
    ("siren", r"sirens?\b"),
    ("helicopter", r"helicopters?|chopper"),
    ("aeroplane", r"(aero|air)?planes? (\w+ )?(passes|flies|roars|overhead|lands)|jets? (passes|flies|roars|overhead)"),
    ("car", r"(car|truck|taxi|van|bus|motorbike)s? (\w+ )?(drives|passes|pulls|speeds|roars|rolls) (\w+)"),
    ("dog", r"bark(s|ing)?\b|dog (howls|growls)"),
    ("gull", r"(sea)?gulls? (cr(y|ies)|screams?|calls?|circles?|wheels?)|cry of (a )?gulls?"),
    ("owl", r"owls? (hoots?|calls?)|hoot of"),
    ("applause", r"applau\w+|clap(s|ping)\b|ovation"),
    ("whistle", r"whistle (blows|sounds|shrills)|blows? (a|the|his|her) whistle|shrill whistle"),
    (
        "fall",
        r"collapses|thud(s|ding)?\b|(falls?|crashes) (down|over|to the (floor|ground))|"
        r"drops? (heavily|to the (floor|ground))",
    ),
    ("heartbeat", r"heart ?beats?|heart pounds"),
    ("wind", r"gusts? of wind|wind (gusts|howls|rises|picks up|catches|takes)"),
    ("beep", r"beeps?\b|(monitor|machine|scanner|console) (pings|chirps)|ping!"),
)  # fmt: skip
_PATTERNS = tuple((effect, re.compile(rf"\b({words})", re.IGNORECASE)) for effect, words in _NAMED)
_SILENT = re.compile(
    r"\b(no|not|never|without|silent|silently|soundless(ly)?|nobody|doesn't|don't|didn't|isn't|won't|can't|cannot|"
    r"stops?|about to|tries to|waits? for)(\s+[\w']+){0,2}\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?]\s")


@functools.lru_cache(8192)
def spot_effects(action: str) -> tuple[Spot, ...]:
    """The sounds an action names, in order, each once; what it says is not heard is left out.

    A thing alone makes no sound: a telephone must ring, a door open.
    """
    plain = action.replace("’", "'")
    found: list[tuple[int, int, str]] = []
    for effect, words in _PATTERNS:
        for match in words.finditer(plain):
            overlaps = any(match.start() < end and start < match.end() for start, end, _ in found)
            if not overlaps and not _unheard(plain, match.start()):
                found.append((match.start(), match.end(), effect))
                break
    return tuple(
        Spot(effect=effect, words=action[start:end], share=start / max(1, len(action)))
        for start, end, effect in sorted(found)
    )


def _unheard(text: str, at: int) -> bool:
    """Whether the same sentence says, just before, that there is no such sound."""
    begins = max((each.end() for each in _SENTENCE.finditer(text, 0, at)), default=0)
    return bool(_SILENT.search(text[begins:at]))

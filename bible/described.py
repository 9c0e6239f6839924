"""What an introduction says of a character's look, word by word. It invents nothing."""

from __future__ import annotations

import re
from typing import Literal

from bible.ages import age_in
from bible.colours import CLOTH, HAIR, colour_named
from bible.model import Frozen

Sex = Literal["woman", "man"]
_Table = tuple[tuple[str, str], ...]


class Description(Frozen):
    """A look as far as words give it: `None` where they are silent. Fields are those of `Look`."""

    age: int | None = None
    sex: Sex | None = None
    height_cm: int | None = None
    build: str | None = None
    skin: str | None = None
    hair: str | None = None
    hair_colour: str | None = None
    beard: str | None = None
    hat: str | None = None
    hat_colour: str | None = None
    outfit: str | None = None
    outfit_colour: str | None = None
    trousers_colour: str | None = None
    glasses: bool | None = None
    pack: bool | None = None


# In each table the first row that matches holds.
_HAIR: _Table = (
    (r"bald(?:ing)?|shaved head|shaven head|hairless", "bald"),
    (r"braids?|braided|plaits?|pigtails?|cornrows|dreadlocks|dreads", "braid"),
    (r"pony-?tail|hair (?:tied|pulled|scraped) back", "ponytail"),
    (r"bun|top-?knot|chignon|hair (?:pinned )?up", "bun"),
    (r"bob|pageboy|chin-length", "bob"),
    (r"curls|curly|afro|frizzy|wild hair|tousled", "curly"),
    (r"crew ?cut|buzz ?cut|crop|cropped|pixie cut|mohawk|mohican", "short"),
    (r"short(?:[\w\s-]*)hair|short-haired", "short"),
    (r"long(?:[\w\s-]*)hair|long-haired|flowing (?:hair|locks)|mane", "long"),
)
_HAIR_NOUNS = (
    r"hair|haired|braids?|plaits?|pigtails?|pony-?tail|bun|bob|curls|curly|afro|dreadlocks|crop|crew ?cut|buzz ?cut|"
    r"mohawk|locks|mane|top-?knot"
)
_BEARD: _Table = (
    (r"clean-?shaven|beardless", "none"),
    (r"stubble|unshaven|stubbly|five o'clock shadow", "stubble"),
    (r"beard|bearded|goatee|whiskers", "full"),
    (r"moustache|mustache|moustachioed", "moustache"),
)
_HAT: _Table = (
    (r"bare-?headed|hatless", "none"),
    (
        r"beanie|bobble hat|wool(?:len|y|ly)?(?: knit)? (?:hat|cap)|knit(?:ted)? (?:hat|cap)|watch cap|toque|stocking cap",
        "beanie",
    ),
    (r"helmet|hard hat", "helmet"),
    (r"head-?scarf|kerchief|hijab|bandana|hood", "headscarf"),
    (r"caps?|beret|flat cap|baseball cap", "cap"),
    (r"fedora|trilby|bowler|top hat|hat|stetson|homburg|sou'?wester", "fedora"),
)
_OUTFIT: _Table = (
    (r"raincoat|oilskins?|slicker|mackintosh|waterproofs?|rain jacket|poncho", "raincoat"),
    (
        r"(?:over|trench|great|lab|pea|fur|winter |wool )?coat|parka|anorak|cloak|cape|robes?|cassock|dressing gown|duffel",
        "coat",
    ),
    (r"suit|tuxedo|blazer|tie|bow tie|waistcoat|three-piece|pinstripes?", "suit"),
    (r"dress|gown|sundress|skirt|kimono|sari|nightgown|nightdress|frock", "dress"),
    (r"jumper|sweater|hoodie|cardigan|pullover|turtleneck|fleece|sweatshirt|woolly|knitwear", "jumper"),
    (r"t-?shirt|tee|tank top|undershirt|singlet|vest", "tee"),
    (
        r"jacket|shirt|uniform|blouse|overalls|dungarees|apron|scrubs|boiler suit|jumpsuit|leathers|fatigues|tunic|denim",
        "jacket",
    ),
)
_TROUSERS = r"trousers|jeans|pants|slacks|breeches|shorts|leggings|chinos|corduroys"
_BUILD: _Table = (
    (
        r"stocky|burly|broad-shouldered|thick-?set|squat|muscular|brawny|barrel-chested|sturdy|powerfully built|beefy",
        "stocky",
    ),
    (r"fat|overweight|obese|portly|plump|stout|rotund|corpulent|heavy-?set|paunchy|chubby|hulking", "heavy"),
    (r"slim|thin|skinny|lanky|slender|wiry|gaunt|lean|bony|slight|willowy|scrawny|petite|lithe|spindly", "slim"),
)
_PEOPLE = r"man|woman|boy|girl|fellow|guy|lad|chap|lady|gentleman|figure|bloke|kid|child"
_SKIN: _Table = (
    (r"(?:very dark|deep brown|ebony)(?:[\s-]skin(?:ned)?)", "deep"),
    (r"dark-skinned|dark skin|Black (?:man|woman|boy|girl)", "dark"),
    (r"brown-skinned|brown skin", "brown"),
    (r"tann?ed|sun-?burn(?:t|ed)|weather-?beaten|weathered|olive(?:-skinned| skin)|leathery", "tan"),
    (r"pale-skinned|pale skin|pale face|pallid|ashen|freckled", "pale"),
)
_WOMAN = (
    r"she|her|hers|herself|woman|women|girl|lady|mother|mom|mum|sister|daughter|wife|aunt|grandmother|granny|grandma|queen|"
    r"princess|waitress|actress|nun|mrs|ms|miss|madam|ma'am|widow|bride|niece|girlfriend|heroine|hostess|duchess|"
    r"policewoman|businesswoman|fisherwoman|barmaid|maid|goddess|witch|female"
)
_MAN = (
    r"he|him|his|himself|man|men|boy|gentleman|father|dad|brother|son|husband|uncle|grandfather|grandpa|king|prince|"
    r"waiter|actor|monk|mr|sir|widower|groom|nephew|boyfriend|hero|duke|policeman|businessman|fisherman|fireman|"
    r"postman|salesman|lad|bloke|guy|fellow|chap|priest|lord|male|cowboy|butler"
)
_PACK = r"(?:back)?pack(?! of)|rucksack|knapsack|haversack|satchel|school ?bag|duffel bag"
_GLASSES = r"(?:(?<!two )(?<!three )(?<!wine )(?<!champagne )(?<!of )glasses(?! of))|spectacles|bespectacled|monocle|goggles|pince-nez"


def described(text: str) -> Description:
    """What these words say of one person. They should speak of nobody else."""
    text = " ".join(text.replace("’", "'").split())
    clauses = [
        clause
        for clause in re.split(r"[,;:()]|\s[-–—]+\s|\.\s|\bwith\b|\bover\b|\band (?=a |an |his |her )", text)
        if clause.strip()
    ]
    hat, hat_colour = _worn(clauses, _HAT, "hat")
    outfit, outfit_colour = _worn(clauses, _OUTFIT, "outfit")
    return Description(
        age=age_in(text),
        sex=sex_in(text),
        height_cm=None,
        build=_first(text, _BUILD) or _sized(clauses),
        skin=_first(text, _SKIN, keep_case=True)
        or ("pale" if any(c.strip().lower() == "pale" for c in clauses) else None),
        hair=_first(text, _HAIR),
        hair_colour=_hair_colour(clauses),
        beard=_first(text, _BEARD),
        hat=hat,
        hat_colour=hat_colour,
        outfit=outfit,
        outfit_colour=outfit_colour or _dressed_in(text),
        trousers_colour=_trousers(clauses),
        glasses=True if _has(_GLASSES, text) else None,
        pack=True if _has(_PACK, text) else None,
    )


def sex_in(text: str) -> Sex | None:
    """Woman or man, by the words and pronouns around; `None` when they say neither, or both equally early."""
    found = re.search(rf"\b(?:(?P<woman>{_WOMAN})|(?P<man>{_MAN}))\b", text.lower().replace("’", "'"))
    if found is None:
        return None
    return "woman" if found["woman"] else "man"


def _has(words: str, text: str) -> bool:
    return re.search(rf"\b(?:{words})\b", text.lower()) is not None


def _first(text: str, table: _Table, *, keep_case: bool = False) -> str | None:
    plain = text if keep_case else text.lower()
    return next((value for words, value in table if re.search(rf"\b(?:{words})\b", plain)), None)


def _worn(clauses: list[str], table: _Table, _: str) -> tuple[str | None, str | None]:
    """The first garment of a table, and the colour named before it in the same clause."""
    for clause in clauses:
        low = clause.lower()
        for words, value in table:
            found = re.search(rf"\b(?:{words})\b", low)
            if found:
                return value, colour_named(low[: found.end()], CLOTH) or None
    return None, None


def _hair_colour(clauses: list[str]) -> str | None:
    for clause in clauses:
        low = clause.lower()
        found = re.search(rf"\b(?:{_HAIR_NOUNS})\b", low)
        if found:
            return colour_named(low[: found.end()], HAIR) or colour_named(low, HAIR) or None
        alone = re.search(r"\b(blonde?|redhead|brunette)\b", low)
        if alone:
            return HAIR["red" if alone[1] == "redhead" else alone[1]]
    return None


def _trousers(clauses: list[str]) -> str | None:
    for clause in clauses:
        found = re.search(rf"\b(?:{_TROUSERS})\b", clause.lower())
        if found:
            colour = colour_named(clause.lower()[: found.end()], CLOTH)
            return colour or (CLOTH["denim"] if found[0] == "jeans" else None)
    return None


def _dressed_in(text: str) -> str | None:
    found = re.search(r"\b(?:dressed|all|clad|head to toe) in ((?:\w+ )?\w+)", text.lower())
    return (colour_named(found[1], CLOTH) or None) if found else None


def _sized(clauses: list[str]) -> str | None:
    """`big`, `large` and `heavy` only of a person: alone in their clause or right before `man`, `woman` ..."""
    for clause in clauses:
        if re.search(
            rf"^\s*(?:an? )?(?:very )?(?:big|large|heavy|huge|enormous)(?: (?:{_PEOPLE}))?\s*$", clause.lower()
        ):
            return "heavy"
        if re.search(rf"\b(?:big|large|heavy|huge|enormous) (?:{_PEOPLE})\b", clause.lower()):
            return "heavy"
    return None

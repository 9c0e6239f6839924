"""Looks described in German, French, Spanish, Italian, Ukrainian and Russian, word by word in English."""

from __future__ import annotations

import re
from functools import lru_cache

# For each language the English word and its forms as a regular expression; `_` is a blank.
_FORMS: tuple[str, ...] = (
    # German
    r"""
black=schwarz\w* white=weiß\w*|weiss\w* grey=grau\w* red=rot(?:e[rnsm]?)? ginger=rothaarig\w* blue=blau\w*
green=grün\w* yellow=gelb\w* brown=braun\w* orange=orangefarben\w* pink=rosafarben\w* purple=lila|violett\w*
dark=dunkl\w+|dunkel light=hell(?:e[rnsm]?)? blond=blond\w* long=lang(?:e[rnsm]?)? short=kurz\w*
curly=lockig\w*|locken bald=kahl\w*|glatze hair=haare?n? braid=zopf|zöpfe\w* bun=dutt|haarknoten
ponytail=pferdeschwanz beard=bart|vollbart moustache=schnurrbart|schnauzer coat=mantel\w*
raincoat=regenmantel|regenjacke|ölzeug jacket=jacke\w* shirt=hemd\w*|bluse tee=t-shirt
jumper=pullover|pulli|strickjacke dress=kleid\w* suit=anzug\w* apron=schürze hat=hut cap=kappe|schirmmütze
beanie=mütze|wollmütze headscarf=kopftuch glasses=brille backpack=rucksack trousers=hose slim=schlank\w*|dünn\w*
fat=dick(?:e[rnsm]?)? woman=frau man=mann boy=junge girl=mädchen with=mit and=und
""",
    # French
    r"""
black=noire?s? white=blanc(?:he)?s? grey=grise?s? red=rouges? ginger=rouss?e?s?|roux blue=bleue?s? green=verte?s?
yellow=jaunes? brown=brune?s?|marrons? orange=oranges? pink=roses? purple=violet(?:te)?s? dark=foncée?s?|sombres?
light=claire?s? blond=blonde?s? long=longs?|longues? short=courte?s? curly=bouclée?s?|frisée?s?|boucles
bald=chauves? hair=cheveux braid=tresses?|nattes? bun=chignon ponytail=queue_de_cheval beard=barbe|barbu
moustache=moustaches? coat=manteau|manteaux raincoat=imperméable|ciré jacket=veste|blouson shirt=chemise|chemisier
tee=t-shirt|maillot jumper=pull|chandail dress=robe suit=costume|tailleur apron=tablier hat=chapeau cap=casquette
beanie=bonnet headscarf=foulard glasses=lunettes backpack=sac_à_dos trousers=pantalon slim=mince|maigre fat=grosse?
woman=femme man=homme boy=garçon girl=fille with=avec|aux? and=et
""",
    # Spanish
    r"""
black=negr[oa]s? white=blanc[oa]s? grey=gris(?:es)?|canos[oa]s?|canas red=roj[oa]s? ginger=pelirroj[oa]s?
blue=azul(?:es)? green=verdes? yellow=amarill[oa]s? brown=marr[oó]n(?:es)?|castañ[oa]s? orange=naranjas?
pink=rosad[oa]s?|rosas? purple=morad[oa]s?|violetas? dark=oscur[oa]s? light=clar[oa]s? blond=rubi[oa]s?
long=larg[oa]s? short=cort[oa]s? curly=rizad[oa]s?|rizos bald=calv[oa]s? hair=pelo|cabello braid=trenzas? bun=moño
ponytail=coleta beard=barba|barbud[oa] moustache=bigotes? coat=abrigo raincoat=impermeable|chubasquero
jacket=chaqueta|cazadora shirt=camisa|blusa tee=camiseta jumper=jersey|suéter dress=vestido suit=traje
apron=delantal hat=sombrero cap=gorra beanie=gorro headscarf=pañuelo glasses=gafas|lentes backpack=mochila
trousers=pantal[oó]n(?:es)? slim=delgad[oa]|flac[oa] fat=gord[oa] woman=mujer man=hombre boy=niño|chico
girl=niña|chica with=con and=y
""",
    # Italian
    r"""
black=ner[oaie] white=bianc\w+ grey=grigi\w+ red=ross[oaie] ginger=ramat\w+ blue=blu|azzurr\w+ green=verd[ei]
yellow=giall\w+ brown=marrone?|castan\w+ orange=arancion\w+ pink=rosa purple=viola dark=scur[oaie] light=chiar[oaie]
blond=biond\w+ long=lungh?\w+ short=cort[oaie] curly=ricci\w* bald=calv[oaie] hair=capelli braid=trecc\w+
bun=chignon|crocchia ponytail=coda beard=barba moustache=baffi coat=cappotto raincoat=impermeabile jacket=giacca
shirt=camicia tee=maglietta jumper=maglione dress=vestito|abito_lungo suit=completo|abito apron=grembiule
hat=cappello cap=berretto beanie=cuffia headscarf=foulard glasses=occhiali backpack=zaino trousers=pantaloni
slim=magr[oa] fat=grass[oa] woman=donna man=uomo boy=ragazzo|bambino girl=ragazza|bambina with=con and=e
""",
    # Ukrainian
    r"""
black=чорн\w+ white=біл(?:ий|а|е|і|ою|им|ими|ого) grey=сір\w{1,3}|сив\w{1,3} red=червон\w+
ginger=руд(?:ий|а|е|і|им|ою) blue=синь?\w{1,3}|голуб\w+|блакитн\w+ green=зелен\w+ yellow=жовт\w+
brown=коричнев\w+|каштанов\w+ orange=помаранчев\w+|оранжев\w+ pink=рожев\w+ purple=фіолетов\w+ dark=темн\w+
light=світл\w+ blond=біляв\w+|русяв\w+ long=довг\w+ short=коротк\w+ curly=кучеряв\w+ bald=лис(?:ий|а|им)
hair=волосс\w+ braid=кос(?:а|ою|и|у) bun=пучок|гульк\w+ ponytail=хвіст\w* beard=бород\w+ moustache=вус(?:а|ами)
coat=пальт\w+|плащ\w* raincoat=дощовик\w* jacket=куртк\w+ shirt=сорочк\w+ tee=футболк\w+ jumper=светр\w*
dress=сукн\w+ suit=костюм\w* apron=фартух\w* hat=капелюх\w* cap=кашкет\w*|кепк\w+ beanie=шапк\w+ headscarf=хустк\w+
glasses=окуляр\w+ backpack=рюкзак\w*|наплічник\w* trousers=штан\w+ slim=худ\w{1,4}|стрункі?\w+
fat=товст\w+|огрядн\w+ woman=жінк\w+ man=чоловік\w* boy=хлоп\w+ girl=дівч\w+ with=з|із|у|в and=і|та|й
""",
    # Russian
    r"""
black=ч[её]рн\w+ white=бел(?:ый|ая|ое|ые|ой|ым|ыми|ого) grey=сер(?:ый|ая|ое|ые|ой|ым|ыми|ого)|сед\w{1,3}
red=красн\w+ ginger=рыж\w+ blue=син\w{1,3}|голуб\w+ green=зел[её]н\w+ yellow=ж[её]лт\w+
brown=коричнев\w+|каштанов\w+ orange=оранжев\w+ pink=розов\w+ purple=фиолетов\w+ dark=т[её]мн\w+ light=светл\w+
blond=белокур\w+|русы\w+ long=длинн\w+ short=коротк\w+ curly=кудряв\w+|кудри bald=лыс(?:ый|ая|ым) hair=волос\w*
braid=кос(?:а|ой|ы|у) bun=пуч(?:ок|ком) ponytail=хвост\w* beard=бород\w+ moustache=ус(?:ы|ами) coat=пальто|плащ\w*
raincoat=дождевик\w* jacket=куртк\w+ shirt=рубашк\w+ tee=футболк\w+ jumper=свитер\w* dress=плать\w+ suit=костюм\w*
apron=фартук\w* hat=шляп\w+ cap=кепк\w+ beanie=шапк\w+ headscarf=плат(?:ок|ком|ке) glasses=очк(?:и|ами|ах)
backpack=рюкзак\w* trousers=брюк\w+|штан\w+ slim=худ\w{1,4}|стройн\w+ fat=толст\w+|полн(?:ый|ая) woman=женщин\w+
man=мужчин\w+ boy=мальчик\w* girl=девоч\w+ with=с|со|в and=и
""",
)
_COLOURS = frozenset((
    "black", "white", "grey", "red", "ginger", "blue", "green", "yellow", "brown", "orange", "pink", "purple", "dark",
    "light", "blond", "long", "short", "curly", "bald",
))  # fmt: skip
"""What stands before the noun in English."""
_GERMAN = 0
_NOUN_FIRST = (1, 2, 3)
"""French, Spanish and Italian put a colour behind what it colours."""
_PLAIN = frozenset(("with", "and"))
_TABLES = tuple(
    tuple(
        (english, re.compile(rf"(?:{forms.replace('_', ' ')})", re.IGNORECASE))
        for english, forms in (each.split("=", 1) for each in block.split())
    )
    for block in _FORMS
)
_ENGLISH = frozenset(word for word, _ in _TABLES[0]) | frozenset(("the", "her", "his", "a", "of", "wearing", "gray"))
_PIECE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\s+|.", re.DOTALL)


@lru_cache(maxsize=1 << 12)
def in_english(text: str) -> str:
    """The text with the words for looks in English, if it is in one of the languages known here; else as it is.

    Names in capitals are never changed.
    """
    pieces = _PIECE.findall(text)
    words = [piece for piece in pieces if piece[:1].isalpha() and piece == piece.lower()]
    scores = [
        _score([piece for piece in pieces if _may_be(piece, language)], language) for language in range(len(_TABLES))
    ]
    best = max(range(len(_TABLES)), key=lambda language: scores[language])
    english = sum(word in _ENGLISH for word in words)
    return (
        _translated(pieces, best) if scores[best] > max(1, english) or _is_plain(words, scores[best], english) else text
    )


def _may_be(piece: str, language: int) -> bool:
    """Whether a piece may be a word for a look: small letters, and in German a capital before them."""
    return piece[1:] == piece[1:].lower() if language == _GERMAN and len(piece) > 1 else piece == piece.lower()


def _is_plain(words: list[str], score: int, english: int) -> bool:
    """One word known is enough in letters that English does not have."""
    return bool(score) and not english and any(not letter.isascii() for word in words for letter in word)


def _score(words: list[str], language: int) -> int:
    return sum(_meant(word, language) not in ("", *_PLAIN) for word in words)


@lru_cache(maxsize=1 << 14)
def _meant(word: str, language: int) -> str:
    return next((english for english, pattern in _TABLES[language] if pattern.fullmatch(word)), "")


def _translated(pieces: list[str], language: int) -> str:
    told: list[str] = []
    noun = -1
    for piece in pieces:
        english = _meant(piece, language) if _may_be(piece, language) else ""
        if english in _COLOURS and language in _NOUN_FIRST and noun >= 0:
            told.insert(noun, f"{english} ")
            continue
        if english and english not in _COLOURS | _PLAIN:
            noun = len(told)
        elif not piece.isspace() and (not piece[:1].isalpha() or english in _PLAIN):
            noun = -1
        told.append(english or piece)
    return "".join(told)

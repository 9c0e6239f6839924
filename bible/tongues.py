"""Looks described in other languages than English, word by word in English."""

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
    # Portuguese
    r"""
black=pret[oa]s?|negr[oa]s? white=branc[oa]s? grey=cinzent[oa]s?|cinzas?|grisalh[oa]s? red=vermelh[oa]s?
ginger=ruiv[oa]s? blue=azul|azuis green=verdes? yellow=amarel[oa]s? brown=castanh[oa]s?|marrom
orange=alaranjad[oa]s?|laranjas? pink=rosas?|cor-de-rosa purple=rox[oa]s? dark=escur[oa]s? light=clar[oa]s?
blond=lo[iu]r[oa]s? long=comprid[oa]s?|long[oa]s? short=curt[oa]s? curly=encaracolad[oa]s?|cachead[oa]s? bald=carecas?
hair=cabelos? braid=tranças? bun=coque ponytail=rabo_de_cavalo beard=barbas?|barbud[oa] moustache=bigodes?
coat=casaco|sobretudo raincoat=impermeável|capa_de_chuva|gabardina jacket=jaqueta|blusão shirt=camisa|blusa
tee=camiseta jumper=suéter|camisola|pulôver dress=vestido suit=terno|fato apron=avental hat=chapéu cap=boné
beanie=gorro headscarf=lenço glasses=óculos backpack=mochila trousers=calças? slim=magr[oa] fat=gord[oa] woman=mulher
man=homem boy=menino|rapaz girl=menina|rapariga with=com and=e
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
# Chinese and Japanese are written without blanks, so that forms are looked for inside words; longer ones first.
_SIGNS: tuple[str, str] = (
    # Japanese
    r"""
black=黒い|黒 white=白い|白 grey=灰色の?|グレーの? red=赤い|赤 blue=青い|青|紺色?の? green=緑色?の? yellow=黄色[いの]?
brown=茶色[いの]? orange=オレンジ色?の? pink=ピンク色?の?|桃色の? purple=紫色?の? dark=濃い light=薄い|淡い blond=金髪
long=長い short=短い curly=縮れた|巻き毛の? bald=禿げた|はげた hair=髪 braid=三つ編み|おさげ bun=お団子
ponytail=ポニーテール beard=ひげ|髭 moustache=口ひげ|口髭 coat=コート|外套 raincoat=レインコート|雨合羽|合羽
jacket=ジャケット|上着|ジャンパー shirt=シャツ|ブラウス tee=Tシャツ jumper=セーター dress=ドレス|ワンピース
suit=スーツ|背広 apron=エプロン|前掛け hat=帽子 cap=野球帽|キャップ beanie=ニット帽 headscarf=スカーフ|頭巾
glasses=眼鏡|メガネ backpack=リュックサック|リュック trousers=ズボン slim=痩せた fat=太った woman=女性 man=男性
boy=少年|男の子 girl=少女|女の子
""",
    # Chinese
    r"""
black=黑色的?|黑 white=白色的?|白(?=[发髮衬襯大毛帽裙胡鬍须]) grey=灰色的?|灰
red=[红紅]色的?|[红紅] blue=[蓝藍]色的?|[蓝藍] green=[绿綠]色的?|[绿綠] yellow=[黄黃]色的?|[黄黃]
brown=棕色的?|褐色的?|棕 orange=橙色的?|橘色的?
pink=粉[红紅]?色的? purple=紫色的?|紫 dark=深色的? light=[浅淺]色的? blond=金[发髮] long=[长長](?=[发髮])
short=短(?=[发髮]) curly=卷(?=[发髮]) bald=[秃禿光][头頭] hair=[头頭][发髮]|(?<=[短长長黑白灰红紅棕卷])[发髮]
braid=[辫辮]子 bun=[发髮]髻 ponytail=[马馬]尾 beard=[胡鬍]子 moustache=小[胡鬍]子 coat=大衣|外套|[风風]衣
raincoat=雨衣 jacket=[夹夾]克|上衣 shirt=[衬襯]衫|[衬襯]衣 tee=T恤 jumper=毛衣 dress=[连連]衣裙|裙子|[长長]裙|旗袍
suit=西[装裝]|西服 apron=[围圍]裙 hat=帽子|[礼禮]帽 cap=[鸭鴨]舌帽|棒球帽 beanie=毛[线線]帽 headscarf=[头頭]巾
glasses=眼[镜鏡] backpack=背包 trousers=[裤褲]子|[长長][裤褲] slim=瘦 fat=胖 woman=女人 man=男人 boy=男孩 girl=女孩
""",
)
LANGUAGES = ("de", "fr", "es", "it", "pt", "uk", "ru", "ja", "zh")
"""The languages known here: those of `_FORMS`, then those of `_SIGNS`."""
_GERMAN = 0
_NOUN_FIRST = (1, 2, 3, 4)
"""French, Spanish, Italian and Portuguese put a colour behind what it colours."""
_PLAIN = frozenset(("with", "and"))
_TABLES = tuple(
    tuple(
        (english, re.compile(rf"(?:{forms})", re.IGNORECASE))
        for english, forms in (each.split("=", 1) for each in block.split())
    )
    for block in _FORMS
)
_ENGLISH = frozenset(word for word, _ in _TABLES[0]) | frozenset(("the", "her", "his", "a", "of", "wearing", "gray"))
_PIECE = re.compile(r"[^\W\d_]+(?:[-_][^\W\d_]+)*|\s+|.", re.DOTALL)
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_JAPANESE = len(_FORMS)
_STOPS = str.maketrans({"、": ", ", "，": ", ", "；": "; "})


def _longest_first(block: str) -> re.Pattern[str]:
    """Any form of a language of signs; the group that matches is named by the English word."""
    words = [each.split("=", 1) for each in block.split()]
    forms = [(form, english) for english, some in words for form in some.split("|")]
    forms.sort(key=lambda each: -len(each[0]))
    return re.compile("|".join(f"(?P<{english}_{at}>{form})" for at, (form, english) in enumerate(forms)))


_SIGN_WORDS = tuple(map(_longest_first, _SIGNS))
_OF_WORDS = tuple(
    re.compile("|".join(form.replace("_", " ") for form in re.split(r"[=|\s]", block) if "_" in form) or r"(?!)")
    for block in _FORMS
)
"""Forms of several words: `sac à dos`."""


@lru_cache(maxsize=1 << 12)
def in_english(text: str) -> str:
    """The text with the words for looks in English, if it is in one of the languages known here; else as it is.

    Names in capitals are never changed.
    """
    if _SIGN.search(text):
        return translated(text, LANGUAGES[_JAPANESE + (_KANA.search(text) is None)])
    words = [piece for piece in _PIECE.findall(text) if piece[:1].isalpha() and piece == piece.lower()]
    pieces = [_pieces(text, language) for language in range(len(_TABLES))]
    scores = [
        _score([piece for piece in of if _may_be(piece, language)], language) for language, of in enumerate(pieces)
    ]
    best = max(range(len(_TABLES)), key=lambda language: scores[language])
    english = sum(word in _ENGLISH for word in words)
    told = scores[best] > max(1, english) or _is_plain(words, scores[best], english)
    return _translated(pieces[best], best) if told else text


def translated(text: str, language: str) -> str:
    """The same of a text that is known to be in one of `LANGUAGES`."""
    at = LANGUAGES.index(language)
    if at >= _JAPANESE:
        words = _SIGN_WORDS[at - _JAPANESE]
        text = words.sub(lambda match: f" {(match.lastgroup or '').rpartition('_')[0]} ", text.translate(_STOPS))
        return " ".join(text.split())
    return _translated(_pieces(text, at), at)


def _pieces(text: str, language: int) -> list[str]:
    return _PIECE.findall(_OF_WORDS[language].sub(lambda match: match[0].replace(" ", "_"), text))


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

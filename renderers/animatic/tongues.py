"""Words of other languages for places, things and deeds, so that their scripts get sets, pieces and poses too.

One row for each English word: Spanish, French, German, Italian, Portuguese, Ukrainian, and more in `tongues_more`;
several forms are parted by a bar. A form that is also an English word of another meaning is left out: `mesa`, `come`,
`sale`. Deeds are known in small letters only, so that nobody called Mira looks about. Chinese and Japanese part no
words: their forms are known wherever they stand.
"""

from __future__ import annotations

import functools
import re

from renderers.animatic.tongues_more import ROWS as MORE_ROWS

DEEDS = frozenset(
    (
        "runs",
        "walks",
        "enters",
        "leaves",
        "sits",
        "looks",
        "points",
        "embraces",
        "gives",
        "smiles",
        "laughs",
        "cries",
        "falls",
        "kneels",
        "stands",
        "sleeps",
        "kneads",
        "arranges",
        "chases",
        "dances",
        "fights",
        "hits",
        "jumps",
        "kisses",
        "pushes",
        "swims",
    )
)
_ROWS = """
market: mercado | marché | markt|marktplatz | mercato | feira | ринок|базар
street: calle | rue | straße|strasse|gasse | strada | rua | вулиця
square: plaza | place du village | platz | piazza | praça | площа
harbour: puerto|muelle | quai | hafen | porto|molo | cais | гавань|причал
sea: océano | mer | meer | il mare | oceano | море
beach: playa | plage | am strand | spiaggia | praia | пляж
forest: bosque | forêt | wald | foresta|bosco | floresta | ліс
field: | prairie | feld|acker | campagna | campo | поле
mountain: montaña | montagne | gebirge|berg | montagna | montanha | гора
park: parque | jardin | garten | giardino | jardim | парк|сад
village: pueblo|aldea | hameau | dorf | villaggio|paese | vila | село
road: carretera|camino | chemin | landstraße | autostrada | estrada | дорога|шлях
rooftop: azotea|tejado | toit | dach | tetto | telhado | дах
school: escuela|colegio | école | schule | scuola | escola | школа
classroom: aula | salle de classe | klassenzimmer | | sala de aula | клас
kitchen: cocina | cuisine | küche | cucina | cozinha | кухня
bedroom: dormitorio|alcoba | chambre | schlafzimmer | camera da letto | quarto | спальня
living room: salón | séjour | wohnzimmer | soggiorno|salotto | | вітальня
bathroom: baño | salle de bain | badezimmer | bagno | banheiro | ванна
house: casa|hogar | maison | haus | abitazione | | дім|хата|будинок
office: oficina|despacho | bureau | büro | ufficio | escritório | кабінет|контора
museum: museo|galería | musée|galerie | | galleria | museu|galeria | музей|галерея
court: juzgado | palais de justice|salle d'audience | gericht|gerichtssaal | tribunale | | суд
prison: cárcel|prisión | | gefängnis | prigione|carcere | prisão|cadeia | в'язниця
library: biblioteca | bibliothèque | bibliothek|bücherei | | | бібліотека
restaurant: restaurante | | wirtshaus|gasthaus | ristorante | | ресторан
train platform: andén | quai de gare|station de métro | bahnsteig|u-bahn-station|u-bahnhof | binario | | перон
airport: aeropuerto | aéroport | flughafen | aeroporto | | аеропорт
river: río | rivière|fleuve | fluss|flussufer | fiume | beira do rio | річка
bridge: puente | pont | brücke | ponte | ponte | міст
castle: castillo | château | schloss|burg | castello | castelo | замок
cemetery: cementerio | cimetière | friedhof | cimitero | cemitério | цвинтар
cave: cueva | grotte | höhle | grotta | caverna | печера
hospital: clínica | hôpital | krankenhaus | ospedale | hospital | лікарня
church: iglesia | église | kirche | chiesa | igreja | церква
police: policía|comisaría | commissariat | polizei|polizeiwache | polizia|questura | polícia|delegacia | поліція
bakery: panadería | boulangerie | bäckerei | panetteria|forno | padaria | пекарня
shop: tienda | boutique|magasin | geschäft | negozio | loja | крамниця|магазин
cafe: cafetería | bistrot | kneipe | caffè|trattoria | lanchonete | кав'ярня|кафе
station: estación | gare | bahnhof | stazione | estação | вокзал|станція
train: tren | | zug | treno | trem|comboio | потяг|поїзд
car: coche|carro | voiture | auto|wagen | macchina | | машина|авто
bus: autobús | autobus | | | ônibus|autocarro | автобус
boat: barco|barca | bateau | boot | | | човен|корабель
bicycle: bicicleta | vélo | fahrrad | | bicicleta | велосипед
corridor: pasillo | couloir | flur | corridoio | corredor | коридор
warehouse: almacén|fábrica | entrepôt|usine | lagerhalle|fabrik | magazzino|fabbrica | armazém | склад|завод
spaceship: nave espacial | vaisseau | raumschiff | astronave | espaçonave | космічний корабель
dog: perro|perra | chien|chienne | hund | cagna | cachorro|cão | собака|пес
cat: gato|gata | chatte|le chat|un chat | katze | gatto|gatta | gato | кіт|кішка
horse: caballo | cheval | pferd | cavallo | cavalo | кінь
bird: pájaro | oiseau | vogel | uccello | pássaro | птах|пташка
hen: gallina | poule | henne|huhn | | galinha | курка
fire: fuego|hoguera | feu | feuer | fuoco | fogo|fogueira | вогонь|багаття
table: en la mesa|a la mesa|una mesa | | tisch | tavolo | à mesa | стіл|столом
chair: silla | chaise | stuhl | sedia | cadeira | стілець
bread: hogaza | | brot | pagnotta | pão | хліб|хлібина
letter: carta | lettre | | lettera | | лист
book: libro | livre | buch | | livro | книга|книжка
phone: teléfono | téléphone | telefon|handy | telefono | telefone | телефон
key: llave | clé | schlüssel | chiave | chave | ключ
cup: taza | tasse | | tazza | xícara | чашка
oranges: naranja|naranjas | | orangen | arancia|arance | laranja|laranjas | апельсини
basket: cesta|cestas | panier|paniers | korb|körbe | cestino|cesta | cesto | кошик|кошики
bag: bolsa | sac|sacoche | tasche|beutel | borsa | sacola | торба
people: gente | gens | leute|menschen | persone | pessoas | люди
children: niños|niñas | enfants | kinder | bambini | crianças | діти
runs: corre|corren | courent|court vers | rennt|läuft | corre | correm | біжить
walks: camina|caminan | marche|marchent | geht|gehen | cammina | caminha|anda | йде|іде|ходить
enters: entra|entran | entre|entrent | tritt ein|kommt herein | | | заходить|входить
leaves: se va|se marcha | s'en va | geht weg | se ne va | vai embora | виходить
kneads: amasa | pétrit | knetet | impasta | | місить
arranges: ordena|coloca | arrange|range | ordnet | dispone | arruma | розкладає
sits: se sienta|sentado|sentada | s'assoit|assis|assise | sitzt|setzt sich | siede|seduto|seduta | senta | сидить|сідає
looks: mira|miran | regarde|regardent | schaut|blickt | guarda|guardano | olha | дивиться|глядить
points: señala | montre du doigt | zeigt | indica | aponta | показує
embraces: abraza|abrazan | embrasse|étreint | umarmt | abbraccia | abraça | обіймає
gives: | donne | gibt|reicht | | entrega | дає|подає
smiles: sonríe | sourit | lächelt | sorride | sorri | усміхається
laughs: ríe|se ríe | rit | lacht | ride di | ri | сміється
cries: llora | pleure | weint | piange | chora | плаче
sleeps: duerme|duermen | dort|dorment | schläft|schlafen | dorme | | спить|сплять
falls: se cae | tombe | stürzt | cade | cai | падає
kneels: se arrodilla | s'agenouille | kniet | si inginocchia | ajoelha | стає навколішки
stands: se levanta | se lève | steht auf | si alza | levanta-se | встає
chases: persigue|persiguen | poursuit|poursuivent | verfolgt|verfolgen | insegue|inseguono | persegue | переслідує
dances: baila|bailan | danse|dansent | tanzt|tanzen | balla|ballano | dança|dançam | танцює|танцюють
fights: pelean|luchan | se bat|se battent | kämpft|kämpfen | si picchiano | lutam | б'ється|б'ються
hits: golpea|golpean | frappe|frappent | schlägt|schlagen | colpisce | esmurra | б'є|вдаряє
jumps: salta|saltan | saute|sautent | springt|springen | saltano | pula | стрибає|стрибають
kisses: besa|besan | | küsst|küssen | bacia|baciano | beija|beijam | цілує|цілуються
pushes: empuja|empujan | pousse|poussent | stößt|schubst | spinge|spingono | empurra | штовхає
swims: nadan | nage|nagent | schwimmt|schwimmen | nuota|nuotano | nadam | пливе|плавають
"""

_UNPARTED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""A letter of those who part no words: kana and Han."""


@functools.cache
def _known() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """How to find names of things, how to find deeds, and what each form is in English."""
    english: dict[str, str] = {}
    things: list[str] = []
    deeds: list[str] = []
    for row in (*_ROWS.strip().splitlines(), *MORE_ROWS.strip().splitlines()):
        word, _, others = row.partition(":")
        for form in (each.strip() for each in others.split("|")):
            if form and form not in english:
                english[form] = word
                (deeds if word in DEEDS else things).append(form)
    return _any_of(things, re.IGNORECASE), _any_of(deeds), english


def _any_of(forms: list[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    longest = sorted(forms, key=lambda form: (-len(form), form))
    parted = "|".join(re.escape(form) for form in longest if not _UNPARTED.search(form))
    unparted = "|".join(re.escape(form) for form in longest if _UNPARTED.search(form))
    return re.compile(rf"(?<!\w)(?:{parted})(?!\w)|(?:{unparted})", flags)


def forms() -> dict[str, str]:
    """Every known form with its English word."""
    return dict(_known()[2])


@functools.lru_cache(4096)
def in_english(text: str) -> str:
    """The text with what is known of other languages put into English; all else stays as it is."""
    things, deeds, english = _known()

    def put(found: re.Match[str]) -> str:
        word = english[found[0].lower()]
        if not _UNPARTED.search(found[0]):
            return word
        before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
        return f"{' ' * before.isalnum()}{word}{' ' * after.isalnum()}"

    return things.sub(put, deeds.sub(put, text.replace("’", "'")))

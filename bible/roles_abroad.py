"""Words for people in other languages than English: `LE SERVEUR`, `POLICÍA 1`, `EIN POLIZIST` are nobody's names.

What is as often a name (Koch, Bauer, Mann, Donna) is left out: a film has more of those.
"""

from __future__ import annotations

import re
from typing import Literal


def _words(text: str) -> frozenset[str]:
    return frozenset(text.upper().split())


_MEN = _words("""
homme garçon monsieur vieillard père fils grand-père oncle serveur policier gendarme chauffeur vendeur voisin
médecin
docteur facteur boulanger pompier curé prêtre gardien directeur infirmier soldat ouvrier passager inconnu avocat
junge opa vater onkel kellner polizist fahrer taxifahrer verkäufer nachbar arzt briefträger postbote pfarrer
schaffner wärter lehrer chef soldat arbeiter student schüler unbekannter mitarbeiter pfleger
hombre niño chico muchacho viejo anciano padre abuelo tío camarero mesero vendedor vecino médico cartero cura
taxista
conductor maestro profesor enfermero soldado obrero pasajero jefe abogado pescador portero
uomo ragazzo bambino nonno zio marito figlio cameriere poliziotto carabiniere autista venditore vicino medico
postino prete professore infermiere soldato operaio passeggero sconosciuto avvocato sindaco pescatore nipote
homem menino rapaz garoto velho avô tio marido filho garçom carteiro padre motorista vizinho vendedor professor
médico
enfermeiro soldado operário passageiro pescador porteiro delegado
мужчина мальчик парень старик отец дед дедушка дядя муж сын официант полицейский водитель таксист продавец сосед
врач доктор
почтальон священник кондуктор учитель солдат рабочий прохожий незнакомец начальник адвокат рыбак охранник
чоловік хлопець хлопчик дід офіціант поліцейський водій продавець сусід лікар листоноша священник вчитель
незнайомець
""")
_WOMEN = _words("""
femme fille fillette vieille mère épouse grand-mère tante serveuse policière vendeuse voisine infirmière factrice
boulangère gardienne directrice ouvrière passagère inconnue patronne avocate maîtresse
mädchen oma mutter tante kellnerin polizistin fahrerin verkäuferin nachbarin ärztin briefträgerin schaffnerin
lehrerin chefin
arbeiterin studentin schülerin krankenschwester pflegerin unbekannte
mujer niña chica muchacha vieja anciana madre abuela tía camarera mesera vendedora vecina médica cartera maestra
profesora
enfermera obrera pasajera jefa abogada
ragazza bambina vecchia nonna moglie figlia cameriera poliziotta vicina dottoressa postina professoressa infermiera
operaia passeggera sconosciuta suora
mulher menina moça garota velha avó filha garçonete vizinha vendedora professora médica enfermeira operária
женщина девочка девушка старуха старушка бабушка мать тётя тетя жена дочь официантка продавщица соседка медсестра
учительница
кондукторша прохожая незнакомка
жінка дівчина дівчинка бабуся офіціантка продавчиня сусідка медсестра вчителька
""")
_EITHER = _words("""
enfant client cliente bébé touriste journaliste concierge élève juge
baby gast kunde kundin reisender stimme tourist journalist
policía taxista bebé cliente turista periodista juez
bambini cliente turista giornalista giudice
criança bebê cliente turista jornalista juiz policial
ребёнок ребенок пассажир клиент голос судья врач дитина лікар пасажир
""")
_GROUPS = _words("""
foule enfants policiers soldats clients invités voisins passagers ouvriers
menge kinder leute gäste polizisten soldaten nachbarn passagiere schüler
multitud niños gente policías soldados vecinos clientes pasajeros invitados
folla gente ragazzi poliziotti soldati vicini clienti passeggeri invitati
multidão crianças gente policiais soldados vizinhos convidados
толпа дети люди гости солдаты полицейские соседи пассажиры натовп діти люди гості солдати
""")
PERSONS_ABROAD = _MEN | _WOMEN | _EITHER - _words("stimme голос")
"""Words for one person."""
GROUPS_ABROAD = _GROUPS
"""Words for several."""
_ARTICLE = re.compile(r"(?:LES?|LA|UNE?|DER|DIE|DAS|EINE?|EL|L[OA]S|UNA|IL|LO|GLI|UNO|O|OS|AS|UMA?) (?=\S)|L['’](?=\S)")
_BEFORE = re.compile(
    r"(?:\b(?:le|la|les|der|die|das|den|dem|des|el|los|las|il|lo|gli|o|a|os|as)\s|\bl['’])$", re.IGNORECASE
)
_DETAIL = _words("""
dame au aux à de du des d'un d'une en mit im in vom con del della da do na com с со в у из з із
masqué masquée âgé âgée blond blonde jeune mayor joven viejo vieja anziano anziana giovane velho velha jovem
""")
"""Words behind one of these that say which one: `FEMME AU CHAPEAU`, `DONNA ANZIANA`."""


def without_article(name: str) -> str:
    """A name in capitals without the article that it begins with, if it does."""
    match = _ARTICLE.match(name)
    return name[match.end() :] if match else name


def head_abroad(name: str) -> str:
    """The word for a person that a name begins with, if it does: `FEMME` of `LA FEMME AU CHAPEAU`."""
    first, _, more = without_article(name).partition(" ")
    if first not in PERSONS_ABROAD | GROUPS_ABROAD:
        return ""
    return first if not more or more.split()[0] in _DETAIL else ""


def is_role_abroad(name: str) -> bool:
    """Whether a name in capitals is a word for people in another language, with what says which one."""
    words = [word for word in name.split() if not word.isdigit()]
    return bool(head_abroad(name)) or (bool(words) and words[-1] in PERSONS_ABROAD | GROUPS_ABROAD)


def sex_of_role(name: str) -> Literal["woman", "man"] | None:
    """Whether a role in another language is a woman's or a man's: `CAMARERA`; None for `CLIENTE`."""
    for word in (head_abroad(name), *reversed([word for word in name.split() if not word.isdigit()])):
        if word in _WOMEN - _MEN:
            return "woman"
        if word in _MEN - _WOMEN:
            return "man"
    return None


def is_meant_by(before: str, name: str) -> bool:
    """Whether a role of another language in small letters means the one of the scene: behind `le`, `der`, `el`."""
    return (not name.isascii() and _is_cyrillic(name)) or _BEFORE.search(before[-6:]) is not None


def _is_cyrillic(name: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in name)

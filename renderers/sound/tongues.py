"""Sounds as other languages name them: Spanish, French, German, Italian, Portuguese and Ukrainian.

One row for each English way to say it, as `spots` knows it; several forms are parted by a bar.
"""

from __future__ import annotations

import functools
import re

_ROWS = """
phone rings: suena el teléfono|el teléfono suena | le téléphone sonne | das telefon klingelt|telefon klingelt |
    squilla il telefono|il telefono squilla | o telefone toca|toca o telefone | дзвонить телефон|телефон дзвонить
doorbell: suena el timbre|timbre de la puerta | on sonne à la porte|la sonnette | es klingelt|türklingel |
    suona il campanello|campanello | a campainha|toca a campainha | дзвінок у двері
church bells: campanas | les cloches|cloches de l'église | kirchenglocken|glocken läuten | le campane|campane |
    os sinos|sinos da igreja | дзвони церкви|церковні дзвони
a knock at the door: llaman a la puerta|golpes en la puerta | on frappe|frappe à la porte|coups à la porte |
    es klopft|klopft an | bussano|bussa alla porta | batem à porta|batem na porta|bate à porta |
    стукають|стукає у двері|стук у двері
door opens: se abre la puerta|la puerta se abre | la porte s'ouvre | die tür öffnet sich|die tür geht auf |
    la porta si apre|si apre la porta | a porta se abre|abre-se a porta | двері відчиняються|відчиняються двері
opens the door: abre la puerta|cierra la puerta | ouvre la porte|ferme la porte | öffnet die tür|schließt die tür |
    apre la porta|chiude la porta | abre a porta|fecha a porta | відчиняє двері|зачиняє двері
door slams: portazo|da un portazo | claque la porte|la porte claque |
    knallt die tür|die tür knallt|schlägt die tür zu | sbatte la porta|la porta sbatte | bate a porta |
    грюкає дверима|двері грюкають
creaks: cruje|crujen|chirría | grince|grincent | knarrt|knarren|quietscht | scricchiola|cigola | range|rangem |
    скрипить|скриплять
footsteps: pasos|se oyen pasos | bruits de pas|des pas | schritte | dei passi|si sentono passi | passos | кроки
thunder: trueno|truenos|relámpago | tonnerre|tonne | donner|donnert|blitz | tuono|tuoni|fulmine |
    trovão|trovões|relâmpago | грім|блискавка
gunshot: disparo|disparos|un tiro | coup de feu|coups de feu | schuss fällt|ein schuss|schüsse |
    uno sparo|sparo|spari | um tiro|tiros | постріл|постріли
explosion: explosión|explota | explose | explodiert | esplosione|esplode | explosão|explode | вибух|вибухає
glass breaks: se rompe el cristal|cristal roto | le verre se brise|la vitre se brise | glas zerbricht|glas splittert |
    il vetro si rompe|va in frantumi | o vidro se parte|vidro partido | скло розбивається
splash: chapoteo|cae al agua | plouf|tombe à l'eau | platscht|fällt ins wasser | tonfo in acqua|cade in acqua |
    cai na água | сплеск|падає у воду
engine starts: arranca el motor|arranca el coche | démarre le moteur|le moteur démarre |
    der motor springt an|startet den motor | il motore parte|accende il motore | liga o motor |
    двигун заводиться|заводить двигун
car horn: toca la bocina|claxon | klaxonne|coup de klaxon | hupt|hupen | suona il clacson|clacson | buzina |
    сигналить
siren: sirena|sirenas | sirène|sirènes | sirene|sirenen | sirena|sirene | sirene|sirenes | сирена|сирени
barks: ladra|ladran | aboie|aboient | bellt|bellen | abbaia|abbaiano | ladra|ladram | гавкає|гавкають
applause: aplauso|aplausos|aplauden | applaudit|applaudissent|applaudissements | applaus|beifall|klatscht|klatschen |
    applauso|applausi|applaudono | aplausos|aplaudem | оплески|аплодують
laughter: risas|carcajadas | des rires|éclats de rire | gelächter | risate | risos|gargalhadas | сміх
strikes a match: enciende una cerilla|enciende un fósforo | craque une allumette |
    zündet ein streichholz an|streichholz | accende un fiammifero | acende um fósforo | запалює сірник
fire burns: arde el fuego|arde un fuego | le feu brûle|un feu brûle | feuer brennt|ein feuer brennt |
    il fuoco arde|arde un fuoco | o fogo arde | горить вогонь|вогонь горить
clock ticks: tictac|el reloj marca | tic-tac|l'horloge | uhr tickt|die uhr tickt | ticchettio|l'orologio batte |
    tique-taque | годинник цокає|цокає годинник
"""


@functools.cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    english: dict[str, str] = {}
    for row in _ROWS.strip().replace("\n ", " ").splitlines():
        word, _, others = row.partition(":")
        for form in (each.strip() for each in others.split("|")):
            english.setdefault(form, word)
    longest_first = sorted(map(re.escape, english), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(longest_first)})(?!\w)", re.IGNORECASE), english


def sounds_in_english(text: str) -> str:
    """The text with the sounds it names in another language put into English; all else stays as it is."""
    forms, english = _known()
    return forms.sub(lambda found: english[found[0].lower()], text.replace("’", "'"))

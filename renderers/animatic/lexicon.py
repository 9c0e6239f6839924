"""The lexicon: which words of a location's name mean which set, inside and outside."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from bible.script import Setting
from renderers.animatic.tongues import in_english

_ROWS: tuple[tuple[str, str, str], ...] = (
    # words (longest phrase wins), set inside, set outside
    (
        "harbour, harbor, port, dock, docks, quay, pier, marina, wharf, ferry slip, slip, ferry terminal",
        "ticket office",
        "harbour",
    ),
    (
        "underwater, under water, reef, coral reef, seabed, sea bed, sea floor, sunken ship, shipwreck, wreck",
        "underwater",
        "underwater",
    ),
    (
        "frontier street, frontier town, frontier, western street, western town, ghost town, mining town, boom town, "
        "cow town, dusty street",
        "bar",
        "frontier",
    ),
    ("prairie, savannah, savanna, steppe, outback", "", "desert"),
    (
        "mansion, manor, villa, estate, penthouse, condo, suite, hotel suite, trailer, camper, caravan, mobile home, "
        "dressing room, hut, shack",
        "living room",
        "house front",
    ),
    ("closet, dormitory, barracks, orphanage", "bedroom", "street"),
    ("pantry", "kitchen", ""),
    ("restroom, bathtub, powder room", "bathroom", ""),
    ("bank, savings, credit union, post office, box office, pawn shop, pawnshop", "ticket office", "street"),
    ("vault, bank vault, strong room, armory, armoury, depot", "warehouse", "street"),
    ("casino, arcade, bowling alley, strip club, pool hall", "nightclub", "street"),
    (
        "checkout, mall, shopping mall, shopping centre, shopping center, laundromat, boutique, salon, beauty salon, "
        "hair salon, "
        "barbershop, barber shop",
        "shop",
        "street",
    ),
    ("cafeteria, food court", "cafe", "street"),
    ("bookstore, book store", "library", "street"),
    ("reception, vestibule, embassy, town hall, city hall", "hall", "street"),
    ("monastery, convent", "church", "village"),
    ("cubicle, conference room, meeting room", "office", "street"),
    ("bullpen, squad room, guard room", "police", "street"),
    ("asylum, nursing home, sanatorium", "hospital", "street"),
    ("observatory, war room, situation room", "control room", ""),
    ("crawlspace, crawl space, air duct, vent shaft", "tunnel", ""),
    (
        "chevrolet, chevy, ford, cadillac, mercedes, bmw, volkswagen, toyota, honda, limousine, limo, "
        "sedan, jeep, suv, pickup, pickup truck, minivan, hearse, squad car, police cruiser",
        "car",
        "road",
    ),
    ("helicopter", "plane", ""),
    ("boulevard, blvd, intersection, building, apartment building, motel, slum, underpass, overpass", "hall", "street"),
    ("fire escape", "", "alley"),
    ("camp, campsite, camp site, campground, encampment, base camp, refugee camp, army camp", "tent", "forest"),
    ("path, trail, wilderness, orchard, campfire", "", "forest"),
    ("tree, cornfield, corn field, wheat field, pasture, vineyard, plantation", "", "field"),
    ("golf course, zoo, quad, campus", "museum", "park"),
    ("circus, big top, carnival, fairground, funfair", "tent", "market"),
    ("valley, ravine, gorge, quarry, volcano", "cave", "mountain"),
    ("railroad tracks, railway tracks, train tracks", "", "platform"),
    ("crossroads, roadside, airfield, airstrip, runway, border, checkpoint", "", "road"),
    ("waterfall, falls, riverside", "", "river"),
    ("yard, patio, suburb, neighborhood, neighbourhood, gate, door", "", "house front"),
    ("tundra, arctic, ice field", "", "mountain"),
    ("saloon, cantina, speakeasy", "bar", "frontier"),
    ("castle kitchen, palace kitchen, manor kitchen, scullery", "bakery", ""),
    (
        "delivery room, maternity ward, recovery room, intensive care, hospital bedroom, waiting ward",
        "hospital",
        "street",
    ),
    ("jetty, landing, landing stage, pontoon, boardwalk", "", "jetty"),
    ("sea, ocean, bay, open water, lake, strait, sound, water, waves", "", "sea"),
    ("beach, shore, coast, sand", "", "beach"),
    ("lighthouse, light house, headland, island, isle, promontory", "cabin", "lighthouse"),
    ("boat, ship, deck, ferry, trawler, yacht, tug", "wheelhouse", "sea"),
    ("wheelhouse, ship bridge, ship's bridge, helm", "wheelhouse", "sea"),
    ("cabin, berth, below deck, hold, galley", "cabin", "forest"),
    ("engine room, boiler room", "engine room", ""),
    ("ticket office, ticket hall, booking office, ticket booth, ferry office", "ticket office", "street"),
    (
        "waiting room, lounge, departure lounge, terminal, station, airport",
        "waiting room",
        "street",
    ),
    (
        "street, avenue, square, plaza, town, city, pavement, sidewalk, courtyard, car park, parking, bus stop",
        "",
        "street",
    ),
    ("market, market square, market place, bazaar, stalls, fair", "shop", "market"),
    ("school yard, schoolyard, playground, sports ground", "", "school yard"),
    ("space, outer space, deep space, orbit, vacuum", "", "space"),
    ("village, cottage garden", "", "village"),
    ("cemetery, graveyard, churchyard, grave, crypt, tomb, mausoleum", "castle", "graveyard"),
    (
        "castle, fortress, palace, citadel, keep, throne room, great hall, banquet hall",
        "castle",
        "castle grounds",
    ),
    ("castle grounds, castle wall, battlements, ramparts, drawbridge, castle courtyard", "", "castle grounds"),
    ("stadium, arena, football pitch, football field, pitch, race track", "gym", "stadium"),
    ("farm, farmyard, barnyard, ranch, stable", "barn", "farm"),
    ("barn, hayloft, stables, cowshed", "barn", "farm"),
    ("river, riverbank, river bank, stream, creek, canal, lakeside, lake shore, pond", "", "river"),
    ("jungle, rainforest, tropical forest", "", "jungle"),
    ("battlefield, battle field, trench, trenches, front line, war zone", "tent", "battlefield"),
    (
        "train platform, railway platform, platform, railway station, train station, railroad station",
        "waiting room",
        "platform",
    ),
    ("gas station, petrol station, filling station, service station", "shop", "petrol station"),
    (
        "suburban house, front porch, porch, front yard, front lawn, driveway, doorstep, backyard, back yard, veranda",
        "",
        "house front",
    ),
    ("swamp, marsh, bog, bayou, wetland, mangrove", "", "swamp"),
    ("construction site, building site, demolition site, scrapyard, junkyard", "workshop", "building site"),
    ("alley, back alley, alleyway, back street, backstreet", "", "alley"),
    (
        "stone bridge, footbridge, river bridge, bridge over the river, suspension bridge, bridge",
        "wheelhouse",
        "bridge",
    ),
    ("bakery, bakehouse, bakery kitchen", "bakery", "street"),
    ("elevator, lift", "elevator", ""),
    ("gym, gymnasium, boxing gym, sports hall, dojo, locker room", "gym", ""),
    ("submarine, u-boat, torpedo room, bathyscaphe", "submarine", "sea"),
    ("tent, marquee, yurt, field hospital", "tent", "field"),
    (
        "stage, theatre stage, theater stage, theatre, theater, opera, concert hall, backstage, auditorium, cinema",
        "stage",
        "street",
    ),
    (
        "airplane cabin, plane cabin, aircraft cabin, aeroplane cabin, airplane, aeroplane, plane, jet, private jet",
        "plane",
        "",
    ),
    ("attic, loft, garret", "attic", ""),
    ("cave, cavern, grotto, mine, mine shaft", "cave", "mountain"),
    ("swimming pool, pool, indoor pool", "pool", "park"),
    ("dungeon, oubliette", "cell", ""),
    ("nightclub, night club, disco, dance floor, dance club, club", "nightclub", "street"),
    (
        "hospital room, hospital ward, operating room, operating theatre, emergency room, sick room, sickbay",
        "hospital",
        "street",
    ),
    (
        "subway car, subway train, train car, train compartment, dining car, sleeping car, metro car",
        "train",
        "platform",
    ),
    ("court room, jury room", "court", "street"),
    ("road, highway, desert road, motorway, lane, country road", "", "road"),
    ("desert, dunes, canyon, mesa", "", "desert"),
    ("cafe, café, diner, restaurant, bistro, canteen, coffee shop, tea room", "cafe", "street"),
    ("bar, pub, tavern, inn", "bar", "street"),
    ("shop, store, supermarket, pharmacy, bookshop, market hall", "shop", "street"),
    ("kitchen", "kitchen", ""),
    (
        "bedroom, motel, hotel room, motel room, dorm, nursery, children s room, child s room, kids room, guest room, "
        "boy s room, girl s room",
        "bedroom",
        "",
    ),
    ("dining room, dining hall, mess hall", "dining room", ""),
    ("ballroom, dance hall, dancing hall, dance studio, ballet studio, music hall", "dance hall", "street"),
    ("bathroom, toilet, washroom, shower", "bathroom", ""),
    (
        "living room, sitting room, parlour, apartment, flat, house, home, study, den, room",
        "living room",
        "house front",
    ),
    ("cottage, farmhouse, farm house", "living room", "house front"),
    ("hotel, lobby, hall, foyer, entrance hall", "hall", "street"),
    ("museum, gallery, art gallery, picture gallery, exhibition, exhibition hall", "museum", "street"),
    ("office, boardroom, studio, newsroom, agency", "office", "street"),
    ("laboratory, lab", "laboratory", ""),
    ("control room, radio room, bunker, mission control", "control room", ""),
    ("classroom, school, university", "school", "school yard"),
    ("library, archive", "library", "street"),
    ("hospital, ward, clinic, morgue, surgery", "hospital", "street"),
    ("police, police room, police station, interrogation room, interrogation, precinct", "police", "street"),
    ("cell, prison, jail", "cell", "street"),
    ("court, courtroom, courthouse, tribunal", "court", "street"),
    ("corridor, hallway, passage", "corridor", ""),
    ("stairwell, staircase, stairs", "stairwell", ""),
    ("tunnel, sewer", "tunnel", "mountain"),
    ("warehouse, factory, hangar, basement, cellar, storeroom", "warehouse", "street"),
    ("garage, workshop, shed, boathouse", "workshop", "village"),
    ("forest, woods, wood, grove, clearing", "", "forest"),
    ("field, meadow, plain, countryside", "", "field"),
    ("park, garden, lawn", "", "park"),
    ("mountain, mountains, peak, snowfield, glacier, hill, cliff, ridge, pass, summit", "", "mountain"),
    ("train, carriage, subway, metro, bus, tram", "train", "field"),
    ("car, taxi, truck, van", "car", "road"),
    ("roof, rooftop, terrace, balcony", "", "rooftop"),
    ("church, chapel, temple, cathedral, abbey", "church", "village"),
    ("spaceship, cockpit, space station, starship, spacecraft, shuttle, airlock", "spaceship", "space"),
    ("spaceship corridor, space station corridor, starship corridor", "ship corridor", ""),
    ("spaceship engine room, starship engine room, space station engine room, reactor room", "ship engines", ""),
    (
        "spaceship cabin, spaceship quarters, starship quarters, space station quarters, crew quarters",
        "ship quarters",
        "",
    ),
    ("spaceship bridge, starship bridge, spaceship cockpit, flight deck, command module", "spaceship", "space"),
)


def _table() -> list[tuple[str, str, str]]:
    entries = [(word.strip(), inside, outside) for words, inside, outside in _ROWS for word in words.split(",")]
    known = {word for word, *_ in entries}
    for _, inside, outside in _ROWS:
        for kind, pair in ((inside, (inside, outside)), (outside, (inside, outside))):
            if kind and kind not in known:
                known.add(kind)
                entries.append((kind, *pair))
    return sorted(entries, key=lambda entry: (-len(entry[0].split()), -len(entry[0]), entry[0]))


_TOWN = re.compile(r"(?!the )[^\W\d_]+ (?:creek|bay|river|lake|falls|springs|island|valley|hills?|beach|city|town|port"
                   r"|harbou?r|rock|ridge|woods?|grove|park|field|heights)")  # fmt: skip
"""What a town is called: `DRY CREEK`, `PALM BEACH`."""
_TOWN_ALONE = re.compile(r"(?!the )[^\W\d_]+ (?:creek|springs|city|town|falls|heights)")
"""What is a town even after a dash, where other parts of a place stand."""
_WHOLES = ("space", "platform")
_VAGUE = frozenset(
    (
        "room",
        "house",
        "home",
        "hall",
        "flat",
        "town",
        "city",
        "station",
        "passage",
        "building",
        "estate",
        "yard",
        "path",
        "camp",
        "border",
    )
)
_ENTRIES = _table()
WORDS: tuple[str, ...] = tuple(word for word, *_ in _ENTRIES)
"""Every word and phrase the lexicon knows, longest phrases first."""


@functools.lru_cache(maxsize=4096)
def set_for(text: str, setting: Setting) -> str:
    """The kind of set that the longest known phrase of a text means in this setting, or `""` when it holds none.

    Whole words only, plural or not, of any language known here. `INT/EXT` and silence prefer the outside.
    """
    for part in _parts(text):
        for kind in _kinds(part, setting):
            return kind
    return ""


def _parts(text: str) -> list[str]:
    """A name's parts, the one that says most first: `POLICE STATION - CELL` is a cell, a `CAR OF THE POLICE` a car.

    Where the last part alone would lose the place it is in (`SPACESHIP - CORRIDOR`, `STATION DE MÉTRO - QUAI`), the
    whole comes before it.
    """
    whole = in_english(text).lower()
    parts = [re.split(r"\s(?:of|de|du|des|del|della|do|da)\s", each)[0] for each in re.split(r"\s[-–—/]+\s|,", whole)]
    town = _TOWN if "," in whole else _TOWN_ALONE
    if len(parts) > 1 and town.fullmatch(parts[-1].strip()):
        parts = [parts[-1], *parts[:-1]]  # the town a street is in says less than the street
    beside = [f"{parts[0]} {parts[-1]}"] if len(parts) > 1 and any(each in whole for each in _WHOLES) else []
    return [*beside, *parts[::-1], whole]


def _kinds(part: str, setting: Setting) -> Iterator[str]:
    """The sets that a part's phrases mean: longest phrases first, of equal ones the last, which is the head.

    A word that says little gives way to any other: a hospital room is of a hospital.
    """
    plain = " ".join(re.findall(r"[^\W\d_]+", part))
    found = []
    for word, inside, outside in _ENTRIES:
        if word not in plain:
            continue
        vague = word in _VAGUE
        places = [match.start() for match in re.finditer(rf"\b{re.escape(word)}(s|es)?\b", plain)]
        kind = inside if setting == Setting.INT else outside if setting == Setting.EXT else outside or inside
        if places and kind:
            found.append((vague, -len(word.split()), -places[-1], kind))
    return (kind for *_, kind in sorted(found))

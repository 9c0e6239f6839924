"""Words that tell persons from crowds, things from sounds, and names from the camera's own words."""

from __future__ import annotations

from bible.roles_abroad import GROUPS_ABROAD, PERSONS_ABROAD


def _words(text: str) -> frozenset[str]:
    return frozenset(text.upper().split())


TITLES = _words("""
mr mr. mrs mrs. ms ms. miss dr dr. doctor professor prof prof. captain capt capt. sergeant sgt sgt. lieutenant lt lt.
colonel col col. general major corporal private inspector detective officer agent sir lady lord king queen prince princess
father sister brother mother aunt uncle reverend rev rev. president senator judge commander admiral chief nurse
""")
"""Words before a name; most are persons on their own too."""

PERSONS = TITLES | _words("""
man woman boy girl child kid baby toddler teenager teen youth stranger figure person passenger guest customer client
neighbour neighbor friend lover husband wife son daughter grandmother grandfather granny grandpa grandma nephew niece
cousin dad mum mom bride groom widow widower twin orphan
driver pilot sailor fisherman fisherwoman skipper helmsman bosun cook chef baker butcher barber tailor farmer shepherd
gardener hunter ranger miner plumber electrician mechanic engineer technician worker labourer carpenter builder sharecropper
surgeon medic paramedic patient dentist vet midwife teacher student pupil librarian scientist principal
cop guard sheriff deputy soldier marine prisoner warden thief burglar robber killer
murderer assassin gangster thug bouncer lawyer clerk secretary boss manager waiter waitress barmaid bartender
barista cashier teller shopkeeper vendor receptionist porter butler maid cleaner janitor
conductor attendant stewardess steward reporter photographer director actor actress singer dancer
musician drummer dj emcee host hostess presenter announcer narrator newscaster priest nun monk pastor minister
beggar busker tramp hiker jogger runner cyclist biker rider swimmer diver witness suspect victim
witch wizard knight pirate cowboy clown ghost robot android alien vampire zombie dwarf elf angel devil ringmaster
gentleman lad lass bloke fellow guy dude hero heroine operator dispatcher keeper ferryman scout mayor caller
classmate roommate teammate colleague coworker aide analyst seamstress contestant chancellor juror concierge owner counsellor marshal
matador bullfighter courier messenger landlord landlady tenant official executive intern assistant bystander onlooker
""")
"""Words for one person."""

GROUPS = _words("""
men women boys girls children kids people folk persons passengers guests customers crowd crowds mob audience band orchestra
choir chorus team crew family couple couples soldiers guards police cops officers prisoners students pupils sailors
fishermen fisherwomen workers villagers tourists reporters dancers nurses doctors waiters neighbours neighbors bystanders
onlookers extras mourners protesters commuters pedestrians shoppers diners spectators army gang pack herd flock twins
passersby passers-by citizens farmers employees congregation sisters brothers carnies fiddlers cast guides parents
everyone everybody all both townsfolk townfolk villager's troops agents players musicians singers drivers clowns nuns
monks priests teachers lovers friends strangers figures bridesmaids groomsmen inmates patients clients
""")
"""Words for several."""

TECHNICAL = _words("""
v.o v.o. o.s o.s. o.c o.c. vo os oc pov ext int ext. int. est cut fade fades dissolve smash jump wipe iris insert super
superimpose title titles chyron caption montage series shots shot angle close closeup close-up wide tight track tracking dolly
pan tilt zoom crane aerial establishing reverse over-the-shoulder ots we see hear camera frame screen split intercut
flashback flash scene later continuous moments meanwhile beat pause silence black white end credits omitted more cont'd
contd continued slow motion slo-mo freeze sfx vfx fx am pm a.m p.m ok usa uk us eu fbi cia nypd lapd fm bbc cnn dna u.s
u.k u.s.a u.n tm rv vs aka age aged sound sounds reveal reveals revealing
""")
"""The camera's and the page's own words, and letters that stand for words."""

SMALL = _words("""
a an the and or but of on in at by to from with for into onto up down out off over under behind before after back inside
outside between through across along near next toward towards as is are was it its he she they we i you his her their my
your our this that these those not no never always now then suddenly finally very only here there all every nothing
everything what who when where why how so too again away still just even
""")
"""Small words, that begin no name and end no thing."""

SOUNDS = _words("""
bang boom crash thud thump clang clank click clack creak crack crackle ring rumble roar scream screech shriek slam snap
splash beep buzz chime whistle howl hiss whir whirr pop knock honk toot blast explosion gunshot gunfire applause laughter
footsteps thunder siren alarm sob gasp sigh cough groan moan whisper shout yell bark meow growl ding dong tick tock wail
whoosh squeal squeak rattle hum drip sizzle echo static noise clink scrape scuffle chirp caw cheer laugh giggle titter
cry clap stomp squish rustle murmur chatter mutter grunt snore sniff yawn hoot bleat moo neigh roll drumroll music voice
clatter clunk jingle gurgle plop swish thwack whack smack slap screeching clattering chirping hacking cawing
""")
"""Words for what is heard, in the singular."""

ACTIONS = _words("""
run walk jump fall fire shoot hit punch kick throw grab open close stop turn freeze enter exit leap dive duck spin burst
erupt shatter explode collapse disappear vanish appear stand sit die wake look stare smile dance drive rush race hurl drop
slip swing tear break lunge charge fill play ripple fade applaud splatter yank move come go pull push shut smash blow
flash flicker shake tremble rise sink float fly swim climb crawl roll race spray pour stumble trip tumble dash sprint
crumble buckle glow sweep holler build gleam shine blink wink nod wave point hold take give put let begin start finish continue dead alive
empty silent busy final backwards see strike swell redial resume zoom fray jolt kiss echo lick decrease increase climax
sing follow pick jerk blast find finish grin laugh step
bad good huge enormous massive blinding loud louder first last same wrong right perfect everyone nobody
""")
"""Words in capitals for stress, that name no thing, in the singular."""

THINGS = _words("""
rain snow smoke fire flame fog mist light lightning wind wave water blood dust darkness morning night day
phone telephone radio television tv computer car truck van bus train plane boat ship door window clock
gun knife sword letter note map key book bag box rope lamp lantern watch photo photograph picture piano drum id pin song
french english spanish chinese japanese vietnamese portuguese arabic irish british dutch polish swedish danish many
dog cat horse bird gull fish lion bear wolf
""")
"""Words that name no person even where they do something."""

SKY = _words("rain snow lightning thunder wind fog mist hail storm sun moon stars dawn night darkness")
"""What is in the sky."""

NOUNS_IN_LY = _words("family belly jelly lily fly butterfly dragonfly assembly bully ally doily homily reply supply")
"""Nouns that end in `-ly`."""

NOUNS_IN_ING = _words("""
king ring earring string wing building painting drawing ceiling sling spring swing bling lightning offspring viking sibling
dumpling duckling pudding railing clothing stocking awning bedding carving coating covering etching filing
""")
"""Nouns that end in `-ing`."""


def singular(word: str) -> str:
    """A word in capitals without the ending of plural or third person: `CRASHES` gives `CRASH`."""
    if word.endswith("IES") and len(word) > 4:
        return word[:-3] + "Y"
    if word.endswith(("SHES", "CHES", "SSES", "XES", "ZES")):
        return word[:-2]
    return word[:-1] if word.endswith("S") and not word.endswith(("SS", "US", "IS")) and len(word) > 3 else word


def is_person_word(word: str) -> bool:
    """Whether a word in capitals is a word for one person: `NURSE`, `MAILMAN`, `VIOLINIST`."""
    if word in PERSONS or word in PERSONS_ABROAD:
        return True
    if word.endswith(("MAN", "WOMAN")) and len(word) > 5:
        return word not in ("HUMAN", "GERMAN", "NORMAN", "OTTOMAN", "TALISMAN", "CAIMAN", "SHAMAN'S")
    return word.endswith("IST") and len(word) > 5


def is_group_word(word: str) -> bool:
    """Whether a word in capitals is a word for several people: `CROWD`, `NURSES`, `POLICEMEN`."""
    return (
        word in GROUPS
        or word in GROUPS_ABROAD
        or (word.endswith(("MEN", "WOMEN")) and len(word) > 4)
        or (word.endswith("S") and singular(word) != word and is_person_word(singular(word)))
    )

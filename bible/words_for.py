"""Words that tell persons from crowds, things from sounds, and names from the camera's own words."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.upper().split())


TITLES = _words(
    "mr mr. mrs mrs. ms ms. miss dr dr. doctor professor prof prof. captain sergeant sgt sgt. lieutenant colonel general major corporal private inspector detective officer agent sir lady lord king queen prince princess father sister brother mother aunt uncle reverend president senator judge"
)
"""Words before a name; on their own some are persons too."""

PERSONS = TITLES | _words("""
man woman boy girl child kid baby toddler teenager teen youth stranger figure person passenger guest customer client
neighbour neighbor friend lover husband wife son daughter grandmother grandfather granny grandpa grandma nephew niece cousin
driver pilot sailor fisherman fisherwoman skipper helmsman bosun cook chef baker butcher barber tailor farmer shepherd
gardener hunter ranger miner plumber electrician mechanic engineer technician worker labourer carpenter builder
nurse surgeon medic paramedic patient dentist vet midwife teacher student pupil librarian scientist
policeman policewoman cop guard sheriff deputy detective soldier marine prisoner warden thief burglar robber killer
murderer assassin gangster thug bouncer lawyer clerk secretary boss manager waiter waitress barman barmaid bartender
barista cashier shopkeeper vendor salesman saleswoman receptionist porter doorman butler maid cleaner janitor postman
conductor attendant stewardess steward reporter journalist photographer cameraman director actor actress singer dancer
musician pianist violinist drummer guitarist dj host hostess presenter announcer narrator priest nun monk pastor
beggar busker tramp hiker jogger runner cyclist biker rider swimmer diver witness suspect victim bride groom widow widower
witch wizard knight pirate cowboy clown ghost robot android alien vampire zombie giant dwarf elf angel devil
lady gentleman lad lass bloke fellow guy dude hero heroine operator dispatcher keeper lighthouse-keeper ferryman
""")
"""Words for one person."""

GROUPS = _words("""
men women boys girls children kids people persons passengers guests customers crowd crowds mob audience band orchestra
choir team crew family couple couples soldiers guards police cops officers prisoners students pupils sailors
fishermen workers villagers tourists reporters dancers nurses doctors waiters neighbours neighbors bystanders onlookers
extras mourners protesters commuters pedestrians shoppers diners spectators army gang pack herd flock twins
""")
"""Words for several."""

TECHNICAL = _words("""
v.o o.s o.c vo os oc pov ext int ext. int. est cut fade dissolve smash jump wipe iris insert super superimpose title
titles chyron caption montage series shots shot angle close closeup close-up wide tight track tracking dolly pan tilt zoom crane aerial
establishing reverse over-the-shoulder ots we see hear camera frame screen split intercut flashback flash back scene
later continuous moments meanwhile beat pause silence black white end credits omitted more cont'd contd continued
music cue slow motion slo-mo freeze sfx vfx fx am pm a.m p.m ok usa uk us eu fbi cia nypd lapd fm bbc cnn id dna
""")
"""The camera's and the page's own words, and letters that stand for words."""

SOUNDS = _words("""
bang bangs banging boom booms crash crashes crashing thud thuds thump thumps clang clangs clank click clicks clicking
clack creak creaks creaking crack cracks crackle crackles ring rings ringing rumble rumbles roar roars roaring scream
screams screaming screech screeches shriek shrieks slam slams slamming smash smashes snap snaps splash splashes beep beeps
beeping buzz buzzes buzzing chime chimes whistle whistles howl howls hiss hisses whir whirs whirring pop pops knock
knocks knocking honk honks toot blast blasts explosion explosions explodes gunshot gunshots gunfire shot shots applause laughter footsteps
thunder siren sirens alarm sob sobs gasp gasps sigh sighs cough coughs groan groans moan moans whisper whispers
shout shouts yell yells bark barks barking meow growl growls ding dong tick ticks ticking tock wail wails whoosh
squeal squeals squeak squeaks rattle rattles hum hums drip drips dripping sizzle sizzles echo echoes static noise noises
""")
"""Words for what is heard."""

ACTIONS = _words("""
runs run walks jumps falls fires shoots hits punches kicks throws grabs opens closes stops turns freezes enters exits
leaps dives ducks spins bursts erupts shatters explodes collapses disappears vanishes appears stands sits dies wakes
looks stares smiles laughs cries dances drives rushes races hurls drops slips swings tears breaks lunges charges
suddenly never always not all everything nothing everyone nobody now then finally very only this that here there
blinding huge enormous massive
""")
"""Words in capitals for stress, that name no thing."""

THINGS = _words("""
rain snow smoke fire flames fog mist light lights lightning wind waves water blood dust darkness morning night day
phone telephone radio television tv computer screen car truck van bus train plane boat ship ferry door window clock
gun knife sword letter note map key keys book bag box rope lamp lantern ring watch photo photograph picture
dog cat horse bird birds gull gulls
""")
"""Words that name no person even where they do something."""

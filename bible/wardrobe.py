"""Words for looks: hair, hats, clothes, builds. In each table the first row that matches holds."""

from __future__ import annotations

Table = tuple[tuple[str, str], ...]
"""Words as a regular expression, in small letters, and the value of `Look` they mean."""

HAIR: Table = (
    (r"bald(?:ing)?|shaved head|shaven head|hairless", "bald"),
    (r"braids?|braided|plaits?|pigtails?|cornrows|dreadlocks|dreads", "braid"),
    (r"pony-?tail|hair (?:tied|pulled|scraped|combed) back", "ponytail"),
    (r"hair in a bun|in a (?:tight |loose |neat )?bun|top-?knot|chignon|hair (?:pinned )?up|bun", "bun"),
    (r"bob|pageboy|chin-length", "bob"),
    (r"curls|curly|afro|frizzy|wild hair|tousled", "curly"),
    (r"crew ?cut|buzz ?cut|cropped|pixie cut|mohawk|mohican", "short"),
    (r"short(?: [\w-]+){0,3} hair|short-haired|close-cut", "short"),
    (r"(?:long|shoulder-length|waist-length)(?: [\w-]+){0,3} hair|long-haired|flowing (?:hair|locks)|mane", "long"),
)
HAIR_NOUNS = (
    r"hair|haired|headed|braids?|plaits?|pigtails?|pony-?tail|bun|bob|curls|curly|afro|dreadlocks|crew ?cut|buzz ?cut|"
    r"mohawk|locks|mane|top-?knot"
)
BEARD: Table = (
    (r"clean-?shaven|beardless", "none"),
    (r"stubble|unshaven|stubbly|five o'clock shadow", "stubble"),
    (r"beard|bearded|goatee|whiskers", "full"),
    (r"moustache|mustache|moustachioed", "moustache"),
)
HAT: Table = (
    (
        r"bare-?headed|hatless|(?:hat|cap|helmet|beret|fedora|bowler|bonnet) in (?:his|her|their|one|the) (?:hands?|lap)|"
        r"(?:holding|holds|clutching|carrying|turning|twisting) (?:his|her|their|a) (?:\w+ )?(?:hat|cap|helmet|bonnet)",
        "none",
    ),
    (
        r"beanie|bobble hat|wool(?:len|y|ly)?(?: knit)? (?:hat|cap)|knit(?:ted)? (?:hat|cap)|watch cap|toque|"
        r"stocking cap",
        "beanie",
    ),
    (r"helmet|hard hat", "helmet"),
    (r"(?<!the )crown(?! prosecutor| court| jewels)|coronet|tiara|diadem", "crown"),
    (r"(?:police|military|officer's|captain's|peaked|chauffeur's|uniform) cap|kepi", "peaked cap"),
    (r"hood|hooded|cowl", "hood"),
    (r"head-?scarf|kerchief|hijab|bandana|veil|wimple", "headscarf"),
    (r"cap|beret|flat cap|baseball cap", "cap"),
    (r"stetson|cowboy hat|(?:wide|broad)-brimmed hat|straw hat|sun ?hat|sombrero|ten-gallon hat", "stetson"),
    (r"fedora|trilby|bowler|top hat|hat|homburg|sou'?wester", "fedora"),
)
OUTFIT: Table = (
    (r"raincoat|oilskins?|slicker|mackintosh|waterproofs?|rain jacket|poncho", "raincoat"),
    (r"space ?suit|pressure suit", "spacesuit"),
    (r"wet ?suit|diving suit|dry ?suit|swim(?:ming)? ?(?:suit|trunks)|bathing suit|bikini|scuba gear", "wetsuit"),
    (r"armou?r|chain ?mail|breastplate|cuirass", "armour"),
    (r"jump ?suit|boiler suit|coveralls|flight suit|flying suit|prison uniform", "jumpsuit"),
    (
        r"(?:football|soccer|sports?|team|rugby|goalkeeper's?) (?:kit|shirt|jersey|strip)|jersey|leotard|"
        r"track ?suit",
        "sportswear",
    ),
    (r"lab coat", "coat"),
    (r"robes?|cassock|dressing gown|bathrobe|nun's habit|kimono|cloak|toga|vestments?|sheet round (?:him|her)", "robe"),
    (r"(?:over|trench|great|pea|fur|winter |wool |frock )?coat|parka|anorak|cape|duffel|shawl", "coat"),
    (r"scrubs|surgical gown|hospital gown", "scrubs"),
    (r"uniform|fatigues|tunic|livery|battledress", "uniform"),
    (r"overalls|dungarees|bib", "overalls"),
    (r"aprons?|pinafore|smock", "apron"),
    (r"waistcoat", "waistcoat"),
    (
        r"(?:wedding|ball|evening|silk|velvet|long|bridal|floor-length) (?:dress|gown)|ball ?gown|gown|sari|"
        r"petticoats?|crinoline|farthingale",
        "gown",
    ),
    (r"suit(?!case)|tuxedo|blazer|tie|bow tie|three-piece|pinstripes?", "suit"),
    (r"dress(?!ed)|sundress|nightgown|nightdress|frock", "dress"),
    (r"blouse|skirt", "blouse"),
    (r"jumper|sweater|hoodie|cardigan|pullover|turtleneck|fleece|sweatshirt|woolly|knitwear", "jumper"),
    (r"t-?shirt|tee|tank top|undershirt|singlet|vest", "tee"),
    (r"jacket|shirt|leathers|denim", "jacket"),
)
PATTERN: Table = (
    (r"stripes?|striped|stripy|pin-?striped?", "stripes"),
    (r"check(?:s|ed|ered)|chequered|plaid|tartan|gingham|flannel", "checks"),
    (r"polka(?:[ -]dots?)?|dots|dotted|spotted|spots|floral|flowery|flowered", "dots"),
)
TROUSERS = r"trousers|jeans|pants|slacks|breeches|shorts|leggings|chinos|corduroys"
BUILD: Table = (
    (
        r"stocky|burly|broad-shouldered|thick-?set|squat|muscular|brawny|barrel-chested|sturdy|powerfully built|beefy",
        "stocky",
    ),
    (
        r"fat|overweight|obese|portly|plump|stout|rotund|corpulent|heavy-?set|paunchy|chubby|hulking|bigger than any man",
        "heavy",
    ),
    (
        r"slim|thin|skinny|lanky|slender|wiry|gaunt|lean(?! (?:on|in|over|back|against|out))|bony|slight|willowy|"
        r"scrawny|petite|lithe|spindly",
        "slim",
    ),
)
PEOPLE = r"man|woman|boy|girl|fellow|guy|lad|chap|lady|gentleman|figure|bloke|kid|child"
SKIN: Table = (
    (r"(?:very dark|deep brown|ebony)[\s-]skin(?:ned)?", "deep"),
    (r"dark-skinned|dark skin|Black (?:man|woman|boy|girl)", "dark"),
    (r"brown-skinned|brown skin", "brown"),
    (r"tann?ed|sun-?burn(?:t|ed)|weather-?beaten|weathered|olive(?:-skinned| skin)|leathery", "tan"),
    (r"pale-skinned|pale skin|pale face|pallid|ashen|freckled", "pale"),
)
WOMAN = (
    r"woman|women|girl|lady|mother|mom|mum|sister|daughter|wife|aunt|grandmother|granny|grandma|queen|princess|waitress|"
    r"actress|nun|mrs|ms|miss|madam|ma'am|widow|bride|niece|girlfriend|heroine|hostess|duchess|maid|goddess|witch|"
    r"female|barmaid|stewardess|landlady|schoolgirl|lass|\w+woman"
)
MAN = (
    r"man|men|boy|gentleman|father|dad|brother|son|husband|uncle|grandfather|grandpa|king|prince|waiter|actor|monk|mr|"
    r"sir|widower|groom|nephew|boyfriend|hero|duke|lad|bloke|guy|fellow|chap|priest|lord|male|cowboy|butler|schoolboy|"
    r"landlord|(?:fisher|police|sales|post|mail|fire|business|door|bar|camera|boat|ferry|gun|hench|watch|milk|crafts)man"
)
PACK = r"(?:back)?pack(?! of)|rucksack|knapsack|haversack|satchel|school ?bag|duffel bag"
GLASSES = (
    r"(?<!two )(?<!three )(?<!four )(?<!wine )(?<!champagne )(?<!whisky )(?<!beer )(?<!shot )(?<!empty )glasses(?! of)|"
    r"spectacles|bespectacled|monocle|goggles|pince-nez"
)

ROLES: tuple[tuple[str, dict[str, str]], ...] = (
    (r"surgeon|midwife|paramedic", {"outfit": "scrubs", "outfit_colour": "#3F7F86", "hat": "none"}),
    (r"nurse", {"outfit": "scrubs", "outfit_colour": "#4A7FA0", "hat": "none"}),
    (r"doctor|medic|dentist|vet|scientist|chemist", {"outfit": "coat", "outfit_colour": "#E4E6E2", "hat": "none"}),
    (r"chef|cook|baker|butcher|barista|blacksmith", {"outfit": "apron", "outfit_colour": "#EDE8DC", "hat": "none"}),
    (r"cop|police\w*|deputy|guard|warden|officer|sergeant|constable", {"outfit": "uniform", "outfit_colour": "#2A3A5C", "trousers_colour": "#232E48", "hat": "peaked cap", "hat_colour": "#2A3A5C"}),
    (r"sheriff|marshal|outlaw|gunslinger|cowboy|rancher", {"outfit": "waistcoat", "outfit_colour": "#5A4632", "hat": "stetson", "hat_colour": "#7A5236"}),
    (r"soldier|marine|private|corporal|lieutenant|colonel|general|ranger", {"outfit": "uniform", "outfit_colour": "#6F7040", "trousers_colour": "#5F6038", "hat": "helmet", "hat_colour": "#5A5B36"}),
    (r"knight|squire|crusader|gladiator", {"outfit": "armour", "outfit_colour": "#9AA4A8", "hat": "none"}),
    (r"astronaut|cosmonaut", {"outfit": "spacesuit", "outfit_colour": "#E4E6E2", "hat": "none"}),
    (r"diver|surfer|swimmer", {"outfit": "wetsuit", "outfit_colour": "#22303A", "hat": "none"}),
    (r"footballer|striker|goalkeeper|winger|goalie|athlete|coach|referee", {"outfit": "sportswear"}),
    (r"fisher\w*|skipper|bosun|sailor|ferryman|helmsman", {"outfit": "raincoat", "outfit_colour": "#DDB73A", "hat": "beanie"}),
    (r"captain|pilot|admiral|commander", {"outfit": "uniform", "outfit_colour": "#2A3A5C", "trousers_colour": "#232E48", "hat": "peaked cap", "hat_colour": "#2B2B30"}),
    (r"fireman|firefighter|miner|builder|worker|rider|biker|cyclist", {"outfit": "jacket", "outfit_colour": "#B5332F", "hat": "helmet", "hat_colour": "#DDB73A"}),
    (r"nun", {"outfit": "robe", "outfit_colour": "#2B2B30", "hat": "headscarf", "hat_colour": "#2B2B30"}),
    (r"priest|pastor|monk|vicar|reverend|judge|friar|bishop|abbot|wizard", {"outfit": "robe", "outfit_colour": "#2B2B30", "hat": "none"}),
    (r"king", {"outfit": "robe", "outfit_colour": "#8A2F3A", "hat": "crown", "hat_colour": "#D9B45A"}),
    (r"queen", {"outfit": "gown", "outfit_colour": "#5E3A6A", "hat": "crown", "hat_colour": "#D9B45A"}),
    (r"prince|duke", {"outfit": "robe", "outfit_colour": "#8A2F3A", "hat": "none"}),
    (r"waiter|waitress|butler|barman|barmaid|bartender|steward|stewardess|porter|doorman|groom|conductor|innkeeper|saloon keeper", {"outfit": "waistcoat", "outfit_colour": "#2B2B30", "hat": "none"}),
    (r"lawyer|detective|inspector|agent|manager|boss|clerk|banker|president|senator|minister|mayor|host|emcee", {"outfit": "suit"}),
    (r"bride", {"outfit": "gown", "outfit_colour": "#EDE8DC", "hat": "none"}),
    (r"princess|duchess|countess", {"outfit": "gown", "outfit_colour": "#5E3A6A", "hat": "none"}),
    (r"farmer|shepherd|sharecropper|gardener", {"outfit": "overalls", "outfit_colour": "#4B6485", "hat": "stetson", "hat_colour": "#C9A85A"}),
    (r"mechanic|plumber|electrician|engineer|technician|prisoner|convict", {"outfit": "jumpsuit", "outfit_colour": "#3E659E", "hat": "cap"}),
    (r"professor|teacher|librarian", {"outfit": "suit", "outfit_colour": "#7A5236"}),
    (r"maid|secretary|receptionist", {"outfit": "blouse", "hat": "none"}),
    (r"student|pupil|teen|teenager|jogger|runner|hiker", {"outfit": "jumper"}),
)  # fmt: skip
"""What those who do something for a living usually wear."""
PLACES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"harbour|harbor|sea|ocean|boat|ship|deck|ferry|trawler|quay|pier|wheelhouse|lighthouse|beach|shore|jetty|dock", ("raincoat", "coat", "jumper", "jacket")),
    (r"office|court\w*|bank|boardroom|hotel|lobby|theatre|newsroom|studio|gallery|parliament", ("suit", "jacket", "suit", "coat")),
    (r"street|alley|square|market|park|forest|woods|mountain|field|road|station|cemetery|roof\w*|bridge|snow\w*", ("coat", "jacket", "coat", "jumper")),
    (r"bedroom|kitchen|house|home|flat|apartment|living room|cottage|bathroom|attic", ("jumper", "tee", "jacket", "jumper")),
    (r"gym|pool|garden|desert|playground|camp\w*", ("tee", "jacket", "tee", "jumper")),
)  # fmt: skip
"""What people wear where nobody says."""
USUAL = {"armour": "#9AA4A8", "spacesuit": "#E4E6E2", "wetsuit": "#22303A", "scrubs": "#3F7F86"}
"""The colours of outfits that come in one, where nobody says another."""

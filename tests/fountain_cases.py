"""Fountain texts and what they hold: title pages, headings, action."""

from __future__ import annotations

from fountain_case import ASCII, BLANK_AFTER, BLANK_BEFORE, BOM, ENGLISH, FADES, HOUSE, SPEAKS, TITLE, WIDE, Case

TITLE_PAGES: tuple[Case, ...] = (
    Case(
        "title page",
        "Title: The Ferry\nAuthor: Ann\n\nINT. HOUSE - DAY\n\nRain.",
        "T Title: The Ferry ¦ T Author: Ann ¦ H INT | HOUSE | DAY ¦ A Rain.",
    ),
    Case(
        "title in rows",
        "Title:\n    THE FERRY\n    A FILM\nCredit: by\nAuthor: Ann\n\nRain.",
        "T Title: THE FERRY / A FILM ¦ T Credit: by ¦ T Author: Ann ¦ H  |  |  ¦ A Rain.",
    ),
    Case(
        "title tab indent",
        "Title:\n\tTHE FERRY\nAuthor: Ann\n\nRain.",
        "T Title: THE FERRY ¦ T Author: Ann ¦ H  |  |  ¦ A Rain.",
    ),
    Case(
        "title beside and below",
        "Notes: first\n   second\n\nRain.",
        "T Notes: first / second ¦ H  |  |  ¦ A Rain.",
        screenplain="takes a value beside and below for no title page",
    ),
    Case("title emphasis", "Title: _**THE FERRY**_\n\nRain.", "T Title: THE FERRY ¦ H  |  |  ¦ A Rain."),
    Case(
        "value with a colon",
        "Title: Ferry: The Return\nContact:\n    Phone: 123\n\nRain.",
        "T Title: Ferry: The Return ¦ T Contact: Phone: 123 ¦ H  |  |  ¦ A Rain.",
    ),
    Case(
        "key without value",
        "Title: Ferry\nContact:\n\nRain.",
        "T Title: Ferry ¦ T Contact:  ¦ H  |  |  ¦ A Rain.",
        fountain_py="takes a key without a value for action",
    ),
    Case(
        "unknown keys", "Titre: Le Bac\nAuteur: Anne\n\nRain.", "T Titre: Le Bac ¦ T Auteur: Anne ¦ H  |  |  ¦ A Rain."
    ),
    Case(
        "full-width title",
        "Title：渡口\nAuthor：小明\n\nRain.",
        "T Title: 渡口 ¦ T Author: 小明 ¦ H  |  |  ¦ A Rain.",
        fountain_py=WIDE,
        screenplain=WIDE,
    ),
    Case(
        "heading ends the title page",
        "Title: Ferry\nINT. HOUSE - DAY\n\nRain.",
        "T Title: Ferry ¦ H INT | HOUSE | DAY ¦ A Rain.",
        screenplain="takes it all for action",
    ),
    Case(
        "fade in is no title",
        "FADE IN:\n\nINT. HOUSE - DAY\n\nRain.",
        "> FADE IN: ¦ H INT | HOUSE | DAY ¦ A Rain.",
        screenplain=FADES,
    ),
    Case(
        "fade in under a title",
        "Title: Ferry\n\nFADE IN:\n\nINT. HOUSE - DAY\n\nRain.",
        "T Title: Ferry ¦ > FADE IN: ¦ H INT | HOUSE | DAY ¦ A Rain.",
        screenplain=FADES,
    ),
    Case(
        "a sentence with a colon is no title",
        "She says: no.\n\nINT. HOUSE - DAY\n\nRain.",
        "H  |  |  ¦ A She says: no. ¦ H INT | HOUSE | DAY ¦ A Rain.",
        screenplain=TITLE,
    ),
    Case(
        "capitals with a colon are no title",
        "SUPER: 1944\n\nINT. HOUSE - DAY\n\nRain.",
        "H  |  |  ¦ A SUPER: 1944 ¦ H INT | HOUSE | DAY ¦ A Rain.",
        fountain_py=TITLE,
        screenplain=TITLE,
    ),
    Case(
        "blank rows before the title",
        "\n\nTitle: Ferry\n\nRain.",
        "T Title: Ferry ¦ H  |  |  ¦ A Rain.",
        screenplain="wants the title page in the first row",
    ),
    Case(
        "note on the title page",
        "Title: Ferry [[working]]\n\nRain.",
        "T Title: Ferry ¦ [[ working ¦ H  |  |  ¦ A Rain.",
    ),
)

HEADINGS: tuple[Case, ...] = (
    Case("int", HOUSE + "Rain.", "A Rain."),
    Case("small letters", "int. house - day\n\nRain.", "H INT | house | day ¦ A Rain."),
    Case("without dot", "INT HOUSE\n\nEXT GARDEN\n\nRain.", "H INT | HOUSE |  ¦ H EXT | GARDEN |  ¦ A Rain."),
    Case("est", "EST. HARBOUR - DAWN\n\nRain.", "H EXT | HARBOUR | DAWN ¦ A Rain."),
    Case("int/ext dots", "INT./EXT. CAR - DAY\n\nRain.", "H INT/EXT | CAR | DAY ¦ A Rain."),
    Case("int/ext", "INT/EXT CAR - DAY\n\nRain.", "H INT/EXT | CAR | DAY ¦ A Rain."),
    Case("i/e", "I/E. CAR - DAY\n\nRain.", "H INT/EXT | CAR | DAY ¦ A Rain."),
    Case(
        "internal is no heading",
        "INTERNAL AFFAIRS ARRIVES.\n\nRain.",
        "H  |  |  ¦ A INTERNAL AFFAIRS ARRIVES. ¦ A Rain.",
    ),
    Case("extra is no heading", "Extra help came.\n\nRain.", "H  |  |  ¦ A Extra help came. ¦ A Rain."),
    Case(
        "interrupted is no heading",
        "Interrupting, she stands.\n\nRain.",
        "H  |  |  ¦ A Interrupting, she stands. ¦ A Rain.",
    ),
    Case("forced heading", ".SNIPER SCOPE POV\n\nRain.", "H  | SNIPER SCOPE POV |  ¦ A Rain."),
    Case("forced small", ".a dream\n\nRain.", "H  | a dream |  ¦ A Rain."),
    Case(
        "forced, other letters", ".ГАВАНЬ\n\n.בית\n\nRain.", "H  | ГАВАНЬ |  ¦ H  | בית |  ¦ A Rain.", fountain_py=ASCII
    ),
    Case("two dots are action", "...where she left it.\n\nRain.", "H  |  |  ¦ A ...where she left it. ¦ A Rain."),
    Case(
        "a dot inside a paragraph is action",
        "He carries a\n.38 pistol.",
        "H  |  |  ¦ A He carries a / .38 pistol.",
        fountain_py="forces a heading inside a paragraph",
    ),
    Case("number", "INT. HOUSE - DAY #1#\n\nRain.", "H INT | HOUSE | DAY #1# ¦ A Rain."),
    Case("number with letter", "INT. HOUSE - DAY #12A#\n\nRain.", "H INT | HOUSE | DAY #12A# ¦ A Rain."),
    Case("letter first", "INT. HOUSE - DAY #A12#\n\nRain.", "H INT | HOUSE | DAY #A12# ¦ A Rain."),
    Case("number with dashes", "INT. HOUSE - DAY #I-1-A#\n\nRain.", "H INT | HOUSE | DAY #I-1-A# ¦ A Rain."),
    Case("number with a dot", "INT. HOUSE - DAY #1.#\n\nRain.", "H INT | HOUSE | DAY #1.# ¦ A Rain."),
    Case("small number letter", "INT. HOUSE - DAY #110a#\n\nRain.", "H INT | HOUSE | DAY #110a# ¦ A Rain."),
    Case("number on a forced heading", ".THE SKY #7#\n\nRain.", "H  | THE SKY |  #7# ¦ A Rain."),
    Case("number sign in the place", "INT. APARTMENT #4 - DAY\n\nRain.", "H INT | APARTMENT #4 | DAY ¦ A Rain."),
    Case("empty number", "INT. HOUSE - DAY ##\n\nRain.", "H INT | HOUSE | DAY ## ¦ A Rain."),
    Case(
        "text right under a heading",
        "INT. HOUSE - DAY\nRain falls.\n\nMore.",
        "H INT | HOUSE | DAY ¦ A Rain falls. ¦ A More.",
        fountain_py=BLANK_AFTER,
        screenplain="makes the heading speak",
    ),
    Case(
        "cue right under a heading",
        "INT. HOUSE - DAY\nNORA\nHello.\n\nMore.",
        "H INT | HOUSE | DAY ¦ L NORA: Hello. ¦ A More.",
        fountain_py=BLANK_AFTER,
        screenplain="makes the heading speak",
    ),
    Case(
        "a small heading with text under it is action",
        "Int. music plays\nand stops.\n\nMore.",
        "H  |  |  ¦ A Int. music plays / and stops. ¦ A More.",
    ),
    Case(
        "heading without a blank before",
        "He leaves.\nEXT. STREET - NIGHT\n\nRain.",
        "H  |  |  ¦ A He leaves. ¦ H EXT | STREET | NIGHT ¦ A Rain.",
        fountain_py=BLANK_BEFORE,
        screenplain=BLANK_BEFORE,
    ),
    Case(
        "emphasised heading",
        "**INT. HOUSE - DAY**\n\nRain.",
        "H INT | HOUSE | DAY ¦ A Rain.",
        fountain_py="takes a bold heading for action",
        screenplain="takes a bold heading for action",
    ),
    Case("dash kinds", "INT. HOUSE – KITCHEN — NIGHT\n\nRain.", "H INT | HOUSE – KITCHEN | NIGHT ¦ A Rain."),
    Case("no time", "EXT. SEA\n\nRain.", "H EXT | SEA |  ¦ A Rain."),
    Case(
        "only a prefix is action",
        "INT.\n\nRain.",
        "H  |  |  ¦ A INT. ¦ A Rain.",
        fountain_py="makes a place without a name",
        screenplain="makes a place without a name",
    ),
    Case("place in brackets", "INT. CAR (MOVING) - DAY\n\nRain.", "H INT | CAR (MOVING) | DAY ¦ A Rain."),
    Case("many times", "EXT. SEA - DAY - LATER - RAIN\n\nRain.", "H EXT | SEA | DAY - LATER - RAIN ¦ A Rain."),
    Case("time after a comma", "INT. HOUSE, NIGHT\n\nRain.", "H INT | HOUSE | NIGHT ¦ A Rain."),
    Case("british dots", "INT. HOUSE. NIGHT.\n\nRain.", "H INT | HOUSE | NIGHT. ¦ A Rain."),
    Case(
        "full-width", "INT。厨房 - 日\n\n下雨了。", "H INT | 厨房 | 日 ¦ A 下雨了。", fountain_py=WIDE, screenplain=WIDE
    ),
    Case(
        "chinese",
        "内景。厨房 - 夜\n\n下雨了。",
        "H INT | 厨房 | 夜 ¦ A 下雨了。",
        fountain_py=ENGLISH,
        screenplain=ENGLISH,
    ),
    Case(
        "german",
        "INNEN. KÜCHE - NACHT\n\nRegen.",
        "H INT | KÜCHE | NACHT ¦ A Regen.",
        fountain_py=ENGLISH,
        screenplain=ENGLISH,
    ),
    Case(
        "russian",
        "ИНТ. КУХНЯ - НОЧЬ\n\nДождь.",
        "H INT | КУХНЯ | НОЧЬ ¦ A Дождь.",
        fountain_py=ENGLISH,
        screenplain=ENGLISH,
    ),
    Case("heading at the end", "INT. HOUSE - DAY", "H INT | HOUSE | DAY"),
    Case(
        "spaces around",
        "   INT. HOUSE - DAY   \n\nRain.",
        "H INT | HOUSE | DAY ¦ A Rain.",
        screenplain="takes a row with blanks before it for action",
    ),
    Case(
        "a transition, then a heading without a blank",
        "CUT TO:\nINT. HOUSE - DAY\n\nRain.",
        "> CUT TO: ¦ H INT | HOUSE | DAY ¦ A Rain.",
        fountain_py=BLANK_AFTER,
        screenplain=SPEAKS,
    ),
)

ACTION: tuple[Case, ...] = (
    Case("rows kept", HOUSE + "One.\nTwo.\n\nThree.", "A One. / Two. ¦ A Three."),
    Case("leading blanks kept", HOUSE + "One.\n    indented\n\ttabbed", "A One. /     indented /     tabbed"),
    Case(
        "forced action",
        HOUSE + "!SCANNING THE AISLES...\nWhere is that pit boss?",
        "A SCANNING THE AISLES... / Where is that pit boss?",
    ),
    Case("forced keeps a heading's words", HOUSE + "!INT. IS A PREFIX", "A INT. IS A PREFIX"),
    Case("forced twice", HOUSE + "!!BANG", "A !BANG"),
    Case("capitals alone are action", HOUSE + "SILENCE\n\nRain.", "A SILENCE ¦ A Rain."),
    Case("capitals then capitals", HOUSE + "BANG!\n\nBANG!", "A BANG! ¦ A BANG!"),
    Case(
        "exclamation once is action",
        HOUSE + "BANG!\nThe door flies open.",
        "A BANG! / The door flies open.",
        screenplain=SPEAKS,
    ),
    Case(
        "a camera's words are action",
        HOUSE + "CLOSE ON THE LAMP\nIt flickers.",
        "A CLOSE ON THE LAMP / It flickers.",
        fountain_py=SPEAKS,
        screenplain=SPEAKS,
    ),
    Case(
        "montage is action",
        HOUSE + "MONTAGE\n- She runs.\n- He runs.",
        "A MONTAGE / - She runs. / - He runs.",
        fountain_py=SPEAKS,
        screenplain=SPEAKS,
    ),
    Case("a lone number is action", HOUSE + "1944\nWar.", "A 1944 / War."),
    Case("back slash kept", HOUSE + "C:\\dir and a \\ b", "A C:\\dir and a \\ b"),
    Case("crlf", "INT. HOUSE - DAY\r\n\r\nOne.\r\nTwo.\r\n", "H INT | HOUSE | DAY ¦ A One. / Two."),
    Case(
        "cr only",
        "INT. HOUSE - DAY\r\rNORA\rHello.\r\rRain.\r",
        "H INT | HOUSE | DAY ¦ L NORA: Hello. ¦ A Rain.",
        fountain_py="does not end rows at CR",
    ),
    Case("mixed ends", "INT. HOUSE - DAY\r\n\nOne.\rTwo.\n", "H INT | HOUSE | DAY ¦ A One. / Two."),
    Case("bom", "\ufeffINT. HOUSE - DAY\n\nRain.", "H INT | HOUSE | DAY ¦ A Rain.", fountain_py=BOM, screenplain=BOM),
    Case("many blank rows", HOUSE + "One.\n\n\n\nTwo.", "A One. ¦ A Two."),
    Case("no last newline", HOUSE + "One.", "A One."),
    Case("no-break spaces", "INT.\xa0HOUSE\xa0-\xa0DAY\n\nRain.", "H INT | HOUSE | DAY ¦ A Rain."),
)

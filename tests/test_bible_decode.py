"""From bytes to text: every way a script may have been saved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.decode import decode
from bible.errors import ScriptError

SAVED: dict[str, tuple[str, str]] = {
    "ukrainian": (
        "INT. ПЕКАРНЯ - НІЧ\n\n"
        "Тепле світло печі. ОЛЬГА місить тісто.\n\n"
        "ОЛЬГА\nЩоб місто прокинулося від його запаху.\n",
        "cp1251 koi8-u utf-16 utf-16-le utf-16-be utf-8 mac_cyrillic",
    ),
    "russian": (
        "INT. КУХНЯ - НОЧЬ\n\n"
        "Дождь стучит в окно. ОЛЬГА сидит у стола.\n\n"
        "ОЛЬГА\nТы не спишь? Уже поздно, пора ехать домой.\n",
        "cp1251 koi8-r cp866 iso-8859-5",
    ),
    "french": (
        "INT. CAFÉ DU PORT - NUIT\n\n"
        "Émile ferme la porte. La mer est calme.\n\n"
        "ÉMILE\nÇa va ? Tu as l'air fatigué. L'été est fini, déjà.\n\n"
        "HÉLÈNE\nOui, ça va. Où est le garçon ?\n",
        "cp1252 latin-1 mac_roman cp850 iso-8859-15",
    ),
    "one accent": (
        "INT. CAFÉ - NUIT\n\nHe waits.\n\nNORA\nIt is a small place by the water and nobody ever comes here now.\n",
        "cp1252 mac_roman cp850",
    ),
    "german": (
        "INNEN. KÜCHE - NACHT\n\n"
        "Regen schlägt ans Fenster. Müller löscht das Licht.\n\n"
        "MÜLLER\nWir müssen früher fahren. Das Schiff wartet nicht auf uns, hörst du?\n",
        "cp1252 mac_roman cp850",
    ),
    "spanish": (
        "INT. COCINA - DÍA\n\nEl niño entra corriendo.\n\nNIÑO\n¿Dónde está mi mamá? Mañana vamos al mar, ¿verdad?\n",
        "cp1252",
    ),
    "polish": (
        "INT. KUCHNIA - NOC\n\n"
        "Deszcz bije w okno. Świeca gaśnie.\n\n"
        "ŁUKASZ\nNie śpisz? Już późno, musimy jechać do domu, żeby zdążyć.\n",
        "cp1250 iso-8859-2",
    ),
    "czech": (
        "INT. KUCHYNĚ - NOC\n\n"
        "Déšť buší do okna. Svíčka zhasne.\n\n"
        "ŽOFIE\nTy nespíš? Je pozdě, musíme jet domů, příliš prší.\n",
        "cp1250 iso-8859-2",
    ),
    "japanese": (
        "INT. 台所 - 夜\n\n雨が窓を打つ。\n\n@ハナ\nまだ起きているの？もう遅いから、早く寝なさい。\n",
        "shift_jis euc_jp cp932",
    ),
    "chinese": (
        "INT. 厨房 - 夜\n\n雨打在窗户上。小明坐在桌边。\n\n@小明\n你还没睡吗？已经很晚了，我们明天要坐船。\n",
        "gbk gb18030 big5",
    ),
    "korean": (
        "INT. 부엌 - 밤\n\n비가 창문을 두드린다.\n\n@민수\n아직 안 자니? 벌써 늦었어. 내일 배를 타야 해.\n",
        "euc_kr cp949",
    ),
    "greek": (
        "INT. ΚΟΥΖΙΝΑ - ΝΥΧΤΑ\n\nΒρέχει στο παράθυρο.\n\nΕΛΕΝΗ\nΔεν κοιμάσαι; Είναι αργά, πρέπει να φύγουμε.\n",
        "cp1253 iso-8859-7",
    ),
    "turkish": (
        "INT. MUTFAK - GECE\n\n"
        "Yağmur cama vuruyor.\n\n"
        "AYŞE\nUyumuyor musun? Geç oldu, yarın gemiye bineceğiz, değil mi?\n",
        "cp1254 iso-8859-9",
    ),
    "hebrew": (
        "INT. מטבח - לילה\n\nגשם על החלון.\n\n@נועה\nאתה לא ישן? כבר מאוחר, מחר אנחנו נוסעים.\n",
        "cp1255",
    ),
    "arabic": (
        "INT. مطبخ - ليل\n\nالمطر على النافذة.\n\n@مريم\nألم تنم بعد؟ الوقت متأخر، غدا نسافر بالسفينة.\n",
        "cp1256 utf-16-le",
    ),
    "typographic": (
        "INT. HOUSE - DAY\n\nShe doesn’t move — “not yet.”\n\nNORA\nIt’s early… isn’t it?\n",
        "cp1252 mac_roman",
    ),
}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [pytest.param(text, each, id=f"{name}-{each}") for name, (text, all_) in SAVED.items() for each in all_.split()],
)
def test_a_script_is_read_however_it_was_saved(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    read, named = decode(data, "script")
    assert read == data.decode(encoding)
    assert data.decode(named) == read


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_taken_off(encoding: str) -> None:
    text, named = decode("INT. CAFÉ - DAY".encode(encoding), "script")
    assert (text, named) == ("INT. CAFÉ - DAY", encoding.removesuffix("-sig"))


@given(st.text())
def test_utf_8_is_always_utf_8(text: str) -> None:
    words = "INT. HOUSE - DAY\n\n" + "".join(letter for letter in text if letter >= " ")
    assert decode(words.encode(), "script") == (words, "utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "script")
    except ScriptError:
        with pytest.raises(ScriptError, match=r"script: .* — "):
            decode(data, "script")
    else:
        assert data.decode("utf-8-sig" if encoding == "utf-8" else encoding) == text

"""Texts saved before everybody used UTF-8: which of the old encodings a file is in."""

from __future__ import annotations

from charset_normalizer import from_bytes

_ENCODINGS = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_2", "iso8859_5", "koi8_r", "koi8_u",
    "cp866", "mac_roman", "mac_cyrillic", "cp850", "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
_SAMPLE = 100_000
"""Bytes that are enough to tell."""
_WEST = "éèêëàâäáãåæçñöôóòõøœüûúùíìîïßÉÈÊËÀÂÄÁÃÅÆÇÑÖÔÓÒÕØŒÜÛÚÙÍÌÎÏ"
_EAST = "ąćęłńóśźżáčďéěíňřšťúůýžőűôöüäľĺŕăâîĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽŐŰÔÖÜÄĽ"
_TURKISH = "çğıöşüâîûÇĞİÖŞÜ"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄҐ"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ"
_KANA = "".join(map(chr, range(0x3041, 0x30FF)))
_HAN = (
    "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后"
    "小么心多天而能好都然没日于起还成事只作当想看文无开手用主行方又如前所本见经头面夜雨水门来這個們國會說"
    "時過學對後來為"
)
_HANGUL = (
    "이다는에을의가고로하은지사도기리니어아서나시자라들해한를그것인대있수게일여안보면과만내네요었오거주야어너무정장"
)
# Which letters a text in an encoding is made of, and the share of them in what is not ASCII where that is natural.
_LETTERS: dict[str, tuple[str, float]] = {
    "cp1252": (_WEST, 1), "mac_roman": (_WEST, 1), "cp850": (_WEST, 1), "cp1250": (_EAST, 1), "iso8859_2": (_EAST, 1),
    "cp1254": (_TURKISH, 1), "cp1253": (_GREEK, 1), "cp932": (_KANA, 0.3), "euc_jp": (_KANA, 0.3),
    "gb18030": (_HAN, 0.2), "big5": (_HAN, 0.2), "cp949": (_HANGUL, 0.25),
    "cp1255": ("".join(map(chr, range(0x5D0, 0x5EB))), 1), "cp1256": ("".join(map(chr, range(0x621, 0x653))), 1),
    **dict.fromkeys(("cp1251", "iso8859_5", "koi8_r", "koi8_u", "cp866", "mac_cyrillic"), (_CYRILLIC, 1)),
}  # fmt: skip
_PUNCTUATION = "’‘‚“”„–—…«»¿¡°·。、！？「」『』・，：；（）￥ー　،؟ "


def read_legacy(data: bytes) -> tuple[str, str]:
    """The text of a file that is not UTF-8, and the encoding that makes most sense of it."""
    found = from_bytes(data[:_SAMPLE], cp_isolation=list(_ENCODINGS))
    ranked = sorted(found, key=lambda match: -_sense(str(match), match.encoding))
    for encoding in (*(match.encoding for match in ranked), "cp1252", "latin-1"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 reads every byte")


def _sense(text: str, encoding: str) -> float:
    """How much of what is not ASCII are letters one expects, less those whose case does not fit their word."""
    letters, natural = _LETTERS[encoding]
    usual = frozenset(letters)
    strange = [at for at, letter in enumerate(text) if letter > "\x7f" and letter not in _PUNCTUATION]
    if not strange:
        return 1.0
    share = sum(text[at] in usual for at in strange) / len(strange)
    misfits = sum(_misfits(text[max(0, at - 2) : at], text[at]) for at in strange) / len(strange)
    return min(1.0, share / natural) - misfits


def _misfits(before: str, letter: str) -> bool:
    """A small letter in a word of capitals, a capital inside a word of small letters."""
    if letter.islower():
        return len(before) == 2 and before.isalpha() and before.isupper()
    return letter.isupper() and before[-1:].islower()

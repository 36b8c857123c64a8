"""Names of people: which letters they may have, which part is the given name (tên)."""

import unicodedata

from caunoi.domain.vocabulary.vietnamese.text import UnfitText, normalise
from caunoi.domain.vocabulary.vietnamese.tones import TONE_MARKS

LONGEST_NAME = 100

_CIRCUMFLEX, _BREVE, _HORN, _CARON, _TILDE = "\u0302", "\u0306", "\u031b", "\u030c", "\u0303"
# Breve on any vowel, č, ñ and ƀ write Ê-đê, Gia-rai, Ba-na, M'nông and Cơ-ho; f, j, w, z write Mông and Thái.
_MARKS_ON = {
    **{vowel: set(TONE_MARKS) | {_BREVE} for vowel in "aeiouy"},
    "c": {_CARON},
    "n": {_TILDE},
}
for _vowel in "aeo":
    _MARKS_ON[_vowel] |= {_CIRCUMFLEX}
for _vowel in "ou":
    _MARKS_ON[_vowel] |= {_HORN}
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzđƀ")
_JOINERS = frozenset(" '-")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc", "'"))


def check_person_name(text: str) -> str:
    """The name as it is to be stored; raises `UnfitText` with what is wrong and how to mend it."""
    name = normalise(text).translate(_APOSTROPHES)
    if not name:
        raise UnfitText("còn trống; nhập họ và tên")
    if len(name) > LONGEST_NAME:
        raise UnfitText("dài {length} chữ, tối đa {most}", length=len(name), most=LONGEST_NAME)
    _check_letters(name)
    return name


def given_name(full_name: str) -> str:
    """The given name (tên): the last syllable, as nothing in the name marks where a longer one starts."""
    syllables = full_name.split()
    return syllables[-1] if syllables else ""


def _check_letters(name: str) -> None:
    base = ""
    for sign in unicodedata.normalize("NFD", name.lower()):
        if unicodedata.combining(sign):
            if sign not in _MARKS_ON.get(base, ()):
                raise UnfitText("có dấu lạ trên chữ “{base}”; gõ lại chữ đó", base=base)
        elif sign in _LETTERS or sign in _JOINERS:
            base = sign
        else:
            raise _stranger(sign)
    if name[0] in "'-":
        raise UnfitText("bắt đầu bằng dấu “{sign}”; bỏ dấu đó", sign=name[0])


def _stranger(sign: str) -> UnfitText:
    if sign.isdigit():
        return UnfitText("có chữ số “{sign}”; tên chỉ gồm chữ cái", sign=sign)
    if sign.isalpha():
        return UnfitText(
            "có chữ “{sign}” (U+{code:04X}) không thuộc tiếng Việt hay tiếng dân tộc; gõ lại chữ đó",
            sign=sign,
            code=ord(sign),
        )
    return UnfitText("có dấu “{sign}”; tên chỉ gồm chữ cái, dấu cách, dấu nháy và gạch nối", sign=sign)

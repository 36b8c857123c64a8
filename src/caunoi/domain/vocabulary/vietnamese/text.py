"""Vietnamese text in one form: what is stored, what is compared, what is searched."""

import re
import unicodedata
from functools import lru_cache

from caunoi.domain.vocabulary.unreadable import Unreadable
from caunoi.domain.vocabulary.vietnamese.tones import place_tone


class UnfitText(Unreadable):
    """A text that must not be stored (văn bản không dùng được), with the reason."""


# Icelandic eth and African d look like đ on screen; some keyboards and old fonts send them.
_ONE_DD = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"})
_APOSTROPHES = "\u2018\u2019\u02bc\u02bb\u00b4\u2032\uff07"
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
# Tabs and line ends come with every paste from a workbook: they are spaces here, other controls are refused.
_SPACES = re.compile(r"[\t\n\r \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_PLAIN_WORD = r"[!-~ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]+"
_PLAIN_WORDS = re.compile(f"{_PLAIN_WORD}(?: {_PLAIN_WORD})*")
_MAX_MARKS = 2
_INVISIBLE_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_LETTERS_WITHOUT_MARKS = str.maketrans("đðɖɗƀɓøłħŧı", "dddd" + "bb" + "olhti", "'" + _APOSTROPHES)


def normalise(text: str) -> str:
    """The form in which every text is stored: NFC, one Đ, single spaces.

    Raises `UnfitText` on control, bidirectional and zero-width characters and on piled-up marks.
    """
    # Whole letters of Vietnamese and single spaces, as nearly all text has them, stay as they are.
    if _PLAIN_WORDS.fullmatch(text):
        return text
    stored = tidy(text)
    if not stored.isascii() or not stored.isprintable():
        _refuse_hidden(stored)
        _refuse_piled_marks(stored)
    return stored


@lru_cache(maxsize=50_000)
def canonical(text: str) -> str:
    """The key `exact`: two texts with one key are the same word, typed in two ways.

    Letter case, tone placement (hoà, hòa), kind of apostrophe and the form of Đ make no difference; marks do.
    """
    lowered = unicodedata.normalize("NFC", normalise(text).casefold()).translate(_ONE_APOSTROPHE)
    return " ".join(place_tone(syllable) for syllable in lowered.split(" "))


def fold(text: str) -> str:
    """The key `search`: lower case, no marks, đ as d, no apostrophes.

    It refuses nothing, because a search box must answer whatever is typed: controls become
    spaces, hidden characters are dropped.
    """
    plain = text.translate(_PLAIN_LATIN)
    if plain.isascii() and plain.isprintable():
        return " ".join(plain.lower().split())
    return _fold_any(text)


def twin_key(text: str) -> str:
    """The key `twin`: people whose keys agree may be one person; a warning, never a reason to merge.

    Beyond `fold` it takes i and y for one letter (Lí, Lý) and looks past spaces and punctuation.
    """
    return "".join(letter for letter in fold(text).replace("y", "i") if letter.isalnum())


def tidy(text: str) -> str:
    """NFC, one Đ, single spaces; nothing is refused."""
    composed = unicodedata.normalize("NFC", text).translate(_ONE_DD)
    return _SPACES.sub(" ", composed).strip(" ")


def _refuse_hidden(text: str) -> None:
    for place, letter in enumerate(text, start=1):
        if letter in _INVISIBLE_LETTERS or unicodedata.category(letter) in _HIDDEN_CATEGORIES:
            raise UnfitText(
                "có ký tự không nhìn thấy (U+{code:04X}) ở vị trí {place}; xoá rồi gõ lại chữ ở đó",
                code=ord(letter),
                place=place,
            )


def _refuse_piled_marks(text: str) -> None:
    marks, base = 0, ""
    for letter in unicodedata.normalize("NFD", text):
        if unicodedata.combining(letter):
            marks += 1
        else:
            marks, base = 0, letter
        if marks > _MAX_MARKS or (marks and not base):
            raise UnfitText("có quá nhiều dấu trên chữ “{base}”; xoá rồi gõ lại chữ đó", base=base)


@lru_cache(maxsize=50_000)
def _fold_any(text: str) -> str:
    plain = unicodedata.normalize("NFKD", tidy(text))
    plain = unicodedata.normalize("NFKD", plain.casefold())
    kept = "".join(letter for letter in plain if unicodedata.category(letter) not in _DROPPED)
    recomposed = unicodedata.normalize("NFC", kept.translate(_LETTERS_WITHOUT_MARKS))
    return " ".join(_CONTROLS.sub(" ", recomposed).split())


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DROPPED = (_HIDDEN_CATEGORIES - {"Cc"}) | {"Mn", "Me"}

# Nearly all text folds through this table alone, six times faster than by taking letters apart.
_LATIN = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isalpha()]
_MARKS = [chr(code) for code in range(0x300, 0x370)]
_PLAIN_LATIN = str.maketrans(
    {letter: _fold_any(letter) for letter in [*_LATIN, *_MARKS, "'"]} | {"\u00a0": " "}
)

"""The order of Vietnamese names as a text that any database sorts alike, byte by byte."""

import unicodedata
from functools import lru_cache

from caunoi.domain.vocabulary.vietnamese.names import given_name
from caunoi.domain.vocabulary.vietnamese.text import tidy
from caunoi.domain.vocabulary.vietnamese.tones import TONE_MARKS, place_tone

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_END, _SPACE, _OTHER = "0", "1", "2"
# 33 letters on the 33 digits and letters that are left: ASCII, and in order even where case is ignored.
_RANK = dict(zip(_ALPHABET, "3456789abcdefghijklmnopqrstuvwxyz", strict=True)) | {" ": _SPACE}
_ACCENTS = "0123456789ab"
_SHAPES = "\u0302\u0306\u031b"


def sort_key(full_name: str, given: str | None = None) -> str:
    """A text whose byte order is the order of names: tên first, then họ and tên đệm.

    Letters decide before tones, for the whole word, as ICU's `vi` does: ngang, huyền, hỏi, ngã, sắc, nặng.
    `given` names the tên when it has more than its usual one syllable.
    """
    name = tidy(full_name).casefold()
    tail = tidy(given).casefold() if given else given_name(name)
    rest = name.removesuffix(tail).strip(" ") if f" {name}".endswith(f" {tail}") else name
    return _collate(tail) + _collate(rest)


def _collate(words: str) -> str:
    ranks, accents = [], []
    for syllable in words.split(" "):
        rank, accent = _syllable_weights(syllable)
        ranks.append(rank)
        accents.append(accent)
    return _SPACE.join(ranks) + _END + "0".join(accents) + _END


@lru_cache(maxsize=50_000)
def _syllable_weights(syllable: str) -> tuple[str, str]:
    letters = [_letter_weights(cluster) for cluster in _clusters(place_tone(syllable))]
    return "".join(rank for rank, _ in letters), "".join(accent for _, accent in letters)


def _clusters(syllable: str) -> list[str]:
    clusters: list[str] = []
    for sign in unicodedata.normalize("NFD", syllable):
        if unicodedata.combining(sign) and clusters:
            clusters[-1] += sign
        else:
            clusters.append(sign)
    return clusters


def _letter_weights(cluster: str) -> tuple[str, str]:
    base, marks = cluster[0].replace("ƀ", "b"), cluster[1:]
    shaped = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark in _SHAPES))
    letter = shaped if shaped in _RANK else base
    tone = max((TONE_MARKS.find(mark) + 1 for mark in marks), default=0)
    # A mark outside Vietnamese (č, ŏ, ƀ) puts the letter right behind its plain form, tones included.
    foreign = letter != shaped or base != cluster[0] or any(_is_foreign(mark) for mark in marks)
    return _RANK.get(letter) or f"{_OTHER}{ord(letter):06x}", _ACCENTS[tone + 6 * foreign]


def _is_foreign(mark: str) -> bool:
    return mark not in TONE_MARKS and mark not in _SHAPES

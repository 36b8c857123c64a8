"""Where the tone mark stands in a syllable: hoà and hòa are one word."""

import re
import unicodedata
from functools import lru_cache

TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: the order of the dictionary (ngang, without a mark, comes before)."""

_SHAPED = "ăâêôơư"
_VOWELS = "aeiouy" + _SHAPED
# "gi" and "qu" are consonants when a vowel follows; so giá and quý carry the tone behind them.
_SYLLABLE = re.compile(
    rf"(?P<onset>ngh|ng|nh|gh|gi(?=[{_VOWELS}])|qu(?=[{_VOWELS}])|kh|ph|th|tr|ch|[bcdđghklmnprstvx])?"
    rf"(?P<nucleus>[{_VOWELS}]{{1,3}})"
    r"(?P<coda>ng|nh|ch|[cmnpt])?"
)


@lru_cache(maxsize=50_000)
def place_tone(syllable: str) -> str:
    """The lower-case syllable with its tone in the traditional place: hòa, thúy, khỏe; also Hoàng for Hòang.

    A syllable that isn't Vietnamese, or that carries several tones, is given back as it came.
    """
    base, tones = _split_tone(syllable)
    match = _SYLLABLE.fullmatch(base)
    if len(tones) != 1 or match is None:
        return syllable
    place = match.start("nucleus") + _bearer(match["nucleus"], closed=match["coda"] is not None)
    return unicodedata.normalize("NFC", base[: place + 1] + tones + base[place + 1 :])


def _split_tone(syllable: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", syllable)
    tones = "".join(sign for sign in decomposed if sign in TONE_MARKS)
    base = "".join(sign for sign in decomposed if sign not in TONE_MARKS)
    return unicodedata.normalize("NFC", base), tones


def _bearer(nucleus: str, *, closed: bool) -> int:
    shaped = [place for place, vowel in enumerate(nucleus) if vowel in _SHAPED]
    if shaped:
        return shaped[-1]
    if closed:
        return len(nucleus) - 1
    return 1 if len(nucleus) == 3 else 0

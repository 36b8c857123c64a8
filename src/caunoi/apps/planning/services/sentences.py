"""The sentences of the checker (câu của bộ kiểm tra), so that they can be said with names and in two languages.

The checker knows numbers only: "Lớp 3 có 5 người, cần ít nhất 10." Each pair below is the sentence as the checker
writes it and as a person reads it; a name between the same brackets stands for the same thing in both.
"""

import re
from collections.abc import Callable, Mapping

from django.utils.translation import gettext, gettext_noop

SENTENCES = (
    (
        "Yêu cầu %(request)s không xin học chương trình của lớp %(line)s.",
        gettext_noop("%(request)s không xin học chương trình của lớp %(line)s."),
    ),
    (
        "Bài toán không cho yêu cầu %(request)s vào lớp %(line)s.",
        gettext_noop("Bài toán không cho %(request)s vào lớp %(line)s."),
    ),
    (
        "Lớp %(line)s cách %(far)s km, quá %(most)s km.",
        gettext_noop("Lớp %(line)s xa hơn %(most)s km."),
    ),
    (
        "Lớp %(line)s sẽ dùng %(used)s chỗ, chỉ có %(seats)s chỗ.",
        gettext_noop("Lớp %(line)s sẽ dùng %(used)s chỗ, chỉ có %(seats)s chỗ."),
    ),
    (
        "Lớp %(line)s dùng %(used)s chỗ, chỉ có %(seats)s.",
        gettext_noop("Lớp %(line)s dùng %(used)s chỗ, chỉ có %(seats)s."),
    ),
    (
        "Trùng tuần với lớp khác của cùng người khi vào lớp %(line)s.",
        gettext_noop("Trùng tuần với lớp khác của cùng người khi vào lớp %(line)s."),
    ),
    (
        "Đơn vị sẽ vắng quá %(most)s người trong một tuần của lớp %(line)s.",
        gettext_noop("Đơn vị sẽ vắng quá %(most)s người trong một tuần của lớp %(line)s."),
    ),
    (
        "Địa điểm của lớp %(line)s không đủ phòng trong những tuần ấy.",
        gettext_noop("Địa điểm của lớp %(line)s không đủ phòng trong những tuần ấy."),
    ),
    (
        "Lớp %(line)s sẽ có %(people)s người, cần ít nhất %(least)s.",
        gettext_noop("Lớp %(line)s sẽ có %(people)s người, cần ít nhất %(least)s."),
    ),
    (
        "Lớp %(line)s có %(people)s người, cần ít nhất %(least)s.",
        gettext_noop("Lớp %(line)s có %(people)s người, cần ít nhất %(least)s."),
    ),
    (
        "Yêu cầu %(request)s chỉ có %(people)s người.",
        gettext_noop("%(request)s chỉ có %(people)s người."),
    ),
    (
        "Yêu cầu %(request)s có %(people)s người nhưng kế hoạch xếp %(placed)s.",
        gettext_noop("%(request)s có %(people)s người nhưng kế hoạch xếp %(placed)s."),
    ),
    (
        "Yêu cầu %(request)s bắt buộc phải được xếp đủ.",
        gettext_noop("%(request)s bắt buộc phải được xếp đủ."),
    ),
    (
        "Yêu cầu %(request)s bắt buộc đủ %(people)s người, mới xếp %(placed)s.",
        gettext_noop("%(request)s bắt buộc đủ %(people)s người, mới xếp %(placed)s."),
    ),
    (
        "Yêu cầu %(request)s vào lớp %(line)s khi chưa học xong chương trình phải học trước.",
        gettext_noop("%(request)s vào lớp %(line)s khi chưa học xong chương trình phải học trước."),
    ),
    (
        "Người %(person)s học nhiều lớp cùng lúc trong tuần %(week)s.",
        gettext_noop("%(person)s học nhiều lớp cùng lúc trong %(week)s."),
    ),
    (
        "Đơn vị %(unit)s vắng %(people)s người trong tuần %(week)s, chỉ được %(most)s.",
        gettext_noop("%(unit)s vắng %(people)s người trong %(week)s, chỉ được %(most)s."),
    ),
    (
        "Địa điểm %(venue)s có %(classes)s lớp trong tuần %(week)s, chỉ đủ %(rooms)s phòng.",
        gettext_noop("%(venue)s có %(classes)s lớp trong %(week)s, chỉ đủ %(rooms)s phòng."),
    ),
)
NUMBER = r"\d+(?:\.\d+)?(?:e\+?\d+)?"
Naming = Mapping[str, Callable[[int], str]]


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"%\((\w+)\)s", sentence)
    fixed, names = parts[::2], parts[1::2]
    holes = [*(f"(?P<{name}>{NUMBER})" for name in names), ""]
    return re.compile("".join(re.escape(text) + hole for text, hole in zip(fixed, holes, strict=True)))


PATTERNS = tuple((_pattern(written), read) for written, read in SENTENCES)


def retold(message: str, names: Naming) -> str | None:
    """The sentence with names for its numbers, in the reader's language; None for one that is not known here."""
    for pattern, sentence in PATTERNS:
        if found := pattern.fullmatch(message):
            told = {key: _named(names.get(key), number) for key, number in found.groupdict().items()}
            return gettext(sentence) % told
    return None


def _named(name: Callable[[int], str] | None, number: str) -> str:
    return name(int(number)) if name else number

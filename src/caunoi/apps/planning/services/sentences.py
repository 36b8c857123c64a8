"""The sentences of the checker (câu của bộ kiểm tra), so that they can be said with names and in two languages.

The checker knows numbers only: "Lớp 3 có 5 người, cần ít nhất 10." Each pair below is the sentence as the checker
writes it and as a person reads it; a name between the same brackets stands for the same thing in both.
"""

import re
from collections.abc import Callable, Mapping

from django.utils.translation import gettext, gettext_noop

from caunoi.domain.vocabulary.money import format_dong

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
    (
        "Lớp %(line)s học vào tuần %(week)s, là tuần nghỉ ở địa điểm ấy.",
        gettext_noop("Lớp %(line)s học vào %(week)s, là tuần nghỉ ở nơi ấy."),
    ),
    (
        "Giảng viên %(lecturer)s dạy %(classes)s lớp trong tuần %(week)s, chỉ được %(most)s.",
        gettext_noop("%(lecturer)s dạy %(classes)s lớp trong %(week)s, chỉ được %(most)s."),
    ),
    (
        "Giảng viên %(lecturer)s dạy %(weeks)s tuần, chỉ được %(most)s tuần.",
        gettext_noop("%(lecturer)s dạy %(weeks)s tuần, chỉ được %(most)s tuần."),
    ),
    (
        "Đơn vị %(unit)s vắng %(people)s cán bộ chủ chốt trong tuần %(week)s, chỉ được %(most)s.",
        gettext_noop("%(unit)s vắng %(people)s cán bộ chủ chốt trong %(week)s, chỉ được %(most)s."),
    ),
    (
        "Học xong lớp %(line)s, người của yêu cầu %(request)s không còn đủ %(weeks)s tuần công tác.",
        gettext_noop("Học xong lớp %(line)s, %(request)s không còn đủ %(weeks)s tuần công tác."),
    ),
    (
        "Mục chi “%(name)s” tốn %(money)s, chỉ có %(limit)s.",
        gettext_noop("Khoản “%(name)s” tốn %(money)s, mức cho khoản ấy chỉ có %(limit)s."),
    ),
    (
        "Đơn vị %(unit)s được xếp %(heads)s suất, chỉ tiêu nhiều nhất %(most)s.",
        gettext_noop("%(unit)s được xếp %(heads)s suất, chỉ tiêu nhiều nhất %(most)s."),
    ),
    (
        "Đơn vị %(unit)s được xếp %(heads)s suất, chỉ tiêu ít nhất %(least)s.",
        gettext_noop("%(unit)s được xếp %(heads)s suất, chỉ tiêu ít nhất %(least)s."),
    ),
    (
        "Nhóm “%(name)s” được xếp %(heads)s suất, cần ít nhất %(least)s.",
        gettext_noop("Nhóm “%(name)s” được xếp %(heads)s suất, cần ít nhất %(least)s."),
    ),
    (
        "Nhóm “%(name)s” được %(heads)s trong %(every)s suất, cần ít nhất %(share)s.",
        gettext_noop("Nhóm “%(name)s” được %(heads)s trong %(every)s suất, cần ít nhất %(share)s."),
    ),
    (
        "Lớp %(line)s đã chốt mở nhưng không mở.",
        gettext_noop("Lớp %(line)s đã chốt mở nhưng không mở."),
    ),
    (
        "Lớp %(line)s đã chốt không mở nhưng lại mở.",
        gettext_noop("Lớp %(line)s đã chốt không mở nhưng lại mở."),
    ),
    (
        "Yêu cầu %(request)s đã chốt %(heads)s người vào lớp %(line)s nhưng không đủ.",
        gettext_noop("%(request)s đã chốt vào lớp %(line)s nhưng không ở đó."),
    ),
    (
        "Yêu cầu %(request)s đã chốt không xếp nhưng lại có lớp.",
        gettext_noop("%(request)s đã chốt không xếp nhưng lại có lớp."),
    ),
    (
        "Mới đáp ứng %(heads)s nhu cầu bắt buộc, cần ít nhất %(least)s.",
        gettext_noop("Mới đáp ứng %(heads)s nhu cầu bắt buộc, cần ít nhất %(least)s."),
    ),
    (
        "Học xong lớp %(line)s thì không còn đủ %(weeks)s tuần công tác phải có.",
        gettext_noop("Học xong lớp %(line)s thì không còn đủ %(weeks)s tuần công tác phải có."),
    ),
    (
        "Lớp %(line)s rơi vào tuần nghỉ của địa điểm.",
        gettext_noop("Lớp %(line)s rơi vào tuần nghỉ của nơi học."),
    ),
    (
        "Lớp %(line)s đã chốt không mở.",
        gettext_noop("Lớp %(line)s đã chốt không mở."),
    ),
    (
        "Yêu cầu %(request)s đã chốt không xếp.",
        gettext_noop("%(request)s đã chốt không xếp."),
    ),
    (
        "Giảng viên %(lecturer)s dạy quá nhiều lớp trong những tuần của lớp %(line)s.",
        gettext_noop("%(lecturer)s dạy quá nhiều lớp trong những tuần của lớp %(line)s."),
    ),
    (
        "Mở lớp %(line)s thì giảng viên %(lecturer)s dạy quá số tuần cho phép.",
        gettext_noop("Mở lớp %(line)s thì %(lecturer)s dạy quá số tuần cho phép."),
    ),
    (
        "Đơn vị sẽ vắng quá %(most)s cán bộ chủ chốt trong một tuần của lớp %(line)s.",
        gettext_noop("Đơn vị sẽ vắng quá %(most)s cán bộ chủ chốt trong một tuần của lớp %(line)s."),
    ),
    (
        "Đơn vị %(unit)s sẽ có %(heads)s suất, chỉ tiêu nhiều nhất %(most)s.",
        gettext_noop("%(unit)s sẽ có %(heads)s suất, chỉ tiêu nhiều nhất %(most)s."),
    ),
    (
        "Đơn vị %(unit)s sẽ còn %(heads)s suất, chỉ tiêu ít nhất %(least)s.",
        gettext_noop("%(unit)s sẽ còn %(heads)s suất, chỉ tiêu ít nhất %(least)s."),
    ),
    (
        "Mục chi “%(name)s” sẽ tốn %(money)s, chỉ có %(limit)s.",
        gettext_noop("Khoản “%(name)s” sẽ tốn %(money)s, mức cho khoản ấy chỉ có %(limit)s."),
    ),
    (
        "Nhóm “%(name)s” sẽ có %(heads)s trong %(every)s suất, cần ít nhất %(share)s.",
        gettext_noop("Nhóm “%(name)s” sẽ có %(heads)s trong %(every)s suất, cần ít nhất %(share)s."),
    ),
    (
        "Nhóm “%(name)s” sẽ còn %(heads)s suất, cần ít nhất %(least)s.",
        gettext_noop("Nhóm “%(name)s” sẽ còn %(heads)s suất, cần ít nhất %(least)s."),
    ),
    (
        "Chỉ còn %(heads)s nhu cầu bắt buộc được xếp, cần %(least)s.",
        gettext_noop("Chỉ còn %(heads)s nhu cầu bắt buộc được xếp, cần %(least)s."),
    ),
    (
        "Lớp %(line)s đã chốt mở nhưng sẽ không còn ai.",
        gettext_noop("Lớp %(line)s đã chốt mở nhưng sẽ không còn ai."),
    ),
    (
        "Yêu cầu %(request)s đã chốt %(heads)s người vào lớp %(line)s.",
        gettext_noop("%(request)s đã chốt vào lớp %(line)s."),
    ),
    (
        "Chương trình %(programme)s có %(heads)s người cần (yêu cầu %(rows)s) nhưng không có lớp nào.",
        gettext_noop("%(programme)s: %(heads)s người cần nhưng kỳ kế hoạch không có lớp nào."),
    ),
    (
        "Chương trình %(programme)s có lớp (%(rows)s) nhưng không ai có nhu cầu học.",
        gettext_noop("%(programme)s: có lớp nhưng không ai có nhu cầu học."),
    ),
    (
        "Chương trình %(programme)s không có địa điểm: mọi lớp (%(rows)s) ở nơi không có phòng.",
        gettext_noop("%(programme)s: mọi lớp đều ở nơi không có phòng."),
    ),
    (
        "Chương trình %(programme)s: cần %(wanted)s chỗ, mọi lớp cộng lại chỉ có %(seats)s chỗ.",
        gettext_noop("%(programme)s: cần %(wanted)s chỗ, mọi lớp cộng lại chỉ có %(seats)s chỗ."),
    ),
    (
        "Chương trình %(programme)s: người bắt buộc học cần %(wanted)s chỗ, mọi lớp chỉ có %(seats)s chỗ.",
        gettext_noop("%(programme)s: người bắt buộc học cần %(wanted)s chỗ, mọi lớp chỉ có %(seats)s chỗ."),
    ),
    (
        "Điều kiện học trước đi vòng: chương trình %(circle)s; hãy bỏ một điều kiện.",
        gettext_noop("Điều kiện học trước đi vòng: %(circle)s; hãy bỏ một điều kiện."),
    ),
    (
        "Điều kiện học trước đi vòng: chương trình %(circle)s; hãy bỏ một điều kiện. "
        "Không ai bắt đầu được ở yêu cầu %(rows)s.",
        gettext_noop("Điều kiện học trước đi vòng: %(circle)s; không ai bắt đầu được, hãy bỏ một điều kiện."),
    ),
    (
        "Kinh phí là %(money)s, nhỏ hơn không; hãy nhập lại kinh phí.",
        gettext_noop("Kinh phí là %(money)s, nhỏ hơn không; hãy nhập lại kinh phí."),
    ),
    (
        "Riêng người bắt buộc học đã tốn ít nhất %(money)s, kinh phí chỉ có %(limit)s.",
        gettext_noop("Riêng người bắt buộc học đã tốn ít nhất %(money)s, kinh phí chỉ có %(limit)s."),
    ),
    (
        "Lớp %(line)s vừa chốt mở vừa chốt không mở.",
        gettext_noop("Lớp %(line)s vừa chốt mở vừa chốt không mở."),
    ),
    (
        "Yêu cầu %(request)s chốt vào lớp %(line)s, mà lớp ấy chốt không mở.",
        gettext_noop("%(request)s chốt vào lớp %(line)s, mà lớp ấy chốt không mở."),
    ),
    (
        "Yêu cầu %(request)s vừa chốt vào lớp %(line)s vừa chốt không xếp.",
        gettext_noop("%(request)s vừa chốt vào lớp %(line)s vừa chốt không xếp."),
    ),
    (
        "Lớp %(line)s chốt mở cần ít nhất %(least)s người, chỉ có %(people)s người học được.",
        gettext_noop("Lớp %(line)s chốt mở cần ít nhất %(least)s người, chỉ có %(people)s người học được."),
    ),
)
NUMBER = r"-?\d+(?:\.\d+)?(?:e\+?\d+)?"
HOLES = {
    "name": r"[^”]*",
    "share": r"\d+%",
    "rows": r"\d+(?:, \d+)*(?: và \d+ dòng khác)?",
    "circle": r"\d+(?: → \d+)+",
}
"""What stands in a hole that holds no single number."""
MONEY = frozenset({"money", "limit"})
MILLION = 1_000_000
Naming = Mapping[str, Callable[[int], str]]


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"%\((\w+)\)s", sentence)
    fixed, names = parts[::2], parts[1::2]
    holes = [*(f"(?P<{name}>{HOLES.get(name, NUMBER)})" for name in names), ""]
    return re.compile("".join(re.escape(text) + hole for text, hole in zip(fixed, holes, strict=True)))


PATTERNS = tuple((_pattern(written), read) for written, read in SENTENCES)


def retold(message: str, names: Naming) -> str | None:
    """The sentence with names for its numbers, in the reader's language; None for one that is not known here."""
    for pattern, sentence in PATTERNS:
        if found := pattern.fullmatch(message):
            told = {key: _named(key, text, names) for key, text in found.groupdict().items()}
            return gettext(sentence) % told
    return None


def _named(key: str, text: str, names: Naming) -> str:
    """Money stands in millions there; a circle of programmes is named one by one."""
    if key in MONEY:
        return format_dong(round(float(text) * MILLION))
    if key == "circle" and "programme" in names:
        return " → ".join(names["programme"](int(number)) for number in text.split(" → "))
    name = names.get(key)
    return name(int(text)) if name else text

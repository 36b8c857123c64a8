"""Which point somebody asks for: a day in any form people write, or the number of a record, "#1234"."""

import re

from django.utils.translation import gettext as _

from caunoi.domain.vocabulary.vietnamese import UnreadableDate, format_date, parse_date
from caunoi.foundation.errors import Refused
from caunoi.foundation.system_time.known import Point
from caunoi.foundation.system_time.points import kept_since, point_of_day, point_of_record

RECORD_NUMBER = re.compile(r"#?([0-9]{1,18})")


class NothingKept(Refused):
    """The point lies before the first state that is kept."""

    status = 400


class UnreadablePoint(Refused):
    """The point of knowing cannot be read."""

    status = 400


def point_asked(text: str) -> Point:
    """ "30/06/2025" is the end of that day, "#1234" the moment after that record.

    Raises UnreadablePoint, and NothingKept for a point before the first state there is.
    """
    point = _read(text)
    if point.seq < max(kept_since(), 1):
        words = _("Đến mốc %(point)s sổ chưa ghi gì để xem lại. Chọn một ngày sau, hoặc bỏ mốc này.")
        raise NothingKept(words % {"point": format_date(point.day) if point.day else point})
    return point


def _read(text: str) -> Point:
    number = RECORD_NUMBER.fullmatch(text) if not re.fullmatch(r"[12][0-9]{3}", text) else None
    if number:
        return point_of_record(int(number.group(1)))
    try:
        day = parse_date(text)
    except UnreadableDate as fault:
        raise _unreadable(text) from fault
    if day.precision != "day":
        raise _unreadable(text)
    return point_of_day(day.as_date())


def _unreadable(text: str) -> UnreadablePoint:
    words = _(
        "Mốc biết “%(text)s” không đọc được. Ghi đủ ngày, tháng, năm, ví dụ 30/06/2025, "
        "hoặc số bản ghi nhật ký, ví dụ #1234."
    )
    return UnreadablePoint(words % {"text": text[:40]})

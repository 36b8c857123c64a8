"""A day on the command line, as people or programs write it."""

from argparse import ArgumentTypeError
from datetime import date

from django.utils.translation import gettext as _

from caunoi.domain.vocabulary.vietnamese import UnreadableDate, parse_date


def a_day(text: str) -> date:
    """``31/08/2020`` or ``2020-08-31``; a month or a year alone is refused."""
    try:
        typed = parse_date(text)
    except UnreadableDate as fault:
        raise ArgumentTypeError(str(fault)) from fault
    if typed.precision != "day":
        raise ArgumentTypeError(_("phải có đủ ngày, tháng, năm, ví dụ 31/08/2020"))
    return typed.as_date()

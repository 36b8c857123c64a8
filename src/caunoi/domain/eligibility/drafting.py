"""Draft standards (bản thảo tiêu chuẩn): a text somebody wrote, read with the line of every mistake, put in place.

The book that judges is never touched: a draft makes another book of the same law with the draft in force instead.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from caunoi.domain.eligibility.lines import line_of
from caunoi.domain.eligibility.reading import UnreadableRule
from caunoi.domain.eligibility.requirement import TitleRule
from caunoi.domain.eligibility.rulebook import Rulebook
from caunoi.domain.eligibility.rulefile import canonical, read_rules
from caunoi.domain.eligibility.terms import Terms
from caunoi.domain.vocabulary.vietnamese import format_date

LONGEST = 200_000
MOST_DOTS = 100
"""On one line: the parser goes through a dotted name again for each of its parts; a long one takes it minutes."""
AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
SYNTAX = (
    ("Expected '='", "thiếu dấu = sau tên mục"),
    ("Invalid value", "giá trị không đọc được"),
    ("Cannot overwrite", "mục này đã ghi một lần ở trên"),
    ("Cannot declare", "bảng này đã ghi một lần ở trên"),
    ("Unterminated", "chữ chưa đóng ngoặc kép"),
    ("Illegal character", "có ký tự không được phép, hoặc chữ chưa đóng ngoặc kép"),
    ("Unclosed array", "danh sách chưa đóng ngoặc vuông"),
    ("Expected newline", "sau giá trị còn thừa chữ"),
    ("Expected ']'", "tên bảng chưa đóng ngoặc vuông"),
    ("Invalid statement", "dòng này không phải một mục hay một bảng"),
    ("Invalid date", "ngày không có trong lịch"),
)


class DraftFault(ValueError):
    """A draft that cannot be read (bản thảo chưa đọc được): the line, the field, what is wrong, how to mend it."""

    def __init__(self, line: int, field: str, what: str, mend: str) -> None:
        self.line, self.field, self.what, self.mend = line, field, what, mend
        where = f"Dòng {line}, mục “{field}”" if field else f"Dòng {line}"
        super().__init__(f"{where}: {what} Cách sửa: {mend}")


def draft_content(text: str) -> dict[str, Any]:
    """The tables of the text as they are written."""
    if len(text) > LONGEST:
        raise DraftFault(1, "", "tệp quá dài.", "chỉ để lại các tiêu chuẩn muốn thử.")
    for line, words in enumerate(text.split("\n"), 1):
        if words.count(".") > MOST_DOTS:
            raise DraftFault(line, "", "dòng có quá nhiều dấu chấm.", "tách thành các mục riêng.")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _syntax(str(fault), text) from fault
    except RecursionError as fault:
        raise DraftFault(1, "", "ngoặc lồng nhau quá sâu.", "bỏ bớt ngoặc vuông, ngoặc nhọn.") from fault
    except ValueError as fault:  # a number longer than Python reads
        raise DraftFault(1, "", "có số quá dài.", "ghi lại số đó, ví dụ 45.") from fault


def read_draft(text: str, terms: Terms) -> tuple[TitleRule, ...]:
    """The rules of a draft; refused with the line where something cannot be read."""
    content = draft_content(text)
    try:
        rules = tuple(read_rules(content, "Bản thảo", terms))
        Rulebook(rules, (), (), terms)
    except UnreadableRule as fault:
        field = fault.key or (fault.path[-1][0] if fault.path else "")
        raise DraftFault(line_of(text, fault.path, fault.key), field, fault.what, fault.mend) from fault
    if not rules:
        raise DraftFault(
            1, "rule", "bản thảo chưa có tiêu chuẩn nào.", "thêm bảng [[rule]] và các [[rule.require]]."
        )
    return rules


def _syntax(told: str, text: str) -> DraftFault:
    place = AT_LINE.search(told)
    line = int(place[1]) if place else len(text.splitlines()) or 1
    what = next((words for start, words in SYNTAX if told.startswith(start)), "sai cú pháp")
    written = text.splitlines()[line - 1].strip() if place and line <= len(text.splitlines()) else ""
    field = written.split("=")[0].strip(' "[]') if "=" in written else ""
    return DraftFault(line, field, f"{what}.", "ghi lại dạng tên = giá trị, chữ trong ngoặc kép.")


def day_of_rules(rules: Sequence[TitleRule], on: date) -> date:
    """The day whose law is compared: the day asked where the draft is in force then, else the first it will be."""
    if any(rule.period.contains(on) for rule in rules):
        return on
    later = [rule.period.start for rule in rules if rule.period.start and rule.period.start > on]
    if not later:
        last = max(rule.period.end for rule in rules if rule.period.end)
        raise DraftFault(
            1, "to", f"bản thảo hết hiệu lực từ ngày {format_date(last)}, trước ngày đang xem.", "sửa “to”."
        )
    return min(later)


def in_place(book: Rulebook, drafts: Sequence[TitleRule]) -> Rulebook:
    """The same book with the drafts: where one speaks of a title, an area and a day, no other general rule does."""
    replaced = {draft.id for draft in drafts if draft.special}
    kept = [rule for rule in book.rules if not (rule.special and rule.id in replaced)]
    for draft in drafts:
        kept = [piece for rule in kept for piece in _beside(rule, draft, book.terms)]
    return Rulebook([*kept, *drafts], book.measures, book.keys, book.terms)


def _beside(rule: TitleRule, draft: TitleRule, terms: Terms) -> Iterable[TitleRule]:
    """What is left of a standing rule: other titles, other days, other areas."""
    shared = tuple(code for code in rule.titles if code in draft.titles)
    if rule.special or draft.special or not shared or not rule.period.overlaps(draft.period):
        return [rule]
    pieces = [_piece(rule, titles=tuple(code for code in rule.titles if code not in shared))]
    pieces += [_piece(rule, titles=shared, period=period) for period in rule.period.gaps([draft.period])]
    if draft.areas:
        areas = tuple(area for area in rule.areas or tuple(terms.areas) if area not in draft.areas)
        within = rule.period.intersection(draft.period)
        pieces += [_piece(rule, titles=shared, period=within, areas=areas)] if areas else []
    return [piece for piece in pieces if piece.titles]


def _piece(rule: TitleRule, **changed: Any) -> TitleRule:
    """A part of a rule, told apart from the whole in the hash of the rules."""
    part = replace(rule, **changed)
    told = [rule.raw, part.titles, part.areas, part.period.start, part.period.end]
    return replace(part, raw=canonical(told))

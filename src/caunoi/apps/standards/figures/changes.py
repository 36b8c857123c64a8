"""Each part of a change as a figure: its number, its people by name, its file and the API are one question.

The words of the address: ``so`` which number, ``tu`` the earlier day, ``ngay`` the later one, ``known_tu`` what was
known when the earlier report was made, and whose posts and where, as for the number itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import unit_tree, unit_written
from caunoi.apps.standards.figures.change_parts import PART_WORDS, RETURNED, PartWords
from caunoi.apps.standards.figures.change_rows import COLUMNS, ChangedPeople
from caunoi.apps.standards.figures.definitions import STANDARD, Definition, gaps
from caunoi.apps.standards.figures.questions import CHANGES, NUMBER, asked_in, list_url, scope_label
from caunoi.apps.standards.selectors.asked import (
    BLOCK,
    GROUP,
    OWN,
    TITLE,
    UNIT,
    NoUnitThen,
    UnreadableQuestion,
)
from caunoi.apps.standards.selectors.changes import Change, Report, change_between
from caunoi.apps.standards.selectors.rules import codes_asked_on
from caunoi.domain.movement.parts import Part
from caunoi.domain.vocabulary.vietnamese import UnreadableDate, parse_date
from caunoi.foundation import figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Figure, FigureValue, Scope, scope_of
from caunoi.foundation.figures.explaining import a_year_earlier
from caunoi.foundation.system_time.asked import point_asked
from caunoi.foundation.ui import numbers, with_query
from caunoi.foundation.ui.languages import reason_of

SINCE, UNTIL, KNOWN_THEN, ENDED_UNIT = "tu", "den", "known_tu", "don-vi-cu"
MOST_ASKED = "standard.met"
WORDS = (GROUP, TITLE, BLOCK, *OWN)
Params = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class ChangeAsked:
    """A change in question (thay đổi được hỏi): of which number, between which reports, and its parts."""

    of: Definition
    change: Change
    scope: Scope

    @property
    def before(self) -> Report:
        return self.change.before

    @property
    def after(self) -> Report:
        return self.change.after

    @cached_property
    def params(self) -> dict[str, str]:
        """The question as the query of an address, the later day left to ``ngay``."""
        unit_id = self.after.asked.unit_id
        there = unit_tree(on=self.after.on).nodes.get(unit_id) if unit_id else None
        unit = {UNIT: there.slug} if there else {ENDED_UNIT: self.scope.where.get(ENDED_UNIT, "")}
        words = {key: value for key, value in self.scope.where.items() if key in WORDS}
        apart = self.before.known != self.after.known
        known = str(self.before.known) if self.before.known and apart else ""
        return {NUMBER: self.of.code, SINCE: self.before.on.isoformat(), KNOWN_THEN: known, **unit, **words}

    @property
    def url(self) -> str:
        """The page of the whole change."""
        params = {key: value for key, value in self.params.items() if key != ENDED_UNIT}
        unit = {UNIT: self.params[ENDED_UNIT]} if ENDED_UNIT in self.params else {}
        return with_query(CHANGES, **params, **unit, ngay=self.after.on.isoformat())

    def part_url(self, words: PartWords) -> str:
        return with_query(
            f"/giai-thich/{words.code}/danh-sach/", **self.params, ngay=self.after.on.isoformat()
        )

    @property
    def days(self) -> str:
        return f"{numbers.day(self.before.on)} – {numbers.day(self.after.on)}"

    @property
    def where(self) -> str:
        """Whose posts, where: as the later day calls it, else the earlier one."""
        asked = next((look.asked for look in reversed(self.change.looks) if look.is_there), None)
        return scope_label(asked) if asked else ""

    def list_url(self, report: Report) -> str:
        """Everybody one of the two reports counts."""
        with report.reading():
            return list_url(report.asked)


def change_in(actor: Actor, scope: Scope) -> ChangeAsked:
    """The change a scope asks about: a year back and of those at standard, where it does not say."""
    where = scope.where
    of = _definition(where.get(NUMBER) or MOST_ASKED)
    since = day_written(where[SINCE]) if where.get(SINCE) else a_year_earlier(scope.on)
    words = {key: value for key, value in where.items() if key in WORDS}
    unit_id = scope.unit_id or _ended_unit(where.get(ENDED_UNIT, ""), since)
    known = point_asked(where[KNOWN_THEN]) if where.get(KNOWN_THEN) else scope.known
    before, after = (
        replace(asked_in(Scope(on=day, where=words), of.question), unit_id=unit_id)
        for day in (since, scope.on)
    )
    return ChangeAsked(of, change_between(actor, Report(before, known), Report(after, scope.known)), scope)


def change_scope(params: Params, on: date) -> Scope:
    """Like the scope of a figure; a unit may also be one that had ended by the later day."""
    text = next((values[-1].strip() for key in (UNIT, "unit") if (values := params.get(key))), "")
    kept = {key: values for key, values in params.items() if key not in (UNIT, "unit")}
    scope = scope_of(kept, on)
    if not text:
        return scope
    try:
        return replace(scope, unit_id=unit_written(text, on))
    except NotVisible:
        return replace(scope, where={**scope.where, ENDED_UNIT: text})


def _ended_unit(text: str, since: date) -> UUID | None:
    if not text:
        return None
    try:
        return unit_written(text, since)
    except NotVisible as fault:
        raise NoUnitThen(
            _("Cả hai ngày đều không có đơn vị nào mang mã “%(code)s”. Chọn lại đơn vị hoặc đổi ngày.")
            % {"code": text[:60]}
        ) from fault


def codes_counted() -> list[str]:
    """Every number whose change can be told person by person."""
    return [each.code for each in (*STANDARD, *gaps())]


def _definition(code: str) -> Definition:
    found = next((each for each in (*STANDARD, *gaps()) if each.code == code), None)
    if found is None:
        raise UnreadableQuestion(
            _("Con số “%(code)s” không so được theo từng người. Chọn một con số đếm người, ví dụ %(known)s.")
            % {"code": code[:60], "known": MOST_ASKED}
        )
    return found


def day_written(text: str, *, closing: bool = False) -> date:
    """The earlier day, or the later one, as people and programs write it."""
    try:
        typed = parse_date(text)
    except UnreadableDate as fault:
        told = {"fault": reason_of(fault).rstrip(".")}
        words = _("Ngày cuối kỳ %(fault)s.") if closing else _("Ngày đầu kỳ %(fault)s.")
        raise UnreadableQuestion(words % told) from fault
    if typed.precision == "day":
        return typed.as_date()
    whole = _("Ngày cuối kỳ phải có đủ ngày, tháng, năm, ví dụ 31/08/2020.")
    raise UnreadableQuestion(
        whole if closing else _("Ngày đầu kỳ phải có đủ ngày, tháng, năm, ví dụ 31/08/2020.")
    )


def comparable(asked: ChangeAsked) -> list[Definition]:
    """The numbers one may choose: those of standards, and what somebody lacks of what is asked on either day."""
    codes = {*codes_asked_on(asked.before.on), *codes_asked_on(asked.after.on)}
    lacking = [
        each for each in gaps() if each.code.removeprefix("gap.") in codes or each.code == asked.of.code
    ]
    return [*STANDARD, *lacking]


def part_value(asked: ChangeAsked, words: PartWords) -> FigureValue:
    """One part with its people: the number of the page, of the list, of the file and of the API."""
    return FigureValue(
        figures.figure_or_404(words.code),
        replace(asked.scope, where={**asked.scope.where, **asked.params}),
        ChangedPeople(asked.change, words.part),
        url=asked.part_url(words),
        formula=equation(asked),
        scope_label="; ".join(filter(None, [_(str(asked.of.title)), asked.days, asked.where])),
        context="; ".join([_(str(asked.of.title)), asked.days]),
        context_url=asked.url,
    )


def equation(asked: ChangeAsked) -> str:
    """ "95 − 1 + 4 = 98": opening, the parts that are not nothing, closing."""
    moved = asked.change.movement
    parts = [(part, count) for part, count in moved.counts.items() if count]
    steps = "".join(f" {_sign(part)} {numbers.number(count)}" for part, count in parts)
    return f"{numbers.number(moved.opening)}{steps} = {numbers.number(moved.closing)}"


def _sign(part: Part) -> str:
    return "+" if part.sign > 0 else "−"


def register_parts() -> None:
    for words in (*PART_WORDS, RETURNED):
        figures.register(
            Figure(words.code, words.title, words.text, _answering(words), COLUMNS, compared=False)
        )


def _answering(words: PartWords) -> Callable[[Actor, Scope], FigureValue]:
    def answer(actor: Actor, scope: Scope) -> FigureValue:
        return part_value(change_in(actor, scope), words)

    return answer

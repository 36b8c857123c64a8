"""What a year's rating asks of somebody today: the own words, the office's part, what waits to be decided."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.cadres.choices import Grade
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.apps.ratings.choices import READY, SheetState
from caunoi.apps.ratings.figures import counted, limits_of
from caunoi.apps.ratings.models import RatedUnit, RatingRound, RatingSheet
from caunoi.apps.ratings.selectors.sheets import Waiting, my_sheets, waiting_of
from caunoi.apps.ratings.selectors.years import year_of
from caunoi.apps.reports.presenters.homes.blocks import Block
from caunoi.foundation.figures import FigureValue, Scope
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components import Callout, Count, Link, State, Step, Tally

OWN_AT_ONCE = 3
NOW = ("rating.proposed", "rating.late")
"""What whoever follows the ratings asks about today."""


def steps(actor: Person, on: date) -> list[Step]:
    """For the board the whole round in one line; an office reads its own unit's."""
    if not holds(actor, RatedUnit, "fill"):
        return []
    waiting = waiting_of(actor)
    if holds(actor, RatingRound, "change"):
        return [_round(each, on) for each in waiting.rounds if each.proposed or on > each.round.due_on]
    units = waiting.units[:OWN_AT_ONCE]
    labels = unit_labels({rated.unit_id for rated, _many in units}, on)
    return [_unit(rated, many, labels[rated.unit_id], on) for rated, many in units]


def _round(waiting: Waiting, on: date) -> Step:
    late = on > waiting.round.due_on
    told = {
        "n": numbers.number(waiting.proposed),
        "open": numbers.number(waiting.open),
        "due": due_words(waiting.round, on),
    }
    return Step(
        _("Quyết định xếp loại năm %(year)s") % {"year": waiting.round.year},
        "amend" if late else "not_begun",
        f"/xep-loai/dot/{waiting.round.pk}/",
        _("%(n)s người chờ quyết định, %(open)s người chưa xong; %(due)s") % told,
    )


def _unit(rated: RatedUnit, many: int, label: str, on: date) -> Step:
    told = {"n": numbers.number(many), "due": due_words(rated.round, on)}
    return Step(
        _("Xếp loại năm %(year)s: %(unit)s") % {"year": rated.round.year, "unit": label},
        "amend" if on > rated.round.due_on else "doing",
        f"/xep-loai/don-vi/{rated.pk}/",
        _("%(n)s người chưa xong; %(due)s") % told,
    )


def due_words(round_: RatingRound, on: date) -> str:
    words = _("quá hạn %(day)s") if on > round_.due_on else _("hạn %(day)s")
    return words % {"day": numbers.day(round_.due_on)}


def links(actor: Person) -> list[Link]:
    """The way in also while nothing waits."""
    return [Link(_("Xếp loại hằng năm"), "/xep-loai/")] if holds(actor, RatedUnit, "fill") else []


def from_above(actor: Person, on: date) -> Block | None:
    """For whoever follows it: the limits of the last year that ended, what waits now, and the way to all of it."""
    if not holds(actor, RatedUnit, "look"):
        return None
    year, scope = year_of("", on), Scope(on=on)
    found: list[tuple[FigureValue, State]] = [(value, "loi") for value in limits_of(actor, year, on)[:1]]
    found += [(counted(actor, scope, code), "chu-y") for code in NOW]
    counts = [Count(_(value.figure.title), value, _state(value, state)) for value, state in found]
    with_limit = _("Tỷ lệ của năm %(year)s; phiếu của các năm đang làm.") % {"year": year}
    words = with_limit if len(found) > len(NOW) else _("Phiếu của các năm đang làm.")
    link = Link(_("Toàn cảnh xếp loại"), f"/xep-loai/toan-canh/?nam={year}")
    return Block(_("Xếp loại hằng năm"), [Tally(counts, words)], words, [link])


def _state(value: FigureValue, state: State) -> State:
    return state if value.numerator else "dat"


def mine(actor: Person, on: date) -> Block | None:
    """For the person who is rated: the newest year, what is to be written, and what came of it."""
    sheets = my_sheets(actor)
    if not sheets:
        return None
    links = [Link(_("Các năm xếp loại của tôi"), "/toi/xep-loai/")]
    return Block(_("Xếp loại hằng năm"), [_told(sheets[0], on)], links=links)


def _told(sheet: RatingSheet, on: date) -> Callout:
    year, there = {"year": sheet.rated.round.year}, f"/xep-loai/phieu/{sheet.pk}/"
    if sheet.state == SheetState.ASKED:
        words = _("Viết vài câu cho từng phần rồi gửi; %(due)s.") % {"due": due_words(sheet.rated.round, on)}
        link = Link(_("Viết tự đánh giá"), f"{there}tu-danh-gia/")
        late = on > sheet.rated.round.due_on
        return Callout(_("Tự đánh giá năm %(year)s") % year, words, "chu-y" if late else "thong-tin", [link])
    link = Link(_("Mở phiếu xếp loại"), there)
    state = _(SheetState(sheet.state).label)
    words = _(Grade(sheet.decided_level).label) if sheet.decided_level else state
    title, done = _("Xếp loại năm %(year)s") % year, sheet.state in READY
    return Callout(title, words, "dat" if done else "thong-tin", [link])

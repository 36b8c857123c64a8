"""Terms of office side by side (so các nhiệm kỳ): how each began, and where this one stands now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters.homes import gaps
from caunoi.apps.reports.presenters.homes.blocks import Block
from caunoi.apps.standards.selectors.reference import Term
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components import Cell, Column, Row, Table
from caunoi.foundation.ui.pictures import Slope, SlopeLine, slope

PEOPLE, UNKNOWN = "standard.people", "standard.unknown"
SHARES = {
    "standard.met": gettext_noop("Đạt chuẩn chung"),
    "education.college_or_higher": gettext_noop("Cao đẳng trở lên"),
}
COUNTS = {
    "gap.LLCT": gettext_noop("Thiếu lý luận chính trị"),
    "gap.CM": gettext_noop("Thiếu chuyên môn"),
}


@dataclass(frozen=True)
class Moment:
    """One day that is compared (mốc so sánh), with its figures."""

    title: str
    values: Mapping[str, FigureValue]

    @property
    def people(self) -> int:
        return int(self.values[PEOPLE].numerator)

    @property
    def judged(self) -> bool:
        """Enough is known of the day to speak of who met the standard."""
        return not gaps.much(self.values[UNKNOWN], self.people)

    def share(self, code: str) -> float | None:
        return self.values[code].share if code != "standard.met" or self.judged else None

    def text(self, code: str) -> str:
        share = self.share(code)
        return _("chưa rõ") if share is None else numbers.percent(share / 100)


def compared(actor: Actor, on: date) -> Block | None:
    """The day against the first day of its term, and of the one before as far as the files reach back."""
    now = _moment(actor, on, numbers.day(on))
    begun = [_of_term(actor, term) for term in selectors.terms_until(on)[-2:]]
    known = [moment for moment in begun if moment.people * 2 >= now.people > 0]
    if not known:
        return None
    moments = [*known, now]
    left_out = [moment for moment in begun if moment.people and moment not in known]
    return Block(
        _("Hai nhiệm kỳ"), [_picture(moments), _table(moments)], " ".join([_rise(moments), *_said(left_out)])
    )


def _said(left_out: Sequence[Moment]) -> list[str]:
    return [
        _("%(day)s: hồ sơ chỉ còn %(people)s cán bộ chủ chốt nên không đem so.")
        % {"day": moment.title, "people": numbers.number(moment.people)}
        for moment in left_out
    ]


def _of_term(actor: Actor, term: Term) -> Moment:
    began = term.period.start or date.min
    return _moment(actor, began, _("Đầu nhiệm kỳ %(day)s") % {"day": numbers.day(began)})


def _moment(actor: Actor, on: date, title: str) -> Moment:
    codes = (PEOPLE, UNKNOWN, *SHARES, *COUNTS)
    return Moment(title, {code: selectors.answer(actor, on, code) for code in codes})


def _picture(moments: Sequence[Moment]) -> str:
    first, last = moments[-2], moments[-1]
    lines = [
        SlopeLine(
            _(label),
            first.share(code),
            last.share(code),
            first.text(code),
            last.text(code),
            last.values[code].url,
            first.values[code].url,
        )
        for code, label in SHARES.items()
    ]
    return slope(Slope(_("Từ đầu nhiệm kỳ đến nay"), first.title, last.title, lines))


def _table(moments: Sequence[Moment]) -> Table:
    columns = [Column(_("Chỉ tiêu")), *(Column(moment.title, "number") for moment in moments)]
    rows = [Row([_("Cán bộ chủ chốt"), *(moment.values[PEOPLE] for moment in moments)])]
    rows += [
        Row([_(label), *(Cell(m.values[code], sub=m.text(code)) for m in moments)])
        for code, label in SHARES.items()
    ]
    rows += [Row([_(label), *(m.values[code] for m in moments)]) for code, label in COUNTS.items()]
    return Table(columns, rows, caption=_("Hai nhiệm kỳ"), matrix=True, id="nhiem-ky")


def _rise(moments: Sequence[Moment]) -> str:
    then, now = (moment.share("education.college_or_higher") for moment in moments[-2:])
    if then is None or now is None:
        return ""
    told = {"points": numbers.number(abs(now - then), 1)}
    rose = _("Trình độ cao đẳng trở lên tăng %(points)s điểm phần trăm. Mỗi mốc tính trên người của ngày ấy.")
    fell = _("Trình độ cao đẳng trở lên giảm %(points)s điểm phần trăm. Mỗi mốc tính trên người của ngày ấy.")
    words = rose if now >= then else fell
    return words % told

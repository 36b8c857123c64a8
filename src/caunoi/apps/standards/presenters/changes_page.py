"""Why a number is not what it was: one sentence, a picture, each part with the way to its people."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.standards.figures.change_parts import PART_WORDS, RETURNED, PartWords
from caunoi.apps.standards.figures.changes import ChangeAsked, equation
from caunoi.apps.standards.presenters.numbers import Number
from caunoi.apps.standards.selectors.changes import Report
from caunoi.domain.movement.parts import (
    CORRECTED_IN,
    CORRECTED_OUT,
    GAINED,
    JOINED,
    LAPSED,
    LEFT,
    RULES_IN,
    RULES_OUT,
    TERRITORY_IN,
    TERRITORY_OUT,
    Part,
)
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query
from caunoi.foundation.ui.languages import as_written, joined
from caunoi.foundation.ui.pictures import Change, Level, Waterfall, waterfall
from caunoi.foundation.ui.pictures.framing import signed


def present_change(asked: ChangeAsked) -> dict[str, Any]:
    return {
        "head": _heading(asked),
        "sentence": sentence(asked),
        "picture": _picture(asked) if asked.change.people else None,
        "table": _table(asked),
        "notes": _notes(asked),
        "downloads": ui.Downloads(asked.url, api_url(asked), formats=()),
    }


def _heading(asked: ChangeAsked) -> ui.Heading:
    crumbs = [ui.Link(_("Thiếu chuẩn"), with_query("/thieu-chuan/", ngay=asked.after.on.isoformat()))]
    told = {"number": _(str(asked.of.title)), "where": asked.where}
    lead = _("%(number)s. %(where)s") % told if asked.where else told["number"]
    return ui.Heading(_("Vì sao con số thay đổi"), lead, crumbs)


def sentence(asked: ChangeAsked) -> str:
    """ "Từ 31/08/2019 đến 31/08/2020 tăng 6, từ 95 lên 101." """
    moved = asked.change.movement
    told = {
        "old": numbers.day(asked.before.on),
        "new": numbers.day(asked.after.on),
        "opening": numbers.number(moved.opening),
        "closing": numbers.number(moved.closing),
        "by": numbers.number(abs(moved.closing - moved.opening)),
    }
    if moved.closing > moved.opening:
        return _("Từ %(old)s đến %(new)s tăng %(by)s: từ %(opening)s lên %(closing)s.") % told
    if moved.closing < moved.opening:
        return _("Từ %(old)s đến %(new)s giảm %(by)s: từ %(opening)s xuống %(closing)s.") % told
    if any(moved.counts.values()):
        return _("Từ %(old)s đến %(new)s vẫn là %(closing)s, nhưng không phải vẫn những người ấy.") % told
    return _("Từ %(old)s đến %(new)s không đổi: vẫn là %(closing)s.") % told


# ---- the parts


@dataclass(frozen=True)
class Stayed:
    """What is said of those who stayed (người ở lại), by what the number counts."""

    title: str
    gained: str
    lapsed: str


def _label(asked: ChangeAsked, part: Part) -> str:
    """What a part is called where it stands alone."""
    stayed = _of_those_who_stayed(asked)
    return {
        CORRECTED_IN: _("Sửa dữ liệu: đếm thêm"),
        CORRECTED_OUT: _("Sửa dữ liệu: bớt ra"),
        RULES_IN: _("Đổi quy định: đếm thêm"),
        RULES_OUT: _("Đổi quy định: bớt ra"),
        TERRITORY_IN: _("Sắp xếp đơn vị: về phạm vi này"),
        TERRITORY_OUT: _("Sắp xếp đơn vị: ra khỏi phạm vi này"),
        JOINED: _("Người vào diện"),
        LEFT: _("Người ra khỏi diện"),
        GAINED: stayed.gained,
        LAPSED: stayed.lapsed,
    }[part]


def _of_those_who_stayed(asked: ChangeAsked) -> Stayed:
    question = asked.after.asked
    if question.lacks or question.verdict == "chua":
        return Stayed(
            _("Người ở lại: phát sinh thiếu, hết thiếu"),
            _("Người ở lại: phát sinh thiếu"),
            _("Người ở lại: hết thiếu"),
        )
    if question.verdict == "dat" or question.evidence or question.level:
        return Stayed(
            _("Người ở lại: đạt thêm, thôi đạt"), _("Người ở lại: đạt thêm"), _("Người ở lại: thôi đạt")
        )
    return Stayed(
        _("Người ở lại: nay được đếm, thôi được đếm"),
        _("Người ở lại: nay được đếm"),
        _("Người ở lại: thôi được đếm"),
    )


def _table(asked: ChangeAsked) -> ui.Table:
    moved = asked.change.movement
    words = {words.part: words for words in PART_WORDS}
    rows = [
        ui.Row([_day_words(_("Đầu kỳ"), asked.before), "", "", _whole(asked, asked.before, moved.opening)])
    ]
    reached = moved.opening
    for line in _lines(asked):
        reached += moved.counts[line.added] - moved.counts[line.taken]
        more, less = number_of(asked, words[line.added]), number_of(asked, words[line.taken])
        rows.append(ui.Row([ui.Cell(line.title, sub=line.text), more, less, reached], name=line.title))
    return ui.Table(
        [
            ui.Column(_("Phần")), ui.Column(_("Thêm"), "number"), ui.Column(_("Bớt"), "number"),
            ui.Column(_("Con số"), "number"),
        ],
        rows, caption=_("Các phần của thay đổi"), count=len(rows),
        total=[_day_words(_("Cuối kỳ"), asked.after), *_sums(asked), _whole(asked, asked.after, moved.closing)],
        empty=ui.EmptyState(_("Không có phần nào.")),
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of the table (dòng của bảng): what adds to the number and what takes away for one cause."""

    title: str
    text: str
    added: Part
    taken: Part


def _lines(asked: ChangeAsked) -> list[Line]:
    stayed = _of_those_who_stayed(asked)
    return [
        Line(
            _("Sửa dữ liệu"), _("Báo cáo đầu kỳ nay biết là đếm thiếu hoặc đếm thừa."),
            CORRECTED_IN, CORRECTED_OUT,
        ),
        Line(
            _("Đổi quy định"), _("Cùng người, cùng hồ sơ ngày đầu kỳ, xét theo quy định của ngày cuối kỳ."),
            RULES_IN, RULES_OUT,
        ),
        Line(
            _("Sắp xếp đơn vị"), _("Đơn vị sáp nhập, chuyển về, chuyển đi hoặc đổi vùng; người không chuyển công tác."),
            TERRITORY_IN, TERRITORY_OUT,
        ),
        Line(_("Người vào, ra khỏi diện"), _("Nhận hoặc thôi chức danh trong diện giữa hai ngày."), JOINED, LEFT),
        Line(stayed.title, _("Ở trong diện cả hai ngày, chỉ kết luận đổi."), GAINED, LAPSED),
    ]  # fmt: skip


def number_of(asked: ChangeAsked, words: PartWords) -> Number:
    """The number of a part; the way to its people where there are any."""
    value = len(asked.change.ids(words.part))
    return Number(words.code, value, asked.part_url(words) if value else "")


def _sums(asked: ChangeAsked) -> list[str]:
    counts = asked.change.movement.counts
    added, taken = (sum(n for part, n in counts.items() if part.sign == sign) for sign in (1, -1))
    return [signed(added), signed(-taken)]


def _whole(asked: ChangeAsked, report: Report, value: int) -> Number:
    """Everybody one report counts; a unit that was not there has no list."""
    look = asked.change.looks[0 if report is asked.before else -1]
    return Number(asked.of.code, value, asked.list_url(report) if value and look.is_there else "")


def _day_words(what: str, report: Report) -> str:
    told = {"what": what, "day": numbers.day(report.on), "known": _known_words(report)}
    return _("%(what)s %(day)s%(known)s") % told


def _known_words(report: Report) -> str:
    if report.known is None:
        return ""
    day = numbers.day(report.known.day) if report.known.day else str(report.known)
    return _(", theo dữ liệu biết đến %(day)s") % {"day": day}


def _picture(asked: ChangeAsked) -> Any:
    moved = asked.change.movement
    parts = [
        Change(_label(asked, words.part), words.part.sign * count, asked.part_url(words))
        for words in PART_WORDS
        if words.part and (count := moved.counts[words.part])
    ]
    if not parts:
        return None
    opening, closing = _whole(asked, asked.before, moved.opening), _whole(asked, asked.after, moved.closing)
    return waterfall(
        Waterfall(
            _("Từ đầu kỳ đến cuối kỳ"),
            Level(_day_words(_("Đầu kỳ"), asked.before), moved.opening, opening.url),
            parts,
            Level(_day_words(_("Cuối kỳ"), asked.after), moved.closing, closing.url),
        )
    )


# ---- what stands beside


def _notes(asked: ChangeAsked) -> list[Any]:
    """The equation, whom the steps took out and brought back, and what changed around the people."""
    returned = number_of(asked, RETURNED)
    found: list[Any] = [_("Cộng lại: %(equation)s.") % {"equation": equation(asked)}]
    if returned.value:
        words = _("%(count)s người đổi rồi trở lại, không làm đổi con số") % {
            "count": numbers.number(returned.value)
        }
        found.append(ui.Link(words, returned.url))
    return [*found, *_around(asked)]


def _around(asked: ChangeAsked) -> list[Any]:
    """The rules and the acts on units that came between the two days."""
    new, old = (report.on for report in (asked.after, asked.before))
    acts = [act for day in unit_tree(on=new).changes if old < day.on <= new for act in day.acts]
    told = [
        (_("Quy định hết hiệu lực giữa hai ngày:"), asked.change.documents_ended),
        (_("Quy định có hiệu lực giữa hai ngày:"), asked.change.documents_begun),
        (_("Đơn vị thay đổi giữa hai ngày theo:"), acts),
    ]
    return [joined([words, as_written("; ".join(found))], " ") for words, found in told if found]


def api_url(asked: ChangeAsked) -> str:
    """The same for programs."""
    params = {key: value for key, value in asked.params.items() if key not in ("tu", "xa", "don-vi-cu")}
    unit = asked.params.get("xa") or asked.params.get("don-vi-cu")
    days = {"from": asked.before.on.isoformat(), "to": asked.after.on.isoformat()}
    return with_query("/api/v1/changes", **days, **params, unit=unit)

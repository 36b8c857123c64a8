"""Why a number is not what it was: one sentence, a picture, each part with the way to its people."""

from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.standards.figures.change_parts import PART_WORDS, RETURNED, PartWords
from caunoi.apps.standards.figures.changes import ChangeAsked, equation
from caunoi.apps.standards.presenters.numbers import Number
from caunoi.apps.standards.selectors.changes import Report
from caunoi.domain.movement.parts import GAINED, JOINED, LAPSED, LEFT, Part, Step
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, with_query
from caunoi.foundation.ui.languages import as_written, joined
from caunoi.foundation.ui.pictures import Change, Level, Waterfall, waterfall


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


def _label(asked: ChangeAsked, part: Part) -> str:
    """What a part is called beside its number; for those who stayed by what the number counts."""
    if part in (GAINED, LAPSED):
        return _of_those_who_stayed(asked)[part]
    return {
        "corrections.in": _("Sửa dữ liệu đầu kỳ: đếm thêm"),
        "corrections.out": _("Sửa dữ liệu đầu kỳ: bớt ra"),
        "rules.in": _("Quy định đổi: đếm thêm"),
        "rules.out": _("Quy định đổi: bớt ra"),
        "territory.in": _("Đơn vị đổi: về phạm vi này"),
        "territory.out": _("Đơn vị đổi: ra khỏi phạm vi này"),
        JOINED.code: _("Người vào diện"),
        LEFT.code: _("Người ra khỏi diện"),
    }[part.code]


def _of_those_who_stayed(asked: ChangeAsked) -> dict[Part, str]:
    question = asked.after.asked
    if question.lacks or question.verdict == "chua":
        return {GAINED: _("Người ở lại: phát sinh thiếu"), LAPSED: _("Người ở lại: hết thiếu")}
    if question.verdict == "dat" or question.evidence or question.level:
        return {GAINED: _("Người ở lại: đạt thêm"), LAPSED: _("Người ở lại: thôi đạt")}
    return {GAINED: _("Người ở lại: nay được đếm"), LAPSED: _("Người ở lại: thôi được đếm")}


def _table(asked: ChangeAsked) -> ui.Table:
    moved = asked.change.movement
    rows = [
        ui.Row([_day_words(_("Đầu kỳ"), asked.before), "", "", _whole(asked, asked.before, moved.opening)])
    ]
    for step in Step:
        rows += [_part_row(asked, words) for words in PART_WORDS if words.part and words.part.step == step]
    closing = _whole(asked, asked.after, moved.closing)
    return ui.Table(
        [
            ui.Column(_("Phần")), ui.Column(_("Thêm"), "number"), ui.Column(_("Bớt"), "number"),
            ui.Column(_("Con số"), "number"),
        ],
        rows, caption=_("Các phần của thay đổi"), count=len(rows),
        total=[_day_words(_("Cuối kỳ"), asked.after), *_sums(asked), closing],
        empty=ui.EmptyState(_("Không có phần nào.")),
    )  # fmt: skip


def _part_row(asked: ChangeAsked, words: PartWords) -> ui.Row:
    assert words.part is not None
    number = number_of(asked, words)
    adds = words.part.sign > 0
    name = ui.Cell(_label(asked, words.part), sub=_(words.text))
    return ui.Row([name, number if adds else "", "" if adds else number, ""], name=_label(asked, words.part))


def number_of(asked: ChangeAsked, words: PartWords) -> Number:
    """The number of a part; the way to its people where there are any."""
    value = len(asked.change.ids(words.part))
    return Number(words.code, value, asked.part_url(words) if value else "")


def _sums(asked: ChangeAsked) -> list[str]:
    counts = asked.change.movement.counts
    added, taken = (sum(n for part, n in counts.items() if part.sign == sign) for sign in (1, -1))
    return [f"+{numbers.number(added)}", f"−{numbers.number(taken)}"]


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
    rules = asked.change.rules_between
    acts = [act for day in unit_tree(on=new).changes if old < day.on <= new for act in day.acts]
    found = []
    if rules:
        found.append(joined([_("Quy định khác nhau giữa hai ngày:"), *map(as_written, rules)], " "))
    if acts:
        found.append(joined([_("Đơn vị thay đổi giữa hai ngày theo:"), as_written(", ".join(acts))], " "))
    return found


def api_url(asked: ChangeAsked) -> str:
    """The same for programs."""
    params = {key: value for key, value in asked.params.items() if key not in ("tu", "xa", "don-vi-cu")}
    unit = asked.params.get("xa") or asked.params.get("don-vi-cu")
    days = {"from": asked.before.on.isoformat(), "to": asked.after.on.isoformat()}
    return with_query("/api/v1/changes", **days, **params, unit=unit)

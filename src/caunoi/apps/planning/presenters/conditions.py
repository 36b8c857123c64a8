"""Under which conditions a plan was made (điều kiện khi lập): one sentence each, with where it comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from caunoi.apps.classes.choices import ProgrammeForm
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.selectors.options import PlanOptions, first_week
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import day, number


@dataclass(frozen=True)
class Condition:
    """One rule the plan keeps (điều kiện), in words, and its source as it was kept with the plan."""

    words: str
    source: str


def conditions_of(plan: Plan) -> list[Condition]:
    """From what was kept with the plan, so that an old plan tells the rules of its day."""
    options = PlanOptions.of(plan.options)
    told = [(words(plan, options), options.sources.get(name, options.source)) for name, words in CONDITIONS]
    return [Condition(words, as_written(source)) for words, source in told if words]


def _away(plan: Plan, options: PlanOptions) -> str:
    return _("Mỗi xã vắng cùng một tuần nhiều nhất %(share)s %% số cán bộ thuộc diện, ít nhất 1 người.") % {
        "share": number(options.away_percent)
    }


def _distance(plan: Plan, options: PlanOptions) -> str:
    return _("Không ai đi học xa quá %(km)s km.") % {"km": number(options.max_km)}


def _closed(plan: Plan, options: PlanOptions) -> str:
    if not options.closed_days:
        return ""
    begins = first_week(plan.year, plan.on, options)
    closed = sorted({week for weeks in plan.instance.get("closed_weeks") or [] for week in weeks or []})
    if not closed:
        return _("Không học trong tuần nghỉ lễ, Tết; kỳ kế hoạch không có tuần nào nghỉ từ %(n)s ngày.") % {
            "n": options.closed_days
        }
    mondays = ", ".join(day(begins + timedelta(weeks=week)) for week in closed)
    return _("Không học trong tuần nghỉ lễ, Tết: tuần từ %(days)s.") % {"days": mondays}


def _key(plan: Plan, options: PlanOptions) -> str:
    if not options.key_away:
        return ""
    told = {"n": number(options.key_away)}
    return _("Mỗi xã vắng cùng một tuần nhiều nhất %(n)s cán bộ chủ chốt.") % told


def _service(plan: Plan, options: PlanOptions) -> str:
    if not options.serve_after:
        return ""
    forms = [
        _("hình thức %(form)s còn phải công tác %(times)s lần thời gian học")
        % {"form": _(ProgrammeForm(row["form"]).label).lower(), "times": number(row["times"])}
        for row in options.service
    ]
    rest = _("các hình thức khác: còn tại chức đến hết khóa")
    return _("Chỉ cử người còn đủ thời gian công tác sau khi học: %(forms)s.") % {
        "forms": "; ".join([*forms, rest])
    }


def _mandatory(plan: Plan, options: PlanOptions) -> str:
    return _("Yêu cầu tính vào đạt chuẩn được xếp trước mọi yêu cầu khác.") if options.mandatory_first else ""


CONDITIONS: tuple[tuple[str, Callable[[Plan, PlanOptions], str]], ...] = (
    ("", _away),
    ("", _distance),
    ("closed_days", _closed),
    ("key_away", _key),
    ("serve_after", _service),
    ("mandatory_first", _mandatory),
)

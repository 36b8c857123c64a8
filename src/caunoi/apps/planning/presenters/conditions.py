"""Under which conditions a plan was made (điều kiện khi lập): one sentence each, with where it comes from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.classes.choices import ProgrammeForm
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.selectors.norms import basis_on, item_names
from caunoi.apps.planning.selectors.options import PlanOptions, first_week
from caunoi.apps.planning.selectors.standing import GROUPS
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import day, dong, number, percent

Sentences = Iterable[str]


@dataclass(frozen=True)
class Condition:
    """One rule the plan keeps (điều kiện), in words, and its source as it was kept with the plan."""

    words: str
    source: str


def conditions_of(plan: Plan) -> list[Condition]:
    """From what was kept with the plan, so that an old plan tells the rules of its day."""
    options = PlanOptions.of(plan.options)
    sources = {"items": basis_on(plan.on), **options.sources}
    told = [
        (sentence, sources.get(name, options.source))
        for name, words in CONDITIONS
        for sentence in words(plan, options)
    ]
    return [Condition(sentence, as_written(source)) for sentence, source in told]


def _away(plan: Plan, options: PlanOptions) -> Sentences:
    yield _("Mỗi xã vắng cùng một tuần nhiều nhất %(share)s %% số cán bộ thuộc diện, ít nhất 1 người.") % {
        "share": number(options.away_percent)
    }


def _distance(plan: Plan, options: PlanOptions) -> Sentences:
    yield _("Không ai đi học xa quá %(km)s km.") % {"km": number(options.max_km)}


def _closed(plan: Plan, options: PlanOptions) -> Sentences:
    if not options.closed_days:
        return
    begins = first_week(plan.year, plan.on, options)
    closed = sorted({week for weeks in plan.instance.get("closed_weeks") or [] for week in weeks or []})
    if not closed:
        yield _("Không học trong tuần nghỉ lễ, Tết; kỳ kế hoạch không có tuần nào nghỉ từ %(n)s ngày.") % {
            "n": options.closed_days
        }
        return
    mondays = ", ".join(day(begins + timedelta(weeks=week)) for week in closed)
    yield _("Không học trong tuần nghỉ lễ, Tết: tuần từ %(days)s.") % {"days": mondays}


def _key(plan: Plan, options: PlanOptions) -> Sentences:
    if not options.key_away:
        return
    told = {"n": number(options.key_away)}
    yield _("Mỗi xã vắng cùng một tuần nhiều nhất %(n)s cán bộ chủ chốt.") % told


def _service(plan: Plan, options: PlanOptions) -> Sentences:
    if not options.serve_after:
        return
    forms = [
        _("hình thức %(form)s còn phải công tác %(times)s lần thời gian học")
        % {"form": _(ProgrammeForm(row["form"]).label).lower(), "times": number(row["times"])}
        for row in options.service
    ]
    rest = _("các hình thức khác: còn tại chức đến hết khóa")
    yield _("Chỉ cử người còn đủ thời gian công tác sau khi học: %(forms)s.") % {
        "forms": "; ".join([*forms, rest])
    }


def _mandatory(plan: Plan, options: PlanOptions) -> Sentences:
    if options.mandatory_first:
        yield _("Yêu cầu tính vào đạt chuẩn được xếp trước mọi yêu cầu khác.")


def _lecturers(plan: Plan, options: PlanOptions) -> Sentences:
    pools = plan.instance.get("lecturers") or {}
    taught = {pool for pool in plan.instance["offerings"].get("lecturer") or [] if pool is not None}
    for pool, name in enumerate(pools.get("names") or []):
        told = {"n": pools["at_once"][pool], "weeks": pools["weeks"][pool]}
        words = _("%(name)s dạy cùng lúc nhiều nhất %(n)s lớp, cả năm nhiều nhất %(weeks)s tuần lớp.")
        if told["weeks"] is None:
            words = _("%(name)s dạy cùng lúc nhiều nhất %(n)s lớp.")
        if pool in taught:
            yield _naming(words, "%(name)s", name, told)


def _floors(plan: Plan, options: PlanOptions) -> Sentences:
    for floor in options.floors:
        told = {"group": _(GROUPS[floor["group"]])}
        if floor.get("heads"):
            yield _("Ít nhất %(n)s suất cho %(group)s.") % {**told, "n": number(floor["heads"])}
        else:
            yield _("Ít nhất %(share)s số suất cho %(group)s.") % {
                **told,
                "share": percent(floor["share"], 0),
            }


def _quotas(plan: Plan, options: PlanOptions) -> Sentences:
    for quota in options.quotas:
        told = {"what": quota["programme"] or _("mọi chương trình")}
        ends = [
            _(words) % {"n": number(quota[end])}
            for end, words in (("least", _LEAST), ("most", _MOST))
            if quota[end] is not None
        ]
        words = _("%(unit)s, %(what)s: %(seats)s suất.")
        yield _naming(words, "%(unit)s", quota["name"], {**told, "seats": ", ".join(ends)})


_LEAST, _MOST = gettext_noop("ít nhất %(n)s"), gettext_noop("nhiều nhất %(n)s")


def _items(plan: Plan, options: PlanOptions) -> Sentences:
    names = item_names()
    for code, limit in options.item_limits.items():
        words = _("Khoản “%(item)s” nhiều nhất %(money)s.")
        yield _naming(words, "%(item)s", names.get(code, code), {"money": dong(limit)})


def _naming(words: str, place: str, name: str, told: Mapping[str, Any]) -> str:
    """A sentence with a name of a record in one place of it, marked as Vietnamese on an English page."""
    before, _place, after = words.partition(place)
    return format_html("{}{}{}", before % told, as_written(name), after % told)


CONDITIONS: tuple[tuple[str, Callable[[Plan, PlanOptions], Sentences]], ...] = (
    ("", _away),
    ("", _distance),
    ("closed_days", _closed),
    ("key_away", _key),
    ("serve_after", _service),
    ("mandatory_first", _mandatory),
    ("lecturers", _lecturers),
    ("floors", _floors),
    ("quotas", _quotas),
    ("items", _items),
)

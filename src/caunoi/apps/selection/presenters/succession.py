"""The plan of succession: posts with their people, each limit with what was found, and what fails by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import SuccessionPlan
from caunoi.apps.cadres.selectors import title_of
from caunoi.apps.selection.selectors.succession import Book, PostKey, written
from caunoi.domain.succession.check import Checked
from caunoi.domain.succession.limits import Limit
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.components import (
    Callout,
    Cell,
    Chip,
    Column,
    Count,
    EmptyState,
    Heading,
    Link,
    Row,
    State,
    Tab,
    Table,
    Tabs,
    Tally,
)
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import day, number

HOME = "/quy-hoach/"
ALL, FAILING = "tat-ca", "chua-bao-dam"
NAMED = 5
OUTCOMES: Mapping[str, State] = {"kept": "dat", "broken": "loi", "unsure": "chu-y"}


@dataclass(frozen=True)
class SuccessionPage:
    """What the view read (trang quy hoạch)."""

    book: Book
    shown: str
    figures: Sequence[FigureValue]
    units: Mapping[UUID, str]
    may_change: bool

    @property
    def names(self) -> Mapping[str, str]:
        return {str(plan.cadre_id): plan.cadre.full_name for plan in self.book.plans}

    def post_name(self, key: PostKey) -> str:
        told = {"title": title_of(key[1]).name, "unit": self.units[key[0]], "term": key[2]}
        return _("%(title)s, %(unit)s, nhiệm kỳ %(term)s") % told


def present(page: SuccessionPage) -> dict[str, Any]:
    lead = _("Tính đến %(day)s. Mức của quy hoạch lấy theo văn bản có hiệu lực ngày ấy.")
    head = Heading(_("Quy hoạch cán bộ"), lead % {"day": day(page.book.on)}, [Link(_("Trang đầu"), "/")])
    return {
        "head": head,
        "tally": Tally([_count(value) for value in page.figures], _("Quy hoạch đến đâu")),
        "checks": _checks(page),
        "silent": _silent(page),
        "tabs": _tabs(page),
        "table": _posts(page),
    }


def _count(value: FigureValue) -> Count:
    bad = value.figure.code != "succession.people" and value.value
    return Count(_(value.figure.title), value, "chu-y" if bad else "trung-tinh")


# ---- the limits


def _checks(page: SuccessionPage) -> Table:
    columns = [
        Column(_("Mức")),
        Column(_("Quy định")),
        Column(_("Kết luận"), "chips"),
        Column(_("Chưa bảo đảm ở đâu")),
        Column(_("Căn cứ")),
    ]
    rows = [
        Row(
            [
                limit_name(each.limit),
                _asked(each.limit),
                [_outcome(each)],
                _where(page, each),
                Cell(as_written(each.limit.clause), sub=_sure(each.limit)),
            ],
            name=limit_name(each.limit),
        )
        for each in page.book.checked
    ]
    empty = EmptyState(_("Chưa có ai trong quy hoạch, nên chưa có gì để đối chiếu."))
    return Table(columns, rows, caption=_("Đối chiếu với mức của quy hoạch"), empty=empty, id="muc")


def limit_name(limit: Limit) -> str:
    words = {
        "people_per_post": _("Số người một chức danh"),
        "posts_per_person": _("Số chức danh một người"),
        "women_percent": _("Tỷ lệ nữ"),
        "young_percent": _("Tỷ lệ cán bộ trẻ"),
        "age_bands": _("Ba độ tuổi"),
        "months_left": _("Thời gian còn công tác"),
    }
    return words[limit.what]


def _asked(limit: Limit) -> str:
    if limit.what == "age_bands":
        bounds = {"first": limit.bands[0], "last": limit.bands[-1]}
        return _("có người dưới %(first)s, từ %(first)s đến dưới %(last)s, từ %(last)s tuổi") % bounds
    told = {"least": limit.least, "most": limit.most, "below": limit.below}
    if limit.what == "women_percent":
        return _("ít nhất %(least)s %%") % told
    if limit.what == "young_percent":
        return _("ít nhất %(least)s %% dưới %(below)s tuổi") % told
    if limit.what == "months_left":
        return _("ít nhất %(least)s tháng kể từ đầu nhiệm kỳ") % told
    if limit.least is not None and limit.most is not None:
        return _("từ %(least)s đến %(most)s") % told
    return (_("ít nhất %(least)s") if limit.most is None else _("không quá %(most)s")) % told


def _outcome(each: Checked) -> Chip:
    words = {"kept": _("Bảo đảm"), "broken": _("Chưa bảo đảm"), "unsure": _("Chưa đủ dữ liệu")}
    return Chip(words[each.outcome], OUTCOMES[each.outcome])


def _where(page: SuccessionPage, each: Checked) -> str:
    """Who and which posts by name, a share with its numbers, and how much is not known."""
    found = [*_posts_in(page, each), *_people_in(page, each), *_shares(each)]
    if each.unknown:
        found.append(_("%(n)s người chưa rõ giới tính hoặc ngày sinh") % {"n": each.unknown})
    return "; ".join(found)


def _posts_in(page: SuccessionPage, each: Checked) -> list[str]:
    keys = {written(key): key for key in page.book.posts}
    return _shortened([page.post_name(keys[text]) for text in each.posts])


def _people_in(page: SuccessionPage, each: Checked) -> list[str]:
    return _shortened(sorted(page.names[key] for key in each.people))


def _shortened(names: Sequence[str]) -> list[str]:
    more = [_("và %(n)s nữa") % {"n": len(names) - NAMED}] if len(names) > NAMED else []
    return [*names[:NAMED], *more]


def _shares(each: Checked) -> list[str]:
    limit = each.limit
    if limit.what in ("women_percent", "young_percent"):
        return [_("đang có %(share)s %% của %(n)s người") % {"share": number(each.found, 1), "n": each.of}]
    if limit.what == "age_bands":
        return [_band(limit, place) for place in each.bands]
    return []


def _band(limit: Limit, place: int) -> str:
    bounds = limit.bands
    if place == 0:
        return _("chưa có ai dưới %(first)s tuổi") % {"first": bounds[0]}
    if place == len(bounds):
        return _("chưa có ai từ %(last)s tuổi") % {"last": bounds[-1]}
    told = {"first": bounds[place - 1], "last": bounds[place]}
    return _("chưa có ai từ %(first)s đến dưới %(last)s tuổi") % told


def _sure(limit: Limit) -> str:
    words = {"high": _("chắc chắn"), "medium": _("một nguồn"), "low": _("cần đối chiếu lại văn bản")}
    return words[limit.confidence]


def _silent(page: SuccessionPage) -> Callout | None:
    """Limits of the day whose number is not known are named, not passed over."""
    silent = [limit for limit in page.book.limits.values() if not limit.says_a_number]
    if not silent:
        return None
    names = ", ".join(limit_name(limit).lower() for limit in silent)
    words = _("%(names)s: chưa đọc được con số trong văn bản có hiệu lực ngày này.")
    return Callout(_("Mức chưa đối chiếu"), words % {"names": names[:1].upper() + names[1:]}, "chu-y")


# ---- posts and people


def _tabs(page: SuccessionPage) -> Tabs:
    counts = {ALL: len(page.book.posts), FAILING: len(page.book.failing)}
    words = {ALL: _("Mọi chức danh"), FAILING: _("Chưa đủ hoặc quá số người")}
    tabs = [
        Tab(words[view], with_query(HOME, xem=view), current=page.shown == view, count=str(count))
        for view, count in counts.items()
    ]
    return Tabs(tabs, _("Chức danh quy hoạch"))


def _posts(page: SuccessionPage) -> Table:
    columns = [
        Column(_("Chức danh quy hoạch")),
        Column(_("Số người"), "number"),
        Column(_("Cán bộ trong quy hoạch")),
        Column(_("Tuổi"), "number"),
        Column(_("Số chức danh"), "number"),
        Column(_("Quyết định")),
    ]
    if page.may_change:
        columns.append(Column(_("Thao tác")))
    rows = []
    for key, plans in sorted(page.book.posts.items(), key=lambda item: page.post_name(item[0])):
        if page.shown == ALL or key in page.book.failing:
            rows += [_row(page, key, plans, plan) for plan in plans]
    empty = EmptyState(
        _("Chưa có ai trong quy hoạch. Mở trang của một người, bấm “Đưa vào quy hoạch”.")
        if page.shown == ALL
        else _("Chức danh nào cũng có đủ số người.")
    )
    return Table(columns, rows, caption=_("Chức danh và người trong quy hoạch"), empty=empty, id="quy-hoach")


def _row(page: SuccessionPage, key: PostKey, plans: Sequence[SuccessionPlan], plan: SuccessionPlan) -> Row:
    person = page.book.people[plan.cadre_id]
    first = plan is plans[0]
    cells: list[Any] = [
        Cell(title_of(key[1]).name, sub=f"{page.units[key[0]]}, {key[2]}"),
        str(len(plans)) if first else "",
        Link(plan.cadre.full_name, f"/can-bo/{plan.cadre_id}/?the=quy-hoach"),
        "" if person.age is None else str(person.age),
        str(page.book.many_posts[plan.cadre_id]),
        plan.decision,
    ]
    if page.may_change:
        cells.append(Link(_("Đưa ra"), f"{HOME}{plan.pk}/dua-ra/"))
    return Row(cells, name=f"{plan.cadre.full_name}, {page.post_name(key)}")

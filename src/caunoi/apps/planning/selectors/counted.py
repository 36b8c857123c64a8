"""Numbers of a plan (con số của kế hoạch), each with the rows behind it; a role counts the people it may see."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.selectors.needs import NeedsFound, needs_of
from caunoi.apps.planning.selectors.options import options_on
from caunoi.apps.planning.selectors.plans import PlanRows, plan_or_404, plan_to_fill, plans, rows_of
from caunoi.apps.standards.selectors import Asked
from caunoi.apps.standards.selectors.asked import ANY
from caunoi.domain.vocabulary.money import format_dong
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.reading import once_while_reading
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Figure, FigureValue, Scope
from caunoi.foundation.figures.registry import Row
from caunoi.foundation.ui import with_query

PLAN, LINE = "ke-hoach", "dong"
PEOPLE_COLUMNS = (
    gettext_noop("Họ và tên"), gettext_noop("Chức danh"), gettext_noop("Đơn vị"), gettext_noop("Còn thiếu"),
    gettext_noop("Lớp"),
)  # fmt: skip
LINE_COLUMNS = (
    gettext_noop("Dòng"), gettext_noop("Chương trình"), gettext_noop("Nơi học"), gettext_noop("Số người"),
)  # fmt: skip
COMMUNE_COLUMNS = (
    gettext_noop("Xã, phường"), gettext_noop("Người còn thiếu"), gettext_noop("Lượt chưa xếp"),
)  # fmt: skip
COST_COLUMNS = (gettext_noop("Khoản chi"), gettext_noop("Số tiền"))
COLUMNS = {
    "plan.lines": LINE_COLUMNS,
    "plan.cost": COST_COLUMNS,
    "plan.communes_without": COMMUNE_COLUMNS,
}
KINDS = {
    "plan.lines": "dong",
    "plan.people": "nguoi",
    "plan.seats": "da-xep",
    "plan.unserved": "chua-xep",
    "plan.cost": "chi-phi",
    "plan.communes_without": "xa-chua-co-ai",
}
TITLES = {
    "plan.lines": (
        gettext_noop("Lớp trong kế hoạch"),
        gettext_noop("Số lớp có ít nhất một người trong kế hoạch."),
        "lớp",
    ),
    "plan.people": (
        gettext_noop("Người trong kế hoạch"),
        gettext_noop("Số người có chỗ trong ít nhất một lớp của kế hoạch; người học hai lớp tính một lần."),
        "người",
    ),
    "plan.seats": (
        gettext_noop("Lượt học trong kế hoạch"),
        gettext_noop("Số chỗ đã xếp trong các lớp của kế hoạch; người học hai lớp tính hai lượt."),
        "lượt",
    ),
    "plan.unserved": (
        gettext_noop("Nhu cầu chưa xếp"),
        gettext_noop("Số điều còn thiếu của các cán bộ trong phạm vi mà kế hoạch chưa có lớp, mỗi điều một lượt."),
        "lượt",
    ),
    "plan.cost": (
        gettext_noop("Chi phí của kế hoạch"),
        gettext_noop("Tổng chi mở lớp, chi theo học viên và hỗ trợ đi lại, theo định mức của danh mục, bằng đồng."),
        "đồng",
    ),
    "plan.communes_without": (
        gettext_noop("Xã chưa có ai trong kế hoạch"),
        gettext_noop(
            "Số xã, phường có cán bộ chủ chốt còn thiếu yêu cầu của chức danh "
            "mà chưa người nào ở đó có chỗ trong kế hoạch."
        ),
        "xã",
    ),
}  # fmt: skip


def _answering(code: str) -> Callable[[Actor, Scope], FigureValue]:
    def answer(actor: Actor, scope: Scope) -> FigureValue:
        return value_of(code, rows_asked(actor, scope), scope)

    return answer


def rows_asked(actor: Actor, scope: Scope) -> PlanRows:
    """The plan named in ``ke-hoach``; where none is named the newest that stands."""
    wanted = scope.where.get(PLAN)
    return _named(actor, _id(wanted)) if wanted else _standing(actor)


@once_while_reading
def _named(actor: Actor, plan_id: UUID) -> PlanRows:
    return rows_of(actor, plan_or_404(actor, plan_id))


@once_while_reading
def _standing(actor: Actor) -> PlanRows:
    """Read once for all the numbers of one page."""
    newest = plan_to_fill(actor) or plans(actor).first()
    if newest is None:
        raise NotVisible("planning.Plan")
    return rows_of(actor, newest)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise NotVisible("planning.Plan") from fault


def value_of(code: str, rows: PlanRows, scope: Scope | None = None) -> FigureValue:
    """The figure of a plan already read; ``where`` may narrow it to one line."""
    line = scope.where.get(LINE, "") if scope else ""
    found = _FOUND[code](rows, line)
    where = {PLAN: str(rows.plan.pk), **({LINE: line} if line else {})}
    return FigureValue(
        FIGURES[code],
        Scope(on=rows.plan.on, unit_id=scope.unit_id if scope else None, where=where),
        found,
        url=address(rows, code, line),
        scope_label=rows.plan.name,
        sources=[_("Kế hoạch lập lúc %(at)s") % {"at": f"{rows.plan.created_at:%d/%m/%Y}"}],
        counted=rows.cost if code == "plan.cost" else None,
    )


def of_line(rows: PlanRows, line: Offering) -> FigureValue:
    """Who sits in one line."""
    return value_of("plan.seats", rows, Scope(on=rows.plan.on, where={LINE: line.code}))


def address(rows: PlanRows, code: str, line: str = "") -> str:
    list_url = reverse("planning:rows", args=[rows.plan.pk])
    return with_query(list_url, loai=KINDS[code], dong=line or None)


def _lines(rows: PlanRows, line: str) -> list[Row]:
    return [
        Row(str(each.pk), (each.code, each.programme.name, each.venue.name, len(rows.in_line(each))))
        for each in rows.opened
    ]


def _seats(rows: PlanRows, line: str) -> list[Row]:
    kept = [n for n in rows.served if not line or _line(rows, n) == line]
    return _people_rows(rows, kept)


def _people(rows: PlanRows, line: str) -> list[Row]:
    """One row a person, with everything they learn."""
    first: dict[UUID, Need] = {}
    for need in rows.served:
        first.setdefault(need.cadre_id, need)
    return _people_rows(rows, first.values())


def _unserved(rows: PlanRows, line: str) -> list[Row]:
    return _people_rows(rows, rows.unserved)


def _communes_without(rows: PlanRows, line: str) -> list[Row]:
    """Where somebody lacks something and nobody learns yet, the most first."""
    reached = {need.unit_id for need in rows.served}
    waiting: dict[UUID, list[Need]] = defaultdict(list)
    for need in rows.needs:
        if need.unit_id not in reached:
            waiting[need.unit_id].append(need)
    labels = unit_labels(set(waiting), rows.plan.on)
    order = sorted(waiting, key=lambda unit: (-len(waiting[unit]), labels[unit]))
    return [
        Row(
            str(unit),
            (labels[unit], len({need.cadre_id for need in waiting[unit]}), len(waiting[unit])),
            with_query(f"/don-vi/{unit}/", ngay=rows.plan.on.isoformat()),
        )
        for unit in order
    ]


def _people_rows(rows: PlanRows, needs: Iterable[Need]) -> list[Row]:
    chosen = list(needs)
    units = unit_labels({need.unit_id for need in chosen}, rows.plan.on)
    return [
        Row(
            str(need.pk),
            (
                rows.name(need),
                title_of(need.title_code).name,
                units[need.unit_id],
                need.reason.get("missing", ""),
                _line(rows, need),
            ),
            rows.person_url(need),
        )
        for need in chosen
    ]


def _line(rows: PlanRows, need: Need) -> str:
    return rows.offering(need.offering_id).code if need.offering_id else ""


def _costs(rows: PlanRows, line: str) -> list[Row]:
    parts = [
        ("open", _("Chi mở lớp"), rows.open_cost),
        ("head", _("Chi theo học viên"), rows.head_cost),
        ("travel", _("Hỗ trợ đi lại"), rows.travel_cost),
    ]
    return [Row(key, (name, format_dong(amount))) for key, name, amount in parts]


_FOUND: dict[str, Callable[[PlanRows, str], list[Row]]] = {
    "plan.lines": _lines,
    "plan.people": _people,
    "plan.seats": _seats,
    "plan.unserved": _unserved,
    "plan.cost": _costs,
    "plan.communes_without": _communes_without,
}


def lacking(found: NeedsFound, on: date, group: str) -> FigureValue:
    """How many people a plan would be for, with the list of officials behind the number."""
    params = Asked(on=on, group=group, lacks=(ANY,)).as_params()
    url = with_query("/can-bo/", **params, ngay=on.isoformat())
    return FigureValue(LACKING, Scope(on=on), (), url=url, counted=found.lacking)


def _lacking(actor: Actor, scope: Scope) -> FigureValue:
    options = options_on(scope.on)
    return lacking(needs_of(actor, on=scope.on, options=options), scope.on, options.group)


LACKING = Figure(
    "plan.lacking",
    gettext_noop("Người còn thiếu tiêu chuẩn"),
    gettext_noop(
        "Số cán bộ chủ chốt có ít nhất một yêu cầu của chức danh chưa đạt; thiếu dữ liệu không tính là chưa đạt."
    ),
    _lacking,
    PEOPLE_COLUMNS,
)
FIGURES = {
    code: Figure(
        code,
        title,
        definition,
        _answering(code),
        COLUMNS.get(code, PEOPLE_COLUMNS),
        unit_of_measure=unit,
    )
    for code, (title, definition, unit) in TITLES.items()
} | {LACKING.code: LACKING}

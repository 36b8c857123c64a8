"""The school: the classes of the plan that stands, where and when, and how many come."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.planning.models import Offering
from caunoi.apps.planning.selectors import PlanRows, plan_to_fill, rows_of
from caunoi.apps.planning.selectors.counted import of_line
from caunoi.apps.reports.presenters.homes.blocks import Block, Home
from caunoi.foundation.ui.components import Column, EmptyState, Heading, Link, Row, Table


def present(actor: Person, on: date) -> Home:
    plan = plan_to_fill(actor)
    links = [Link(_("Kế hoạch đào tạo"), "/ke-hoach/"), Link(_("Chương trình"), "/lop/")]
    rows = rows_of(actor, plan) if plan else None
    block = Block(_("Lớp dự kiến"), [_classes(rows)], plan.name if plan else "", links, wide=True)
    return Home(
        Heading(_("Lớp dự kiến"), _("Nơi học, ngày khai giảng và số người của từng lớp.")), blocks=[block]
    )


def _classes(rows: PlanRows | None) -> Table:
    columns = [
        Column(_("Lớp")),
        Column(_("Chương trình")),
        Column(_("Nơi học")),
        Column(_("Khai giảng"), "date"),
        Column(_("Bế giảng"), "date"),
        Column(_("Số người"), "number"),
    ]
    opened = sorted(rows.opened, key=lambda line: (line.starts_on, line.code)) if rows else []
    empty = EmptyState(_("Chưa có kế hoạch nào có lớp. Ban Tổ chức lập kế hoạch từ những gì còn thiếu."))
    return Table(
        columns, [_row(rows, line) for line in opened if rows], caption=_("Lớp dự kiến"), empty=empty
    )


def _row(rows: PlanRows, line: Offering) -> Row:
    name = Link(line.code, f"/ke-hoach/{rows.plan.pk}/dong/{line.code}/")
    return Row(
        [name, line.programme.name, line.venue.name, line.starts_on, line.ends_on, of_line(rows, line)],
        name=line.code,
    )

"""Everybody a plan leaves out (nhu cầu chưa xếp), found by what is typed, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.planning.models import Need
from caunoi.apps.planning.presenters.plan_page import unserved_table
from caunoi.apps.planning.presenters.words import why_not
from caunoi.apps.planning.selectors import PlanRows, counted
from caunoi.domain.vocabulary.vietnamese import fold
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import with_query
from caunoi.foundation.ui.numbers import number

SIZE = 50
FIND, FROM = "tim", "tu"


@dataclass(frozen=True)
class LeftOut:
    """What the address of the list says (danh sách chưa xếp): words to be found, the first row shown."""

    rows: PlanRows
    text: str = ""
    start: int = 0

    @property
    def found(self) -> list[Need]:
        """All left out in whose line every word stands, without marks."""
        if not self.text:
            return self.rows.unserved
        words = fold(self.text).split()
        units = unit_labels({need.unit_id for need in self.rows.unserved}, self.rows.plan.on)
        return [need for need in self.rows.unserved if _says(self.rows, need, units[need.unit_id], words)]


def _says(rows: PlanRows, need: Need, unit: str, words: Sequence[str]) -> bool:
    told = (
        rows.name(need),
        title_of(need.title_code).name,
        unit,
        need.reason.get("missing", ""),
        why_not(need),
    )
    line = fold(" ".join(told))
    return all(word in line for word in words)


def present_left_out(asked: LeftOut, may: bool) -> dict[str, Any]:
    plan, found = asked.rows.plan, asked.found
    shown = found[asked.start : asked.start + SIZE]
    address = reverse("planning:left_out", args=[plan.pk])
    crumbs = [
        ui.Link(_("Kế hoạch"), reverse("planning:list")),
        ui.Link(plan.name, reverse("planning:plan", args=[plan.pk])),
    ]
    return {
        "head": ui.Heading(_("Chưa xếp được, và vì sao"), plan.name, crumbs),
        "text": asked.text,
        "url": address,
        "many": _("%(n)s trong %(all)s nhu cầu chưa xếp")
        % {"n": number(len(found)), "all": number(len(asked.rows.unserved))},
        "table": replace(unserved_table(asked.rows, shown, may), count=len(found), **nobody(asked)),
        "pager": pager_of(asked, len(found), address),
        "downloads": ui.Downloads(counted.address(asked.rows, "plan.unserved")),
    }


def nobody(asked: LeftOut) -> dict[str, Any]:
    """An empty search is no plan that serves everybody."""
    if not asked.text:
        return {}
    whole = ui.Button(_("Xem tất cả"), url=reverse("planning:left_out", args=[asked.rows.plan.pk]))
    return {
        "empty": ui.EmptyState(
            _("Không nhu cầu chưa xếp nào khớp “%(text)s”.") % {"text": asked.text}, [whole]
        )
    }


def pager_of(asked: LeftOut, total: int, address: str) -> ui.Pager | None:
    if total <= SIZE:
        return None
    before, after = max(asked.start - SIZE, 0), asked.start + SIZE
    last = min(after, total)
    told = {"first": min(asked.start + 1, last), "last": last, "total": total}

    def at(start: int) -> str:
        told: dict[str, Any] = {FIND: asked.text or None, FROM: start or None}
        return with_query(address, **told)

    return ui.Pager(
        at(before) if asked.start else "",
        at(after) if after < total else "",
        _("Đang xem %(first)d–%(last)d trong %(total)d") % told,
    )

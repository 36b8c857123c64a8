"""Nominations and owed standards on the pages of officials: a panel beside the verdicts, filters of the list."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.extensions import FilterSpec, ListExtension, Panel, PanelExtension, Params
from caunoi.apps.cadres.models import Cadre, SuccessionPlan
from caunoi.apps.selection.choices import WAITING_ABOVE, NominationState
from caunoi.apps.selection.models import Nomination, OwedStandard
from caunoi.apps.selection.presenters.words import nomination_chip, owed_chip, requirement_name
from caunoi.apps.selection.selectors.nominations import nominations_of
from caunoi.apps.selection.selectors.owed import Owing, lacking_codes, open_owed
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import can
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import Fact, KeyFacts, Link
from caunoi.foundation.ui.numbers import day

NOMINATED, OWED = "de-cu", "no-chuan"
WAITING, APPROVED, RETURNED = "cho-duyet", "da-duyet", "tra-lai"
WITHIN, OVERDUE = "con-han", "qua-han"
STATES = {
    WAITING: list(WAITING_ABOVE),
    APPROVED: [NominationState.APPROVED],
    RETURNED: [NominationState.RETURNED],
}


class NominatedPeople(ListExtension):
    """Filters of the list of officials: nominated and how far, owing a standard and how long."""

    key = "selection"
    order = 50

    def filters(self, actor: Actor, on: date) -> Sequence[FilterSpec]:
        if not holds(actor, Nomination, "view"):
            return ()
        nominated = [(WAITING, _("Chờ duyệt")), (APPROVED, _("Đã duyệt")), (RETURNED, _("Trả lại"))]
        owing = [(WITHIN, _("Còn hạn")), (OVERDUE, _("Quá hạn"))]
        return [FilterSpec(NOMINATED, _("Đề cử đi học"), nominated), FilterSpec(OWED, _("Nợ chuẩn"), owing)]

    def narrow(self, actor: Actor, on: date, params: Params) -> Collection[UUID] | None:
        if not holds(actor, Nomination, "view"):
            return None
        state, owed = _last(params, NOMINATED), _last(params, OWED)
        kept: set[UUID] | None = None
        if state in STATES:
            kept = set(nominations_of(actor, STATES[state]).values_list("cadre_id", flat=True))
        if owed in (WITHIN, OVERDUE):
            found = {
                each.row.cadre_id
                for each in open_owed(actor, on)
                if not each.met and each.overdue == (owed == OVERDUE)
            }
            kept = found if kept is None else kept & found
        return kept


def _last(params: Params, key: str) -> str:
    return next((value for value in reversed(params.get(key, ())) if value), "")


class SelectionPanel(PanelExtension):
    """Beside the verdicts of a person: which standard is owed until when, and for what they were nominated."""

    key = "selection"
    order = 15

    def panel(self, actor: Actor, cadre: Cadre, on: date) -> Panel | None:
        if not holds(actor, OwedStandard, "view"):
            return None
        owed = open_owed(actor, on, [cadre.pk])
        nominated = list(nominations_of(actor).filter(cadre=cadre))
        may_let = can(actor, "add", OwedStandard, unit_id=cadre.custodian_id)
        if not owed and not nominated and not may_let:
            return None
        facts = [*(_owed_fact(each) for each in owed), *(_nominated_fact(each) for each in nominated)]
        lacks = may_let and lacking_codes(actor, cadre.pk)
        links = [Link(_("Cho nợ chuẩn"), f"/no-chuan/moi/{cadre.pk}/")] if lacks else []
        if can(actor, "add", SuccessionPlan, unit_id=cadre.custodian_id):
            links.append(Link(_("Đưa vào quy hoạch"), f"/quy-hoach/them/{cadre.pk}/"))
        body: Any = KeyFacts(facts) if facts else _("Chưa được đề cử, không nợ chuẩn nào.")
        note = _("Cho nợ chuẩn không đổi kết luận ở trên.") if owed else ""
        return Panel(_("Cử đi học, nợ chuẩn"), body, note=note, links=links)


def _owed_fact(each: Owing) -> Fact:
    told = {"document": each.row.document, "day": day(each.row.due_on)}
    words = _("%(document)s, hạn %(day)s") % told
    label = _("Nợ %(what)s") % {"what": requirement_name(each.row.requirement)}
    return Fact(label, [owed_chip(each), words], act=Link(_("Xem"), f"/no-chuan/{each.row.pk}/"))


def _nominated_fact(each: Nomination) -> Fact:
    told = {"what": requirement_name(each.requirement), "year": each.year}
    label = _("Đề cử học %(what)s năm %(year)s") % told
    return Fact(label, nomination_chip(each), act=Link(_("Xem"), f"/de-cu/{each.pk}/"))

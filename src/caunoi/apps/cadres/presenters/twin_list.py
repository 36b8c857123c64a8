"""Pairs that may be one person, the surest first; and the records that were joined lately."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.apps.cadres.models import Cadre, CadreMerge
from caunoi.apps.cadres.presenters.twin_words import speaking_against, speaking_for, sureness
from caunoi.apps.cadres.selectors import unit_labels
from caunoi.domain.likeness.suspicion import Suspicion
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.numbers import day

ADDRESS = "/can-bo/nghi-trung/"


@dataclass(frozen=True)
class TwinList:
    """One page of the pairs (một trang các cặp nghi trùng), ``start`` pairs after the first."""

    pairs: Sequence[Suspicion]
    total: int
    start: int
    size: int
    people: Mapping[UUID, Cadre]
    merges: Sequence[CadreMerge]
    on: date


def present_twins(found: TwinList) -> dict[str, Any]:
    told = {"count": found.total}
    lead = ngettext("%(count)d cặp nghi trùng", "%(count)d cặp nghi trùng", found.total) % told
    return {
        "head": ui.Heading(_("Hồ sơ nghi trùng"), lead, [ui.Link(_("Cán bộ"), "/can-bo/")]),
        "table": _table(found),
        "pager": _pager(found),
        "merges": merges_table(found.merges) if found.merges else None,
    }


def _table(found: TwinList) -> ui.Table:
    labels = unit_labels({cadre.custodian_id for cadre in found.people.values()}, found.on)
    return ui.Table(
        [
            ui.Column(_("Hồ sơ thứ nhất")),
            ui.Column(_("Hồ sơ thứ hai")),
            ui.Column(_("Mức"), "chips"),
            ui.Column(_("Vì sao")),
            ui.Column(_("Việc"), "link"),
        ],
        [_row(found, pair, labels) for pair in found.pairs if _both_there(found, pair)],
        _("Các cặp hồ sơ có thể là của một người"),
        count=found.total,
        empty=ui.EmptyState(
            _("Không có cặp nào nghi trùng trong phạm vi của bạn."),
            [ui.Button(_("Về danh sách cán bộ"), url="/can-bo/")],
        ),
        id="nghi-trung",
    )


def _both_there(found: TwinList, pair: Suspicion) -> bool:
    return pair.one in found.people and pair.other in found.people


def _row(found: TwinList, pair: Suspicion, labels: Mapping[UUID, str]) -> ui.Row:
    one, other = found.people[pair.one], found.people[pair.other]
    against = speaking_against(pair.signs)
    why = ui.Cell(speaking_for(pair.signs), sub=_("nhưng: %(signs)s") % {"signs": against} if against else "")
    link = ui.Link(_("So hai hồ sơ"), compare_url(pair.one, pair.other))
    return ui.Row(
        [person_cell(one, labels), person_cell(other, labels), sureness(pair), why, link], name=one.full_name
    )


def person_cell(cadre: Cadre, labels: Mapping[UUID, str]) -> ui.Cell:
    birth: Any = cadre.birth
    told = [cadre.number or "", format_date(birth), labels[cadre.custodian_id]]
    return ui.Cell(
        ui.Link(cadre.full_name, f"/can-bo/{cadre.pk}/"), sub=" · ".join(part for part in told if part)
    )


def compare_url(kept: UUID, lost: UUID) -> str:
    return f"/can-bo/{kept}/nhap/{lost}/"


def merge_url(done: CadreMerge) -> str:
    return f"/can-bo/nhap-ho-so/{done.pk}/"


def _pager(found: TwinList) -> ui.Pager | None:
    if found.total <= found.size:
        return None
    end = min(found.start + found.size, found.total)
    before, after = max(found.start - found.size, 0), found.start + found.size
    told = {"first": found.start + 1, "last": end, "total": found.total}
    return ui.Pager(
        f"{ADDRESS}?tu={before}" if found.start else "",
        f"{ADDRESS}?tu={after}" if after < found.total else "",
        _("Đang xem %(first)d–%(last)d trong %(total)d") % told,
    )


def merges_table(merges: Sequence[CadreMerge]) -> ui.Table:
    rows = [
        ui.Row(
            [
                ui.Cell(done.lost_name, sub=done.lost_number),
                ui.Link(done.kept.full_name, f"/can-bo/{done.kept_id}/"),
                day(done.merged_at),
                ui.Cell(done.merged_by, sub=done.reason),
                ui.Link(_("Xem, tách lại"), merge_url(done)),
            ],
            name=done.lost_name,
        )
        for done in merges
    ]
    columns = [
        ui.Column(_("Hồ sơ đã nhập")),
        ui.Column(_("Vào hồ sơ")),
        ui.Column(_("Ngày"), "date"),
        ui.Column(_("Ai, vì sao")),
        ui.Column(_("Việc"), "link"),
    ]
    return ui.Table(columns, rows, _("Các hồ sơ đã nhập gần đây"), id="da-nhap")

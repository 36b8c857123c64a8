"""One joining of two records: who did it and why, what it wrote, and what taking them apart would do."""

from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import CadreMerge
from caunoi.apps.cadres.presenters.twin_list import ADDRESS
from caunoi.apps.cadres.services.splitting import SplitPlan
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.numbers import day


def present_merge(done: CadreMerge, plan: SplitPlan | None, rows: ui.Table) -> dict[str, Any]:
    crumbs = [ui.Link(_("Cán bộ"), "/can-bo/"), ui.Link(_("Hồ sơ nghi trùng"), ADDRESS)]
    told = {"lost": done.lost_name, "kept": done.kept.full_name}
    return {
        "head": ui.Heading(_("Nhập hai hồ sơ"), _("%(lost)s đã nhập vào %(kept)s") % told, crumbs),
        "facts": ui.KeyFacts(_facts(done)),
        "rows": rows,
        "plan": plan,
        "undone": done.undone_at is not None,
        "outcome": done.outcome,
    }


def _facts(done: CadreMerge) -> list[ui.Fact]:
    found = [
        ui.Fact(_("Hồ sơ giữ lại"), ui.Link(done.kept.full_name, f"/can-bo/{done.kept_id}/")),
        ui.Fact(_("Hồ sơ đã nhập"), _lost(done)),
        ui.Fact(_("Ngày nhập"), day(done.merged_at)),
        ui.Fact(_("Người nhập"), done.merged_by),
        ui.Fact(_("Lý do nhập"), done.reason),
    ]
    if done.undone_at is not None:
        found += [
            ui.Fact(_("Ngày tách lại"), day(done.undone_at)),
            ui.Fact(_("Người tách lại"), done.undone_by),
            ui.Fact(_("Lý do tách lại"), done.undo_reason),
        ]
    return found


def _lost(done: CadreMerge) -> Any:
    words = f"{done.lost_name}, {done.lost_number}" if done.lost_number else done.lost_name
    return ui.Link(words, f"/can-bo/{done.lost_id}/") if done.undone_at is not None else words

"""Near misses on the check page: one press takes the nearest word for every row that says so, another gives it up."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.apps.cadres.models import ImportBatch
from caunoi.apps.cadres.presenters.imports import address_of
from caunoi.apps.cadres.schema import people_schema
from caunoi.apps.cadres.selectors.imports import NearMiss
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.numbers import number


def near_misses(batch: ImportBatch, found: Sequence[NearMiss]) -> list[dict[str, Any]]:
    """What stands in the file, what is nearest to it, and the button that takes it."""
    return [_near(batch, miss) for miss in found]


def _near(batch: ImportBatch, miss: NearMiss) -> dict[str, Any]:
    told = {"title": _title(batch, miss.column), "typed": miss.typed, "meant": miss.meant}
    words = _("%(title)s: trong tệp ghi “%(typed)s”, gần nhất là “%(meant)s”.") % told
    for_all = ngettext("Dùng cho %(n)s dòng", "Dùng cho %(n)s dòng", miss.rows) % {"n": number(miss.rows)}
    url = address_of(batch, "tu-gan-dung/")
    button = ui.Button(for_all, url=url, post=True, hidden=_sent(miss.column, miss.typed, miss.meant))
    return {"words": words, "button": button}


def words_taken(batch: ImportBatch) -> list[dict[str, Any]]:
    """What was taken so far, each with the way back."""
    return [_taken(batch, **word) for word in batch.overrides.get("words", ())]


def _taken(batch: ImportBatch, column: str, typed: str, meant: str) -> dict[str, Any]:
    told = {"title": _title(batch, column), "typed": typed, "meant": meant}
    words = _("%(title)s: “%(typed)s” trong tệp được hiểu là “%(meant)s”.") % told
    hidden = (*_sent(column, typed, meant), ("undo", "1"))
    button = ui.Button(
        _("Thôi dùng"), url=address_of(batch, "tu-gan-dung/"), post=True, hidden=hidden, kind="quiet"
    )
    return {"words": words, "button": button}


def _sent(column: str, typed: str, meant: str) -> tuple[tuple[str, str], ...]:
    return ("column", column), ("typed", typed), ("meant", meant)


def _title(batch: ImportBatch, key: str) -> str:
    column = people_schema(batch.on).by_key.get(key)
    return _(column.title_vi) if column else key

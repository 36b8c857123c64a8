"""An item in words of the record: which thing of the file it speaks of, and a value as people read it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from caunoi.apps.cadres.choices import QualificationKind
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services.describing import (
    posting_text,
    qualification_text,
    title_name,
    value_text,
)
from caunoi.apps.cadres.services.records import masked
from caunoi.apps.declarations.selectors.questions import FIELD, IDENTITY, PAPER, POST, all_meant
from caunoi.foundation.db.columns import column_of


def item_label(key: str, values: Mapping[str, Any]) -> str:
    """ "Điện thoại", "Chuyên môn", "Bí thư Đảng ủy": what it is about, never a value of the person."""
    kind, _colon, name = key.partition(":")
    if kind == FIELD:
        return str(column_of(Cadre, name).verbose_name)
    if kind == PAPER:
        return str(QualificationKind(values["kind"]).label)
    return title_name(str(values["title_code"]))


def item_text(key: str, values: Mapping[str, Any]) -> str:
    """The whole of it in one line: "Chuyên môn: Đại học, ngành Luật, cấp 2009"."""
    kind, _colon, name = key.partition(":")
    if not values:
        return ""
    meant = all_meant(values)
    if key == IDENTITY:
        return masked(meant[name]) if meant[name] else ""
    if kind == FIELD:
        return value_text(name, meant[name])
    if kind == POST:
        unit = UUID(str(values["unit_id"]))
        return posting_text({**meant, "unit_id": unit, "first_elected": None})
    paper = {**meant, "study_ends": None}
    told = [qualification_text(paper), str(values.get("issuer") or ""), str(values.get("number") or "")]
    return ", ".join(part for part in told if part)

"""Who changed what, before and after: the audit record of a person in words."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre, Rating
from caunoi.apps.cadres.selectors.kept import kept_facts
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.audit.services import CHANGED
from caunoi.foundation.policy import may_read, readable_fields
from caunoi.foundation.ui.addresses import with_query
from caunoi.foundation.ui.components import Column, EmptyState, Link, Row, Table
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import day

SHOWN = 200
AS_ABOVE = "\N{NO-BREAK SPACE}"
KEPT_TO_ITSELF = "•••"


def action_words(action: str) -> str:
    words = {
        "cadres.cadre_registered": _("Lập hồ sơ"),
        "cadres.cadre_corrected": _("Sửa hồ sơ"),
        "cadres.posting_added": _("Thêm chức danh"),
        "cadres.posting_ended": _("Ghi thôi giữ chức danh"),
        "cadres.cadre_transferred": _("Điều động"),
        "cadres.qualification_added": _("Thêm trình độ"),
        "cadres.qualification_verified": _("Xác minh trình độ"),
        "cadres.qualification_corrected": _("Sửa trình độ"),
        "declarations.item_accepted": _("Nhận mục kê khai vào hồ sơ"),
        "cadres.scan_attached": _("Nạp bản chụp minh chứng"),
        "cadres.scan_checked": _("Đối chiếu minh chứng"),
        "cadres.cadre_rated": _("Ghi xếp loại"),
        "cadres.identity_shown": _("Xem đủ số định danh"),
        "cadres.twin_joined": _("Nhập một hồ sơ khác của cùng người vào"),
        "cadres.twin_went": _("Nhập vào một hồ sơ khác của cùng người"),
        "cadres.twin_parted": _("Tách lại hai hồ sơ đã nhập"),
    }
    return words.get(action, action.partition(".")[2].replace("_", " "))


def history_table(actor: Actor, cadre: Cadre, events: Sequence[AuditEvent], *, may_change: bool) -> Table:
    kept = {word for word, people in kept_facts(actor).items() if cadre.pk in people}
    rows = [row for event in events[:SHOWN] for row in _rows(actor, cadre, event, kept, may_change)]
    columns = [
        Column(_("Lúc (mở hồ sơ như đã biết khi ấy)")),
        Column(_("Ai, việc gì")),
        Column(_("Mục")),
        Column(_("Trước")),
        Column(_("Sau")),
    ]
    return Table(columns, rows, _("Nhật ký"), empty=EmptyState(_("Chưa có lần ghi nào.")), id="nhat-ky")


def _rows(
    actor: Actor, cadre: Cadre, event: AuditEvent, kept: Collection[str], may_change: bool
) -> list[Row]:
    who = [f"{event.actor_label}:", action_words(event.action)]
    if event.reason:
        who.append(f"({event.reason})")
    told = list(event.changes.items()) or [("", [None, None])]
    return [
        Row(
            [
                _then(cadre, event) if first else AS_ABOVE,
                " ".join(who) if first else AS_ABOVE,
                *_change(actor, cadre, name, pair, kept, may_change),
            ]
        )
        for first, (name, pair) in zip([True, *[False] * len(told)], told, strict=False)
    ]


def _then(cadre: Cadre, event: AuditEvent) -> Link:
    """The file as it was known when this had been written."""
    return Link(day(event.at), with_query(f"/can-bo/{cadre.pk}/", known=f"#{event.seq}"))


def _change(
    actor: Actor, cadre: Cadre, name: str, pair: Sequence[Any], kept: Collection[str], may_change: bool
) -> list[Any]:
    """Values only of columns the role reads and that are not kept from it; of the others, that they changed."""
    before, after = pair
    if not name:
        return [AS_ABOVE, AS_ABOVE, AS_ABOVE]
    if name in kept or not reads(actor, name):
        return [field_words(name), KEPT_TO_ITSELF, KEPT_TO_ITSELF]
    old: list[Any] = [said(before)]
    if may_change and _may_return(name, before):
        old.append(Link(_("trả lại"), f"/can-bo/{cadre.pk}/sua/?{urlencode({name: before})}"))
    return [field_words(name), old, said(after)]


def reads(actor: Actor, name: str) -> bool:
    facts: Mapping[str, bool] = {
        "postings": True,
        "qualifications": True,
        "scans": True,
        "merged": True,
        "ratings": may_read(actor, Rating, "grade"),
    }
    return facts[name] if name in facts else name in readable_fields(actor, Cadre)


def _may_return(name: str, before: Any) -> bool:
    correctable = {
        "full_name",
        "given_name",
        "number",
        "birth",
        "sex",
        "ethnicity",
        "phone",
        "party_joined",
        "party_official",
    }
    return name in correctable and isinstance(before, str) and bool(before) and before != CHANGED


def field_words(name: str) -> str:
    facts = {
        "postings": _("quá trình công tác"),
        "qualifications": _("trình độ"),
        "ratings": _("xếp loại"),
        "scans": _("minh chứng"),
        "merged": _("hồ sơ cùng người"),
    }
    if name in facts:
        return facts[name]
    columns = {field.name: _(str(field.verbose_name)) for field in Cadre._meta.fields}
    return columns.get(name, name)


def said(value: Any) -> str:
    if isinstance(value, list):
        return as_written("; ".join(map(str, value)))
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return "" if value is None else as_written(str(value))

"""The record of writes: who changed what, before and after, as far as the reader's role reads such columns."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors.kept import kept_facts
from caunoi.apps.reports.presenters.actions import action_words
from caunoi.apps.reports.selectors import PAGE
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.policy.decisions import withheld_keys
from caunoi.foundation.ui.components import Cell, Column, EmptyState, Heading, Pager, Row, Table
from caunoi.foundation.ui.languages import as_written

HIDDEN = "•••"
MOST_TOLD = 8
OTHER_WORDS = {
    "id": gettext_noop("mã"),
    "postings": gettext_noop("quá trình công tác"),
    "qualifications": gettext_noop("trình độ"),
    "ratings": gettext_noop("xếp loại"),
    "people": gettext_noop("số người"),
    "form": gettext_noop("dạng tệp"),
    "change": gettext_noop("lần xếp tay"),
    "what": gettext_noop("việc"),
    "scans": gettext_noop("bản chụp"),
    "item": gettext_noop("mục"),
    "list": gettext_noop("danh sách"),
    "rows": gettext_noop("số dòng"),
    "filter": gettext_noop("điều kiện"),
    "step": gettext_noop("bước"),
    "cadre": gettext_noop("cán bộ"),
    "answer": gettext_noop("trả lời"),
    "sha256": gettext_noop("mã niêm phong"),
    "data_hash": gettext_noop("mã dữ liệu"),
    "rule_mark": gettext_noop("mã bộ quy tắc"),
}
LISTS = {
    "list",
    "rows",
    "form",
    "filter",
    "people",
}  # what is said of a list that was taken: no person's data
"""What a record may say beside the columns of the thing it is about."""


def present_record(actor: Actor, events: Sequence[AuditEvent], *, first_page: bool) -> dict[str, Any]:
    shown = events[:PAGE]
    older = f"/nhat-ky/?truoc={shown[-1].seq}" if len(events) > PAGE else ""
    lead = _("Mọi thay đổi đều được ghi lại và nối chuỗi, không sửa và không xóa được.")
    return {
        "head": Heading(_("Nhật ký"), lead),
        "table": record_table(actor, shown),
        "pager": Pager("" if first_page else "/nhat-ky/", older, ""),
    }


def record_table(actor: Actor, events: Sequence[AuditEvent]) -> Table:
    columns = [
        Column(_("Số"), "number"),
        Column(_("Lúc"), "date"),
        Column(_("Người thực hiện")),
        Column(_("Việc")),
        Column(_("Thay đổi")),
    ]
    empty = EmptyState(_("Chưa có thay đổi nào trong phạm vi của bạn."))
    may_read = {name: _readable(actor, name) for name in {event.target_type for event in events}}
    reasons = "reason" in readable_fields(actor, AuditEvent)
    kept, facts = _kept(actor, events), kept_facts(actor)
    rows = [
        _row(
            event,
            set() if event.pk in kept else may_read[event.target_type] - _kept_words(facts, event),
            reasons and event.pk not in kept,
        )
        for event in events
    ]
    return Table(columns, rows, caption=_("Nhật ký"), empty=empty)


def _kept(actor: Actor, events: Sequence[AuditEvent]) -> set[int]:
    """Records about somebody whose data may not be used now: that something changed, and not what."""
    kept = set()
    for target_type in {event.target_type for event in events}:
        of_kind = [event for event in events if event.target_type == target_type]
        model = apps.get_model(target_type)
        keys = withheld_keys(actor, model, {event.target_id for event in of_kind})
        kept |= {event.pk for event in of_kind if event.target_id in keys}
    return kept


def _kept_words(facts: Mapping[str, set[UUID]], event: AuditEvent) -> set[str]:
    return {word for word, people in facts.items() if event.target_id in map(str, people)}


def _readable(actor: Actor, target_type: str) -> set[str]:
    """The columns of the changed thing whose values this reader may see, here as on its own page."""
    return readable_fields(actor, apps.get_model(target_type)) | LISTS


def _row(event: AuditEvent, readable: set[str], reasons: bool) -> Row:
    what = Cell(action_words(event.action), sub=event.reason if reasons else "")
    shown = [_change(event, name, pair) for name, pair in event.changes.items() if name in readable]
    hidden = [_column(event, name) for name in event.changes if name not in readable]
    cell = Cell(
        as_written("; ".join(shown)[:300]),
        sub=_("có đổi, không hiện giá trị: %(names)s") % {"names": ", ".join(hidden)} if hidden else "",
    )
    return Row([str(event.seq), event.at, event.actor_label, what, cell], name=str(event.seq))


def _change(event: AuditEvent, name: str, pair: Sequence[Any]) -> str:
    before, after = map(_short, pair)
    if name in LISTS:
        return f"{_column(event, name)}: {after}"
    return f"{_column(event, name)}: {before} → {after}"


def _column(event: AuditEvent, name: str) -> str:
    return column_words(event.target_type, name) or name


def column_words(target_type: str, name: str) -> str:
    """The column's own words; what belongs to a thing without being a column of it has words here.

    What is asked about somebody is remembered at the question by the name it has in the person's file.
    """
    words = OTHER_WORDS.get(name) or _verbose(apps.get_model(target_type), name) or _verbose(Cadre, name)
    return _(words) if words else ""


def _verbose(model: type[Model], name: str) -> str:
    fields = model._meta.concrete_fields
    return next((str(field.verbose_name) for field in fields if name in {field.name, field.attname}), "")


def _short(value: Any) -> str:
    text = "–" if value in (None, "", [], {}) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"

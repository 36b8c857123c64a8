"""The register of incidents, one incident with its clock, whose files an account opened, reviews of the processing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import last_names
from caunoi.apps.privacy.choices import IncidentKind, IncidentState, Recipient, ReviewKind
from caunoi.apps.privacy.deadlines import notice_term, review_rhythm
from caunoi.apps.privacy.models import Incident, IncidentNotice, IncidentPerson
from caunoi.apps.privacy.presenters.register import CONFIDENCE
from caunoi.apps.privacy.selectors.incidents import Due, Found, hours_left
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import can, readable_fields
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui.components import (
    Button,
    Chip,
    Column,
    EmptyState,
    ErrorSummary,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    Table,
)
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import day

LIST, REVIEWS = "/su-co-du-lieu/", "/su-co-du-lieu/xem-lai/"
Context = dict[str, Any]


def address_of(incident: Incident) -> str:
    return f"{LIST}{incident.pk}/"


def hour(moment: datetime) -> str:
    return f"{moment.astimezone(clock.HANOI):%H:%M %d/%m/%Y}"


def clock_chip(incident: Incident, told: bool, now: datetime) -> Chip:
    """How many hours are left to notify the authority; what was told in time, or is closed, waits for nothing."""
    if told:
        return Chip(_("đã báo cơ quan chuyên trách"), "dat")
    left = hours_left(incident, now)
    if left < 0:
        return Chip(_("quá hạn báo %(hours)s giờ") % {"hours": -left}, "loi")
    return Chip(_("còn %(hours)s giờ để báo") % {"hours": left}, "chu-y")


def present_list(actor: Actor, found: Sequence[Incident], told: set[UUID], now: datetime) -> Context:
    columns = [
        Column(_("Số")), Column(_("Loại")), Column(_("Đơn vị xảy ra")), Column(_("Phát hiện lúc")),
        Column(_("Hạn báo")), Column(_("Tình trạng"), "chips"),
    ]  # fmt: skip
    names = last_names({each.unit_id for each in found})
    rows = [
        Row(
            [
                Link(each.number, address_of(each)), _(IncidentKind(each.kind).label), names.get(each.unit_id, ""),
                hour(each.noticed_at), hour(each.notify_by),
                [Chip(_(IncidentState(each.state).label)), clock_chip(each, each.pk in told, now)],
            ],
            name=each.number,
        )
        for each in found
    ]  # fmt: skip
    empty = EmptyState(_("Chưa có sự cố nào trong sổ."))
    buttons = (
        [Button(_("Ghi sự cố"), url=f"{LIST}moi/", kind="primary")] if holds(actor, Incident, "add") else []
    )
    return {
        "head": Heading(
            _("Sổ sự cố dữ liệu cá nhân"),
            _("Mỗi sự cố có hạn báo cơ quan chuyên trách, tính theo giờ từ lúc phát hiện."),
            [Link(_("Sổ yêu cầu"), "/yeu-cau-du-lieu/")],
            [*buttons, Button(_("Xem lại theo kỳ"), url=REVIEWS)],
        ),
        "table": Table(columns, rows, caption=_("Sự cố"), count=len(rows), empty=empty),
    }


def present_new(form: BaseForm) -> Context:
    back = [Link(_("Sổ sự cố dữ liệu cá nhân"), LIST)]
    told = {"head": Heading(_("Ghi sự cố"), "", back), "submit": _("Ghi vào sổ"), "back": LIST}
    return {**told, "form": form, "errors": ErrorSummary.of(form)}


def present_incident(
    actor: Actor, incident: Incident, *, people: Sequence[IncidentPerson], names: Mapping[UUID, str],
    notices: Sequence[IncidentNotice], forms: Mapping[str, BaseForm], now: datetime,
) -> Context:  # fmt: skip
    told = any(each.recipient == Recipient.AUTHORITY for each in notices)
    readable = readable_fields(actor, Incident)
    open_ = incident.state == IncidentState.OPEN and can(actor, "change", incident)
    title = _(IncidentKind(incident.kind).label)
    buttons = [Button(_("Thông báo sự cố (Word)"), url=f"{address_of(incident)}thu/", icon="file-text")]
    return {
        "head": Heading(
            title,
            _("Số %(number)s") % {"number": incident.number},
            [Link(_("Sổ sự cố dữ liệu cá nhân"), LIST)],
            buttons if "what" in readable else [],
        ),
        "facts": KeyFacts(_facts(incident, readable, told=told, now=now)),
        "people": _people(actor, people, names),
        "notices": _notices(actor, notices),
        "open": open_,
        "search": Link(_("Tìm người theo lượt mở hồ sơ"), f"{address_of(incident)}nguoi/") if open_ else None,
        "forms": forms,
        "errors": ErrorSummary.of(*forms.values()),
    }


def _facts(incident: Incident, readable: set[str], *, told: bool, now: datetime) -> list[Fact]:
    term = notice_term(incident.noticed_at.astimezone(clock.HANOI).date())
    sure = _("%(clause)s (độ tin cậy: %(sure)s)") % {
        "clause": as_written(incident.clause),
        "sure": _(CONFIDENCE[term.confidence]),
    }
    facts = [
        Fact(_("Đơn vị xảy ra"), last_names({incident.unit_id}).get(incident.unit_id, "")),
        Fact(_("Phát hiện lúc"), hour(incident.noticed_at), source=incident.entered_by),
        Fact(_("Hạn báo cơ quan chuyên trách"), hour(incident.notify_by), source=sure),
        Fact(_("Tình trạng"), clock_chip(incident, told, now)),
    ]
    told_words = {
        "what": _("Diễn biến"),
        "fields": _("Loại dữ liệu bị ảnh hưởng"),
        "measures": _("Biện pháp đã làm"),
    }
    facts += [
        Fact(label, getattr(incident, name))
        for name, label in told_words.items()
        if name in readable and getattr(incident, name)
    ]
    if incident.closed_on:
        closing = incident.closing if "closing" in readable else ""
        facts.append(Fact(_("Đóng ngày"), day(incident.closed_on), source=closing))
    return facts


def _people(actor: Actor, people: Sequence[IncidentPerson], names: Mapping[UUID, str]) -> Table:
    readable = readable_fields(actor, IncidentPerson)
    if "subject_id" not in readable:
        empty = EmptyState(_("%(count)s người; vai trò của bạn không xem tên.") % {"count": len(people)})
        return Table([Column(_("Họ và tên"))], [], caption=_("Người bị ảnh hưởng"), empty=empty)
    nobody = _("Hồ sơ ngoài phạm vi hoặc đã xóa")
    rows = [Row([names.get(each.subject_id, nobody), each.evidence], name=str(each.pk)) for each in people]
    empty = EmptyState(_("Chưa ghi ai."))
    columns = [Column(_("Họ và tên")), Column(_("Biết được từ đâu"))]
    return Table(columns, rows, caption=_("Người bị ảnh hưởng"), count=len(rows), empty=empty)


def _notices(actor: Actor, notices: Sequence[IncidentNotice]) -> Table:
    words = "words" in readable_fields(actor, IncidentNotice)
    columns = [Column(_("Báo cho")), Column(_("Lúc")), Column(_("Nơi nhận, văn bản")), Column(_("Người báo"))]
    rows = [
        Row(
            [_(Recipient(each.recipient).label), hour(each.at), each.words if words else "", each.by],
            name=str(each.pk),
        )
        for each in notices
    ]
    return Table(columns, rows, caption=_("Đã báo"), count=len(rows), empty=EmptyState(_("Chưa báo ai.")))


def present_search(
    incident: Incident, form: BaseForm, found: Sequence[Found], evidence: str, *, asked: bool
) -> Context:
    return {
        "head": Heading(
            _("Tìm người bị ảnh hưởng"),
            _("Sổ lượt xem ghi tài khoản nào mở hồ sơ của ai, ngày nào."),
            [Link(incident.number, address_of(incident))],
        ),
        "form": form,
        "errors": ErrorSummary.of(form),
        "found": [(each.cadre, ", ".join(day(one) for one in each.days)) for each in found],
        "evidence": evidence,
        "nobody": EmptyState(_("Trong những ngày này tài khoản không mở hồ sơ nào bạn xem được."))
        if asked and not found
        else None,
    }


def present_reviews(actor: Actor, dues: Sequence[Due], form: BaseForm, on: date) -> Context:
    columns = [
        Column(_("Hồ sơ")), Column(_("Xem lại lần cuối"), "date"), Column(_("Kết quả")), Column(_("Lần sau"), "chips"),
        Column(_("Căn cứ")),
    ]  # fmt: skip
    rows = [
        Row(
            [
                _(ReviewKind(due.kind).label), due.last.done_on if due.last else None,
                due.last.words if due.last else _("chưa xem lại lần nào"),
                [Chip(_("quá hạn từ %(day)s") % {"day": day(due.by)}, "loi") if due.late(on)
                 else Chip(_("trước hết ngày %(day)s") % {"day": day(due.by)}, "trung-tinh")],
                _rhythm_words(due.kind, on),
            ],
            name=due.kind,
        )
        for due in dues
    ]  # fmt: skip
    return {
        "head": Heading(
            _("Xem lại hồ sơ xử lý dữ liệu theo kỳ"),
            _(
                "Sổ hoạt động xử lý và hồ sơ đánh giá tác động phải còn đúng; đến kỳ thì việc hiện ở trang chính."
            ),
            [Link(_("Sổ sự cố dữ liệu cá nhân"), LIST)],
        ),
        "table": Table(columns, rows, caption=_("Kỳ xem lại"), count=len(rows)),
        "form": form,
        "errors": ErrorSummary.of(form),
    }


def _rhythm_words(kind: str, on: date) -> str:
    rhythm = review_rhythm(kind, on)
    return _("%(months)s tháng một lần. %(clause)s (độ tin cậy: %(sure)s)") % {
        "months": rhythm.months, "clause": as_written(rhythm.clause), "sure": _(CONFIDENCE[rhythm.confidence]),
    }  # fmt: skip

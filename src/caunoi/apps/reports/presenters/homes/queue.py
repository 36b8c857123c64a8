"""What waits for somebody today: imports left half done, papers nobody has confirmed, a plan to decide on."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.cadres.selectors.asked_facts import waiting_facts
from caunoi.apps.cadres.selectors.emergencies import to_look_at
from caunoi.apps.planning.selectors import drafts_to_propose, proposals_to_decide
from caunoi.apps.privacy.choices import ReviewKind
from caunoi.apps.privacy.models import SubjectRequest
from caunoi.apps.privacy.selectors import count_late
from caunoi.apps.privacy.selectors.incidents import not_notified, reviews_soon
from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters.homes import declared, gaps, rated, reviewed, selected
from caunoi.apps.reports.presenters.homes.blocks import Block
from caunoi.foundation import clock
from caunoi.foundation.policy.decisions import holds
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components import Step, Steps, StepStatus, Upload


def drop() -> Upload:
    """The file an officer has at hand, dropped where the day begins; nothing is written before it was checked."""
    return Upload(
        _("Thả tệp danh sách cán bộ vào đây"),
        hint=_("Excel, LibreOffice hoặc CSV. Mở trang kiểm tra trước; chưa có gì được ghi."),
        accept=".xlsx,.xls,.ods,.csv",
        send_at_once=True,
    )


def today(actor: Person, on: date) -> Block:
    steps = [
        *_imports(actor),
        *reviewed.steps(actor, on),
        *rated.steps(actor, on),
        *selected.steps(actor, on),
        *declared.steps(actor, on),
        *_asked(actor, on),
        *_papers(actor, on),
        *_plans(actor),
        *_emergencies(actor),
        *_subjects(actor, on),
        *_incidents(actor),
        *_reviews(actor, on),
    ]
    links = [*reviewed.links(actor), *rated.links(actor), *declared.links(), *selected.links(actor)]
    if not steps:
        return Block(_("Việc hôm nay"), [], _("Không có việc nào đang chờ."), links)
    return Block(_("Việc hôm nay"), [Steps(steps, _("Việc hôm nay"))], links=links)


def _imports(actor: Person) -> list[Step]:
    return [
        Step(
            _("Ghi hoặc bỏ tệp %(file)s") % {"file": batch.file_name},
            "amend" if batch.rejected else "doing",
            f"/nhap/{batch.pk}/",
            _("%(rows)s dòng, %(rejected)s lỗi")
            % {"rows": numbers.number(batch.rows), "rejected": numbers.number(batch.rejected)},
        )
        for batch in selectors.imports_waiting(actor)
    ]


def _asked(actor: Person, on: date) -> list[Step]:
    """Facts one's own office is asked for; for who asks of others, what they have not answered in time."""
    found = waiting_facts(actor, on)
    if found.mine:
        told = _("%(count)s mục chờ đơn vị bổ sung") % {"count": numbers.number(found.mine)}
        if found.mine_late:
            told = _("%(told)s, trong đó %(late)s quá hạn") % {
                "told": told,
                "late": numbers.number(found.mine_late),
            }
        status: StepStatus = "amend" if found.mine_late else "not_begun"
        return [Step(_("Bổ sung hồ sơ theo yêu cầu"), status, "/can-bo/can-bo-sung/", told)]
    if found.late:
        told = _("%(count)s mục đã hỏi quá hạn trả lời") % {"count": numbers.number(found.late)}
        return [Step(_("Dữ kiện đã hỏi"), "amend", "/can-bo/can-bo-sung/", told)]
    return []


def _papers(actor: Person, on: date) -> list[Step]:
    value = gaps.unverified(actor, on)
    if not value.value:
        return []
    told = _("%(people)s người đạt chuẩn nhờ văn bằng chưa ai xác minh") % {
        "people": numbers.number(value.value)
    }
    return [Step(_("Xác minh văn bằng, chứng chỉ"), "not_begun", value.url, told)]


def _subjects(actor: Person, on: date) -> list[Step]:
    """Requests about personal data nobody has answered, or kept, in time."""
    if not holds(actor, SubjectRequest, "change") or not (late := count_late(actor, on)):
        return []
    told = _("%(count)s yêu cầu về dữ liệu cá nhân quá hạn") % {"count": numbers.number(late)}
    return [Step(_("Trả lời chủ thể dữ liệu"), "amend", "/yeu-cau-du-lieu/?xem=qua-han", told)]


def _incidents(actor: Person) -> list[Step]:
    """What happened to personal data and the authority was not told of yet: counted in hours."""
    return [
        Step(
            _("Báo sự cố %(number)s") % {"number": incident.number},
            "amend",
            f"/su-co-du-lieu/{incident.pk}/",
            _("trước %(hour)s") % {"hour": f"{incident.notify_by.astimezone(clock.HANOI):%H:%M %d/%m/%Y}"},
        )
        for incident in not_notified(actor)
    ]


def _reviews(actor: Person, on: date) -> list[Step]:
    """The files about processing itself, which have to be looked at again twice a year."""
    return [
        Step(
            _("Xem lại: %(file)s") % {"file": _(ReviewKind(due.kind).label)},
            "amend" if due.late(on) else "not_begun",
            "/su-co-du-lieu/xem-lai/",
            _("trước hết ngày %(day)s") % {"day": numbers.day(due.by)},
        )
        for due in reviews_soon(actor, on)
    ]


def _emergencies(actor: Person) -> list[Step]:
    count = to_look_at(actor)
    if not count:
        return []
    told = _("%(count)s lần mở chưa ai xem lại") % {"count": numbers.number(count)}
    return [Step(_("Xem lại hồ sơ mở khẩn cấp"), "not_begun", "/khan-cap/xem-lai/", told)]


def decisions(actor: Person) -> Block | None:
    """What waits for the leader's own word."""
    steps = _to_decide(actor)
    return Block(_("Chờ quyết định"), [Steps(steps, _("Chờ quyết định"))]) if steps else None


def _to_decide(actor: Person) -> list[Step]:
    return [
        Step(
            _("Phê duyệt hoặc trả lại %(plan)s") % {"plan": proposal.plan.name},
            "doing",
            f"/ke-hoach/{proposal.plan_id}/",
            _("%(who)s trình") % {"who": proposal.proposed_by},
        )
        for proposal in proposals_to_decide(actor)
    ]


def _plans(actor: Person) -> list[Step]:
    drafts = [
        Step(_("Xem và trình phê duyệt %(plan)s") % {"plan": plan.name}, "doing", f"/ke-hoach/{plan.pk}/")
        for plan in drafts_to_propose(actor)
    ]
    return _to_decide(actor) + drafts

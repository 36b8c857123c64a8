"""An incident from the hour it was noticed to its end, and the files about processing looked at again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.models import Unit
from caunoi.apps.privacy.choices import INCIDENT, IncidentKind, IncidentState, Recipient, ReviewKind
from caunoi.apps.privacy.deadlines import notice_term
from caunoi.apps.privacy.models import Incident, IncidentNotice, IncidentPerson, ProcessingReview
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope, visible


@transaction.atomic
def open_incident(
    *,
    actor: Actor,
    unit: Unit,
    kind: str,
    noticed_at: datetime,
    what: str,
    fields: str,
    measures: str = "",
    now: datetime,
) -> Incident:
    """Entered with the hour it was noticed; until when it must be notified follows from that and stays."""
    policy.check_create(actor, Incident, unit_id=unit.pk)
    if kind not in IncidentKind.values or not (what.strip() and fields.strip()):
        raise Refused(_("Ghi loại sự cố, diễn biến và loại dữ liệu bị ảnh hưởng."))
    if noticed_at > now:
        raise Refused(_("Giờ phát hiện không thể sau bây giờ. Sửa lại ngày, giờ phát hiện."))
    day = noticed_at.astimezone(clock.HANOI).date()
    term = notice_term(day)
    incident = Incident(
        year=day.year, ordinal=_next_ordinal(day.year), unit=unit, kind=kind, noticed_at=noticed_at,
        notify_by=term.ends(noticed_at), clause=term.clause[:300], what=what.strip(), fields=fields.strip(),
        measures=measures.strip(), entered_by=actor.label[:200],
    )  # fmt: skip
    incident.save(force_insert=True)
    told = {"kind": [None, kind], "notify_by": [None, incident.notify_by.isoformat()]}
    record(actor, "privacy.incident_opened", incident, told, unit_id=unit.pk)
    return incident


def _next_ordinal(year: int) -> int:
    with system_scope("privacy: the next number of the register"):
        last = Incident.objects.filter(year=year).aggregate(last=Max("ordinal"))["last"]
    return int(last or 0) + 1


def _open(actor: Actor, incident: Incident) -> Incident:
    policy.check(actor, "change", incident)
    found: Incident = visible(actor, Incident, "change").select_for_update().get(pk=incident.pk)
    if found.state == IncidentState.CLOSED:
        raise Refused(_("Sự cố này đã đóng."))
    return found


@transaction.atomic
def add_people(*, actor: Actor, incident: Incident, cadre_ids: Iterable[UUID], evidence: str) -> int:
    """Whose data it reached, and how that is known; somebody already there stays as they are."""
    incident = _open(actor, incident)
    ids = set(visible(actor, Cadre).filter(pk__in=set(cadre_ids)).values_list("pk", flat=True))
    known = set(visible(actor, IncidentPerson).filter(incident=incident).values_list("subject_id", flat=True))
    fresh = sorted(ids - known, key=str)
    if not fresh:
        raise Refused(_("Chưa chọn ai, hoặc những người đã chọn đã có trong sổ."))
    for subject_id in fresh:
        IncidentPerson(incident=incident, subject_id=subject_id, evidence=evidence[:300]).save(
            force_insert=True
        )
    told: dict[str, list[Any]] = {"people": [None, len(fresh)]}
    record(actor, "privacy.incident_people", incident, told, unit_id=incident.unit_id, reason=evidence[:500])
    return len(fresh)


@transaction.atomic
def tell(
    *, actor: Actor, incident: Incident, recipient: str, at: datetime, words: str, now: datetime
) -> IncidentNotice:
    """Who was told, when, by which paper."""
    incident = _open(actor, incident)
    if recipient not in Recipient.values or not words.strip():
        raise Refused(_("Chọn báo cho ai và ghi nơi nhận, số văn bản hoặc cách báo."))
    if at > now or at < incident.noticed_at:
        raise Refused(_("Giờ báo phải từ lúc phát hiện đến bây giờ. Sửa lại ngày, giờ báo."))
    notice = IncidentNotice(
        incident=incident, recipient=recipient, at=at, words=words.strip()[:300], by=actor.label[:200]
    )
    notice.save(force_insert=True)
    told = {"recipient": [None, recipient], "at": [None, at.isoformat()]}
    record(actor, "privacy.incident_told", incident, told, unit_id=incident.unit_id)
    return notice


@transaction.atomic
def close_incident(*, actor: Actor, incident: Incident, closing: str, on: date) -> Incident:
    """Only once the authority was told, and with what was concluded."""
    incident = _open(actor, incident)
    told = visible(actor, IncidentNotice).filter(incident=incident, recipient=Recipient.AUTHORITY)
    if not told.exists():
        raise Refused(_("Chưa ghi lần báo cơ quan chuyên trách. Ghi lần báo rồi đóng sự cố."))
    if not closing.strip():
        raise Refused(_("Ghi kết luận: nguyên nhân, hậu quả, đã khắc phục gì."))
    INCIDENT.check(incident.state, IncidentState.CLOSED)
    incident.state, incident.closing, incident.closed_on = IncidentState.CLOSED, closing.strip(), on
    incident.save(update_fields=["state", "closing", "closed_on"])
    changed = {"state": [IncidentState.OPEN.value, incident.state]}
    record(actor, "privacy.incident_closed", incident, changed, unit_id=incident.unit_id)
    return incident


@transaction.atomic
def look_again(*, actor: Actor, kind: str, words: str, on: date) -> ProcessingReview:
    """The register of processing, or the impact assessment, was looked at again on the day."""
    policy.check_create(actor, ProcessingReview)
    if kind not in ReviewKind.values or not words.strip():
        raise Refused(_("Ghi kết quả xem lại: còn đúng, hoặc đã sửa những gì."))
    review = ProcessingReview(kind=kind, done_on=on, by=actor.label[:200], words=words.strip()[:500])
    review.save(force_insert=True)
    record(actor, "privacy.processing_reviewed", review, {"kind": [None, kind]})
    return review

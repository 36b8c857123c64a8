"""The register of incidents: which there are, whose data one reached, what is due."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from caunoi.apps.accounts.models import User
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy.choices import IncidentState, Recipient, ReviewKind
from caunoi.apps.privacy.deadlines import review_rhythm
from caunoi.apps.privacy.models import Incident, IncidentNotice, IncidentPerson, ProcessingReview
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.readings import read_by
from caunoi.foundation.policy import get_or_404, system_scope, visible
from caunoi.foundation.policy.decisions import holds

SOON = 14
"""So many days before it is due a review stands among the work of the day."""


def incidents(actor: Actor) -> list[Incident]:
    """Those not closed first, each kind newest first."""
    return list(visible(actor, Incident).order_by("-state", "-noticed_at"))


def incident_or_404(actor: Actor, incident_id: UUID) -> Incident:
    return get_or_404(actor, Incident, pk=incident_id)


def people_of(actor: Actor, incident: Incident) -> list[IncidentPerson]:
    return list(visible(actor, IncidentPerson).filter(incident=incident))


def notices_of(actor: Actor, incident: Incident) -> list[IncidentNotice]:
    return list(visible(actor, IncidentNotice).filter(incident=incident))


def not_notified(actor: Actor) -> list[Incident]:
    """Open incidents of which the authority was not told yet, the nearest deadline first."""
    told = visible(actor, IncidentNotice).filter(recipient=Recipient.AUTHORITY).values("incident")
    waiting = visible(actor, Incident, "change").filter(state=IncidentState.OPEN).exclude(pk__in=told)
    return list(waiting.order_by("notify_by"))


@dataclass(frozen=True)
class Found:
    """Somebody whose file an account opened (người có hồ sơ bị mở): who, on which days."""

    cadre: Cadre
    days: tuple[date, ...]


def files_opened(actor: Actor, username: str, first: date, last: date) -> list[Found]:
    """Whose files the account opened in these days, out of the record of readings; only people in reach."""
    with system_scope("privacy: whose files an account opened"):
        user = User.objects.filter(username=username).first()
    seen: dict[UUID, set[date]] = {}
    for subject_id, day in read_by(f"user:{user.pk}", first, last) if user else ():
        seen.setdefault(subject_id, set()).add(day)
    people = visible(actor, Cadre).filter(pk__in=set(seen)).order_by("sort_key")
    return [Found(cadre, tuple(sorted(seen[cadre.pk]))) for cadre in people]


@dataclass(frozen=True)
class Due:
    """When a file about processing is next looked at (kỳ xem lại): last done, and by when again."""

    kind: str
    last: ProcessingReview | None
    by: date

    def late(self, on: date) -> bool:
        return self.by < on


def reviews_due(actor: Actor, on: date) -> list[Due]:
    """One for each kind; what was never looked at is due today."""
    newest: dict[str, ProcessingReview] = {}
    for each in visible(actor, ProcessingReview).filter(done_on__lte=on).order_by("done_on"):
        newest[each.kind] = each
    return [
        Due(kind, newest.get(kind), _due(kind, newest[kind].done_on if kind in newest else None, on))
        for kind in ReviewKind.values
    ]


def _due(kind: str, last: date | None, on: date) -> date:
    return review_rhythm(kind, last).next_after(last) if last else on


def reviews_soon(actor: Actor, on: date) -> list[Due]:
    """What whoever keeps these files has to do today or soon."""
    if not holds(actor, ProcessingReview, "add"):
        return []
    return [due for due in reviews_due(actor, on) if (due.by - on).days <= SOON]


def hours_left(incident: Incident, now: datetime) -> int:
    """Whole hours until it must be notified; negative when that is past."""
    return int((incident.notify_by - now).total_seconds() // 3600)

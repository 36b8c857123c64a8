"""The register: which requests there are, how each stands on a day, whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.privacy.choices import OPEN, RequestState
from caunoi.apps.privacy.models import Restriction, SubjectRequest
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import get_or_404, visible, withheld

OPEN_ONES, LATE_ONES, CLOSED_ONES, RESTRICTED_ONES, ALL = "mo", "qua-han", "xong", "han-che", "tat-ca"


@dataclass(frozen=True)
class Standing:
    """How a request stands on a day (tình trạng hạn): by when something is due next, and whether that is past."""

    due: date | None
    late: bool
    days: int


def standing_of(request: SubjectRequest, on: date) -> Standing:
    if request.state not in OPEN:
        return Standing(None, late=False, days=0)
    due = request.answer_by if request.state == RequestState.RECEIVED else request.finish_by
    return Standing(due, late=on > due, days=(due - on).days)


def late_on(on: date) -> Q:
    """Nobody answered in time, or what was promised is not done in time."""
    return Q(state=RequestState.RECEIVED, answer_by__lt=on) | Q(state=RequestState.ACCEPTED, finish_by__lt=on)


def request_or_404(actor: Actor, request_id: UUID) -> SubjectRequest:
    return get_or_404(actor, SubjectRequest, pk=request_id)


def requests_of(actor: Actor, which: str, on: date) -> Any:
    """Open ones by what is due first, closed ones newest first."""
    found = visible(actor, SubjectRequest)
    if which == LATE_ONES:
        return found.filter(late_on(on)).order_by("answer_by", "ordinal")
    if which == OPEN_ONES:
        return found.filter(state__in=OPEN).order_by("answer_by", "ordinal")
    if which == RESTRICTED_ONES:
        standing = visible(actor, Restriction).on(on).values("request")
        return found.filter(pk__in=standing).order_by("-answered_on", "ordinal")
    return found.exclude(state__in=OPEN) if which == CLOSED_ONES else found


def count_late(actor: Actor, on: date) -> int:
    return int(visible(actor, SubjectRequest, "change").filter(late_on(on)).count())


def open_requests_of(actor: Actor, subject_id: UUID) -> list[SubjectRequest]:
    found = visible(actor, SubjectRequest).filter(subject_id=subject_id, state__in=OPEN)
    return list(found.order_by("answer_by"))


def names_of(actor: Actor, subject_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of those whose file the actor reads; a file that is gone or out of reach has none.

    Whose data are restricted is not named, and it is said why.
    """
    ids = set(subject_ids)
    named = dict(visible(actor, Cadre).filter(pk__in=ids).values_list("pk", "full_name"))
    kept = withheld(actor, Cadre).filter(pk__in=ids - named.keys()).values_list("pk", flat=True)
    return named | dict.fromkeys(kept, _("Hồ sơ đang hạn chế xử lý"))

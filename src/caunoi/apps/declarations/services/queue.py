"""The queue of scans: one is taken up, held for some minutes, compared, let go."""

import hashlib
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import EvidenceState
from caunoi.apps.cadres.models import Evidence, Posting, Qualification
from caunoi.apps.cadres.services import check_scan
from caunoi.apps.declarations.models import ScanHold
from caunoi.apps.declarations.selectors.scans import (
    OLDEST,
    SHELVES,
    WaitingScan,
    held_by_others,
    waiting_scans,
)
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import visible

HELD_FOR = timedelta(minutes=10)
CLAIM_OF = {
    Posting: ("title_code", "unit_id", "kind", "valid_from", "valid_to", "decision"),
    Qualification: ("kind", "level", "field", "issuer", "number", "issued", "status"),
}


@transaction.atomic
def take_up(
    *, actor: Actor, shelf: str = "", order: str = OLDEST, after: UUID | None = None
) -> WaitingScan | None:
    """The next scan nobody else is comparing, now held by the actor; ``after`` is the one just passed over."""
    waiting, taken = waiting_scans(actor, shelf=shelf, order=order), held_by_others(actor, clock.now())
    for each in _turned(waiting, after):
        if each.scan_id not in taken and _hold(actor, each):
            return each
    return None


def _turned(waiting: list[WaitingScan], after: UUID | None) -> list[WaitingScan]:
    """From behind the one passed over round to it."""
    places = [place for place, each in enumerate(waiting, 1) if each.scan_id == after]
    start = places[0] if places else 0
    return waiting[start:] + waiting[:start]


def _hold(actor: Actor, scan: WaitingScan) -> bool:
    """One scan a person at a time; False when somebody was quicker."""
    policy.check_create(actor, ScanHold, unit_id=scan.unit_id)
    now = clock.now()
    mine = visible(actor, ScanHold).filter(actor_key=actor.key)
    if mine.filter(scan_id=scan.scan_id, until__gt=now + HELD_FOR / 2).exists():
        return True  # shown again: nothing to write
    mine.delete()
    visible(actor, ScanHold).filter(scan_id=scan.scan_id, until__lte=now).delete()
    fresh = ScanHold(
        scan_id=scan.scan_id,
        unit_id=scan.unit_id,
        actor_key=actor.key,
        actor_label=actor.label,
        until=now + HELD_FOR,
    )
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def compare(*, actor: Actor, shelf: str, scan: Evidence, state: str, claim: str, note: str = "") -> Evidence:
    """What somebody saw who compared the scan at the queue; what is no longer as they saw it is refused."""
    policy.check(actor, "change", scan)
    scans = visible(actor, SHELVES[shelf].scan, "change").select_related("fact__cadre")
    scan = scans.select_for_update(of=("self",)).get(pk=scan.pk)
    if scan.state != EvidenceState.UNCHECKED:
        told = {"who": scan.checked_by, "state": _(scan.get_state_display())}
        raise Refused(
            _("%(who)s vừa đối chiếu bản chụp này: %(state)s.") % told, mend=_("Mở bản chụp tiếp theo.")
        )
    if holder := held_by_others(actor, clock.now()).get(scan.pk):
        raise Refused(
            _("%(who)s đang đối chiếu bản chụp này.") % {"who": holder}, mend=_("Mở bản chụp tiếp theo.")
        )
    if claim_mark(scan.fact) != claim:
        raise Refused(
            _("Điều ghi trong hồ sơ vừa đổi, khác với điều bạn đã xem."),
            mend=_("Tải lại trang, so lại rồi ghi kết quả."),
        )
    checked = check_scan(actor=actor, scan=scan, state=state, note=note)
    visible(actor, ScanHold).filter(scan_id=scan.pk).delete()
    return checked


def claim_mark(fact: Posting | Qualification) -> str:
    """A mark of what a fact claims: it differs as soon as something the scan has to show differs."""
    told = "\n".join(str(getattr(fact, name)) for name in CLAIM_OF[type(fact)])
    return hashlib.sha256(told.encode()).hexdigest()[:16]

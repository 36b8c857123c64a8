"""What every write to the register does before and after: nothing wrong may come in, and readers must notice."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db.models import Max
from django.utils.translation import gettext as _

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.events import RegisterChanged
from caunoi.apps.organisation.models import Edition
from caunoi.apps.organisation.services.villages import carry_villages
from caunoi.domain import lineage
from caunoi.domain.vocabulary.finding import Finding
from caunoi.foundation import clock, events
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit import services as audit
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope
from caunoi.foundation.policy.walls import reach_changed

TOLD_AT_ONCE = 5


@contextmanager
def writing_register(actor: Actor, what: str) -> Iterator[None]:
    """Around the writes of one service, in its transaction."""
    known = known_faults()
    yield
    finish_edition(actor, what, known)


def known_faults() -> frozenset[str]:
    """What is wrong already: a write is judged by what it adds."""
    return frozenset(fault.message for fault in _faults())


def finish_edition(actor: Actor, what: str, known: Collection[str]) -> Edition:
    """Villages follow, what would make the register contradict itself is refused, and readers notice."""
    carry_villages(actor)
    _refuse([fault for fault in _faults() if fault.message not in known])
    return _write_edition(actor, what)


def _faults() -> list[Finding]:
    return [fault for fault in lineage.check(selectors.read_register().lineage) if fault.severity == "error"]


def _refuse(faults: Collection[Finding]) -> None:
    if not faults:
        return
    told = " ".join(fault.message for fault in list(faults)[:TOLD_AT_ONCE])
    if len(faults) > TOLD_AT_ONCE:
        told += " " + _("Và %(count)d lỗi nữa.") % {"count": len(faults) - TOLD_AT_ONCE}
    raise Refused(told)


def _write_edition(actor: Actor, what: str) -> Edition:
    with system_scope("organisation: number the edition"):
        newest = Edition.objects.aggregate(number=Max("number"))["number"] or 0
    edition = Edition(number=newest + 1, what=what, written_at=clock.now())
    edition.save(force_insert=True)
    reach_changed()
    audit.record(actor, "organisation.register_written", edition, {"what": [None, what]})
    events.publish(RegisterChanged(what))
    return edition

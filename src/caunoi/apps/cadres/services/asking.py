"""Asking the keepers of files for a fact that is missing, and closing what was asked."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from caunoi.apps.cadres.events import PeopleImported, PersonChanged
from caunoi.apps.cadres.models import AskedFact, Cadre, Qualification
from caunoi.apps.cadres.models.asked_fact import AskedState
from caunoi.apps.cadres.selectors.lacks import askable, has_come, lacks
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor, SystemActor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.policy.walls import acting

CLOSING = "cadres: close what a file now says"


def waiting_for(actor: Actor, cadre: Cadre, column: str) -> AskedFact | None:
    """What was asked of this file already and still waits."""
    found: AskedFact | None = (
        visible(actor, AskedFact).filter(cadre=cadre, column=column, state=AskedState.WAITING).first()
    )
    return found


@transaction.atomic
def ask_for_fact(
    *, actor: Actor, cadre: Cadre, column: str, due_on: date, sentence: str, ask_id: UUID
) -> AskedFact:
    """Ask whoever keeps the file; refused where the file says it, or where somebody asked already."""
    policy.check_create(actor, AskedFact, unit_id=cadre.custodian_id)
    if column not in dict(askable(actor)):
        raise Refused(_("Mục này không hỏi được."))
    if due_on < actor.on:
        raise Refused(_("Hạn trả lời đã qua. Chọn từ ngày %(day)s trở đi.") % {"day": format_date(actor.on)})
    people, papers = visible(actor, Cadre).filter(pk=cadre.pk), visible(actor, Qualification)
    lack = lacks(column, people, papers).get(cadre.pk)
    if lack is None:
        raise Refused(_("Hồ sơ đã có mục này."))
    if earlier := waiting_for(actor, cadre, column):
        told = {"who": earlier.asked_by, "day": format_date(earlier.due_on)}
        raise Refused(_("%(who)s đã hỏi, hạn %(day)s, đang chờ trả lời.") % told)
    asked = AskedFact(
        cadre=cadre, ask_id=ask_id, column=column, lack=lack, due_on=due_on, sentence=sentence.strip(),
        asked_at=clock.now(), asked_by=actor.label, asked_by_key=actor.key,
    )  # fmt: skip
    asked.save()
    record(
        actor, "cadres.fact_asked", asked, {"column": [None, column], "due_on": [None, due_on.isoformat()]},
        unit_id=cadre.custodian_id,
    )  # fmt: skip
    return asked


@transaction.atomic
def say_unobtainable(*, actor: Actor, asked: AskedFact, reason: str) -> AskedFact:
    """The keeper says in writing why nobody can supply it."""
    policy.check(actor, "change", asked)
    asked = visible(actor, AskedFact, "change").select_for_update(of=("self",)).get(pk=asked.pk)
    if asked.state != AskedState.WAITING:
        words = _("Mục này không còn chờ: %(state)s. Tải lại trang để xem.")
        raise Refused(words % {"state": _(asked.get_state_display()).lower()})
    if not reason.strip():
        raise Refused(_("Chưa ghi vì sao không có được. Ghi vài chữ cho người hỏi."))
    return _close(actor, asked, AskedState.UNOBTAINABLE, reason.strip()[:300])


def _close(actor: Actor, asked: AskedFact, state: AskedState, reason: str = "") -> AskedFact:
    before = asked.state
    asked.state, asked.reason = state, reason
    asked.closed_at, asked.closed_by = clock.now(), actor.label
    asked.save(update_fields=["state", "reason", "closed_at", "closed_by"])
    told = {"state": [before, str(state)]}
    record(actor, "cadres.fact_closed", asked, told, unit_id=_keeper(asked), reason=reason)
    return asked


def _keeper(asked: AskedFact) -> UUID:
    with system_scope(CLOSING):
        return Cadre.objects.values_list("custodian_id", flat=True).get(pk=asked.cadre_id)


def withdraw(*, actor: Actor, cadre: Cadre, ask_id: UUID) -> str:
    """Take a question back that nobody has answered; otherwise why it stays."""
    asked = visible(actor, AskedFact, "change").filter(cadre=cadre, ask_id=ask_id).first()
    if asked is None:
        return _("Câu hỏi không còn trong phạm vi của bạn nên giữ nguyên.")
    if asked.state != AskedState.WAITING:
        return _("Đã có trả lời nên giữ nguyên.")
    _close(actor, asked, AskedState.WITHDRAWN)
    return ""


def close_what_came(*, actor: Actor, cadre_ids: Iterable[UUID] | None = None) -> int:
    """Close every question whose file says the fact by now, of these people or of everybody."""
    waiting = Q(state=AskedState.WAITING)
    if cadre_ids is not None:
        waiting &= Q(cadre_id__in=list(cadre_ids))
    with system_scope(CLOSING):
        if not AskedFact.objects.filter(waiting).exists():
            return 0
        with transaction.atomic():
            by_column: dict[str, list[AskedFact]] = defaultdict(list)
            for asked in AskedFact.objects.filter(waiting).select_for_update():
                by_column[asked.column].append(asked)
            came = [asked for column, rows in by_column.items() for asked in _came(column, rows)]
            for asked in came:
                _close(actor, asked, AskedState.CAME)
    return len(came)


def _came(column: str, rows: list[AskedFact]) -> list[AskedFact]:
    people = Cadre.objects.filter(pk__in=[asked.cadre_id for asked in rows])
    now = lacks(column, people, Qualification.objects.all())
    return [asked for asked in rows if has_come(asked.lack, now.get(asked.cadre_id))]


def _by_itself() -> SystemActor:
    return SystemActor(key="system:asked-facts", label="Tự đóng khi hồ sơ đã có", on=clock.today())


def when_a_person_changed(event: PersonChanged) -> None:
    with acting(_by_itself()):
        close_what_came(actor=_by_itself(), cadre_ids=[event.cadre_id])


def when_people_were_imported(_event: PeopleImported) -> None:
    with acting(_by_itself()):
        close_what_came(actor=_by_itself())

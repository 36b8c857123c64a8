"""What is due to go: proposed by the product or by whoever answers a request, erased by a second person."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre, SuccessionPlan
from caunoi.apps.privacy.choices import DISPOSAL, DisposalState, RequestState
from caunoi.apps.privacy.deadlines import in_force
from caunoi.apps.privacy.models import Disposal, RequestedChange, SubjectRequest
from caunoi.apps.privacy.policies import check_is_second
from caunoi.apps.privacy.selectors.holds import held_on, is_held
from caunoi.apps.privacy.services.erasing import erase_person, erase_row
from caunoi.foundation import policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.system_time.forgetting import ERASED

FILE, PLAN, REQUEST = "cadres.Cadre", "cadres.SuccessionPlan", "privacy.SubjectRequest"
ASK_AGAIN = timedelta(days=365)
"""A proposal somebody declined comes back a year later."""


@dataclass(frozen=True)
class Rule:
    """How long one kind of row is kept (thời hạn lưu): counted from which column, and where that stands."""

    what: str
    name: str
    counted: str
    said: str
    years: int
    clause: str
    confidence: str

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.what)


@cache
def _told() -> dict[str, Any]:
    file = files("caunoi.regulations") / "privacy" / "retention.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def rules(on: date) -> list[Rule]:
    """The rule of each kind on the day."""
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for each in _told()["keep"]:
        by_kind.setdefault(each["what"], []).append(each)
    found = [in_force(dated, on) for dated in by_kind.values()]
    return [Rule(**{name: value for name, value in each.items() if name != "from"}) for each in found]


def years_before(day: date, years: int) -> date:
    """The same day so many years ago; the last of February for a day that was not there."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def due_on(counted_from: date, years: int) -> date:
    """The first day on which it need not be kept any more."""
    try:
        return counted_from.replace(year=counted_from.year + years)
    except ValueError:
        return date(counted_from.year + years, 3, 1)


# ---- proposing


@transaction.atomic
def propose_due(*, actor: Actor, on: date) -> int:
    """Everything whose time is over on the day and that nobody must keep; safe to do again at once."""
    held = held_on(on)
    return sum(_propose(actor, rule, on, held) for rule in rules(on))


def _propose(actor: Actor, rule: Rule, on: date, held: set[UUID]) -> int:
    with system_scope("privacy: what is due to go"):
        old = rule.model._default_manager.filter(**{f"{rule.counted}__lte": years_before(on, rule.years)})
        rows = [row for row in old if _subject(row) not in held and _is_there(rule.what, row)]
        asked = Disposal.objects.filter(what=rule.what, row_id__in=[row.pk for row in rows])
        known = {
            each.row_id
            for each in asked
            if each.state != DisposalState.DECLINED or (each.decided_on and on < each.decided_on + ASK_AGAIN)
        }
        fresh = [row for row in rows if row.pk not in known]
        for row in fresh:
            _write(actor, _of_rule(actor, rule, row, on))
    return len(fresh)


def _of_rule(actor: Actor, rule: Rule, row: Any, on: date) -> Disposal:
    counted = getattr(row, rule.counted)
    return Disposal(
        subject_id=_subject(row),
        row_id=row.pk,
        unit_id=_unit(row),
        what=rule.what,
        counted_from=counted,
        due_on=due_on(counted, rule.years),
        clause=rule.clause[:300],
        proposed_by=actor.key,
        proposed_label=actor.label[:200],
        proposed_on=on,
    )


def _subject(row: Any) -> UUID:
    found: UUID = row.pk if isinstance(row, Cadre) else getattr(row, "cadre_id", None) or row.subject_id
    return found


def _unit(row: Any) -> UUID:
    if isinstance(row, Cadre):
        return row.custodian_id
    return row.cadre.custodian_id if isinstance(row, SuccessionPlan) else row.unit_id


def _is_there(what: str, row: Any) -> bool:
    """A request whose words are gone already, and a file without a person, are not proposed again."""
    if what == REQUEST:
        return bool(row.words or row.answer)
    return not (
        isinstance(row, Cadre) and not row.number and not row.birth and row.full_name == "Hồ sơ đã xóa"
    )


def propose_erasure(*, actor: Actor, request: SubjectRequest, on: date) -> Disposal:
    """An erasure asked for waits for a second person; for somebody who must be kept it is refused."""
    refuse_if_held(request.subject_id, on)
    with system_scope("privacy: what is due to go"):
        waiting = Disposal.objects.filter(
            what=FILE, row_id=request.subject_id, state=DisposalState.PROPOSED
        ).first()
    if waiting is not None:
        raise Refused(_("Hồ sơ này đã có một đề nghị xóa đang chờ người thứ hai."))
    return _write(
        actor,
        Disposal(
            subject_id=request.subject_id,
            row_id=request.subject_id,
            unit_id=request.unit_id,
            what=FILE,
            counted_from=request.received_on,
            due_on=on,
            clause=_("Theo yêu cầu %(number)s") % {"number": request.number},
            request=request,
            proposed_by=actor.key,
            proposed_label=actor.label[:200],
            proposed_on=on,
        ),
    )


def refuse_if_held(subject_id: UUID, on: date) -> None:
    """Who is under a hold is not erased; the refusal names the paper, until when, and the article."""
    hold = is_held(subject_id, on)
    if hold is None:
        return
    said = {
        "by": hold.asked_by,
        "paper": hold.paper,
        "until": f"{hold.valid_to:%d/%m/%Y}" if hold.valid_to else _("khi có văn bản thôi giữ"),
    }
    raise Refused(
        _("Hồ sơ đang giữ theo yêu cầu của %(by)s (%(paper)s), đến %(until)s, nên không xóa được.") % said,
        clause=str(_told()["held"]["clause"]),
    )


def _write(actor: Actor, disposal: Disposal) -> Disposal:
    disposal.save(force_insert=True)
    told: dict[str, list[Any]] = {"what": [None, disposal.what], "due_on": [None, str(disposal.due_on)]}
    record(actor, "privacy.disposal_proposed", disposal, told, unit_id=disposal.unit_id)
    return disposal


# ---- deciding


@transaction.atomic
def confirm(*, actor: Actor, disposal: Disposal, on: date) -> Disposal:
    """A second person says yes: it is gone, from the tables and from what was known before."""
    disposal = _open(actor, disposal, DisposalState.DONE)
    check_is_second(actor, disposal)
    refuse_if_held(disposal.subject_id, on)
    erased, forget_states = _erase(disposal)
    disposal.erased, disposal.state = erased, DisposalState.DONE
    disposal.decided_by, disposal.decided_on = actor.label[:200], on
    disposal.save(update_fields=["erased", "state", "decided_by", "decided_on"])
    _close_request(actor, disposal, on)
    told: dict[str, list[Any]] = {
        "erased": [None, erased],
        "state": [DisposalState.PROPOSED.value, disposal.state],
    }
    record(actor, ERASED, disposal, told, unit_id=disposal.unit_id)
    forget_states()
    return disposal


def _erase(disposal: Disposal) -> Any:
    if disposal.what == FILE:
        return erase_person(disposal.subject_id)
    if disposal.what == PLAN:
        return erase_row(SuccessionPlan, disposal.row_id)
    with system_scope("privacy: erasing what a second person confirmed"):
        emptied = SubjectRequest.objects.filter(pk=disposal.row_id).update(words="", answer="", extension="")
        RequestedChange.objects.filter(request_id=disposal.row_id).update(asked="", reason="")
    return {REQUEST: emptied}, lambda: 0


def _close_request(actor: Actor, disposal: Disposal, on: date) -> None:
    if disposal.request_id is None:
        return
    with system_scope("privacy: the request an erasure answers"):
        SubjectRequest.objects.filter(pk=disposal.request_id, state=RequestState.ACCEPTED).update(
            state=RequestState.DONE, finished_on=on
        )


@transaction.atomic
def decline(*, actor: Actor, disposal: Disposal, reason: str, on: date) -> Disposal:
    """It stays for now, and why."""
    disposal = _open(actor, disposal, DisposalState.DECLINED)
    if not reason.strip():
        raise Refused(_("Ghi lý do không xóa."))
    disposal.state, disposal.reason = DisposalState.DECLINED, reason.strip()[:300]
    disposal.decided_by, disposal.decided_on = actor.label[:200], on
    disposal.save(update_fields=["state", "reason", "decided_by", "decided_on"])
    told: dict[str, list[Any]] = {"state": [DisposalState.PROPOSED.value, disposal.state]}
    record(
        actor, "privacy.disposal_declined", disposal, told, unit_id=disposal.unit_id, reason=disposal.reason
    )
    return disposal


def _open(actor: Actor, disposal: Disposal, after: str) -> Disposal:
    policy.check(actor, "change", disposal)
    found: Disposal = visible(actor, Disposal, "change").select_for_update().get(pk=disposal.pk)
    if not DISPOSAL.may(found.state, after):
        raise Refused(_("Đề nghị này đã có người quyết định. Tải lại trang để xem."))
    return found

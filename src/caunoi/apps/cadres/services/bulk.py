"""Many people at once: chosen, looked at by the code that writes, carried out, taken back within 30 days."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.events import PersonChanged
from caunoi.apps.cadres.models import BulkChange, BulkRow, Cadre, Posting
from caunoi.apps.cadres.models.bulk import BulkKind, BulkState, RowState
from caunoi.apps.cadres.services import batches, reversal
from caunoi.apps.cadres.services.bulk_kinds import KINDS, Kind
from caunoi.apps.cadres.services.undo import newest_records
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import Entry, part_of_batch, record, record_many
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.events import publish
from caunoi.foundation.policy import system_scope, visible

ROWS = "cadres: rows of the bulk change at hand"
AT_ONCE, MOST = 200, 20_000
KEPT_DAYS = batches.UNDO_DAYS


class _LookedOnly(Exception):
    """Thrown to take back what a look wrote."""


@transaction.atomic
def choose_people(*, actor: Actor, cadre_ids: Sequence[UUID]) -> BulkChange:
    """Keep who was chosen, in the order of the list; nothing is done yet."""
    unit_id = batches.home_unit(actor)
    policy.check_create(actor, BulkChange, unit_id=unit_id)
    if len(cadre_ids) > MOST:
        raise Refused(_("Mỗi lần nhiều nhất %(most)s người. Thu hẹp bộ lọc rồi chọn lại.") % {"most": MOST})
    names = dict(visible(actor, Cadre).filter(pk__in=cadre_ids).values_list("pk", "full_name"))
    change = BulkChange(
        unit_id=unit_id, actor_key=actor.key, actor_label=actor.label, created_at=clock.now(), chosen=len(names)
    )  # fmt: skip
    change.save()
    seen = [cadre_id for cadre_id in cadre_ids if cadre_id in names]
    rows = [
        BulkRow(change=change, number=number, cadre_id=cadre_id, label=names[cadre_id])
        for number, cadre_id in enumerate(seen, 1)
    ]
    with system_scope(ROWS):
        BulkRow.objects.bulk_create(rows, batch_size=500)
    return change


@transaction.atomic
def ask(*, actor: Actor, change: BulkChange, kind: str, asked: dict[str, Any]) -> BulkChange:
    """Say what is to be done; looked at next."""
    change = _held(actor, change, BulkState.CHOSEN, BulkState.LOOKED)
    change.kind, change.asked = BulkKind(kind).value, {**asked, "change": str(change.pk)}
    change.state = BulkState.LOOKING
    change.save()
    return change


def look(*, actor: Actor, change: BulkChange, tell: Any = None) -> BulkChange:
    """Do it to each person and take it back: the same code, the same refusals, nothing written but what was seen."""
    change, kind = _mine(actor, change), KINDS[change.kind]
    rows = rows_of(change)
    for done, row in enumerate(rows, 1):
        _look_at(actor, change, kind, row)
        if tell:
            tell(done, len(rows))
    with transaction.atomic(), system_scope(ROWS):
        BulkRow.objects.bulk_update(rows, ["state", "told", "reason"], batch_size=200)
        change.state = BulkState.LOOKED
        change.save(update_fields=["state"])
    return change


def _look_at(actor: Actor, change: BulkChange, kind: Kind, row: BulkRow) -> None:
    try:
        with transaction.atomic():
            _do(actor, change, kind, row)
            raise _LookedOnly
    except _LookedOnly:
        if row.state == RowState.DONE:
            row.state = RowState.SAME if row.before == row.after else RowState.READY


def _do(actor: Actor, change: BulkChange, kind: Kind, row: BulkRow) -> None:
    """One person through the service; a refusal becomes the row's reason and leaves the file as it was."""
    row.reason, row.told = "", {}
    cadre = visible(actor, Cadre).filter(pk=row.cadre_id).first()
    if cadre is None:
        row.state, row.reason = RowState.REFUSED, _("Hồ sơ đã ra ngoài phạm vi của bạn.")
        return
    before = kind.tell(actor, cadre, change.asked)
    row.inverse = _inverse(actor, cadre, kind, change)
    try:
        with transaction.atomic():
            kind.do(actor, cadre, change.asked)
    except NotVisible:
        row.state, row.reason = RowState.REFUSED, _("Đơn vị đã chọn ở ngoài phạm vi của bạn.")
    except Refused as refusal:
        row.state, row.reason = RowState.REFUSED, refusal.reason[:500]
    else:
        after = kind.tell(actor, visible(actor, Cadre).get(pk=row.cadre_id), change.asked)
        row.told = {"before": before, "after": after}
        row.state = RowState.DONE
    row.told = row.told or {"before": before, "after": before}


def _inverse(actor: Actor, cadre: Cadre, kind: Kind, change: BulkChange) -> dict[str, Any]:
    fields = {name: _plain(getattr(cadre, name)) for name in kind.columns(change.asked)}
    old: list[Any] = []
    if kind.posts:
        posts = visible(actor, Posting).filter(cadre=cadre)
        old = [[str(post.pk), {"valid_to": _plain(post.valid_to)}] for post in posts]
        fields["custodian_id"] = str(cadre.custodian_id)
    return {"fields": fields, "old": {"postings": old}}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def carry_out(*, actor: Actor, change: BulkChange, tell: Any = None) -> BulkChange:
    """Do it, each person by itself under one batch of the record: one who is refused does not hold up the others."""
    with transaction.atomic():
        change = _held(actor, change, BulkState.LOOKED, BulkState.DOING)
        kind, rows = KINDS[change.kind], [row for row in rows_of(change) if row.state == RowState.READY]
        with part_of_batch(change.pk):
            for done, row in enumerate(rows, 1):
                _do(actor, change, kind, row)
                if tell:
                    tell(done, len(rows))
            newest = newest_records({row.cadre_id for row in rows})
            for row in rows:
                row.after_seq = newest.get(row.cadre_id)
            with system_scope(ROWS):
                BulkRow.objects.bulk_update(
                    rows, ["state", "told", "reason", "inverse", "after_seq"], batch_size=200
                )
                states = list(BulkRow.objects.filter(change=change).values_list("state", flat=True))
            change.changed, change.refused = states.count(RowState.DONE), states.count(RowState.REFUSED)
            change.state, change.done_at = BulkState.DONE, clock.now()
            change.save()
            told: dict[str, list[Any]] = {
                "kind": [None, change.get_kind_display()],
                "changed": [0, change.changed],
            }
            record(actor, "cadres.bulk_done", change, told, unit_id=change.unit_id, reason=_reason(change))
    return change


def _reason(change: BulkChange) -> str:
    return str(change.asked.get("reason", ""))


def undo_until(change: BulkChange) -> date:
    at = change.done_at or change.created_at
    return at.astimezone(clock.HANOI).date() + timedelta(days=KEPT_DAYS)


@transaction.atomic
def undo(*, actor: Actor, change: BulkChange, on: date) -> BulkChange:
    """Each file as it was, except those somebody wrote to since: these stay, and are named."""
    change = _held(actor, change, BulkState.DONE)
    if on > undo_until(change):
        raise Refused(_("Đã quá 30 ngày kể từ khi làm nên không hoàn tác cả loạt được nữa."))
    # The record is begun first, so that nobody writes between the look and the write.
    record(actor, "cadres.bulk_undone", change, {"state": [change.state, "undone"]}, unit_id=change.unit_id)
    rows = [row for row in rows_of(change) if row.state == RowState.DONE]
    newest = newest_records({row.cadre_id for row in rows})
    people = visible(actor, Cadre, "change").in_bulk([row.cadre_id for row in rows])
    with part_of_batch(change.pk):
        entries = [entry for row in rows if (entry := _put_back(actor, change, row, people, newest))]
    record_many(actor, entries, batch_id=change.pk)
    with system_scope(ROWS):
        BulkRow.objects.bulk_update(rows, ["state", "reason"], batch_size=200)
    change.state, change.undone_at = BulkState.UNDONE, clock.now()
    change.save(update_fields=["state", "undone_at"])
    for entry in entries:
        publish(PersonChanged(entry.target.pk))
    return change


def _put_back(
    actor: Actor, change: BulkChange, row: BulkRow, people: dict[UUID, Cadre], newest: dict[UUID, int]
) -> Entry | None:
    cadre = people.get(row.cadre_id)
    if cadre is None:
        row.state, row.reason = RowState.KEPT, _("Hồ sơ đã ra ngoài phạm vi của bạn nên giữ nguyên.")
        return None
    if take_back := KINDS[change.kind].take_back:
        row.reason = take_back(actor, cadre, change.asked)
        row.state = RowState.KEPT if row.reason else RowState.RESTORED
        return None
    if newest.get(row.cadre_id, 0) > (row.after_seq or 0):
        row.state, row.reason = RowState.KEPT, _("Đã có người sửa sau đó nên giữ nguyên.")
        return None
    cadre = reversal.restored_person(cadre, row.inverse)
    cadre.save()
    for pk, values in row.inverse["old"]["postings"]:
        found = visible(actor, Posting, "change").filter(pk=pk)
        found.update(**reversal.typed(Posting, values))
    row.state = RowState.RESTORED
    changes: dict[str, list[Any]] = {"version": [cadre.version - 1, cadre.version]}
    return Entry("cadres.cadre_put_back", cadre, changes, cadre.custodian_id)


def rows_of(change: BulkChange) -> list[BulkRow]:
    """The people of a change at hand."""
    with system_scope(ROWS):
        return list(BulkRow.objects.filter(change=change).order_by("number"))


def _mine(actor: Actor, change: BulkChange) -> BulkChange:
    policy.check(actor, "change", change)
    found: BulkChange = visible(actor, BulkChange, "change").get(pk=change.pk)
    return found


def _held(actor: Actor, change: BulkChange, *states: str) -> BulkChange:
    policy.check(actor, "change", change)
    found: BulkChange = visible(actor, BulkChange, "change").select_for_update().get(pk=change.pk)
    if found.state not in states:
        words = _("Lần làm này: %(state)s; không làm được việc vừa chọn. Tải lại trang để xem.")
        raise Refused(words % {"state": _(found.get_state_display()).lower()})
    return found


@transaction.atomic
def forget_old_changes(*, actor: Actor, on: date) -> int:
    """Rows past the time of undo are taken away, with the value that was put in; the counts and the record stay."""
    policy.check_create(actor, BulkChange, unit_id=batches.home_unit(actor))
    with system_scope("cadres: bulk changes past their time"):
        old = BulkChange.objects.filter(created_at__date__lt=on - timedelta(days=KEPT_DAYS + 1))
        gone = [change.pk for change in old.exclude(asked={}) if undo_until(change) < on]
        BulkRow.objects.filter(change__in=gone).delete()
        return BulkChange.objects.filter(pk__in=gone).update(asked={})


def is_long(rows: int | Iterable[Any]) -> bool:
    """Too many for a page to wait for."""
    return (rows if isinstance(rows, int) else len(list(rows))) > AT_ONCE

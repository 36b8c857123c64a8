"""The way back from joining two records, any time later: what nobody wrote on since goes back as it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from caunoi.apps.cadres.events import PersonChanged
from caunoi.apps.cadres.models import Cadre, CadreMerge
from caunoi.apps.cadres.services import joined_rows as rows_of_both
from caunoi.apps.cadres.services.closed_years import stays_decided
from caunoi.apps.cadres.services.describing import value_text
from caunoi.apps.cadres.services.fact_words import fact_text
from caunoi.apps.cadres.services.joined_facts import FACTS
from caunoi.apps.cadres.services.joined_fields import GOES_WITH
from caunoi.apps.cadres.services.merging import LONGEST_REASON, elsewhere
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import record, record_many
from caunoi.foundation.db import rows
from caunoi.foundation.errors import Refused
from caunoi.foundation.events import publish
from caunoi.foundation.policy import system_scope, visible

SYSTEM = "cadres: rows of two records that were joined"
UNSAID = frozenset({"version", "given_name", "search_key", "sort_key", "exact_key"})
"""Columns that follow from others: told by those."""


@dataclass
class SplitPlan:
    """What taking two records apart again would do (bản xem trước khi tách): what goes back, what stays and why."""

    back: list[rows.RowChange] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)
    ciphers: Mapping[str, str] = field(default_factory=dict)
    number_free: bool = True

    @property
    def is_whole(self) -> bool:
        """Does every row become what it was, to the byte?"""
        return not self.stays


def changes_of(done: CadreMerge) -> list[rows.RowChange]:
    """Every row that joining wrote, with typed values."""
    return [
        rows.RowChange(each["model"], _key(each), _typed(each, "before"), _typed(each, "after"))
        for each in done.written["changes"]
    ]


def _key(kept: Mapping[str, Any]) -> Any:
    return apps.get_model(kept["model"])._meta.pk.to_python(kept["pk"])


def _typed(kept: Mapping[str, Any], side: str) -> Mapping[str, Any] | None:
    if kept[side] is None:
        return None
    columns = {column.attname: column for column in apps.get_model(kept["model"])._meta.concrete_fields}
    return {name: _value(columns[name], value) for name, value in kept[side].items() if name in columns}


def _value(column: Any, value: Any) -> Any:
    return (column.target_field if column.is_relation else column).to_python(value)


def plan_split(*, actor: Actor, done: CadreMerge) -> SplitPlan:
    """Nothing is written."""
    policy.check(actor, "change", done)
    plan = SplitPlan(ciphers=done.written.get("ciphers", {}))
    with system_scope(SYSTEM):
        plan.stops = [*_stops(done)]
        if plan.stops:
            return plan
        for change in rows.taken_back(changes_of(done)):
            _take(plan, change, done)
        plan.stays += _written_since(done)
    return plan


def _stops(done: CadreMerge) -> Iterator[str]:
    if done.undone_at is not None:
        yield _("Hai hồ sơ này đã được tách lại rồi.")
        return
    later = CadreMerge.objects.filter(kept=done.kept_id, undone_at__isnull=True, merged_at__gt=done.merged_at)
    if newer := later.order_by("-merged_at").first():
        told = {"name": newer.lost_name, "day": f"{newer.merged_at.astimezone(clock.HANOI):%d/%m/%Y}"}
        yield _("Sau lần này còn một lần nhập nữa (%(name)s, ngày %(day)s). Tách lần ấy trước.") % told
    if Cadre.objects.filter(pk=done.lost_id).exists():
        yield _("Trong sổ đang có một hồ sơ mang đúng mã này nên không trả lại được.")


def _take(plan: SplitPlan, back: rows.RowChange, done: CadreMerge) -> None:
    """One row: put back, or kept because somebody wrote on it, or because its year was decided."""
    model = apps.get_model(back.model)
    there = model._default_manager.filter(pk=back.pk).first()
    if closed := stays_decided(done, back, there):
        plan.stays.append(f"{_named(back, there)}: {closed.words}")
    elif back.before is None:
        if there is None:
            plan.back.append(_with_free_number(plan, back))
        else:
            plan.stays.append(_("%(what)s: đã có lại trong sổ.") % {"what": _named(back, there)})
    elif there is None:
        plan.stays.append(_("%(what)s: đã bị bỏ sau khi nhập.") % {"what": _named(back, None)})
    else:
        _take_columns(plan, back, there)


def _take_columns(plan: SplitPlan, back: rows.RowChange, there: models.Model) -> None:
    """Column by column: one that has another value than joining gave it was written since, and stays."""
    before, after = back.before or {}, back.after or {}
    since = _with_companions({name for name in after if getattr(there, name) != before[name]})
    free = {name: value for name, value in after.items() if name not in since}
    if "version" in since:
        # Somebody saved in between: the count goes on, so that a page opened before cannot overwrite unseen.
        free["version"] = getattr(there, "version", 0) + 1
    plan.stays += [_stayed(back, there, name) for name in after if name in since - UNSAID]
    if free:
        current = {name: getattr(there, name) for name in free}
        plan.back.append(rows.RowChange(back.model, back.pk, current, free))


def _with_companions(since: set[str]) -> set[str]:
    """Columns made of one another stay together: a name and its keys, a number and its index."""
    more = set(since)
    for group in GOES_WITH.values():
        if since & set(group):
            more |= set(group)
    return more


def _stayed(back: rows.RowChange, there: models.Model, name: str) -> str:
    said = "identity_number" if name == "identity_index" else name
    column = next(each for each in there._meta.concrete_fields if each.attname == said)
    told = {"what": _named(back, there), "column": _(str(column.verbose_name))}
    return _("%(what)s: %(column)s đã được sửa sau khi nhập nên giữ nguyên.") % told


def _named(back: rows.RowChange, there: models.Model | None) -> str:
    row = there or apps.get_model(back.model)(**{**(back.before or {}), **(back.after or {})})
    return fact_text(row)


def _with_free_number(plan: SplitPlan, back: rows.RowChange) -> rows.RowChange:
    """A staff number that was given to somebody else meanwhile stays with them."""
    after = dict(back.after or {})
    if back.model != Cadre._meta.label or not after.get("number"):
        return back
    going = {each.pk for each in plan.back if each.model == back.model and "number" in (each.after or {})}
    holder = Cadre.objects.filter(number=after["number"]).exclude(pk__in=going).first()
    if holder is None:
        return back
    told = {"number": after["number"], "name": value_text("full_name", holder.full_name)}
    plan.stays.append(_("Số hiệu %(number)s đang là của %(name)s nên hồ sơ tách ra chưa có số hiệu.") % told)
    return rows.RowChange(back.model, back.pk, None, {**after, "number": None})


def _written_since(done: CadreMerge) -> Iterator[str]:
    """Facts added to the joined record: nobody can tell whose they are, so they stay with the record that was kept."""
    for model in FACTS:
        fresh = model._default_manager.filter(cadre=done.kept_id, recorded_at__gt=done.merged_at)
        for fact in fresh.order_by("recorded_at"):
            yield _("%(what)s: thêm sau khi nhập, ở lại với hồ sơ giữ lại.") % {"what": fact_text(fact)}


@transaction.atomic
def split(*, actor: Actor, done: CadreMerge, reason: str) -> SplitPlan:
    """Take the two apart again; what stayed as it was is kept with the record of joining."""
    policy.check(actor, "change", done)
    done = visible(actor, CadreMerge, "change").select_for_update(of=("self",)).get(pk=done.pk)
    kept = visible(actor, Cadre, "merge").select_for_update(of=("self",)).get(pk=done.kept_id)
    plan = plan_split(actor=actor, done=done)
    _refuse(plan, reason)
    with system_scope(SYSTEM):
        # First: while it stands joined, the database holds what was decided of one against the rows of the other.
        done.undone_at, done.undone_by, done.undo_reason = clock.now(), actor.label, reason.strip()
        done.outcome = plan.stays
        done.save(update_fields=["undone_at", "undone_by", "undo_reason", "outcome"])
        rows.write(plan.back)
        _put_ciphers(plan, done)
    _remember(actor, done, kept, plan)
    publish(PersonChanged(done.kept_id))
    publish(PersonChanged(done.lost_id))
    return plan


def _refuse(plan: SplitPlan, reason: str) -> None:
    if plan.stops:
        raise Refused(" ".join(plan.stops))
    if not reason.strip():
        raise Refused(_("Chưa ghi lý do tách lại. Ghi vài chữ để người sau hiểu."))
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused(_("Lý do dài quá 300 chữ. Viết ngắn lại."))


def _put_ciphers(plan: SplitPlan, done: CadreMerge) -> None:
    """The numbers in cipher as they lay; one that was changed since stays, as its index does."""
    lying = plan.ciphers
    if lying.get("lost"):
        rows_of_both.put_cipher(done.lost_id, lying["lost"])
    if any("identity_index" in (each.after or {}) for each in plan.back if each.pk == done.kept_id):
        rows_of_both.put_cipher(done.kept_id, lying["kept_before"])


def _remember(actor: Actor, done: CadreMerge, kept: Cadre, plan: SplitPlan) -> None:
    told: dict[str, list[Any]] = {"merged": [done.lost_name, None]}
    both: list[tuple[UUID, UUID]] = [
        (kept.pk, kept.custodian_id),
        (done.lost_id, done.lost_unit_id),
    ]
    for pk, unit_id in both:
        record(
            actor, "cadres.twin_parted", Cadre(pk=pk), told,
            unit_id=unit_id, reason=done.undo_reason, batch_id=done.pk,
        )  # fmt: skip
    record_many(actor, elsewhere(plan.back, "cadres.row_parted"), reason=done.undo_reason, batch_id=done.pk)

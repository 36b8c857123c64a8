"""Joining two records of one person: everything is looked at before, and what was looked at is what is written."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from caunoi.apps.accounts.models import User
from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.events import PersonChanged
from caunoi.apps.cadres.extensions import MERGE_SLOT
from caunoi.apps.cadres.models import Cadre, CadreMerge, Posting, Rating
from caunoi.apps.cadres.models.twins import WholeValues
from caunoi.apps.cadres.services import joined_rows as rows_of_both
from caunoi.apps.cadres.services.closed_years import contradictions
from caunoi.apps.cadres.services.describing import posting_text
from caunoi.apps.cadres.services.joined_facts import FACTS, JoinedFacts, joined_facts
from caunoi.apps.cadres.services.joined_fields import JoinedField, joined_fields, takes
from caunoi.foundation import clock, policy
from caunoi.foundation.actors import Actor
from caunoi.foundation.audit.services import Entry, record, record_many
from caunoi.foundation.db import rows
from caunoi.foundation.db.columns import column_of
from caunoi.foundation.errors import Refused
from caunoi.foundation.events import publish
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.ui import slots

Said = Mapping[str, str]
LONGEST_REASON = 300


@dataclass
class MergePlan:
    """What joining ``lost`` to ``kept`` would do (bản xem trước): columns, facts, every row, what stops it."""

    kept: Cadre
    lost: Cadre
    fields: Sequence[JoinedField]
    facts: JoinedFacts
    changes: list[rows.RowChange] = field(default_factory=list)
    ciphers: dict[str, str] = field(default_factory=dict)
    stops: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @cached_property
    def written(self) -> dict[str, Any]:
        """As it is kept for the way back."""
        changes = [
            {"model": each.model, "pk": each.pk, "before": each.before, "after": each.after}
            for each in self.changes
        ]
        return {"changes": changes, "ciphers": self.ciphers}

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same rows: what was looked at is what may be written."""
        text = json.dumps(self.written, cls=WholeValues, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def plan_merge(*, actor: Actor, kept: Cadre, lost: Cadre, said: Said) -> MergePlan:
    """Nothing is written. ``said`` holds what somebody chose, by field or by fact, each ``giu`` or ``nhap``."""
    for cadre in (kept, lost):
        policy.check(actor, "merge", cadre)
    if kept.pk == lost.pk:
        raise Refused(_("Đây là cùng một hồ sơ. Chọn hai hồ sơ khác nhau."))
    with system_scope("cadres: rows of two records of one person"):
        facts = joined_facts(kept, lost, said)
        fields = joined_fields(kept, lost, dict(said), _home(facts, kept))
        plan = MergePlan(kept, lost, fields, facts)
        plan.changes = rows_of_both.all_rows(kept, lost, fields, facts)
        plan.ciphers = _ciphers(kept, lost, fields)
        plan.stops = [*_stops(plan)]
        for each in slots.of(MERGE_SLOT):
            plan.notes += each.notes(kept.pk, lost.pk)
    return plan


def _home(facts: JoinedFacts, kept: Cadre) -> UUID | None:
    """The unit of the newest main post that still runs, whichever record tells of it."""
    going = {each.going.pk for each in facts.twice}
    own = [post for post in Posting.objects.filter(cadre=kept) if post.pk not in going]
    moving = [post for post in facts.moving if isinstance(post, Posting) and post.pk not in going]
    running = [p for p in [*own, *moving] if p.kind == PostingKind.MAIN and p.valid_to is None]
    return max(running, key=lambda post: post.valid_from).unit_id if running else None


def _ciphers(kept: Cadre, lost: Cadre, fields: Sequence[JoinedField]) -> dict[str, str]:
    mine, theirs = rows_of_both.cipher_of(kept), rows_of_both.cipher_of(lost)
    after = theirs if takes(fields, "identity_number") else mine
    return {"kept_before": mine, "lost": theirs, "kept_after": after}


# ---- what cannot be


def _stops(plan: MergePlan) -> Iterator[str]:
    kept, lost = plan.kept, plan.lost
    if kept.identity_index and lost.identity_index and kept.identity_index != lost.identity_index:
        yield _(
            "Hai hồ sơ có hai số định danh khác nhau, tức là hai người. "
            "Nếu một số ghi sai, sửa số ấy trong hồ sơ trước."
        )
    for one, other in plan.facts.clashes:
        told = {"one": posting_text(one), "other": posting_text(other)}
        yield (
            _(
                "Hai chức danh chính trùng thời gian: %(one)s; %(other)s. "
                "Ghi thôi giữ một chức danh, hoặc sửa ngày, rồi nhập."
            )
            % told
        )
    accounts = User.objects.filter(subject_id__in=[kept.pk, lost.pk], is_active=True)
    if len(set(accounts.values_list("subject_id", flat=True))) > 1:
        yield _(
            "Cả hai hồ sơ đều có tài khoản đăng nhập đang mở. Nhờ quản trị khóa một tài khoản rồi nhập lại."
        )
    yield from contradictions(kept, lost, _ratings_after(plan))
    yield from _not_twice(kept, lost)


def _ratings_after(plan: MergePlan) -> list[Rating]:
    """What the record that stays will hold."""
    going = {pair.going.pk for pair in plan.facts.twice}
    both = [*Rating.objects.filter(cadre=plan.kept), *plan.facts.moving]
    return [fact for fact in both if isinstance(fact, Rating) and fact.pk not in going]


def _not_twice(kept: Cadre, lost: Cadre) -> Iterator[str]:
    """Tables of any module that take a person once for each something: both records having one needs a human."""
    for model, column in rows_of_both.pointing_columns():
        unique = [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
        mine = [each for each in unique if column in _columns(model, each)]
        if any(_meet(model, column, constraint, kept, lost) for constraint in mine):
            told = {"what": _(str(model._meta.verbose_name))}
            yield _("Cả hai hồ sơ cùng có %(what)s. Xử lý xong ở một hồ sơ rồi nhập.") % told


def _columns(model: type[models.Model], constraint: models.UniqueConstraint) -> list[str]:
    return [column_of(model, name).attname for name in constraint.fields]


def _meet(model: Any, column: str, constraint: models.UniqueConstraint, kept: Cadre, lost: Cadre) -> bool:
    others = [name for name in _columns(model, constraint) if name != column]
    counted = model._default_manager.filter(constraint.condition or models.Q())
    mine = set(counted.filter(**{column: kept.pk}).values_list("pk", *others))
    theirs = set(counted.filter(**{column: lost.pk}).values_list("pk", *others))
    return bool({row[1:] for row in mine} & {row[1:] for row in theirs})


# ---- doing it


@transaction.atomic
def merge(
    *, actor: Actor, kept: Cadre, lost: Cadre, said: Said, reason: str, seen: str | None = None
) -> CadreMerge:
    """Join ``lost`` to ``kept``. ``seen`` is the fingerprint of the plan that was looked at."""
    kept, lost = _held(actor, kept, lost)
    plan = plan_merge(actor=actor, kept=kept, lost=lost, said=said)
    _refuse_unsound(plan, seen, reason)
    kept_record = _record_of(actor, plan, reason.strip())
    with system_scope("cadres: join two records of one person"):
        kept_record.save()
        rows.write(plan.changes)
        if plan.ciphers["kept_after"] != plan.ciphers["kept_before"]:
            rows_of_both.put_cipher(kept.pk, plan.ciphers["kept_after"])
    _remember(actor, plan, kept_record)
    publish(PersonChanged(kept.pk))
    publish(PersonChanged(lost.pk))
    return kept_record


def _held(actor: Actor, *people: Cadre) -> list[Cadre]:
    """The rows as they stand, held until the end; always in one order, so that nobody waits for each other."""
    for cadre in people:
        policy.check(actor, "merge", cadre)
    keys = [cadre.pk for cadre in people]
    mine = visible(actor, Cadre, "merge").select_for_update(of=("self",)).filter(pk__in=keys)
    found = {cadre.pk: cadre for cadre in mine.order_by("pk")}
    return [found[key] for key in keys]


def _refuse_unsound(plan: MergePlan, seen: str | None, reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Chưa ghi lý do. Ghi vài chữ để người sau hiểu vì sao hai hồ sơ là của một người."))
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused(_("Lý do dài quá 300 chữ. Viết ngắn lại."))
    if plan.stops:
        raise Refused(" ".join(plan.stops[:5]))
    if seen is not None and plan.fingerprint != seen:
        raise Refused(_("Từ lúc xem trước đến giờ một trong hai hồ sơ đã đổi. Xem lại rồi nhập."))


def _record_of(actor: Actor, plan: MergePlan, reason: str) -> CadreMerge:
    lost = plan.lost
    return CadreMerge(
        kept=plan.kept, lost_id=lost.pk, lost_number=lost.number or "", lost_name=lost.full_name,
        lost_unit_id=lost.custodian_id, reason=reason, merged_at=clock.now(), merged_by=actor.label,
        written=plan.written,
    )  # fmt: skip


def _remember(actor: Actor, plan: MergePlan, done: CadreMerge) -> None:
    """A record for each of the two people, and one for every row of another module that now names another person."""
    kept, lost = plan.kept, plan.lost
    joined: dict[str, list[Any]] = {"merged": [None, _named(lost)]}
    record(
        actor, "cadres.twin_joined", kept, joined | _told(plan.changes, kept),
        unit_id=kept.custodian_id, reason=done.reason, batch_id=done.pk,
    )  # fmt: skip
    # Whoever kept the record that went may not see the one that stays: its name is not told here.
    gone: dict[str, list[Any]] = {"merged": [None, str(kept.pk)]}
    record(
        actor, "cadres.twin_went", lost, gone, unit_id=lost.custodian_id, reason=done.reason, batch_id=done.pk
    )
    record_many(actor, elsewhere(plan.changes, "cadres.row_joined"), reason=done.reason, batch_id=done.pk)


def _named(cadre: Cadre) -> str:
    return f"{cadre.full_name} ({cadre.number})" if cadre.number else cadre.full_name


def _told(changes: Iterable[rows.RowChange], cadre: Cadre) -> dict[str, list[Any]]:
    """Columns of the record that stays; keys made of a name say nothing to a reader."""
    keys = {"search_key", "sort_key", "exact_key", "identity_index"}
    own = next(each for each in changes if each.pk == cadre.pk and each.after is not None)
    return {name: pair for name, pair in own.told.items() if name not in keys}


def elsewhere(changes: Iterable[rows.RowChange], action: str) -> list[Entry]:
    """Rows that are neither one of the people nor a fact of theirs."""
    own = {Cadre._meta.label, *(model._meta.label for model in FACTS)}
    return [Entry(action, each.target, each.told) for each in changes if each.model not in own]

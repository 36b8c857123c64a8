"""Rights when units end (quyền theo đơn vị): a grant on a unit ends with it; whoever goes on is given rights anew."""

from collections import Counter
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from caunoi.apps.accounts.choices import GrantState
from caunoi.apps.accounts.models import AccessToken, Grant
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.extensions import Consequence, UnitChange
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.rows import RowChange, changed
from caunoi.foundation.policy import system_scope


class GrantsEnd:
    """Grants on units that end. Nobody's reach grows by itself: that would give a clerk the neighbours' files."""

    key = "grants"
    title = gettext_noop("Quyền của tài khoản")
    order = 20

    def foresee(self, actor: Actor, change: UnitChange) -> Iterable[Consequence]:
        for unit_id, grants in _by_unit(change):
            told = {"unit": change.name(unit_id), "count": len(grants), "who": _whose(grants)}
            rows = [_ended(grant, change) for grant in grants]
            yield Consequence(
                ngettext(
                    "%(count)d lần giao quyền ở %(unit)s hết hiệu lực: %(who)s",
                    "%(count)d lần giao quyền ở %(unit)s hết hiệu lực: %(who)s",
                    len(grants),
                )
                % told,
                unit_id=unit_id,
                changes=rows,
            )
        yield from _posts_end(change)
        yield from _keys_end(change)
        if change.heirs:
            yield from _without_clerk(change)


def _by_unit(change: UnitChange) -> Iterator[tuple[UUID, list[Grant]]]:
    with system_scope("accounts: foresee which grants end"):
        still = Q(valid_to__isnull=True) | Q(valid_to__gt=change.on)
        found = Grant.objects.filter(still, unit_id__in=change.ended).exclude(state=GrantState.REFUSED)
        grants = list(found.select_related("user").order_by("unit_id", "valid_from", "pk"))
    for unit_id in dict.fromkeys(grant.unit_id for grant in grants if grant.unit_id):
        yield unit_id, [grant for grant in grants if grant.unit_id == unit_id]


def _posts_end(change: UnitChange) -> Iterator[Consequence]:
    """Rights elsewhere that are tied to a post in a unit that ends: they fall with the post, nothing is written."""
    with system_scope("accounts: foresee which grants end"):
        still = Q(valid_to__isnull=True) | Q(valid_to__gt=change.on)
        tied = Grant.objects.filter(still, post_unit_id__in=change.ended, state=GrantState.GIVEN)
        elsewhere = tied.exclude(unit_id__in=change.ended).values_list("post_unit_id", flat=True)
        held = Counter(elsewhere.order_by("post_unit_id"))
    for unit_id, count in held.items():
        sentence = ngettext(
            "%(count)d lần giao quyền gắn với chức danh ở %(unit)s thôi hiệu lực cùng chức danh",
            "%(count)d lần giao quyền gắn với chức danh ở %(unit)s thôi hiệu lực cùng chức danh",
            count,
        )
        yield Consequence(sentence % {"count": count, "unit": change.name(unit_id)}, unit_id=unit_id)


def _keys_end(change: UnitChange) -> Iterator[Consequence]:
    """Keys with which other programs read a unit that ends: they open nothing from the day on, nothing is written."""
    with system_scope("accounts: foresee which keys end"):
        found = AccessToken.objects.filter(
            unit_id__in=change.ended, valid_to__gt=change.on, withdrawn_at__isnull=True
        )
        kept = list(found.exclude(state=GrantState.REFUSED).order_by("unit_id", "name", "pk"))
    for unit_id in dict.fromkeys(each.unit_id for each in kept):
        names = [f"{each.name} ({each.handle})" for each in kept if each.unit_id == unit_id]
        sentence = ngettext(
            "%(count)d mã truy cập của %(unit)s hết hiệu lực: %(which)s",
            "%(count)d mã truy cập của %(unit)s hết hiệu lực: %(which)s",
            len(names),
        )
        told = {"count": len(names), "unit": change.name(unit_id), "which": ", ".join(names)}
        yield Consequence(sentence % told, unit_id=unit_id)


def _whose(grants: list[Grant]) -> str:
    return ", ".join(dict.fromkeys(f"{grant.user.full_name} ({grant.user.username})" for grant in grants))


def _ended(grant: Grant, change: UnitChange) -> RowChange:
    """A grant that would only begin later never takes effect."""
    if grant.valid_from >= change.on:
        return changed(grant, state=GrantState.REFUSED, decision=_("đơn vị chấm dứt trước ngày giao quyền"))
    return changed(grant, valid_to=change.on)


def _without_clerk(change: UnitChange) -> Iterator[Consequence]:
    """Units that take over and in which nobody holds a right of their own yet."""
    heirs = {heir.unit_id: heir.name for found in change.heirs.values() for heir in found}
    with system_scope("accounts: foresee who is left without a clerk"):
        rows = Grant.objects.on(change.on).filter(unit_id__in=heirs)
        held = Counter(rows.values_list("unit_id", flat=True))
    for unit_id, name in sorted(heirs.items(), key=lambda pair: pair[1]):
        if not held[unit_id]:
            yield Consequence(
                _("%(unit)s chưa ai được giao quyền") % {"unit": name},
                Weight.DECIDE,
                unit_id,
            )

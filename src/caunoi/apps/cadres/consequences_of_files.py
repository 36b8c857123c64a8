"""Files, planned successions and imports when units end (hồ sơ, quy hoạch, lần nhập): who takes care of them since."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from caunoi.apps.accounts.policies import who_may_after
from caunoi.apps.cadres.consequences import people_of
from caunoi.apps.cadres.models import Cadre, ImportBatch, SuccessionPlan
from caunoi.apps.cadres.models.batch import WAITING
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.extensions import Consequence, UnitChange
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.rows import changed
from caunoi.foundation.policy import row_for, system_scope, visible


class FilesFollow:
    """Whose files a unit that ends kept; who was planned for a post in it; which of its imports still wait."""

    key = "files"
    title = gettext_noop("Hồ sơ, quy hoạch, lần nhập")
    order = 12

    def foresee(self, actor: Actor, change: UnitChange) -> Iterable[Consequence]:
        yield from _files(change)
        yield from _planned(change)
        yield from _imports(actor, change)


def _files(change: UnitChange) -> Iterator[Consequence]:
    with system_scope("cadres: foresee who keeps the files"):
        staying = Q(left_on__isnull=True) | Q(left_on__gt=change.on)
        kept = Cadre.objects.filter(staying, custodian_id__in=change.ended)
        counts = Counter(kept.values_list("custodian_id", flat=True))
    for unit_id in sorted(counts, key=change.name):
        yield _kept_by(unit_id, counts[unit_id], change)


def _kept_by(unit_id: UUID, count: int, change: UnitChange) -> Consequence:
    keepers = change.answering(unit_id)
    told = {
        "count": count, "unit": change.name(unit_id), "day": format_date(change.on),
        "keepers": ", ".join(node.full_name for node in keepers),
    }  # fmt: skip
    one = ngettext(
        "%(count)d hồ sơ do %(unit)s giữ: từ %(day)s do %(keepers)s giữ",
        "%(count)d hồ sơ do %(unit)s giữ: từ %(day)s do %(keepers)s giữ",
        count,
    )
    several = ngettext(
        "%(count)d hồ sơ do %(unit)s giữ: từ %(day)s %(keepers)s cùng mở được, cần chọn một nơi giữ",
        "%(count)d hồ sơ do %(unit)s giữ: từ %(day)s %(keepers)s cùng mở được, cần chọn một nơi giữ",
        count,
    )
    url = people_of([unit_id], change)
    if len(keepers) == 1:
        return Consequence(one % told, Weight.FOLLOWS, unit_id, url)
    return Consequence(several % told, Weight.DECIDE, unit_id, url)


def _planned(change: UnitChange) -> Iterator[Consequence]:
    """Nobody is planned for a post in a unit that is no more; what would only begin later is left to people."""
    with system_scope("cadres: foresee which planned successions end"):
        still = Q(valid_to__isnull=True) | Q(valid_to__gt=change.on)
        found = SuccessionPlan.objects.filter(still, unit_id__in=change.ended, valid_from__lt=change.on)
        rows = list(found.order_by("unit_id", "pk"))
    for unit_id, group in groupby(rows, key=lambda row: row.unit_id):
        mine = list(group)
        words = ngettext(
            "%(count)d lượt quy hoạch cho %(unit)s hết hiệu lực",
            "%(count)d lượt quy hoạch cho %(unit)s hết hiệu lực",
            len(mine),
        )
        reason = _("đơn vị chấm dứt")
        yield Consequence(
            words % {"count": len(mine), "unit": change.name(unit_id)},
            unit_id=unit_id,
            changes=[changed(row, valid_to=change.on, reason_out=reason) for row in mine],
        )


def _imports(actor: Actor, change: UnitChange) -> Iterator[Consequence]:
    waiting = visible(actor, ImportBatch).filter(unit_id__in=change.ended, state__in=WAITING)
    for batch in waiting.order_by("created_at"):
        who = who_may_after(row_for(ImportBatch, "change"), {batch.unit_id}, change)
        told = {
            "file": batch.file_name, "unit": change.name(batch.unit_id), "day": format_date(change.on),
            "who": ", ".join(who[:3]),
        }  # fmt: skip
        words = (
            _("Lần nhập “%(file)s” của %(unit)s chưa ghi: từ %(day)s do %(who)s quyết")
            if who
            else _("Lần nhập “%(file)s” của %(unit)s chưa ghi: từ %(day)s chưa ai quyết được")
        )
        url = reverse("imports:page", args=[batch.pk])
        yield Consequence(words % told, Weight.FOLLOWS if who else Weight.DECIDE, batch.unit_id, url)

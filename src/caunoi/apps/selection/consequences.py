"""Nominations when units end (đề cử khi sắp xếp đơn vị): they go with the file, and who decides is told."""

from collections.abc import Iterable

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.extensions import Consequence, UnitChange
from caunoi.apps.selection.choices import WAITING_ABOVE
from caunoi.apps.selection.models import Nomination
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible


class NominationsGoOn:
    """A nomination that waits goes with the person's file to whoever keeps it from then on."""

    key = "nominations"
    title = gettext_noop("Đề cử đi học")
    order = 32

    def foresee(self, actor: Actor, change: UnitChange) -> Iterable[Consequence]:
        waiting = visible(actor, Nomination).filter(
            state__in=WAITING_ABOVE, cadre__custodian_id__in=change.ended
        )
        rows = waiting.values("cadre__custodian_id").annotate(many=Count("pk"))
        for row in rows.order_by("cadre__custodian_id"):
            unit_id = row["cadre__custodian_id"]
            told = {"n": row["many"], "unit": change.name(unit_id)}
            words = _(
                "%(n)d đề cử đi học của %(unit)s đang chờ duyệt: đi theo hồ sơ, cấp trên của nơi nhận duyệt tiếp"
            )
            yield Consequence(words % told, Weight.FOLLOWS, unit_id, "/de-cu/?xem=cho-duyet")

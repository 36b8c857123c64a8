"""What training plans say when two records of one person are joined: a draft that held both is to be solved anew."""

from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Need


class PlansOfTwins:
    """Plans that hold both records (kế hoạch đang xếp cả hai hồ sơ)."""

    key = "planning"

    def notes(self, kept: UUID, lost: UUID) -> list[str]:
        mine = set(Need.objects.filter(cadre=kept).values_list("plan", flat=True))
        both = Need.objects.filter(cadre=lost, plan__in=mine, plan__state=PlanState.DRAFT)
        names = sorted(set(both.values_list("plan__name", flat=True)))
        return [
            _(
                "Kế hoạch %(plan)s đang xếp cả hai hồ sơ. "
                "Sau khi nhập, tính lại kế hoạch để người này không học hai lần."
            )
            % {"plan": name}
            for name in names
        ]

    def words(self, row: Model) -> str:
        if not isinstance(row, Need):
            return ""
        told = {"what": row.requirement, "plan": row.plan.name}
        return _("Nhu cầu %(what)s trong kế hoạch %(plan)s") % told

"""Who read a person's file, under whichever number it stood then."""

from uuid import UUID

from caunoi.apps.cadres.models import CadreMerge
from caunoi.foundation.audit.readings import Look, readings_of
from caunoi.foundation.policy import system_scope


def looks_at(cadre_id: UUID) -> list[Look]:
    """Every look at the file and at the records that were joined to it, newest first; for the person concerned."""
    with system_scope("cadres: records of oneself that were joined"):
        gone = CadreMerge.objects.filter(kept=cadre_id, undone_at__isnull=True)
        joined = list(gone.values_list("lost_id", flat=True))
    looks = [look for each in (cadre_id, *joined) for look in readings_of(each)]
    return sorted(looks, key=lambda look: look.at, reverse=True)

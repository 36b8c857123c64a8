"""Files opened in an emergency, as the board that looks at them afterwards sees them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from caunoi.apps.accounts.models import Emergency
from caunoi.apps.accounts.selectors import Opened
from caunoi.apps.cadres.models import Cadre
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import system_scope, visible
from caunoi.foundation.policy.decisions import holds

LATELY = timedelta(days=30)


def emergencies(actor: Actor, limit: int = 100) -> Sequence[Emergency]:
    """Those of files within reach, what nobody has looked at yet first."""
    if not holds(actor, Emergency, "view"):
        return []
    found = visible(actor, Emergency).select_related("user")
    return sorted(found.order_by("-opened_at")[:limit], key=lambda each: each.looked_at is not None)


def to_look_at(actor: Actor) -> int:
    """How many wait to be looked at by the actor."""
    if not holds(actor, Emergency, "look"):
        return 0
    waiting = visible(actor, Emergency, "look").filter(looked_at__isnull=True)
    return int(waiting.exclude(user_id=actor.key.removeprefix("user:")).count())


def names_of(actor: Actor, found: Sequence[Emergency]) -> dict[object, str]:
    """The people whose files were opened, as far as the reader sees them."""
    ids = {each.subject_id for each in found}
    return dict(visible(actor, Cadre).filter(pk__in=ids).values_list("pk", "full_name"))


def how_many_lately(at: datetime) -> tuple[int, int]:
    """Opened within thirty days, and of all those nobody has looked at: numbers without a person."""
    with system_scope("cadres: how many files were opened in an emergency"):
        lately = Emergency.objects.filter(opened_at__gt=at - LATELY).count()
        return lately, Emergency.objects.filter(looked_at__isnull=True).count()


def opened_by(actor: Actor) -> Opened | None:
    """The file that stands open to the actor just now."""
    found: Opened | None = getattr(actor, "opened", None)
    return found

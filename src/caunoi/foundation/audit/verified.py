"""How far the chain has been verified: pages follow only what came since, the whole is walked at night.

The note lies beside the database, not in it. A record changed long ago is found by the next whole walk; what was
written since the last look, and the record the look ended at, are verified each time.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from caunoi.foundation import clock
from caunoi.foundation.audit.chain import Walk
from caunoi.foundation.audit.selectors import still_holds, walk_chain


@dataclass(frozen=True)
class Verified:
    """The end of the last walk, its fault if there was one, and when the whole was last walked."""

    walk: Walk
    whole_at: datetime


def verify_whole() -> Verified:
    """From the first record to the last."""
    return _keep(Verified(walk_chain(), clock.now()))


def verify_new() -> Verified:
    """What was written since the last look; the whole when nothing is known, or the last look holds no longer."""
    known = _known()
    if known is None or not still_holds(known.walk):
        return verify_whole()
    if known.walk.fault:
        return known
    walked = walk_chain(known.walk)
    return known if walked == known.walk else _keep(Verified(walked, known.whole_at))


def _note() -> Path:
    return Path(settings.VAR) / "audit-verified.json"


def _keep(verified: Verified) -> Verified:
    fresh = _note().with_suffix(f".{uuid4().hex}")
    fresh.write_text(
        json.dumps({**asdict(verified.walk), "whole_at": verified.whole_at.isoformat()}), "utf-8"
    )
    fresh.replace(_note())
    return verified


def _known() -> Verified | None:
    """None for a note that is not there or was not written to its end: the chain itself is asked then."""
    try:
        told = json.loads(_note().read_text(encoding="utf-8"))
        whole_at = datetime.fromisoformat(told.pop("whole_at"))
        return Verified(Walk(**told), whole_at)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None

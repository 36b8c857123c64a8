"""The mark of a sealed year (dấu niêm phong), made out of nothing but what was decided."""

import hashlib
import json
from collections.abc import Sequence

from caunoi.apps.ratings.models import RatedUnit


def content_mark(rated: RatedUnit, rows: Sequence[tuple[str, str, int | None]]) -> str:
    """SHA-256 of who has which level, person by person in one order, with the scheme it was decided by."""
    whole = [str(rated.round_id), str(rated.unit_id), rated.round.rule_mark, sorted(map(list, rows), key=str)]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

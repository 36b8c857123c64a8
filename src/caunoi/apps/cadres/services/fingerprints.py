"""What a check foresaw, in one line, so that a write notices whatever has changed in between."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from caunoi.apps.cadres.services.records import RowPlan


def fingerprint_of(plans: Iterable[RowPlan]) -> str:
    """Of every row: what it would do, to whom, from what to what; how it is worded makes no difference."""
    digest = hashlib.sha256()
    for plan in plans:
        digest.update(json.dumps(_foreseen(plan), sort_keys=True, default=str).encode())
    return digest.hexdigest()


def _foreseen(plan: RowPlan) -> list[Any]:
    works = (plan.postings, plan.qualifications, plan.ratings)
    facts = [[fact.pk for fact, _fresh in work.change] for work in works]
    asked = [[problem.column, problem.severity, problem.other.get("id")] for problem in plan.problems]
    return [plan.record.row_number, plan.verdict, plan.cadre_id, plan.changes, facts, asked]

"""Who already learns what they lack (đang học)."""

from typing import Protocol

from caunoi.apps.standards.selectors.verdicts import Verdicts
from caunoi.domain.eligibility import daycode
from caunoi.domain.eligibility.routes import Missing


class Lacking(Protocol):
    """A gap: in which row, and what would close it."""

    @property
    def row(self) -> int: ...
    @property
    def missing(self) -> Missing: ...


def learns_it(found: Verdicts, need: Lacking) -> bool:
    """Already learning what is missing, and not past the day it was to end."""
    terms, facts = found.assessment.rules.terms, found.snapshot.facts
    if need.missing.what not in terms.scales:
        return False
    lane = list(terms.scales).index(need.missing.what)
    until = int(facts.column("studying_until")[need.row])
    learning = facts.block("studying")[need.row, lane] >= need.missing.rank
    return bool(learning and (not until or until >= daycode.encode(found.on)))

"""Groups of requirements (nhóm yêu cầu): all, any, at least k of several."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice, product

from caunoi.domain.eligibility.facts import Rowset
from caunoi.domain.eligibility.routes import MAX_ROUTES, Missing, Route, merged, minimal
from caunoi.domain.eligibility.rules import Rule
from caunoi.domain.eligibility.terms import Terms
from caunoi.domain.eligibility.verdict import U8, Verdict, at_least


@dataclass(frozen=True)
class AtLeast:
    """At least k of several requirements (đạt ít nhất k trong n); all and any of them are special cases."""

    k: int
    parts: tuple[Rule, ...]

    def evaluate(self, rows: Rowset, terms: Terms, on: date) -> U8:
        return at_least(self.k, [part.evaluate(rows, terms, on) for part in self.parts])

    def sentence(self, terms: Terms) -> str:
        said = [part.sentence(terms) for part in self.parts]
        if self.k == len(self.parts):
            return "; ".join(said)
        if self.k == 1:
            return " hoặc ".join(f"({part})" for part in said)
        return f"Đạt ít nhất {self.k} trong {len(said)} điều: " + "; ".join(f"({part})" for part in said)

    def held(self, rows: Rowset, terms: Terms) -> str:
        return "; ".join(dict.fromkeys(part.held(rows, terms) for part in self.parts))

    def routes(self, rows: Rowset, terms: Terms, on: date) -> list[Route]:
        """All ways to satisfy k parts: those already satisfied cost nothing."""
        ways = []
        for part in self.parts:
            good = part.evaluate(rows, terms, on)[0] in (Verdict.MET, Verdict.EXEMPT)
            ways.append([frozenset[Missing]()] if good else part.routes(rows, terms, on))
        chosen = (merged(pick) for some in combinations(ways, self.k) for pick in product(*some))
        return minimal(list(islice(chosen, MAX_ROUTES**2)))

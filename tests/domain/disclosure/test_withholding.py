"""Nobody who subtracts learns a small number: an attacker with another method, a linear solver, tries every way."""

from collections.abc import Sequence

import highspy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caunoi.domain.disclosure.ranges import range_of
from caunoi.domain.disclosure.table import Counts, Entry, shown
from caunoi.domain.disclosure.withholding import withheld

FEWEST = 5
ROWS = st.integers(2, 5)
CELL = st.one_of(st.integers(0, 7), st.integers(0, 60))


@st.composite
def tables_of_years(draw, most: int = 3) -> list[Counts]:
    """The same units and outcomes in several years; now and then everybody's numbers stay as they were."""
    rows, columns, years = draw(ROWS), draw(st.integers(2, 4)), draw(st.integers(1, most))
    row = st.lists(CELL, min_size=columns, max_size=columns).map(tuple)
    table = st.lists(row, min_size=rows, max_size=rows).map(tuple)
    found = [Counts(draw(table))]
    while len(found) < years:
        found.append(found[-1] if draw(st.booleans()) else Counts(draw(table)))
    return found


class Attacker:
    """Knows that counts are whole and never negative, every total that is told, and that years may be subtracted."""

    def __init__(
        self, tables: Sequence[Counts], hidden: frozenset[Entry], known: Sequence[frozenset[Entry]] = ()
    ) -> None:
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.at: list[dict[Entry, int]] = []
        for year, counts in enumerate(tables):
            seen = hidden - (known[year] if known else frozenset())
            self.at.append(
                {entry: self._variable(counts.value(entry), entry in seen) for entry in counts.entries}
            )
            self._sums(counts, self.at[-1])
        self._differences(tables, hidden)

    def _variable(self, value: int, is_hidden: bool) -> int:
        low, high = (0, highspy.kHighsInf) if is_hidden else (value, value)
        self.solver.addVar(low, high)
        return self.solver.numVariables - 1

    def _sums(self, counts: Counts, at: dict[Entry, int]) -> None:
        rows, columns = counts.shape
        lines = [[(row, column) for column in range(columns)] for row in range(rows)]
        lines += [[(row, column) for row in range(rows)] for column in range(columns)]
        for line in lines:
            signs = [1.0] * (len(line) - 1) + [-1.0]
            self.solver.addRow(0, 0, len(line), [at[entry] for entry in line], signs)

    def _differences(self, tables: Sequence[Counts], hidden: frozenset[Entry]) -> None:
        """What a table of changes between two years would tell of the entries that both years tell."""
        for year in range(1, len(tables)):
            for entry in set(tables[year].entries) - hidden:
                change = tables[year].value(entry) - tables[year - 1].value(entry)
                places = [self.at[year][entry], self.at[year - 1][entry]]
                self.solver.addRow(change, change, 2, places, [1.0, -1.0])

    def range_of(self, year: int, entry: Entry) -> tuple[int, int]:
        """The least and the most; without an end far above everything."""
        return self._bound(self.at[year][entry], 1), self._bound(self.at[year][entry], -1)

    def _bound(self, place: int, sign: int) -> int:
        for other in range(self.solver.numVariables):
            self.solver.changeColCost(other, float(sign if other == place else 0))
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return 10**6
        return round(self.solver.getSolution().col_value[place])


def pinned(tables: Sequence[Counts], hidden: frozenset[Entry]) -> list[tuple[int, Entry]]:
    """Small entries told to within fewer than the fewest people."""
    attacker = Attacker(tables, hidden)
    return [
        (year, entry)
        for year, counts in enumerate(tables)
        for entry in sorted(counts.small(FEWEST))
        if (lambda least, most: most - least < FEWEST)(*attacker.range_of(year, entry))
    ]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(tables_of_years())
def test_no_small_number_can_be_told_from_totals_and_differences_of_years(tables) -> None:
    hidden = withheld(tables, fewest=FEWEST)

    assert pinned(tables, hidden) == []
    assert all(counts.small(FEWEST) <= hidden for counts in tables)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(tables_of_years(most=1), st.data())
def test_the_range_is_what_a_linear_solver_finds(tables, data) -> None:
    (counts,) = tables
    hidden = frozenset(data.draw(st.sets(st.sampled_from(counts.entries), min_size=1)))
    entry = data.draw(st.sampled_from(sorted(hidden)))

    found = range_of(entry, counts, hidden, enough=1000)
    least, most = Attacker(tables, hidden).range_of(0, entry)

    value = counts.value(entry)
    assert (found.least, min(found.most, value + 1000)) == (least, min(most, value + 1000))


def test_hiding_only_the_small_numbers_would_tell_them() -> None:
    counts = Counts(((40, 3), (50, 20), (60, 30)))

    assert pinned([counts], counts.small(FEWEST)) == [(0, (0, 1))]
    assert pinned([counts], withheld([counts], fewest=FEWEST)) == []


def test_what_is_hidden_in_one_year_is_hidden_in_all() -> None:
    before, after = Counts(((40, 3), (50, 20), (60, 30))), Counts(((40, 9), (50, 20), (60, 30)))

    hidden = withheld([before, after], fewest=FEWEST)

    assert (0, 1) in hidden
    assert shown(after, hidden)[0][1] is None


def test_a_table_without_small_numbers_is_told_whole() -> None:
    counts = Counts(((40, 0), (50, 20)))

    assert withheld([counts], fewest=FEWEST) == frozenset()
    assert shown(counts, frozenset()) == [[40, 0, 40], [50, 20, 70], [90, 20, 110]]


def test_totals_told_elsewhere_are_not_counted_upon() -> None:
    counts = Counts(((40, 3), (50, 20), (60, 30)))
    told = frozenset({(3, 0), (3, 1), (3, 2)})

    hidden = withheld([counts], fewest=FEWEST, open_entries=[told])

    attacker = Attacker([counts], hidden, [told])
    least, most = attacker.range_of(0, (0, 1))
    assert most - least >= FEWEST


def test_one_unit_alone_tells_nothing_of_its_few() -> None:
    counts = Counts(((40, 3),))

    assert pinned([counts], withheld([counts], fewest=FEWEST)) == []


@pytest.mark.parametrize("cells", [(), ((),), ((1, 2), (3,)), ((-1,),)])
def test_what_is_no_table_is_refused(cells) -> None:
    with pytest.raises(ValueError, match=r"table|negative"):
        Counts(cells)

from datetime import date

from caunoi.domain.eligibility.rulebook import load_rulebook
from caunoi.domain.eligibility.tables import tables_for
from tests.domain.eligibility.samples import SAMPLE_BOOK


def test_days_on_which_the_same_rules_are_in_force_share_their_tables() -> None:
    book = load_rulebook()

    first, second = book.for_day(date(2020, 8, 30)), book.for_day(date(2020, 8, 31))

    assert tables_for(first) is tables_for(second)


def test_a_change_of_rules_of_measure_or_of_book_gives_tables_of_its_own() -> None:
    book = load_rulebook()
    base = tables_for(book.for_day(date(2023, 7, 31)))

    others = [
        tables_for(book.for_day(date(2023, 8, 1))),
        tables_for(book.for_day(date(2023, 7, 31), "du-tieu-chuan")),
        tables_for(SAMPLE_BOOK.for_day(date(2023, 7, 31))),
    ]

    assert all(other is not base for other in others)


def test_a_post_nothing_is_known_of_has_no_rule() -> None:
    tables = tables_for(load_rulebook().for_day(date(2020, 8, 31)))

    nowhere = tables.groups[tables.group_of_post[0]]
    assert (nowhere.rule, dict(nowhere.requirements)) == (None, {})
    assert len(tables.thresholds) == len(tables.group_of_post) == len(tables.ruled)

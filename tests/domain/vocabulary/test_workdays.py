"""Working days: weekends and holidays do not count, Saturdays worked instead do."""

from datetime import date

from caunoi.domain.vocabulary.workdays import WorkCalendar

HOLIDAY = WorkCalendar(off=frozenset({date(2020, 9, 2)}), worked=frozenset({date(2020, 9, 5)}))


def test_the_day_it_begins_from_does_not_count():
    assert WorkCalendar().after(date(2020, 8, 31), 2) == date(2020, 9, 2)


def test_a_holiday_in_between_gives_one_day_more():
    assert HOLIDAY.after(date(2020, 8, 31), 2) == date(2020, 9, 3)


def test_a_weekend_does_not_count_and_a_saturday_worked_does():
    assert WorkCalendar().after(date(2020, 9, 4), 1) == date(2020, 9, 7)
    assert HOLIDAY.after(date(2020, 9, 4), 1) == date(2020, 9, 5)


def test_a_limit_that_ends_on_a_day_off_ends_on_the_next_working_day():
    assert HOLIDAY.not_before(date(2020, 9, 2)) == date(2020, 9, 3)
    assert HOLIDAY.not_before(date(2020, 9, 3)) == date(2020, 9, 3)

"""What was known then: every state ever committed can be read again, by the same code, to the same answer."""

from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating
from caunoi.foundation import clock
from caunoi.foundation.audit.selectors import head
from caunoi.foundation.audit.services import record
from caunoi.foundation.policy import system_scope
from caunoi.foundation.system_time import Point, as_known, as_known_now, kept_from, known_point, points
from caunoi.foundation.system_time.reading import PastIsReadOnly, rewritten
from tests.factories.cadres import make_cadre, make_province
from tests.whole_database import Rows, every_row

pytestmark = pytest.mark.django_db
MOVES = st.lists(st.tuples(st.sampled_from("abcdefg"), st.integers(0, 5)), min_size=1, max_size=12)


def facts() -> Rows:
    return every_row(of="cadres")


class Registry:
    """A few people to whom random things happen, each with its own record."""

    def __init__(self, system):
        self.system = system
        self.units = list(make_province().values())
        self.people = [make_cadre(self.units[0], f"Nguyễn Văn {name}") for name in ("An", "Bình")]

    def move(self, what: str, which: int) -> None:
        with transaction.atomic(), system_scope("a test"):
            person = Cadre.objects.order_by("pk")[which % Cadre.objects.count()]
            getattr(self, f"_{what}")(person, which)
            record(self.system, "cadres.cadre_corrected", person)

    def _a(self, person, which):
        Cadre.objects.filter(pk=person.pk).update(phone=f"09{which:08d}")

    def _b(self, person, which):
        self.people.append(
            make_cadre(self.units[which % len(self.units)], f"Trần Thị {len(self.people)} {which}")
        )

    def _c(self, person, which):
        Posting.objects.filter(cadre=person).update(valid_to=date(2020 + which, 1, 2))

    def _d(self, person, which):
        Qualification.objects.filter(cadre=person).delete()

    def _e(self, person, which):
        person.ratings.all().delete()
        Rating(cadre=person, year=2015 + which, grade="tot", recorded_at="2020-01-01T00:00Z").save()

    def _f(self, person, which):
        if Cadre.objects.count() > 1:
            person.delete()

    def _g(self, person, which):
        person.left_on = None if person.left_on else date(2021, 1, 1)
        person.save()
        person.phone = f"08{which:08d}"
        person.save()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves=MOVES)
def test_every_state_ever_recorded_can_be_read_again(moves, system):
    with transaction.atomic():
        registry, seen = Registry(system), {}
        registry.move("a", 0)

        for what, which in moves:
            registry.move(what, which)
            seen[head()[0]] = facts()

        for seq, then in seen.items():
            with as_known(Point(seq)):
                assert facts() == then
        transaction.set_rollback(True)


def test_joins_subqueries_and_counts_read_the_same_past(system):
    registry = Registry(system)
    registry.move("a", 0)
    before = head()[0]
    with system_scope("a test"):
        asked = Cadre.objects.filter(postings__valid_to__isnull=True).distinct()
        then = (asked.count(), set(asked.values_list("postings__title_code", "full_name")))

    for which in range(2):
        registry.move("c", which)

    with system_scope("a test"):
        assert asked.all().count() == 0
        with as_known(Point(before)):
            again = (asked.all().count(), set(asked.all().values_list("postings__title_code", "full_name")))
    assert again == then


def test_who_answers_for_a_file_is_of_now_also_when_the_past_is_read(system):
    registry = Registry(system)
    registry.move("a", 0)
    before, moved_to = head()[0], registry.units[1]
    with system_scope("a test"), transaction.atomic():
        Cadre.objects.update(custodian=moved_to, phone="0911")
        record(system, "cadres.cadre_transferred", registry.people[0])

    with system_scope("a test"), as_known(Point(before)):
        found = Cadre.objects.get(pk=registry.people[0].pk)

    assert found.custodian_id == moved_to.pk
    assert found.phone != "0911"


def test_two_pasts_are_read_one_inside_the_other(system):
    registry, seen = Registry(system), {}
    for which in range(2):
        registry.move("a", which)
        seen[head()[0]] = facts()
    first, second = seen
    registry.move("b", 0)

    with as_known(Point(second)):
        with as_known(Point(first)):
            assert facts() == seen[first]
        with as_known_now():
            now = facts()
        assert facts() == seen[second]

    assert now == facts() != seen[second]


def test_nothing_is_written_while_the_past_is_read(system):
    registry = Registry(system)

    with system_scope("a test"), as_known(Point(0)), pytest.raises(PastIsReadOnly):
        registry.people[0].save()


def test_the_record_of_a_look_follows_the_newest_record_not_the_one_of_then(system):
    registry = Registry(system)
    registry.move("a", 0)
    registry.move("a", 1)
    newest = head()[0]

    with as_known(Point(1)), transaction.atomic():
        assert head()[0] == 1
        record(system, "cadres.list_taken", registry.people[0])

    assert head()[0] == newest + 1


def test_what_began_and_ended_within_one_record_was_never_known(system):
    registry = Registry(system)
    registry.move("a", 0)
    person = registry.people[0]

    with transaction.atomic():
        for phone in ("1", "2", "3"):
            with system_scope("a test"):
                Cadre.objects.filter(pk=person.pk).update(phone=phone)
        record(system, "cadres.cadre_corrected", person)

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM cadres_cadre_known WHERE known_to IS NOT NULL")
        phones = {row[0] for row in cursor.fetchall()}
    assert phones.isdisjoint({"1", "2"})


def test_the_inner_now_is_the_whole_of_now():
    with as_known(Point(3)):
        with as_known_now():
            assert known_point() is None
        assert known_point() == Point(3)
    assert known_point() is None


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_statement_with_its_own_expressions_keeps_them(vendor):
    sql = 'WITH RECURSIVE above AS (SELECT 1) SELECT * FROM above, "cadres_cadre"'

    past = rewritten(sql, Point(7), vendor)

    assert past.startswith('WITH RECURSIVE "cadres_cadre" AS NOT MATERIALIZED (')
    assert past.endswith(', above AS (SELECT 1) SELECT * FROM above, "cadres_cadre"')


def test_a_day_before_the_first_record_is_not_offered(system, monkeypatch):
    monkeypatch.setattr(points, "_kept_from", [])
    assert kept_from() == clock.today()

    Registry(system).move("a", 0)

    assert kept_from() == clock.now().astimezone(clock.HANOI).date()

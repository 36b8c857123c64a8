"""Rows put down by the thousand are the rows Django itself would have made."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from caunoi.apps.cadres.models import Cadre, ImportBatch, ImportRow, Qualification
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.db.bulk import insert_rows
from caunoi.foundation.policy import system_scope
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def cadre():
    return make_cadre(make_province()["xuan_huong"])


def only(model, **where):
    with system_scope("tests: look at rows"):
        return model.objects.get(**where)


def test_values_of_every_kind_come_back_as_they_went(cadre):
    now = datetime(2020, 8, 31, 3, 4, 5, tzinfo=UTC)
    key = uuid4()

    insert_rows(
        Qualification,
        [
            {
                "id": key,
                "cadre_id": cadre.pk,
                "kind": "it",
                "level": "co_ban",
                "issued": PartialDate(2009, 7),
                "recorded_at": now,
            }
        ],
    )

    fact = only(Qualification, pk=key)
    assert (fact.issued, fact.recorded_at, fact.study_ends, fact.batch_id) == (
        PartialDate(2009, 7),
        now,
        None,
        None,
    )


def test_columns_nobody_gave_take_their_default(cadre):
    key = uuid4()

    insert_rows(
        Qualification,
        [{"id": key, "cadre_id": cadre.pk, "kind": "it", "recorded_at": datetime.now(UTC)}],
    )

    fact = only(Qualification, pk=key)
    assert (fact.status, fact.verification, fact.field) == ("held", "unverified", "")


def test_equal_secrets_are_sealed_each_on_its_own(cadre):
    keys = [uuid4(), uuid4()]
    common = {
        "full_name": "An",
        "search_key": "an",
        "sort_key": "an",
        "exact_key": "an",
        "custodian_id": cadre.custodian_id,
    }

    insert_rows(Cadre, [{"id": key, "identity_number": "024075001234", **common} for key in keys])

    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT identity_number FROM cadres_cadre WHERE identity_number <> ''")
        sealed = [row[0] for row in cursor.fetchall()]
    assert len(set(sealed)) == 2
    assert [only(Cadre, pk=key).identity_number for key in keys] == ["024075001234"] * 2


def test_documents_and_running_numbers_are_kept():
    batch = ImportBatch.objects.create(
        file_name="x",
        sha256="0",
        on=date(2020, 8, 31),
        actor_key="x",
        actor_label="x",
        created_at=datetime.now(UTC),
    )

    insert_rows(
        ImportRow,
        [{"batch_id": batch.pk, "number": n, "verdict": "added", "values": {"a": [n, None]}} for n in (1, 2)],
    )

    assert only(ImportRow, batch=batch, number=2).values == {"a": [2, None]}


def test_no_rows_is_nothing_to_do(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_rows(Cadre, [])

"""A list page asks the database a handful of questions, however many people there are."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import make_people, make_province, person_record

pytestmark = pytest.mark.django_db
PAGES = ["/can-bo/", "/don-vi/danh-sach/", "/thieu-chuan/", "/nhat-ky/", "/lop/", "/nhap/"]
ALLOWED = 6


def statements(client: Client, page: str) -> list[str]:
    """What a page asks once it has been opened since the last write."""
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return [query["sql"] for query in asked]


def test_a_list_page_asks_at_most_six_questions_however_many_people_there_are(settings) -> None:
    settings.TODAY = date(2020, 8, 31)
    land = make_province()
    officer = signed_in("btc", land["province"])
    counts = []

    for number, size in enumerate((5, 90)):
        make_people(
            *[person_record(land["xuan_huong"], f"Lê An {'h' * n} {'k' * number}") for n in range(size)]
        )
        counts.append({page: len(statements(officer, page)) for page in PAGES})

    assert counts[0] == counts[1]
    assert max(counts[1].values()) <= ALLOWED, counts[1]

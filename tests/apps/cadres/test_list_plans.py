"""Every order and filter the list offers is walked along an index: no page sorts everybody."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caunoi.apps.cadres import selectors
from caunoi.apps.cadres.selectors import conditions_of
from tests.factories.cadres import make_people, make_province, person_record

pytestmark = pytest.mark.django_db
DAY = date(2020, 8, 31)
ORDERS = ["ten", "-ten", "tuoi", "-tuoi", "so-hieu", "xa"]
FILTERS = [
    {}, {"gioi": "nu"}, {"dang": "co"}, {"tuoi-tu": "30"}, {"tuoi-den": "60"}, {"khoi": "can_bo"},
    {"chuc-danh": "CX-BT"}, {"tinh-trang": "tat-ca"}, {"tinh-trang": "khong-giu"},
]  # fmt: skip


@pytest.fixture
def land() -> dict[str, Any]:
    """Enough people in one unit that it fills a page."""
    land = make_province()
    make_people(*[person_record(land["xuan_huong"], f"Lê An {'h' * n}", number=str(n)) for n in range(30)])
    return land


@pytest.fixture
def board(actor_with: Any, land: dict[str, Any]) -> Any:
    return actor_with("btc", land["province"])


def plans(asked_by: Any, params: dict[str, list[str]]) -> list[str]:
    """How the database reads the people of a page, one plan per statement."""
    with CaptureQueriesContext(connection) as asked:
        selectors.people_page(asked_by, conditions_of(asked_by, DAY, params), size=5)
    read = [query["sql"] for query in asked if "cadres_cadre" in query["sql"] and "LIMIT" in query["sql"]]
    return [explained(sql) for sql in read if "DISTINCT" not in sql]


def explained(sql: str) -> str:
    word = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_sort = off")  # of few rows it is the cheapest; here it tells
        cursor.execute(f"{word} {sql}".replace("%", "%%"), None)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def sorts_everybody(plan: str) -> bool:
    """A sort of what is equal in the first key is cheap; a sort of all is not."""
    if connection.vendor == "sqlite":
        return "TEMP B-TREE FOR ORDER BY" in plan
    return re.search(r"(?<!Incremental )Sort  \(", plan) is not None


@pytest.mark.parametrize("order", ORDERS)
def test_a_page_in_any_order_under_any_filter_is_walked_along_an_index(board, order) -> None:
    for filters in FILTERS:
        found = plans(board, {"sap": [order], **{key: [value] for key, value in filters.items()}})

        assert found
        assert not sorts_everybody(found[0]), f"{filters}\n{found[0]}"

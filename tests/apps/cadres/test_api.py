"""People by API: scope, field classes, pages by cursor."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from caunoi.domain.vocabulary.vietnamese import PartialDate
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import make_cadre, make_people, make_province, person_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> dict[str, Any]:
    return make_province()


def get(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_cursor_walks_through_everybody_once(land) -> None:
    make_people(
        *[
            person_record(land["xuan_huong"], f"Lê Văn {name}")
            for name in ["An", "Bảo", "Cảnh", "Dũng", "Giang"]
        ]
    )
    board, address, seen = signed_in("btc", land["province"]), "/api/v1/cadres?on=2020-08-31&limit=2", []

    while address:
        answer = get(board, address)
        seen += [item["full_name"] for item in answer["items"]]
        address = answer["next"]

    assert seen == ["Lê Văn An", "Lê Văn Bảo", "Lê Văn Cảnh", "Lê Văn Dũng", "Lê Văn Giang"]


def test_the_list_is_asked_on_a_day_and_in_a_unit(land) -> None:
    make_cadre(land["xuan_huong"], "Phạm An")
    make_cadre(land["dong_son"], "Lê Bảo")
    board = signed_in("btc", land["province"])

    assert [item["full_name"] for item in get(board, "/api/v1/cadres?on=2020-08-31&unit=07290")["items"]] == [
        "Lê Bảo"
    ]
    assert get(board, "/api/v1/cadres?on=2015-05-31")["items"] == []
    assert (
        get(board, "/api/v1/cadres?on=2020-08-31&search=pham")["items"][0]["posts"][0]["title"]
        == "Bí thư Đảng ủy"
    )


@pytest.mark.parametrize(("role", "fields"), [
    ("btc", {"birth", "sex", "phone", "ethnicity"}), ("xa", {"birth", "sex", "phone"}), ("lanhdao", set()),
])  # fmt: skip
def test_only_fields_the_role_reads_are_there(land, role, fields) -> None:
    cadre = make_cadre(
        land["xuan_huong"],
        "Phạm An",
        birth=PartialDate(1978, 2),
        sex="nam",
        phone="0912",
        ethnicity="Nùng",
        identity_number="024078001234",
    )
    client = signed_in(role, land["xuan_huong"])

    one = get(client, f"/api/v1/cadres/{cadre.pk}?on=2020-08-31")
    listed = client.get("/api/v1/cadres?on=2020-08-31")

    assert {"birth", "sex", "phone", "ethnicity"} & set(one) == fields
    assert ("birth" in listed.json()["items"][0]) is ("birth" in fields)
    assert "024078001234" not in listed.content.decode() + str(one)
    assert "sort_key" not in one and "search_key" not in one


def test_a_stranger_and_nobody_get_the_same_answer(land) -> None:
    cadre = make_cadre(land["xuan_huong"], "Phạm An")
    clerk = signed_in("xa", land["dong_son"])

    strange, nobody = clerk.get(f"/api/v1/cadres/{cadre.pk}"), clerk.get(f"/api/v1/cadres/{uuid4()}")

    assert strange.status_code == nobody.status_code == 404
    assert strange.content == nobody.content
    assert get(clerk, "/api/v1/cadres")["items"] == []


@pytest.mark.parametrize(
    ("query", "status"),
    [("cursor=x", 400), ("unit=x", 404), ("on=hom-nay", 400), ("limit=0", 422), ("limit=٣x", 422)],
)
def test_what_cannot_be_read_is_a_problem(land, query, status) -> None:
    answer = signed_in("btc", land["province"]).get(f"/api/v1/cadres?{query}")

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_without_an_account_nothing_is_told(land) -> None:
    assert Client().get("/api/v1/cadres").status_code == 401


@pytest.mark.parametrize(
    "path", ["gaps", "changes", "standards", "standards/CX-BT", "cadres/{cadre}/standards"]
)
def test_a_day_before_any_rules_is_told_so_and_is_no_fault(land, path) -> None:
    cadre = make_cadre(land["xuan_huong"], "Phạm An")

    answer = signed_in("btc", land["province"]).get(f"/api/v1/{path.format(cadre=cadre.pk)}?on=1998-02-03")

    assert (answer.status_code, answer["Content-Type"]) in (
        (409, "application/problem+json"),
        (200, "application/json; charset=utf-8"),
    )


def test_a_name_that_is_no_id_is_not_found(land) -> None:
    answer = signed_in("btc", land["province"]).get("/api/v1/cadres/null,null/standards")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_way_of_asking_the_address_does_not_know_is_told_before_anybody_signs_in(land) -> None:
    answer = Client().post("/api/v1/cadres")

    assert (answer.status_code, answer["Allow"]) == (405, "GET")

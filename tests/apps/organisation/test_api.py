"""Units for programs."""

import pytest

pytestmark = pytest.mark.usefixtures("territory")


def test_the_tree_of_a_day_under_one_code(client):
    rows = client.get("/api/v1/units?on=2020-08-31&under=217").json()

    assert len(rows) == 22
    assert rows[0]["full_name"] == "Huyện Lạng Giang"
    assert {
        "code": "07429",
        "name": "Xuân Hương",
        "type": "commune",
        "parent_code": "217",
        "depth": 1,
    }.items() <= next(row for row in rows if row["code"] == "07429").items()


def test_what_became_of_a_unit(client):
    (answer,) = client.get("/api/v1/units/lookup?q=xuan huong&on=2025-07-01").json()

    assert (answer["from"], answer["to"], answer["parent"]) == (None, "2025-07-01", "Huyện Lạng Giang")
    assert [(step["name"], step["on"], step["act"], step["kind"]) for step in answer["became"]] == [
        ("Mỹ Thái", "2025-07-01", "1658/NQ-UBTVQH15", "merge")
    ]
    assert [unit["full_name"] for unit in answer["today"]] == ["Xã Mỹ Thái"]


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/api/v1/units?under=99999", 404, "Không tìm thấy"),
        ("/api/v1/units?on=mai", 400, "Ngày cần xem"),
        ("/api/v1/units/lookup", 422, "chưa đúng mô tả"),
        ("/api/v1/units/lookup?q=%20", 409, "Chưa ghi tên hoặc mã"),
        ("/api/v1/", 404, "Không tìm thấy"),
    ],
)
def test_a_wrong_question_is_answered_with_a_problem(client, address, status, told):
    answer = client.get(address)

    assert answer.status_code == status
    if address != "/api/v1/":
        assert answer["Content-Type"] == "application/problem+json"
        assert told in answer.json()["title"]


def test_another_method_is_not_allowed(client):
    assert client.post("/api/v1/units").status_code == 405


def test_the_description_names_both_addresses(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    assert {"/api/v1/units", "/api/v1/units/lookup"} <= set(paths)

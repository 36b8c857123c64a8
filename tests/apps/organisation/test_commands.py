"""``caunoi organisation``."""

import csv
import io
import json

import pytest


def test_the_tree_of_a_day_as_json(territory, caunoi):
    status, out, _ = caunoi("as-of", "2020-08-31", "--format", "json")
    rows = json.loads(out)

    assert status == 0
    assert sum(1 for row in rows if row["type"] in {"commune", "ward", "township"}) == 209
    assert rows[0] == {**rows[0], "code": "24", "name": "Bắc Giang", "parent": None, "depth": 0}


def test_one_branch_as_csv(territory, caunoi):
    _, out, _ = caunoi("as-of", "31/08/2020", "--unit", "217", "--format", "csv")

    lines = list(csv.DictReader(io.StringIO(out)))
    assert len(lines) == 22
    assert lines[0]["full_name"] == "Huyện Lạng Giang"


def test_the_tree_for_a_person(territory, caunoi):
    _, out, _ = caunoi("as-of", "31/08/2020", "--unit", "217")

    assert "07429    Xuân Hương" in out


def test_a_code_nobody_carries_fails_with_the_reason(territory, caunoi):
    status, _, err = caunoi("as-of", "2020-08-31", "--unit", "99999")

    assert status == 1
    assert "không đơn vị nào mang mã 99999" in err


def test_a_day_that_is_none_is_wrong_usage(territory, caunoi):
    with pytest.raises(SystemExit) as stop:
        caunoi("as-of", "8/2020")

    assert stop.value.code == 2


def test_what_became_of_a_unit_with_day_and_act(territory, caunoi):
    _, out, _ = caunoi("lookup", "Xuân Hương", "--format", "json")
    (answer,) = json.loads(out)

    assert {
        "name": "Xuân Hương",
        "type": "commune",
        "code": "07429",
        "to": "2025-07-01",
    }.items() <= answer.items()
    assert {
        "name": "Mỹ Thái",
        "on": "2025-07-01",
        "act": "1658/NQ-UBTVQH15",
        "kind": "merge",
    }.items() <= answer["became"][0].items()
    assert [unit["name"] for unit in answer["today"]] == ["Xuân Hương"]


def test_who_stands_for_it_is_asked_on_a_day(territory, caunoi):
    _, out, _ = caunoi("lookup", "07429", "--on", "2025-07-01", "--format", "json")

    assert [unit["name"] for unit in json.loads(out)[0]["today"]] == ["Mỹ Thái"]


def test_every_step_is_a_line_for_a_person(territory, caunoi):
    _, out, _ = caunoi("lookup", "Bố Hạ", "--on", "2025-07-01")

    assert "813/NQ-UBTVQH14" in out
    assert "1658/NQ-UBTVQH15" in out


def test_a_name_nobody_bore_fails_with_the_reason(territory, caunoi):
    status, _, err = caunoi("lookup", "zzz")

    assert status == 1
    assert "Không có đơn vị nào tên hoặc mã là “zzz”" in err

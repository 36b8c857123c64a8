"""Open data: without an account, checked by a public validator, and nobody's small number to be had by subtracting."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import frictionless
import pytest
from django.test import Client

from caunoi.apps.portal.presenters.open_files import KINDS
from caunoi.apps.portal.selectors import ALL, OUTCOMES, open_rows
from tests.apps.standards.land import make_land
from tests.factories.cadres import make_people, person_record
from tests.factories.organisation import make_unit

pytestmark = pytest.mark.django_db
TODAY = date(2020, 8, 31)
SECRET = "Nguyễn Thị Canary"


@pytest.fixture
def land():
    """Three districts with many, some, and three people."""
    land = make_land()
    third = make_unit("Sơn Động", parent=land["province"], type="district", code="220")
    far = make_unit("An Bá", parent=third, code="07660")
    for unit, many in ((land["xuan_huong"], 30), (land["dong_son"], 17), (far, 3)):
        make_people(*(person_record(unit, f"{SECRET} {unit.pk.hex[:4]} {number}") for number in range(many)))
    return land


def fetched(name: str) -> bytes:
    answer = Client().get(f"/du-lieu-mo/{name}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == KINDS[name]
    return answer.content


def told(rows, unit_code: str) -> dict[str, int | None]:
    last = max(row.on for row in rows)
    return {row.outcome: row.people for row in rows if row.on == last and row.unit_code == unit_code}


def test_a_public_validator_finds_the_files_as_their_schema_says(land, tmp_path: Path) -> None:
    for name in KINDS:
        (tmp_path / name).write_bytes(fetched(name))

    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()

    assert report.flatten(["type", "note"]) == []
    assert report.stats["tasks"] == 1
    assert report.tasks[0].stats["rows"] == len(open_rows(TODAY)) > 0


def test_the_validator_would_see_a_fault(land, tmp_path: Path) -> None:
    for name in KINDS:
        (tmp_path / name).write_bytes(fetched(name).replace(b",met,", b",khong-co,"))

    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()

    assert "constraint-error" in {found for (found,) in report.flatten(["type"])}


def test_csv_and_json_say_the_same(land) -> None:
    rows = list(csv.DictReader(io.StringIO(fetched("chuan.csv").decode())))
    records = json.loads(fetched("chuan.json"))["data"]

    assert [(row["on"], row["unit_code"], row["outcome"], row["people"]) for row in rows] == [
        (
            each["on"],
            each["unit_code"],
            each["outcome"],
            "" if each["people"] is None else str(each["people"]),
        )
        for each in records
    ]
    assert {row["withheld"] for row in rows} == {"true", "false"}


def test_a_district_of_three_is_not_told_and_cannot_be_subtracted(land) -> None:
    rows = open_rows(TODAY)
    few, province = told(rows, "220"), told(rows, "")
    others = [told(rows, code) for code in ("215", "217")]

    assert few[ALL] is None
    for outcome in (*OUTCOMES, ALL):
        known = [each[outcome] for each in others]
        assert few[outcome] in {None, 0}
        assert few[outcome] == 0 or province[outcome] is None or None in known


def test_no_person_stands_in_any_file_or_on_the_page(land) -> None:
    page = Client().get("/du-lieu-mo/").content.decode()

    assert "che" in page
    assert SECRET not in page + "".join(fetched(name).decode() for name in KINDS)


def test_the_page_shows_the_year_asked_for_and_the_latest_otherwise(land) -> None:
    client = Client()

    assert "ngày 31/12/2019" in client.get("/du-lieu-mo/").content.decode()
    assert "ngày 31/12/2016" in client.get("/du-lieu-mo/?nam=2016").content.decode()
    assert "ngày 31/12/2019" in client.get("/du-lieu-mo/?nam=không có").content.decode()


def test_before_anybody_is_known_the_page_says_so() -> None:
    make_land()

    answer = Client().get("/du-lieu-mo/")

    assert answer.status_code == 200
    assert "Chưa có năm nào đã khép lại" in answer.content.decode()


def test_the_catalogue_leads_to_the_files_with_their_licence(land) -> None:
    catalogue = json.loads(fetched("danh-muc.jsonld"))
    (data,) = catalogue["dcat:dataset"]
    paths = [each["dcat:downloadURL"]["@id"] for each in data["dcat:distribution"]]

    assert catalogue["@type"] == "dcat:Catalog"
    assert [Client().get(path.removeprefix("http://testserver")).status_code for path in paths] == [200, 200]
    assert all("creativecommons.org" in each["dct:license"]["@id"] for each in data["dcat:distribution"])


def test_what_is_invented_says_so_in_every_file(land, settings) -> None:
    settings.DEMO = True

    assert json.loads(fetched("chuan.json"))["sample"] is True
    assert fetched("chuan.csv").decode().splitlines()[1].endswith(",true")
    for name in ("datapackage.json", "chuan.csv-metadata.json", "danh-muc.jsonld"):
        assert "DỮ LIỆU MẪU" in fetched(name).decode()


def test_other_sites_may_read_the_files_and_nothing_is_written_there(land) -> None:
    client = Client()

    assert client.get("/du-lieu-mo/chuan.csv")["Access-Control-Allow-Origin"] == "*"
    assert client.post("/du-lieu-mo/chuan.csv").status_code == 405

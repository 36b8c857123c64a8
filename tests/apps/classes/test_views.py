"""The page of the catalogue."""

import pytest

from caunoi.apps.classes.models import Programme
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import all_of
from tests.factories.classes import make_catalogue

pytestmark = pytest.mark.django_db


def test_the_page_shows_what_each_programme_closes_costs_and_stands_on():
    client = signed_in("truong", make_catalogue())

    html = client.get("/lop/").content.decode()

    for words in (
        "Trung cấp lý luận chính trị",
        "Lý luận chính trị: Trung cấp",
        "1.040 tiết, 26 tuần",
        "300.300.000",
    ):
        assert words in html
    assert "Trung tâm Bồi dưỡng chính trị huyện Lục Ngạn" in html


def test_on_a_day_without_districts_their_centres_are_gone():
    client = signed_in("truong", make_catalogue())

    html = client.get("/lop/?ngay=2025-08-01").content.decode()

    assert "huyện Lục Ngạn" not in html and "cơ sở Bắc Giang" in html


def test_keepers_load_the_catalogue_again_and_others_do_not():
    province = make_catalogue()
    Programme.objects.bulk_update([_renamed(all_of(Programme, code="BD-QLKT")[0])], ["name"])

    refused = signed_in("lanhdao", province).post("/lop/nap/")
    answer = signed_in("truong", province).post("/lop/nap/", follow=True)

    assert refused.status_code == 403
    assert "sửa 1" in answer.content.decode()
    assert all_of(Programme, code="BD-QLKT")[0].name.startswith("Bồi dưỡng quản lý kinh tế")


def _renamed(programme: Programme) -> Programme:
    programme.name = "khác"
    return programme

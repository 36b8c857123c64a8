"""The matrix as a map: the same numbers, the same lists, the units of the day."""

import re
from datetime import date

import pytest
from django.test import Client

from caunoi.apps.organisation.models import UnitVersion
from tests.apps.cadres.readers import signed_in
from tests.apps.standards.land import held, make_official, post
from tests.factories.organisation import new_edition

MAP = "/thieu-chuan/ban-do/"
TILE = re.compile(r'<a href="([^"]*)"><title>([^<]*): ([\d,]+)</title>')


@pytest.fixture
def placed(land):
    """Three communes that somebody put on the map."""
    for at, name in enumerate(("xuan_huong", "tan_thanh", "dong_son")):
        versions = UnitVersion.objects.all().scoped().filter(unit=land[name])
        versions.update(latitude=21.0 + at / 10, longitude=106.0 + at / 10)
    new_edition()
    return land


@pytest.fixture
def officer(placed) -> Client:
    return signed_in("btc", placed["province"])


def tiles(client: Client, **asked: str) -> dict[str, tuple[str, str]]:
    html = client.get(MAP, asked).content.decode()
    return {name: (value, url.replace("&amp;", "&")) for url, name, value in TILE.findall(html)}


def test_a_square_shows_the_number_of_the_matrix_and_leads_to_its_people(placed, officer) -> None:
    make_official("Phạm An", post("CX-CTUB", placed["tan_thanh"]), papers=held("so_cap", "so_cap"))
    make_official("Lê Bình", post("CX-CTUB", placed["tan_thanh"]), papers=held(political="so_cap"))

    value, url = tiles(officer, to_mau="LLCT")["Xã Tân Thành"]

    assert value == "2"
    listed = officer.get(url).content.decode()
    assert ("Phạm An" in listed, "Lê Bình" in listed) == (True, True)


def test_the_share_of_those_not_at_standard_is_in_percent(placed, officer) -> None:
    make_official("Phạm An", post("CX-CTUB", placed["tan_thanh"]), papers=held("so_cap", "so_cap"))
    make_official("Lê Bình", post("CX-PCTUB", placed["tan_thanh"]), papers=held("dai_hoc", "cao_cap"))

    assert tiles(officer, to_mau="ty-le")["Xã Tân Thành"][0] == "50"


def test_a_commune_without_a_place_is_named_instead_of_left_out(placed, officer) -> None:
    UnitVersion.objects.all().scoped().filter(unit=placed["dong_son"]).update(latitude=None, longitude=None)
    new_edition()

    html = officer.get(MAP).content.decode()

    assert "Chưa ghi vị trí" in html
    assert "Xã Đồng Sơn" in html


def test_a_clerk_sees_the_own_commune_only(placed, officer) -> None:
    make_official("Phạm An", post("CX-CTUB", placed["tan_thanh"]), papers=held("so_cap", "so_cap"))
    clerk = signed_in("xa", placed["xuan_huong"])

    html = clerk.get(MAP).content.decode()

    assert "Xã Tân Thành" not in html
    assert "Xã Xuân Hương" in html


def test_another_day_shows_the_units_of_that_day(placed, officer) -> None:
    UnitVersion.objects.all().scoped().filter(unit=placed["dong_son"]).update(valid_to=date(2019, 1, 1))
    new_edition()

    assert "Xã Đồng Sơn" not in officer.get(MAP).content.decode()
    assert "Xã Đồng Sơn" in officer.get(MAP, {"ngay": "2018-06-01"}).content.decode()

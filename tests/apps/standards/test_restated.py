"""Old numbers on today's units: the sum stays, merged communes add up, a divided one is said to be estimated."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from caunoi.apps.organisation import services
from caunoi.domain.lineage import ChangeKind, Move, NewUnit, Share, UnitType
from caunoi.foundation.ui import numbers
from tests.apps.cadres.readers import signed_in
from tests.apps.standards.land import held, make_official, post
from tests.factories.organisation import make_unit

RESTATED = "/thieu-chuan/quy-doi/"
PARTS = "/thieu-chuan/quy-doi/tung-don-vi/"
DAY = date(2021, 1, 1)
HERE = {"ngay": "2020-08-31", "theo": "01/01/2021"}


@pytest.fixture
def officer(land) -> Client:
    return signed_in("btc", land["province"])


@pytest.fixture
def people(land):
    make_official("Phạm An", post("CX-CTUB", land["tan_thanh"]), papers=held("so_cap", "so_cap"))
    make_official("Lê Bình", post("CX-CTUB", land["xuan_huong"]), papers=held(political="so_cap"))
    return land


def sign(system, moves, new_units=(), **told):
    draft = services.draft_reorganisation(
        actor=system,
        number="1/NQ",
        title="Sắp xếp",
        effective_on=DAY,
        moves=moves,
        new_units=new_units,
        **told,
    )
    services.sign(actor=system, draft=draft, seen=services.foresee(actor=system, draft=draft).fingerprint)


def slug(land, name):
    return land[name].slug


def cells(html: str, unit: str) -> list[str]:
    """The numbers of the row of a unit."""
    row = next(each for each in html.split("<tr") if unit in each and "<th" in each)
    return re.findall(r'<(?:a|span) class="so"[^>]*>(\d+)', row)


def test_communes_that_merged_add_up_and_nothing_is_estimated(system, people, officer) -> None:
    new = NewUnit("moi", "Hương Thành", UnitType.COMMUNE, people["lang_giang"].slug)
    sign(
        system,
        [Move(slug(people, each), ChangeKind.MERGE, into="moi") for each in ("tan_thanh", "xuan_huong")],
        [new],
    )

    html = officer.get(RESTATED, HERE).content.decode()

    assert cells(html, "Xã Hương Thành")[0] == "2"
    assert "Không phải ước tính số nào" in html
    assert "Xã Tân Thành: 1 người<" in html
    (way,) = re.findall(r'href="([^"]*)"[^>]*>Xã Tân Thành: 1 người<', html)
    assert "Phạm An" in officer.get(unescape(way), follow=True).content.decode()


def test_a_divided_commune_is_shared_and_said_to_be_estimated(system, people, officer) -> None:
    move = Move(slug(people, "tan_thanh"), ChangeKind.PART, into=slug(people, "xuan_huong"), share=Share.PART)
    sign(system, [move])

    html = officer.get(RESTATED, HERE).content.decode()

    assert "ước tính" in html
    assert "chia đều, vì chưa biết số hộ và số thôn" in html
    assert "Xã Tân Thành: 1 người, chia cho 2 đơn vị" in html


def numbers_of(html: str) -> list[tuple[int, str]]:
    """Every number that leads on, the sums below included, with its address."""
    found = re.findall(r'data-figure="restated[^"]*" data-value="(\d+)" href="([^"]+)"', html)
    return [(int(value), unescape(url)) for value, url in found]


def rows_of(html: str) -> list[list[str]]:
    """The old units of the page behind a number: the cells of each, without markup."""
    body = html.split("<tbody", 1)[1].split("</tbody>", 1)[0]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in body.split("<tr")[1:]]


def bare(cell: str) -> str:
    return re.sub(r"<[^>]+>", "", cell).strip()


def test_every_number_is_the_sum_of_the_old_units_behind_it_and_leads_to_their_people(
    system, people, officer
) -> None:
    move = Move(slug(people, "tan_thanh"), ChangeKind.PART, into=slug(people, "xuan_huong"), share=Share.PART)
    sign(system, [move])

    numbers = numbers_of(officer.get(RESTATED, HERE).content.decode())

    assert len(numbers) > 4
    for value, url in numbers:
        rows = rows_of(officer.get(url).content.decode())
        assert sum(int(bare(row[-1])) for row in rows) == value
        for row in rows:
            count, people_url = re.search(r'data-value="(\d+)" href="([^"]+)"', row[1]).groups()
            listed = officer.get(unescape(people_url), follow=True).content.decode()
            assert re.search(r'<table[^>]*data-count="(\d+)"', listed)[1] == count


def test_a_part_says_how_many_villages_of_how_many_and_a_whole_says_whole(system, people, officer) -> None:
    below = [
        make_unit(name, type="village", parent=people["tan_thanh"], slug=f"thon-{at}")
        for at, name in enumerate(("Chùa", "Đồng", "Cầu", "Nội"))
    ]
    move = Move(
        slug(people, "tan_thanh"), ChangeKind.PART, into=slug(people, "xuan_huong"), share=Share.PART,
        below=(below[0].slug,),
    )  # fmt: skip
    sign(system, [move])

    html = officer.get(PARTS, {**HERE, "den": slug(people, "xuan_huong")}).content.decode()

    told = {bare(row[0]): bare(row[2]) for row in rows_of(html)}
    assert told["Xã Xuân Hương"] == "trọn"
    assert told["Xã Tân Thành"].startswith("1 trên 4 thôn")
    assert "ước tính" in told["Xã Tân Thành"]


def test_households_an_act_told_divide_before_any_estimate_and_the_face_says_so(
    system, people, officer
) -> None:
    for at in range(9):
        make_official(f"Lò {at}", post("CX-CTUB", people["tan_thanh"]), papers=held("so_cap", "so_cap"))
    move = Move(
        slug(people, "tan_thanh"), ChangeKind.PART, into=slug(people, "xuan_huong"), share=Share.PART,
        households=200,
    )  # fmt: skip
    sign(system, [move], households={slug(people, "tan_thanh"): 1000})

    html = officer.get(RESTATED, HERE).content.decode()
    parts = officer.get(PARTS, {**HERE, "den": slug(people, "xuan_huong")}).content.decode()

    assert [cells(html, f"Xã {name}")[0] for name in ("Tân Thành", "Xuân Hương")] == ["8", "3"]
    assert "Chia theo số hộ đã ban hành" in html
    assert "10 người của đơn vị bị chia được tính theo số hộ" in html
    assert "ước tính" not in html
    told = {bare(row[0]): bare(row[2]) for row in rows_of(parts)}
    assert told["Xã Tân Thành"] == f"200 trên 1.000 hộ ({numbers.percent(0.2)}), theo văn bản đã ban hành"


@pytest.mark.parametrize("said", [{"so": "khong-co"}, {"den": "khong-co"}])
def test_a_number_or_unit_nobody_knows_is_refused_with_a_sentence(people, officer, said) -> None:
    answer = officer.get(PARTS, {**HERE, **said})

    assert answer.status_code == 400
    assert "khong-co" in answer.content.decode()


def test_a_day_of_units_before_the_numbers_is_refused_with_the_reason(people, officer) -> None:
    answer = officer.get(RESTATED, {"ngay": "2020-08-31", "theo": "01/01/2019"})

    assert answer.status_code == 409
    assert "bằng hoặc sau ngày của số liệu" in answer.content.decode()

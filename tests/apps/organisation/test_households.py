"""Households told on the page: each line saves itself, what does not add up is said at its line and its unit."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from caunoi.apps.organisation.models import Reorganisation
from tests.apps.accounts.people import signed_in
from tests.apps.organisation.test_reorganising_pages import added, land, looked, office, started

pytestmark = pytest.mark.django_db
DAY = date(2030, 7, 1)
__all__ = ["land", "office"]


@pytest.fixture
def divided(office, land):
    """A plan that passes one of the two villages of Xuân Hương to Mỹ Thái."""
    page = started(office)
    added(office, page, "chuyen", unit="07429", into="07420", below=["thon-Chùa"])
    return page


def told(client, page, line, count, **extra):
    return client.post(f"{page}so-ho/ghi/", {"dong": line, "so_ho": count}, **extra)


def plan():
    return Reorganisation.objects.all().scoped().get().plan


def told_all(client, page, **lines):
    for line, count in lines.items():
        told(client, page, line, count)


def bare(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def test_each_unit_that_gives_or_takes_has_its_line_and_a_divided_one_its_villages_and_parts(office, divided):
    html = looked(office, f"{divided}so-ho/")

    lines = re.findall(r'name="dong" value="([^"]+)"', html)
    assert [unescape(line) for line in lines] == [
        "xuan-huong", "thon-Đồng", "thon-Chùa", "xuan-huong>my-thai", "my-thai",
    ]  # fmt: skip


def test_lines_that_add_up_are_kept_and_the_units_after_have_every_household(office, divided):
    for line, count in (
        ("xuan-huong", "1.000"),
        ("thon-Chùa", "400"),
        ("thon-Đồng", "600"),
        ("my-thai", "900"),
    ):
        told(office, divided, line, count)

    html = bare(looked(office, f"{divided}so-ho/"))

    assert plan()["households"] == {"xuan-huong": 1000, "thon-Chùa": 400, "thon-Đồng": 600, "my-thai": 900}
    assert "Khớp: 1.000 hộ = 400 về Xã Mỹ Thái + 600 ở lại" in html
    assert re.search(r"Cộng phần đã ghi (– )?1\.900 ", html)
    assert "ban-hanh" in looked(office, divided)


def test_a_line_answers_alone_with_what_its_unit_adds_up_to(office, divided):
    told(office, divided, "xuan-huong", "1000")

    html = told(office, divided, "xuan-huong>my-thai", "400", headers={"HX-Request": "true"}).content.decode()

    assert "đã ghi 400 hộ" in html
    assert 'hx-swap-oob="true"' in html
    assert "<main" not in html
    assert plan()["moves"][0]["households"] == 400


def test_sums_that_differ_are_said_at_the_unit_and_stop_the_signing(office, divided):
    told_all(office, divided, **{"xuan-huong": "1000", "thon-Chùa": "400", "thon-Đồng": "500"})

    html = bare(looked(office, f"{divided}so-ho/"))

    assert "các thôn cộng lại là 900 hộ mà cả đơn vị ghi 1.000 hộ" in html
    page = looked(office, divided)
    assert "các thôn cộng lại là 900 hộ" in bare(page)
    assert "da_xem" not in page


@pytest.mark.parametrize(
    "line, count, sentence",
    [
        ("thon-Chùa", "nhiều", "Ghi số hộ bằng số nguyên"),
        ("thon-Chùa", "-4", "Ghi số hộ bằng số nguyên"),
        ("thon-Chùa", "12,5", "Ghi số hộ bằng số nguyên"),
        ("thon-Chùa", "1.001", "1.001 hộ nhiều hơn 1.000 hộ của cả đơn vị"),
        ("my-thai", "99999999", "Số hộ này lớn quá"),
    ],
)
def test_a_wrong_number_is_answered_at_its_line_and_nothing_is_kept(office, divided, line, count, sentence):
    told(office, divided, "xuan-huong", "1000")
    before = plan()

    part = told(office, divided, line, count, headers={"HX-Request": "true"})
    whole = told(office, divided, line, count)

    assert part.status_code == whole.status_code == 422
    assert sentence in bare(part.content.decode())
    assert sentence in bare(whole.content.decode())
    assert f'value="{count}"' in whole.content.decode()
    assert plan() == before


def test_an_emptied_line_is_told_no_more(office, divided):
    told(office, divided, "my-thai", "900")
    told(office, divided, "my-thai", "")

    assert "households" not in plan()


def test_two_people_who_tell_different_lines_do_not_overwrite_each_other(office, divided, land):
    other = signed_in("btc", land)
    told(office, divided, "my-thai", "900")
    told(other, divided, "xuan-huong", "1000")

    assert plan()["households"] == {"my-thai": 900, "xuan-huong": 1000}


def test_a_line_that_is_no_more_in_the_plan_is_refused(office, divided):
    answer = told(office, divided, "khong-co", "3")

    assert answer.status_code == 409
    assert "không còn trong phương án" in answer.content.decode()


def test_a_signed_plan_shows_its_households_and_takes_no_more(office, divided):
    told(office, divided, "my-thai", "900")
    (seen,) = re.findall(r'name="da_xem" value="(\w+)"', looked(office, divided))
    office.post(f"{divided}ban-hanh/", {"da_xem": seen})

    html = looked(office, f"{divided}so-ho/")

    assert "đã ghi 900 hộ" in html
    assert "Thôn Chùa" in html  # the villages of the eve, though it stands elsewhere now
    assert 'name="dong"' not in html
    assert told(office, divided, "my-thai", "1").status_code == 409
    assert plan()["households"] == {"my-thai": 900}


def test_the_clerk_of_a_commune_neither_sees_nor_tells(divided, land):
    clerk = signed_in("xa", land)
    page = Reorganisation.objects.all().scoped().get()

    assert clerk.get(reverse("organisation:households", args=[page.pk])).status_code in (403, 404)
    assert told(clerk, divided, "my-thai", "1").status_code in (403, 404)

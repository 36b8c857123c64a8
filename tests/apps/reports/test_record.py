"""The record of writes: within one's reach, as far as one's role reads, a page at a time."""

from datetime import date

import pytest

from caunoi.apps.reports.presenters.record import column_words
from caunoi.foundation.audit.selectors import head, head_of_changes
from caunoi.foundation.audit.services import Entry, record, record_many
from tests.apps.accounts.people import signed_in
from tests.factories.cadres import make_cadre, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def land():
    return make_province()


@pytest.fixture
def cadre(land, system):
    cadre = make_cadre(land["xuan_huong"], "Nguyễn Văn An")
    changes = {
        "full_name": ["Nguyễn Văn An", "Nguyễn Văn Ân"],
        "birth": ["1970", "1971"],
        "ethnicity": ["Kinh", "Tày"],
    }
    record(
        system,
        "cadres.cadre_corrected",
        cadre,
        changes,
        unit_id=land["xuan_huong"].pk,
        reason="theo giấy khai sinh",
    )
    return cadre


def page_of(role: str, unit) -> str:
    return signed_in(role, unit).get("/nhat-ky/").content.decode()


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        ("btc", ["Nguyễn Văn Ân", "1971", "theo giấy khai sinh"], ["Tày"]),
        ("xa", ["Nguyễn Văn Ân", "1971", "theo giấy khai sinh"], ["Tày"]),
        ("kiemtra", ["Nguyễn Văn Ân"], ["1971", "Tày", "theo giấy khai sinh"]),
    ],
)
def test_a_change_is_shown_as_far_as_the_role_reads(land, cadre, role, shown, hidden) -> None:
    page = page_of(role, land["province"])

    assert "Sửa hồ sơ" in page
    assert all(text in page for text in shown)
    assert not any(text in page for text in hidden)
    assert "ngày sinh" in page


def test_what_is_asked_of_somebody_is_named_as_in_the_file() -> None:
    assert column_words("cadres.askedfact", "phone") == "điện thoại"
    assert column_words("cadres.cadre", "no_such_column") == ""


def test_another_communes_changes_are_not_there(land, cadre) -> None:
    page = page_of("xa", land["dong_son"])

    assert "Nguyễn Văn Ân" not in page
    assert "Chưa có thay đổi nào" in page


def test_what_a_role_may_not_see_at_all_is_not_told_of(land, system, cadre) -> None:
    """A succession plan, a grant: that something was written about it is already too much."""
    from tests.apps.accounts.people import make_grant, make_user

    grant = make_grant(make_user("lan"), "xa", land["xuan_huong"])
    record(system, "accounts.grant_given", grant, {"role": [None, "xa"]}, unit_id=land["xuan_huong"].pk)

    assert "Giao quyền" not in page_of("btc", land["province"])
    assert "Giao quyền" not in page_of("xa", land["xuan_huong"])


@pytest.mark.parametrize("role", ["lanhdao", "truong", "mattran", "quantri", "thon"])
def test_other_roles_have_no_record_to_read(land, role) -> None:
    assert signed_in(role, land["province"]).get("/nhat-ky/").status_code == 403


def test_the_record_goes_on_by_number_without_missing_one(land, system, cadre) -> None:
    record_many(
        system,
        [
            Entry("cadres.cadre_corrected", cadre, {"number": [None, f"so-{n}"]}, land["xuan_huong"].pk)
            for n in range(120)
        ],
    )
    client = signed_in("btc", land["province"])
    seen, address = "", "/nhat-ky/"
    for _ in range(4):
        page = client.get(address).content.decode()
        seen += page
        older = [link for link in page.split('"') if link.startswith("/nhat-ky/?truoc=")]
        if not older:
            break
        address = older[-1]

    assert all(f"so-{n}" in seen for n in range(120))


@pytest.mark.parametrize("typed", ["x", "1_000", "١٢", "9" * 40, "-1", "1 OR 1=1"])
def test_a_number_nobody_gave_out_is_refused(land, typed) -> None:
    assert signed_in("btc", land["province"]).get("/nhat-ky/", {"truoc": typed}).status_code == 409


def test_a_page_of_the_record_costs_a_few_questions(
    land, system, cadre, django_assert_max_num_queries
) -> None:
    record_many(
        system, [Entry("cadres.cadre_corrected", cadre, {}, land["xuan_huong"].pk) for _ in range(60)]
    )
    client = signed_in("btc", land["province"])
    client.get("/nhat-ky/")

    with django_assert_max_num_queries(12):
        client.get("/nhat-ky/")


def test_the_day_of_a_grant_decides_not_the_day_of_the_event(land, cadre) -> None:
    later = signed_in("xa", land["xuan_huong"], valid_from=date(2020, 8, 31))

    assert "Nguyễn Văn Ân" in later.get("/nhat-ky/").content.decode()


def test_a_list_that_was_taken_is_one_record_with_what_was_asked(land, cadre) -> None:
    make_cadre(land["xuan_huong"], "Trần Thị Bình", number="BG2", birth=None)
    clerk = signed_in("xa", land["xuan_huong"])

    assert clerk.get("/can-bo/?gioi=nam&format=xlsx").status_code == 200

    page = page_of("kiemtra", land["province"])
    assert page.count("Tải danh sách") == 1
    said = ("danh sách: Danh sách cán bộ", "số dòng: ", "dạng tệp: xlsx", "điều kiện: gioi=nam")
    assert all(words in page for words in said)


@pytest.mark.parametrize(
    "url", ["/can-bo/?format=csv", "/can-bo/?format=json", "/api/v1/cadres?search=an", "/giai-thich/cadres.people/danh-sach/?format=csv"]
)  # fmt: skip
def test_every_way_out_of_a_list_is_remembered_and_changes_nothing(land, cadre, url) -> None:
    before = head(), head_of_changes()

    assert signed_in("lanhdao", land["province"]).get(url).status_code == 200

    assert (head()[0], head_of_changes()) == (before[0][0] + 1, before[1])


def test_looking_at_a_list_leaves_no_record(land, cadre) -> None:
    before = head()

    signed_in("lanhdao", land["province"]).get("/can-bo/?gioi=nam")

    assert head() == before

"""The page, the lists, the panel, the API and the command say one thing about one change."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from caunoi.foundation.audit.selectors import head
from caunoi.foundation.commandline.entry import main
from tests.apps.cadres.readers import signed_in
from tests.apps.standards.land import held, make_crowd, make_official, paper, post
from tests.apps.standards.test_changes import OLD, end_long_ago

PAGE = "/thieu-chuan/thay-doi/"
YEAR = {"tu": "2020-01-01", "den": "2020-12-31", "so": "standard.met"}
NUMBER = re.compile(r'class="so" data-figure="(change\.[^"]+)" data-value="(\d+)" href="([^"]+)"')


@pytest.fixture
def officer(land) -> Client:
    return signed_in("btc", land["province"])


@pytest.fixture
def people(land):
    commune = land["xuan_huong"]
    papers = (*held(political="so_cap"), paper("political_theory", "trung_cap", "2020-03-12"))
    make_official("Phạm Học Xong", post("CX-PCTHD", commune), papers=papers)
    make_official("Lê Về Hưu", post("CX-CTHD", commune, until=OLD.replace(month=6)))
    return land


def read(officer: Client, **said: str) -> str:
    answer = officer.get(PAGE, {**YEAR, **said}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_sentence_stands_first_then_the_parts_each_with_its_people(people, officer) -> None:
    make_crowd(people, 50)

    html = read(officer)

    assert html.index("Từ 01/01/2020 đến 31/12/2020") < html.index("<table")
    found = NUMBER.findall(html)
    assert len(found) > 2
    for _code, value, url in found:
        listed = officer.get(unescape(url))
        assert listed.status_code == 200
        assert re.search(r'<table[^>]*data-count="(\d+)"', listed.content.decode())[1] == value


def test_opening_and_closing_lead_to_the_lists_of_their_day(people, officer) -> None:
    html = read(officer)

    whole = re.findall(r'data-figure="standard.met" data-value="(\d+)" href="([^"]+)"', html)
    assert [value for value, _url in whole] == ["1", "1"]
    names = [officer.get(unescape(url)).content.decode() for _value, url in whole]
    assert ["Lê Về Hưu" in names[0], "Phạm Học Xong" in names[1]] == [True, True]
    assert "không phải vẫn những người ấy" in html


def test_the_picture_says_the_numbers_of_the_table(people, officer) -> None:
    html = read(officer)

    picture = html.split('<figure class="picture"', 1)[1].split("</figure>", 1)[0]
    assert "+1" in picture
    assert "−1" in picture
    assert "Người ở lại: đạt thêm" in picture
    assert "Người ra khỏi diện" in picture


def test_a_list_names_the_change_it_is_a_part_of_and_why_each_is_in_it(people, officer) -> None:
    url = next(url for code, _value, url in NUMBER.findall(read(officer)) if code == "change.gained")

    html = officer.get(unescape(url)).content.decode()
    csv = officer.get(unescape(url) + "&format=csv").content.decode("utf-8-sig")

    assert "Cán bộ chủ chốt đạt chuẩn; 01/01/2020 – 31/12/2020" in html
    assert "Trung cấp, cấp 12/03/2020" in html
    assert "Phạm Học Xong" in csv
    assert "Trung cấp, cấp 12/03/2020" in csv


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_each_part_is_a_file_with_the_rows_of_the_page(people, officer, form) -> None:
    for _code, value, url in NUMBER.findall(read(officer)):
        answer = officer.get(unescape(url) + f"&format={form}")

        assert answer.status_code == 200
        if form == "json":
            assert len(json.loads(answer.content)["data"]) == int(value)


def test_the_panel_of_a_number_leads_here(people, officer) -> None:
    html = officer.get("/giai-thich/standard.met/?ngay=2020-12-31&xa=217").content.decode()

    url = unescape(re.search(r'href="(/thieu-chuan/thay-doi/[^"]+)"', html)[1])
    assert "tu=2019-12-31" in url
    answer = officer.get(url)
    assert answer.status_code == 200
    assert "Huyện Lạng Giang" in answer.content.decode()


def test_a_number_that_is_itself_a_change_is_not_compared_with_another(people, officer) -> None:
    html = officer.get("/giai-thich/change.joined/?ngay=2020-12-31").content.decode()

    assert "Vì sao khác báo cáo trước" not in html
    assert "= 1" in html


def test_the_api_and_the_command_answer_what_the_page_says(people, officer, capsys) -> None:
    said = officer.get("/api/v1/changes?from=2020-01-01&to=2020-12-31&so=standard.met").json()
    words = ["--from", "01/01/2020", "--to", "2020-12-31"]

    assert main(["standards", "changes", *words, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main(["standards", "changes", *words, "--part", "gained"]) == 0
    named = capsys.readouterr().out
    assert main(["standards", "changes", *words]) == 0

    parts = {part["code"]: part["people"] for part in said["parts"]}
    assert {code: parts[code] for code, *_ in NUMBER.findall(read(officer))} == {
        "change.left": 1,
        "change.gained": 1,
    }
    assert (said["from"]["value"], said["to"]["value"]) == (1, 1)
    assert told["parts"] == said["parts"]
    assert "Phạm Học Xong" in named
    assert "1 − 1 + 1 = 1" in capsys.readouterr().out
    for part in said["parts"]:
        assert len(officer.get(part["rows_url"]).json()["data"]) == part["people"]


def test_a_report_made_with_less_knowledge_is_corrected_by_name(people, officer) -> None:
    wrong = make_official("Đỗ Ghi Nhầm", post("CX-CTUB", people["xuan_huong"]))
    then = head()[0]
    end_long_ago(wrong)

    html = read(officer, den="2020-01-01", known_tu=f"#{then}")

    assert f"theo dữ liệu biết đến #{then}" in html
    url = next(url for code, _value, url in NUMBER.findall(html) if code == "change.corrections.out")
    assert "Đỗ Ghi Nhầm" in officer.get(unescape(url)).content.decode()
    whole = re.findall(r'data-figure="standard.met" data-value="\d+" href="([^"]+)"', html)
    assert "Đỗ Ghi Nhầm" in officer.get(unescape(whole[0])).content.decode()


def test_nothing_to_tell_is_told_in_a_sentence(land, officer) -> None:
    html = read(officer)

    assert "không đổi: vẫn là 0" in html
    assert not NUMBER.findall(html)


@pytest.mark.parametrize(
    ("said", "status", "sentence"),
    [
        ({"tu": "2021-06-01"}, 400, "đứng sau ngày cuối kỳ"),
        ({"tu": "hôm qua"}, 400, "Ngày đầu kỳ"),
        ({"den": "31/13/2020"}, 400, "Ngày cần xem"),
        ({"xa": "khong-co"}, 404, "khong-co"),
        ({"so": "khong-co"}, 400, "khong-co"),
        ({"known_tu": "hôm qua"}, 400, "Mốc biết"),
        ({"ngay": "1998-02-03", "tu": "1997-02-03"}, 409, "chưa có tiêu chuẩn nào"),
    ],
)
def test_wrong_words_of_the_address_are_answered_with_a_sentence(
    people, officer, said, status, sentence
) -> None:
    answer = officer.get(PAGE, {**YEAR, **said}, follow=True)

    assert answer.status_code == status
    assert sentence in answer.content.decode()


def test_a_clerk_of_another_commune_sees_nobody_of_it(people) -> None:
    clerk = signed_in("xa", people["dong_son"])

    html = clerk.get(PAGE, YEAR, follow=True).content.decode()
    listed = clerk.get("/giai-thich/change.gained/danh-sach/?tu=2020-01-01&ngay=2020-12-31").content.decode()

    assert "không đổi: vẫn là 0" in html
    assert "Phạm Học Xong" not in listed


def test_no_statement_is_asked_once_for_each_person(people, officer, django_assert_max_num_queries) -> None:
    make_crowd(people, 80)
    url = "/giai-thich/change.joined/danh-sach/?so=standard.people&tu=2016-01-01&ngay=2020-12-31"

    with django_assert_max_num_queries(60):
        html = officer.get(url).content.decode()

    assert int(re.search(r'<table[^>]*data-count="(\d+)"', html)[1]) > 20

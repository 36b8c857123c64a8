"""The laboratory as its users press it: copying, changing, a file with a fault, numbers and their people."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from caunoi.apps.laboratory.models import DraftStandard
from caunoi.foundation import clock
from caunoi.foundation.jobs.models import Job
from caunoi.foundation.policy import system_scope
from tests.apps.accounts.people import signed_in
from tests.apps.laboratory.drafts import DAY, scene, text_with
from tests.factories.cadres import all_of
from tests.factories.classes import PROVINCE
from tests.factories.planning import COMMUNES, unit

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r'data-figure="draft.people" data-value="(\d+)" href="([^"]+)"')


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch, tmp_path, settings):
    settings.VAR = tmp_path
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def made():
    return scene(12)


@pytest.fixture
def board(made):
    return signed_in("btc", unit(PROVINCE))


def test_the_page_of_the_rules_leads_to_the_laboratory(board):
    assert "/thu-quy-dinh/" in board.get("/tieu-chuan/").content.decode()


def test_whoever_has_no_draft_is_not_led_there(made):
    clerk = signed_in("xa", unit(COMMUNES[0]))

    assert "/thu-quy-dinh/" not in clerk.get("/tieu-chuan/").content.decode()
    assert clerk.get("/thu-quy-dinh/").status_code == 403
    assert clerk.get(f"/thu-quy-dinh/{made.pk}/").status_code == 403


def test_every_number_opens_as_many_people_as_it_says(board, made):
    page = board.get(f"/thu-quy-dinh/{made.pk}/").content.decode()

    numbers = set(NUMBER.findall(page))
    assert len(numbers) > 10
    for value, address in numbers:
        told = board.get(address.replace("&amp;", "&")).content.decode()
        assert f'data-count="{value}"' in told or int(value) > 200


def test_a_copy_of_a_standing_rule_is_changed_in_a_form_and_tried(board):
    begun = board.post("/thu-quy-dinh/moi/", {"cach": "chep", "chep-rule": "QD04-2004/CT-PCT"})
    form = board.get(begun["Location"])
    said = {field.html_name: field.value() for field in form.context["form"]}
    level = next(field.html_name for field in form.context["form"] if "Lý luận chính trị" in str(field.label))

    tried = board.post(
        begun["Location"],
        {**{k: v for k, v in said.items() if v is not None}, level: "cao_cap", "tron_0": "on"},
    )

    page = board.get(tried["Location"]).content.decode()
    assert "Trong 12 người giữ chức danh này, 12 người thành chưa đạt" in page


def test_a_file_with_a_fault_is_told_by_line_and_field(board):
    text = text_with("cao_cap").replace('level = "cao_cap"', 'level = "rat_cao"')
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "rat_cao" in each)

    answer = board.post(
        "/thu-quy-dinh/moi/",
        {"cach": "tep", "name": "Thử", "file": SimpleUploadedFile("x.toml", text.encode())},
    )

    assert answer.status_code == 422
    assert f"Dòng {line}, mục “level”" in answer.content.decode()
    assert len(all_of(DraftStandard)) == 1


def test_a_fault_typed_into_the_file_keeps_what_was_typed_and_what_was_kept(board, made):
    answer = board.post(f"/thu-quy-dinh/{made.pk}/noi-dung/", {"name": "Thử", "text": "[source\n"})

    assert answer.status_code == 422
    assert "Dòng 1" in answer.content.decode() and "[source" in answer.content.decode()
    assert all_of(DraftStandard)[0].text == made.text


def test_the_leader_reads_the_trial_without_sex_and_age_and_changes_nothing(made):
    leader = signed_in("lanhdao", unit(PROVINCE))

    page = leader.get(f"/thu-quy-dinh/{made.pk}/").content.decode()

    assert "12 người thành chưa đạt" in page
    assert "Theo giới tính" not in page and "Đổi giá trị" not in page
    assert leader.get(f"/giai-thich/draft.people/danh-sach/?ban-thao={made.pk}&gioi=nam").status_code == 404
    assert leader.post(f"/thu-quy-dinh/{made.pk}/cat/").status_code in (403, 404)


def test_asking_for_the_cost_shows_that_it_is_being_found(board, made):
    answer = board.post(f"/thu-quy-dinh/{made.pk}/chi-phi/", follow=True)

    assert "Đang tính chi phí nâng chuẩn" in answer.content.decode()


def test_what_was_put_away_leaves_the_list_and_still_answers(board, made):
    board.post(f"/thu-quy-dinh/{made.pk}/cat/")

    assert made.name not in board.get("/thu-quy-dinh/").content.decode()
    assert board.get(f"/thu-quy-dinh/{made.pk}/").status_code == 200


def test_the_cost_is_looked_for_once_however_often_it_is_asked_for(board, made):
    for _press in range(3):
        board.post(f"/thu-quy-dinh/{made.pk}/chi-phi/")

    with system_scope("tests: the queue"):
        assert Job.objects.filter(name="laboratory.cost").count() == 1


def test_of_a_draft_put_away_no_cost_is_asked(board, made):
    board.post(f"/thu-quy-dinh/{made.pk}/cat/")

    assert board.post(f"/thu-quy-dinh/{made.pk}/chi-phi/").status_code == 409
    with system_scope("tests: the queue"):
        assert not Job.objects.filter(name="laboratory.cost").exists()

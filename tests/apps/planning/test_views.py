"""Pages of plans: what each role sees, the way from the list of officials, and the files."""

import io
import json
import re

import docx
import openpyxl
import pytest
from django.test import Client

from caunoi.apps.planning.choices import PlanState
from caunoi.apps.planning.models import Need, Offering, Plan, PlanChange
from caunoi.apps.planning.selectors import plan_or_404, rows_of
from caunoi.apps.planning.services import solve_plan
from caunoi.foundation.jobs import mailbox
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs.models import Job, JobState
from tests.apps.cadres.readers import signed_in
from tests.factories.cadres import SYSTEM, all_of
from tests.factories.planning import COMMUNES, PROVINCE, make_plan, make_scene, unit

pytestmark = pytest.mark.django_db
LIST = "/can-bo/?nhom=chu-chot&thieu=LLCT"


@pytest.fixture(autouse=True)
def notes_of_the_test(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def scene():
    return make_scene(12)


@pytest.fixture
def plan(scene) -> Plan:
    return solve_plan(actor=SYSTEM, plan=make_plan())


@pytest.fixture
def officer(scene) -> Client:
    return signed_in("btc", unit(PROVINCE))


def page(client: Client, address: str, **more) -> str:
    answer = client.get(address, **more)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def lan(html: str) -> str:
    """Which version of the plan a page was drawn from."""
    return re.search(r'name="lan" value="(\d+)"', html)[1]


def figures(html: str) -> list[tuple[str, str, str]]:
    """Code, value and address of every number on a page."""
    found = re.findall(r'data-figure="([^"]+)" data-value="([^"]*)" href="([^"]*)"', html)
    return [(code, value, address.replace("&amp;", "&")) for code, value, address in found]


def count(html: str) -> str:
    return re.search(r'data-count="(\d+)"', html)[1]


# ---- drawing up


def test_without_a_plan_the_page_offers_to_make_one_from_those_who_lack_something(officer):
    html = page(officer, "/ke-hoach/")

    assert "Chưa có kế hoạch năm 2021." in html
    (code, value, address), (short, _value, _address) = figures(html)
    assert (code, value, short) == ("plan.lacking", "12", "standard.not_met")
    assert count(page(officer, address)) == "12"


def test_drawing_up_a_plan_orders_its_solving_and_shows_it_under_way(officer):
    form = page(officer, "/ke-hoach/lap/")
    assert 'value="2021"' in form

    answer = officer.post(
        "/ke-hoach/lap/",
        {
            "year": "2021", "budget": "2.000.000.000", "group": "chu-chot", "away_percent": "25", "max_km": "90",
            "time_limit": "20",
        },
    )  # fmt: skip

    (made,) = all_of(Plan)
    assert answer.headers["Location"] == f"/ke-hoach/{made.pk}/"
    assert (made.state, made.budget) == (PlanState.SOLVING, 2_000_000_000)
    assert f'hx-get="/ke-hoach/{made.pk}/tien-do/"' in page(officer, f"/ke-hoach/{made.pk}/")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"budget": "hai tỷ"}, "Ngân sách phải là số đồng"),
        ({"budget": ""}, "Nhập ngân sách"),
        ({"time_limit": "100000"}, "900"),
        ({"group": "ai-do"}, "ai-do"),
    ],
)
def test_a_form_that_cannot_be_read_says_how_to_write_it(officer, changed, told):
    sent = {
        "year": "2021",
        "budget": "1",
        "group": "chu-chot",
        "away_percent": "25",
        "max_km": "90",
        "time_limit": "20",
    }

    answer = officer.post("/ke-hoach/lap/", {**sent, **changed})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert all_of(Plan) == []


def test_progress_shows_best_plan_bound_and_gap_and_the_classes_so_far(officer):
    made = make_plan(solve=True)
    jobs.claim()
    mailbox.tell(
        made.job_id,
        {
            "done": 3, "total": 20, "stage": "Chứng minh tối ưu",
            "detail": {
                "objective": 150.5, "bound": 156.0, "gap": 0.0365, "lines": {"0": 12},
                "points": [[0.1, 100.0, 160.0], [3.0, 150.5, 156.0]],
            },
        },
    )  # fmt: skip

    html = page(officer, f"/ke-hoach/{made.pk}/tien-do/", headers={"HX-Request": "true"})

    for words in (
        "150,5",
        "156",
        "3,65",
        "Chứng minh tối ưu",
        "LLCT-TC-01",
        "<svg",
        "Dừng, giữ phương án này",
    ):
        assert words in html


def test_when_the_solving_has_ended_the_page_is_asked_for_anew(officer, plan):
    answer = officer.get(f"/ke-hoach/{plan.pk}/tien-do/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == f"/ke-hoach/{plan.pk}/"


def test_stopping_leaves_a_wish_the_solver_reads(officer):
    made = make_plan(solve=True)

    officer.post(f"/ke-hoach/{made.pk}/dung/")

    assert mailbox.stop_is_asked(made.job_id)


def test_a_solving_that_failed_can_be_asked_for_again(officer):
    made = make_plan(solve=True)
    job = all_of(Job, pk=made.job_id)[0]
    job.state, job.fault = JobState.FAILED, "Việc bị ngắt."
    job.save()

    html = page(officer, f"/ke-hoach/{made.pk}/")
    answer = officer.post(f"/ke-hoach/{made.pk}/tinh-lai/", {"lan": lan(html)})

    assert "Việc bị ngắt." in html and answer.status_code == 302
    assert plan_or_404(SYSTEM, made.pk).job_id != job.pk


# ---- the page of a plan


def test_every_number_of_the_page_leads_to_as_many_rows(officer, plan):
    html = page(officer, f"/ke-hoach/{plan.pk}/")

    found = figures(html)
    assert {code for code, _value, _address in found} == {
        "plan.people", "plan.seats", "plan.lines", "plan.unserved", "plan.cost",
    }  # fmt: skip
    for code, value, address in found:
        assert count(page(officer, address)) == value, code


@pytest.mark.parametrize("code", ["plan.people", "plan.seats", "plan.lines", "plan.unserved", "plan.cost"])
def test_page_and_figure_say_the_same_number(officer, plan, code):
    on_page = {found[0]: found[1] for found in figures(page(officer, f"/ke-hoach/{plan.pk}/"))}

    answer = officer.get(f"/api/v1/figures/{code}?on=2020-08-31&ke-hoach={plan.pk}")

    assert str(answer.json()["value"]) == on_page[code]


def test_the_page_says_how_good_the_plan_is_and_that_it_was_checked(officer, plan):
    html = page(officer, f"/ke-hoach/{plan.pk}/")

    assert "Không kế hoạch nào tốt hơn" in html
    assert "Kiểm tra độc lập: đúng mọi điều kiện" in html


def test_a_plan_a_little_short_of_its_bound_says_by_how_much_at_most(officer, plan):
    plan.bound, plan.status = plan.objective / 0.9923, "feasible"
    plan.save()

    assert "ít nhất 99,2" in page(officer, f"/ke-hoach/{plan.pk}/")


def test_a_line_shows_its_people_its_money_by_clause_and_nothing_it_has_not(officer, plan):
    (opened,) = [line for line in all_of(Offering, plan=plan) if line.opened]

    html = page(officer, f"/ke-hoach/{plan.pk}/dong/{opened.code}/")

    assert html.count('<th scope="row"') >= 12
    assert "Thông tư 36/2018/TT-BTC" in html and "Nguyễn Văn An" in html
    assert officer.get(f"/ke-hoach/{plan.pk}/dong/KHONG-CO/").status_code == 404


def test_the_number_of_statements_does_not_grow_with_the_people(officer, django_assert_max_num_queries):
    made = solve_plan(actor=SYSTEM, plan=make_plan())

    with django_assert_max_num_queries(30):
        page(officer, f"/ke-hoach/{made.pk}/")


# ---- moving


def test_a_move_is_shown_before_it_is_made(officer, plan):
    need = next(n for n in all_of(Need, plan=plan) if n.offering_id)
    address = f"/ke-hoach/{plan.pk}/chuyen/{need.pk}/"

    choices = page(officer, address, headers={"HX-Request": "true"})
    shown = page(officer, f"{address}?den=ra", headers={"HX-Request": "true"})
    before = all_of(Need, pk=need.pk)[0].offering_id
    answer = officer.post(address, {"den": "ra", "lan": lan(shown)})

    assert "cần ít nhất 10" in choices
    assert "Kế hoạch vẫn giữ mọi điều kiện" in shown and before is not None
    assert answer.status_code == 303
    assert all_of(Need, pk=need.pk)[0].offering_id is None


def test_a_move_that_breaks_a_rule_is_answered_with_the_rule(officer, plan):
    need = next(n for n in all_of(Need, plan=plan) if n.offering_id)
    closed = next(line for line in all_of(Offering, plan=plan) if not line.opened)

    answer = officer.post(f"/ke-hoach/{plan.pk}/chuyen/{need.pk}/", {"den": closed.code, "lan": plan.version})

    assert answer.status_code == 409
    assert "cần ít nhất 10" in answer.content.decode()


def test_a_dropped_plan_is_in_no_list(officer, plan):
    officer.post(f"/ke-hoach/{plan.pk}/bo/", {"lan": plan.version})

    assert plan.name not in _table(officer)


def _table(officer: Client) -> str:
    return "".join(re.findall(r"<tbody>.*?</tbody>", page(officer, "/ke-hoach/"), re.S))


# ---- from the list of officials


def test_the_list_offers_everybody_who_is_not_on_the_plan_in_one_click(officer):
    make_plan()

    html = page(officer, LIST)
    (address,) = re.findall(r'href="([^"]+)"[^>]*>(?:<svg.*?</svg>)?Chọn 12 chưa vào kế hoạch', html)
    chosen = page(officer, address.replace("&amp;", "&"))

    assert count(chosen) == "12"
    assert chosen.count("data-pick checked") == 12
    assert 'formaction="/ke-hoach/dua-vao/?nhom=chu-chot&amp;thieu=LLCT' in chosen


def test_four_clicks_put_them_in_and_one_takes_them_out_again(officer):
    made = make_plan()
    beside = {"HX-Request": "true"}

    panel = officer.post(
        f"/ke-hoach/dua-vao/?{LIST[9:]}&ke-hoach=chua", {"tat_ca": "1"}, headers=beside
    ).content.decode()
    sent = {
        "nguoi": re.findall(r'name="nguoi" value="([^"]+)"', panel),
        "lan": lan(panel),
        "ve": re.search(r'name="ve" value="([^"]+)"', panel)[1].replace("&amp;", "&"),
    }
    done = officer.post("/ke-hoach/dua-vao/xac-nhan/", sent, headers=beside)
    told = page(officer, done.headers["HX-Redirect"])

    assert "Xác nhận 12" in panel and "Chỗ: 12 / " in panel
    assert done.headers["HX-Redirect"].startswith("/can-bo/?nhom=chu-chot&thieu=LLCT")
    assert "Đã đưa 12 đồng chí vào lớp LLCT-TC-" in told
    assert len(rows_of(SYSTEM, made).served) == 12
    undo = re.search(r'action="(/ke-hoach/[^"]+/hoan-tac/[^"]+)"', told)[1]
    officer.post(undo)
    assert rows_of(SYSTEM, made).served == []


def test_the_list_knows_who_is_on_the_plan_and_who_is_not(officer, plan):
    assert count(page(officer, f"{LIST}&ke-hoach=co")) == "12"
    assert 'data-count="0"' in page(officer, f"{LIST}&ke-hoach=chua")
    (opened,) = [line for line in all_of(Offering, plan=plan) if line.opened]
    assert page(officer, LIST).count(f"/dong/{opened.code}/") == 12


def test_without_any_plan_putting_people_in_is_refused_with_what_to_do(officer):
    answer = officer.post(f"/ke-hoach/dua-vao/?{LIST[9:]}", {"tat_ca": "1"})

    assert answer.status_code == 409
    assert "lập kế hoạch trước" in answer.content.decode()


def test_nobody_chosen_is_told_so(officer):
    make_plan()

    assert "Chưa chọn ai" in officer.post("/ke-hoach/dua-vao/").content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_one_is_never_sent_to_another_site(officer, scene, back):
    made = make_plan()

    answer = officer.post(
        "/ke-hoach/dua-vao/xac-nhan/",
        {"nguoi": [str(cadre.pk) for cadre in scene], "ve": back, "lan": made.version},
    )

    assert answer.headers["Location"] == "/can-bo/"


def test_the_page_of_a_person_shows_the_planned_class(officer, plan, scene):
    (opened,) = [line for line in all_of(Offering, plan=plan) if line.opened]

    html = page(officer, f"/can-bo/{scene[0].pk}/")

    assert "Kế hoạch học tập" in html and opened.code in html


# ---- rights


def test_a_clerk_sees_the_own_people_of_a_plan_and_nobody_else(plan):
    clerk = signed_in("xa", unit(COMMUNES[0]))

    html = page(clerk, f"/ke-hoach/{plan.pk}/danh-sach/?loai=da-xep")
    whole = page(clerk, f"/ke-hoach/{plan.pk}/")

    assert count(html) == "1" and "Nguyễn Văn An" in html
    for text in (html, whole, clerk.get(f"/ke-hoach/{plan.pk}/?format=json").content.decode()):
        assert "Nguyễn Văn Bình" not in text
    assert "Kiểm tra độc lập" not in whole
    assert clerk.post(f"/ke-hoach/{plan.pk}/bo/").status_code == 403


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("lanhdao", 200),
        ("btc", 200),
        ("truong", 200),
        ("kiemtra", 200),
        ("canbo", 403),
        ("mattran", 403),
        ("quantri", 403),
    ],
)
def test_who_sees_a_plan(role, sees, plan):
    client = signed_in(role, unit(PROVINCE))

    assert client.get(f"/ke-hoach/{plan.pk}/").status_code == sees
    assert client.get(f"/ke-hoach/{plan.pk}/?format=xlsx").status_code == sees


@pytest.mark.parametrize("role", ["lanhdao", "truong", "kiemtra", "xa", "canbo"])
@pytest.mark.parametrize("part", ["tinh-lai", "bo", "dung"])
def test_only_the_board_changes_a_plan(role, part, plan):
    client = signed_in(role, unit(PROVINCE))

    assert client.post(f"/ke-hoach/{plan.pk}/{part}/").status_code == 403
    assert plan_or_404(SYSTEM, plan.pk).state == PlanState.DRAFT


def test_the_form_of_another_plan_moves_nobody(officer, plan):
    other = make_plan()
    need = all_of(Need, plan=plan)[0]

    assert officer.get(f"/ke-hoach/{other.pk}/chuyen/{need.pk}/").status_code == 404
    assert all_of(PlanChange) == []


# ---- files


def test_the_workbook_holds_the_plan_sheet_by_sheet(officer, plan):
    answer = officer.get(f"/ke-hoach/{plan.pk}/?format=xlsx")

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    rows = {sheet.title: list(sheet.iter_rows(min_row=4, values_only=True)) for sheet in book}
    assert list(rows) == ["Kế hoạch", "Các lớp", "Người học", "Chưa xếp", "Dự toán"]
    assert len(rows["Người học"]) == 12 and rows["Người học"][0][0] == "Nguyễn Văn An"
    assert sum(row[8] for row in rows["Các lớp"]) == rows_of(SYSTEM, plan).cost
    assert sum(row[4] for row in rows["Dự toán"]) == rows_of(SYSTEM, plan).cost


def test_csv_and_json_hold_the_same_people(officer, plan):
    text = officer.get(f"/ke-hoach/{plan.pk}/?format=csv").content.decode("utf-8-sig")
    body = json.loads(officer.get(f"/ke-hoach/{plan.pk}/?format=json").content)

    assert len(text.strip().splitlines()) == 13
    assert len(body["people"]) == 12 and body["cost"] == rows_of(SYSTEM, plan).cost
    assert body["status"] == "optimal"


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_the_rows_behind_a_number_come_as_a_file(officer, plan, form):
    answer = officer.get(f"/ke-hoach/{plan.pk}/danh-sach/?loai=da-xep&format={form}")

    assert answer.status_code == 200
    text = answer.content.decode("utf-8-sig") if form != "xlsx" else _cells(answer.content)
    assert text.count("Nguyễn Văn") == 12


def _cells(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def text_of(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_letter_of_the_plan_names_lines_money_and_proof(officer, plan):
    text = text_of(officer.get(f"/ke-hoach/{plan.pk}/?format=docx&mau=ke-hoach").content)

    (opened,) = [line for line in all_of(Offering, plan=plan) if line.opened]
    assert opened.code in text and "Không kế hoạch nào tốt hơn" in text
    assert "2.000.000.000" in text and "{{" not in text and "{%" not in text


def test_the_list_of_those_sent_holds_everybody_and_changes_its_code_with_any_move(officer, plan):
    address = f"/ke-hoach/{plan.pk}/?format=docx&mau=danh-sach"
    before = text_of(officer.get(address).content)
    need = next(n for n in all_of(Need, plan=plan) if n.offering_id)
    officer.post(f"/ke-hoach/{plan.pk}/chuyen/{need.pk}/", {"den": "ra", "lan": plan.version})

    after = text_of(officer.get(address).content)

    assert before.count("Nguyễn Văn") == 12 and after.count("Nguyễn Văn") == 11
    assert _code(before) != _code(after)


def _code(text: str) -> str:
    return re.search(r"Mã nội dung kế hoạch: ([0-9a-f ]{79})", text)[1].replace(" ", "")


def test_a_form_of_file_nobody_knows_is_refused(officer, plan):
    assert officer.get(f"/ke-hoach/{plan.pk}/?format=exe").status_code == 400
    assert officer.get(f"/ke-hoach/{plan.pk}/?format=docx&mau=khac").status_code == 404


def test_who_may_not_open_people_is_offered_no_way_to_them_and_no_keys(scene, plan):
    school = signed_in("truong", unit(PROVINCE))
    line = next(each for each in all_of(Offering, plan=plan) if each.opened)

    pages = [
        page(school, f"/ke-hoach/{plan.pk}/{rest}")
        for rest in ("", f"dong/{line.code}/", "danh-sach/?loai=cho")
    ]

    assert not [html for html in pages if re.search(r'href="/can-bo/', html)]
    assert "Học viên số" in pages[1]
    words = re.sub(r"<[^>]+>", " ", " ".join(pages))
    assert not re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}", words)


def test_who_may_open_people_finds_the_way(officer, plan):
    line = next(each for each in all_of(Offering, plan=plan) if each.opened)

    assert re.search(
        r'href="/can-bo/[0-9a-f-]{36}/"', page(officer, f"/ke-hoach/{plan.pk}/dong/{line.code}/")
    )

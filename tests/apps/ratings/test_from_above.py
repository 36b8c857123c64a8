"""A year seen from above: how far, within which limits, what was corrected; nobody's level to who may not read one."""

import io
import re
from datetime import date

import openpyxl
import pytest

from caunoi.apps.accounts.models import User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.cadres.services import RatingRecord
from caunoi.apps.ratings import figures
from caunoi.apps.ratings.services import deciding, sealing
from caunoi.foundation import clock
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Scope, figure_or_404
from tests.apps.accounts.people import browser_of
from tests.apps.ratings.years import DAY, THEN, begun, decided, made, sealed
from tests.factories.cadres import all_of, make_people, make_province, person_record

pytestmark = pytest.mark.django_db
ADDRESS = "/xep-loai/toan-canh/?nam=2024"
NUMBER = re.compile(r'data-figure="([a-z.]+)" data-value="(\d+)" href="([^"]+)"')
NAMES = ("An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Khánh", "Lâm", "Mai", "Nga", "Oanh", "Phú")


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def land():
    """Xuân Hương is above its limit, Tân Thành has used its own up; in Đồng Sơn are too few to be told of."""
    found = make_province()
    rate(found["xuan_huong"], "Nguyễn Văn", {"htxs": 5, "htt": 6})
    rate(found["tan_thanh"], "Giáp Văn", {"htxs": 2, "htt": 8})
    rate(found["dong_son"], "Thân Văn", {"htxs": 1, "ht": 1})
    return found


def rate(unit, family, levels):
    grades = [level for level, many in levels.items() for _place in range(many)]
    make_people(
        *(
            person_record(
                unit, f"{family} {name}", title_code="CC-TPHT", ratings=(RatingRecord(2024, grade),)
            )
            for name, grade in zip(NAMES, grades, strict=False)
        )
    )


def user_of(role, land):
    """One account a role, opened when it is first asked for."""
    province = land["province"]
    known = all_of(User, username=f"{role}-{province.pk.hex[:6]}")
    return known[0] if known else made(role, province)


def page_of(role, land):
    answer = browser_of(user_of(role, land)).get(ADDRESS)
    assert answer.status_code == 200
    return answer.content.decode()


def acting(role, land):
    return actor_of(user_of(role, land), on=DAY)


@pytest.mark.parametrize("role", ["lanhdao", "kiemtra", "btc"])
def test_one_sentence_says_how_many_were_rated_and_who_is_above_the_limit(land, role):
    page = page_of(role, land)

    assert "23 người đã xếp loại năm 2024; 2 đơn vị vượt tỷ lệ của mức cao nhất." in page
    assert "Năm này không có đợt xếp loại nào được mở." in page
    assert "Xã Xuân Hương" in page and "Vượt tỷ lệ" in page
    assert "Xã Tân Thành" in page and "Đã hết tỷ lệ" in page


@pytest.mark.parametrize("role", ["lanhdao", "kiemtra", "btc"])
def test_every_number_counts_its_list(land, role):
    visitor = browser_of(made(role, land["province"]))
    found = NUMBER.findall(visitor.get(ADDRESS).content.decode())

    assert {code for code, _number, _url in found} == {"rating.level", "rating.over", "rating.near"}
    for _code, number, url in found:
        assert f'data-count="{number}"' in visitor.get(url.replace("&amp;", "&")).content.decode(), url


@pytest.mark.parametrize("role", ["lanhdao", "kiemtra"])
def test_who_reads_no_level_meets_no_name_no_small_number_and_no_small_unit(land, role):
    actor = acting(role, land)
    value = figure_or_404(figures.AT_LEVEL).answer(actor, figures.scope_of(2024, DAY, "htt"))
    # One person alone, and the level that would tell of them by subtraction.
    few = [
        figure_or_404(figures.AT_LEVEL).answer(actor, figures.scope_of(2024, DAY, level))
        for level in ("ht", "htxs")
    ]
    over = figure_or_404(figures.OVER).answer(actor, figures.scope_of(2024, DAY))

    assert value.numerator == 14
    assert {row.cells[0] for row in value.rows} == {"•••"}
    assert [(each.value, list(each.rows)) for each in few] == [(None, []), (None, [])]
    assert sorted(row.cells[0] for row in over.rows) == ["Xã Xuân Hương", "Đơn vị ít người, không nêu tên"]
    assert {cell for row in over.rows for cell in row.cells[1:]} == {"•••"}
    page = page_of(role, land)
    assert "Nguyễn Văn An" not in page and "Đồng Sơn" not in page
    assert "ít người, không hiện" in page


def test_of_one_unit_alone_no_level_is_told(land):
    with pytest.raises(NotVisible):
        figure_or_404(figures.AT_LEVEL).answer(
            acting("lanhdao", land), Scope(on=DAY, unit_id=land["tan_thanh"].pk, where={"nam": "2024"})
        )


def test_who_reads_levels_opens_the_people(land):
    value = figure_or_404(figures.AT_LEVEL).answer(acting("btc", land), figures.scope_of(2024, DAY, "ht"))

    assert [row.cells[0] for row in value.rows] == ["Thân Văn Bình"]


def test_of_one_unit_who_reads_levels_is_told_of_that_unit_alone(land):
    scope = Scope(on=DAY, unit_id=land["tan_thanh"].pk, where={"nam": "2024", "muc": "htxs"})

    found = {
        code: figure_or_404(code).answer(acting("btc", land), scope)
        for code in (figures.AT_LEVEL, figures.OVER, figures.NEAR)
    }

    assert [row.cells[0] for row in found[figures.AT_LEVEL].rows] == ["Giáp Văn An", "Giáp Văn Bình"]
    assert [len(found[code].rows) for code in (figures.OVER, figures.NEAR)] == [0, 1]


@pytest.mark.parametrize(("role", "levels"), [("lanhdao", False), ("btc", True)])
def test_the_workbook_tells_a_line_for_each_unit_as_far_as_the_page(land, role, levels):
    answer = browser_of(made(role, land["province"])).get(f"{ADDRESS}&format=xlsx")

    rows = [row for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.values if any(row)]
    told = {row[0]: row for row in rows}
    assert rows[0][0].startswith("23 người đã xếp loại năm 2024")
    assert ("Hoàn thành tốt nhiệm vụ" in told["Đơn vị"]) is levels
    at = told["Đơn vị"].index("Tỷ lệ mức cao nhất")
    assert told["Xã Xuân Hương"][at] == "Vượt tỷ lệ"
    assert told["Xã Đồng Sơn"][at] == ("Vượt tỷ lệ" if levels else None)


def test_another_kind_of_file_is_refused(land):
    answer = browser_of(made("lanhdao", land["province"])).get(f"{ADDRESS}&format=docx")

    assert answer.status_code == 409
    assert "chỉ tải về dạng xlsx" in answer.content.decode()


# ---- a year that is worked on


def test_what_is_open_stands_unit_by_unit_and_goes_when_it_is_sealed():
    story = begun()
    leader = browser_of(made("lanhdao", story.land["province"]))
    before = leader.get(ADDRESS).content.decode()
    decided(story, an="htt", binh="htt")
    deciding.excuse(actor=THEN, sheet=story.sheet(story.chi), reason="Nghỉ thai sản")
    sealed(story)

    after = leader.get(ADDRESS).content.decode()

    assert "4 người chưa có mức quyết định." in before and "0 trên 2 đơn vị đã chốt" in before
    assert "1 người chưa có mức quyết định." in after and "1 trên 2 đơn vị đã chốt" in after
    assert f"dot-{story.round.pk.hex[:8]}" in after


def test_a_leader_reads_how_far_a_sheet_is_but_not_the_sheet():
    story = begun()
    leader = browser_of(made("lanhdao", story.land["province"]))
    listed = leader.get("/giai-thich/rating.unsaid/danh-sach/").content.decode()

    assert "Trần Thị Bình" in listed and f"/can-bo/{story.binh.pk}/" in listed
    assert leader.get(f"/xep-loai/phieu/{story.sheet(story.binh).pk}/").status_code == 403
    assert leader.get(f"/xep-loai/don-vi/{story.rated().pk}/").status_code == 403


@pytest.mark.parametrize(("role", "name"), [("lanhdao", "•••"), ("btc", "Trần Thị Bình")])
def test_a_correction_is_counted_and_named_only_to_who_reads_levels(role, name):
    story = begun()
    decided(story, an="htt", binh="htt", chi="htt")
    sealed(story)
    sealing.adjust(
        actor=THEN, sheet=story.sheet(story.binh), level="ht", document="QĐ 9-QĐ/HU", reason="Thanh tra"
    )

    value = figure_or_404(figures.CORRECTED).answer(acting(role, story.land), figures.scope_of(2024, DAY))

    assert [row.cells[0] for row in value.rows] == [name]
    assert value.rows[0].cells[3] == "05/12/2024"
    elsewhere = Scope(on=DAY, unit_id=story.land["tan_thanh"].pk, where={"nam": "2024"})
    assert figure_or_404(figures.CORRECTED).answer(acting(role, story.land), elsewhere).numerator == 0
    page = page_of(role, story.land)
    assert 'data-figure="rating.corrected" data-value="1"' in page


@pytest.mark.parametrize("role", ["truong", "mattran", "quantri", "canbo"])
def test_nobody_else_has_the_page(land, role):
    assert browser_of(made(role, land["province"])).get(ADDRESS).status_code in (403, 404)


def test_the_home_of_a_leader_leads_there(land):
    page = browser_of(made("lanhdao", land["province"])).get("/").content.decode()

    assert "/xep-loai/toan-canh/" in page


def test_a_day_of_the_step_is_the_day_it_was_done_on():
    story = begun(on=date(2024, 12, 3))

    assert story.round.opened_at.astimezone(clock.HANOI).date() == date(2024, 12, 3)

"""Workbooks as they come: printed forms, dirt of twelve kinds, hostile files; and what a check says, a write does."""

import io
import resource
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, ImportRow, Posting, Qualification
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.workbooks.official_form import write_official_form
from tests.apps.cadres.lists import good_row, workbook
from tests.factories.cadres import all_of, make_province
from tests.factories.organisation import make_district, make_unit
from tests.foundation.workbooks import builders
from tests.foundation.workbooks.corpus import hostile_files

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    """The units the builders speak of."""
    made = make_province()
    son_dong = make_district("Sơn Động", made["province"], code="220")
    made["voi"] = make_unit("Vôi", type="township", parent=made["lang_giang"], code="07375")
    made["phuc_son"] = make_unit("Phúc Sơn", parent=son_dong, code="07630")
    made["an_lac"] = make_unit("An Lạc", parent=son_dong, code="07618")
    return made


def checked(actor, day, content):
    batch = services.start_import(
        actor=actor, file_name="x.xlsx", content=content, on=day, in_background=False
    )
    return services.check_batch(actor=actor, batch=batch)


def errors_of(row):
    return [problem["message"] for problem in row.problems if problem.get("severity") != "warning"]


def test_the_official_form_goes_in_without_a_hand(units, system, day):
    out = io.BytesIO()
    write_official_form(out, builders.OFFICIAL, builders.PEOPLE, builders.three_sections(), as_of=day)

    batch = checked(system, day, out.getvalue())
    told = [errors_of(row) for row in all_of(ImportRow, verdict="rejected")]
    services.write_batch(actor=system, batch=batch)

    # The form repeats one identity number for everybody: the first keeps it, the others are told.
    assert batch.rows == 5
    first = all_of(ImportRow)[0].number
    assert told == [[f"Trùng số định danh (kết thúc 1234) với dòng {first}; giữ một dòng."]] * 4


def test_group_rows_total_row_and_signatures_are_no_people(units, system, day):
    sections = builders.three_sections()
    for section in sections:
        for number, row in enumerate(section.rows):
            row["identity"] = (
                f"0240{'7568'[number % 2 : number % 2 + 2]}00{abs(hash(row['name'])) % 10_000:04d}"
            )
    out = io.BytesIO()
    write_official_form(out, builders.OFFICIAL, builders.PEOPLE, sections, as_of=day)

    batch = checked(system, day, out.getvalue())
    services.write_batch(actor=system, batch=batch)

    assert (batch.rows, batch.added, batch.rejected) == (5, 5, 0), [row.problems for row in all_of(ImportRow)]
    people = {cadre.full_name: cadre for cadre in all_of(Cadre)}
    assert set(people) == {"Nguyễn Văn Tuấn", "Trần Thị Ánh", "Lê Văn Ân", "Hoàng Thị Mai", "Vi Văn Páo"}
    anh = people["Trần Thị Ánh"]
    assert (anh.sex, anh.birth) == ("nu", PartialDate(1968))
    assert {post.unit_id for post in all_of(Posting, cadre=people["Vi Văn Páo"])} == {units["phuc_son"].pk}
    assert {post.unit_id for post in all_of(Posting, cadre=people["Lê Văn Ân"])} == {units["voi"].pk}
    levels = {fact.kind: (fact.level, fact.field) for fact in all_of(Qualification, cadre=anh)}
    assert levels["professional"] == ("dai_hoc", "Luật")
    assert levels["political_theory"] == ("cao_cap", "")


def test_a_spoiled_list_tells_each_of_its_defects_once(units, system, day, tmp_path):
    path = builders.save_rows(tmp_path / "loi.xlsx", builders.spoiled_rows())
    about_people = [each for each in builders.TWELVE_DEFECTS if each[0] != "Số năm công tác"]

    batch = checked(system, day, path.read_bytes())

    rejected = all_of(ImportRow, batch=batch, verdict="rejected")
    for row, (_, _, column, words) in zip(rejected, about_people, strict=True):
        told = f"•••{words[-4:]}" if words.isdigit() else words  # identity numbers are kept by their end only
        assert [told in message for message in errors_of(row)] == [True], (column, row.problems)
    assert batch.rejected == len(rejected) == len(about_people)
    assert batch.added + batch.changed + batch.unchanged + batch.rejected == batch.rows == 48


def test_a_commune_that_ended_is_named_with_its_heir(system):
    from tests.factories.organisation import real_territory

    real_territory()
    headings = ["Họ tên", "Chức vụ", "Huyện", "Xã"]
    rows = [
        ["Nguyễn Văn An", "Bí thư Đảng ủy", "Lục Ngạn", "Nghĩa Hồ"],
        ["Lê Thị Bình", "Bí thư Đảng ủy", "Yên Thế", "Bố Hạ"],
    ]

    batch = checked(system, date(2020, 8, 31), workbook(rows, headings))

    found = {row.label: row for row in all_of(ImportRow, batch=batch)}
    assert "nay là Thị trấn Chũ" in found["Nguyễn Văn An"].problems[0]["message"]
    assert found["Lê Thị Bình"].verdict == "added"


CELLS = st.fixed_dictionaries(
    {},
    optional={
        "Năm_sinh": st.sampled_from(["1975", "3/1975", "31/02/1975", "", "03/04/58"]),
        "Xã": st.sampled_from(["Xuân Hương", "Tân Thành", "Xuân Hưong", ""]),
        "Chức_vụ": st.sampled_from(["Bí thư Đảng ủy", "CT UBND xã", "Thợ mộc", ""]),
        "LLCT": st.sampled_from(["Sơ cấp", "Trung cấp", "Cao cấp", "lạ", ""]),
        "Số_hiệu": st.sampled_from(["BG00001", "BG00002", None]),
        "Ngày_bổ_nhiệm": st.sampled_from(["15/06/2015", "2018", "", "01/01/2020"]),
        "Họ_tên": st.sampled_from(["Trần Đức An", "TRẦN ĐỨC AN", "", "Lê 4n"]),
    },
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(CELLS, max_size=3), cells=st.lists(CELLS, min_size=1, max_size=6))
def test_what_the_check_says_the_write_does(units, system, day, before, cells):
    known = workbook(
        [good_row(number, **said) for number, said in enumerate(before, start=1)] or [good_row(50)]
    )
    services.write_batch(actor=system, batch=checked(system, day, known))
    content = workbook([good_row(number, **said) for number, said in enumerate(cells, start=1)])

    dry = services.check_only(actor=system, file_name="x", content=content, on=day).counts
    batch = checked(system, day, content)
    people = len(all_of(Cadre))
    batch = services.write_batch(actor=system, batch=batch)

    wrote = {name: getattr(batch, name) for name in dry}
    assert wrote == dry
    assert batch.state == "written"
    assert dry["added"] + dry["changed"] + dry["unchanged"] + dry["rejected"] == dry["rows"] == len(cells)
    assert len(all_of(Cadre)) == people + dry["added"]
    again = services.check_only(actor=system, file_name="x", content=content, on=day).counts
    assert (again["added"], again["changed"]) == (0, 0)


def test_every_hostile_file_is_refused_in_time_and_memory_through_the_whole_path(units, system, day):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    for hostile in hostile_files():
        if hostile.says is None:
            continue
        began = time.monotonic()
        batch = checked(system, day, hostile.data)

        assert batch.state == "refused", hostile.name
        assert len(batch.refusal) > len(hostile.says), hostile.name
        assert time.monotonic() - began < 10, hostile.name

    assert not all_of(Cadre)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024

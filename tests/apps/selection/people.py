"""Two communes of one district, and deputies there who lack intermediate political theory."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.models import Unit
from caunoi.apps.selection.models import Nomination, OwedStandard
from caunoi.apps.selection.services import nominating, owing
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.policy import visible
from tests.apps.accounts.people import make_grant, make_user
from tests.factories.cadres import SYSTEM, make_people, person_record
from tests.factories.classes import make_catalogue
from tests.factories.organisation import make_district, make_unit
from tests.factories.planning import held, papers

CODE = "LLCT"
DECIDED, DUE = date(2020, 1, 15), date(2020, 12, 31)


@dataclass
class Story:
    """What the tests speak of."""

    land: dict[str, Unit]
    an: Cadre
    binh: Cadre
    chi: Cadre

    def nomination(self, cadre: Cadre) -> Nomination:
        found = visible(SYSTEM, Nomination).select_related("cadre").order_by("-nominated_on")
        return found.get(cadre=cadre)


def begun() -> Story:
    province = make_catalogue()
    district = make_district("Lạng Giang", province, code="217")
    make_grant(make_user("huyen"), "btc", district)
    where = {"parent": district, "area": "dong_bang", "latitude": 21.3, "longitude": 106.1}
    land = {
        "province": province,
        "district": district,
        "commune": make_unit("Xuân Hương", code="07420", **where),
        "other": make_unit("Tân Thành", code="07423", **where),
    }
    an, binh, chi = make_people(
        lacking(land["commune"], "Nguyễn Văn An"),
        lacking(land["commune"], "Trần Thị Bình", sex="nu", birth=PartialDate(1985, 2, 3)),
        lacking(land["other"], "Giáp Văn Chi"),
    )
    return Story(land, an, binh, chi)


def lacking(unit: Unit, name: str, **said: Any) -> Any:
    """A deputy in whose file only intermediate political theory is missing."""
    given = {"qualifications": papers(), "birth": PartialDate(1980, 5, 6), "sex": "nam", **said}
    return person_record(unit, name, title_code="CX-PCTUB", **given)


def learned() -> Any:
    return held("political_theory", "trung_cap")


def nominated(cadre: Cadre, actor: Any, note: str = "") -> Nomination:
    return nominating.nominate(actor=actor, chosen=[(cadre.pk, CODE)], note=note)[0]


def owed_by(cadre: Cadre, actor: Any, **said: Any) -> OwedStandard:
    given = {
        "requirement": CODE, "document": "QĐ 215-QĐ/HU", "decided_on": DECIDED, "due_on": DUE,
        "reason": "Mới luân chuyển về xã", **said,
    }  # fmt: skip
    return owing.let_owe(actor=actor, cadre=cadre, **given)

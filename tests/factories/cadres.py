"""The smallest valid people and the units they serve in; nothing random."""

from datetime import date
from typing import Any

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services import PersonRecord, PostingRecord
from caunoi.apps.organisation.choices import UnitType
from caunoi.apps.organisation.models import Unit, UnitVersion
from caunoi.domain.vocabulary import vietnamese
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.audit.services import record
from caunoi.foundation.policy import system_scope

LONG_AGO = date(2000, 1, 1)
SYSTEM = SystemActor(key="system:factories", label="Dữ liệu thử", on=date(2020, 8, 31))


def make_unit(
    name: str,
    *,
    type: str = UnitType.COMMUNE,
    parent: Unit | None = None,
    code: str = "",
    valid_from: date = LONG_AGO,
    valid_to: date | None = None,
) -> Unit:
    """A unit with one version; its code is its name unless one is given."""
    unit = Unit.objects.create(slug=f"{type}/{vietnamese.fold(name)}/{code}")
    version = UnitVersion.objects.create(
        unit=unit, code=code or vietnamese.fold(name)[:10], name=name, type=type, parent=parent,
        search_key=vietnamese.fold(name), sort_key=vietnamese.sort_key(name, name), valid_from=valid_from,
        valid_to=valid_to, source="thử", confidence="high",
    )  # fmt: skip
    record(SYSTEM, "organisation.unit_made", version)
    return unit


def make_province() -> dict[str, Unit]:
    """Bắc Giang in small: two districts, three communes, two of them of one name."""
    province = make_unit("Bắc Giang", type=UnitType.PROVINCE, code="24")
    lang_giang = make_unit("Lạng Giang", type=UnitType.DISTRICT, parent=province, code="217")
    yen_the = make_unit("Yên Thế", type=UnitType.DISTRICT, parent=province, code="215")
    return {
        "province": province,
        "lang_giang": lang_giang,
        "yen_the": yen_the,
        "xuan_huong": make_unit("Xuân Hương", parent=lang_giang, code="07420"),
        "tan_thanh": make_unit("Tân Thành", parent=lang_giang, code="07423"),
        "dong_son": make_unit("Đồng Sơn", parent=yen_the, code="07290"),
    }


def person_record(
    unit: Unit, full_name: str = "Nguyễn Văn An", *, title_code: str = "CX-BT", **said: Any
) -> PersonRecord:
    """A secretary in post since 2015 unless told otherwise."""
    since = said.pop("valid_from", date(2015, 6, 1))
    posts = said.pop("postings", (PostingRecord(title_code, unit.pk, valid_from=since),))
    return PersonRecord(full_name=full_name, postings=posts, **said)


def make_people(*records: PersonRecord, on: date = date(2020, 8, 31)) -> list[Cadre]:
    """The people of the records, written through the door an import uses."""
    plans = services.compare(records, actor=SYSTEM, on=on)
    assert not [plan.errors for plan in plans if plan.errors]
    services.write(plans, actor=SYSTEM, on=on)
    return [plan.cadre for plan in plans]


def make_cadre(unit: Unit, full_name: str = "Nguyễn Văn An", **said: Any) -> Cadre:
    return make_people(person_record(unit, full_name, **said))[0]


def all_of(model: Any, **where: Any) -> list[Any]:
    """Rows as they stand, for a test to look at."""
    with system_scope("tests: look at rows"):
        return list(model.objects.filter(**where))

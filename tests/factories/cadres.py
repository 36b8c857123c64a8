"""The smallest valid people and the units they serve in; nothing random."""

from datetime import date
from typing import Any

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.services import PersonRecord, PostingRecord
from caunoi.apps.organisation.models import Unit
from caunoi.foundation.actors import SystemActor
from caunoi.foundation.policy import system_scope
from tests.factories import organisation

SYSTEM = SystemActor(key="system:factories", label="Dữ liệu thử", on=date(2020, 8, 31))


def make_province() -> dict[str, Unit]:
    """Bắc Giang in small: two districts, three communes, two districts having a Tân Thành."""
    province = organisation.make_province()
    lang_giang = organisation.make_district("Lạng Giang", province, code="217")
    yen_the = organisation.make_district("Yên Thế", province, code="215")
    return {
        "province": province,
        "lang_giang": lang_giang,
        "yen_the": yen_the,
        "xuan_huong": organisation.make_unit("Xuân Hương", parent=lang_giang, code="07420"),
        "tan_thanh": organisation.make_unit("Tân Thành", parent=lang_giang, code="07423"),
        "tan_thanh_2": organisation.make_unit("Tân Thành", parent=yen_the, code="07291"),
        "dong_son": organisation.make_unit("Đồng Sơn", parent=yen_the, code="07290"),
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

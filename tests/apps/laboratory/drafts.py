"""A draft that asks more of deputies than the law does, and twelve who are at standard by the law alone."""

from datetime import date
from typing import Any

from caunoi.apps.laboratory.models import DraftStandard
from caunoi.apps.laboratory.services.writing import write_draft
from caunoi.domain.eligibility.writing import copy_of, written
from tests.factories.cadres import make_people, person_record
from tests.factories.classes import PROVINCE, SYSTEM
from tests.factories.planning import COMMUNES, NAMES, make_scene, papers, unit

DAY = date(2020, 8, 31)
STANDING = "QD04-2004/CT-PCT"


def text_with(level: str = "trung_cap", *, since: date = DAY) -> str:
    """The standing rule of chairmen with this level of political theory asked of everybody, and no way round it."""
    content = copy_of(STANDING)
    rule = {**content["rule"][0], "id": "BT/CT-PCT", "from": since}
    rule.pop("to", None)
    rule["require"] = [_asked(require, level) for require in rule["require"]]
    return written({**content, "rule": [rule]})


def _asked(require: dict, level: str) -> dict:
    kept = {key: value for key, value in require.items() if key not in ("override", "relief")}
    return {**kept, "level": level} if require["code"] == "LLCT" else kept


def scene(count: int = 12) -> DraftStandard:
    """People with intermediate political theory, which the law asks, and a draft that asks the higher one."""
    make_scene(count, qualifications=papers(political="trung_cap"))
    return draft(text_with("cao_cap"))


def make_others(count: int, title_code: str, **said: Any) -> None:
    """Other people than those of the scene, one a commune, of whom nobody knows any paper."""
    make_people(
        *(
            person_record(unit(COMMUNES[n]), f"Trần Thị {NAMES[n]}", title_code=title_code, number=f"BN{n:03d}", **said)
            for n in range(count)
        )
    )  # fmt: skip


def draft(text: str, name: str = "Nâng lý luận chính trị") -> DraftStandard:
    return write_draft(actor=SYSTEM, unit=unit(PROVINCE), name=name, text=text)

"""What is asked of a trial (điều hỏi về lần thử): one question is a number, its list, its file and its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop

from caunoi.apps.standards.selectors.asked import VERDICTS
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.errors import NotVisible

DRAFT, TURN, WAS, BECOMES, SEX, AGE, CODE = "ban-thao", "doi", "tu", "den", "gioi", "tuoi", "yeu-cau"
MORE, FEWER, OTHER, SAME = "thieu-them", "het-thieu", "doi-khac", "giu-nguyen"
TURNS = {
    MORE: gettext_noop("Thành chưa đạt"),
    FEWER: gettext_noop("Thôi chưa đạt"),
    OTHER: gettext_noop("Đổi kết luận khác"),
    SAME: gettext_noop("Giữ nguyên"),
}
UNCLEAR = "chua-ro"
SEXES = ("nam", "nu")
AGES = {"duoi-30": 0, "30-39": 30, "40-49": 40, "50-59": 50, "tu-60": 60}
"""Each band of ages by the first full year in it."""


@dataclass(frozen=True)
class Question:
    """Who is meant (người được hỏi): where, of which sex and age, by which requirement, turned which way."""

    unit_id: UUID | None = None
    turn: str = ""
    before: str = ""
    after: str = ""
    sex: str = ""
    age: str = ""
    code: str = ""

    def as_params(self) -> dict[str, str]:
        """As the query of an address, the unit left to whoever knows its code."""
        found = {
            TURN: self.turn, WAS: self.before, BECOMES: self.after, SEX: self.sex, AGE: self.age, CODE: self.code,
        }  # fmt: skip
        return {key: value for key, value in found.items() if value}


def question_of(where: Mapping[str, str], unit_id: UUID | None) -> Question:
    """The question an address puts; a word that means nothing here leads nowhere."""
    return Question(
        unit_id,
        turn=_known(where, TURN, TURNS),
        before=_known(where, WAS, VERDICTS),
        after=_known(where, BECOMES, VERDICTS),
        sex=_known(where, SEX, (*SEXES, UNCLEAR)),
        age=_known(where, AGE, (*AGES, UNCLEAR)),
        code=_known(where, CODE, load_terms().lanes),
    )


def _known(where: Mapping[str, str], key: str, allowed: Any) -> str:
    value = where.get(key, "").strip()
    if value and value not in allowed:
        raise NotVisible(f"{key}={value}")
    return value

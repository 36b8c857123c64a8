"""What people and their posts can be told apart by (tiêu thức): the values of each in their order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.choices import Sex
from caunoi.apps.cadres.models import Cadre, Qualification
from caunoi.apps.cadres.selectors import block_names, title_of, titles_on
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields

TITLE, BLOCK, COMMUNE, LEVEL_OF_UNIT = "chuc-danh", "khoi", "xa", "cap"
SEX, AGE, ETHNIC, EDUCATION, THEORY, JUDGED = (
    "gioi-tinh",
    "nhom-tuoi",
    "dan-toc",
    "bac-hoc",
    "ly-luan",
    "ket-luan",
)
PLACE, UNKNOWN, OUTSIDE = "noi", "chua-ghi", "ngoai-xa"
OF_THE_LIST = (TITLE, BLOCK, COMMUNE)
"""Conditions the list of people has of its own; the others are added to it."""

Options = Mapping[str, str]
AGES = ((30, "den-30"), (40, "31-40"), (50, "41-50"), (55, "51-55"), (60, "56-60"), (200, "tren-60"))


@dataclass(frozen=True)
class Trait:
    """One way to tell people apart (tiêu thức): its word in addresses, and what a reader must be allowed to see."""

    key: str
    name: str
    options: Callable[[date], Options]
    model: type[Cadre] | type[Qualification] | None = None
    column: str = ""

    @property
    def title(self) -> str:
        return _(self.name)

    def readable_by(self, actor: Actor) -> bool:
        return self.model is None or self.column in readable_fields(actor, self.model)


def _titles(on: date) -> Options:
    return {code: title.name for code, title in titles_on(on).items()}


def _blocks(on: date) -> Options:
    names = block_names()
    return {title.block: _(names.get(title.block, title.block)) for title in titles_on(on).values()}


def _communes(on: date) -> Options:
    tree = unit_tree(on=on)
    ordered = sorted(tree.communes, key=lambda node: (node.sort_key, node.code))
    return {**{node.key: node.full_name for node in ordered}, OUTSIDE: _("Ngoài xã, phường")}


def _levels_of_units(on: date) -> Options:
    return {
        "tinh": _("Cấp tỉnh"),
        "huyen": _("Cấp huyện"),
        "xa": _("Cấp xã"),
        "thon": _("Thôn, tổ dân phố"),
        UNKNOWN: _("Đơn vị không còn trong ngày"),
    }


def _sexes(on: date) -> Options:
    return {**{value: _(str(label)) for value, label in Sex.choices}, **_not_written()}


def _ages(on: date) -> Options:
    words = {
        "den-30": _("Đến 30 tuổi"),
        "31-40": _("31–40 tuổi"),
        "41-50": _("41–50 tuổi"),
        "51-55": _("51–55 tuổi"),
        "56-60": _("56–60 tuổi"),
        "tren-60": _("Trên 60 tuổi"),
    }
    return {**words, **_not_written()}


def _ethnic_groups(on: date) -> Options:
    return {"kinh": _("Kinh"), "thieu-so": _("Dân tộc thiểu số"), **_not_written()}


def _levels(what: str) -> Callable[[date], Options]:
    def options(on: date) -> Options:
        levels = reversed(load_terms().scale(what).levels)
        return {**{level.code: _(level.name) for level in levels}, **_not_written()}

    return options


def _verdicts(on: date) -> Options:
    return {**{word: _(verdict.label) for word, verdict in VERDICTS.items()}, UNKNOWN: _("Chưa xét được")}


def _not_written() -> Options:
    return {UNKNOWN: _("Chưa ghi")}


VERDICTS = {
    "dat": Verdict.MET,
    "chua": Verdict.NOT_MET,
    "chuyen-tiep": Verdict.IN_TRANSITION,
    "thieu-du-lieu": Verdict.UNKNOWN,
    "khong-xet": Verdict.NOT_ASKED,
}
TRAITS: Mapping[str, Trait] = {
    each.key: each
    for each in (
        Trait(TITLE, gettext_noop("Chức danh"), _titles),
        Trait(BLOCK, gettext_noop("Khối"), _blocks),
        Trait(COMMUNE, gettext_noop("Xã, phường"), _communes),
        Trait(LEVEL_OF_UNIT, gettext_noop("Cấp của đơn vị"), _levels_of_units),
        Trait(JUDGED, gettext_noop("Kết luận về chuẩn"), _verdicts, Qualification, "level"),
        Trait(
            EDUCATION, gettext_noop("Trình độ chuyên môn"), _levels("professional"), Qualification, "level"
        ),
        Trait(THEORY, gettext_noop("Lý luận chính trị"), _levels("political_theory"), Qualification, "level"),
        Trait(SEX, gettext_noop("Giới tính"), _sexes, Cadre, "sex"),
        Trait(AGE, gettext_noop("Nhóm tuổi"), _ages, Cadre, "birth"),
        Trait(ETHNIC, gettext_noop("Dân tộc"), _ethnic_groups, Cadre, "ethnicity"),
    )
}


def readable_traits(actor: Actor) -> list[Trait]:
    return [trait for trait in TRAITS.values() if trait.readable_by(actor)]


def label_of(trait: Trait, value: str, on: date) -> str:
    """Also of a title the day does not know any more, which somebody still holds."""
    named = trait.options(on).get(value)
    if named is None and trait.key == TITLE:
        return title_of(value).name
    return named or value


def order_of(trait: Trait, on: date) -> Callable[[str], tuple[int, str]]:
    places = {value: place for place, value in enumerate(trait.options(on))}
    return lambda value: (places.get(value, len(places)), value)


def age_group(years: int) -> str:
    return next(word for most, word in AGES if years <= most)

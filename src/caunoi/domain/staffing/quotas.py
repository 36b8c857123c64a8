"""What the law allows: seats of a title, heads of a group of titles, by class of commune and day."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from caunoi.domain.vocabulary.period import Period

CommuneClass = Literal["I", "II", "III"]
CLASSES: tuple[CommuneClass, ...] = get_args(CommuneClass)
CONFIDENCES = frozenset({"cao", "vua", "thap"})


class UnfitQuotas(ValueError):
    """Quotas that cannot be used (định mức chưa dùng được)."""


@dataclass(frozen=True)
class Group:
    """Titles that are counted as heads together (nhóm tính biên chế): the blocks they belong to."""

    code: str
    name: str
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class Quota:
    """A number for a title or for a group of them (định mức), for communes of one class during a period."""

    title_code: str
    group: str
    commune_class: CommuneClass
    number: int
    period: Period
    source: str
    confidence: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quotas:
    """Everything the law allows, as data (các định mức)."""

    groups: tuple[Group, ...]
    quotas: tuple[Quota, ...]

    def of_class(self, commune_class: CommuneClass) -> tuple[Quota, ...]:
        """Every number of seats for communes of the class, whenever it held."""
        return tuple(each for each in self.quotas if each.commune_class == commune_class and each.title_code)

    def headcount(self, group: str, commune_class: CommuneClass, place: str, on: date) -> Quota | None:
        """How many heads of the group a commune of the class may have on the day; None where nothing says."""
        found = (
            each
            for each in self.quotas
            if (each.group, each.commune_class) == (group, commune_class)
            and place in each.places
            and each.period.contains(on)
        )
        return next(found, None)


@cache
def load_quotas() -> Quotas:
    """The numbers kept with the regulations."""
    source = resources.files("caunoi").joinpath("regulations", "staffing", "xa.toml")
    return read_quotas(tomllib.loads(source.read_text(encoding="utf-8")))


def read_quotas(said: Mapping[str, Any]) -> Quotas:
    """The numbers of the given tables; a faulty row is named by its number."""
    groups = tuple(Group(row["code"], row["name"], tuple(row["blocks"])) for row in said["group"])
    seats = [quota for number, row in _numbered(said["seat"]) for quota in _seats(number, row)]
    heads = [quota for number, row in _numbered(said["headcount"]) for quota in _heads(number, row)]
    _refuse_two_numbers([*seats, *heads])
    return Quotas(groups, (*seats, *heads))


def _numbered(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[int, Mapping[str, Any]]]:
    return enumerate(rows, start=1)


def _seats(number: int, row: Mapping[str, Any]) -> list[Quota]:
    return [_quota(number, row, each, row["number"], title=row["title"]) for each in row["classes"]]


def _heads(number: int, row: Mapping[str, Any]) -> list[Quota]:
    return [_quota(number, row, each, count, group=row["group"]) for each, count in row["classes"].items()]


def _quota(
    number: int, row: Mapping[str, Any], of: Any, count: Any, *, title: str = "", group: str = ""
) -> Quota:
    if of not in CLASSES or type(count) is not int or count < 0 or row["confidence"] not in CONFIDENCES:
        raise UnfitQuotas(f"dòng {number} có loại xã, số hoặc độ tin cậy không hợp lệ; so lại với văn bản")
    period = Period(row["from"], row.get("to"))
    places = tuple(row.get("places", ()))
    return Quota(title, group, of, count, period, row["source"], row["confidence"], places)


def _refuse_two_numbers(quotas: list[Quota]) -> None:
    for place, one in enumerate(quotas):
        for other in quotas[place + 1 :]:
            if _speak_of_the_same(one, other) and one.period.overlaps(other.period):
                what = one.title_code or one.group
                raise UnfitQuotas(f"{what}, loại {one.commune_class}: hai số trong cùng một ngày; giữ một số")


def _speak_of_the_same(one: Quota, other: Quota) -> bool:
    same = (one.title_code, one.group, one.commune_class) == (
        other.title_code,
        other.group,
        other.commune_class,
    )
    return same and (set(one.places) == set(other.places) or bool(set(one.places) & set(other.places)))

"""The columns the list of people may show: what each is called, who reads it, what stands in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres import extensions
from caunoi.apps.cadres.choices import Sex
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import HeldPost, PersonRow, conditions_of
from caunoi.apps.cadres.selectors import conditions as c
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import Actor
from caunoi.foundation.lists import pages as lists
from caunoi.foundation.lists.kinds import ListKind
from caunoi.foundation.lists.shapes import Offer, Shape
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.ui import slots

NAME, NUMBER, TITLES, UNITS, BIRTH, AGE = "ten", "so-hieu", "chuc-danh", "don-vi", "ngay-sinh", "tuoi"
SEX, PARTY, ETHNICITY, PHONE = "gioi", "dang", "dan-toc", "dien-thoai"
PEOPLE = ListKind("can-bo", gettext_noop("Danh sách cán bộ"), "/can-bo/", conditions_of, (Cadre, "view"))


@dataclass(frozen=True)
class OwnColumn:
    """A column of the registry itself (cột của sổ): which field it reads, how its head sorts."""

    key: str
    title: str
    field: str
    kind: Any = "text"
    up: str = ""
    down: str = ""
    shown: bool = False


def own_columns() -> tuple[OwnColumn, ...]:
    return (
        OwnColumn(NUMBER, _("Số hiệu"), "number", up="so-hieu"),
        OwnColumn(TITLES, _("Chức danh"), "id", shown=True),
        OwnColumn(UNITS, _("Đơn vị"), "id", up="xa", shown=True),
        OwnColumn(BIRTH, _("Ngày sinh"), "birth", "date", "-tuoi", "tuoi", shown=True),
        OwnColumn(AGE, _("Tuổi"), "birth", "number", "tuoi", "-tuoi"),
        OwnColumn(SEX, _("Giới tính"), "sex"),
        OwnColumn(PARTY, _("Đảng viên"), "is_party_member"),
        OwnColumn(ETHNICITY, _("Dân tộc"), "ethnicity"),
        OwnColumn(PHONE, _("Điện thoại"), "phone"),
    )


def added_columns() -> list[extensions.ColumnSpec]:
    return [spec for extension in slots.of(extensions.LIST_SLOT) for spec in extension.columns()]


def offers(actor: Actor) -> list[Offer]:
    """Every column with whether this role reads it; what upper modules add stands before the birth date."""
    readable = readable_fields(actor, Cadre)
    own = {
        column.key: Offer(column.key, column.title, shown=column.shown, readable=column.field in readable)
        for column in own_columns()
    }
    added = [Offer(spec.key, spec.title) for spec in added_columns()]
    before = [own.pop(key) for key in (NUMBER, TITLES, UNITS)]
    return [Offer(NAME, _("Họ và tên"), fixed=True), *before, *added, *own.values()]


def groupings(actor: Actor) -> list[Offer]:
    readable = readable_fields(actor, Cadre)
    return [
        Offer(c.UNIT, _("Đơn vị")),
        Offer(c.TITLE, _("Chức danh")),
        Offer(c.BLOCK, _("Khối")),
        Offer(c.SEX, _("Giới tính"), readable="sex" in readable),
        Offer(c.PARTY, _("Đảng viên"), readable="is_party_member" in readable),
    ]


def shape_in(actor: Actor, params: Mapping[str, Sequence[str]]) -> Shape:
    return lists.shape_of(params, offers(actor), groupings(actor))


def value_of(key: str, person: PersonRow, posts: Sequence[HeldPost], on: date) -> Any:
    """What one column says of one person, plainly: for a file, and for the page where it needs no more."""
    match key:
        case "ten":
            return person.full_name
        case "so-hieu":
            return person.number or ""
        case "chuc-danh":
            return "; ".join(post.words for post in posts)
        case "don-vi":
            return "; ".join(dict.fromkeys(post.unit for post in posts))
        case "ngay-sinh":
            return person.birth
        case "tuoi":
            return age_on(person.birth, on)
        case "gioi":
            return _(Sex(person.sex).label) if person.sex else ""
        case "dang":
            words = {True: _("Là đảng viên"), False: _("Chưa là đảng viên")}
            return "" if person.is_party_member is None else words[person.is_party_member]
        case "dan-toc":
            return person.ethnicity or ""
    return person.phone or ""


def age_on(birth: PartialDate | None, on: date) -> int | None:
    """Whole years since the earliest day the birth may have been: what the filter by age counts too."""
    if birth is None:
        return None
    born = birth.as_date()
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

"""What a list was asked for, read strictly: an address is written by anybody."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import Sex
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors.selections import open_selections
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.keyset import is_canonical_id
from caunoi.foundation.errors import Refused
from caunoi.foundation.policy import readable_fields

UNIT, TITLE, BLOCK, SEARCH, IN_POST = "xa", "chuc-danh", "khoi", "tim", "tinh-trang"
AGE_FROM, AGE_TO, SEX, PARTY, ORDER = "tuoi-tu", "tuoi-den", "gioi", "dang", "sap"
SELECTION = "nhom-nguoi"
HOLDING, NOT_HOLDING, EVERYBODY = "dang-giu", "khong-giu", "tat-ca"
OLDEST = 120
Params = Mapping[str, Sequence[str]]


class UnreadableCondition(Refused):
    """The address asks for something that cannot be understood, or by a column the role does not read."""

    status = 400


class NoUnitThen(UnreadableCondition):
    """No unit carries the code on the day: like anything else that is not there."""

    status = 404


class ReadableFilter(NamedTuple):
    """A condition that looks at a column (điều kiện theo cột): only for roles that read the column."""

    key: str
    column: str


BY_COLUMN = (
    ReadableFilter(AGE_FROM, "birth"),
    ReadableFilter(AGE_TO, "birth"),
    ReadableFilter(SEX, "sex"),
    ReadableFilter(PARTY, "is_party_member"),
)
ORDERS = {
    "ten": "sort_key",
    "-ten": "sort_key",
    "tuoi": "birth",
    "-tuoi": "birth",
    "so-hieu": "number",
    "xa": "custodian",
}


@dataclass(frozen=True)
class Conditions:
    """The list asked for (điều kiện của danh sách): a day, a unit with all under it, and what else narrows.

    ``params`` is the whole query as sent, for the extensions of the list to find their own keys in.
    """

    on: date
    unit_id: UUID | None = None
    titles: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    search: str = ""
    in_post: str = HOLDING
    age_from: int | None = None
    age_to: int | None = None
    sex: str = ""
    party: bool | None = None
    selection_id: UUID | None = None
    order: str = "ten"
    params: Params = field(default_factory=dict)


def conditions_of(actor: Actor, on: date, params: Params) -> Conditions:
    """The conditions an address names; refused with 400 when it cannot be read as one."""
    _refuse_hidden_columns(actor, params)
    return Conditions(
        on=on,
        unit_id=_unit(_one(params, UNIT), on),
        titles=tuple(_codes(params, TITLE)),
        blocks=tuple(_codes(params, BLOCK)),
        search=" ".join(_one(params, SEARCH).split())[:200],
        in_post=_among(params, IN_POST, (HOLDING, NOT_HOLDING, EVERYBODY), HOLDING),
        age_from=_age(params, AGE_FROM),
        age_to=_age(params, AGE_TO),
        sex=_among(params, SEX, Sex.values, ""),
        party={"co": True, "khong": False}.get(_among(params, PARTY, ("co", "khong"), "")),
        selection_id=_selection(actor, _one(params, SELECTION)),
        order=_among(params, ORDER, tuple(ORDERS), "ten"),
        params={key: tuple(values) for key, values in params.items()},
    )


def _refuse_hidden_columns(actor: Actor, params: Params) -> None:
    """A column somebody may not read is no condition and no order: both would tell what stands in it."""
    readable = readable_fields(actor, Cadre)
    asked = [each.column for each in BY_COLUMN if _one(params, each.key)]
    asked.append(ORDERS.get(_one(params, ORDER), "sort_key"))
    if not readable.issuperset(asked):
        raise UnreadableCondition(_("Vai trò của bạn không lọc hoặc xếp theo cột này được."))


def read_ids(texts: Iterable[str]) -> list[UUID]:
    """Ids as sent by a form; anything but the one way of writing them is refused."""
    given = list(texts)
    if not all(is_canonical_id(text) for text in given):
        raise UnreadableCondition(_("Có mã người không đúng dạng. Mở lại danh sách rồi chọn lại."))
    return [UUID(text) for text in dict.fromkeys(given)]


def _one(params: Params, key: str) -> str:
    values = params.get(key) or ("",)
    return values[-1].strip()


def _codes(params: Params, key: str) -> list[str]:
    values = [value.strip() for value in params.get(key, ()) if value.strip()]
    if any(not re.fullmatch(r"[A-Za-z0-9_-]{1,20}", value) for value in values):
        raise _unknown(key, values[0])
    return list(dict.fromkeys(values))


def _among(params: Params, key: str, allowed: Sequence[str], otherwise: str) -> str:
    value = _one(params, key) or otherwise
    if value and value not in allowed:
        raise _unknown(key, value)
    return value


def _age(params: Params, key: str) -> int | None:
    value = _one(params, key)
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{1,3}", value, re.ASCII) or int(value) > OLDEST:
        raise UnreadableCondition(_("Tuổi phải là số từ 0 đến %(oldest)s.") % {"oldest": OLDEST})
    return int(value)


def _unit(text: str, on: date) -> UUID | None:
    """A unit by the code or the slug it carries on the day."""
    if not text:
        return None
    for node in unit_tree(on=on).nodes.values():
        if text in (node.code, node.slug):
            return node.id
    raise NoUnitThen(
        _("Ngày %(day)s không có đơn vị nào mang mã “%(code)s”. Chọn lại đơn vị hoặc đổi ngày.")
        % {"day": f"{on:%d/%m/%Y}", "code": text[:60]}
    )


def _selection(actor: Actor, text: str) -> UUID | None:
    """A named list that stands open to the actor; any other is answered like one that is not there."""
    if not text:
        return None
    if found := next((each.pk for each in open_selections(actor) if str(each.pk) == text), None):
        return found
    raise UnreadableCondition(_("Không có nhóm cán bộ này, hoặc nhóm không mở cho bạn."))


def _unknown(key: str, value: str) -> UnreadableCondition:
    return UnreadableCondition(
        _("Điều kiện “%(key)s” không nhận giá trị “%(value)s”.") % {"key": key, "value": value[:60]}
    )

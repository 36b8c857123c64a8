"""Units for programs: the tree of a day, and what became of a unit."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from caunoi.apps.organisation import presenters, selectors
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy.census import public
from caunoi.foundation.rest.parameters import ON, UNIT
from caunoi.foundation.ui.days import day_of

router = Router(tags=["Đơn vị"])


class UnitOut(Schema):
    """A unit as it stood on the day asked for."""

    code: str
    name: str
    full_name: str
    type: str
    parent: str | None
    parent_code: str | None
    area: str | None
    depth: int
    id: str


class NamedOut(Schema):
    """A unit by its name."""

    name: str | None
    full_name: str | None
    code: str | None
    type: str | None


class BecameOut(NamedOut):
    """One step: what ``of`` passed into, on which day, by which act, and how sure that is."""

    of: str
    on: str
    kind: str
    share: str
    act: str | None
    confidence: str


class LookupOut(Schema):
    """One version of a unit, every step that followed, and who stands for it on the day asked for."""

    name: str
    full_name: str
    type: str
    code: str
    begins: str | None = Field(None, alias="from")
    ends: str | None = Field(None, alias="to")
    parent: str | None
    source: str
    confidence: str
    id: str
    became: list[BecameOut]
    today: list[NamedOut]


@router.get("/units", response=list[UnitOut], summary="Cây đơn vị trong một ngày")
@public("Danh mục đơn vị là dữ kiện công khai")
def units(
    request: HttpRequest,
    on: str = ON,
    under: str = UNIT,
) -> list[dict[str, Any]]:
    tree = selectors.unit_tree(on=day_of(request))
    root = tree.by_code(under)
    if under and root is None:
        raise NotVisible(f"organisation.Unit {under}")
    return presenters.tree_rows(tree, root)


@router.get("/units/lookup", response=list[LookupOut], by_alias=True, summary="Đơn vị ấy đã trở thành gì")
@public("Danh mục đơn vị là dữ kiện công khai")
def lookup(
    request: HttpRequest, q: str = Query(..., max_length=100, description="Tên hoặc mã"), on: str = ON
) -> list[dict[str, Any]]:
    if not q.strip():
        raise Refused(_("Chưa ghi tên hoặc mã đơn vị. Thêm q=… vào địa chỉ."))
    return [presenters.looked_up(answer) for answer in selectors.lookup(q, on=day_of(request))]

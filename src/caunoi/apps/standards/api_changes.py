"""Why a number is not what it was, for programs: the same answer as on the page, within the same rights."""

from typing import Any

from ninja import Field, Query, Router, Schema

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.standards.figures.changes import change_in, change_scope, codes_counted, day_written
from caunoi.apps.standards.presenters.changes_records import change_record
from caunoi.foundation.policy.census import needs
from caunoi.foundation.rest import parameters
from caunoi.foundation.ui.days import day_of
from caunoi.foundation.ui.requests import ActingRequest

router = Router(tags=["Tiêu chuẩn"])
COUNTED = {"enum": ["", *codes_counted()]}


class ReportOut(Schema):
    """One report of the number: its day, what was known, how many."""

    on: str
    known: str | None
    value: int


class PartOut(Schema):
    """One part of the change: ``sign`` × ``people`` is by how much it moves the number."""

    code: str
    step: str | None
    sign: int
    people: int
    definition: str
    rows_url: str


class ChangeOut(Schema):
    """A change of a number: from.value + Σ sign × people = to.value."""

    figure: str
    scope: str
    before: ReportOut = Field(alias="from")
    after: ReportOut = Field(alias="to")
    parts: list[PartOut]
    returned: PartOut


@router.get("/changes", response=ChangeOut, by_alias=True, summary="Vì sao một con số thay đổi giữa hai ngày")
@needs(Cadre, "view")
def changes(
    request: ActingRequest,
    since: str = parameters.day("Ngày đầu kỳ, dạng 2019-08-31; bỏ trống là một năm trước", alias="from"),
    until: str = parameters.day("Ngày cuối kỳ; bỏ trống là ngày của on", alias="to"),
    on: str = parameters.ON,
    so: str = parameters.described(
        Query("", description="Mã con số, ví dụ standard.met hoặc gap.LLCT"), COUNTED
    ),
    unit: str = parameters.UNIT,
    known_tu: str = Query("", description="Đầu kỳ theo dữ liệu biết đến ngày này, hoặc #số bản ghi"),
) -> dict[str, Any]:
    """Further words of the query narrow it like on the page: ``nhom=tat-ca``, ``chuc-danh=CX-BT``."""
    params = {**dict(request.GET.lists()), "tu": [since]}
    day = day_written(until, closing=True) if until else day_of(request)
    return change_record(change_in(request.actor, change_scope(params, day)))

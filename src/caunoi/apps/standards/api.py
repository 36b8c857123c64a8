"""Verdicts, gaps and rules for programs: the same answers as on the pages, within the same rights."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import cadre_or_404
from caunoi.apps.standards import figures, selectors
from caunoi.apps.standards.presenters.matrix_files import matrix_json
from caunoi.apps.standards.presenters.records import explained_record, standard_record
from caunoi.apps.standards.selectors.explaining import explain_person
from caunoi.apps.standards.selectors.matrix import gap_matrix
from caunoi.apps.standards.selectors.rules import standard_of, standards_on
from caunoi.foundation.figures import scope_of
from caunoi.foundation.policy.census import needs, public
from caunoi.foundation.rest.parameters import ON, UNIT
from caunoi.foundation.ui.days import day_of
from caunoi.foundation.ui.requests import ActingRequest

router = Router(tags=["Tiêu chuẩn"])
RULES_ARE_PUBLIC = "Tiêu chuẩn chức danh là quy định công khai"


class RequirementOut(Schema):
    """One requirement in words, with where it is written."""

    code: str
    name: str
    limited_to: str
    sentence: str
    clause: str
    confidence: str
    reliefs: list[str]


class RuleOut(Schema):
    """One rule set of a title and its time."""

    id: str
    name: str
    begins: str | None
    ends: str | None
    in_force: bool
    source: str
    confidence: str
    requirements: list[RequirementOut]
    judged_by_people: list[str]


class StandardOut(Schema):
    """A title with its rule sets and what must be said about them."""

    code: str
    name: str
    kind: str
    rules: list[RuleOut]
    findings: list[str]


@router.get("/gaps", summary="Ma trận thiếu chuẩn: xã × yêu cầu")
@needs(Cadre, "view")
def gaps(request: ActingRequest, on: str = ON, unit: str = UNIT) -> dict[str, Any]:
    day = day_of(request)
    asked = figures.asked_in(scope_of(dict(request.GET.lists()), day), {})
    actor = request.actor
    return matrix_json(gap_matrix(actor, selectors.verdicts(actor, on=day), asked))


@router.get("/cadres/{uuid:cadre_id}/standards", summary="Vì sao một người đạt hay chưa đạt chuẩn")
@needs(Cadre, "view")
def explanation(request: ActingRequest, cadre_id: UUID, on: str = ON) -> dict[str, Any]:
    actor = request.actor
    return explained_record(explain_person(actor, cadre_or_404(actor, cadre_id), day_of(request)))


@router.get("/standards", response=list[StandardOut], summary="Tiêu chuẩn của mọi chức danh trong một ngày")
@public(RULES_ARE_PUBLIC)
def standards(request: HttpRequest, on: str = ON) -> list[dict[str, Any]]:
    return [standard_record(each) for each in standards_on(day_of(request))]


@router.get("/standards/{code}", response=StandardOut, summary="Tiêu chuẩn của một chức danh qua thời gian")
@public(RULES_ARE_PUBLIC)
def standard(request: HttpRequest, code: str, on: str = ON) -> dict[str, Any]:
    return standard_record(standard_of(code, day_of(request)))

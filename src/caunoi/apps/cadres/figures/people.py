"""Figures of the registry: how many people a list holds, from the same question as the list."""

from urllib.parse import urlencode

from caunoi.apps.cadres.figures.rows import person_row
from caunoi.apps.cadres.selectors import Conditions, conditions_of, count_of, posts_held, rows_of
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.foundation import figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.figures import Figure, FigureValue, Scope

COLUMNS = ("Họ và tên", "Chức danh", "Đơn vị")


def register() -> None:
    figures.register(PEOPLE)


def answer(actor: Actor, scope: Scope) -> FigureValue:
    """``scope.where`` holds further conditions under the keys of the list's address."""
    params = {key: value.split(",") for key, value in scope.where.items()}
    if scope.unit_id:
        params["xa"] = [unit_tree(on=scope.on).node(scope.unit_id).key]
    asked = conditions_of(actor, scope.on, params)
    people = rows_of(actor, asked)
    posts = posts_held(actor, scope.on, [person.id for person in people])
    rows = [person_row(each.id, each.full_name, posts.get(each.id, ())) for each in people]
    return FigureValue(PEOPLE, scope, rows, url=list_url(asked))


def counted(actor: Actor, asked: Conditions) -> FigureValue:
    """The same number for the page of the list itself, without fetching the rows once more."""
    scope = Scope(on=asked.on, unit_id=asked.unit_id)
    return FigureValue(PEOPLE, scope, (), url=list_url(asked), counted=count_of(actor, asked))


def list_url(asked: Conditions) -> str:
    """The list these conditions name, with its day: readable and good to pass on."""
    left_out = {"ngay", "on", "known", "sau", "truoc", "chon", "format", "sap"}
    kept = [(key, v) for key, values in asked.params.items() if key not in left_out for v in values if v]
    return f"/can-bo/?{urlencode([*kept, ('ngay', asked.on.isoformat())])}"


PEOPLE = Figure(
    code="cadres.people",
    title="Số cán bộ",
    definition="Số người trong phạm vi được xem có ít nhất một chức danh trong ngày và khớp các điều kiện lọc; "
    "người giữ nhiều chức danh tính một lần, chức danh mới dự kiến không tính.",
    answer=answer,
    columns=COLUMNS,
)

"""The list as a file: the same people in the same order, with the columns the role reads."""

import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import Sex
from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.presenters.columns import (
    AGE,
    BIRTH,
    NAME,
    TITLES,
    UNITS,
    added_columns,
    offers,
    shape_in,
    value_of,
)
from caunoi.apps.cadres.presenters.listing import added_cells
from caunoi.apps.cadres.selectors import Conditions, HeldPost, PersonRow, posts_held
from caunoi.domain.vocabulary.vietnamese import PartialDate
from caunoi.foundation.actors import Actor
from caunoi.foundation.lists.shapes import Shape
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.workbooks.schema import Column, Schema
from caunoi.foundation.workbooks.template import write_csv, write_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


def list_file(
    actor: Actor, asked: Conditions, people: Sequence[PersonRow], format: str, *, demo_mark: str = ""
) -> bytes:
    """The file in the format asked for."""
    shape = shape_in(actor, asked.params)
    schema, rows = schema_of(actor, shape), list(rows_of_file(actor, asked, people, shape))
    target = io.BytesIO()
    if format == "json":
        return _as_json(asked.on, rows)
    if format == "csv":
        write_csv(target, schema, rows)
    else:
        write_table(target, schema, rows, title=_("Danh sách cán bộ"), as_of=asked.on, demo_mark=demo_mark)
    return target.getvalue()


KINDS: dict[str, tuple[Any, int]] = {
    NAME: ("person_name", 28), BIRTH: ("date", 12), AGE: ("count", 8), TITLES: ("text", 34), UNITS: ("text", 26),
}  # fmt: skip
PLAIN: tuple[Any, int] = ("text", 18)


def schema_of(actor: Actor, shape: Shape) -> Schema:
    """The columns somebody chose, in their order; else all that the registry tells of a list."""
    return _chosen_schema(actor, shape) if shape.chosen else _whole_schema(actor)


def _chosen_schema(actor: Actor, shape: Shape) -> Schema:
    titles = {offer.key: offer.title for offer in offers(actor)}
    told = [(key, titles[key], *KINDS.get(key, PLAIN)) for key in shape.columns]
    columns = [Column(key, title, kind, width=width) for key, title, kind, width in told]
    return Schema("cadre_list", _("Cán bộ"), tuple(columns))


def _whole_schema(actor: Actor) -> Schema:
    readable = readable_fields(actor, Cadre)
    columns = [
        Column("number", _("Số hiệu"), width=12),
        Column("full_name", _("Họ và tên"), "person_name", width=28),
        Column("birth", _("Ngày sinh"), "date", width=12),
        Column("sex", _("Giới tính"), width=10),
        Column("titles", _("Chức danh"), width=34),
        Column("units", _("Đơn vị"), width=26),
    ]
    kept = [
        column for column in columns if column.key not in ("number", "birth", "sex") or column.key in readable
    ]
    added = [Column(spec.key, spec.title, width=22) for spec in added_columns()]
    return Schema("cadre_list", _("Cán bộ"), (*kept, *added))


def rows_of_file(
    actor: Actor, asked: Conditions, people: Sequence[PersonRow], shape: Shape
) -> Iterator[dict[str, Any]]:
    ids = [person.id for person in people]
    posts, added = posts_held(actor, asked.on, ids), added_cells(actor, asked, ids)
    extra = {spec.key for spec in added_columns()}
    for person in people:
        held = posts.get(person.id, [])
        cells = {key: plain(value) for key, value in added.get(person.id, {}).items()}
        if shape.chosen:
            own = {key: value_of(key, person, held, asked.on) for key in shape.columns if key not in extra}
            yield {"id": person.id, **{key: own.get(key, cells.get(key, "")) for key in shape.columns}}
        else:
            yield {"id": person.id, **_told(person, held), **cells}


def _told(person: PersonRow, posts: Sequence[HeldPost]) -> dict[str, Any]:
    return {
        "number": person.number,
        "full_name": person.full_name,
        "birth": person.birth,
        "sex": _(Sex(person.sex).label) if person.sex else "",
        "titles": "; ".join(post.words for post in posts),
        "units": "; ".join(dict.fromkeys(post.unit for post in posts)),
    }


def plain(value: Any) -> str:
    """The words of a cell: of a chip or link its text, of several all of them."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(plain, value)))
    if hasattr(value, "content"):
        return plain(value.content)
    return str(getattr(value, "text", "") or getattr(value, "value", "") or value)


def _as_json(on: date, rows: list[dict[str, Any]]) -> bytes:
    told = [{key: _json_value(value) for key, value in row.items()} for row in rows]
    body = {"on": on.isoformat(), "count": len(told), "rows": told}
    return json.dumps(body, ensure_ascii=False).encode()


def _json_value(value: Any) -> Any:
    if isinstance(value, PartialDate):
        parts = (value.month, value.day)
        return "-".join([f"{value.year:04d}", *(f"{part:02d}" for part in parts if part is not None)])
    return value if isinstance(value, str | int | type(None)) else str(value)

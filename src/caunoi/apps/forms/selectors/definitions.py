"""The forms as dated data (mẫu biểu): columns, rows, conditions and the checks between them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.planning.models import Offering
from caunoi.domain.vocabulary.period import Period
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.policy.decisions import holds

Where = Mapping[str, tuple[str, ...]]
Content = Literal["counts", "people", "class"]
FOLDER = files("caunoi.regulations") / "reporting" / "forms"
CHECKS = "doi-chieu.toml"
APART = frozenset({"gioi", "tuoi-tu", "tuoi-den", "dang", "muc"})
"""Conditions on the person alone: those of a column, which must not change what the row asks about posts."""


@dataclass(frozen=True)
class ColumnDefinition:
    """A column (cột): its headings, and either a condition or the word of a list it prints."""

    key: str
    path: tuple[str, ...]
    width: int
    where: Where
    of: str
    only: tuple[str, str] | None


@dataclass(frozen=True)
class FormDefinition:
    """A form (mẫu biểu): who is on it, in which columns, since when and from where."""

    key: str
    number: str
    title: str
    period: Period
    source: str
    confidence: str
    content: Content
    system: Literal["state", "party"]
    columns: tuple[ColumnDefinition, ...]
    blocks: tuple[str, ...]
    where: Where
    grouped: bool
    total: str


@dataclass(frozen=True)
class Side:
    """One side of a check (vế): the sum of columns of a form, or with none how many people its list holds."""

    form: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class CheckDefinition:
    """Two sides that must agree (phép đối chiếu), in every row or in the total."""

    key: str
    says: str
    by: Literal["row", "total"]
    left: Side
    right: Side


def forms_on(on: date) -> list[FormDefinition]:
    """The forms in use on the day, in the order of their numbers."""
    return [form for form in all_forms() if form.period.contains(on)]


def forms_of(actor: Actor, on: date) -> list[FormDefinition]:
    """What the actor may fill: lists of a class for whoever reads the plan, the others for whoever reads files."""
    read = {"class": holds(actor, Offering, "view")}
    files_read = holds(actor, Cadre, "view")
    return [form for form in forms_on(on) if read.get(form.content, files_read)]


def form_of_or_404(actor: Actor, key: str, on: date) -> FormDefinition:
    found = next((form for form in forms_of(actor, on) if form.key == key), None)
    if found is None:
        raise NotVisible(f"forms.{key} {on}")
    return found


def form_or_404(key: str, on: date) -> FormDefinition:
    found = next((form for form in forms_on(on) if form.key == key), None)
    if found is None:
        raise NotVisible(f"forms.{key} {on}")
    return found


@lru_cache(maxsize=1)
def all_forms() -> tuple[FormDefinition, ...]:
    named = sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".toml"))
    return tuple(_form(_read(name)) for name in named if name != CHECKS)


@lru_cache(maxsize=1)
def all_checks() -> tuple[CheckDefinition, ...]:
    return tuple(
        CheckDefinition(row["key"], row["says"], row["by"], _side(row["left"]), _side(row["right"]))
        for row in _read(CHECKS)["check"]
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _form(row: Mapping[str, Any]) -> FormDefinition:
    return FormDefinition(
        key=row["key"],
        number=row["number"],
        title=row["title"],
        period=Period(row["from"], row.get("to")),
        source=row["source"],
        confidence=row["confidence"],
        content=row["content"],
        system=row["system"],
        columns=tuple(_column(column) for column in row["column"]),
        blocks=tuple(row.get("blocks", ())),
        where=_where(row.get("where", {})),
        grouped=row.get("grouped", False),
        total=row.get("total", ""),
    )


def _column(row: Mapping[str, Any]) -> ColumnDefinition:
    where = _where(row.get("where", {}))
    if not APART.issuperset(where):
        raise ValueError(f"{row['key']}: a column asks about the person alone, not {sorted(where)}")
    only = tuple(row["only"]) if "only" in row else None
    return ColumnDefinition(
        row["key"], tuple(row["path"]), row["width"], where, row.get("of", row["key"]), only
    )


def _where(given: Mapping[str, list[str]]) -> Where:
    return {key: tuple(values) for key, values in given.items()}


def _side(row: Mapping[str, Any]) -> Side:
    return Side(row["form"], tuple(row.get("columns", ())))

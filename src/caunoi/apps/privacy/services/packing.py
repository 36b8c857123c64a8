"""The file of a copy: pages to read, the same as data for programs, and every scan."""

import io
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.cadres.selectors.readers import looks_at
from caunoi.apps.organisation.models import Unit
from caunoi.apps.privacy.selectors.holdings import (
    Held,
    carries_scans,
    everything_about,
    told_columns,
    written_about,
)
from caunoi.foundation import clock
from caunoi.foundation.attachments import store
from caunoi.foundation.audit.models import Reading
from caunoi.foundation.audit.readings import Look
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.policy import system_scope

FORMAT = "caunoi-subject-copy/1"
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
FOLDER = "ban-chup"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
OF_PERSON = {
    "postings": "quá trình công tác",
    "qualifications": "trình độ",
    "ratings": "xếp loại",
    "plans": "quy hoạch",
    "scans": "bản chụp",
}
"""What a record of the audit calls the rows of a person, in words."""
STYLE = files("caunoi.apps.privacy") / "document_templates" / "kieu.css"


@dataclass(frozen=True)
class Packed:
    """A whole copy as one file (tệp bản sao)."""

    content: bytes
    rows: int
    scans: int


@dataclass(frozen=True)
class Part:
    """Rows of one kind as they are read (một phần của bản sao): each row a list of label and text."""

    title: str
    rows: list[list[tuple[str, str]]]


@override("vi")
def pack(subject_id: UUID, on: date) -> Packed:
    held = everything_about(subject_id)
    if not any(each.model is Cadre for each in held):
        raise NotVisible("cadres.Cadre")
    held = [each for each in held if each.model is not Reading]
    told = _Telling(subject_id, held, on)
    looks = looks_at(subject_id)
    written = [_event(event) for event in written_about(held)]
    scans = _scans(held)
    data = {
        "format": FORMAT, "made_on": on.isoformat(), "subject_id": str(subject_id), "demo": bool(settings.DEMO),
        "held": {each.model._meta.label: told.data(each) for each in held},
        "written": written, "read_by": [_look(look) for look in looks], "scans": sorted(scans),
    }  # fmt: skip
    page = render_to_string("privacy/copy.html", _page(subject_id, held, told, written, looks, scans, on))
    content = _zip(page, json.dumps(data, ensure_ascii=False, indent=1), scans)
    return Packed(content, sum(len(each.rows) for each in held) + len(written) + len(looks), len(scans))


class _Telling:
    """Values in words for people, and whole for programs; units by the name of the day."""

    def __init__(self, subject_id: UUID, held: list[Held], on: date) -> None:
        self.subject_id, self.on = subject_id, on
        self.units = unit_labels(_units(held), on)

    def data(self, held: Held) -> list[dict[str, Any]]:
        return [self._row(row) for row in held.rows]

    def _row(self, row: Any) -> dict[str, Any]:
        told = {field.name: _plain(getattr(row, field.attname)) for field in told_columns(type(row))}
        if isinstance(getattr(row, "batch_id", None), UUID):
            told["source_file"] = str(_batch_name(row))
        return told

    def words(self, held: Held) -> list[list[tuple[str, str]]]:
        return [[pair for pair in self._words(row) if pair[1]] for row in held.rows]

    def _words(self, row: Any) -> list[tuple[str, str]]:
        found = [
            (str(field.verbose_name), self._text(row, field))
            for field in told_columns(type(row))
            if not field.primary_key
        ]
        if isinstance(getattr(row, "batch_id", None), UUID):
            found.append((_("tệp nguồn"), str(_batch_name(row))))
        return found

    def _text(self, row: Any, field: Field) -> str:
        value = getattr(row, field.attname)
        if value in (None, "", [], {}):
            return ""
        if field.is_relation:
            return self.units.get(value, "") if field.related_model is Unit else ""
        if field.name == "title_code":
            return title_of(value).name
        if field.choices:
            return str(_(str(getattr(row, f"get_{field.name}_display")())))
        return _in_words(value)


def _batch_name(row: Any) -> str:
    with system_scope("privacy: everything held about one person"):
        return row.batch.file_name


def _units(held: list[Held]) -> set[UUID]:
    return {
        getattr(row, field.attname)
        for each in held
        for field in told_columns(each.model)
        if field.is_relation and field.related_model is Unit
        for row in each.rows
        if getattr(row, field.attname)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | float | bool | list | dict | None):
        return value
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _in_words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, datetime):
        return f"{value.astimezone(clock.HANOI):%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, dict):
        return "; ".join(
            f"{key}: {_in_words(each)}" for key, each in value.items() if each not in (None, "", [])
        )
    if isinstance(value, list | tuple):
        return ", ".join(_in_words(each) for each in value if each not in (None, ""))
    return str(value)


# ---- what was written, who read


def _event(event: Any) -> dict[str, Any]:
    return {
        "seq": event.seq, "at": event.at.isoformat(), "by": event.actor_label, "action": event.action,
        "target": event.target_type, "changes": event.changes, "reason": event.reason,
    }  # fmt: skip


def _look(look: Look) -> dict[str, Any]:
    return {
        "day": look.day.isoformat(), "by": look.reader_label, "roles": look.roles, "way": look.way,
        "need": look.need, "reason": look.reason,
    }  # fmt: skip


def _change_words(event: dict[str, Any]) -> str:
    return "; ".join(
        f"{name}: {_in_words(pair[0]) or '–'} → {_in_words(pair[1]) or '–'}"
        for name, pair in event["changes"].items()
        if isinstance(pair, list) and len(pair) == 2
    )


def _spoken(model_label: str, name: str) -> str:
    model: type[Model] = apps.get_model(model_label)
    return next(
        (str(f.verbose_name) for f in model._meta.concrete_fields if f.name == name),
        OF_PERSON.get(name, name),
    )


# ---- the file


def _scans(held: list[Held]) -> dict[str, bytes]:
    """Every scan under a name of its own; one that is damaged is said instead of silently left out."""
    found: dict[str, bytes] = {}
    for each in held:
        if carries_scans(each.model):
            named = [row for row in each.rows if row.sha256]
            for number, scan in enumerate(named, start=1):
                name = f"{FOLDER}/{each.model._meta.model_name}-{number}"
                try:
                    found[f"{name}.{ENDINGS.get(scan.media_type, 'bin')}"] = store.get(scan.sha256)
                except Refused as fault:
                    found[f"{name}.txt"] = fault.reason.encode()
    return found


def _page(
    subject_id: UUID, held: list[Held], told: _Telling, written: list[Any], looks: list[Look],
    scans: dict[str, bytes], on: date,
) -> dict[str, Any]:  # fmt: skip
    cadre = next(each.rows[0] for each in held if each.model is Cadre)
    return {
        "name": cadre.full_name,
        "number": cadre.number,
        "on": on,
        "demo": settings.DEMO,
        "parts": [Part(str(each.model._meta.verbose_name), told.words(each)) for each in held],
        "written": [
            {**event, "at": datetime.fromisoformat(event["at"]), "told": _spoken_changes(event)}
            for event in written
        ],
        "looks": looks,
        "scans": sorted(scans),
    }


def _spoken_changes(event: dict[str, Any]) -> str:
    named = {_spoken(event["target"], name): pair for name, pair in event["changes"].items()}
    return _change_words({"changes": named})


def _zip(page: str, data: str, scans: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc-truoc.html", page)
        archive.writestr("kieu.css", STYLE.read_bytes())
        archive.writestr("du-lieu.json", data)
        for name, content in scans.items():
            archive.writestr(name, content)
    return out.getvalue()

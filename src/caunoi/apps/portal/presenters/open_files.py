"""The open table as files others can check: CSV, JSON, and what describes them (Table Schema, CSVW, DCAT-AP).

They are in Vietnamese for everybody: a file is the same whoever asks for it.
"""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from caunoi.apps.portal.limits import fewest, licence
from caunoi.apps.portal.selectors import ALL, OUTCOMES, OpenRow

HOME, CSV, JSON = "/du-lieu-mo/", "chuan.csv", "chuan.json"
CSVW, PACKAGE, CATALOGUE = "chuan.csv-metadata.json", "datapackage.json", "danh-muc.jsonld"
KINDS = {
    CSV: "text/csv; charset=utf-8",
    JSON: "application/json; charset=utf-8",
    CSVW: "application/csvm+json; charset=utf-8",
    PACKAGE: "application/json; charset=utf-8",
    CATALOGUE: "application/ld+json; charset=utf-8",
}
KEY = ["on", "unit_code", "outcome"]
TYPES = {"year": "integer", "on": "date", "people": "integer", "withheld": "boolean", "sample": "boolean"}
MAY_BE_EMPTY = {"unit_code", "people"}
COLUMNS = ("year", "on", "unit_code", "unit", "outcome", "people", "withheld", "sample")


def written(name: str, rows: Sequence[OpenRow], *, today: date, address: str) -> bytes:
    """One of the files; ``address`` is where this product is reached, for what must be said in full."""
    if name == CSV:
        return _csv(rows)
    told = {
        JSON: lambda: {**_about(today), "data": [record(row) for row in rows]},
        CSVW: lambda: _csvw(today),
        PACKAGE: lambda: _package(rows, today),
        CATALOGUE: lambda: _catalogue(rows, today, address + HOME.removeprefix("/")),
    }[name]()
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def record(row: OpenRow) -> dict[str, Any]:
    return {
        "year": row.on.year,
        "on": row.on.isoformat(),
        "unit_code": row.unit_code,
        "unit": row.unit or "Toàn tỉnh",
        "outcome": row.outcome,
        "people": row.people,
        "withheld": row.people is None,
        "sample": settings.DEMO,
    }


def _csv(rows: Sequence[OpenRow]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in record(row).values()] for row in rows)
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def titles() -> dict[str, str]:
    """What each column says."""
    return {
        "year": "Năm",
        "on": "Ngày chốt số liệu",
        "unit_code": "Mã đơn vị; trống là toàn tỉnh",
        "unit": "Đơn vị",
        "outcome": "Kết luận: met đạt, not_met chưa đạt, in_transition đang chuyển tiếp, unknown chưa rõ, all tất cả",
        "people": "Số cán bộ chủ chốt cấp xã; trống khi bị che",
        "withheld": "Bị che, để không chỉ ra một người cụ thể",
        "sample": "Dữ liệu mẫu, không phải số thật",
    }


def name_of_table() -> str:
    name = _("Cán bộ chủ chốt cấp xã theo chuẩn, theo năm và đơn vị")
    return f"{_('DỮ LIỆU MẪU')} · {name}" if settings.DEMO else name


def _about(today: date) -> dict[str, Any]:
    known = licence(today)
    return {
        "title": name_of_table(),
        "licence": {"name": known.name, "url": known.url},
        "fewest": fewest(today),
        "sample": settings.DEMO,
    }


def _schema() -> dict[str, Any]:
    fields = [
        {"name": name, "type": TYPES.get(name, "string"), "title": title, "constraints": _constraints(name)}
        for name, title in titles().items()
    ]
    return {"fields": fields, "primaryKey": KEY, "missingValues": [""]}


def _constraints(name: str) -> dict[str, Any]:
    asked: dict[str, Any] = {} if name in MAY_BE_EMPTY else {"required": True}
    if name == "outcome":
        asked["enum"] = [*OUTCOMES, ALL]
    return {**asked, "minimum": 0} if name == "people" else asked


def _package(rows: Sequence[OpenRow], today: date) -> dict[str, Any]:
    known = licence(today)
    table = {
        "name": "chuan", "path": CSV, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "profile": "tabular-data-resource", "schema": _schema(), "bytes": len(_csv(rows)),
    }  # fmt: skip
    return {
        "profile": "tabular-data-package",
        "name": "cau-noi-chuan-can-bo-cap-xa",
        "title": name_of_table(),
        "description": _withholding(today),
        "licenses": [{"name": known.name.replace(" ", "-"), "path": known.url, "title": known.name}],
        "resources": [table],
    }


def _withholding(today: date) -> str:
    told = (
        "Số dưới %(fewest)d người được che, và che thêm các ô khác sao cho không ai trừ ra được. "
        "Ô bị che ở một năm thì che ở mọi năm trên cùng bản đồ đơn vị."
    )
    return told % {"fewest": fewest(today)}


def _csvw(today: date) -> dict[str, Any]:
    columns = [
        {"name": name, "titles": name, "dc:description": title, "datatype": TYPES.get(name, "string"),
         "required": name not in MAY_BE_EMPTY}
        for name, title in titles().items()
    ]  # fmt: skip
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "vi"}],
        "url": CSV,
        "dc:title": name_of_table(),
        "dc:license": {"@id": licence(today).url},
        "dialect": {"header": True, "encoding": "utf-8"},
        "tableSchema": {"columns": columns, "primaryKey": ["on", "outcome", "unit"]},
    }


def _catalogue(rows: Sequence[OpenRow], today: date, home: str) -> dict[str, Any]:
    """DCAT-AP: one catalogue, one data set, its two distributions, each described by a schema."""
    words = {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
    }
    publisher = {"@type": "foaf:Agent", "foaf:name": _said("Tỉnh, qua Cầu Nối")}
    data = {
        "@id": f"{home}#chuan", "@type": "dcat:Dataset", "dct:title": _said(name_of_table()),
        "dct:description": _said(_withholding(today)), "dct:publisher": publisher,
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/ANNUAL"},
        "dct:temporal": _span(rows),
        "dcat:distribution": [_distribution(home, name, today) for name in (CSV, JSON)],
    }  # fmt: skip
    return {
        "@context": words, "@id": home, "@type": "dcat:Catalog", "dct:title": _said("Dữ liệu mở của tỉnh"),
        "dct:description": _said("Số liệu đã công bố, không có người nào."), "dct:publisher": publisher,
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/VIE"},
        "dct:license": {"@id": licence(today).url}, "dcat:dataset": [data],
    }  # fmt: skip


def _said(words: str) -> dict[str, str]:
    return {"@language": "vi", "@value": words}


def _span(rows: Sequence[OpenRow]) -> dict[str, Any]:
    days = [row.on for row in rows]
    if not days:
        return {"@type": "dct:PeriodOfTime"}
    told = {"dcat:startDate": date(min(days).year, 1, 1), "dcat:endDate": max(days)}
    kind = "http://www.w3.org/2001/XMLSchema#date"
    return {"@type": "dct:PeriodOfTime"} | {
        name: {"@type": kind, "@value": day.isoformat()} for name, day in told.items()
    }


def _distribution(home: str, name: str, today: date) -> dict[str, Any]:
    return {
        "@id": f"{home}{name}", "@type": "dcat:Distribution", "dct:title": _said(name),
        "dcat:accessURL": {"@id": home}, "dcat:downloadURL": {"@id": f"{home}{name}"},
        "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/" + KINDS[name].split(";")[0]},
        "dct:license": {"@id": licence(today).url},
        "dct:conformsTo": {"@id": f"{home}{CSVW if name == CSV else PACKAGE}"},
    }  # fmt: skip

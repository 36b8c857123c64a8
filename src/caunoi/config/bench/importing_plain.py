"""What most programs do with a list of people: openpyxl row by row, an object for each, one ``bulk_create`` a table."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl

RECORDED = datetime(2020, 8, 31, tzinfo=UTC)
HEADING = "Họ và tên"
LEVELS = {
    "Giáo dục phổ thông": "general_education",
    "Chuyên môn": "professional",
    "Lý luận chính trị": "political_theory",
    "Quản lý nhà nước": "state_management",
    "Tin học": "it",
    "Ngoại ngữ": "foreign_language",
    "Tiếng dân tộc": "ethnic_language",
    "Quốc phòng – an ninh": "defence",
}


def openpyxl_and_bulk_create(file: Path) -> None:
    """The same columns into the same tables; nothing is checked, matched, recorded or to be taken back."""
    from caunoi.apps.cadres.models import Cadre, Posting, Qualification, Rating

    rows = _rows(file)
    custodian = Cadre._base_manager.values_list("custodian_id", flat=True)[0]
    people = [_person(row, custodian) for row in rows]
    pairs = list(zip(rows, people, strict=True))
    posts = [_post(row, cadre, custodian) for row, cadre in pairs]
    levels = [level for row, cadre in pairs for level in _levels(row, cadre)]
    ratings = [_rating(row, cadre) for row, cadre in pairs if row["Xếp loại"]]
    for model, objects in ((Cadre, people), (Posting, posts), (Qualification, levels), (Rating, ratings)):
        model._base_manager.bulk_create(objects)


def _rows(file: Path) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(file, read_only=True).worksheets[0]
    lines = list(sheet.iter_rows(values_only=True))
    at = next(place for place, line in enumerate(lines) if HEADING in line)
    return [dict(zip(lines[at], line, strict=False)) for line in lines[at + 1 :] if any(line)]


def _person(row: dict[str, Any], custodian: Any) -> Any:
    from caunoi.apps.cadres.models import Cadre
    from caunoi.apps.cadres.services.names import identity_index, key_columns
    from caunoi.domain.vocabulary.vietnamese import PartialDate

    number = row["Số định danh"] or ""
    birth = row["Ngày sinh"]
    born: Any = PartialDate.of(birth) if isinstance(birth, date) else None
    return Cadre(
        # A number of its own, so that people already known can be written beside themselves.
        number=f"R{row['Số hiệu']}"[:20],
        full_name=row[HEADING],
        birth=born,
        sex="nu" if row["Giới tính"] == "Nữ" else "nam",
        ethnicity=row["Dân tộc"] or "",
        identity_number=number,
        identity_index=identity_index(number),
        is_party_member=bool(row["Đảng viên"]),
        custodian_id=custodian,
        **key_columns(row[HEADING]),
    )


def _post(row: dict[str, Any], cadre: Any, unit: Any) -> Any:
    from caunoi.apps.cadres.models import Posting

    start = row["Từ ngày"]
    return Posting(
        cadre=cadre,
        title_code=row["Chức danh"][:12],
        unit_id=unit,
        valid_from=start.date() if isinstance(start, datetime) else RECORDED.date(),
        decision=row["Quyết định"] or "",
        recorded_at=RECORDED,
    )


def _levels(row: dict[str, Any], cadre: Any) -> list[Any]:
    from caunoi.apps.cadres.models import Qualification

    held = [(kind, row[title]) for title, kind in LEVELS.items() if row[title]]
    trainings = [("specialised", part) for part in (row["Bồi dưỡng nghiệp vụ"] or "").split("; ") if part]
    return [
        Qualification(cadre=cadre, kind=kind, level=level[:40], recorded_at=RECORDED)
        for kind, level in [*held, *trainings]
    ]


def _rating(row: dict[str, Any], cadre: Any) -> Any:
    from caunoi.apps.cadres.models import Rating

    return Rating(cadre=cadre, year=int(row["Năm xếp loại"]), grade=row["Xếp loại"][:4], recorded_at=RECORDED)

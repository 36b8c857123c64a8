"""The catalogue as its files say it: read strictly, every mistake with its place and its cure."""

from collections.abc import Collection, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from caunoi.domain.eligibility.reading import CONFIDENCES, Entry, UnreadableRule, read_toml
from caunoi.domain.eligibility.terms import load_terms

ANY_FIELD = "*"
Row = dict[str, Any]
PROGRAMME_KEYS = {
    "code", "name", "form", "hours", "weeks", "away_weeks", "min_size", "max_size", "closes", "requires",
    "prerequisite", "costs", "venue_kinds", "from", "to", "source", "confidence",
}  # fmt: skip
LECTURER_KEYS = {"code", "name", "programmes", "at_once", "weeks", "from", "to", "source", "confidence"}
VENUE_KEYS = {"code", "name", "kind", "unit", "rooms", "seats", "from", "to", "source"}


def training_folder() -> Traversable:
    return files("caunoi.regulations") / "training"


def programme_rows(folder: Traversable | None = None) -> list[Row]:
    """Programmes with their cost items written out."""
    data = read_toml((folder or training_folder()) / "programmes.toml")
    items = {row["code"]: row for row in data["cost"]}
    return [_programme(row, items) for row in data["programme"]]


def venue_rows(folder: Traversable | None = None) -> list[Row]:
    data = read_toml((folder or training_folder()) / "venues.toml")
    return [_venue(Entry(row, f"Tệp venues.toml, cơ sở {row.get('code', '?')}")) for row in data["venue"]]


def lecturer_rows(folder: Traversable | None = None) -> list[Row]:
    """Pools of lecturers; a programme taught by two pools on a day would leave open who teaches."""
    known = {row["code"] for row in programme_rows(folder)}
    data = read_toml((folder or training_folder()) / "lecturers.toml")["lecturer"]
    return [
        _lecturer(Entry(row, f"Tệp lecturers.toml, tổ {row.get('code', '?')}"), known, data) for row in data
    ]


def _programme(row: Mapping[str, Any], items: Mapping[str, Any]) -> Row:
    entry = Entry(row, f"Tệp programmes.toml, chương trình {row.get('code', '?')}")
    _refuse_strange(entry, PROGRAMME_KEYS)
    if row.get("confidence") not in CONFIDENCES:
        raise entry.fault("thiếu độ tin cậy.", f"ghi một trong: {', '.join(CONFIDENCES)}.")
    closes = [_closing(entry, each) for each in row.get("closes", [])]
    return {
        "code": row["code"],
        "valid_from": row["from"],
        "valid_to": row.get("to"),
        "name": row["name"],
        "form": row["form"],
        "hours": row["hours"],
        "weeks": row["weeks"],
        "away_weeks": row.get("away_weeks", row["weeks"]),
        "min_size": row["min_size"],
        "max_size": row["max_size"],
        "closes": closes,
        "requires": [dict(each) for each in row.get("requires", [])],
        "prerequisite_code": row.get("prerequisite", ""),
        "costs": [_cost(entry, each, items) for each in row["costs"]],
        "venue_kinds": list(row["venue_kinds"]),
        "source": row["source"],
        "confidence": row["confidence"],
    }


def _closing(entry: Entry, given: Mapping[str, Any]) -> Row:
    """What finishing gives, by the same words as the standards."""
    terms, what = load_terms(), given["what"]
    if what in terms.scales:
        if given.get("level") not in terms.scales[what].ranks:
            raise entry.fault(
                f"“{given.get('level')}” không có trong thang {what}.", "dùng mã mức của thang."
            )
        return {"what": what, "level": given["level"]}
    known = {"trained": terms.trainings, "professional_field": {**terms.fields, ANY_FIELD: None}}
    if given.get("value") not in known.get(what, {}):
        raise entry.fault(f"không hiểu “{what} = {given.get('value')}”.", "dùng mã trong scales.toml.")
    return {"what": what, "value": given["value"]}


def _cost(entry: Entry, given: Mapping[str, Any], items: Mapping[str, Any]) -> Row:
    item = items.get(given["code"])
    if item is None:
        raise entry.fault(f"không có khoản chi “{given['code']}”.", "thêm [[cost]] hoặc sửa mã.")
    row = {**item, **given}
    for value, ceiling in (("amount", "ceiling"), ("percent", "ceiling_percent")):
        if value in row and row[value] > row.get(ceiling, row[value]):
            what = f"khoản “{row['item']}” là {row[value]}, quá mức trần {row[ceiling]}."
            raise entry.fault(what, f"giảm xuống mức trần: {row['clause']}")
    return row


def _refuse_strange(entry: Entry, known: set[str]) -> None:
    """A misspelt key must not silently do nothing."""
    if extra := sorted(set(entry.table) - known):
        raise entry.fault(f"không hiểu mục “{', '.join(extra)}”.", "xóa đi hoặc sửa lại tên mục cho đúng.")


def _venue(entry: Entry) -> Row:
    _refuse_strange(entry, VENUE_KEYS)
    row = entry.table
    return {
        "code": row["code"],
        "valid_from": row["from"],
        "valid_to": row.get("to"),
        "name": row["name"],
        "kind": row["kind"],
        "unit": row["unit"],
        "rooms": row["rooms"],
        "seats": row["seats"],
        "source": row["source"],
    }


def _lecturer(entry: Entry, known: Collection[str], others: Sequence[Mapping[str, Any]]) -> Row:
    row = entry.table
    _refuse_strange(entry, LECTURER_KEYS)
    if unknown := sorted(set(row["programmes"]) - set(known)):
        raise entry.fault(f"không có chương trình “{', '.join(unknown)}”.", "sửa mã chương trình.")
    if row["at_once"] < 1:
        raise entry.fault("at_once phải từ 1.", "ghi số lớp tổ dạy được cùng lúc, hoặc bỏ tổ này.")
    shared = [code for code in row["programmes"] if sum(code in each["programmes"] for each in others) > 1]
    if shared:
        raise entry.fault(f"hai tổ cùng dạy “{', '.join(shared)}”.", "để mỗi chương trình ở một tổ.")
    return {
        "code": row["code"],
        "valid_from": row["from"],
        "valid_to": row.get("to"),
        "name": row["name"],
        "programmes": list(row["programmes"]),
        "at_once": row["at_once"],
        "weeks": row.get("weeks"),
        "source": row["source"],
        "confidence": row["confidence"],
    }


__all__ = ["UnreadableRule", "lecturer_rows", "programme_rows", "training_folder", "venue_rows"]

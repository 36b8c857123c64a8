"""Words every question to the API may carry (tham số), described once: the day, the unit."""

from typing import Any

from ninja import Query

IN_OUR_YEARS = r"^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
A_DAY: dict[str, Any] = {
    "anyOf": [{"type": "string", "format": "date", "pattern": IN_OUR_YEARS}, {"const": ""}]
}
SAID = "Ngày cần xem, dạng 2020-08-31; bỏ trống là hôm nay"


def day(words: str = SAID, **more: Any) -> Any:
    """A day in the query: as ISO 8601 writes it, or nothing."""
    return described(Query("", description=words, **more), A_DAY)


def described(asked: Any, schema: dict[str, Any]) -> Any:
    """A parameter whose values the description narrows further; what does not fit is refused by who reads it."""
    asked.json_schema_extra.update(schema)
    return asked


ON = day()
UNIT = Query("", max_length=60, description="Mã đơn vị trong ngày ấy; lấy cả đơn vị bên dưới")

"""The rows behind the figures of seats: a row a seat, a row a post, a row a person."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.selectors import Holder, SeatRow, SeatTable, title_of
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.figures.registry import Row

Rows = Callable[[SeatTable], Iterator[Row]]
Holders = Callable[[SeatTable], Sequence[Holder]]
Counting = Callable[[SeatRow], int | None]


def seats(count: Counting, of: str) -> Rows:
    """A row for each seat: numbered, with those who sit in seats of this title there."""

    def rows(table: SeatTable) -> Iterator[Row]:
        for row in getattr(table, of):
            many = count(row) or 0
            for place in range(1, many + 1):
                yield _seat_row(table, row, place, many)

    return rows


def _seat_row(table: SeatTable, row: SeatRow, place: int, many: int) -> Row:
    names = "; ".join(f"{holder.full_name}{_how(holder)}" for holder in row.holders)
    cells = (*_place(table, row), row.name, f"{place}/{many}", _filling(row), names or _("không có ai"))
    return Row(
        f"{row.unit_id}:{row.title_code or row.block}:{place}",
        cells,
        f"/don-vi/{row.unit_id}/?ngay={table.on.isoformat()}",
    )


def _filling(row: SeatRow) -> str:
    """How many hold it, of how many seats: "2/1" is one too many."""
    filling = row.filling
    return (
        _("%(held)s, chưa ghi số chỗ") % {"held": filling.filled}
        if filling.allowed is None
        else f"{filling.filled}/{filling.allowed}"
    )


def _place(table: SeatTable, row: SeatRow | Holder) -> tuple[str, str]:
    district = table.tree.district_of(row.unit_id)
    above = district.full_name if district and district.id != row.unit_id else ""
    return table.labels.get(row.unit_id, ""), above


def _how(holder: Holder) -> str:
    return "" if holder.kind == PostingKind.MAIN else f" ({_(PostingKind(holder.kind).label)})"


def posts_of(holders: Holders) -> Rows:
    def rows(table: SeatTable) -> Iterator[Row]:
        for each in holders(table):
            title, kind = title_of(each.title_code).name, _(PostingKind(each.kind).label)
            cells = (
                each.full_name,
                title,
                kind,
                *_place(table, each),
                format_date(each.since),
                each.decision,
            )
            yield Row(str(each.posting_id), cells, f"/can-bo/{each.cadre_id}/")

    return rows


def people_of(holders: Holders) -> Rows:
    """Each person once, with all posts of the day in words."""

    def rows(table: SeatTable) -> Iterator[Row]:
        theirs: dict[Any, list[Holder]] = {}
        for each in holders(table):
            theirs.setdefault(each.cadre_id, []).append(each)
        for cadre_id, posts in theirs.items():
            words = [f"{title_of(post.title_code).name}{_how(post)}" for post in posts]
            units = dict.fromkeys(_place(table, post)[0] for post in posts)
            yield Row(
                str(cadre_id),
                (posts[0].full_name, "; ".join(words), "; ".join(units)),
                f"/can-bo/{cadre_id}/",
            )

    return rows


def seated(table: SeatTable) -> list[Holder]:
    return [holder for row in table.rows if row.seat for holder in row.seated]


def heads(table: SeatTable) -> list[Holder]:
    return [holder for row in table.staff for holder in row.heads]


def acting(table: SeatTable) -> list[Holder]:
    return [holder for row in table.rows for holder in row.acting]


def uncounted(table: SeatTable) -> Iterator[Row]:
    for row in table.rows:
        if row.seat is None:
            names = "; ".join(f"{holder.full_name}{_how(holder)}" for holder in row.holders)
            cells = (*_place(table, row), row.name, "", _filling(row), names)
            yield Row(
                f"{row.unit_id}:{row.title_code}",
                cells,
                f"/don-vi/{row.unit_id}/?ngay={table.on.isoformat()}",
            )

"""What keeping two clocks costs: reading everybody as known then and now, writing with and without the old states."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from caunoi.config.bench.measure import Case

WRITTEN, QUICK = 3_000, 1_000


class _NotKept(Exception):
    """Rolls back what was written to be measured."""


def cases(quick: bool) -> list[Case]:
    from caunoi.foundation.audit.selectors import head

    many = QUICK if quick else WRITTEN
    seq = head()[0]
    return [
        Case(
            "đọc mọi người với chức danh, như đã biết ở giữa sổ", _people(), lambda: _read_at(seq // 2),
            {"như biết hôm nay": _read},
        ),
        Case(
            f"sửa điện thoại của {many} người", many, lambda: _written(many, keeping=True),
            {"không giữ trạng thái cũ": lambda: _written(many, keeping=False)}, rounds=3,
        ),
        Case(
            f"thêm {many} dòng trình độ", many, lambda: _added(many, keeping=True),
            {"không giữ trạng thái cũ": lambda: _added(many, keeping=False)}, rounds=3,
        ),
    ]  # fmt: skip


def _people() -> int:
    from caunoi.apps.cadres.models import Cadre
    from caunoi.foundation.policy import system_scope

    with system_scope("bench: count"):
        return int(Cadre.objects.count())


def _read() -> list[Any]:
    from caunoi.apps.cadres.models import Cadre
    from caunoi.foundation.policy import system_scope

    with system_scope("bench: read everybody"):
        return list(Cadre.objects.values_list("full_name", "postings__title_code", "postings__unit_id"))


def _read_at(seq: int) -> list[Any]:
    from caunoi.foundation.system_time import Point, as_known

    with as_known(Point(seq)):
        return _read()


def _written(many: int, *, keeping: bool) -> None:
    def update() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE cadres_cadre SET phone = '0900' || substr(full_name, 1, 3) "
                "WHERE id IN (SELECT id FROM cadres_cadre ORDER BY id LIMIT %s)",
                [many],
            )

    _rolled_back(update, keeping)


def _added(many: int, *, keeping: bool) -> None:
    from caunoi.apps.cadres.models import Cadre, Qualification
    from caunoi.foundation import clock
    from caunoi.foundation.db.bulk import insert_rows
    from caunoi.foundation.policy import system_scope

    def insert() -> None:
        with system_scope("bench: write"):
            keys = list(Cadre.objects.values_list("pk", flat=True)[:many])
        said = {"kind": "it", "level": "co_ban", "recorded_at": clock.now()}
        insert_rows(Qualification, [{"id": uuid4(), "cadre_id": key, **said} for key in keys])

    _rolled_back(insert, keeping)


def _rolled_back(write: Callable[[], None], keeping: bool) -> None:
    """In a transaction that never was; without the triggers where nothing is to be kept."""
    from caunoi.foundation.system_time.shadows import drop_triggers

    try:
        with transaction.atomic():
            if not keeping:
                drop_triggers(plan=("bench",))
            write()
            raise _NotKept
    except _NotKept:
        return

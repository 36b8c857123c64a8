"""Truths about units, looked for over the whole register: the same checks that guard every write."""

from collections import Counter
from collections.abc import Callable, Iterator

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.models import UnitVersion, keys_of
from caunoi.domain.lineage import check
from caunoi.foundation.invariants import Invariant

TRUTHS = {
    "lineage.overlap": "Không đơn vị nào có hai phiên bản trong cùng một ngày",
    "lineage.gap": "Không đơn vị nào đứt quãng giữa hai phiên bản",
    "lineage.code_twice": "Không mã nào chỉ hai đơn vị trong cùng một ngày",
    "lineage.level": "Đơn vị cấp trên luôn ở cấp cao hơn",
    "lineage.parent_missing": "Đơn vị cấp trên có từ ngày đơn vị cấp dưới bắt đầu",
    "lineage.child_outlives_parent": "Không đơn vị nào còn lại khi đơn vị cấp trên đã chấm dứt",
    "lineage.predecessor_missing": "Đơn vị trước của mọi biến động có đến ngày biến động",
    "lineage.successor_missing": "Đơn vị sau của mọi biến động có vào ngày biến động",
    "lineage.lives_on": "Đơn vị đã nhập hết vào nơi khác thì không còn phiên bản",
    "lineage.lost": "Đơn vị đã chấm dứt đều có ghi biến động",
    "lineage.cycle": "Không đơn vị nào là kế thừa của chính mình qua đơn vị khác",
}


def invariants() -> list[Invariant]:
    truths = [Invariant(told, _searching(code)) for code, told in TRUTHS.items()]
    return [
        *truths,
        Invariant("Đơn vị nào cũng có ít nhất một phiên bản", _units_without_version),
        Invariant("Khóa tìm và khóa xếp của mọi đơn vị đúng với tên", _stale_keys),
    ]


def _searching(code: str) -> Callable[[], Iterator[str]]:
    def search() -> Iterator[str]:
        return (fault.message for fault in check(selectors.read_register().lineage) if fault.code == code)

    return search


def _units_without_version() -> Iterator[str]:
    register = selectors.read_register()
    held = Counter(version.unit for version in register.lineage.versions)
    return (
        f"{slug}: chưa có phiên bản nào. Ghi tên, loại và ngày bắt đầu."
        for slug in register.ids
        if not held[slug]
    )


def _stale_keys() -> Iterator[str]:
    for version in UnitVersion.objects.all().iterator(chunk_size=2000):
        right = keys_of(version.name)
        if (version.search_key, version.sort_key) != (right["search_key"], right["sort_key"]):
            yield f"{version.full_name} ({version.valid_from}): khóa tìm không đúng với tên. Ghi lại tên đơn vị."

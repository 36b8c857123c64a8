"""``caunoi bench``: the product and its references, in turn, in one run, as ratios (đo tốc độ)."""

import json
import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from caunoi.config.bench import (
    changes,
    country,
    duplicates,
    explaining,
    forms,
    importing,
    known,
    leader,
    pages,
    placing,
    plan_set,
    planner,
    replanning,
    reviews,
    standards,
    territory,
    weak_line,
)
from caunoi.config.bench.measure import Case, Rows, describe_machine
from caunoi.domain.allocation.generate import SIZES
from caunoi.foundation.commandline import Output, arg, command


def _by_size(cases: Callable[[bool], Iterable[Case]]) -> Callable[[Namespace], Iterable[Rows]]:
    """A bench that is told nothing but whether to be quick."""
    return lambda options: cases(options.quick)


BENCHES: dict[str, tuple[str, Callable[[Namespace], Iterable[Rows]]]] = {
    "standards": ("đánh giá tiêu chuẩn: quét bộ nhớ, SQL, ORM", _by_size(standards.cases)),
    "import": ("nhập Excel: openpyxl cùng bulk_create", _by_size(importing.cases)),
    "known": ("hai mốc thời gian: không giữ trạng thái cũ", _by_size(known.cases)),
    "changes": ("vì sao con số thay đổi: từng người một, chỉ đọc hai ngày", _by_size(changes.cases)),
    "reviews": ("chốt một đợt rà soát: chỉ đọc và chấm, từng người một", _by_size(reviews.cases)),
    "leader": (
        "trang lãnh đạo, ma trận, bảng chéo, tài liệu họp: trang trống, đọc riêng các dòng",
        _by_size(leader.cases),
    ),
    "forms": ("biểu mẫu 1.368 dòng thành Excel và PDF: openpyxl trần, typst trần", _by_size(forms.cases)),
    "pages": ("trang danh sách: trang trống", _by_size(pages.cases)),
    "territory": ("đơn vị cả nước qua thời gian: đọc hết các dòng", _by_size(territory.cases)),
    "duplicates": ("hồ sơ trùng: so từng cặp, nhóm theo tên và ngày sinh", _by_size(duplicates.cases)),
    "weak-line": ("trang trên đường truyền yếu: giới hạn đọc được", _by_size(weak_line.cases)),
    "plan": ("bài toán kế hoạch: HiGHS, CP-SAT, SCIP trên mô hình viết thẳng", planner.cases),
    "plan-set": (
        "bài toán đã công bố trong một thư mục: HiGHS, CP-SAT, SCIP, giá trị tốt nhất đã biết",
        plan_set.cases,
    ),
    "placement": ("xếp người khi lớp đã cố định: HiGHS, CP-SAT, SCIP trên mô hình viết thẳng", placing.cases),
    "replan": ("điều chỉnh kế hoạch sau biến cố: tìm kế hoạch gốc", replanning.cases),
    "explain": ("lý do chưa được xếp: tìm kế hoạch gốc", explaining.cases),
    "country": ("cả nước: nhiều tỉnh giải cạnh nhau bởi nhiều tiến trình", country.cases),
}
COLUMNS = (
    "bench",
    "case",
    "n",
    "min_ms",
    "median_ms",
    "max_ms",
    "cpu_ms",
    "reference",
    "ratio",
    "ratio_min",
    "ratio_max",
    "cpu_ratio",
    "noisy",
)
OF_PLANS = (
    "bench",
    "case",
    "n",
    "reference",
    "status",
    "value",
    "bound",
    "gap_percent",
    "first_plan_s",
    "to_1_percent_s",
    "wall_s",
    "cpu_s",
    "rss_mb",
    "value_ratio",
    "ratio",
    "noisy",
    "fault",
)
OF_SETS = (
    "case", "n", "reference", "status", "value", "best", "off_percent", "worst_percent", "bound", "gap_percent",
    "to_1_percent_s", "wall_s", "cpu_s", "rss_mb", "noisy", "fault",
)  # fmt: skip
OF_REPLANS = (
    "case", "n", "status", "kept", "hit", "changed", "changed_bound", "moved", "moved_bound", "moved_percent",
    "gone_percent", "everywhere", "value", "gap_percent", "wall_s", "cpu_s", "ratio", "cpu_ratio", "noisy", "fault",
)  # fmt: skip
OF_REASONS = (
    "case", "n", "unserved", "reasons", "confirmed", "rules", "wall_s", "cpu_s", "percent", "cpu_percent", "noisy",
    "fault",
)  # fmt: skip
TOLD_BY = {
    "value_ratio": OF_PLANS, "off_percent": OF_SETS, "moved": OF_REPLANS, "confirmed": OF_REASONS,
}  # fmt: skip
"""The columns of a table, by a column that only its rows have; all other rows are told by their time."""


@command(
    "",
    "bench",
    arg("name", nargs="?", choices=["list", "all", *BENCHES], default="all", help="phép đo"),
    arg("--quick", action="store_true", help="cỡ nhỏ, dưới một phút"),
    arg("--json", dest="json_file", help="ghi kết quả ra tệp"),
    arg(
        "--size",
        nargs="+",
        choices=list(SIZES),
        help="plan, placement, country, replan, explain: cỡ tỉnh giả lập",
    ),
    arg("--time", type=float, help="số giây cho mỗi lượt giải"),
    arg("--file", help="plan: bài toán trong tệp thay cho tỉnh giả lập"),
    arg("--dir", help="plan-set: thư mục bài toán, tệp JSON hoặc tệp số của nơi công bố"),
    arg("--best", help="plan-set: bảng giá trị đã công bố; để trống là published.tsv trong thư mục ấy"),
    arg("--only", nargs="+", help="plan-set: chỉ những bài có tên theo mẫu này, như gap-c*"),
    arg(
        "--ref",
        type=planner.engines,
        help="plan, placement, plan-set: mốc so sánh, cách nhau bởi dấu phẩy: highs,cpsat,scip",
    ),
    arg("--pieces", type=int, help="country: số tỉnh"),
    arg("--workers", type=int, help="country: số tiến trình giải cạnh nhau"),
    arg("--database", metavar="ADDRESS", help="country: một PostgreSQL trống; để trống là SQLite tạm"),
    help="Đo tốc độ so với mốc, cùng một lần chạy",
)
def bench(options: Namespace, output: Output) -> int:
    if options.name == "list":
        output.rows(["bench", "what"], [(name, told) for name, (told, _) in BENCHES.items()])
        return 0
    chosen = list(BENCHES) if options.name == "all" else [options.name]
    rows = [row for name in chosen for case in BENCHES[name][1](options) for row in case.rows(name)]
    for columns, shown in _tables(rows):
        output.rows(columns, [[row.get(column) for column in columns] for row in shown])
    if options.json_file:
        kept = {"machine": describe_machine(), "load": os.getloadavg(), "rows": rows}
        Path(options.json_file).write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if any(row.get("wrong") for row in rows) else 0


def _tables(rows: list[dict[str, Any]]) -> Iterator[tuple[Sequence[str], list[dict[str, Any]]]]:
    """Plans are told by value and bound, everything else by its time."""
    others = [row for row in rows if not TOLD_BY.keys() & row.keys()]
    tables: list[tuple[Sequence[str], list[dict[str, Any]]]] = [(COLUMNS, others)]
    tables += [(columns, [row for row in rows if key in row]) for key, columns in TOLD_BY.items()]
    yield from ((columns, shown) for columns, shown in tables if shown)

"""``caunoi bench``: the product and its references, in turn, in one run, as ratios (đo tốc độ)."""

import json
import os
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path

from caunoi.config.bench import (
    changes,
    duplicates,
    forms,
    importing,
    known,
    leader,
    pages,
    planner,
    reviews,
    standards,
    territory,
    weak_line,
)
from caunoi.config.bench.measure import Case, describe_machine
from caunoi.foundation.commandline import Output, arg, command

BENCHES: dict[str, tuple[str, Callable[[bool], Iterable[Case]]]] = {
    "standards": ("đánh giá tiêu chuẩn: quét bộ nhớ, SQL, ORM", standards.cases),
    "import": ("nhập Excel: openpyxl cùng bulk_create", importing.cases),
    "known": ("hai mốc thời gian: không giữ trạng thái cũ", known.cases),
    "changes": ("vì sao con số thay đổi: từng người một, chỉ đọc hai ngày", changes.cases),
    "reviews": ("chốt một đợt rà soát: chỉ đọc và chấm, từng người một", reviews.cases),
    "leader": (
        "trang lãnh đạo, ma trận, bảng chéo, tài liệu họp: trang trống, đọc riêng các dòng",
        leader.cases,
    ),
    "forms": ("biểu mẫu 1.368 dòng thành Excel và PDF: openpyxl trần, typst trần", forms.cases),
    "pages": ("trang danh sách: trang trống", pages.cases),
    "territory": ("đơn vị cả nước qua thời gian: đọc hết các dòng", territory.cases),
    "duplicates": ("hồ sơ trùng: so từng cặp, nhóm theo tên và ngày sinh", duplicates.cases),
    "weak-line": ("trang trên đường truyền yếu: giới hạn đọc được", weak_line.cases),
    "plan": ("bài toán kế hoạch: thời gian chứng minh tối ưu", planner.cases),
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


@command(
    "",
    "bench",
    arg("name", nargs="?", choices=["list", "all", *BENCHES], default="all", help="phép đo"),
    arg("--quick", action="store_true", help="cỡ nhỏ, dưới một phút"),
    arg("--json", dest="json_file", help="ghi kết quả ra tệp"),
    help="Đo tốc độ so với mốc, cùng một lần chạy",
)
def bench(options: Namespace, output: Output) -> int:
    if options.name == "list":
        output.rows(["bench", "what"], [(name, told) for name, (told, _) in BENCHES.items()])
        return 0
    chosen = list(BENCHES) if options.name == "all" else [options.name]
    rows = [row for name in chosen for case in BENCHES[name][1](options.quick) for row in case.rows(name)]
    output.rows(COLUMNS, [[row.get(column) for column in COLUMNS] for row in rows])
    if options.json_file:
        kept = {"machine": describe_machine(), "load": os.getloadavg(), "rows": rows}
        Path(options.json_file).write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0

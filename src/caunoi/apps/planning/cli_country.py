"""``caunoi planning country``: the problems of many provinces over the queue, and how they stand.

Ends with 0 when every piece has a plan the checker confirms; with 1 otherwise. Ended in the middle and started again
with the same words, it goes on where it was.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caunoi.foundation.commandline import Output, arg, command, command_actor, progress_bar

if TYPE_CHECKING:
    from caunoi.apps.planning.services.country import Order

COLUMNS = (
    "name", "people", "status", "value", "bound", "gap", "seconds", "verified", "worker", "attempt", "fault",
)  # fmt: skip
DONE, FAILED = 0, 1
LOOK_EVERY = 0.5


@command(
    "planning",
    "country",
    arg(
        "paths",
        nargs="*",
        type=Path,
        metavar="DIR|FILE",
        help="thư mục hoặc tệp plan-instance/1; trống là xem lại",
    ),
    arg(
        "--run", required=True, dest="name", metavar="TÊN", help="tên lần tính; chạy lại cùng tên là làm tiếp"
    ),
    arg(
        "--workers",
        type=int,
        default=0,
        help="số tiến trình giải chạy kèm; 0 là chờ các tiến trình ở nơi khác",
    ),
    arg("--time-limit", type=float, default=100.0, help="số giây nhiều nhất cho mỗi bài toán"),
    arg("--gap", type=float, default=0.0, help="dừng khi khoảng cách tới cận không quá mức này, ví dụ 0.01"),
    arg("--seed", type=int, default=0, help="cùng một số cho cùng một đường đi"),
    arg("--unit", metavar="CODE", help="mã đơn vị yêu cầu; để trống thì chỉ người giữ máy xem được"),
    arg(
        "--out", type=Path, metavar="DIR", help="thư mục ghi kế hoạch của từng bài toán, để kiểm bằng verify"
    ),
    arg("--no-wait", action="store_true", help="xếp vào hàng rồi thoát"),
    help="Giải bài toán của nhiều tỉnh cạnh nhau qua hàng việc",
    writes=True,
)
def country(options: argparse.Namespace, output: Output) -> int:
    from caunoi.domain.allocation.instance_format import FormatError

    try:
        files = list(_files(options.paths))
        if options.dry_run:
            output.rows(["name", "requests"], [(name, _requests(file)) for name, file in files])
            return DONE
        _ask_and_wait(options, files)
    except (FormatError, OSError) as fault:
        print(fault, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("\nĐã thôi chờ. Chạy lại cùng lệnh để làm tiếp từ chỗ này.", file=sys.stderr)
        return FAILED
    return _tell(options, output)


def _files(paths: list[Path]) -> Iterator[tuple[str, Path]]:
    """Each problem with its name: that of its file."""
    for path in paths:
        for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
            yield file.stem, file


def _requests(file: Path) -> int:
    from caunoi.domain.allocation.instance_format import problem_from_json, read_json

    return len(problem_from_json(read_json(file)).requests)


def _ask(options: argparse.Namespace, files: list[tuple[str, Path]]) -> None:
    """One transaction a piece: what was read stays on the queue, whatever the next file is."""
    from caunoi.apps.planning.services.country import ask_piece
    from caunoi.domain.allocation.instance_format import read_json

    order = _order(options)
    for name, file in files:
        ask_piece(actor=command_actor(), order=order, name=name, instance=read_json(file))


def _order(options: argparse.Namespace) -> "Order":
    from caunoi.apps.organisation.models import Unit
    from caunoi.apps.organisation.selectors import node_by_code
    from caunoi.apps.planning.services.country import Order
    from caunoi.domain.allocation.answer import Effort
    from caunoi.foundation.policy import get_or_404

    actor, unit = command_actor(), None
    if options.unit:
        unit = get_or_404(actor, Unit, pk=node_by_code(options.unit, on=actor.on).id)
    return Order(options.name, Effort(options.gap, options.time_limit, options.seed), unit)


def _ask_and_wait(options: argparse.Namespace, files: list[tuple[str, Path]]) -> None:
    """Workers started here begin with the first piece that was read, and leave with this command."""
    from caunoi.apps.planning.services.country import PIECE
    from caunoi.foundation.jobs.crew import crew

    if options.no_wait:
        _ask(options, files)
        return
    with crew(options.workers, "--only", PIECE):
        _ask(options, files)
        _wait(options.name, options.workers)


def _wait(run: str, workers: int) -> None:
    """Until every piece has an answer or was given up."""
    from caunoi.apps.planning.selectors.country import states_of

    warned = workers > 0
    while True:
        states = states_of(command_actor(), run)
        over = sum(state.is_over for state in states)
        progress_bar(over, len(states), run)
        if over == len(states):
            return
        warned = warned or _warn([state.job for state in states if not state.is_over])
        time.sleep(LOOK_EVERY)


def _warn(jobs: list[Any]) -> bool:
    """Said once: the pieces wait, and there is no worker."""
    from caunoi.foundation import clock
    from caunoi.foundation.jobs.selectors import nobody_takes

    if not all(nobody_takes(job, clock.now()) for job in jobs):
        return False
    told = (
        "Chưa có tiến trình nào nhận việc. Chạy ở máy nào cũng được: caunoi jobs work --only planning.piece"
    )
    print(told, file=sys.stderr)
    return True


def _tell(options: argparse.Namespace, output: Output) -> int:
    from caunoi.apps.planning.selectors.country import figures_of, sum_of

    rows = figures_of(command_actor(), options.name)
    if options.out:
        _write_plans(options.name, options.out)
    whole = sum_of(rows)
    if output.form == "json":
        output.record({"pieces": rows, "whole": whole})
    else:
        output.rows(COLUMNS, [[_short(row[name]) for name in COLUMNS] for row in (*rows, whole)])
    return DONE if rows and whole["verified"] else FAILED


def _short(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value


def _write_plans(run: str, folder: Path) -> None:
    from caunoi.apps.planning.selectors.country import plans_of
    from caunoi.domain.allocation.instance_format import write_json

    folder.mkdir(parents=True, exist_ok=True)
    for name, placements in plans_of(command_actor(), run):
        write_json(folder / f"{name}.plan.json", placements)

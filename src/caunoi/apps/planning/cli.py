"""``caunoi planning``: solve and verify a file without a database, draw up a plan in it.

``solve`` ends with 0 whenever it has an answer, also the answer that there is no plan; with 1 when the file cannot
be read or the time ended before any plan was found. ``verify`` ends with 1 for a plan that breaks a rule.
"""

import argparse
import os
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from caunoi.foundation.commandline import Output, arg, command, command_actor

if TYPE_CHECKING:
    from collections.abc import Callable

    from caunoi.apps.planning.models import Plan
    from caunoi.apps.planning.services import Watch
    from caunoi.domain.allocation.answer import Effort, Progress, Solution

ANSWER = ("status", "objective", "bound", "gap", "seconds")
DONE, FAILED = 0, 1
MOST_THREADS = 2


@command(
    "planning",
    "solve",
    arg("instance", metavar="INSTANCE.json", help="bài toán theo định dạng plan-instance/1"),
    arg("--out", required=True, metavar="PLAN.json", help="tệp ghi kế hoạch"),
    arg("--gap", type=float, default=0.0, help="dừng khi khoảng cách tới cận không quá mức này, ví dụ 0.01"),
    arg("--time-limit", type=float, default=120.0, help="số giây nhiều nhất"),
    arg("--seed", type=int, default=0, help="cùng một số cho cùng một đường đi"),
    arg("--threads", type=int, default=min(MOST_THREADS, os.cpu_count() or 1), help="số luồng tính"),
    help="Giải một bài toán xếp lớp từ tệp",
    policy="none",
    needs_database=False,
)
def solve(options: argparse.Namespace, output: Output) -> int:
    from caunoi.domain.allocation.files import solve_file
    from caunoi.domain.allocation.instance_format import FormatError
    from caunoi.domain.allocation.process import SolverDied

    try:
        found = solve_file(
            options.instance, options.out, gap=options.gap, time_limit=options.time_limit, seed=options.seed,
            threads=options.threads, on_progress=_tell,
        )  # fmt: skip
    except (FormatError, SolverDied, OSError) as fault:
        print(_words(fault), file=sys.stderr)
        return FAILED
    for sentence in [*found["notes"], *found["findings"]]:
        print(sentence, file=sys.stderr)
    output.record({name: found[name] for name in ANSWER})
    return FAILED if found["status"] == "unknown" else DONE


def _words(fault: Exception) -> str:
    if isinstance(fault, OSError):
        return f"Không ghi được tệp “{fault.filename}”: {fault.strerror}."
    return str(fault)


def _tell(step: "Progress") -> None:
    """A line that keeps changing, only for somebody sitting at a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return
    objective = "–" if step.objective is None else f"{step.objective:.6g}"
    bound = "–" if step.bound is None else f"{step.bound:.6g}"
    gap = "–" if step.gap is None else f"{100 * step.gap:.2f} %"
    line = f"{step.seconds:6.1f} s  {step.stage:<24}  tốt nhất {objective}  cận {bound}  cách {gap}"
    print(f"\r{line:<100}", end="", file=sys.stderr, flush=True)
    if step.stage == "Xong":
        print(file=sys.stderr)


@command(
    "planning",
    "verify",
    arg("instance", metavar="INSTANCE.json", help="bài toán"),
    arg("plan", metavar="PLAN.json", help="kế hoạch"),
    help="Kiểm tra một kế hoạch, không dùng chung mã nào với bộ giải",
    policy="none",
    needs_database=False,
)
def verify(options: argparse.Namespace, output: Output) -> int:
    from caunoi.domain.allocation.files import verify_file
    from caunoi.domain.allocation.instance_format import FormatError

    try:
        found = verify_file(options.instance, options.plan)
    except FormatError as fault:
        print(fault, file=sys.stderr)
        return FAILED
    output.record(found)
    return DONE if found["valid"] else FAILED


EFFORT = (
    arg("--time-limit", type=float, default=60.0, help="số giây nhiều nhất cho mỗi lần giải"),
    arg("--gap", type=float, default=0.0, help="dừng khi khoảng cách tới cận không quá mức này, ví dụ 0.01"),
    arg("--seed", type=int, default=0, help="cùng một số cho cùng một đường đi"),
)
INSTANCE = arg("instance", metavar="INSTANCE.json", help="bài toán theo định dạng plan-instance/1")
PLAN = arg("plan", metavar="PLAN.json", help="kế hoạch")


def _numbers(text: str) -> list[int]:
    try:
        return [int(number) for number in text.split(",")]
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"“{text}” không phải các số cách nhau bằng dấu phẩy") from fault


def _amounts(text: str) -> list[float]:
    try:
        return [float(number) for number in text.split(",")]
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"“{text}” không phải các số cách nhau bằng dấu phẩy") from fault


def _effort(options: argparse.Namespace) -> "Effort":
    from caunoi.domain.allocation.answer import Effort

    return Effort(options.gap, options.time_limit, options.seed)


def _told(output: Output, ask: "Callable[[], dict[str, Any]]") -> int:
    """Print the answer, or in plain words which file cannot be read or written."""
    from caunoi.domain.allocation.instance_format import FormatError

    try:
        output.record(ask())
    except (FormatError, OSError) as fault:
        print(_words(fault), file=sys.stderr)
        return FAILED
    return DONE


@command(
    "planning",
    "explain",
    INSTANCE,
    PLAN,
    arg("--requests", type=_numbers, default=[], metavar="R,R", help="giá đưa vào của các yêu cầu này"),
    help="Vì sao từng yêu cầu chưa được xếp, và giá nếu đưa vào",
    policy="none",
    needs_database=False,
)
def explain(options: argparse.Namespace, output: Output) -> int:
    from caunoi.domain.allocation.answer_files import explain_file

    return _told(output, lambda: explain_file(options.instance, options.plan, options.requests))


@command(
    "planning",
    "conflict",
    INSTANCE,
    *EFFORT,
    help="Tập yêu cầu nhỏ nhất không thể cùng giữ, và cách gỡ rẻ nhất",
    policy="none",
    needs_database=False,
)
def conflict(options: argparse.Namespace, output: Output) -> int:
    from caunoi.domain.allocation.answer_files import conflict_file

    return _told(output, lambda: conflict_file(options.instance, _effort(options)))


@command(
    "planning",
    "prices",
    INSTANCE,
    arg("plan", nargs="?", metavar="PLAN.json", help="kế hoạch để so; để trống là tính trước"),
    arg("--money", type=float, help="số kinh phí thêm; để trống là một phần mười"),
    *EFFORT,
    help="Thêm tiền, phòng, tuần giảng viên, người được vắng thì được gì; giá của từng sàn công bằng",
    policy="none",
    needs_database=False,
)
def prices(options: argparse.Namespace, output: Output) -> int:
    from caunoi.domain.allocation.answer_files import prices_file

    return _told(output, lambda: prices_file(options.instance, options.plan, options.money, _effort(options)))


@command(
    "planning",
    "frontier",
    INSTANCE,
    arg("--budgets", type=_amounts, default=[], metavar="B,B", help="các mức kinh phí; để trống là năm mức"),
    *EFFORT,
    help="Các mức kinh phí cạnh nhau: tỷ lệ được xếp, giá trị và cận",
    policy="none",
    needs_database=False,
)
def frontier(options: argparse.Namespace, output: Output) -> int:
    from caunoi.domain.allocation.answer_files import frontier_file

    return _told(output, lambda: frontier_file(options.instance, options.budgets, _effort(options)))


@command(
    "planning",
    "replan",
    INSTANCE,
    PLAN,
    arg("--cancel", type=_numbers, default=[], metavar="O,O", help="các lớp bị hủy"),
    arg("--ill", type=_numbers, default=[], metavar="P,P", help="những người không đi học được nữa"),
    arg("--merge", type=_numbers, default=[], metavar="U,U", help="các đơn vị nhập vào đơn vị đầu tiên"),
    arg("--allowance", type=int, default=0, help="số người được phép mất chỗ thêm để đỡ xáo trộn"),
    arg("--everywhere", action="store_true", help="chứng minh trên mọi kế hoạch, kể cả mở lớp nơi khác"),
    arg("--out", metavar="PLAN.json", help="tệp ghi kế hoạch mới"),
    *EFFORT,
    help="Điều chỉnh kế hoạch sau biến cố với ít người thay đổi nhất",
    policy="none",
    needs_database=False,
)
def replan(options: argparse.Namespace, output: Output) -> int:
    from caunoi.domain.allocation.answer_files import replan_file

    return _told(
        output,
        lambda: replan_file(
            options.instance, options.plan, options.out, _effort(options), cancelled=options.cancel,
            ill=options.ill, merged=options.merge, allowance=options.allowance, everywhere=options.everywhere,
        ),
    )  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày dạng 2020-08-31") from fault


@command(
    "planning",
    "propose",
    arg("--year", type=int, help="năm kế hoạch"),
    arg("--budget", type=int, metavar="DONG", help="ngân sách bằng đồng; để trống là đủ cho mọi nhu cầu"),
    arg("--on", type=_day, help="tính nhu cầu đến ngày này, dạng 2020-08-31"),
    arg("--unit", metavar="CODE", help="mã đơn vị; để trống là cả tỉnh"),
    arg("--everybody", action="store_true", help="mọi chức danh, không chỉ cán bộ chủ chốt"),
    arg("--time-limit", type=int, help="số giây nhiều nhất"),
    help="Lập và tính kế hoạch từ nhu cầu trong cơ sở dữ liệu",
    writes=True,
)
def propose(options: argparse.Namespace, output: Output) -> int:
    from caunoi.apps.planning.services import Watch

    actor = command_actor()
    on = options.on or actor.on
    if options.dry_run:
        output.record(_trial(actor, options, on))
        return DONE
    plan = _draft(actor, options, on)
    output.record(_solved(actor, plan, Watch(tell=_tell)))
    return DONE


@command(
    "planning",
    "catalogue",
    help="Nạp danh mục chương trình và cơ sở đào tạo đi kèm phần mềm",
    writes=True,
)
def catalogue(options: argparse.Namespace, output: Output) -> int:
    from dataclasses import asdict

    from django.db import transaction

    from caunoi.apps.classes.services import load_catalogue

    with transaction.atomic():
        tally = load_catalogue(actor=command_actor())
        transaction.set_rollback(options.dry_run)
    output.record(asdict(tally))
    return DONE


def _draft(actor: Any, options: argparse.Namespace, on: date) -> "Plan":
    from caunoi.apps.organisation.models import Unit
    from caunoi.apps.organisation.selectors import node_by_code
    from caunoi.apps.planning import selectors, services
    from caunoi.foundation.policy import get_or_404

    group = "" if options.everybody else None
    chosen = selectors.options_on(on, group=group, time_limit=options.time_limit)
    unit_id = node_by_code(options.unit, on=on).id if options.unit else selectors.planning_unit(actor, on)
    unit = get_or_404(actor, Unit, pk=unit_id)
    budget = options.budget
    if budget is None:
        found = selectors.needs_of(actor, on=on, options=chosen, unit_id=unit.pk)
        budget = services.money_for_all(found, chosen)
    year = options.year or selectors.year_to_plan(on)
    return services.draft_plan(
        actor=actor, year=year, budget=budget, unit=unit, on=on, options=chosen, solve=False
    )


def _solved(actor: Any, plan: "Plan", watch: "Watch") -> dict[str, Any]:
    from caunoi.apps.planning import selectors, services

    plan = services.solve_plan(actor=actor, plan=plan, watch=watch)
    rows = selectors.rows_of(actor, plan)
    return {
        "plan": str(plan.pk),
        **_answer(plan),
        "budget": plan.budget,
        "cost": rows.cost,
        "lines": len(rows.opened),
        "people": rows.people_of(rows.served),
        "served": len(rows.served),
        "unserved": len(rows.unserved),
    }


def _answer(found: "Plan | Solution") -> dict[str, Any]:
    return {name: getattr(found, name) for name in ANSWER}


def _trial(actor: Any, options: argparse.Namespace, on: date) -> dict[str, Any]:
    """Draw up and solve, but keep nothing: the draft is taken back before the solving begins."""
    from django.db import transaction

    from caunoi.domain.allocation.process import solve_in_process

    with transaction.atomic():
        plan = _draft(actor, options, on)
        transaction.set_rollback(True)
    solution = solve_in_process(
        plan.instance, time_limit=float(plan.options["time_limit"]), on_progress=_tell
    )
    served = sum(heads for _request, _offering, heads in solution.placements)
    return {
        "plan": None,
        **_answer(solution),
        "budget": plan.budget,
        "lines": len({offering for _request, offering, _heads in solution.placements}),
        "served": served,
    }

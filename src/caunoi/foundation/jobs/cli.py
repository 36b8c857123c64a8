"""``caunoi jobs``: the worker, and the one job its child runs."""

import signal
from argparse import Namespace
from uuid import UUID

from caunoi.foundation.commandline import Output, arg, command

PARENT = arg("--parent", type=int, metavar="PID", help="dừng cùng tiến trình này, kể cả khi nó bị giết")


@command(
    "jobs",
    "work",
    arg("--once", action="store_true", help="làm hết việc đang chờ rồi thoát"),
    arg("--only", default="", metavar="VIỆC", help="chỉ nhận việc hoặc nhóm việc này; không dọn nhà"),
    arg(
        "--lease",
        type=float,
        default=60.0,
        metavar="GIÂY",
        help="im lặng quá ngần này thì nơi khác nhận thay",
    ),
    PARENT,
    help="Chạy việc nền",
)
def work(options: Namespace, output: Output) -> int:
    from datetime import timedelta

    from caunoi.foundation.jobs.services import Taker
    from caunoi.foundation.jobs.worker import Worker, end_with, worker_name

    end_with(options.parent)
    worker = Worker(Taker(worker_name(), timedelta(seconds=options.lease), options.only))
    signal.signal(signal.SIGTERM, worker.ask_to_stop)
    worker.run(once=options.once)
    return 0


@command(
    "jobs",
    "run",
    arg("job", type=UUID),
    PARENT,
    help="Chạy một việc đã nhận (dùng bởi 'work')",
)
def run(options: Namespace, output: Output) -> int:
    from caunoi.foundation.jobs.worker import end_with, run_here

    end_with(options.parent)
    return 0 if run_here(options.job) else 1

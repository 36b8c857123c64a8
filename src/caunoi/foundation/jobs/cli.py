"""``caunoi jobs``: the worker, and the one job its child runs."""

import signal
from argparse import Namespace
from uuid import UUID

from caunoi.foundation.commandline import Output, arg, command


@command(
    "jobs",
    "work",
    arg("--once", action="store_true", help="làm hết việc đang chờ rồi thoát"),
    help="Chạy việc nền",
)
def work(options: Namespace, output: Output) -> int:
    from caunoi.foundation.jobs.worker import Worker

    worker = Worker()
    signal.signal(signal.SIGTERM, worker.ask_to_stop)
    worker.run(once=options.once)
    return 0


@command("jobs", "run", arg("job", type=UUID), help="Chạy một việc đã nhận (dùng bởi 'work')")
def run(options: Namespace, output: Output) -> int:
    from caunoi.foundation.jobs.worker import run_here

    return 0 if run_here(options.job) else 1

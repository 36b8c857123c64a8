"""Some workers beside a command (tổ chạy việc): started with it, gone with it, whatever ends it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

PATIENCE = 10.0


@contextmanager
def crew(count: int, *words: str, environment: Mapping[str, str] | None = None) -> Iterator[list[int]]:
    """So many ``caunoi jobs work`` with these words more; gives their process ids."""
    command = [sys.executable, "-m", "caunoi", "jobs", "work", "--parent", str(os.getpid()), *words]
    workers = [
        subprocess.Popen(command, env={**os.environ, **(environment or {})}, start_new_session=True)
        for _number in range(count)
    ]  # our own program
    try:
        yield [worker.pid for worker in workers]
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            _wait_or_kill(worker)


def _wait_or_kill(worker: subprocess.Popen[bytes]) -> None:
    """Idle workers go at once; a busy one is killed, and its job is done again by whoever comes."""
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()

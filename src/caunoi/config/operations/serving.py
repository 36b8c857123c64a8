"""``caunoi serve``: look before starting, then the web server and the worker as children, and a clean end."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connections

from caunoi.config.operations.migrations import missing_migrations
from caunoi.foundation.commandline import Output
from caunoi.foundation.db.safety import wrong_settings
from caunoi.foundation.errors import Refused
from caunoi.foundation.system_time.invariants import unkept_tables

THREADS, WAITING = 8, 64  # of each web process: those that work, and those that may wait
START_LIMIT, STOP_LIMIT, LOOK_EVERY = 120.0, 10.0, 0.2
WEB_STOP_LIMIT = 5  # whole seconds a web process gets to answer those it has begun with; below STOP_LIMIT
WORKER_REST = 2.0


def make_ready(*, migrate: bool) -> None:
    """Refuse to start on a database or a folder that is not what we think, in a sentence that says how to mend it."""
    try:
        wrong = wrong_settings(connections["default"])
    except OperationalError as fault:
        raise Refused(f"Không mở được cơ sở dữ liệu: {fault}. Kiểm tra DATABASE_URL và máy chủ.") from fault
    if wrong:
        raise Refused("Chưa chạy được vì cơ sở dữ liệu đặt sai:\n- " + "\n- ".join(wrong))
    missing = missing_migrations()
    if missing and not migrate:
        raise Refused(
            f"Cơ sở dữ liệu thiếu {len(missing)} bước nâng cấp (đầu tiên: {missing[0]}). "
            "Sao lưu rồi chạy: caunoi serve --migrate"
        )
    # A release may change the order of columns without a step of the schema: what keeps former states follows it.
    if missing or (migrate and unkept_tables()):
        call_command("migrate", verbosity=0)
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)


class Serving:
    """The web server and the worker as two children: one that ends is started again or ends all."""

    def __init__(self, host: str, port: int, workers: int, output: Output) -> None:
        self.host, self.port, self.workers, self.output = host, port, workers, output
        self.stopping = False
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None

    def run(self) -> int:
        self._refuse_a_taken_port()
        self._listen_for_the_end()
        connections.close_all()
        self.web = self._start_web()
        try:
            if not self._wait_until_it_answers():
                return self._say_it_did_not_start()
            self._greet()
            self.worker = self._start_worker()
            return self._watch()
        finally:
            self._stop_children()

    def _listen_for_the_end(self) -> None:
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        signal.signal(signal.SIGINT, self._ask_to_stop)
        if (
            signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
        ):  # ``nohup`` asked us to outlive the terminal
            signal.signal(signal.SIGHUP, self._ask_to_stop)

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _refuse_a_taken_port(self) -> None:
        with socket.socket(socket.AF_INET6 if ":" in self.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as fault:
                raise Refused(
                    f"Cổng {self.port} đang có chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác: "
                    f"PORT={self.port + 1} make demo"
                ) from fault

    def _start_web(self) -> subprocess.Popen[bytes]:
        options = {
            "--interface": "wsgi",
            "--host": self.host,
            "--port": self.port,
            "--workers": self.workers,
            "--blocking-threads": THREADS,
            "--backpressure": WAITING,
            "--log-level": "error",
            "--workers-kill-timeout": WEB_STOP_LIMIT,
        }
        words = [str(word) for option in options.items() for word in option]
        application = "caunoi.config.wsgi:application"
        return start_apart("granian", *words, "--no-ws", "--respawn-failed-workers", application)

    def _start_worker(self) -> subprocess.Popen[bytes]:
        return start_apart("caunoi", "jobs", "work")

    def _wait_until_it_answers(self) -> bool:
        limit = time.monotonic() + START_LIMIT
        while time.monotonic() < limit and not self.stopping and self._web_lives():
            try:
                with urlopen(f"http://{self._reachable()}:{self.port}/healthz", timeout=2):
                    return True
            except (URLError, OSError):
                time.sleep(LOOK_EVERY)
        return False

    def _say_it_did_not_start(self) -> int:
        if self.stopping:
            return 0
        print("Trang web không trả lời được; xem dòng lỗi ở trên, rồi chạy lại.", file=sys.stderr)
        return 1

    def _reachable(self) -> str:
        """Every address of the machine is reached at its own; a name is reached as it is written."""
        try:
            address = ip_address(self.host)
        except ValueError:
            return self.host
        if address.is_unspecified:
            return "127.0.0.1" if address.version == 4 else "[::1]"
        return f"[{address}]" if address.version == 6 else self.host

    def _greet(self) -> None:
        self.output.say(f"\n  Cầu Nối đang chạy ở  http://{self._reachable()}:{self.port}\n")
        if settings.DEMO:
            from caunoi.config.operations.demo_accounts import demo_accounts

            for line in demo_accounts():
                self.output.say(f"  {line}")
        self.output.say("  Dừng: Ctrl+C\n")
        self.output.stream.flush()

    def _watch(self) -> int:
        rested_until = 0.0
        while not self.stopping:
            if not self._web_lives():
                print("Trang web đã dừng ngoài ý muốn; xem dòng lỗi ở trên.", file=sys.stderr)
                return 1
            if self.worker and self.worker.poll() is not None and time.monotonic() > rested_until:
                rested_until = time.monotonic() + WORKER_REST
                self.worker = self._start_worker()
            time.sleep(LOOK_EVERY)
        return 0

    def _web_lives(self) -> bool:
        return self.web is not None and self.web.poll() is None

    def _stop_children(self) -> None:
        """Ask both, wait, and end whoever does not listen; an interrupted job comes back by its lease."""
        children = [child for child in (self.web, self.worker) if child is not None]
        for child in children:
            if child.poll() is None:
                child.terminate()
        limit = time.monotonic() + STOP_LIMIT
        for child in children:
            try:
                child.wait(timeout=max(0.1, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            end_group(child)


def start_apart(module: str, *words: str, stdout: int | None = None) -> subprocess.Popen[bytes]:
    """Start a module of this very installation, run by this very Python, in a group of its own.

    Ctrl+C in a terminal reaches a whole group. A web process that hears it and then our own signal to stop, within
    the same moment, never ends; so that only we tell our children, and once, they stand apart.
    """
    command = [sys.executable, "-m", module, *words]
    return subprocess.Popen(command, process_group=0, stdout=stdout)  # noqa: S603  # the program is this interpreter; no shell reads the words


def end_group(child: subprocess.Popen[bytes]) -> None:
    """Leave nobody of an ended child's group behind, for one of them would go on holding the port."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)

"""The static half of the tests: changes nothing, runs everything, then prints every fault at once."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
PRODUCTION = {
    "CAUNOI_HTTPS": "1",
    "CAUNOI_HOSTS": "caunoi.example.vn",
    "CAUNOI_SECRET_KEY": "a-key-that-is-long-enough-for-the-check-and-used-nowhere-else-0123456789",
}


@dataclass(frozen=True)
class Check:
    """One thing that must hold, asked by one command."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


CHECKS = (
    Check("types", (str(BIN / "mypy"), "src")),
    Check("import contracts", (str(BIN / "lint-imports"), "--no-logo")),
    Check("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    Check("lint", (str(BIN / "ruff"), "check", "--quiet", "--output-format=concise", ".")),
    Check("texts of the repository", (PYTHON, "-m", "tests.architecture.texts")),
    Check("settings", (PYTHON, "manage.py", "check", "--fail-level=WARNING")),
    Check(
        "settings in production",
        (PYTHON, "manage.py", "check", "--deploy", "--fail-level=WARNING"),
        PRODUCTION,
    ),
    Check("migrations", (PYTHON, "manage.py", "makemigrations", "--check", "--dry-run")),
    Check("generated documents", (PYTHON, "scripts/print_docs.py", "--check")),
    Check("sentences and their English", (PYTHON, "scripts/messages.py", "--check")),
)


@dataclass(frozen=True)
class Outcome:
    check: Check
    code: int
    output: str
    seconds: float


def run(check: Check, folder: str) -> Outcome:
    began = time.monotonic()
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("CAUNOI_") and name != "DATABASE_URL"
    }
    environment = {**plain, "CAUNOI_VAR": folder, "NO_COLOR": "1", **check.environment}
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(check, done.returncode, done.stdout.strip(), time.monotonic() - began)


def main() -> int:
    with TemporaryDirectory() as folder, ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        outcomes = list(pool.map(lambda check: run(check, folder), CHECKS))
    for outcome in outcomes:
        print(f"{'đạt ' if outcome.code == 0 else 'LỖI '} {outcome.check.name:<28} {outcome.seconds:5.1f} s")
    failed = [outcome for outcome in outcomes if outcome.code]
    for outcome in failed:
        command = " ".join(outcome.check.command).replace(f"{ROOT}/", "")
        print(f"\n── {outcome.check.name}: {command}\n{outcome.output}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

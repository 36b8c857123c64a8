"""Compiles the moves of the planner once for this machine (biên dịch trước), by `scripts/compile.sh`.

The compiler keeps what it made beside the source, each function under its own name, and does not see that a function it
calls was changed. So a mark says for which text of both files everything was compiled.
"""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.metadata import version
from pathlib import Path

SOURCES = ("kernel.py", "trials.py")


def kept_in() -> Path:
    """Where the compiler keeps what it made."""
    return Path(os.environ.get("NUMBA_CACHE_DIR") or Path(__file__).parent / "__pycache__")


def was_compiled() -> bool:
    """Whether the moves are there as machine code; before, the exact solver does what it can alone."""
    try:
        return (kept_in() / "planner.mark").read_text(encoding="utf-8") == _mark()
    except OSError:
        return False


def compile_moves() -> None:
    """Use every compiled function on a small invented province, afresh, and leave the mark."""
    for old in kept_in().rglob("*.nb[ic]"):
        if old.name.startswith(("kernel.", "trials.")):
            old.unlink()
    # Loading compiled code takes half a second, and asking for the mark must not.
    from caunoi.domain.allocation.annealing import Annealing
    from caunoi.domain.allocation.generate import generate_province
    from caunoi.domain.allocation.variables import choices

    problem = generate_province("XS", 1)
    board = Annealing(problem, choices(problem), seed=0)
    board.begin_with(board.construct())
    parts = iter((0.0, 1.0))
    board.run(share_done=lambda: next(parts))
    (kept_in() / "planner.mark").write_text(_mark(), encoding="utf-8")


def _mark() -> str:
    texts = b"".join((Path(__file__).parent / name).read_bytes() for name in SOURCES)
    return f"{hashlib.sha256(texts).hexdigest()} {sys.version_info[:2]} {version('numba')} {version('numpy')}"


if __name__ == "__main__":
    if not was_compiled():
        sys.stderr.write("Biên dịch bộ xếp lớp (một lần, khoảng nửa phút) …\n")
        compile_moves()

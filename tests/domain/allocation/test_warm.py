"""Machine code is used only if it was made from the moves as they are written now."""

import pytest

from caunoi.domain.allocation import warm


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    return tmp_path


def test_before_anything_is_compiled_the_moves_are_not_used(kept):
    assert warm.was_compiled() is False


def test_code_made_from_another_text_is_not_used(kept, monkeypatch):
    (kept / "planner.mark").write_text(warm._mark(), encoding="utf-8")
    assert warm.was_compiled() is True

    monkeypatch.setattr(warm, "SOURCES", ("kernel.py",))

    assert warm.was_compiled() is False


def test_what_this_machine_compiled_is_from_the_text_that_stands_there():
    assert warm.was_compiled() is True

"""Scans in a test are kept where the test looks, and nowhere else."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def files_of_the_test(tmp_path: Path, settings) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES

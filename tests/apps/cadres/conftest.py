"""Imports in a test keep their files where the test looks, and nowhere else."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def files_of_the_test(tmp_path: Path, settings) -> Path:
    settings.FILES = tmp_path / "files"
    return settings.FILES

"""The five contracts hold, and each kind of fault planted once makes them fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.imports import ROOT, through_private_doors

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Path:
    """A copy of the source to plant faults in."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "src", copy / "src", ignore=lambda folder, names: [n for n in names if _is_no_code(folder, n)]
    )
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def _is_no_code(folder: str, name: str) -> bool:
    return Path(folder, name).is_file() and not name.endswith(".py")


def contracts(root: Path) -> tuple[int, str]:
    done = subprocess.run(
        [str(BIN / "lint-imports"), "--no-logo", "--no-cache", "--config", "pyproject.toml"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def before(house) -> str:
    """What the contracts say of the copy without a fault."""
    return contracts(house)[1]


class Planted:
    """A line put into a file of the copy for the time of one test."""

    def __init__(self, house: Path, file: str, line: str) -> None:
        self.path, self.line = house / "src" / "caunoi" / file, line
        self.before = self.path.read_text(encoding="utf-8") if self.path.exists() else None

    def __enter__(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(f"{self.before or ''}\n{self.line}\n", encoding="utf-8")

    def __exit__(self, *fault: object) -> None:
        if self.before is None:
            self.path.unlink()
        else:
            self.path.write_text(self.before, encoding="utf-8")


def test_the_five_contracts_hold():
    code, told = contracts(ROOT)

    assert code == 0, told


FAULTS = {
    "an import upwards": (
        "The house has five storeys",
        "foundation/clock.py",
        "from caunoi.apps.organisation import choices",
    ),
    "Django in the domain": ("The domain knows no framework", "domain/vocabulary/money.py", "import django"),
    "one question using another": (
        "Domain questions are independent",
        "domain/tenure/age.py",
        "from caunoi.domain.lineage import lineage",
    ),
    "the domain using the foundation": (
        "The house has five storeys",
        "domain/vocabulary/money.py",
        "from caunoi.foundation import clock",
    ),
    "a sibling import": (
        "Modules stand on the modules below them",
        "apps/classes/choices.py",
        "from caunoi.apps.standards import apps",
    ),
    "an upward import hidden in a function": (
        "Modules stand on the modules below them",
        "apps/organisation/choices.py",
        "def hidden():\n    from caunoi.apps.cadres.models import Cadre\n    return Cadre",
    ),
    "a selector calling a service": (
        "Inside a module, calls go down",
        "apps/accounts/selectors.py",
        "from caunoi.apps.accounts import services",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_breaks_its_contract(house, before, fault):
    contract, file, line = FAULTS[fault]
    assert f"{contract} KEPT" in before, before

    with Planted(house, file, line):
        code, told = contracts(house)

    assert code != 0
    assert f"{contract} BROKEN" in told


def test_a_module_without_a_place_breaks_the_contract(house):
    with Planted(house, "apps/lodgers/__init__.py", '"""Nobody gave it a place."""'):
        code, told = contracts(house)

    assert code != 0
    assert "caunoi.apps.lodgers" in told


def test_modules_use_only_each_others_public_doors():
    assert through_private_doors(ROOT / "src") == []


def test_a_sister_module_s_private_views_are_seen(house):
    (house / "src/caunoi/apps/cadres/views.py").touch()
    line = "def hidden():\n    from caunoi.apps.cadres import views\n    return views"

    with Planted(house, "apps/planning/choices.py", line):
        found = through_private_doors(house / "src")

    assert any("caunoi.apps.planning.choices → caunoi.apps.cadres.views" in each for each in found)

"""A process killed at any moment of an import leaves all of it or nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.apps.cadres.killing import PEOPLE

ROOT = Path(__file__).parents[3]
POINTS = 24


def test_killed_at_any_moment_an_import_leaves_all_or_nothing(tmp_path):
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "CAUNOI_VAR": str(tmp_path / "var"),
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "caunoi.config.settings",
    }

    ran = subprocess.run(
        [sys.executable, "-m", "tests.apps.cadres.killing", str(tmp_path), str(POINTS)],
        capture_output=True, text=True, env=environment, cwd=ROOT, timeout=300,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr[-2000:]
    whole, *killed = [json.loads(line) for line in ran.stdout.splitlines()]
    everything = {
        name: whole[name] for name in ("cadre", "posting", "qualification", "rating", "records", "written")
    }
    nothing = dict.fromkeys(everything, 0)
    assert everything["cadre"] == everything["records"] == PEOPLE
    assert len(killed) == POINTS
    for run in killed:
        left = {name: run[name] for name in everything}
        assert left in (nothing, everything), run
        assert run["integrity"] == "ok"
    assert any(run["cadre"] == 0 for run in killed)

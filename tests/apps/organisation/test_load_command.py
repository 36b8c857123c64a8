"""``caunoi organisation load`` in an empty database."""

import json

from caunoi.apps.organisation import selectors


def test_a_dry_run_of_loading_writes_nothing(db, caunoi):
    status, out, _ = caunoi("load", "--dry-run", "--format", "json")

    assert status == 0
    assert {"table": "versions", "added": 546, "changed": 0, "unchanged": 0, "retracted": 0} in json.loads(
        out
    )
    assert selectors.unit_ids() == {}


def test_loading_writes_and_loading_again_changes_nothing(db, caunoi):
    caunoi("load")

    _, out, _ = caunoi("load", "--format", "json")

    assert all(row["added"] == row["changed"] == row["retracted"] == 0 for row in json.loads(out))
    assert len(selectors.unit_ids()) == 485

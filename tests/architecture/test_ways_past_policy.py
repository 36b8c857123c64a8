"""Besides ``system_scope`` there are other ways to read past the policy; who takes one is named here and looked at."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.imports import ROOT

ATTRIBUTES = frozenset({"_base_manager", "scoped", "cursor"})
CALLS = frozenset({"SystemActor", "RawSQL", "all_scoped", "extra"})
TAKEN = {
    "caunoi/apps/cadres/expected_sizes.py: cursor": "the planner's own table: how large, not who",
    "caunoi/apps/cadres/services/undo.py: _base_manager": "does any table still name a person",
    "caunoi/apps/cadres/selectors/sources.py: scoped": "the history of records joined to one the actor was let see",
    "caunoi/apps/declarations/policies.py: all_scoped": "which rounds ask people of the reader's own units",
    "caunoi/apps/declarations/selectors/scans.py: all_scoped": "whether a level the reader sees has any scan at all",
    "caunoi/apps/planning/policies.py: _base_manager": "which plans have people of the reader's own units in them",
    "caunoi/apps/cadres/services/asking.py: SystemActor": "a question closes by itself once the file says the fact",
    "caunoi/apps/planning/invariants.py: SystemActor": "truths over every plan, counted",
    "caunoi/apps/portal/selectors/published.py: SystemActor": "what is published, counted without names",
    "caunoi/apps/ratings/policies.py: all_scoped": "which years rate people of the reader's own units",
    "caunoi/apps/reviews/policies.py: scoped": "which rounds ask the reader's own units",
    "caunoi/apps/reviews/selectors/frozen.py: SystemActor": "a whole round judged at once and sealed without names",
    "caunoi/config/health.py: cursor": "does the database answer",
    "caunoi/config/operations/backup/postgresql.py: cursor": "a copy of everything",
    "caunoi/foundation/actors.py: SystemActor": "the actor of a job asked for on the command line",
    "caunoi/foundation/audit/selectors.py: scoped": "the history of a thing the actor was let see",
    "caunoi/foundation/audit/services.py: cursor": "the lock of the chain",
    "caunoi/foundation/commandline/actor.py: SystemActor": "who types commands holds the database file",
    "caunoi/foundation/db/base.py: _base_manager": "does a period overlap another of its owner",
    "caunoi/foundation/db/bulk.py: cursor": "inserts",
    "caunoi/foundation/db/invariants.py: _base_manager": "references that lost their row, counted",
    "caunoi/foundation/db/safety.py: cursor": "the database's own settings",
    "caunoi/foundation/jobs/housekeeping.py: SystemActor": "the daily work nobody asks for",
    "caunoi/foundation/jobs/worker.py: SystemActor": "the worker finds its job before it knows its person",
    "caunoi/foundation/policy/decisions.py: all_scoped": "the policy itself",
    "caunoi/foundation/db/postgresql/base.py: cursor": "telling the connection who acts",
    "caunoi/apps/privacy/selectors/restrictions.py: scoped": "from whom a file is kept: the policy asks it",
    "caunoi/foundation/policy/walls/looking.py: cursor": "the catalogue: does the wall stand",
    "caunoi/foundation/policy/walls/raising.py: cursor": "policies and rights, as the owner of the tables",
    "caunoi/foundation/system_time/forgetting.py: cursor": "former states of somebody who is erased",
    "caunoi/foundation/system_time/invariants.py: cursor": "the order of the kept states, counted",
    "caunoi/foundation/system_time/points.py: cursor": "the number of a day's last record",
    "caunoi/foundation/system_time/shadows.py: cursor": "tables and triggers",
}
BESIDE_THE_PRODUCT = ("caunoi/config/bench/", "caunoi/demo/")


def ways_taken(source: Path) -> Iterator[str]:
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(source).as_posix()
        if not name.startswith(BESIDE_THE_PRODUCT):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from (f"{name}: {way}" for node in ast.walk(tree) if (way := _way(node)))


def _way(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute) and node.attr in ATTRIBUTES:
        # ``query.scoped`` inside the policy's own query is a mark, not a way
        return node.attr if not isinstance(node.value, ast.Name) or node.value.id != "self" else ""
    called = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
    return called if called in CALLS else ""


def test_every_way_past_the_policy_is_known():
    found = {way for way in ways_taken(ROOT / "src") if "/policy/scoping.py" not in way}

    assert (sorted(found - set(TAKEN)), sorted(set(TAKEN) - found)) == ([], [])


def test_a_new_way_is_seen(tmp_path):
    (tmp_path / "new.py").write_text(
        "Cadre._base_manager.all()\nCadre.objects.all().scoped()\nactor = SystemActor(key='x', label='', on=day)\n"
        "connection.cursor()\nq.extra(where=['1=1'])\n"
    )

    assert sorted(ways_taken(tmp_path)) == [
        "new.py: SystemActor", "new.py: _base_manager", "new.py: cursor", "new.py: extra", "new.py: scoped",
    ]  # fmt: skip

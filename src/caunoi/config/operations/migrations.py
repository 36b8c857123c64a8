"""Which steps of the schema a database has, and which the program knows."""

from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


def missing_migrations(using: str = "default") -> list[str]:
    """Steps the program knows and the database has not taken, in order."""
    executor = MigrationExecutor(connections[using])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]


def taken_migrations(using: str = "default") -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connections[using]).applied_migrations())


def known_migrations() -> set[str]:
    loader = MigrationExecutor(connections["default"]).loader
    return {f"{app}.{name}" for app, name in loader.disk_migrations or {}}

"""Tables in front of the wall, by a declared rule; whatever is on neither side is a fault.

A model of the policy table with neither ``unit`` nor ``subject`` has rows that belong to nobody in particular: a role
sees all of them or none. The rest is named here with its reason.
"""

from caunoi.foundation.policy.table import rows
from caunoi.foundation.policy.walls.settings_told import is_walled

BY_ROLE = "no column says whose a row is: a role sees all rows or none"
NAMED = {
    "jobs_job": "what waits to be done: read through the person who asked, and holds identifiers only",
    "system_time_since": "one number: since which record the database keeps what was known",
    "django_session": "who is signed in, before anybody is known",
    "django_content_type": "names of models",
    "django_migrations": "steps of the schema",
    "auth_permission": "names of models, used by nobody",
    "auth_group": "empty, of the framework",
    "auth_group_permissions": "empty, of the framework",
}


def open_tables() -> dict[str, str]:
    """Each open table with the reason why it may be."""
    walled = {row.model for row in rows() if is_walled(row)}
    by_role = {row.model._meta.db_table: BY_ROLE for row in rows() if row.model not in walled}
    return {**by_role, **NAMED}

"""Who may see and do what (quyền): one table, two questions, and no way round them.

``visible(actor, Model)`` gives the rows an actor may see; ``check(actor, verb, thing)`` says no with a reason.
A model's manager refuses any query that did not come through one of them (``scoping``), every address, command
and job declares its policy (``census``), and each module's ``policies.py`` contributes its rows of the table.
"""

from caunoi.foundation.policy.classes import FieldClass, field_classes_of, may_read, readable_fields
from caunoi.foundation.policy.decisions import can, check, check_create, get_or_404, visible, withheld
from caunoi.foundation.policy.scoping import ScopedManager, ScopedQuerySet, UnscopedQuery, system_scope
from caunoi.foundation.policy.table import ALL_ROLES, Row, register, row_for, rows, set_unit_resolver

__all__ = [
    "ALL_ROLES",
    "FieldClass",
    "Row",
    "ScopedManager",
    "ScopedQuerySet",
    "UnscopedQuery",
    "can",
    "check",
    "check_create",
    "field_classes_of",
    "get_or_404",
    "may_read",
    "readable_fields",
    "register",
    "row_for",
    "rows",
    "set_unit_resolver",
    "system_scope",
    "visible",
    "withheld",
]

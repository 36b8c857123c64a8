"""What schemathesis is told beside the description: days within the years read, a person who is there, no made-up cursor."""

import os
import re
from datetime import date
from typing import Any

import hypothesis.strategies as st
import schemathesis

PERSON = "CAUNOI_TESTS_PERSON"
AN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

schemathesis.openapi.format("date", st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat))


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: Any) -> Any:
    """A fit id by chance is nobody's, and the answer about somebody would never be looked at."""
    if not AN_ID.fullmatch(str((path_parameters or {}).get("cadre_id", ""))):
        return path_parameters
    return {**path_parameters, "cadre_id": os.environ[PERSON]}


@schemathesis.hook
def map_query(context: Any, query: Any) -> Any:
    """A cursor is what an answer before gave; one by chance is refused, though any text fits its description."""
    return {name: value for name, value in query.items() if name != "cursor"} if query else query

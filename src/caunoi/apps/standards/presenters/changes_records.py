"""A change as programs read it: the two reports, the parts, and where the people of each are."""

from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.standards.figures.change_parts import PART_WORDS, RETURNED, PartWords
from caunoi.apps.standards.figures.changes import ChangeAsked
from caunoi.apps.standards.selectors.changes import Report
from caunoi.foundation.ui import with_query


def change_record(asked: ChangeAsked) -> dict[str, Any]:
    moved = asked.change.movement
    return {
        "figure": asked.of.code,
        "scope": asked.where,
        "from": {**_report(asked.before), "value": moved.opening},
        "to": {**_report(asked.after), "value": moved.closing},
        "parts": [_part(asked, words) for words in PART_WORDS],
        "returned": _part(asked, RETURNED),
    }


def _report(report: Report) -> dict[str, Any]:
    return {"on": report.on.isoformat(), "known": str(report.known) if report.known else None}


def _part(asked: ChangeAsked, words: PartWords) -> dict[str, Any]:
    return {
        "code": words.code,
        "step": str(words.part.step) if words.part else None,
        "sign": words.part.sign if words.part else 0,
        "people": len(asked.change.ids(words.part)),
        "definition": _(words.text),
        "rows_url": with_query(asked.part_url(words), format="json"),
    }

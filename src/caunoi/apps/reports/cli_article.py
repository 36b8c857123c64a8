"""``caunoi article``: every number of the article beside the one the rows give."""

from argparse import Namespace
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.reports.article import STORY_DAY, Finding, rebuilt
from caunoi.domain.vocabulary.vietnamese import format_number
from caunoi.foundation.commandline import Output, command, command_actor
from caunoi.foundation.commandline.registry import DONE, FAILED

NAMES = ("statement", "expected", "found", "equal", "figures", "on", "reason")


@command("", "article", help="Dựng lại các con số của bài báo từ dữ liệu, ngày 31/08/2020")
def article(options: Namespace, output: Output) -> int:
    """Exit 1 if any number that can be rebuilt differs from the article's."""
    findings = list(rebuilt(command_actor(), STORY_DAY))
    if output.form == "table":
        output.rows(_headings(), [_for_people(each) for each in findings])
    else:
        output.rows(NAMES, [_for_programs(each) for each in findings])
    return FAILED if any(each.equal is False for each in findings) else DONE


def _for_programs(each: Finding) -> list[Any]:
    told = each.statement
    return [
        _(told.text),
        told.said.told,
        each.found,
        each.equal,
        list(told.figures),
        each.on.isoformat(),
        _(told.lacking) if told.lacking else None,
    ]


def _headings() -> list[str]:
    return [_("Bài báo nói"), _("Con số"), _("Tìm thấy"), _("Khớp")]


def _for_people(each: Finding) -> list[Any]:
    told = each.statement
    if each.found is None:
        return [_(told.text), _written(told.said.told), "–", _(told.lacking)]
    return [
        _(told.text),
        _written(told.said.told),
        _written(each.found),
        _("khớp") if each.equal else _("LỆCH"),
    ]


def _written(number: float | str) -> str:
    if isinstance(number, str):
        word, _space, digits = number.rpartition(" ")
        return f"{word} {format_number(float(digits))}"
    return format_number(number)

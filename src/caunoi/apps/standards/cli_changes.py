"""``caunoi standards changes``: why a number is not what it was, by part and by name."""

from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.standards.figures.change_parts import PART_WORDS, RETURNED
from caunoi.apps.standards.figures.change_rows import COLUMNS
from caunoi.apps.standards.figures.changes import (
    ChangeAsked,
    change_in,
    change_scope,
    day_written,
    equation,
    part_value,
)
from caunoi.apps.standards.presenters.changes_page import sentence
from caunoi.apps.standards.presenters.changes_records import change_record
from caunoi.foundation import clock
from caunoi.foundation.commandline import Output, arg, command, command_actor

CODES = [words.code.removeprefix("change.") for words in (*PART_WORDS, RETURNED)]


@command(
    "standards",
    "changes",
    arg("--from", dest="since", metavar="NGÀY", default="", help="ngày đầu kỳ; mặc định một năm trước"),
    arg("--to", metavar="NGÀY", default="", help="ngày cuối kỳ; mặc định hôm nay"),
    arg("--figure", metavar="MÃ", default="", help="con số, ví dụ standard.met (mặc định) hoặc gap.LLCT"),
    arg("--unit", metavar="MÃ", default="", help="chỉ đơn vị có mã này và mọi đơn vị bên dưới"),
    arg(
        "--known-from", metavar="MỐC", default="", help="đầu kỳ theo dữ liệu biết đến ngày này hoặc #bản ghi"
    ),
    arg("--part", choices=CODES, help="liệt kê từng người của một phần"),
    help="Vì sao một con số thay đổi giữa hai ngày, từng phần và từng người",
)
def changes(options: Any, output: Output) -> None:
    asked = _asked(options)
    if options.part:
        _tell_people(asked, options.part, output)
    elif output.form == "json":
        output.record(change_record(asked))
    else:
        _tell_parts(asked, output)


def _asked(options: Any) -> ChangeAsked:
    said = {
        "tu": options.since,
        "so": options.figure,
        "xa": options.unit,
        "known_tu": options.known_from,
    }
    params = {key: [value] for key, value in said.items() if value}
    on = day_written(options.to, closing=True) if options.to else clock.today()
    return change_in(command_actor(), change_scope(params, on))


def _tell_parts(asked: ChangeAsked, output: Output) -> None:
    record = change_record(asked)
    rows = [[part["code"], part["sign"] * part["people"], part["definition"]] for part in record["parts"]]
    output.rows((_("phần"), _("số người"), _("nghĩa")), rows)
    output.say(sentence(asked))
    output.say(equation(asked))


def _tell_people(asked: ChangeAsked, part: str, output: Output) -> None:
    words = next(each for each in (*PART_WORDS, RETURNED) if each.code == f"change.{part}")
    people = part_value(asked, words).rows
    output.rows(tuple(_(column) for column in COLUMNS), [[str(cell) for cell in row.cells] for row in people])

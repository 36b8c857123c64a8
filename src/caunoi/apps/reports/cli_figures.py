"""``caunoi figures``: the same answers as on the pages and in the API, from the same one query."""

from argparse import Namespace
from contextlib import nullcontext
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.foundation.commandline import Output, arg, command, command_actor
from caunoi.foundation.commandline.days import a_day
from caunoi.foundation.errors import NotVisible, Refused
from caunoi.foundation.figures import FigureValue, all_figures, figure_or_404, scope_of
from caunoi.foundation.system_time import as_known
from caunoi.foundation.system_time.asked import point_asked

DAY = {"type": a_day, "default": None, "metavar": "NGÀY"}


@command("figures", "list", help="Mọi chỉ tiêu với định nghĩa")
def list_figures(options: Namespace, output: Output) -> None:
    rows = [
        [each.code, _(str(each.title)), _(str(each.definition)), _(each.unit_of_measure)]
        for each in all_figures()
    ]
    output.rows(["code", "title", "definition", "unit_of_measure"], rows)


@command(
    "figures",
    "show",
    arg("code", metavar="MÃ", help="ví dụ standard.met"),
    arg("--on", help="ngày dữ liệu có hiệu lực, mặc định hôm nay", **DAY),
    arg(
        "--known",
        help="chỉ theo những gì đã ghi đến hết ngày này, hoặc đến bản ghi #SỐ",
        default="",
        metavar="MỐC",
    ),
    arg("--unit", metavar="MÃ", default="", help="chỉ đơn vị có mã này và bên dưới"),
    help="Một chỉ tiêu trong một ngày: giá trị, mẫu số, số dòng phía sau",
)
def show_figure(options: Namespace, output: Output) -> None:
    actor = command_actor()
    on = options.on or actor.on
    with as_known(point_asked(options.known)) if options.known else nullcontext():
        output.record(_answer(actor, options, on).as_json())


def _answer(actor: Any, options: Namespace, on: date) -> FigureValue:
    params = {"unit": [options.unit]}
    try:
        return figure_or_404(options.code).answer(actor, scope_of(params, on))
    except NotVisible as missing:
        words = _("Không có chỉ tiêu %(code)s cho phạm vi này. Xem danh sách: caunoi figures list")
        raise Refused(words % {"code": options.code}) from missing

"""``caunoi organisation``: the tree of a day, what became of a unit, loading the register."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.apps.organisation import cli_reorganising as cli_reorganising  # its commands belong to the group
from caunoi.apps.organisation import presenters, selectors, services
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation import clock
from caunoi.foundation.commandline import Output, arg, command, command_actor
from caunoi.foundation.commandline.days import a_day
from caunoi.foundation.errors import Refused

IN_A_TERMINAL = ("code", "name", "type", "parent")


@command(
    "organisation",
    "as-of",
    arg("day", metavar="NGÀY", type=a_day, help="31/08/2020 hoặc 2020-08-31"),
    arg("--unit", metavar="MÃ", help="chỉ đơn vị có mã này và mọi đơn vị bên dưới"),
    help="Cây đơn vị trong một ngày",
)
def as_of(options: Any, output: Output) -> None:
    tree = selectors.unit_tree(on=options.day)
    root = tree.by_code(options.unit) if options.unit else None
    if options.unit and root is None:
        told = {"day": format_date(options.day), "code": options.unit}
        raise Refused(_("Ngày %(day)s không đơn vị nào mang mã %(code)s.") % told)
    rows = presenters.tree_rows(tree, root)
    if output.form == "table":
        output.rows(IN_A_TERMINAL, _columns(map(presenters.indented, rows), IN_A_TERMINAL))
    else:
        output.rows(presenters.TREE, _columns(rows, presenters.TREE))


def _columns(rows: Iterable[dict[str, Any]], names: Sequence[str]) -> list[list[Any]]:
    return [[row[name] for name in names] for row in rows]


@command(
    "organisation",
    "lookup",
    arg("text", metavar="TÊN_HOẶC_MÃ", help="Xuân Hương, xuan huong, 07429, hoặc “Phúc Sơn, Tân Yên”"),
    arg("--on", metavar="NGÀY", type=a_day, help="ngày hỏi ai kế thừa; mặc định hôm nay"),
    help="Đơn vị ấy đã trở thành gì: ngày nào, theo văn bản nào",
)
def lookup(options: Any, output: Output) -> None:
    on = options.on or clock.today()
    found = selectors.lookup(options.text, on=on)
    if not found:
        raise Refused(_("Không có đơn vị nào tên hoặc mã là “%(text)s”.") % {"text": options.text})
    if output.form == "json":
        output.rows(presenters.LOOKUP, _columns(map(presenters.looked_up, found), presenters.LOOKUP))
    else:
        output.rows(*presenters.lookup_lines(found, on=on))


@command(
    "organisation",
    "load",
    arg("--folder", metavar="THƯ_MỤC", default="regulations", help="thư mục danh mục; mặc định bản đi kèm"),
    help="Nạp danh mục đơn vị có ngày; chạy lại không đổi gì",
    writes=True,
)
def load(options: Any, output: Output) -> None:
    with transaction.atomic():
        report = services.load_territory(actor=command_actor(), source=options.folder)
        transaction.set_rollback(options.dry_run)
    names = ("table", "added", "changed", "unchanged", "retracted")
    output.rows(names, [[table, *counts.values()] for table, counts in report.as_json().items()])

"""``caunoi standards``: everybody's verdicts, one person's explanation, the rules in sentences."""

import csv
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.standards import cli_changes as cli_changes  # its command belongs to the group
from caunoi.apps.standards import figures, selectors
from caunoi.apps.standards.presenters.records import explained_record, standard_record, summary_record
from caunoi.apps.standards.selectors.explaining import PersonExplained, explain_person
from caunoi.apps.standards.selectors.rules import standard_of, standards_on
from caunoi.domain.vocabulary.vietnamese import canonical, format_date
from caunoi.foundation import clock
from caunoi.foundation.actors import Actor
from caunoi.foundation.commandline import Output, arg, command, command_actor
from caunoi.foundation.commandline.days import a_day
from caunoi.foundation.errors import Refused
from caunoi.foundation.figures import Scope
from caunoi.foundation.policy import visible
from caunoi.foundation.workbooks.delimited import quiet

ON = arg("--on", metavar="NGÀY", type=a_day, help="ngày hỏi, 31/08/2020 hoặc 2020-08-31; mặc định hôm nay")


@command(
    "standards",
    "assess",
    ON,
    arg("--unit", metavar="MÃ", help="chỉ đơn vị có mã này và mọi đơn vị bên dưới"),
    arg("--title", metavar="MÃ", help="chỉ chức danh này, ví dụ CX-BT; mặc định cán bộ chủ chốt"),
    arg("--out", metavar="TỆP.csv", type=Path, help="ghi kết luận từng người ra tệp CSV"),
    help="Đánh giá cán bộ theo tiêu chuẩn chức danh trong một ngày",
)
def assess(options: Any, output: Output) -> None:
    actor, on = command_actor(), options.on or clock.today()
    scope = Scope(on=on, unit_id=_unit(options.unit, on), where={"chuc-danh": options.title or ""})
    asked = figures.asked_in(scope, {})
    found = selectors.verdicts(actor, on=on)
    if options.out:
        _write_people(options.out, actor, asked, found)
    output.record(summary_record(found, asked))


def _unit(code: str | None, on: date) -> UUID | None:
    if not code:
        return None
    node = unit_tree(on=on).by_code(code)
    if node is None:
        told = {"day": format_date(on), "code": code}
        raise Refused(_("Ngày %(day)s không đơn vị nào mang mã %(code)s.") % told)
    return node.id


def _write_people(target: Path, actor: Actor, asked: selectors.Asked, found: selectors.Verdicts) -> None:
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_("Mã hồ sơ"), *(_(title) for title in figures.COLUMNS)])
        for row in figures.People(actor, found, asked):
            writer.writerow([row.id, *(quiet(str(cell)) for cell in row.cells)])


@command(
    "standards",
    "explain",
    arg("cadre", metavar="CÁN_BỘ", help="số hiệu, mã hồ sơ, hoặc họ và tên nếu chỉ có một người"),
    ON,
    help="Vì sao một người đạt hay chưa đạt chuẩn",
)
def explain(options: Any, output: Output) -> None:
    actor, on = command_actor(), options.on or clock.today()
    found = explain_person(actor, _cadre(actor, options.cadre), on)
    if output.form == "json":
        output.record(explained_record(found))
    else:
        output.rows(
            (_("chức danh"), _("yêu cầu"), _("kết luận"), _("cần"), _("hiện có"), _("căn cứ")), _lines(found)
        )
        _tell_ways(found, output)


def _lines(found: PersonExplained) -> list[list[str]]:
    return [
        [post.title, said.name, said.verdict.label, said.needed, said.held, said.clause]
        for post in found.posts
        for said in (line.explanation for line in post.lines)
    ]


def _tell_ways(found: PersonExplained, output: Output) -> None:
    if not found.posts:
        output.say(_("%(name)s không giữ chức danh nào ngày ấy.") % {"name": found.cadre.full_name})
    for post in found.posts:
        output.say(f"{post.title}, {post.unit}: {post.verdict.label}.")
        for way in post.ways:
            output.say("  + " + "; ".join(way.words))


def _cadre(actor: Actor, text: str) -> Cadre:
    """By number or id, else by a name only one person bears."""
    people = visible(actor, Cadre)
    found = people.filter(pk=text) if _is_id(text) else people.filter(number=text)
    known = list(found[:1]) or list(people.filter(exact_key=canonical(text))[:2])
    if len(known) == 1:
        person: Cadre = known[0]
        return person
    if known:
        raise Refused(
            _("Có nhiều người tên “%(name)s”. Ghi số hiệu cán bộ thay cho họ tên.") % {"name": text}
        )
    raise Refused(_("Không có cán bộ nào có số hiệu, mã hồ sơ hoặc họ tên “%(name)s”.") % {"name": text})


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@command(
    "standards",
    "rules",
    ON,
    arg("--title", metavar="MÃ", help="chỉ chức danh này, qua mọi thời kỳ"),
    help="Tiêu chuẩn của các chức danh bằng lời, có căn cứ",
    policy="none",
)
def rules(options: Any, output: Output) -> None:
    on = options.on or clock.today()
    shown = [standard_of(options.title, on)] if options.title else standards_on(on)
    if output.form == "json":
        output.record({"on": on.isoformat(), "titles": [standard_record(each) for each in shown]})
        return
    names = (_("chức danh"), _("yêu cầu"), _("nội dung"), _("căn cứ"), _("thời gian"))
    output.rows(
        names,
        [
            [each.title.code, line.code, str(line), line.clause, version.text.period]
            for each in shown
            for version in (each.versions if options.title else each.in_force)
            for line in version.text.lines
        ],
    )
    for each in shown:
        for finding in each.findings:
            output.say(finding.message)

"""The page of one unit: what it is on a day, what it was, what it came from and what it became."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from caunoi.apps.organisation.choices import AreaClass, Confidence, Share
from caunoi.apps.organisation.models import UnitVersion
from caunoi.apps.organisation.presenters.addresses import api_url, tree_url, unit_url
from caunoi.apps.organisation.presenters.tree_page import area_label
from caunoi.apps.organisation.register import Passage
from caunoi.apps.organisation.selectors import UnitStory
from caunoi.apps.organisation.tree import Node, Tree
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.ui.components import (
    Callout,
    Chip,
    Column,
    Downloads,
    Event,
    Fact,
    Heading,
    KeyFacts,
    Link,
    Row,
    State,
    Table,
    Timeline,
)

SURE: dict[str, State] = {
    Confidence.HIGH: "dat",
    Confidence.MEDIUM: "thong-tin",
    Confidence.DERIVED: "chu-y",
    Confidence.LOW: "chu-y",
    Confidence.UNKNOWN: "chu-y",
}


def present_unit(
    request: HttpRequest, story: UnitStory, tree: Tree, communes: FigureValue | None
) -> dict[str, Any]:
    shown = story.shown
    node = tree.nodes.get(story.unit_id)
    return {
        "head": Heading(shown.full_name, _lead(story), _crumbs(tree, node)),
        "gone": _gone(story),
        "facts": _facts(shown, tree, node),
        "versions": Timeline([_version_event(version, story.on) for version in reversed(story.versions)]),
        "origins": [_origin(passage) for passage in story.origins],
        "heirs": [_heir(passage) for passage in story.heirs],
        "children": _children(tree, node),
        "communes": communes,
        "downloads": Downloads(
            request.get_full_path(), api_url=api_url(story.on, shown.code), formats=("json",)
        ),
    }


def _lead(story: UnitStory) -> str:
    if story.current is not None:
        return _("Ngày %(day)s") % {"day": format_date(story.on)}
    return _("Không có vào ngày %(day)s") % {"day": format_date(story.on)}


def _crumbs(tree: Tree, node: Node | None) -> list[Link]:
    above = tree.line(node.id)[:0:-1] if node else []
    return [
        Link(_("Đơn vị"), tree_url(tree.on)),
        *(Link(upper.full_name, unit_url(upper.id, tree.on)) for upper in above),
    ]


def _gone(story: UnitStory) -> Callout | None:
    """Asked on a day on which the unit is not there: since when, and who stands for it."""
    if story.current is not None:
        return None
    day = {"day": format_date(story.on)}
    if story.on < story.versions[0].valid_from:
        return Callout(
            _("Ngày %(day)s chưa có đơn vị này") % day,
            _("Trang này nói về thời kỳ đầu tiên của đơn vị."),
            "chu-y",
        )
    links = [Link(heir.full_name, unit_url(heir.unit_id, story.on)) for heir in story.standing]
    body = _("Đơn vị kế thừa:") if links else _("Chưa ghi đơn vị kế thừa, hoặc cấp này đã bỏ.")
    return Callout(_("Ngày %(day)s không còn đơn vị này") % day, body, "chu-y", links)


def _facts(version: UnitVersion, tree: Tree, node: Node | None) -> KeyFacts:
    parent = tree.nodes.get(version.parent_id) if version.parent_id else None
    facts = [
        Fact(_("Mã"), version.code or _("chưa biết mã")),
        Fact(_("Loại"), version.get_type_display()),
        Fact(_("Thuộc"), Link(parent.full_name, unit_url(parent.id, tree.on)) if parent else None),
        Fact(_("Từ ngày"), _begin(version), _by(version)),
        Fact(_("Đến hết ngày"), format_date(version.known_period.last_day) if version.valid_to else _("nay")),
        Fact(_("Vùng"), area_label(version.area) or None, _graded(version.area_confidence)),
        Fact(_("Vị trí"), _place(version), _graded(version.place_confidence)),
    ]
    return KeyFacts(facts)


def _begin(version: UnitVersion) -> str:
    if version.start_known:
        return format_date(version.valid_from)
    return _("chưa biết ngày; đã như vậy khi danh mục bắt đầu")


def _by(version: UnitVersion) -> str:
    act = version.act.number if version.act else version.source
    return _("%(act)s · %(sure)s") % {"act": act, "sure": version.get_confidence_display()}


def _graded(confidence: str) -> str:
    return str(Confidence(confidence).label) if confidence else ""


def _place(version: UnitVersion) -> str | None:
    if version.latitude is None or version.longitude is None:
        return None
    place = f"{version.latitude:.4f}; {version.longitude:.4f}".replace(".", ",")
    return _("vĩ độ; kinh độ: %(place)s") % {"place": place}


def _version_event(version: UnitVersion, on: date) -> Event:
    code = _("mã %(code)s") % {"code": version.code} if version.code else _("chưa biết mã")
    area = str(AreaClass(version.area).label) if version.area else ""
    return Event(
        str(version.known_period),
        version.full_name,
        " · ".join(part for part in (code, area, version.note) if part),
        _by(version),
        "current" if version.holds_on(on) else "",
    )


def _origin(passage: Passage) -> dict[str, Any]:
    return _step(
        passage,
        passage.before.full_name if passage.before else passage.step.predecessor,
        passage.before_id,
        before=True,
    )


def _heir(passage: Passage) -> dict[str, Any]:
    return _step(passage, passage.after.full_name if passage.after else "", passage.after_id, before=False)


def _step(passage: Passage, name: str, unit_id: Any, *, before: bool) -> dict[str, Any]:
    """One line: who, how, when, by which act, and how sure that is."""
    day = passage.step.on
    return {
        "link": Link(name, unit_url(unit_id, _day_before(passage) if before else day))
        if unit_id and name
        else None,
        "kind": passage.step.kind.label,
        "on": day,
        "share": "" if passage.step.share == Share.WHOLE else str(Share(passage.step.share).label),
        "act": passage.act,
        "source": passage.step.source,
        "sure": Chip(str(passage.step.confidence.label), SURE[passage.step.confidence]),
        "note": passage.step.note,
    }


def _day_before(passage: Passage) -> date:
    period = passage.before.period if passage.before else None
    return (period.last_day if period else None) or passage.step.on


def _children(tree: Tree, node: Node | None) -> Table | None:
    below: Sequence[Node] = tree.children.get(node.id, ()) if node else ()
    if node is None or not below:
        return None
    columns = [Column(_("Đơn vị")), Column(_("Mã")), Column(_("Loại")), Column(_("Vùng"))]
    rows = [_child_row(tree, each) for each in below]
    return Table(columns, rows, _("Đơn vị trực thuộc"), count=len(rows), id="truc-thuoc")


def _child_row(tree: Tree, child: Node) -> Row:
    kind = child.full_name[: -len(child.name) - 1].lower()
    return Row([Link(child.full_name, unit_url(child.id, tree.on)), child.code, kind, area_label(child.area)])

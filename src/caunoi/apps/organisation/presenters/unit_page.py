"""The page of one unit: what it is on a day, what it was, what it came from and what it became."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from caunoi.apps.organisation import selectors
from caunoi.apps.organisation.choices import Confidence, Share, SuccessionKind
from caunoi.apps.organisation.models import LegalAct, UnitVersion
from caunoi.apps.organisation.presenters.addresses import api_url, tree_url, unit_url
from caunoi.apps.organisation.presenters.tree_page import area_label
from caunoi.apps.organisation.presenters.unit_river import river_of
from caunoi.apps.organisation.register import Passage
from caunoi.apps.organisation.selectors import UnitStory
from caunoi.apps.organisation.tree import Node, Tree
from caunoi.domain.lineage import Version
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
from caunoi.foundation.ui.languages import as_written, joined
from caunoi.foundation.ui.numbers import span

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
        "facts": _facts(story),
        "versions": Timeline([_version_event(version, story.on) for version in reversed(story.versions)]),
        "river": river_of(story, selectors.register()),
        "origins": _origins(story.origins),
        "heirs": _heirs(story.heirs),
        "acts": _acts(story),
        "children": _children(tree, node),
        "communes": communes,
        "downloads": Downloads(
            request.get_full_path(), api_url=api_url(story.day_shown, shown.code), formats=("json",)
        ),
    }


def _lead(story: UnitStory) -> str:
    if story.current is not None:
        return _("Ngày %(day)s") % {"day": format_date(story.on)}
    return _("Không có vào ngày %(day)s") % {"day": format_date(story.on)}


def _crumbs(tree: Tree, node: Node | None) -> list[Link]:
    above = tree.line(node.id)[:0:-1] if node else []
    return [
        Link(pgettext("trang", "Đơn vị"), tree_url(tree.on)),
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


def _facts(story: UnitStory) -> KeyFacts:
    version, above = story.shown, story.above
    facts = [
        Fact(_("Mã"), version.code or _("chưa biết mã")),
        Fact(_("Loại"), _(version.get_type_display())),
        Fact(_("Từ ngày"), _begin(version), _by(version)),
        Fact(_("Đến hết ngày"), format_date(version.known_period.last_day) if version.valid_to else _("nay")),
        Fact(_("Vùng"), area_label(version.area) or None, _graded(version.area_confidence)),
        Fact(_("Vị trí"), _place(version), _graded(version.place_confidence)),
    ]
    if above is not None:
        facts.insert(2, Fact(_("Thuộc"), Link(above.full_name, unit_url(above.unit_id, story.day_shown))))
    return KeyFacts(facts)


def _begin(version: UnitVersion) -> str:
    if version.start_known:
        return format_date(version.valid_from)
    return _("chưa biết ngày; đã như vậy khi danh mục bắt đầu")


def _by(version: UnitVersion) -> Any:
    act = version.act.number if version.act else version.source
    return joined([as_written(act), _(version.get_confidence_display())])


def _graded(confidence: str) -> str:
    return _(Confidence(confidence).label) if confidence else ""


def _place(version: UnitVersion) -> str | None:
    if version.latitude is None or version.longitude is None:
        return None
    place = f"{version.latitude:.4f}; {version.longitude:.4f}".replace(".", ",")
    return _("vĩ độ; kinh độ: %(place)s") % {"place": place}


def _version_event(version: UnitVersion, on: date) -> Event:
    code = _("mã %(code)s") % {"code": version.code} if version.code else _("chưa biết mã")
    area = area_label(version.area)
    return Event(
        span(version.known_period),
        version.full_name,
        joined([code, area, as_written(version.note)]),
        _by(version),
        "current" if version.holds_on(on) else "",
    )


def _origins(passages: Sequence[Passage]) -> Timeline | None:
    return _steps([_step(each, each.before, each.before_id, _day_before(each)) for each in passages])


def _heirs(passages: Sequence[Passage]) -> Timeline | None:
    return _steps([_step(each, each.after, each.after_id, each.on) for each in passages])


def _steps(events: list[Event]) -> Timeline | None:
    return Timeline(events) if events else None


def _step(passage: Passage, other: Version | None, other_id: UUID | None, day: date) -> Event:
    """Who, how, when, by which act, and how sure that is."""
    step = passage.step
    ended = step.kind == SuccessionKind.ABOLISH
    what: Any = _("Không có đơn vị kế thừa") if ended else _("Chưa biết đơn vị kế thừa")
    if other is not None and other_id is not None:
        what = Link(other.full_name, unit_url(other_id, day))
    share = "" if step.share == Share.WHOLE else _(Share(step.share).label)
    detail = joined([_(step.kind.label), share, as_written(step.note)])
    sure = Chip(_(step.confidence.label), SURE[step.confidence])
    return Event(format_date(step.on), what, detail, as_written(step.act or step.source), chips=[sure])


def _acts(story: UnitStory) -> KeyFacts | None:
    """Each act that is cited on the page, once, with its title and dates."""
    cited = [version.act for version in story.versions]
    cited += [passage.act for passage in (*story.origins, *story.heirs)]
    acts = {act.number: act for act in cited if act is not None}
    facts = [Fact(act.number, as_written(act.title), _dates(act)) for act in acts.values()]
    return KeyFacts(facts) if facts else None


def _dates(act: LegalAct) -> Any:
    told = [as_written(act.issuer)]
    if act.issued_on:
        told.append(_("thông qua %(day)s") % {"day": format_date(act.issued_on)})
    if act.effective_on:
        told.append(_("đơn vị mới hoạt động từ %(day)s") % {"day": format_date(act.effective_on)})
    return joined([*told, _(act.get_confidence_display()), as_written(act.note)])


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
    return Row(
        [Link(child.full_name, unit_url(child.id, tree.on)), child.code, _(kind), area_label(child.area)]
    )

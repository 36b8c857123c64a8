"""The rules as Vietnamese sentences: every title of a day, and one title through time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caunoi.apps.standards.extensions import RULES_SLOT
from caunoi.apps.standards.presenters.numbers import people_number
from caunoi.apps.standards.selectors import Asked, Verdicts
from caunoi.apps.standards.selectors.asked import VERDICTS
from caunoi.apps.standards.selectors.cases import cases_of
from caunoi.apps.standards.selectors.rules import RuleVersion, TitleStandard
from caunoi.apps.standards.selectors.words import STATES, verdict_words
from caunoi.domain.eligibility.describe import RuleLine
from caunoi.domain.eligibility.reading import CONFIDENCES
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.vocabulary.period import Period
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import numbers, slots, with_query
from caunoi.foundation.ui.languages import as_written

ADDRESS = "/tieu-chuan/"
FIGURES = {
    Verdict.MET: "standard.met",
    Verdict.NOT_MET: "standard.not_met",
    Verdict.IN_TRANSITION: "standard.in_transition",
    Verdict.UNKNOWN: "standard.unknown",
}
UNSURE = (CONFIDENCES["vua"], CONFIDENCES["thap"])


def present_rules(actor: Actor, standards: Sequence[TitleStandard], on: date, block: str) -> dict[str, Any]:
    kinds = [kind for kind in load_terms().kinds if any(each.title.kind == kind for each in standards)]
    chosen = block if block in kinds else (kinds[0] if kinds else "")
    shown = [each for each in standards if each.title.kind == chosen]
    lead = _("Mỗi chức danh được hỏi gì, theo văn bản nào, tính đến %(day)s.") % {"day": numbers.day(on)}
    return {
        "head": ui.Heading(_("Tiêu chuẩn chức danh"), lead, buttons=_ways_on(actor, on)),
        "tabs": ui.Tabs([_tab(kind, chosen, on) for kind in kinds], _("Loại chức danh")),
        "titles": [{**_title(each, on), "versions": [_version(v) for v in each.in_force]} for each in shown],
        "empty": ui.EmptyState(
            _("Ngày này chưa có chức danh nào trong danh mục. Chọn ngày khác ở ô “Tính đến”.")
        ),
    }


def _ways_on(actor: Actor, on: date) -> list[Any]:
    """What upper modules offer from here."""
    buttons = [extension.button(actor, on) for extension in slots.of(RULES_SLOT)]
    return [button for button in buttons if button]


def _tab(kind: str, chosen: str, on: date) -> ui.Tab:
    url = with_query(ADDRESS, khoi=kind, ngay=on.isoformat())
    return ui.Tab(_(load_terms().kinds[kind].name), url, current=kind == chosen)


def _title(each: TitleStandard, on: date) -> dict[str, Any]:
    return {
        "name": each.title.name,
        "code": each.title.code,
        "url": with_query(f"{ADDRESS}{each.title.code}/", ngay=on.isoformat()),
        "cases": _cases_link(each.title.code, on),
        "findings": [
            ui.Callout(_("Cần xem lại"), as_written(finding.message), "chu-y") for finding in each.findings
        ],
    }


def _cases_link(code: str, on: date) -> ui.Link | None:
    """How many stored cases prove the rules of the title, and the way to them."""
    count = len(cases_of(code))
    if not count:
        return None
    words = ngettext("%(count)s ca mẫu đã kiểm", "%(count)s ca mẫu đã kiểm", count) % {"count": count}
    return ui.Link(words, with_query(f"{ADDRESS}{code}/", ngay=on.isoformat()) + "#ca-mau")


def _cases(code: str) -> ui.Table:
    return ui.Table(
        columns=[
            ui.Column(_("Ca mẫu")),
            ui.Column(_("Ngày"), "date"),
            ui.Column(_("Phải kết luận")),
            ui.Column(_("Căn cứ")),
        ],
        rows=[
            ui.Row(
                [as_written(case.name), case.on, as_written("; ".join(case.words)), as_written(case.clause)]
            )
            for case in cases_of(code)
        ],
        caption=_("Ca mẫu của chức danh"),
        id="ca-mau",
        empty=ui.EmptyState(_("Chưa có ca mẫu nào cho riêng chức danh này.")),
    )


def _version(version: RuleVersion) -> dict[str, Any]:
    text = version.text
    return {
        "name": as_written(text.name),
        "period": _lasting(version.rule.period),
        "document": as_written(version.rule.source.document),
        "source_note": as_written(version.rule.source.note),
        "unsure": _(text.confidence) if text.confidence in UNSURE else "",
        "confidence": _(text.confidence),
        "in_force": version.in_force,
        "special": version.rule.special,
        "table": _lines(text.rule_id, text.lines),
        "judged": [as_written(words) for words in text.judged],
        "titles": ", ".join(text.titles),
        "state": ui.Chip(_("đang có hiệu lực"), "dat")
        if version.in_force
        else ui.Chip(_("không có hiệu lực ngày này")),
    }


def _state(version: RuleVersion) -> ui.Chip:
    if version.in_force:
        return ui.Chip(_("đang có hiệu lực"), "dat")
    return ui.Chip(_("không có hiệu lực ngày này"))


def _lines(rule_id: str, lines: Sequence[RuleLine]) -> ui.Table:
    return ui.Table(
        columns=[ui.Column(_("Yêu cầu")), ui.Column(_("Nội dung")), ui.Column(_("Căn cứ"))],
        rows=[_line(line) for line in lines],
        caption=_("Các yêu cầu của %(rule)s") % {"rule": rule_id},
        id=f"quy-dinh-{rule_id.replace('/', '-')}",
    )


def _line(line: RuleLine) -> ui.Row:
    sentence = line.sentence.removeprefix(f"{line.name}: ")
    limited = f"{line.limited_to}: {sentence}" if line.limited_to else sentence
    notes = " ".join(filter(None, (line.note, *line.reliefs)))
    return ui.Row(
        [
            ui.Cell(_(line.name), sub=line.code),
            ui.Cell(as_written(limited), sub=as_written(notes)),
            as_written(line.clause),
        ],
        name=_(line.name),
    )


# ---- one title


def present_title(each: TitleStandard, on: date, found: Verdicts | None) -> dict[str, Any]:
    title = each.title
    crumbs = [ui.Link(_("Tiêu chuẩn chức danh"), with_query(ADDRESS, khoi=title.kind, ngay=on.isoformat()))]
    kind = _(load_terms().kinds[title.kind].name)
    return {
        "head": ui.Heading(title.name, _lead(kind, each), crumbs),
        "source": as_written(title.source),
        "cases": _cases(title.code),
        "findings": _title(each, on)["findings"],
        "versions": [_version(version) for version in reversed(each.versions)],
        "timeline": ui.Timeline([_event(version, on) for version in reversed(each.versions)]),
        "tally": tally_of(each, on, found) if found else None,
        "empty": ui.EmptyState(_("Chưa nhập văn bản nào quy định tiêu chuẩn của chức danh này.")),
    }


def _lead(kind: str, each: TitleStandard) -> str:
    told = {"kind": kind, "code": each.title.code, "period": _lasting(each.title.period)}
    return _("%(kind)s, mã %(code)s, có từ %(period)s") % told


def _lasting(period: Period) -> str:
    """In the reader's language; in records it stays as the rule says it."""
    if period.last_day is None:
        return _("%(start)s đến nay") % {"start": format_date(period.start)}
    told = {"start": format_date(period.start), "end": format_date(period.last_day)}
    return _("%(start)s đến hết %(end)s") % told


def _event(version: RuleVersion, on: date) -> ui.Event:
    planned = version.rule.period.start is not None and version.rule.period.start > on
    state: Any = "current" if version.in_force else "planned" if planned else ""
    return ui.Event(
        _lasting(version.rule.period),
        as_written(version.text.source.partition(" (")[0]),
        as_written(version.text.name),
        state=state,
    )


def tally_of(each: TitleStandard, on: date, found: Verdicts) -> ui.Tally:
    """Who holds the title on the day within reach, by verdict over that title's posts."""
    asked = Asked(on, titles=(each.title.code,))
    counts = [_count(word, verdict, asked, found) for word, verdict in VERDICTS.items()]
    people = people_number("standard.people", found.count(asked), asked)
    whole = ui.Count(_("Người giữ chức danh"), people, total=True)
    return ui.Tally([*counts, whole], _("Người giữ chức danh này, theo kết luận"))


def _count(word: str, verdict: Verdict, asked: Asked, found: Verdicts) -> ui.Count:
    narrowed = replace(asked, verdict=word)
    number = people_number(FIGURES[verdict], found.count(narrowed), narrowed)
    return ui.Count(verdict_words(verdict), number, STATES[verdict])

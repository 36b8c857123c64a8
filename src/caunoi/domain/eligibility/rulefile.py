"""One rule file (tệp tiêu chuẩn) read into rule sets; every fault names the file, the rule and the cure."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caunoi.domain.eligibility.ages import (
    AgeAtLeast,
    FirstElectedByAge,
    ServiceLeftAtFirstElection,
    YearsBySex,
)
from caunoi.domain.eligibility.groups import AtLeast
from caunoi.domain.eligibility.reading import CONFIDENCES, Entry, Table
from caunoi.domain.eligibility.reliefs import (
    Before,
    Gives,
    InArea,
    NotBefore,
    Relief,
    Studying,
    WithinMonthsOfAppointment,
)
from caunoi.domain.eligibility.requirement import Requirement, Source, Template, TitleRule, Variant
from caunoi.domain.eligibility.rules import FieldIn, LevelAtLeast, Rule, StateIs, TrainedIn, Unstated
from caunoi.domain.eligibility.terms import Terms
from caunoi.domain.vocabulary.period import Period

SELECTORS = ("titles", "areas")
SETTLED = ("code", "clause", "confidence", "note", "relief")
"""What an override of another kind keeps from the general words; the kind comes with its own keys."""


def read_rules(content: Table, where: str, terms: Terms) -> list[TitleRule]:
    top = Entry(content, where)
    source = _source(top)
    rules = [_title_rule(entry, source, terms) for entry in top.tables("rule", "tiêu chuẩn")]
    top.finish()
    return rules


def _source(top: Entry) -> Source:
    entry = top.table_at("source", "thêm [source] với document, issuer, confidence.")
    source = Source(
        document=entry.text("document"),
        issued=entry.day("issued"),
        issuer=entry.text("issuer"),
        confidence=entry.one_of("confidence", CONFIDENCES),
        note=entry.text("note", ""),
    )
    entry.finish()
    return source


def _title_rule(entry: Entry, source: Source, terms: Terms) -> TitleRule:
    rule_id = entry.text("id")
    entry.where = f"{entry.where.rsplit(',', 1)[0]}, tiêu chuẩn “{rule_id}”"
    confidence = entry.one_of("confidence", CONFIDENCES, source.confidence)
    requires = entry.tables("require", "yêu cầu")
    rule = TitleRule(
        id=rule_id,
        name=entry.text("name"),
        titles=_known(entry, "titles", terms.titles),
        areas=_known(entry, "areas", terms.areas),
        period=_period(entry),
        source=source,
        special=entry.flag("special"),
        templates=tuple(_template(each, rule_id, confidence, terms) for each in requires),
        judged=entry.words("judged"),
        confirmed_until=entry.day("confirmed_until"),
        raw=canonical([entry.table, source.document, source.confidence]),
    )
    entry.finish()
    _refuse_twice(entry, requires)
    if not rule.titles:
        raise entry.fault("chưa nêu chức danh nào.", 'thêm dòng titles = ["CX-BT"].', "titles")
    return rule


def _refuse_twice(entry: Entry, requires: list[Entry]) -> None:
    codes = [each.table.get("code") for each in requires]
    twice = sorted({str(code) for code in codes if codes.count(code) > 1})
    if twice:
        raise entry.fault(f"yêu cầu “{', '.join(twice)}” có hai lần.", "gộp lại bằng kind = “all_of”.")


def _period(entry: Entry) -> Period:
    first, end = entry.required_day("from"), entry.day("to")
    if end is not None and end <= first:
        raise entry.fault("ngày hết hiệu lực không sau ngày có hiệu lực.", "sửa “from” hoặc “to”.", "to")
    return Period(first, end)


def _template(entry: Entry, rule_id: str, confidence: str, terms: Terms) -> Template:
    general = {key: value for key, value in entry.table.items() if key != "override"}
    overrides = [
        _variant(Entry(_overridden(general, each.table), each.where, each.path), rule_id, confidence, terms)
        for each in entry.tables("override", "ngoại lệ")
    ]
    return Template(
        _variant(Entry(general, entry.where, entry.path), rule_id, confidence, terms), tuple(overrides)
    )


def _overridden(general: Table, special: Table) -> dict[str, Any]:
    kept = SETTLED if "kind" in special else tuple(key for key in general if key not in SELECTORS)
    return {key: general[key] for key in kept if key in general} | dict(special)


def _variant(entry: Entry, rule_id: str, confidence: str, terms: Terms) -> Variant:
    titles, areas = _known(entry, "titles", terms.titles), _known(entry, "areas", terms.areas)
    requirement = Requirement(
        code=entry.one_of("code", terms.columns),
        clause=entry.text("clause"),
        rule_id=rule_id,
        confidence=entry.one_of("confidence", CONFIDENCES, confidence),
        note=entry.text("note", ""),
        reliefs=tuple(_relief(each, terms) for each in entry.tables("relief", "điều khoản chuyển tiếp")),
        rule=_rule(entry, terms),
    )
    entry.finish()
    return Variant(requirement, titles, areas)


def _rule(entry: Entry, terms: Terms) -> Rule:
    kind = entry.one_of("kind", KINDS)
    return KINDS[kind](entry, terms)


def _level(entry: Entry, terms: Terms) -> Rule:
    what = entry.one_of("what", {**terms.scales, **terms.states})
    return LevelAtLeast(what, entry.one_of("level", terms.scale(what).ranks))


def _state(entry: Entry, terms: Terms) -> Rule:
    what = entry.one_of("what", terms.states)
    return StateIs(what, entry.one_of("is", terms.states[what].ranks))


def _field(entry: Entry, terms: Terms) -> Rule:
    return FieldIn(_some(entry, "fields", terms.fields))


def _trained(entry: Entry, terms: Terms) -> Rule:
    return TrainedIn(_some(entry, "trainings", terms.trainings))


def _years(entry: Entry) -> YearsBySex:
    years = entry.whole("years")
    return YearsBySex(years, entry.whole("years_woman", years))


def _group(k: int | None) -> Callable[[Entry, Terms], Rule]:
    def read(entry: Entry, terms: Terms) -> Rule:
        parts = tuple(_part(each, terms) for each in entry.tables("of", "phần"))
        least = entry.whole("k") if k is None else (k or len(parts))
        if not parts or not 1 <= least <= len(parts):
            raise entry.fault("nhóm yêu cầu trống hoặc số k không hợp.", "thêm [[….of]], k từ 1 đến số phần.")
        return AtLeast(least, parts)

    return read


def _part(entry: Entry, terms: Terms) -> Rule:
    rule = _rule(entry, terms)
    entry.finish()
    return rule


KINDS: Mapping[str, Callable[[Entry, Terms], Rule]] = {
    "level": _level,
    "state": _state,
    "field": _field,
    "trained": _trained,
    "age_min": lambda entry, terms: AgeAtLeast(_years(entry)),
    "age_max_first": lambda entry, terms: FirstElectedByAge(_years(entry)),
    "service_left": lambda entry, terms: ServiceLeftAtFirstElection(entry.whole("months")),
    "unstated": lambda entry, terms: Unstated(entry.text("reason")),
    "all_of": _group(0),
    "any_of": _group(1),
    "at_least": _group(None),
}


def _relief(entry: Entry, terms: Terms) -> Relief:
    gives: Gives = "exempt" if entry.one_of("gives", dict.fromkeys(_GIVES)) == "exempt" else "in_transition"
    relief = Relief(
        gives=gives,
        conditions=tuple(_conditions(entry, terms)),
        reason=entry.text("reason"),
        clause=entry.text("clause"),
        begins=entry.day("from"),
        until=entry.day("until"),
        confidence=entry.one_of("confidence", CONFIDENCES) if entry.has("confidence") else "",
    )
    entry.finish()
    return relief


_GIVES = ("exempt", "in_transition")


def _conditions(entry: Entry, terms: Terms) -> list[Rule]:
    found: list[Rule] = []
    for what in ("appointed", "first_elected", "birth"):
        if entry.has(f"{what}_before"):
            found.append(Before(what, entry.required_day(f"{what}_before")))
        if entry.has(f"{what}_from"):
            found.append(NotBefore(what, entry.required_day(f"{what}_from")))
    if entry.has("age_from"):
        years = entry.whole("age_from")
        found.append(AgeAtLeast(YearsBySex(years, entry.whole("age_from_woman", years))))
    if entry.has("within_months"):
        found.append(WithinMonthsOfAppointment(entry.whole("within_months")))
    if entry.has("studying"):
        what = entry.one_of("studying", terms.scales)
        found.append(Studying(what, entry.one_of("level", terms.scales[what].ranks)))
    if entry.has("areas"):
        found.append(InArea(_some(entry, "areas", terms.areas)))
    found += [
        StateIs(what, entry.one_of(what, scale.ranks))
        for what, scale in terms.states.items()
        if entry.has(what)
    ]
    return found


def _some(entry: Entry, key: str, allowed: Mapping[str, object]) -> tuple[str, ...]:
    words = _known(entry, key, allowed)
    if not words:
        raise entry.fault(f"“{key}” còn trống.", "ghi ít nhất một giá trị.", key)
    return words


def _known(entry: Entry, key: str, allowed: Mapping[str, object]) -> tuple[str, ...]:
    words = entry.words(key)
    for word in words:
        if word not in allowed:
            raise entry.fault(
                f"“{key}” có “{word}”, không có trong danh mục.", f"chọn: {', '.join(allowed)}.", key
            )
    return words


def canonical(content: object) -> str:
    """One text for one content, however the file was laid out: what the rule hash is taken of."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, default=_plain, separators=(",", ":"))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} không ghi được vào bản chuẩn")

"""An independent, slow reading of the rules: one person at a time, plain Python, straight from the TOML.

It shares no code with the engine. A verdict that isn't settled is the *set* of verdicts it may turn out to be,
so groups are worked out by going through every way the unsettled parts may turn out.
"""

import json
import tomllib
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

STANDARDS = Path(__file__).parents[3] / "src" / "caunoi" / "regulations" / "standards"
SCALES = tomllib.loads((STANDARDS / "scales.toml").read_text(encoding="utf-8"))
TITLES = tomllib.loads((STANDARDS / "titles.toml").read_text(encoding="utf-8"))
LEVELS = {
    scale["what"]: [level["code"] for level in scale["levels"]] for scale in SCALES["scale"] + SCALES["state"]
}
AREAS = [area["code"] for area in SCALES["area"]]
COUNTED = {"can_bo": {"CM", "LLCT"}, "cong_chuc": {"CM", "LLCT"}, "thon": None}
Set = frozenset[str]
MET, NOT, EXEMPT, MOVING = "met", "not", "exempt", "moving"
YES, NO, MAYBE = frozenset([MET]), frozenset([NOT]), frozenset([MET, NOT])
NUMBERS = {"none": 0, MET: 1, EXEMPT: 2, MOVING: 3, "unknown": 4, NOT: 5}


def judge(record: dict[str, Any], files: Iterable[dict[str, Any]], on: date) -> tuple[dict[str, int], int]:
    """Verdict numbers by requirement code, and the verdict over those that count."""
    title = next((one for one in TITLES["title"] if one["code"] == record.get("title")), None)
    rules = [rule for file in files for rule in file["rule"]]
    if title is None or not _in_force(title, on):
        return {}, NUMBERS["unknown"]
    area = record.get("area")
    worlds = [_in_area(record, rules, one, on) for one in ([area] if area else AREAS)]
    if all(world is None for world in worlds):
        return {}, NUMBERS["unknown"]
    codes = {code for world in worlds if world is not None for code in world}
    verdicts = {code: NUMBERS[_agreed([_outcome(world, code) for world in worlds])] for code in codes}
    counted = COUNTED[title["class"]]
    worst = max([v for code, v in verdicts.items() if counted is None or code in counted], default=1)
    return verdicts, 1 if worst in (0, 1, 2) else worst


def _outcome(world: dict[str, Set] | None, code: str) -> Set:
    if world is None:
        return MAYBE
    return world.get(code, frozenset())


def _agreed(outcomes: list[Set]) -> str:
    """One verdict whichever area it is; asking nothing in some areas stands in no one's way."""
    named = {_name(outcome) for outcome in outcomes}
    if len(named) == 1:
        return named.pop()
    if named <= {MET, EXEMPT, "none"}:
        return EXEMPT if EXEMPT in named else MET
    return "unknown"


def _name(outcome: Set) -> str:
    if not outcome:
        return "none"
    if outcome <= {MET, EXEMPT}:
        return EXEMPT if EXEMPT in outcome else MET
    return next(iter(outcome)) if len(outcome) == 1 else "unknown"


def _in_force(thing: dict[str, Any], on: date) -> bool:
    return thing["from"] <= on and ("to" not in thing or on < thing["to"])


def _in_area(
    record: dict[str, Any], rules: list[dict[str, Any]], area: str, on: date
) -> dict[str, Set] | None:
    here = record | {"area": area}
    fitting = [
        rule
        for rule in rules
        if record["title"] in rule["titles"] and area in rule.get("areas", [area]) and _in_force(rule, on)
    ]
    if not any(not rule.get("special") for rule in fitting):
        return None
    verdicts: dict[str, Set] = {}
    for rule in sorted(fitting, key=lambda rule: bool(rule.get("special"))):
        for requirement in rule.get("require", []):
            words = _words_for(requirement, here)
            if words is not None:
                verdicts[words["code"]] = _with_reliefs(words, here, on)
    return verdicts


def _words_for(requirement: dict[str, Any], record: dict[str, Any]) -> dict[str, Any] | None:
    base = {key: value for key, value in requirement.items() if key != "override"}
    chosen = base if _fits(base, record) else None
    for override in requirement.get("override", []):
        if _fits(override, record):
            kept = base
            if "kind" in override:
                kept = {k: base[k] for k in base if k in ("code", "clause", "confidence", "note", "relief")}
            chosen = {k: v for k, v in kept.items() if k not in ("titles", "areas")} | override
    return chosen


def _fits(words: dict[str, Any], record: dict[str, Any]) -> bool:
    return record["title"] in words.get("titles", [record["title"]]) and record["area"] in words.get(
        "areas", [record["area"]]
    )


def _with_reliefs(words: dict[str, Any], record: dict[str, Any], on: date) -> Set:
    base = _judge(words, record, on)
    reliefs = [(relief["gives"], _holds(relief, record, on)) for relief in words.get("relief", [])]
    outcomes = set()
    for first, *rest in product(base, *(holds for _, holds in reliefs)):
        given = {gives for (gives, _), holds in zip(reliefs, rest, strict=True) if holds == MET}
        outcomes.add(_relieved(first, given))
    return frozenset(outcomes)


def _relieved(verdict: str, given: set[str]) -> str:
    if verdict == MET:
        return MET
    if "exempt" in given:
        return EXEMPT
    return MOVING if "in_transition" in given else NOT


def _holds(relief: dict[str, Any], record: dict[str, Any], on: date) -> Set:
    if on < relief.get("from", on) or ("until" in relief and on >= relief["until"]):
        return NO
    found = [_condition(key, relief, record, on) for key in relief]
    return NO if NO in found else (MAYBE if MAYBE in found else YES)


def _condition(key: str, relief: dict[str, Any], record: dict[str, Any], on: date) -> Set:
    value = relief[key]
    if key.endswith("_before") and key != "from":
        first, last = _days(record.get(key.removesuffix("_before")))
        return _range(first is None, first and first < value, last and last < value)
    if key == "age_from":
        return _age(record, on, value, relief.get("age_from_woman", value), reach=True)
    if key == "within_months":
        first, last = _days(record.get("appointed"))
        return _range(first is None, last and _months(on, last) < value, first and _months(on, first) < value)
    if key == "studying":
        return _at_least(value, relief["level"], record.get(f"studying_{value}") or "khong")
    if key == "areas":
        return YES if record["area"] in value else NO
    if key in ("ethnic_minority", "residence", "party_member", "first_term"):
        return _exactly(record.get(key), value)
    return YES


def _judge(words: dict[str, Any], record: dict[str, Any], on: date) -> Set:
    kind = words["kind"]
    if kind == "level":
        return _at_least(words["what"], words["level"], record.get(words["what"]))
    if kind == "state":
        return _exactly(record.get(words["what"]), words["is"])
    if kind == "field":
        held = record.get("professional_field")
        return MAYBE if held is None else (YES if held in words["fields"] else NO)
    if kind == "trained":
        return _trained(words["trainings"], record)
    if kind == "unstated":
        return MAYBE
    if kind == "age_min":
        return _age(record, on, words["years"], words.get("years_woman", words["years"]), reach=True)
    if kind == "age_max_first":
        return _first_age(record, words["years"], words.get("years_woman", words["years"]))
    if kind == "service_left":
        return _service(record, words["months"])
    k = {"all_of": len(words["of"]), "any_of": 1}.get(kind, words.get("k"))
    parts = [_judge(part, record, on) for part in words["of"]]
    return frozenset(MET if sum(one == MET for one in world) >= k else NOT for world in product(*parts))


def _range(unknown: bool, possibly: Any, surely: Any) -> Set:
    if unknown:
        return MAYBE
    return YES if surely else (MAYBE if possibly else NO)


def _at_least(what: str, level: str, held: str | None) -> Set:
    if held is None:
        return MAYBE
    return YES if LEVELS[what].index(held) >= LEVELS[what].index(level) else NO


def _exactly(held: str | None, wanted: str) -> Set:
    return MAYBE if held is None else (YES if held == wanted else NO)


def _trained(wanted: list[str], record: dict[str, Any]) -> Set:
    held, absent = set(record.get("trained") or []), set(record.get("not_trained") or [])
    if set(wanted) <= held:
        return YES
    return NO if (set(wanted) & absent) - held else MAYBE


def _days(text: str | None) -> tuple[date | None, date | None]:
    """First and last day of '1975', '8/1985' or '31/08/1985'."""
    if not text:
        return None, None
    parts = [int(part) for part in text.split("/")][::-1]
    first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    if len(parts) == 3:
        return first, first
    after = (
        date(first.year + 1, 1, 1)
        if len(parts) == 1 or first.month == 12
        else date(first.year, first.month + 1, 1)
    )
    return first, after - timedelta(days=1)


def _months(later: date, earlier: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)


def _age(record: dict[str, Any], on: date, man: int, woman: int, *, reach: bool) -> Set:
    first, last = _days(record.get("birth"))
    if first is None or last is None:
        return MAYBE
    years = {"nam": [man], "nu": [woman]}.get(record.get("sex") or "", [man, woman])
    answers = {_months(on, born) >= 12 * limit for born in (first, last) for limit in years}
    return frozenset(MET if answer == reach else NOT for answer in answers)


def _first_age(record: dict[str, Any], man: int, woman: int) -> Set:
    born, elected = _days(record.get("birth")), _days(record.get("first_elected"))
    if None in born or None in elected:
        return MAYBE
    years = {"nam": [man], "nu": [woman]}.get(record.get("sex") or "", [man, woman])
    ages = [_months(day, birth) // 12 for day in elected for birth in born]
    return frozenset(MET if age <= limit else NOT for age in ages for limit in years)


def _service(record: dict[str, Any], months: int) -> Set:
    ends, elected = _days(record.get("retires")), _days(record.get("first_elected"))
    if None in ends or None in elected:
        return MAYBE
    return frozenset(MET if _months(end, day) >= months else NOT for end in ends for day in elected)


def shipped_files() -> list[dict[str, Any]]:
    names = sorted(STANDARDS.glob("*.toml"))
    tables = [tomllib.loads(name.read_text(encoding="utf-8")) for name in names]
    return [table for table in tables if "rule" in table]


def readable(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)

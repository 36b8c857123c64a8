"""Checks the rules an office adds to the published format (quy định của cơ quan), from the JSON alone.

As `verify.py`, this shares nothing with the model or the solver.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from caunoi.domain.allocation.sheet import Sheet, Violation

TOLERANCE = 1e-6


def office_violations(sheet: Sheet) -> Iterator[Violation]:
    """Every office rule the plan on the sheet breaks."""
    for judge in JUDGES:
        yield from judge(sheet)


def _open_in_closed_weeks(sheet: Sheet) -> Iterator[Violation]:
    closed = sheet.data.get("closed_weeks")
    if closed is None:
        return
    for offering in sheet.opened():
        rest = closed[int(sheet.class_("venue", offering))] or []
        hit = sorted(set(rest) & set(sheet.weeks(offering)))
        if hit:
            text = f"Lớp {offering} học vào tuần {hit[0]}, là tuần nghỉ ở địa điểm ấy."
            yield Violation("closed", text, {"offering": offering, "week": hit[0]})


def _lecturers_teaching_twice(sheet: Sheet) -> Iterator[Violation]:
    limits = (sheet.data.get("lecturers") or {}).get("at_once")
    if limits is None:
        return
    for (lecturer, week), many in sheet.running(lambda offering: _lecturer(sheet, offering)).items():
        if limits[lecturer] is not None and many > limits[lecturer]:
            text = f"Giảng viên {lecturer} dạy {many} lớp trong tuần {week}, chỉ được {limits[lecturer]}."
            yield Violation("lecturer", text, {"lecturer": lecturer, "week": week})


def _lecturers_teaching_too_long(sheet: Sheet) -> Iterator[Violation]:
    limits = (sheet.data.get("lecturers") or {}).get("weeks")
    if limits is None:
        return
    taught: dict[Any, int] = defaultdict(int)
    for offering in sheet.opened():
        taught[_lecturer(sheet, offering)] += len(sheet.weeks(offering))
    for lecturer, weeks in taught.items():
        if lecturer is not None and limits[lecturer] is not None and weeks > limits[lecturer]:
            text = f"Giảng viên {lecturer} dạy {weeks} tuần, chỉ được {limits[lecturer]} tuần."
            yield Violation("lecturer_weeks", text, {"lecturer": lecturer})


def _lecturer(sheet: Sheet, offering: int) -> int | None:
    return sheet.class_("lecturer", offering, None)


def _key_officials_away(sheet: Sheet) -> Iterator[Violation]:
    limits = (sheet.data.get("units") or {}).get("key_away_limit")
    key = (sheet.data.get("persons") or {}).get("key")
    if limits is None or key is None or (sheet.data.get("persons") or {}).get("unit") is None:
        return
    people = sheet.wishes["person"]
    away = sheet.by_week(lambda request: sheet.unit(request) if key[people[request]] else None)
    for (unit, week), heads in away.items():
        if limits[unit] is not None and heads > limits[unit]:
            text = f"Đơn vị {unit} vắng {heads} cán bộ chủ chốt trong tuần {week}, chỉ được {limits[unit]}."
            yield Violation("key_away", text, {"unit": unit, "week": week})


def _learning_too_late_to_serve(sheet: Sheet) -> Iterator[Violation]:
    leaves = (sheet.data.get("persons") or {}).get("leaves")
    if leaves is None:
        return
    programmes = sheet.data.get("programmes") or []
    serve = {programme.get("id", row): programme.get("serve") for row, programme in enumerate(programmes)}
    for request, offering in sheet.heads:
        week = leaves[sheet.wishes["person"][request]]
        owed = serve.get(sheet.wishes["programme"][request])
        if week is not None and owed is not None and sheet.weeks(offering).stop + owed > week:
            text = f"Học xong lớp {offering}, người của yêu cầu {request} không còn đủ {owed} tuần công tác."
            yield Violation("retirement", text, {"request": request, "offering": offering})


def _items_overspent(sheet: Sheet) -> Iterator[Violation]:
    for number, item in enumerate(sheet.data.get("items") or []):
        spent = _spent_on(sheet, item)
        if item.get("limit") is not None and spent > item["limit"] + TOLERANCE:
            text = f"Mục chi “{item.get('name')}” tốn {spent:.10g}, chỉ có {item['limit']:.10g}."
            yield Violation("item", text, {"item": number})


def _spent_on(sheet: Sheet, item: dict[str, Any]) -> float:
    opening, head = item.get("open"), item.get("head")
    spent = sheet.travelled() if item.get("travel") else 0.0
    spent += sum(opening[offering] for offering in sheet.opened()) if opening else 0.0
    return spent + (sum(heads * head[o] for (_, o), heads in sheet.heads.items()) if head else 0.0)


def _quotas_missed(sheet: Sheet) -> Iterator[Violation]:
    placed = _heads_of_units(sheet)
    for number, quota in enumerate(sheet.data.get("quotas") or []):
        heads = placed[quota["unit"], quota.get("programme")]
        where = {"quota": number, "unit": quota["unit"]}
        if quota.get("most") is not None and heads > quota["most"]:
            text = f"Đơn vị {quota['unit']} được xếp {heads} suất, chỉ tiêu nhiều nhất {quota['most']}."
            yield Violation("quota", text, where)
        if quota.get("least") is not None and heads < quota["least"]:
            text = f"Đơn vị {quota['unit']} được xếp {heads} suất, chỉ tiêu ít nhất {quota['least']}."
            yield Violation("quota", text, where)


def _heads_of_units(sheet: Sheet) -> dict[tuple[int | None, int | None], int]:
    """Heads each unit has in each programme, and (under None) in all."""
    placed: dict[tuple[int | None, int | None], int] = defaultdict(int)
    for (request, _), heads in sheet.heads.items():
        for programme in (sheet.wishes["programme"][request], None):
            placed[sheet.unit(request), programme] += heads
    return placed


def _floors_missed(sheet: Sheet) -> Iterator[Violation]:
    served = sum(sheet.heads.values())
    for number, floor in enumerate(sheet.data.get("floors") or []):
        people, where = set(floor["people"]), {"floor": number}
        heads = sum(n for (request, _), n in sheet.heads.items() if sheet.wishes["person"][request] in people)
        if floor.get("heads") is not None and heads < floor["heads"]:
            text = f"Nhóm “{floor.get('name')}” được xếp {heads} suất, cần ít nhất {floor['heads']}."
            yield Violation("floor", text, where)
        if floor.get("share") is not None and heads < floor["share"] * served - TOLERANCE:
            text = f"Nhóm “{floor.get('name')}” được {heads} trong {served} suất, cần ít nhất {floor['share']:.0%}."
            yield Violation("floor", text, where)


def _locks_undone(sheet: Sheet) -> Iterator[Violation]:
    locks, opened = sheet.data.get("locks") or {}, set(sheet.opened())
    for offering in locks.get("opened") or []:
        if offering not in opened:
            yield Violation("lock", f"Lớp {offering} đã chốt mở nhưng không mở.", {"offering": offering})
    for offering in locks.get("closed") or []:
        if offering in opened:
            yield Violation("lock", f"Lớp {offering} đã chốt không mở nhưng lại mở.", {"offering": offering})
    for request, offering, heads in locks.get("placed") or []:
        if sheet.heads.get((request, offering), 0) < heads:
            text = f"Yêu cầu {request} đã chốt {heads} người vào lớp {offering} nhưng không đủ."
            yield Violation("lock", text, {"request": request, "offering": offering})
    seated = {request for request, _ in sheet.heads}
    for request in locks.get("unplaced") or []:
        if request in seated:
            yield Violation(
                "lock", f"Yêu cầu {request} đã chốt không xếp nhưng lại có lớp.", {"request": request}
            )


def _mandatory_needs_missed(sheet: Sheet) -> Iterator[Violation]:
    least = sheet.data["objective"].get("mandatory_least") or 0
    if sheet.mandatory_heads() < least:
        text = f"Mới đáp ứng {sheet.mandatory_heads()} nhu cầu bắt buộc, cần ít nhất {least}."
        yield Violation("mandatory", text)


JUDGES = (
    _open_in_closed_weeks,
    _lecturers_teaching_twice,
    _lecturers_teaching_too_long,
    _key_officials_away,
    _learning_too_late_to_serve,
    _items_overspent,
    _quotas_missed,
    _floors_missed,
    _locks_undone,
    _mandatory_needs_missed,
)

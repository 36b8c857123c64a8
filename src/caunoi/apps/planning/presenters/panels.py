"""Side panels of a plan: one line with its people and money, moving somebody, putting many in."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.cadres.selectors import title_of, unit_labels
from caunoi.apps.planning.models import Need, Offering
from caunoi.apps.planning.presenters.pins import line_buttons, seat_button
from caunoi.apps.planning.presenters.plan_page import may_move, move_button, period
from caunoi.apps.planning.selectors import PlanRows, counted
from caunoi.apps.planning.services import Choice
from caunoi.apps.planning.services.adding import Adding, Group
from caunoi.apps.planning.services.filling import PlacedInLine
from caunoi.apps.planning.services.hand import Preview
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui import pictures, with_query
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import dong, number

OUT = "ra"
ROLL = "/bieu-mau-bao-cao/danh-sach-lop/"
Said = Sequence[tuple[str, list[str]]]


def present_line(rows: PlanRows, line: Offering, *, may: bool, warnings: Said) -> dict[str, Any]:
    sitting = rows.in_line(line)
    facts = [
        ui.Fact(_("Chương trình"), line.programme.name),
        ui.Fact(_("Nơi học"), line.venue.name),
        ui.Fact(_("Thời gian"), period(line)),
        ui.Fact(_("Số người"), counted.of_line(rows, line)),
        ui.Fact(_("Số chỗ"), _("%(n)s, ít nhất %(least)s") % {"n": line.capacity, "least": line.min_size}),
        ui.Fact(_("Căn cứ"), as_written(line.programme.source)),
    ]
    return {
        "title": f"{line.code} · {line.programme.name}",
        "head": ui.Heading(
            line.code, line.programme.name, [ui.Link(rows.plan.name, reverse("planning:plan", args=[rows.plan.pk]))],
            move_class_buttons(rows, line, may),
        ),
        "facts": ui.KeyFacts(facts),
        "warnings": [warning(words, names) for words, names in warnings],
        "people": people_table(rows, line, may),
        "costs": cost_table(rows, line, sitting),
        "roll": roll_of(line) if line.opened else None,
    }  # fmt: skip


def move_class_buttons(rows: PlanRows, line: Offering, may: bool) -> list[ui.Button]:
    if not may_move(rows.plan, may):
        return []
    address = reverse("planning:move_class", args=[rows.plan.pk, line.code])
    moving = [ui.Button(_("Chuyển cả lớp sang tuần khác, nơi khác"), url=address, panel=True)]
    return [*(moving if line.opened else []), *line_buttons(rows, line)]


def roll_of(line: Offering) -> ui.Button:
    """Danh sách lớp: the office's form of it, as a page and as files."""
    return ui.Button(_("Danh sách lớp theo mẫu"), url=f"{ROLL}?lop={line.pk}", icon="file-text")


def warning(words: str, names: Sequence[str]) -> ui.Callout:
    title = _("%(n)s người %(words)s") % {"n": len(names), "words": words}
    return ui.Callout(title, ", ".join(names), "chu-y")


def people_table(rows: PlanRows, line: Offering, may: bool) -> ui.Table:
    sitting = rows.in_line(line)
    units = unit_labels({need.unit_id for need in sitting}, rows.plan.on)
    moving = may_move(rows.plan, may)
    columns = [
        ui.Column(_("Họ và tên")),
        ui.Column(_("Còn thiếu, vì sao được chọn")),
        ui.Column(_("Đi lại"), "number"),
        *([ui.Column(_("Việc"))] if moving else []),
    ]
    return ui.Table(
        columns,
        [_person_row(rows, line, need, units[need.unit_id], moving) for need in sitting],
        caption=_("Người học lớp %(line)s") % {"line": line.code},
        count=len(sitting),
        empty=ui.EmptyState(_("Lớp này chưa có ai; lớp chỉ mở khi có người.")),
    )


def _person_row(rows: PlanRows, line: Offering, need: Need, unit: str, moving: bool) -> ui.Row:
    post = f"{title_of(need.title_code).name}, {unit}"
    cells: list[Any] = [
        ui.Cell(ui.link_or_text(rows.name(need), rows.person_url(need)), sub=post),
        ui.Cell(as_written(need.reason.get("missing", need.requirement)), sub=why_chosen(rows, need)),
        dong(need.travel_cost),
    ]
    if moving:
        cells.append([move_button(rows.plan, need, _("Chuyển")), seat_button(rows, need, line)])
    return ui.Row(cells, name=rows.name(need))


def why_chosen(rows: PlanRows, need: Need) -> str:
    """What made this need worth a seat."""
    why = _why_chosen(need)
    return _("Được đơn vị đề cử và duyệt. %(why)s") % {"why": why} if rows.was_nominated(need) else why


def _why_chosen(need: Need) -> str:
    if need.placed_by == "hand":
        return _("Xếp tay")
    told = {"weight": number(need.weight)}
    if need.mandatory:
        return _("Yêu cầu được tính vào đạt chuẩn, trọng số %(weight)s") % told
    return _("Yêu cầu khác của chức danh, trọng số %(weight)s") % told


def cost_table(rows: PlanRows, line: Offering, sitting: Sequence[Need]) -> ui.Table:
    columns = [
        ui.Column(_("Khoản chi")),
        ui.Column(_("Số lần"), "number"),
        ui.Column(_("Mức"), "number"),
        ui.Column(_("Thành tiền"), "number"),
    ]
    lines = line.programme.budget(len(sitting)) if sitting else []
    table_rows = [
        ui.Row(
            [
                ui.Cell(as_written(item.item), sub=as_written(item.clause)),
                item.times,
                dong(item.amount),
                dong(item.total),
            ]
        )
        for item in lines
    ]
    travel = sum(need.travel_cost for need in sitting)
    if sitting:
        table_rows.append(ui.Row([_("Hỗ trợ đi lại của học viên"), len(sitting), "", dong(travel)]))
    total = sum(item.total for item in lines) + travel
    return ui.Table(
        columns,
        table_rows,
        caption=_("Dự toán của lớp"),
        total=[_("Cộng"), "", "", dong(total)] if sitting else (),
        empty=ui.EmptyState(_("Chưa có chi phí vì lớp chưa có người.")),
        id="du-toan",
        cards=False,
    )


# ---- moving one person


def present_move(
    rows: PlanRows, need: Need, choices: Sequence[Choice], chosen: Preview | None
) -> dict[str, Any]:
    now = rows.offering(need.offering_id).code if need.offering_id else _("chưa có lớp")
    return {
        "title": _("Chuyển %(name)s") % {"name": rows.name(need)},
        "head": ui.Heading(_("Chuyển %(name)s") % {"name": rows.name(need)}),
        "now": _("Đang ở: %(line)s. Còn thiếu: %(missing)s.")
        % {"line": now, "missing": need.reason.get("missing", "")},
        "version": rows.plan.version,
        "url": reverse("planning:move", args=[rows.plan.pk, need.pk]),
        "good": [each for each in choices if not each.problems],
        "bad": _grouped([each for each in choices if each.problems]),
        "out": need.offering_id is not None,
        "chosen": chosen,
        "chosen_line": _chosen_line(rows, need, chosen),
        "chosen_code": _chosen_code(rows, need, chosen),
        "effect": effect_of(chosen) if chosen else "",
    }  # fmt: skip


def _grouped(choices: Sequence[Choice]) -> list[tuple[str, list[str]]]:
    """Lines with the same thing in the way stand together, said once in the words of the first of them."""
    found: dict[str, tuple[str, list[str]]] = {}
    for each in choices:
        for problem in each.problems[:1]:
            key = problem.replace(each.offering.code, "")
            found.setdefault(key, (problem, []))[1].append(each.offering.code)
    return sorted(found.values())


def _chosen_line(rows: PlanRows, need: Need, chosen: Preview | None) -> str:
    if chosen is None:
        return ""
    place = chosen.wanted.get(need.pk)
    return rows.offering(place).code if place else _("ra khỏi kế hoạch")


def _chosen_code(rows: PlanRows, need: Need, chosen: Preview | None) -> str:
    place = chosen.wanted.get(need.pk) if chosen else None
    return rows.offering(place).code if place else OUT


def effect_of(preview: Preview) -> str:
    """What a valid change does to value and money."""
    value = preview.outcome.objective - preview.outcome.objective_before
    money = preview.cost_after - preview.cost_before
    return _("Giá trị kế hoạch %(value)s, chi phí %(money)s.") % {
        "value": signed(number(abs(value), 1), value),
        "money": signed(dong(abs(money)), money),
    }


def signed(text: str, amount: float) -> str:
    if abs(amount) < 0.05:
        return _("không đổi")
    return _("tăng %(n)s") % {"n": text} if amount > 0 else _("giảm %(n)s") % {"n": text}


# ---- putting many in


def present_adding(
    adding: Adding, chosen: Sequence[UUID], codes: Collection[str], back: str, *, ngay: str | None
) -> dict[str, Any]:
    """The proposal before anything is written; ``back`` is the list one came from, ``ngay`` its day."""
    preview = adding.preview
    return {
        "title": _("Đưa vào kế hoạch"),
        "head": ui.Heading(_("Đưa vào kế hoạch")),
        "plan": adding.plan,
        "chosen": len(chosen),
        "ids": [str(cadre_id) for cadre_id in chosen],
        "codes": sorted(codes),
        "groups": [_group(group) for group in adding.groups],
        "problems": preview.problems if preview.wanted else (),
        "going": len(preview.wanted),
        "outside": adding.outside,
        "possible": preview.possible,
        "effect": effect_of(preview) if preview.possible else "",
        "asks_anew": preview.asks_anew,
        "back": back,
        "url": with_query(reverse("planning:add_confirm"), ngay=ngay),
        "again_url": with_query(reverse("planning:add"), ngay=ngay),
    }


def _group(group: Group) -> Mapping[str, Any]:
    placed, line = group.placed, group.chosen
    return {
        "name": group.programme,
        "field": f"dong-{line.programme_id}",
        "options": [(str(each.pk), option_text(each), each.pk == line.pk) for each in group.lines],
        "line": line.code,
        "going": len(placed.needs),
        "seats": _("Chỗ: %(taken)s / %(all)s") % {"taken": placed.seats_after, "all": line.capacity},
        "share": pictures.share(_share(placed)),
        "refused": _by_reason(placed),
        "refused_count": len(placed.refused),
        "warnings": [warning(words, names) for words, names in placed.warnings],
    }


def _by_reason(placed: PlacedInLine) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for name, why in placed.refused:
        found.setdefault(" ".join(why), []).append(name)
    return sorted(found.items())


def option_text(line: Offering) -> str:
    return f"{line.code} – {line.venue.name}, {period(line)}"


def _share(placed: PlacedInLine) -> pictures.Share:
    return pictures.Share(placed.seats_after / placed.offering.capacity, _("Số chỗ đã có người"))

"""The catalogue as a page: what can be taught, what it closes and costs, and where."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caunoi.apps.classes.models import LecturerPool, Programme, Venue
from caunoi.apps.organisation.selectors import unit_tree
from caunoi.domain.eligibility.reading import CONFIDENCES
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation.ui import components as ui
from caunoi.foundation.ui.languages import as_written
from caunoi.foundation.ui.numbers import day, dong, number

SURE = ("thu_cap", "cao")


def present_catalogue(
    programmes: Sequence[Programme],
    venues: Sequence[Venue],
    lecturers: Sequence[LecturerPool],
    on: date,
    *,
    may_load: bool,
) -> dict[str, Any]:
    load = ui.Button(_("Nạp lại danh mục đi kèm"), url=reverse("classes:load"), post=True)
    return {
        "head": ui.Heading(
            _("Chương trình và cơ sở đào tạo"),
            _("Danh mục có hiệu lực ngày %(day)s; kế hoạch năm lấy thời lượng, sĩ số và định mức chi từ đây.")
            % {"day": day(on)},
            buttons=[load] if may_load else [],
        ),
        "programmes": programmes_table(programmes),
        "venues": venues_table(venues, on),
        "lecturers": lecturers_table(lecturers, programmes),
    }


def programmes_table(programmes: Sequence[Programme]) -> ui.Table:
    columns = [
        ui.Column(_("Chương trình")),
        ui.Column(_("Đáp ứng yêu cầu")),
        ui.Column(_("Thời lượng")),
        ui.Column(_("Sĩ số")),
        ui.Column(_("Chi mở lớp"), "number"),
        ui.Column(_("Mỗi học viên"), "number"),
        ui.Column(_("Căn cứ")),
    ]
    return ui.Table(
        columns,
        [_programme_row(programme) for programme in programmes],
        caption=_("Chương trình"),
        count=len(programmes),
        empty=ui.EmptyState(_("Chưa có chương trình nào có hiệu lực trong ngày này.")),
        id="chuong-trinh",
    )


def _programme_row(programme: Programme) -> ui.Row:
    form = _(programme.get_form_display())
    sure = (
        ""
        if programme.confidence in SURE
        else _(CONFIDENCES.get(programme.confidence) or programme.confidence)
    )
    return ui.Row(
        [
            ui.Cell(programme.name, sub=f"{programme.code} · {form}"),
            "; ".join(closes_words(programme.closes)) or _("không đóng yêu cầu đo được"),
            ui.Cell(length_words(programme), sub=away_words(programme)),
            _("%(least)s–%(most)s người") % {"least": programme.min_size, "most": programme.max_size},
            dong(programme.open_cost),
            dong(programme.head_cost),
            ui.Cell(as_written(programme.source), sub=sure),
        ],
        name=programme.name,
    )


def length_words(programme: Programme) -> str:
    told = {"hours": number(programme.hours), "weeks": number(programme.weeks)}
    return _("%(hours)s tiết, %(weeks)s tuần") % told


def away_words(programme: Programme) -> str:
    if programme.away_weeks == programme.weeks:
        return ""
    return _("mỗi năm tập trung %(weeks)s tuần") % {"weeks": programme.away_weeks}


def closes_words(closes: Iterable[Mapping[str, Any]]) -> list[str]:
    """What finishing gives, in the words of the standards."""
    terms, found = load_terms(), []
    for each in closes:
        scale = terms.scales.get(each["what"])
        if scale is not None:
            found.append(f"{_(scale.name)}: {_(scale.label(scale.ranks[each['level']]))}")
        elif each["what"] == "trained":
            found.append(_("Bồi dưỡng %(what)s") % {"what": _(terms.trainings[each["value"]].name)})
        else:
            found.append(_("Ngành đào tạo theo yêu cầu của chức danh"))
    return found


def venues_table(venues: Sequence[Venue], on: date) -> ui.Table:
    tree = unit_tree(on=on)
    columns = [
        ui.Column(_("Cơ sở")),
        ui.Column(_("Nơi đặt")),
        ui.Column(_("Số phòng"), "number"),
        ui.Column(_("Chỗ mỗi phòng"), "number"),
        ui.Column(_("Nguồn")),
    ]
    rows = [
        ui.Row(
            [
                ui.Cell(venue.name, sub=f"{venue.code} · {_(venue.get_kind_display())}"),
                tree.path_label(venue.unit_id) if venue.unit_id in tree else "",
                venue.rooms,
                venue.seats,
                as_written(venue.source),
            ],
            name=venue.name,
        )
        for venue in venues
    ]
    return ui.Table(
        columns,
        rows,
        caption=_("Cơ sở đào tạo"),
        count=len(rows),
        empty=ui.EmptyState(_("Chưa có cơ sở đào tạo nào trong ngày này.")),
        id="co-so",
    )


def lecturers_table(lecturers: Sequence[LecturerPool], programmes: Sequence[Programme]) -> ui.Table:
    """What each pool teaches of the programmes of the day."""
    columns = [
        ui.Column(_("Tổ giảng viên")),
        ui.Column(_("Chương trình dạy được")),
        ui.Column(_("Lớp cùng lúc"), "number"),
        ui.Column(_("Tuần lớp mỗi năm"), "number"),
        ui.Column(_("Nguồn")),
    ]
    names = {programme.code: programme.name for programme in programmes}
    return ui.Table(
        columns,
        [_lecturer_row(pool, names) for pool in lecturers],
        caption=_("Giảng viên"),
        count=len(lecturers),
        empty=ui.EmptyState(_("Chưa có tổ giảng viên nào; kế hoạch không xét số lớp dạy cùng lúc.")),
        id="giang-vien",
    )


def _lecturer_row(pool: LecturerPool, names: Mapping[str, str]) -> ui.Row:
    taught = [names[code] for code in pool.programmes if code in names]
    sure = "" if pool.confidence in SURE else _(CONFIDENCES.get(pool.confidence) or pool.confidence)
    return ui.Row(
        [
            ui.Cell(pool.name, sub=pool.code),
            "; ".join(taught),
            pool.at_once,
            pool.weeks if pool.weeks is not None else _("không giới hạn"),
            ui.Cell(as_written(pool.source), sub=sure),
        ],
        name=pool.name,
    )

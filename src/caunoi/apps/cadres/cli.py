"""``caunoi cadres``: a list in, the way back, a list out."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from caunoi.apps.cadres import services
from caunoi.apps.cadres.models import Cadre, ImportBatch
from caunoi.apps.cadres.models.batch import BatchState
from caunoi.apps.cadres.presenters.twin_words import speaking_against, speaking_for
from caunoi.apps.cadres.selectors import twins
from caunoi.apps.cadres.services.checking import Checked
from caunoi.apps.cadres.services.error_books import error_workbook_of
from caunoi.apps.cadres.services.watching import Watch
from caunoi.apps.organisation.selectors import node_by_code
from caunoi.domain.vocabulary.unreadable import Unreadable
from caunoi.domain.vocabulary.vietnamese import parse_date
from caunoi.foundation import clock
from caunoi.foundation.commandline import Output, arg, command, command_actor, progress_bar
from caunoi.foundation.commandline.days import a_day
from caunoi.foundation.commandline.registry import DONE, DONE_WITH_REJECTED
from caunoi.foundation.errors import Refused
from caunoi.foundation.figures import Scope, figure_or_404
from caunoi.foundation.policy import get_or_404, visible

ON = arg("--on", metavar="NGÀY", help="ngày của dữ liệu, dạng 2020-08-31 (mặc định: hôm nay)")


@command(
    "cadres",
    "import",
    arg("file", type=Path, metavar="TỆP", help="tệp .xlsx, .xls, .ods hoặc .csv"),
    arg("--errors", type=Path, metavar="TỆP", help="ghi các dòng lỗi ra tệp này để sửa"),
    ON,
    help="Nhập danh sách cán bộ từ Excel",
    writes=True,
)
def import_people(options: Namespace, output: Output) -> int:
    actor, on = command_actor(), _day(options.on)
    content, watch = _content(options.file), Watch(tell=progress_bar)
    if options.dry_run:
        checked = services.check_only(
            actor=actor, file_name=options.file.name, content=content, on=on, watch=watch
        )
        return _answer(output, checked, None, options.errors, on)
    batch = services.start_import(
        actor=actor, file_name=options.file.name, content=content, on=on, in_background=False
    )
    batch, checked = services.import_now(actor=actor, batch=batch, watch=watch)
    return _answer(output, checked, batch, options.errors, on)


def _answer(
    output: Output, checked: Checked, batch: ImportBatch | None, errors: Path | None, on: date
) -> int:
    output.record({**checked.counts, "batch": str(batch.pk) if batch else None})
    rejected = checked.counts["rejected"]
    if errors and rejected:
        errors.write_bytes(error_workbook_of(checked, on=on))
        output.say(f"Các dòng lỗi: {errors}")
    if output.form == "table":
        _say_problems(output, checked)
    return DONE_WITH_REJECTED if rejected else DONE


def _say_problems(output: Output, checked: Checked, most: int = 20) -> None:
    bad = [(said.number, plan) for said, plan in zip(checked.rows, checked.plans, strict=True) if plan.errors]
    for number, plan in bad[:most]:
        output.say(f"  Dòng {number}: {'. '.join(problem.message for problem in plan.errors)}")
    if len(bad) > most:
        output.say(f"  … và {len(bad) - most} dòng nữa; thêm --errors TỆP.xlsx để lấy tất cả.")


@command(
    "cadres",
    "undo",
    arg("batch", metavar="LẦN_NHẬP", help="mã lần nhập in ra khi nhập"),
    help="Hoàn tác một lần nhập",
    writes=True,
)
def undo(options: Namespace, output: Output) -> int:
    actor, on = command_actor(), clock.now().astimezone(clock.HANOI).date()
    batch = _batch(actor, options.batch)
    act = services.preview_undo if options.dry_run else services.undo_batch
    output.record(act(actor=actor, batch=batch, on=on).counts)
    return DONE


def _batch(actor: Any, key: str) -> ImportBatch:
    """By its whole identity, or by the beginning of it when that is enough."""
    written = visible(actor, ImportBatch).exclude(state=BatchState.DROPPED)
    found = [batch for batch in written if str(batch.pk).startswith(key.lower())]
    if len(found) != 1:
        raise Refused(
            f"Không có lần nhập nào có mã {key}."
            if not found
            else f"Có {len(found)} lần nhập bắt đầu bằng {key}."
        )
    return get_or_404(actor, ImportBatch, pk=found[0].pk)


@command(
    "cadres",
    "export",
    arg("file", type=Path, metavar="TỆP", help="tệp .xlsx hoặc .csv sẽ ghi"),
    ON,
    arg("--unit", metavar="MÃ", help="chỉ đơn vị này và bên dưới"),
    arg(
        "--form",
        choices=["plain", "official"],
        default="plain",
        help="danh sách thường, hay biểu có cột (1)(2)(3)",
    ),
    help="Xuất danh sách cán bộ; nhập lại tệp này không đổi gì",
)
def export(options: Namespace, output: Output) -> int:
    on = _day(options.on)
    unit_id = node_by_code(options.unit, on=on).id if options.unit else None
    form = "csv" if options.file.suffix.lower() == ".csv" else options.form
    people = services.export_people(
        actor=command_actor(), target=options.file, on=on, unit_id=unit_id, form=form
    )
    output.record({"people": people, "on": on.isoformat(), "file": str(options.file)})
    return DONE


@command(
    "cadres",
    "roster",
    arg("day", metavar="NGÀY", type=a_day, help="31/08/2020 hoặc 2020-08-31"),
    arg("--unit", metavar="MÃ", help="chỉ đơn vị này và bên dưới"),
    help="Ai giữ chức danh nào trong một ngày",
)
def roster(options: Namespace, output: Output) -> None:
    on = options.day
    unit_id = node_by_code(options.unit, on=on).id if options.unit else None
    value = figure_or_404("posts.held").answer(command_actor(), Scope(on, unit_id=unit_id))
    output.rows(value.figure.columns, [row.cells for row in value.rows])


TWINS = (
    "score",
    "first",
    "first_number",
    "second",
    "second_number",
    "for",
    "against",
    "first_id",
    "second_id",
)


@command(
    "cadres",
    "duplicates",
    help="Các cặp hồ sơ có thể là của một người, kèm lý do",
)
def duplicates(options: Namespace, output: Output) -> None:
    actor = command_actor()
    found = twins.suspects(actor)
    people = visible(actor, Cadre, "merge").filter(pk__among={k for p in found for k in (p.one, p.other)})
    names = {pk: (name, number or "") for pk, name, number in people.values_list("pk", "full_name", "number")}
    output.rows(
        TWINS,
        [
            [
                "certain" if pair.is_certain else pair.score, *names[pair.one], *names[pair.other],
                speaking_for(pair.signs), speaking_against(pair.signs), pair.one, pair.other,
            ]
            for pair in found
        ],
    )  # fmt: skip
    output.say(f"{len(found)} cặp nghi trùng")


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise Refused(f"Không có tệp {file}.")
    return file.read_bytes()


def _day(text: str | None) -> date:
    if not text:
        return clock.today()
    try:
        return parse_date(text).as_date()
    except Unreadable as fault:
        raise Refused(f"Ngày {fault}.") from fault

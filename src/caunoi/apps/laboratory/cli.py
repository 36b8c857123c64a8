"""``caunoi standards try``: a file of draft standards against the people of a day, and nothing written."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.laboratory.figures import COLUMNS, Judged
from caunoi.apps.laboratory.presenters.cost import left_words, proof, said
from caunoi.apps.laboratory.presenters.trial import sentence
from caunoi.apps.laboratory.selectors.questions import FEWER, MORE, OTHER, SAME, SEXES, UNCLEAR, Question
from caunoi.apps.laboratory.selectors.trial import Trial, trial_of
from caunoi.apps.laboratory.services.costing import cost_of
from caunoi.domain.eligibility.drafting import DraftFault
from caunoi.foundation import clock
from caunoi.foundation.commandline import Output, arg, command, command_actor
from caunoi.foundation.commandline.days import a_day
from caunoi.foundation.errors import Refused
from caunoi.foundation.workbooks.delimited import quiet


@command(
    "standards",
    "try",
    arg("file", metavar="TỆP", type=Path, help="tệp bản thảo tiêu chuẩn (.toml)"),
    arg("--on", metavar="NGÀY", type=a_day, help="ngày của người và hồ sơ; mặc định hôm nay"),
    arg("--cost", action="store_true", help="tính cả chi phí nâng chuẩn bằng bài toán xếp lớp"),
    arg("--out", metavar="TỆP.csv", type=Path, help="ghi từng người đổi kết luận ra tệp CSV"),
    help="Thử một bản thảo tiêu chuẩn: ai đổi kết luận, ở đâu, tốn bao nhiêu; không sửa dữ liệu",
)
def try_draft(options: Any, output: Output) -> None:
    text, actor, on = _read(options.file), command_actor(), options.on or clock.today()
    try:
        trial = trial_of(actor, text, on)
    except DraftFault as fault:
        raise Refused(_("Tệp %(file)s: %(fault)s") % {"file": options.file.name, "fault": fault}) from fault
    cost = cost_of(actor, text, on) if options.cost else None
    if options.out:
        _write_people(options.out, trial)
    if output.form == "json":
        output.record(trial_record(trial, cost))
    else:
        _tell(trial, cost, output)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise Refused(_("Không mở được tệp %(file)s. Kiểm tra lại đường dẫn.") % {"file": file}) from fault
    except UnicodeDecodeError as fault:
        raise Refused(_("Tệp %(file)s không phải văn bản UTF-8.") % {"file": file}) from fault


def trial_record(trial: Trial, cost: dict[str, Any] | None) -> dict[str, Any]:
    """The trial for programs: counts over all, by requirement, by sex, by commune."""
    return {
        "on": trial.on.isoformat(),
        "rules_of": trial.rules_day.isoformat(),
        **_turns(trial, Question()),
        "requirements": {code: _turns(trial, Question(code=code)) for code in trial.codes},
        "sexes": {sex: _turns(trial, Question(sex=sex)) for sex in (*SEXES, UNCLEAR)},
        "communes": _communes(trial),
        **({"cost": cost} if cost else {}),
    }


def _turns(trial: Trial, question: Question) -> dict[str, int]:
    counted = (("became_short", MORE), ("no_longer_short", FEWER), ("otherwise", OTHER), ("same", SAME))
    told = {name: trial.count(replace(question, turn=turn)) for name, turn in counted}
    return {"people": trial.count(question), **told}


def _communes(trial: Trial) -> list[dict[str, Any]]:
    counted = trial.by_commune([Question(turn=MORE), Question(turn=FEWER)])
    return [
        {
            "code": node.code, "name": node.full_name,
            "became_short": counted[node.id][0], "no_longer_short": counted[node.id][1],
        }
        for node in trial.communes[0]
        if node.id in counted and any(counted[node.id])
    ]  # fmt: skip


def _tell(trial: Trial, cost: dict[str, Any] | None, output: Output) -> None:
    rows = [[code, *_turns(trial, Question(code=code)).values()] for code in trial.codes]
    heads = (
        _("yêu cầu"),
        _("người"),
        _("thành chưa đạt"),
        _("thôi chưa đạt"),
        _("đổi khác"),
        _("giữ nguyên"),
    )
    output.rows(heads, [[_("kết luận chung"), *_turns(trial, Question()).values()], *rows])
    output.say(sentence(trial))
    if cost:
        output.say(said(cost))
        output.say("; ".join(filter(None, [proof(cost), *left_words(cost)])))


def _write_people(target: Path, trial: Trial) -> None:
    """Everybody whose conclusion turns."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_("Mã hồ sơ"), *(_(title) for title in COLUMNS)])
        for turn in (MORE, FEWER, OTHER):
            for row in Judged(trial, Question(turn=turn)):
                writer.writerow([row.id, *(quiet(str(cell)) for cell in row.cells)])

"""Posts said against posts known: the same one, a correction of it, or a new one that ends the old."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import PostingKind
from caunoi.apps.cadres.services.describing import posting_text, title_name
from caunoi.apps.cadres.services.records import PostingRecord, Problem, RowPlan
from caunoi.domain.vocabulary.vietnamese import format_date

DETAILS = ("kind", "first_elected", "decision", "evidence", "valid_to")


def work_out_postings(plan: RowPlan, known: list[Any], *, on: date) -> None:
    """Oldest first, so that each new main post ends the one before it."""
    for said in sorted(plan.record.postings, key=lambda post: post.valid_from or on):
        same = _same_post(said, known, on)
        if same is not None:
            _correct(plan, said, same)
        else:
            _take_up(plan, said, known, on)


def _same_post(said: PostingRecord, known: list[Any], on: date) -> Any:
    """A known spell with this title and unit that began that day, or that is running on the day of the data."""
    alike = [post for post in known if (post.title_code, post.unit_id) == (said.title_code, said.unit_id)]
    began = [post for post in alike if said.valid_from and post.valid_from == said.valid_from]
    if began or said.valid_to is not None:
        return began[0] if began else None
    return next((post for post in alike if post.holds_on(on)), None)


def _correct(plan: RowPlan, said: PostingRecord, known: Any) -> None:
    fresh = {
        name: getattr(said, name)
        for name in DETAILS
        if getattr(said, name) not in (None, "") and getattr(said, name) != getattr(known, name)
    }
    if said.valid_from and said.valid_from != known.valid_from:
        fresh["valid_from"] = said.valid_from
    if fresh:
        plan.postings.change.append((known, fresh))


def _take_up(plan: RowPlan, said: PostingRecord, known: list[Any], on: date) -> None:
    start = said.valid_from or on
    if said.valid_from is None:
        words = _("Chưa ghi ngày giữ chức danh; lấy ngày của dữ liệu %(day)s.") % {"day": format_date(on)}
        plan.problems.append(Problem(words, "valid_from", severity="warning"))
    ends_others = said.kind == PostingKind.MAIN and said.valid_to is None
    if ends_others and not _ends_the_others(plan, said, start, known):
        return
    values = {name: getattr(said, name) for name in ("title_code", "unit_id", *DETAILS)}
    plan.postings.add.append({**values, "valid_from": start})


def _ends_the_others(plan: RowPlan, said: PostingRecord, start: date, known: list[Any]) -> bool:
    """A person has one main post: the one that runs ends when the new one begins, unless it is the newer one."""
    running = [post for post in known if post.kind == PostingKind.MAIN and _runs_past(post, start)]
    newer = [post for post in running if post.valid_from >= start]
    if newer:
        plan.problems.append(_clash(said, start, newer[0]))
        return False
    plan.postings.change.extend((post, {"valid_to": start}) for post in running)
    return True


def _clash(said: PostingRecord, start: date, known: Any) -> Problem:
    """Two main posts from one day, or one in the file that is older than the one known."""
    if known.valid_from == start:
        words = _(
            "Sổ đã có chức danh chính giữ từ cùng ngày: %(post)s. Nếu %(title)s là kiêm nhiệm thì ghi “kiêm nhiệm” "
            "ở cột Cách giữ; nếu là chức danh mới thì sửa ngày giữ."
        )
    else:
        words = _(
            "%(title)s từ %(start)s, mà sổ đã có chức danh chính mới hơn: %(post)s. "
            "Kiểm tra lại chức danh và ngày giữ."
        )
    title = title_name(said.title_code)
    told = {"post": posting_text(known), "title": title, "start": format_date(start)}
    value = _("%(title)s từ %(start)s") % told if said.valid_from else title
    return Problem(words % told, "title", value=value)


def _runs_past(post: Any, day: date) -> bool:
    return post.valid_to is None or post.valid_to > day

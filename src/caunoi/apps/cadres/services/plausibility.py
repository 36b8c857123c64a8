"""What a record says against itself: an error where it cannot be, a warning where a person should look twice."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import QualificationKind, Sex
from caunoi.apps.cadres.models import Cadre, Posting, Qualification
from caunoi.apps.cadres.services.records import PersonRecord, PostingRecord, Problem
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.db.columns import column_of

YOUNGEST, OLDEST = 16, 90
CITIZEN_DIGITS = 12


def problems_of(record: PersonRecord, *, on: date) -> list[Problem]:
    """Everything wrong or doubtful in the record alone, errors first."""
    found = [
        *_too_long(record),
        *_birth(record, on),
        *_party(record),
        *_postings(record, on),
        *_identity(record),
    ]
    return sorted(found, key=lambda problem: problem.severity != "error")


def _too_long(record: PersonRecord) -> Iterator[Problem]:
    """Longer than its column: SQLite would take it, PostgreSQL would not."""
    yield from _longer(Cadre, record, {name: name for name in ("number", "full_name", "ethnicity", "phone")})
    for post in record.postings:
        yield from _longer(Posting, post, {"decision": "decision"})
    for learned in record.qualifications:
        column = "trainings" if learned.kind == QualificationKind.SPECIALISED else "professional_field"
        yield from _longer(Qualification, learned, {"field": column})


def _longer(model: type[models.Model], said: Any, columns: dict[str, str]) -> Iterator[Problem]:
    for name, column in columns.items():
        field = column_of(model, name)
        text = getattr(said, name) or ""
        if field.max_length is not None and len(text) > field.max_length:
            words = _("%(title)s dài %(length)s chữ, tối đa %(most)s.")
            title = str(field.verbose_name)
            told = {"title": title[:1].upper() + title[1:], "length": len(text), "most": field.max_length}
            yield Problem(words % told, column, value=text)


def _birth(record: PersonRecord, on: date) -> Iterator[Problem]:
    if record.birth is None:
        return
    shown = format_date(record.birth)
    if record.birth.earliest() > on:
        yield Problem(_("Ngày sinh %(birth)s sau ngày của dữ liệu.") % {"birth": shown}, "birth", value=shown)
        return
    age = on.year - record.birth.year
    if not YOUNGEST <= age <= OLDEST:
        words = _("Ngày sinh %(birth)s: năm nay %(age)s tuổi. Kiểm tra lại năm sinh.")
        yield Problem(words % {"birth": shown, "age": age}, "birth", value=shown, severity="warning")


def _party(record: PersonRecord) -> Iterator[Problem]:
    joined, official = record.party_joined, record.party_official
    if joined and official and official.latest() < joined.earliest():
        words = _("Ngày chính thức (%(official)s) phải sau ngày vào Đảng (%(joined)s).")
        told = {"official": format_date(official), "joined": format_date(joined)}
        yield Problem(words % told, "party_official", value=format_date(official))
    if joined and record.birth and joined.year - record.birth.year < YOUNGEST:
        words = _("Vào Đảng năm %(joined)s khi mới %(age)s tuổi. Kiểm tra lại ngày vào Đảng.")
        told = {"joined": str(joined.year), "age": str(joined.year - record.birth.year)}
        yield Problem(words % told, "party_joined", value=format_date(joined), severity="warning")


def _postings(record: PersonRecord, on: date) -> Iterator[Problem]:
    for post in record.postings:
        if post.valid_from and post.valid_to and post.valid_to <= post.valid_from:
            words = _("Ngày thôi giữ (%(end)s) phải sau ngày giữ chức danh (%(start)s).")
            told = {"end": format_date(post.valid_to), "start": format_date(post.valid_from)}
            yield Problem(words % told, "valid_from", value=format_date(post.valid_from))
        yield from _posting_and_birth(record, post)


def _posting_and_birth(record: PersonRecord, post: PostingRecord) -> Iterator[Problem]:
    if post.valid_from is None or record.birth is None:
        return
    shown = format_date(post.valid_from)
    age = post.valid_from.year - record.birth.year
    if age <= 0:
        words = _("Ngày giữ chức danh %(start)s không sau ngày sinh %(birth)s.")
        yield Problem(words % {"start": shown, "birth": format_date(record.birth)}, "valid_from", value=shown)
    elif age < YOUNGEST:
        words = _("Giữ chức danh từ %(start)s khi mới %(age)s tuổi. Kiểm tra lại ngày.")
        yield Problem(words % {"start": shown, "age": age}, "valid_from", value=shown, severity="warning")


def _identity(record: PersonRecord) -> Iterator[Problem]:
    """Digits 4 to 6 of a citizen's number tell century, sex and year of birth; a mismatch is for a human to judge."""
    number = record.identity_number
    if len(number) != CITIZEN_DIGITS:
        return
    century, woman = 1900 + 100 * (int(number[3]) // 2), int(number[3]) % 2 == 1
    if record.birth and record.birth.year != century + int(number[4:6]):
        words = _("Số định danh cho năm sinh %(told)s, khác năm sinh %(birth)s trong dòng. Kiểm tra lại.")
        told = {"told": str(century + int(number[4:6])), "birth": str(record.birth.year)}
        yield Problem(words % told, "identity_number", severity="warning")
    if record.sex and woman != (record.sex == Sex.FEMALE):
        words = _("Số định danh cho giới tính khác với giới tính trong dòng. Kiểm tra lại.")
        yield Problem(words, "identity_number", severity="warning")

"""A fact in words: for the check page, the history and the protocol of an import.

Records are kept in Vietnamese whoever writes them, so these words do not follow the reader's language.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from operator import attrgetter, itemgetter
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from caunoi.apps.cadres.choices import Grade, PostingKind, QualificationKind, QualificationStatus, Sex
from caunoi.apps.organisation.selectors import versions_of
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.vocabulary.vietnamese import PartialDate, format_date

UnitName = Callable[[UUID | None], str]
Said = ParamSpec("Said")
Told = TypeVar("Told")
LANGUAGE = "vi"
TOLD_BEFORE = 20_000


def in_the_record(tell: Callable[Said, Told]) -> Callable[Said, Told]:
    """In the language of records; changing to it costs more than the words, so it is done only where needed."""

    @wraps(tell)
    def told(*args: Said.args, **kwargs: Said.kwargs) -> Told:
        if get_language() == LANGUAGE:
            return tell(*args, **kwargs)
        with override(LANGUAGE):
            return tell(*args, **kwargs)

    return told


Columns = Callable[[Any], tuple[Any, ...]]


def _columns(*names: str) -> Columns:
    """Reads the columns of a fact, be it a row of the registry or the values of one to come."""
    of_values, of_row = itemgetter(*names), attrgetter(*names)
    return lambda fact: of_values(fact) if isinstance(fact, dict) else of_row(fact)


_posting_columns = _columns("title_code", "kind", "valid_from", "valid_to", "first_elected", "decision")
_qualification_columns = _columns("kind", "level", "field", "issued", "status", "study_ends")


def posting_text(fact: Any, unit_name: UnitName | None = None) -> str:
    """Chủ tịch UBND, Xã Xuân Hương, từ 01/06/2018; ``unit_name`` spares a list of people a query each."""
    where = (unit_name or name_of_unit)(_of(fact, "unit_id"))
    return _posting_text(where, *_posting_columns(fact))


@in_the_record
def _posting_text(
    where: str, title_code: str, kind: str, start: date, end: date | None, first: date | None, decision: str
) -> str:
    title = title_name(title_code)
    held = f"{title} ({PostingKind(kind).label})" if kind != PostingKind.MAIN else title
    parts = [held, where, _spell(start, end), _first(first), decision]
    return ", ".join(part for part in parts if part)


@lru_cache(maxsize=TOLD_BEFORE)
def _first(day: date | None) -> str:
    return _("lần đầu %(day)s") % {"day": format_date(day)} if day else ""


@lru_cache(maxsize=TOLD_BEFORE)
def _spell(start: date, end: date | None) -> str:
    if end is None:
        return _("từ %(start)s") % {"start": format_date(start)}
    return _("từ %(start)s đến trước %(end)s") % {"start": format_date(start), "end": format_date(end)}


def qualification_text(fact: Any) -> str:
    """Chuyên môn: Đại học, ngành Luật, cấp 2009."""
    return _qualification_text(*_qualification_columns(fact))


@lru_cache(maxsize=TOLD_BEFORE)
@in_the_record
def _qualification_text(kind: str, level: str, field: str, issued: Any, status: str, study_ends: Any) -> str:
    """Said once for each of the few things thousands of people have in common."""
    words = [level_name(kind, level)] if level else []
    if field:
        words.append(field_name(kind, field))
    if issued:
        words.append(_("cấp %(day)s") % {"day": format_date(issued)})
    if status == QualificationStatus.STUDYING:
        words.append(_("đang học"))
    if study_ends and status == QualificationStatus.STUDYING:
        words.append(_("dự kiến xong %(day)s") % {"day": format_date(study_ends)})
    return f"{QualificationKind(kind).label}: {', '.join(words)}"


def rating_text(fact: Any) -> str:
    """2019: Hoàn thành tốt nhiệm vụ."""
    return f"{_of(fact, 'year')}: {Grade(_of(fact, 'grade')).label}"


def _of(fact: Any, name: str) -> Any:
    return fact.get(name) if isinstance(fact, dict) else getattr(fact, name)


@lru_cache(maxsize=512)
def title_name(code: str) -> str:
    title = load_terms().titles.get(code)
    return title.name if title else code


def name_of_unit(unit_id: UUID | None) -> str:
    if unit_id is None:
        return ""
    versions = versions_of(unit_id)
    return versions[-1].full_name if versions else ""


@lru_cache(maxsize=512)
def level_name(kind: str, level: str) -> str:
    scale = load_terms().scales.get(kind)
    names = {each.code: each.name for each in scale.levels} if scale else {}
    return names.get(level, level)


@lru_cache(maxsize=512)
def field_name(kind: str, field: str) -> str:
    terms = load_terms()
    words = terms.trainings if kind == QualificationKind.SPECIALISED else terms.fields
    return words[field].name if field in words else field


def value_text(name: str, value: Any) -> str:
    """A person's field as people read it."""
    if value in (None, ""):
        return ""
    if isinstance(value, bool) or name == "sex":
        return _word(name, value)
    return format_date(value) if isinstance(value, date | PartialDate) else str(value)


@lru_cache(maxsize=64)
@in_the_record
def _word(name: str, value: Any) -> str:
    if name == "sex":
        return str(Sex(value).label)
    return _("có") if value else _("không")

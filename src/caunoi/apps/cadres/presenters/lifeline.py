"""The life line: posts above, learning below, gaps marked; only what had begun by the day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caunoi.apps.cadres.choices import PostingKind, QualificationKind, QualificationStatus
from caunoi.apps.cadres.models import Posting, Qualification
from caunoi.apps.cadres.selectors import title_of
from caunoi.apps.cadres.services.describing import level_name
from caunoi.foundation.ui.pictures import LifeLine, Moment, Span, life_line

MARGIN = timedelta(days=366)
SHORT = {
    QualificationKind.POLITICAL_THEORY: gettext_noop("LLCT"),
    QualificationKind.STATE_MANAGEMENT: gettext_noop("QLNN"),
    QualificationKind.DEFENCE: gettext_noop("QPAN"),
}


def life_line_of(
    postings: Sequence[Posting], qualifications: Sequence[Qualification], on: date
) -> SafeString | str:
    """Nothing where nothing has a date."""
    posts = [_span(post, on) for post in postings if post.kind != PostingKind.PLANNED]
    learning = [moment for fact in qualifications if (moment := _moment(fact, on))]
    days = [span.start for span in posts] + [moment.day for moment in learning]
    if not days:
        return ""
    end = max([on, *(moment.day for moment in learning)])
    return life_line(LifeLine(_("Đường đi"), min(days) - MARGIN, end + MARGIN / 2, posts, learning))


def _span(post: Posting, on: date) -> Span:
    """A post that ends after the day still lasts on the day."""
    ended = post.valid_to if post.valid_to and post.valid_to <= on else None
    return Span(
        title_of(post.title_code).name, post.valid_from, ended, acting=post.kind == PostingKind.ACTING
    )


def _moment(fact: Qualification, on: date) -> Moment | None:
    studying = fact.status == QualificationStatus.STUDYING
    known: Any = fact.study_ends if studying else fact.issued
    if known is None:
        return None
    return Moment(learnt(fact), known.earliest(), planned=studying or known.earliest() > on)


def learnt(fact: Qualification) -> str:
    """ "LLCT: Trung cấp": short enough for the picture."""
    kind = QualificationKind(fact.kind)
    if not fact.level:
        return _(kind.label)
    return f"{_(SHORT.get(kind, kind.label))}: {_(level_name(fact.kind, fact.level))}"

"""L1: one picture in a minute. How many, what, where, better than before, and what is being done."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.accounts.selectors import Person
from caunoi.apps.reports import selectors
from caunoi.apps.reports.presenters.homes import gaps
from caunoi.apps.reports.presenters.homes.blocks import Block, Home
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.figures import FigureValue
from caunoi.foundation.ui import numbers
from caunoi.foundation.ui.components import Heading, Link
from caunoi.foundation.ui.pictures import Bullet, Bullets, Slope, SlopeLine, bullets, slope


def present(actor: Person, on: date) -> Home:
    head = Heading(_("Bức tranh chung"), _("Tính đến %(day)s") % {"day": format_date(on)})
    statements = [gaps.sentence(actor, on, _("cán bộ chủ chốt cấp xã đạt chuẩn")), gaps.remaining(actor, on)]
    without = gaps.communes_without(actor, on)
    blocks = [
        _how_far(actor, on),
        gaps.where_it_is_missing(actor, on),
        _two_terms(actor, on),
        gaps.plan_block(actor, on),
    ]
    return Home(head, [*statements, without] if without else statements, gaps.listed(blocks))


def _how_far(actor: Person, on: date) -> Block:
    met = selectors.answer(actor, on, "standard.met")
    college = selectors.answer(actor, on, "education.college_or_higher")
    bars = [
        _bar(_("Đạt chuẩn chung"), met, selectors.answer(actor, on, "standard.unknown")),
        _bar(_("Cao đẳng, đại học trở lên"), college),
    ]
    for code, name in (("LLCT", _("Lý luận chính trị")), ("CM", _("Chuyên môn"))):
        lacking = selectors.answer(actor, on, f"gap.{code}")
        unknown = selectors.answer(actor, on, f"gap.unknown.{code}")
        bars.append(_rest(name, lacking, unknown, met.denominator or 0))
    return Block(_("Đạt đến đâu"), [bullets(Bullets(_("Phần trăm cán bộ chủ chốt"), bars))])


def _bar(label: str, value: FigureValue, unknown: FigureValue | None = None) -> Bullet:
    if unknown is not None and gaps.much(unknown, value.denominator or 0):
        return _not_known(label, unknown)
    percent = value.share or 0.0
    return Bullet(label, percent, 100, numbers.percent(percent / 100), url=value.url)


def _not_known(label: str, unknown: FigureValue) -> Bullet:
    """No share where too many are unknown: an empty frame that says so, and opens those people."""
    return Bullet(label, None, 100, _("chưa rõ"), url=unknown.url)


def _rest(label: str, lacking: FigureValue, unknown: FigureValue, people: int) -> Bullet:
    """Those who do not lack it; the bar opens the list of those who do."""
    if gaps.much(unknown, people):
        return _not_known(label, unknown)
    share = (people - lacking.numerator) / people if people else 0.0
    return Bullet(label, 100 * share, 100, numbers.percent(share), url=lacking.url)


def _two_terms(actor: Person, on: date) -> Block | None:
    then = selectors.answer_or_none(actor, on, "education.college_or_higher.at_term_start")
    now = selectors.answer(actor, on, "education.college_or_higher")
    if then is None or then.share is None or now.share is None:
        return None
    line = SlopeLine(
        _("Cao đẳng trở lên"),
        then.share,
        now.share,
        numbers.percent(then.share / 100),
        numbers.percent(now.share / 100),
        now.url,
    )
    points = numbers.number(now.share - then.share, 1)
    note = _("Tăng %(points)s điểm phần trăm; mỗi đầu nhiệm kỳ tính trên cán bộ chủ chốt của ngày đó.") % {
        "points": points
    }
    picture = slope(
        Slope(_("Trình độ cao đẳng, đại học trở lên"), _("Đầu nhiệm kỳ"), format_date(on), [line], note)
    )
    return Block(_("So với đầu nhiệm kỳ"), [picture], links=[Link(_("Danh sách đầu nhiệm kỳ"), then.url)])

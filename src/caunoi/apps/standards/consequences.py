"""Standards when a unit passes into another (tiêu chuẩn theo đơn vị): who is at standard now and would not be there.

Nobody is moved by an act, so this supposes what is most likely: everybody keeps the title, or the title of the same
name that exists on the day, in the unit that follows theirs. The same code judges them as judges everybody else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from caunoi.apps.cadres.models import Cadre
from caunoi.apps.cadres.selectors import title_of
from caunoi.apps.organisation.choices import Weight
from caunoi.apps.organisation.extensions import Consequence, UnitChange
from caunoi.apps.standards.selectors.loading import PostRow, Rows, rows_on
from caunoi.apps.standards.selectors.rules import titles_kept
from caunoi.apps.standards.selectors.snapshot import Snapshot, areas_of, laid_out
from caunoi.domain.eligibility.assess import Assessment, assess
from caunoi.domain.eligibility.explain import explain
from caunoi.domain.eligibility.rulebook import load_rulebook
from caunoi.domain.eligibility.terms import load_terms
from caunoi.domain.eligibility.verdict import Verdict
from caunoi.domain.vocabulary.vietnamese import format_date
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import visible
from caunoi.foundation.ui import with_query


@dataclass(frozen=True)
class Supposed:
    """A post of the eve and the one its holder would keep (chức danh giả định)."""

    now: PostRow
    then: PostRow


class StandardsChange:
    """By name: at standard on the eve, short of it in the unit that follows, and by which clause."""

    key = "standards"
    title = gettext_noop("Tiêu chuẩn chức danh")
    order = 15

    def foresee(self, actor: Actor, change: UnitChange) -> Iterable[Consequence]:
        heirs = _passing(change)
        rows = _rows_in(actor, change, heirs)
        titles = titles_kept({post.title_code for post in rows.posts}, change.on)
        yield from _without_title(rows.posts, titles, change)
        supposed = [
            Supposed(post, post._replace(unit_id=heirs[post.unit_id], title_code=titles[post.title_code]))
            for post in rows.posts
            if titles[post.title_code]
        ]
        if supposed:
            yield from _falling_short(actor, change, supposed, rows)


def _passing(change: UnitChange) -> Mapping[UUID, UUID]:
    """Units whose people would stand elsewhere, or in an area of another class."""
    found = {unit: heir.unit_id for unit in change.ended if (heir := change.heir_of(unit)) is not None}
    staying = [unit for unit in change.before.nodes if unit in change.after]
    then, now = areas_of(change.before, staying), areas_of(change.after, staying)
    return found | {unit: unit for unit in staying if then[unit] != now[unit]}


def _rows_in(actor: Actor, change: UnitChange, units: Mapping[UUID, UUID]) -> Rows:
    if not units:
        return Rows([], [])
    rows = rows_on(actor, change.eve)
    posts = [post for post in rows.posts if post.unit_id in units]
    people = {post.cadre_id for post in posts}
    return Rows(posts, [paper for paper in rows.papers if paper.cadre_id in people])


def _without_title(
    posts: Sequence[PostRow], titles: Mapping[str, str], change: UnitChange
) -> Iterator[Consequence]:
    lost = Counter(code for code, _who in {(p.title_code, p.cadre_id) for p in posts} if not titles[code])
    for code, count in sorted(lost.items(), key=lambda item: title_of(item[0]).rank):
        told = {"title": title_of(code).name, "day": format_date(change.on), "count": count}
        words = ngettext(
            "Từ %(day)s không còn chức danh %(title)s: %(count)d đồng chí cần chức danh khác",
            "Từ %(day)s không còn chức danh %(title)s: %(count)d đồng chí cần chức danh khác",
            count,
        )
        url = with_query("/can-bo/", **{"chuc-danh": code}, ngay=change.eve.isoformat())
        yield Consequence(words % told, Weight.DECIDE, url=url)


def _falling_short(
    actor: Actor, change: UnitChange, supposed: Sequence[Supposed], rows: Rows
) -> Iterator[Consequence]:
    terms = load_terms()
    now = laid_out(Rows([each.now for each in supposed], rows.papers), change.before, change.eve, terms)
    then = laid_out(Rows([each.then for each in supposed], rows.papers), change.after, change.on, terms)
    judged, supposedly = _judged(now), _judged(then)
    short = (judged.overall == Verdict.MET) & (supposedly.overall == Verdict.NOT_MET)
    fallen = [place for place, falls in enumerate(short) if falls]
    names = _names_of(actor, {supposed[place].now.cadre_id for place in fallen})
    for place in fallen:
        yield _gap(change, supposed[place], names, supposedly, place)


def _judged(snapshot: Snapshot) -> Assessment:
    return assess(snapshot.facts, load_rulebook(), on=snapshot.on)


def _names_of(actor: Actor, people: Iterable[UUID]) -> Mapping[UUID, str]:
    return dict(visible(actor, Cadre).filter(pk__among=set(people)).values_list("pk", "full_name"))


def _gap(
    change: UnitChange, each: Supposed, names: Mapping[UUID, str], found: Assessment, place: int
) -> Consequence:
    lines = [line for line in explain(found, place) if line.counts and line.verdict == Verdict.NOT_MET]
    told = {
        "name": names[each.now.cadre_id],
        "title": title_of(each.then.title_code).name,
        "unit": change.name(each.then.unit_id),
        "lacks": "; ".join(f"{line.name} ({line.clause})" if line.clause else line.name for line in lines),
    }
    words = _("%(name)s đang đạt chuẩn; giữ %(title)s ở %(unit)s thì thiếu: %(lacks)s")
    url = with_query(f"/can-bo/{each.now.cadre_id}/", ngay=change.eve.isoformat())
    return Consequence(words % told, Weight.DECIDE, each.then.unit_id, url)

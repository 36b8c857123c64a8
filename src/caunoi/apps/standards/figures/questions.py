"""A question about people answered as a figure: the number, its list, its whole, its words."""

from dataclasses import replace

from django.utils.translation import gettext as _

from caunoi.apps.organisation.selectors import unit_tree
from caunoi.apps.standards.figures.definitions import EVERYBODY, TIMES, Question
from caunoi.apps.standards.figures.rows import Excluded, People, Sources, Times
from caunoi.apps.standards.selectors import Asked, Verdicts, asked_of
from caunoi.apps.standards.selectors.asked import BLOCK, GROUP, KEY_OFFICIALS, TITLE
from caunoi.domain.eligibility.terms import load_terms
from caunoi.foundation import figures
from caunoi.foundation.actors import Actor
from caunoi.foundation.errors import NotVisible
from caunoi.foundation.figures import Figure, FigureValue, Scope
from caunoi.foundation.ui import with_query

WHOLE = "standard.people"
CHANGES, NUMBER = "/thieu-chuan/thay-doi/", "so"


def asked_in(scope: Scope, question: Question) -> Asked:
    """The scope's words and the figure's own; the figure's win."""
    if scope.unit_id and scope.unit_id not in unit_tree(on=scope.on):
        raise NotVisible(f"organisation.Unit {scope.unit_id} {scope.on}")
    said = {key: value.split(",") for key, value in scope.where.items() if value}
    everybody = said.get(GROUP) == [EVERYBODY]
    if everybody or not any(said.get(key) for key in (GROUP, TITLE, BLOCK)):
        said[GROUP] = [] if everybody else [KEY_OFFICIALS]
    return asked_of(scope.on, {**said, **question}, scope.unit_id)


def counted(
    actor: Actor, figure: Figure, asked: Asked, found: Verdicts, *, whole: bool = True
) -> FigureValue:
    """A figure over verdicts at hand: a page with hundreds of them reads the facts once."""
    everybody = whole_of(asked)
    return FigureValue(
        figure,
        Scope(on=asked.on, unit_id=asked.unit_id, where=_where(asked)),
        People(actor, found, asked),
        denominator=found.count(everybody) if whole else None,
        url=list_url(asked),
        denominator_url=list_url(everybody) if whole else "",
        denominator_code=WHOLE,
        scope_label=scope_label(asked),
        excluded=Excluded(found, everybody),
        sources=Sources(found, everybody),
        change_url=change_url(asked, figure.code) if figure.compared else "",
    )


def whole_of(asked: Asked) -> Asked:
    """The same posts without the condition on the people."""
    return replace(asked, lacks=(), unknown_of=(), verdict="", evidence="", level="")


def _where(asked: Asked) -> dict[str, str]:
    params = {key: value for key, value in asked.as_params().items() if key != "xa"}
    return {key: value if isinstance(value, str) else ",".join(value) for key, value in params.items()}


def list_url(asked: Asked) -> str:
    return with_query("/can-bo/", **asked.as_params(), ngay=asked.on.isoformat())


def change_url(asked: Asked, code: str) -> str:
    """Where the number of ``code`` is compared with an earlier one; whoever asks adds the earlier day."""
    params = {key: value for key, value in asked.as_params().items() if key in (GROUP, TITLE, BLOCK)}
    node = unit_tree(on=asked.on).nodes.get(asked.unit_id) if asked.unit_id else None
    unit = node.slug if node else None
    return with_query(CHANGES, **{NUMBER: code}, **params, xa=unit, ngay=asked.on.isoformat())


def scope_label(asked: Asked) -> str:
    where = (
        unit_tree(on=asked.on).path_label(asked.unit_id) if asked.unit_id else _("Toàn bộ phạm vi được xem")
    )
    terms = load_terms()
    titles = [terms.titles[code].name for code in asked.titles]
    blocks = [_(terms.kinds[code].name) for code in asked.blocks]
    group = [_("Cán bộ chủ chốt cấp xã")] if asked.group else []
    return "; ".join([where, *group, *blocks, *titles])


def counted_times(actor: Actor, asked: Asked, found: Verdicts, *, number: int | None = None) -> FigureValue:
    """``asked.lacks`` are the requirements counted; ``number`` where the page has counted already."""
    rows = Times(actor, found, asked)
    return FigureValue(
        figures.figure_or_404(TIMES),
        Scope(on=asked.on, unit_id=asked.unit_id, where=_where(asked)),
        rows,
        counted=number,
        url=with_query(f"/giai-thich/{TIMES}/danh-sach/", **asked.as_params(), ngay=asked.on.isoformat()),
        scope_label=scope_label(asked),
        sources=Sources(found, whole_of(asked)),
    )

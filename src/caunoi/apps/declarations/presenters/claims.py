"""What a fact claims, label by label, to be laid beside its scan."""

from datetime import date

from django.utils.translation import gettext as _

from caunoi.apps.cadres.models import Posting, Qualification
from caunoi.apps.cadres.selectors.posts import unit_labels
from caunoi.apps.cadres.selectors.titles import title_of
from caunoi.apps.cadres.services.describing import field_name, level_name
from caunoi.foundation.actors import Actor
from caunoi.foundation.policy import readable_fields
from caunoi.foundation.ui.components import Fact
from caunoi.foundation.ui.numbers import day


def claim_facts(actor: Actor, fact: Posting | Qualification, on: date) -> list[Fact]:
    return _post(fact, on) if isinstance(fact, Posting) else _paper(actor, fact)


def claim_words(fact: Posting | Qualification, on: date) -> str:
    if isinstance(fact, Posting):
        return f"{title_of(fact.title_code).name}, {unit_labels({fact.unit_id}, on)[fact.unit_id]}"
    level = _(level_name(fact.kind, fact.level)) if fact.level else ""
    field = _(field_name(fact.kind, fact.field)) if fact.field else ""
    return f"{_(fact.get_kind_display())}: {', '.join(filter(None, [level, field]))}"


def _post(post: Posting, on: date) -> list[Fact]:
    term = _("từ %(start)s đến trước %(end)s") if post.valid_to else _("từ %(start)s")
    return [
        Fact(_("Chức danh"), title_of(post.title_code).name),
        Fact(_("Đơn vị"), unit_labels({post.unit_id}, on)[post.unit_id]),
        Fact(_("Thời gian giữ"), term % {"start": day(post.valid_from), "end": day(post.valid_to)}),
        Fact(_("Quyết định"), post.decision or None),
    ]


def _paper(actor: Actor, paper: Qualification) -> list[Fact]:
    facts = [
        Fact(_("Loại"), _(paper.get_kind_display())),
        Fact(_("Mức"), _(level_name(paper.kind, paper.level)) if paper.level else None),
    ]
    if paper.field:
        facts.append(Fact(_("Ngành, chuyên đề"), _(field_name(paper.kind, paper.field))))
    if "issuer" in readable_fields(actor, Qualification):
        facts += [Fact(_("Nơi cấp"), paper.issuer or None), Fact(_("Số hiệu"), paper.number or None)]
    return [*facts, Fact(_("Ngày cấp"), day(paper.issued) if paper.issued else None)]

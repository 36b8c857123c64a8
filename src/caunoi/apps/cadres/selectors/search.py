"""Finding people by what is typed: with or without marks, by staff number, by identity number."""

import re
from typing import Any

from django.db.models import Case, CharField, IntegerField, Q, Value, When
from django.db.models.functions import Concat
from django.db.models.lookups import Contains

from caunoi.apps.cadres.models import Cadre, CadreMerge
from caunoi.domain.vocabulary.vietnamese import UnfitText, canonical, fold
from caunoi.foundation.actors import Actor
from caunoi.foundation.db.encryption import blind_index
from caunoi.foundation.policy import may_read, visible

IDENTITY_NUMBER = re.compile(r"[0-9]{9}|[0-9]{12}", re.ASCII)
SPACE = Value(" ")


def matching(actor: Actor, found: Any, typed: str) -> Any:
    """People whose name holds every syllable typed; ``relevance`` 0 is the exact spelling, then looser."""
    plain = fold(typed)
    if not typed.strip():
        return found
    if not plain:
        return found.none()
    condition = Q()
    for syllable in plain.split():
        condition &= Q(search_key__contains=syllable)
    return found.filter(condition | _by_number(actor, typed)).annotate(relevance=_relevance(typed, plain))


def _by_number(actor: Actor, typed: str) -> Q:
    """An identity number finds its owner only for a role that reads it, and only when typed in full."""
    text = typed.strip()
    condition = Q(number__iexact=text) if text.isascii() and "\0" not in text else Q()
    if condition and any(sign.isdigit() for sign in text):
        # The number of a record that was joined to another finds that one.
        gone = visible(actor, CadreMerge).filter(lost_number__iexact=text, undone_at__isnull=True)
        condition |= Q(pk__in=gone.values("kept_id"))
    digits = re.sub(r"[ .]", "", text)
    if IDENTITY_NUMBER.fullmatch(digits) and may_read(actor, Cadre, "identity_index"):
        condition |= Q(identity_index=blind_index(digits, purpose="identity"))
    return condition


def _relevance(typed: str, plain: str) -> Case:
    """Whole words before parts of words, the exact spelling before other marks."""
    spoken = Concat(SPACE, "exact_key", SPACE, output_field=CharField())
    folded = Concat(SPACE, "search_key", SPACE, output_field=CharField())
    steps = [When(Contains(folded, Value(f" {plain} ")), then=Value(2))]
    exact = _spelling(typed)
    if exact:
        steps = [
            When(Contains(spoken, Value(f" {exact} ")), then=Value(0)),
            When(exact_key__contains=exact, then=Value(1)),
            *steps,
        ]
    return Case(*steps, default=Value(3), output_field=IntegerField())


def _spelling(typed: str) -> str:
    try:
        return canonical(typed)
    except UnfitText:
        return ""

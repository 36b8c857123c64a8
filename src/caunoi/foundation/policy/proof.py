"""Views whose consequences are grave say that the person must have proved lately who they are (xác nhận lại).

The mark is set here, where every module reaches it; whoever keeps the sign-in asks for the proof.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from caunoi.foundation.policy.sayings import F, Sayings


def writing(request: HttpRequest) -> bool:
    return request.method == "POST"


def always(request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True)
class Proof:
    """What is about to be done, in words, and which requests need the proof."""

    deed: str
    asked: Callable[[HttpRequest], bool]


_proofs: Sayings[Proof] = Sayings()


def proved_lately(deed: str, *, asked: Callable[[HttpRequest], bool] = writing) -> Callable[[F], F]:
    """``deed`` is a message id of the catalogue, e.g. "Giao quyền"; by default only writing needs the proof."""

    return lambda view: _proofs.say(view, Proof(deed, asked))


def proof_of(view: Any) -> Proof | None:
    return _proofs.of(view)

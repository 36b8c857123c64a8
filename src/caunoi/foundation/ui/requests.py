"""The request as views see it: whoever acts has been put on it before."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from caunoi.foundation.actors import Actor


class ActingRequest(HttpRequest):
    """A request with the person acting (yêu cầu có người thực hiện)."""

    actor: Actor
    rows_shown: Sequence[Any]
    """Rows of a figure that the answer shows; whoever is behind them is told who looked."""

"""The request as views see it: whoever acts has been put on it before."""

from django.http import HttpRequest

from caunoi.foundation.actors import Actor


class ActingRequest(HttpRequest):
    """A request with the person acting (yêu cầu có người thực hiện)."""

    actor: Actor

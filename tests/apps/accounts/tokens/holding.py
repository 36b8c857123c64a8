"""Keys in tests: asked for, approved and taken through the services, and a program that shows one."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from caunoi.apps.accounts.models import AccessToken, User
from caunoi.apps.accounts.selectors import actor_of
from caunoi.apps.accounts.tokens import selectors, services
from caunoi.apps.accounts.tokens.rules import Wanted
from caunoi.apps.organisation.models import Unit
from tests.apps.accounts.people import make_grant, make_user

DAY = date(2020, 8, 31)
PEOPLE = "/api/v1/cadres"
WHY = "Đối soát hồ sơ theo Quyết định 12/QĐ-SNV"


def wanted(unit: Unit, **changed: Any) -> Wanted:
    given = {
        "name": "Kho dữ liệu", "reason": "lấy số liệu hằng tuần", "reach": "subtree", "up_to": 1,
        "personal_reason": "", "valid_to": DAY + timedelta(days=365), **changed,
    }  # fmt: skip
    return Wanted(unit_id=unit.pk, **given)


def administrator(name: str = "quan-tri") -> User:
    user = make_user(name)
    make_grant(user, "quantri")
    return user


def asked(user: User, unit: Unit, *, on: date = DAY, **changed: Any) -> AccessToken:
    actor = actor_of(user, on=on)
    own = selectors.rights_to_draw_from(actor)[0]
    return services.ask_for(actor=actor, own=own, wanted=wanted(unit, **changed))


def approved(user: User, unit: Unit, **changed: Any) -> AccessToken:
    token = asked(user, unit, **changed)
    actor = actor_of(administrator(f"quan-tri-{token.handle}"), on=DAY)
    services.approve(actor=actor, held=selectors.held_or_404(actor, token.pk))
    return token


def taken(user: User, unit: Unit, **changed: Any) -> str:
    """The key of an office, ready to be shown."""
    token = approved(user, unit, **changed)
    actor = actor_of(user, on=DAY)
    return services.take(actor=actor, held=selectors.held_or_404(actor, token.pk))


def program(key: str, **cookies: Any) -> Client:
    client = Client(headers={"authorization": f"Bearer {key}"}, raise_request_exception=False)
    client.cookies.update(cookies)
    return client


def ask(key: str, url: str = PEOPLE, method: str = "GET", **headers: str) -> HttpResponse:
    return program(key).generic(method, url, headers=headers)

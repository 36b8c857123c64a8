"""Asking every address as everybody, and saying in one word what was answered."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from inspect import getclosurevars, isfunction
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from caunoi.foundation.policy.census import Address, addresses, methods_declared
from tests.leaks.canaries import Canary, found_in
from tests.leaks.reading import may_meet
from tests.leaks.world import NOWHERE, OTHER, OWN, World

TABLE = Path(__file__).parent / "policy_matrix.csv"
ROLES = (
    "visitor", "lanhdao", "btc", "huyen", "xa", "xa2", "truong", "canbo", "thon", "mattran", "kiemtra", "quantri",
    "ended", "future", "disabled", "without",
)  # fmt: skip
ALLOW, MISSING, FORBIDDEN, SIGN_IN = "allow", "404", "403", "sign-in"
PART = re.compile(r"<(?:\w+:)?(\w+)>")
# A part that names no thing of a commune: one value that is there.
PUBLIC_PARTS = {
    "tieu-chuan/<str:code>/": "CX-BT",
    "giai-thich/<str:code>/": "cadres.people",
    "giai-thich/<str:code>/danh-sach/": "cadres.people",
    "api/v1/standards/<code>": "CX-BT",
    "api/v1/figures/<code>": "cadres.people",
}


@dataclass(frozen=True)
class Question:
    """One row of the table: an address, a method, and whose thing it names."""

    method: str
    route: str
    relation: str

    def url(self, world: World) -> str:
        if self.route in PUBLIC_PARTS:
            return "/" + PART.sub(PUBLIC_PARTS[self.route], self.route)
        return "/" + PART.sub(lambda part: world.names(self.relation, part[1]), self.route)


def questions() -> Iterator[Question]:
    """Every address by every method it may be asked by, for something own, of another, and not there."""
    for address in addresses():
        for method in methods_of(address):
            for relation in (OWN, OTHER, NOWHERE) if _names_a_thing(address.route) else ("",):
                yield Question(method, address.route, relation)


# What is said by its own kind, not by the commune.
PUBLIC_PARTS |= dict.fromkeys([f"mau-van-ban/<slug:key>/{what}" for what in ("", "tep/", "thu/")], "ke-hoach")
PUBLIC_PARTS["bieu-mau-bao-cao/<slug:key>/"] = "trich-ngang"


def _names_a_thing(route: str) -> bool:
    return bool(PART.search(route)) and route not in PUBLIC_PARTS


def methods_of(address: Address) -> list[str]:
    """The methods the view offers; one that says nothing is asked by reading and by writing."""
    by_method = methods_declared(address.view)
    if by_method:
        return sorted(by_method)
    offered = (
        _offered(address.view) if isfunction(address.view) else ["GET"]
    )  # the schema of the API is a partial
    return [method for method in ("GET", "POST") if offered is None or method in offered]


def _offered(view: Any) -> list[str] | None:
    """What ``require_POST`` and its sisters were told, wherever they stand among the decorators."""
    while isfunction(view):
        told: list[str] | None = getclosurevars(view).nonlocals.get("request_method_list")
        if told:
            return told
        view = getattr(view, "__wrapped__", None)
    return None


class Everybody:
    """A browser for each of those who sign in; what an answer wrote is taken back after it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.look: Callable[[], Any] = lambda: None  # asked before an answer is taken back …
        self.seen: Any = None  # … and what it said
        self.cookies: dict[str, Any] = {}
        for name, user in world.users.items():
            client = Client()
            client.force_login(user)
            self.cookies[name] = client.cookies

    def ask(self, role: str, method: str, url: str, data: Any = None, **headers: str) -> HttpResponse:
        client = Client(raise_request_exception=False)
        if role in self.cookies:
            client.cookies = self.cookies[role].copy()
        with transaction.atomic():
            answer = (
                client.generic(method, url, **headers) if data is None else client.post(url, data, **headers)
            )
            _ = answer.getvalue() if answer.streaming else answer.content
            self.seen = self.look()
            transaction.set_rollback(True)
        return answer

    def cell(self, role: str, question: Question) -> tuple[str, set[Canary]]:
        """The answer in one word, and the canaries in it that are not the role's to meet."""
        answer = self.ask(role, question.method, question.url(self.world))
        return word_of(answer), leaked(role, answer)


def met(answer: HttpResponse) -> set[Canary]:
    """Every canary in the bytes and the headers of an answer."""
    body = answer.getvalue() if answer.streaming else answer.content
    told = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return found_in(bytes(body)) | found_in(told.encode())


def leaked(role: str, answer: HttpResponse) -> set[Canary]:
    return {canary for canary in met(answer) if not may_meet(role, canary)}


def word_of(answer: HttpResponse) -> str:
    """The answer in one word; a fault of the server is never expected."""
    if answer.status_code == 401 or "/dang-nhap/" in answer.get("Location", ""):
        return SIGN_IN
    if answer.status_code in {403, 404}:
        return str(answer.status_code)
    fault = answer.status_code >= 500 or answer.status_code == 405
    return f"fault {answer.status_code}" if fault else ALLOW


@cache
def table() -> dict[Question, dict[str, str]]:
    """What is expected, as it was looked at."""
    with TABLE.open(encoding="utf-8") as file:
        return {
            Question(row["method"], row["address"], row["relation"]): {role: row[role] for role in ROLES}
            for row in csv.DictReader(file)
        }


def write(answers: dict[Question, dict[str, str]]) -> None:
    """Only for somebody who reads the difference afterwards: ``CAUNOI_WRITE_MATRIX=1``."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["method", "address", "relation", *ROLES])
        for asked, cells in answers.items():
            writer.writerow([asked.method, asked.route, asked.relation, *(cells[role] for role in ROLES)])

"""Every address, command and job says who it is for; what says nothing is seen here before anybody can use it."""

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, path
from django.urls.resolvers import RegexPattern

from caunoi.apps.cadres.models import Cadre
from caunoi.foundation.commandline.entry import ALONE, ALSO, GROUPS
from caunoi.foundation.commandline.registry import Command, all_commands
from caunoi.foundation.jobs.registry import Registered, all_registered
from caunoi.foundation.policy import row_for
from caunoi.foundation.policy.census import Address, Declared, addresses, needs, public

POLICIES = {"system", "none"}


def faults_of_addresses(every: Iterable[Address]) -> Iterator[str]:
    for address in every:
        where = f"/{address.route} ({address.view.__module__}.{getattr(address.view, '__qualname__', '?')})"
        if address.declared is None:
            yield f"{where}: declares no policy"
        else:
            yield from (f"{where}: {fault}" for fault in faults_of_declaration(address.declared))


def faults_of_declaration(declared: Declared) -> Iterator[str]:
    if declared.kind == "needs":
        if declared.model is None or not row_for(declared.model, declared.verb).roles:
            yield f"no role holds {declared.verb!r} on {declared.model}"
    elif not declared.reason.strip():
        yield f"{declared.kind} without a reason"


def faults_of_command(group: str, each: Command) -> Iterator[str]:
    if each.policy not in POLICIES:
        yield f"caunoi {group} {each.verb}: policy {each.policy!r} is none of {sorted(POLICIES)}"
    if (group or each.verb) not in {**GROUPS, **ALONE}:
        yield f"caunoi {group} {each.verb}: the group is not in the list of the command line"


def faults_of_job(each: Registered) -> Iterator[str]:
    yield from (f"job {each.name}: {fault}" for fault in faults_of_declaration(each.policy))


@pytest.fixture(scope="module")
def every_command() -> list[tuple[str, Command]]:
    own = {module for module, _ in {*GROUPS.values(), *ALONE.values()}}
    for module in own.union(*ALSO.values()):
        if find_spec(module):
            importlib.import_module(module)
    return all_commands()


def test_every_address_declares_its_policy():
    assert list(faults_of_addresses(addresses())) == []


def test_every_command_declares_its_policy(every_command):
    assert [fault for group, each in every_command for fault in faults_of_command(group, each)] == []


def test_every_command_has_help_in_vietnamese(every_command):
    assert [f"{group} {each.verb}" for group, each in every_command if each.help.isascii()] == []


def test_every_job_declares_its_policy():
    assert [fault for each in all_registered() for fault in faults_of_job(each)] == []


def _view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _answering(view) -> list[str]:
    return list(faults_of_addresses(addresses(URLResolver(RegexPattern(r"^/"), [path("x/", view)]))))


def test_an_undeclared_address_is_seen():
    assert "declares no policy" in _answering(_view)[0]


def test_an_address_for_a_verb_nobody_holds_is_seen():
    @needs(Cadre, "levitate")
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert "no role holds 'levitate'" in _answering(view)[0]


def test_a_public_address_without_a_reason_is_seen():
    @public(" ")
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert "without a reason" in _answering(view)[0]


def test_a_declared_address_passes():
    @needs(Cadre, "view")
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert _answering(view) == []


@pytest.mark.django_db
def test_an_undeclared_address_does_not_run(client, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False

    assert client.get("/x/").status_code == 500


urlpatterns = [path("x/", _view)]


def handler500(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=500)


def test_an_undeclared_command_is_seen():
    command = Command("levitate", "Bay lên", lambda options, output: None, policy="")

    assert "policy ''" in " ".join(faults_of_command("cadres", command))
    assert list(faults_of_command("cadres", replace(command, policy="system"))) == []


def test_a_command_outside_the_list_is_seen():
    command = Command("levitate", "Bay lên", lambda options, output: None)

    assert "not in the list" in " ".join(faults_of_command("magic", command))


def test_an_undeclared_job_is_seen():
    job = Registered("cadres.levitate", lambda context: None, Declared("needs", Cadre, "levitate"), 60, 1)

    assert "no role holds 'levitate'" in " ".join(faults_of_job(job))

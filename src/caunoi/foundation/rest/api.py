"""The API under ``/api/v1/``: operations declare their policy like views do, and errors speak as problems.

A module's ``api.py`` offers ``router = Router(tags=[…])`` with full paths. Each operation is declared
below its route, so that the declaration is seen before the operation runs::

    @router.get("/units")
    @public("…")
    def units(request, on: str = ""): ...

A request signs in with the session of the pages, or with a read-only key of an office in ``Authorization``. Reading
what is public needs neither.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer
from ninja.router import BoundRouter

from caunoi.foundation.errors import Refused, answer_refusal, problem
from caunoi.foundation.policy.census import (
    Declared,
    declare_each_method,
    declared_as,
    declared_of,
    public,
)
from caunoi.foundation.rest.description import complete


class PlainLetters(JSONRenderer):
    """Vietnamese letters as they are, not as escapes."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """Ninja's API whose addresses carry what their operations declare."""

    def get_openapi_schema(self, **asked: Any) -> Any:
        schema = super().get_openapi_schema(**asked)
        complete(schema, self._declared_in(schema))
        return schema

    def _declared_in(self, schema: dict[str, Any]) -> dict[tuple[str, str], Declared | None]:
        """By the id an operation has in the description: what its function declared."""
        paths = (path for router in self._get_bound_routers() for path in _paths(router))
        told = {
            operation.operation_id or self.get_openapi_operation_id(operation): declared_of(
                operation.view_func
            )
            for path in paths
            for operation in path.operations
        }
        return {
            (path, method): told[operation["operationId"]]
            for path, methods in schema["paths"].items()
            for method, operation in methods.items()
        }

    def _get_urls(self) -> list[Any]:
        patterns: list[Any] = super()._get_urls()
        for pattern in patterns:
            if pattern.name == "api-root":
                public("Địa chỉ gốc của API; không có gì để xem")(pattern.callback)
        self._declare([pattern for pattern in patterns if pattern.name not in ("api-root", "openapi-json")])
        return patterns

    def _declare(self, patterns: list[Any]) -> None:
        """Ninja makes one address per operation, in this order; all of one path share one view."""
        paths = [path for router in self._get_bound_routers() for path in _paths(router)]
        operations = [(operation, path) for path in paths for operation in path.operations]
        for pattern, (operation, path) in zip(patterns, operations, strict=True):
            if declared := declared_of(operation.view_func):
                declared_as(declared)(pattern.callback)
            declare_each_method(
                pattern.callback,
                {method: declared_of(each.view_func) for each in path.operations for method in each.methods},
            )


def _paths(router: BoundRouter) -> list[Any]:
    return list(router.path_operations.values())


def new_api(*, title: str, version: str, description: str) -> Api:
    """An empty API with our answers to errors; modules' routers are added to it."""
    api = Api(
        title=title,
        version=version,
        description=description,
        openapi_url="/openapi.json",
        docs_url=None,
        renderer=PlainLetters(),
        docs_decorator=public("Bản mô tả API theo OpenAPI"),
    )
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(ValidationError, _unfit)
    return api


def _refused(request: HttpRequest, fault: Any) -> HttpResponse:
    return answer_refusal(request, fault)


def _not_found(request: HttpRequest, fault: Any) -> HttpResponse:
    return problem(404, _("Không tìm thấy."))


def _http_error(request: HttpRequest, fault: Any) -> HttpResponse:
    return problem(fault.status_code, str(fault))


def _unfit(request: HttpRequest, fault: Any) -> HttpResponse:
    """What was sent does not fit the description; which part, and why."""
    faults = [
        {"where": ".".join(str(part) for part in each["loc"]), "why": each["msg"]} for each in fault.errors
    ]
    return problem(422, _("Yêu cầu chưa đúng mô tả của API."), faults=faults)

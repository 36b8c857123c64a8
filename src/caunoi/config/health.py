"""Is the process alive, and can it serve? For the machine that watches, without an account."""

import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

from caunoi import __version__
from caunoi.config.operations.migrations import missing_migrations
from caunoi.foundation.policy.census import public

LEAST_FREE = 0.02
RETRY_AFTER = "5"


@public("Máy giám sát hỏi tiến trình còn sống không; không đọc dữ liệu nào")
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok", "version": __version__})


@public("Máy giám sát hỏi có phục vụ được không; chỉ trả lời có hoặc không")
def readyz(request: HttpRequest) -> JsonResponse:
    """Ready when the database answers, has every step of the schema, and there is room to write."""
    answers = {"database": _database_answers(), "schema": _schema_is_whole(), "disk": _there_is_room()}
    ready = all(answers.values())
    response = JsonResponse(
        {"status": "ok" if ready else "unavailable", **answers}, status=200 if ready else 503
    )
    if not ready:
        response["Retry-After"] = RETRY_AFTER
    return response


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False


_whole: list[bool] = []


def _schema_is_whole() -> bool:
    """Once whole, always whole for this process: the program on disk does not change under it."""
    try:
        if not _whole and not missing_migrations():
            _whole.append(True)
    except DatabaseError:
        return False
    return bool(_whole)


def _there_is_room() -> bool:
    room = shutil.disk_usage(settings.VAR)
    return room.free / room.total > LEAST_FREE


urlpatterns = [path("healthz", healthz, name="healthz"), path("readyz", readyz, name="readyz")]

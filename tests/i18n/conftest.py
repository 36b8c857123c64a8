"""A small demo with a solved plan and a checked import, so that every page has something to say."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from caunoi.apps.accounts.models import User
from caunoi.demo.build import build
from caunoi.demo.sizes import COMMUNE
from caunoi.foundation.jobs import services as jobs
from caunoi.foundation.jobs import worker
from caunoi.foundation.policy import system_scope

STORY = date(2020, 8, 31)
WORKBOOK = (
    "Số hiệu,Họ và tên,Ngày sinh,Chức danh,Xã,Huyện,Từ ngày,Chuyên môn\n"
    ",Nguyễn Văn Thử,31/08/1985,Chủ tịch UBND,Xuân Hương,Lạng Giang,01/06/2018,Đại học\n"
    ",Trần Thị Lỗi,99/99/1985,Chủ tịch UBND,Xuân Hưong,Lạng Giang,01/06/2018,Đại học\n"
)
PLAN = {
    "year": "2021", "budget": "500.000.000", "group": "chu-chot", "transition": "on", "away_percent": "50",
    "max_km": "60", "time_limit": "5",
}  # fmt: skip


@pytest.fixture(scope="module")
def told_world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    """Built once for a module and taken back whole."""
    before = (settings.VAR, settings.FILES, settings.DEMO)
    settings.VAR, settings.DEMO = tmp_path_factory.mktemp("var"), True
    settings.FILES = Path(settings.VAR) / "files"
    with django_db_blocker.unblock(), transaction.atomic():
        build(COMMUNE, 37, tell=lambda _text: None)
        _work_of_the_board()
        yield
        transaction.set_rollback(True)
    settings.VAR, settings.FILES, settings.DEMO = before


def _work_of_the_board() -> None:
    board = signed_in("btc")
    planned = board.post("/ke-hoach/lap/", PLAN)
    assert planned.status_code == 302, planned.content.decode()
    file = SimpleUploadedFile("ds.csv", WORKBOOK.encode("utf-8-sig"), "text/csv")
    brought = board.post("/nhap/", {"tep": file, "on": "31/08/2020"})
    assert brought.status_code == 302, brought.content.decode()
    while (job := jobs.claim()) is not None:
        worker.run_here(job.pk)


def signed_in(account: str, language: str = "vi") -> Client:
    """Somebody of the demo, or a visitor for an empty name, who chose a language."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if account:
        with system_scope("tests: who is it"):
            client.force_login(User.objects.get(username=account))
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client

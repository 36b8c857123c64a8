"""List pages of the database at hand against the emptiest page of the same stack, and the rows of an admin list."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.sites import AdminSite
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from caunoi.config.bench.measure import Case

PAGES = (
    "/can-bo/", "/can-bo/?sap=xa", "/can-bo/?sap=tuoi", "/can-bo/?tinh-trang=khong-giu", "/can-bo/?gioi=nu",
    "/don-vi/",
)  # fmt: skip
SMALL = 20_000
OF_ALL = ("/can-bo/?q=nguyen", "/thieu-chuan/")
"""Pages that read everybody once after each write: measured where that is soon done."""


def cases(quick: bool) -> list[Case]:
    from caunoi.apps.accounts.models import User
    from caunoi.apps.cadres.models import Cadre
    from caunoi.foundation.commandline import command_actor
    from caunoi.foundation.policy import visible

    client = Client(SERVER_NAME="localhost")
    officer = User.objects.filter(username="btc").first()
    if officer is None:
        raise SystemExit("Phép đo trang cần cơ sở dữ liệu mẫu: chạy make demo-data, rồi make bench.")
    client.force_login(officer)
    count = visible(command_actor(), Cadre).count()
    pages = (*PAGES, *(OF_ALL if count <= SMALL else ()))
    references = {"empty page": _asking(client, "/healthz"), "rows of an admin list": _administering(Cadre)}
    return [Case(page, count, _asking(client, page), references) for page in pages]


def _asking(client: Client, address: str) -> Callable[[], Any]:
    def ask() -> Any:
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return answer.content

    return ask


def _administering(model: Any) -> Callable[[], Any]:
    """What Django's admin asks for its list: everybody counted, one page of objects; its template is left out."""
    from caunoi.foundation.policy import system_scope

    class Listed(ModelAdmin):
        list_display = ("number", "full_name", "birth", "sex")
        list_per_page = 40

    class Anybody(AnonymousUser):
        def has_perm(self, *_asked: Any) -> bool:
            return True

    request = RequestFactory().get("/")
    request.user = Anybody()
    admin = Listed(model, AdminSite())

    def ask() -> Any:
        with system_scope("bench: the list of the admin"):
            return list(admin.get_changelist_instance(request).result_list)

    return ask

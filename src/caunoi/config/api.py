"""All routers under one roof: ``/api/v1/``. A module that has no ``api.py`` yet has no addresses here."""

from importlib import import_module
from importlib.util import find_spec

from caunoi import __version__
from caunoi.foundation.rest import new_api

MODULES = [
    "caunoi.apps.organisation.api",
    "caunoi.apps.accounts.api",
    "caunoi.apps.cadres.api",
    "caunoi.apps.standards.api",
    "caunoi.apps.classes.api",
    "caunoi.apps.planning.api",
    "caunoi.foundation.figures.api",
    "caunoi.apps.reports.api",
]

api = new_api(
    title="Cầu Nối",
    version=__version__,
    description="Đơn vị, cán bộ, tiêu chuẩn, kế hoạch và số liệu. Mọi câu trả lời là của một ngày (on).",
)
for name in MODULES:
    if find_spec(name):
        api.add_router("", import_module(name).router)

"""All routers under one roof: ``/api/v1/``."""

from caunoi import __version__
from caunoi.apps.cadres.api import router as cadres
from caunoi.apps.organisation.api import router as organisation
from caunoi.apps.standards.api import router as standards
from caunoi.apps.standards.api_changes import router as changes
from caunoi.foundation.figures.api import router as figures
from caunoi.foundation.rest import new_api

api = new_api(
    title="Cầu Nối",
    version=__version__,
    description="Đơn vị, cán bộ, tiêu chuẩn, kế hoạch và số liệu. Mọi câu trả lời là của một ngày (on).",
)
for router in (organisation, cadres, standards, changes, figures):
    api.add_router("", router)

"""The roof: every address of the product, resource first, in Vietnamese words without marks.

Each module brings its own addresses.
"""

from django.urls import URLPattern, URLResolver, include, path

from caunoi.config.api import api
from caunoi.config.front import front
from caunoi.config.health_of_parts import show_health
from caunoi.config.palette.views import palette
from caunoi.foundation.ui import views as ui_views

show_health()

handler404 = "caunoi.foundation.errors.not_found"
handler403 = "caunoi.foundation.errors.forbidden"
handler500 = "caunoi.foundation.errors.server_fault"

MOUNTED = [
    ("", "caunoi.apps.accounts.urls"),
    ("toi/", "caunoi.apps.cadres.urls_own"),
    ("khan-cap/", "caunoi.apps.cadres.urls_emergencies"),
    ("can-bo/", "caunoi.apps.cadres.urls"),
    ("nhap/", "caunoi.apps.cadres.urls_imports"),
    ("minh-chung/", "caunoi.apps.declarations.urls_queue"),
    ("ke-khai/", "caunoi.apps.declarations.urls"),
    ("toi/", "caunoi.apps.declarations.urls_own"),
    ("ra-soat/", "caunoi.apps.reviews.urls"),
    ("", "caunoi.apps.selection.urls"),
    ("xep-loai/", "caunoi.apps.ratings.urls"),
    ("toi/", "caunoi.apps.ratings.urls_own"),
    ("don-vi/", "caunoi.apps.organisation.urls"),
    ("", "caunoi.apps.standards.urls"),
    ("", "caunoi.foundation.figures.urls"),
    ("", "caunoi.apps.classes.urls"),
    ("ke-hoach/", "caunoi.apps.planning.urls"),
    ("thu-quy-dinh/", "caunoi.apps.laboratory.urls"),
    ("", "caunoi.apps.privacy.urls"),
    ("bieu-mau-bao-cao/", "caunoi.apps.forms.urls"),
    ("mau-van-ban/", "caunoi.foundation.documents.urls"),
    ("", "caunoi.foundation.jobs.urls"),
    ("che-do-xem/", "caunoi.foundation.lists.urls"),
    ("", "caunoi.apps.reports.urls"),
    ("", "caunoi.apps.portal.urls"),
    ("", "caunoi.config.health"),
    ("", "caunoi.config.metrics"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front, name="front"),
    path("lenh/", palette, name="palette"),
    path("giao-dien/", ui_views.gallery, name="gallery"),
    path("giao-dien/bang-ben/", ui_views.gallery_panel, name="gallery_panel"),
    *(path(prefix, include(module)) for prefix, module in MOUNTED),
    path("api/v1/", api.urls),
]

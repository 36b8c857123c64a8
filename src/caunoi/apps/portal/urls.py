"""Public addresses; the front page itself is shared with the homes and stands in the roof."""

from django.urls import path

from caunoi.apps.portal import views
from caunoi.apps.portal.presenters.open_files import KINDS

app_name = "portal"
urlpatterns = [
    path("so-lieu/", views.figures, name="figures"),
    path("du-lieu-mo/", views.open_data, name="open_data"),
    *(path(f"du-lieu-mo/{name}", views.open_file, {"name": name}, name=name) for name in KINDS),
    path("tro-giup/", views.guide, name="help"),
]

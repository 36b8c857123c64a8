"""/don-vi/: units over time."""

from django.urls import path

from caunoi.apps.organisation import views

app_name = "organisation"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("danh-sach/", views.unit_list, name="list"),
    path("tim/", views.search, name="search"),
    path("goi-y/", views.suggest, name="suggest"),
    path("<uuid:unit_id>/", views.unit, name="unit"),
]

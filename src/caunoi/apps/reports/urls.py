"""Homes are at the front address; here stand the pages that read across modules."""

from django.urls import path

from caunoi.apps.reports import views

app_name = "reports"
urlpatterns = [
    path("bao-cao/bang-cheo/", views.cross_table, name="cross"),
    path("bao-cao/tai-lieu-hop/", views.pack, name="pack"),
    path("nhat-ky/", views.record, name="record"),
    path("tim/", views.search, name="search"),
]

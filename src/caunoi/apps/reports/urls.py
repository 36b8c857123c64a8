"""Homes are at the front address; here stand the pages that read across modules."""

from django.urls import path

from caunoi.apps.reports import views

app_name = "reports"
urlpatterns = [
    path("nhat-ky/", views.record, name="record"),
    path("tim/", views.search, name="search"),
]

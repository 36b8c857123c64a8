"""Addresses of the registry, under ``/can-bo/``; those of the import stand in ``urls_imports``."""

from django.urls import path

from caunoi.apps.cadres import views

app_name = "cadres"
urlpatterns = [
    path("", views.cadre_list, name="list"),
    path("dem/", views.cadre_count, name="count"),
    path("xuat/", views.cadre_export, name="export"),
]

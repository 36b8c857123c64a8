"""Addresses of the catalogue."""

from django.urls import path

from caunoi.apps.classes import views

app_name = "classes"
urlpatterns = [
    path("lop/", views.catalogue, name="catalogue"),
    path("lop/nap/", views.load, name="load"),
]

"""Addresses of files opened in an emergency, under ``/khan-cap/``."""

from django.urls import path

from caunoi.apps.cadres.views import emergencies

app_name = "emergencies"
urlpatterns = [
    path("", emergencies.opening, name="open"),
    path("dong/", emergencies.closing, name="close"),
    path("xem-lai/", emergencies.opened_files, name="list"),
    path("<uuid:emergency_id>/", emergencies.look, name="look"),
]

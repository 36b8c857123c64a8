"""Addresses of a person about their own file, under ``/toi/``."""

from django.urls import path

from caunoi.apps.cadres.views import readers

app_name = "own"
urlpatterns = [path("ai-da-xem/", readers.readers, name="readers")]

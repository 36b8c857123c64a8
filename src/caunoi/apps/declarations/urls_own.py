"""The address of one's own declarations, under ``/toi/``."""

from django.urls import path

from caunoi.apps.declarations.views import fill

app_name = "own_declarations"
urlpatterns = [path("ke-khai/", fill.own, name="own")]

"""The address of one's own yearly ratings, under ``/toi/``."""

from django.urls import path

from caunoi.apps.ratings.views import sheets

app_name = "own_ratings"
urlpatterns = [path("xep-loai/", sheets.own, name="own")]

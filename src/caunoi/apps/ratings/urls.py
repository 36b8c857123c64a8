"""Addresses of the yearly ratings, under ``/xep-loai/``."""

from django.urls import path

from caunoi.apps.ratings import views

app_name = "ratings"
urlpatterns = [path("", views.board, name="board")]

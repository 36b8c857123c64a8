"""Addresses of declarations, under ``/ke-khai/``; the queue and one's own page have files of their own."""

app_name = "declarations"
urlpatterns: list = []

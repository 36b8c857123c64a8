"""Addresses of the laboratory, under ``/thu-quy-dinh/``."""

from django.urls import path

from caunoi.apps.laboratory import views

app_name = "laboratory"
urlpatterns = [
    path("", views.drafts, name="drafts"),
    path("moi/", views.new, name="new"),
    path("<uuid:draft_id>/", views.trial, name="trial"),
    path("<uuid:draft_id>/gia-tri/", views.values, name="values"),
    path("<uuid:draft_id>/noi-dung/", views.text, name="text"),
    path("<uuid:draft_id>/cat/", views.put_away, name="put_away"),
    path("<uuid:draft_id>/chi-phi/", views.ask_cost, name="ask_cost"),
    path("<uuid:draft_id>/chi-phi/tien-do/", views.progress, name="progress"),
]

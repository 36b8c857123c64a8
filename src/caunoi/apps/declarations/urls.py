"""Addresses of declarations, under ``/ke-khai/``."""

from django.urls import path

from caunoi.apps.declarations.views import check, fill, rounds

app_name = "declarations"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("mo/", rounds.open_round, name="open"),
    path("kiem-tra/", check.waiting, name="waiting"),
    path("<uuid:round_id>/", rounds.round_page, name="round"),
    path("<uuid:round_id>/nhac/", rounds.remind, name="remind"),
    path("<uuid:round_id>/them-nguoi/", rounds.ask_newcomers, name="newcomers"),
    path("<uuid:round_id>/dong/", rounds.close, name="close"),
    path("to/<uuid:declaration_id>/", fill.sheet, name="sheet"),
    path("to/<uuid:declaration_id>/muc/<str:declared_key>/", fill.say, name="say"),
    path("to/<uuid:declaration_id>/them/", fill.add, name="add"),
    path("to/<uuid:declaration_id>/them-chuc-danh/", fill.add_post, name="add_post"),
    path("to/<uuid:declaration_id>/bo/<uuid:declared_number>/", fill.remove, name="remove"),
    path("to/<uuid:declaration_id>/gui/", fill.send, name="send"),
    path("to/<uuid:declaration_id>/rut-lai/", fill.take_back, name="take_back"),
    path("to/<uuid:declaration_id>/tep/<uuid:declared_id>/", check.scan, name="scan"),
    path("to/<uuid:declaration_id>/kiem-tra/", check.check, name="check"),
    path("to/<uuid:declaration_id>/kiem-tra/<uuid:declared_id>/nhan/", check.accept, name="accept"),
    path("to/<uuid:declaration_id>/kiem-tra/<uuid:declared_id>/chua-nhan/", check.refuse, name="refuse"),
]

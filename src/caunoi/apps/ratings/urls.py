"""Addresses of the yearly ratings, under ``/xep-loai/``."""

from django.urls import path

from caunoi.apps.ratings.views import board, rounds, sheets

app_name = "ratings"
UNIT, SHEET = "don-vi/<uuid:rated_id>/", "phieu/<uuid:rating_sheet_id>/"
urlpatterns = [
    path("", board.board, name="board"),
    path("toan-canh/", board.year, name="year"),
    path("mo/", rounds.open_round, name="open"),
    path("dot/<uuid:rating_round_id>/", rounds.round_page, name="round"),
    path(UNIT, rounds.unit_page, name="unit"),
    path(f"{UNIT}nguoi-moi/", rounds.newcomers, name="newcomers"),
    path(f"{UNIT}theo-de-xuat/", rounds.as_proposed, name="as_proposed"),
    path(f"{UNIT}muc/", rounds.unit_level, name="unit_level"),
    path(f"{UNIT}chot/", rounds.seal, name="seal"),
    path(SHEET, sheets.sheet, name="sheet"),
    path(f"{SHEET}tu-danh-gia/", sheets.say, name="say"),
    path(f"{SHEET}nhan-xet/", sheets.comment, name="comment"),
    path(f"{SHEET}de-xuat/", sheets.propose, name="propose"),
    path(f"{SHEET}quyet-dinh/", sheets.decide, name="decide"),
    path(f"{SHEET}tra-lai/", sheets.send_back, name="send_back"),
    path(f"{SHEET}khong-xep-loai/", sheets.excuse, name="excuse"),
    path(f"{SHEET}dua-lai/", sheets.take_up_again, name="take_up_again"),
    path(f"{SHEET}dieu-chinh/", sheets.adjust, name="adjust"),
]

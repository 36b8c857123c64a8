"""Addresses of reviews, under ``/ra-soat/``."""

from django.urls import path

from caunoi.apps.reviews.views import papers, results, rounds, sheets

app_name = "reviews"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("mo/", rounds.open_round, name="open"),
    path("<uuid:review_id>/", rounds.round_page, name="round"),
    path("<uuid:review_id>/ket-qua/", results.result_list, name="results"),
    path("<uuid:review_id>/ket-qua/<uuid:cadre_id>/", results.person, name="result"),
    path("ma/", results.ask_code, name="ask_code"),
    path("ma/<str:mark>/", results.code, name="code"),
    path("<uuid:review_id>/nhac/", rounds.remind, name="remind"),
    path("<uuid:review_id>/thu-nhac/", papers.letters, name="letters"),
    path("<uuid:review_id>/chot/", rounds.freeze, name="freeze"),
    path("<uuid:review_id>/dieu-chinh/<uuid:cadre_id>/", rounds.adjust, name="adjust"),
    path("bang/<uuid:sheet_id>/", sheets.sheet, name="sheet"),
    path("bang/<uuid:sheet_id>/con-lai/", sheets.rest, name="rest"),
    path("bang/<uuid:sheet_id>/nguoi-moi/", sheets.newcomers, name="newcomers"),
    path("bang/<uuid:sheet_id>/gui/", sheets.check, name="check"),
    path("bang/<uuid:sheet_id>/phieu/", papers.receipt, name="paper"),
    path("bang/<uuid:sheet_id>/bieu/", papers.form, name="form"),
    path("bang/<uuid:sheet_id>/thu-nhac/", papers.letter, name="letter"),
    path("bang/<uuid:sheet_id>/dong-y/", sheets.agree, name="agree"),
    path("bang/<uuid:sheet_id>/khoa/", sheets.lock, name="lock"),
    path("bang/<uuid:sheet_id>/tra-lai/", sheets.send_back, name="send_back"),
    path("bang/<uuid:sheet_id>/mo-khoa/", sheets.ask_unlock, name="ask_unlock"),
    path("bang/<uuid:sheet_id>/mo-khoa/dong-y/", sheets.unlock, name="unlock"),
    path("bang/<uuid:sheet_id>/mo-khoa/tu-choi/", sheets.refuse_unlock, name="refuse_unlock"),
    path("bang/<uuid:sheet_id>/<uuid:line_id>/", sheets.answer, name="answer"),
]

"""Addresses of nominations (``/de-cu/``), owed standards (``/no-chuan/``) and succession planning (``/quy-hoach/``)."""

from django.urls import path

from caunoi.apps.selection.views import nominations, owed, succession

app_name = "selection"
urlpatterns = [
    path("de-cu/", nominations.nominations, name="nominations"),
    path("de-cu/cu/", nominations.nominate, name="nominate"),
    path("de-cu/duyet/", nominations.say_yes, name="say_yes"),
    path("de-cu/tra-lai/", nominations.send_back, name="send_back"),
    path("de-cu/<uuid:nomination_id>/", nominations.nomination, name="nomination"),
    path("de-cu/<uuid:nomination_id>/gui-lai/", nominations.send_again, name="send_again"),
    path("de-cu/<uuid:nomination_id>/rut/", nominations.withdraw, name="withdraw"),
    path("no-chuan/", owed.all_owed, name="all_owed"),
    path("no-chuan/moi/<uuid:cadre_id>/", owed.let_owe, name="let_owe"),
    path("no-chuan/<uuid:owed_id>/", owed.owed, name="owed"),
    path("no-chuan/<uuid:owed_id>/gia-han/", owed.put_off, name="put_off"),
    path("no-chuan/<uuid:owed_id>/khep/", owed.settle, name="settle"),
    path("no-chuan/<uuid:owed_id>/thoi/", owed.revoke, name="revoke"),
    path("quy-hoach/", succession.succession, name="succession"),
    path("quy-hoach/them/<uuid:cadre_id>/", succession.take_in, name="take_in"),
    path("quy-hoach/<uuid:succession_id>/dua-ra/", succession.take_out, name="take_out"),
]

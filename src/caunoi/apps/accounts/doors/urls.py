"""The doors, one's own ways in, and the administrators' resets; included at the root."""

from django.urls import path

from caunoi.apps.accounts.doors import (
    views,
    views_elsewhere,
    views_letters,
    views_own,
    views_passkeys,
    views_resets,
)

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-nhap/buoc-hai/", views.second_step, name="second_step"),
    path("dang-nhap/khoa/", views_passkeys.use, name="use_passkey"),
    path("dang-nhap/khoa/hoi/", views_passkeys.challenge, name="passkey_challenge"),
    path("dang-nhap/quen-mat-khau/", views_letters.forgotten, name="forgotten"),
    path("dang-nhap/dat-mat-khau/", views_letters.set_password, name="set_password"),
    path("dang-nhap/noi-khac/", views_elsewhere.leave, name="elsewhere"),
    path("dang-nhap/noi-khac/ve/", views_elsewhere.back, name="back_from_elsewhere"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("xac-nhan/", views.prove_again, name="prove_again"),
    path("toi/bao-mat/", views_own.security, name="security"),
    path("toi/bao-mat/ma-mot-lan/", views_own.enrol, name="enrol"),
    path("toi/bao-mat/ma-mot-lan/bo/", views_own.drop_one_time, name="drop_one_time"),
    path("toi/bao-mat/ma-khoi-phuc/", views_own.renew_codes, name="renew_codes"),
    path("toi/bao-mat/khoa/", views_passkeys.add, name="add_passkey"),
    path("toi/bao-mat/khoa/hoi/", views_passkeys.offer, name="offer_passkey"),
    path("toi/bao-mat/khoa/<uuid:passkey_id>/bo/", views_passkeys.remove, name="remove_passkey"),
    path("toi/phien/ket-thuc/", views_own.end_other_sessions, name="end_other_sessions"),
    path("toi/phien/<uuid:handle>/ket-thuc/", views_own.end_session, name="end_session"),
    path("qt/nguoi-dung/<uuid:user_id>/dat-lai/", views_resets.ask, name="ask_reset"),
    path("qt/nguoi-dung/<uuid:user_id>/mat-khau/", views_letters.ask, name="ask_letter"),
    path("qt/mat-khau/", views_letters.waiting, name="letters"),
    path("qt/mat-khau/<uuid:letter_id>/", views_letters.decide, name="give_letter"),
    path("qt/dat-lai/", views_resets.waiting, name="resets"),
    path("qt/dat-lai/<uuid:reset_id>/", views_resets.decide, name="decide_reset"),
]

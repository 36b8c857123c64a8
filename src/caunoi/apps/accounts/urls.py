"""The door, one's own settings, and the administrator's accounts."""

from django.urls import include, path

from caunoi.apps.accounts import views
from caunoi.apps.accounts.delegation import views as delegation
from caunoi.apps.accounts.tokens import views as tokens
from caunoi.apps.accounts.tokens import views_decisions as keys

app_name = "accounts"
urlpatterns = [
    path("", include("caunoi.apps.accounts.doors.urls")),
    path("ngon-ngu/", views.choose_language, name="language"),
    path("toi/", views.my_settings, name="mine"),
    path("toi/uy-quyen/", delegation.delegations, name="delegations"),
    path("toi/uy-quyen/<uuid:delegation_id>/ket-thuc/", delegation.end, name="end_delegation"),
    path("toi/ma-truy-cap/", tokens.tokens, name="tokens"),
    path("toi/ma-truy-cap/<uuid:token_id>/", tokens.token, name="token"),
    path("toi/ma-truy-cap/<uuid:token_id>/lay-ma/", tokens.take, name="take_token"),
    path("toi/ma-truy-cap/<uuid:token_id>/thu-hoi/", tokens.withdraw, name="withdraw_token"),
    path("qt/ma-truy-cap/", keys.every, name="all_tokens"),
    path("qt/ma-truy-cap/<uuid:token_id>/", keys.decide, name="decide_token"),
    path("qt/nguoi-dung/", views.account_list, name="list"),
    path("qt/nguoi-dung/<uuid:user_id>/", views.account, name="account"),
    path("qt/nguoi-dung/<uuid:user_id>/khoa/", views.close_account, name="close"),
    path("qt/quyen/", views.waiting, name="waiting"),
    path("qt/quyen/<uuid:grant_id>/", views.decide, name="decide"),
    path("qt/quyen/<uuid:grant_id>/ket-thuc/", views.end_grant, name="end_grant"),
]

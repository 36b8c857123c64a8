"""The door, one's own settings, and the administrator's accounts."""

from django.urls import include, path

from caunoi.apps.accounts import views
from caunoi.apps.accounts.delegation import views as delegation

app_name = "accounts"
urlpatterns = [
    path("", include("caunoi.apps.accounts.doors.urls")),
    path("ngon-ngu/", views.choose_language, name="language"),
    path("toi/", views.my_settings, name="mine"),
    path("toi/uy-quyen/", delegation.delegations, name="delegations"),
    path("toi/uy-quyen/<uuid:delegation_id>/ket-thuc/", delegation.end, name="end_delegation"),
    path("qt/nguoi-dung/", views.account_list, name="list"),
    path("qt/nguoi-dung/<uuid:user_id>/", views.account, name="account"),
    path("qt/nguoi-dung/<uuid:user_id>/khoa/", views.close_account, name="close"),
    path("qt/quyen/", views.waiting, name="waiting"),
    path("qt/quyen/<uuid:grant_id>/", views.decide, name="decide"),
    path("qt/quyen/<uuid:grant_id>/ket-thuc/", views.end_grant, name="end_grant"),
]

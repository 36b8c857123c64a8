"""Addresses of plans, under ``/ke-hoach/``."""

from django.urls import path

from caunoi.apps.planning import views

app_name = "planning"
urlpatterns = [
    path("", views.plan_list, name="list"),
    path("lap/", views.new, name="new"),
    path("dua-vao/", views.add, name="add"),
    path("dua-vao/xac-nhan/", views.add_confirm, name="add_confirm"),
    path("so-sanh/", views.scenarios, name="scenarios"),
    path("ma/", views.ask_code, name="ask_code"),
    path("ma/<str:mark>/", views.code, name="code"),
    path("<uuid:plan_id>/", views.plan_page, name="plan"),
    path("<uuid:plan_id>/tien-do/", views.progress, name="progress"),
    path("<uuid:plan_id>/dung/", views.stop, name="stop"),
    path("<uuid:plan_id>/tinh-lai/", views.solve, name="solve"),
    path("<uuid:plan_id>/trinh/", views.propose, name="propose"),
    path("<uuid:plan_id>/rut-trinh/", views.withdraw, name="withdraw"),
    path("<uuid:plan_id>/tra-lai/", views.send_back, name="send_back"),
    path("<uuid:plan_id>/phe-duyet/", views.adopt, name="adopt"),
    path("<uuid:plan_id>/chep/", views.copy, name="copy"),
    path("<uuid:plan_id>/hoi-them/", views.answers, name="answers"),
    path("<uuid:plan_id>/hoi/", views.ask, name="ask"),
    path("<uuid:plan_id>/dieu-chinh/", views.replan, name="replan"),
    path("<uuid:plan_id>/dieu-chinh/nhan/", views.take_over, name="take_over"),
    path("<uuid:plan_id>/bo/", views.drop, name="drop"),
    path("<uuid:plan_id>/danh-sach/", views.rows, name="rows"),
    path("<uuid:plan_id>/chot/", views.pin, name="pin"),
    path("<uuid:plan_id>/chua-xep/", views.left_out, name="left_out"),
    path("<uuid:plan_id>/duoc-cu/", views.add_nominated, name="add_nominated"),
    path("<uuid:plan_id>/dong/<str:code>/", views.line, name="line"),
    path("<uuid:plan_id>/dong/<str:code>/chuyen/", views.move_class, name="move_class"),
    path("<uuid:plan_id>/chuyen/<uuid:need_id>/", views.move, name="move"),
    path("<uuid:plan_id>/hoan-tac/<uuid:change_id>/", views.undo, name="undo"),
]

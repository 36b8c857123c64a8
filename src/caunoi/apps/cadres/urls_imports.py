"""Addresses of the import, under ``/nhap/``."""

from django.urls import path

from caunoi.apps.cadres.views import imports as views

app_name = "imports"
urlpatterns = [
    path("", views.start, name="start"),
    path("mau/", views.template, name="template"),
    path("xuat/", views.export, name="export"),
    path("<uuid:batch_id>/", views.page, name="page"),
    path("<uuid:batch_id>/kiem-tra/", views.check_again, name="check_again"),
    path("<uuid:batch_id>/dung/", views.stop, name="stop"),
    path("<uuid:batch_id>/cot/", views.read_columns, name="columns"),
    path("<uuid:batch_id>/trung/", views.settle_duplicate, name="duplicate"),
    path("<uuid:batch_id>/tu-gan-dung/", views.settle_word, name="word"),
    path("<uuid:batch_id>/tep-loi/", views.error_workbook, name="error_workbook"),
    path("<uuid:batch_id>/nap-da-sua/", views.upload_corrected, name="upload_corrected"),
    path("<uuid:batch_id>/ghi/", views.write, name="write"),
    path("<uuid:batch_id>/bo/", views.drop, name="drop"),
    path("<uuid:batch_id>/hoan-tac/", views.undo, name="undo"),
    path("<uuid:batch_id>/bien-ban/", views.protocol, name="protocol"),
]

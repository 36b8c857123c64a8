"""Addresses of the registry, under ``/can-bo/``; those of the import stand in ``urls_imports``."""

from django.urls import path

from caunoi.apps.cadres import views
from caunoi.apps.cadres.views import asking, bulk, selections

app_name = "cadres"
urlpatterns = [
    path("", views.cadre_list, name="list"),
    path("dem/", views.cadre_count, name="count"),
    path("xuat/", views.cadre_export, name="export"),
    path("hang-loat/", bulk.bulk_list, name="bulk_list"),
    path("hang-loat/chon/", bulk.bulk_choose, name="bulk_choose"),
    path("hang-loat/<uuid:bulk_id>/", bulk.bulk_page, name="bulk"),
    path("hang-loat/<uuid:bulk_id>/viec/<slug:kind>/", bulk.bulk_ask, name="bulk_ask"),
    path("hang-loat/<uuid:bulk_id>/ghi/", bulk.bulk_do, name="bulk_do"),
    path("hang-loat/<uuid:bulk_id>/hoan-tac/", bulk.bulk_undo, name="bulk_undo"),
    path("can-bo-sung/", asking.asked_list, name="asked_list"),
    path("can-bo-sung/<uuid:ask_id>/<uuid:unit_id>/", asking.asked_page, name="asked"),
    path("can-bo-sung/<uuid:asked_id>/khong-co/", asking.asked_unobtainable, name="asked_unobtainable"),
    path("nhom/", selections.selection_list, name="selections"),
    path("nhom/<uuid:selection_id>/", selections.selection_page, name="selection"),
    path("nhom/<uuid:selection_id>/doi-ten/", selections.selection_rename, name="selection_rename"),
    path("nhom/<uuid:selection_id>/xoa/", selections.selection_drop, name="selection_drop"),
    path("nhom/<uuid:selection_id>/<uuid:cadre_id>/ghi-chu/", selections.selected_note, name="selected_note"),
    path("nhom/<uuid:selection_id>/<uuid:cadre_id>/bo/", selections.selected_remove, name="selected_remove"),
    path("cho/", views.seat_page, name="seats"),
    path("cho/ghi/", views.seats_set, name="seats_set"),
    path("nghi-trung/", views.twin_list, name="twins"),
    path("nghi-trung/dem/", views.twin_count, name="twin_count"),
    path("nhap-ho-so/<uuid:merge_id>/", views.merge_page, name="merge"),
    path("<uuid:cadre_id>/", views.cadre_page, name="page"),
    path("<uuid:cadre_id>/nhap/<uuid:twin_id>/", views.twin_compare, name="twin_compare"),
    path("<uuid:cadre_id>/nhap/<uuid:twin_id>/khac-nguoi/", views.twin_apart, name="twin_apart"),
    path("<uuid:cadre_id>/sua/", views.cadre_correct, name="correct"),
    path("<uuid:cadre_id>/dieu-dong/", views.cadre_transfer, name="transfer"),
    path("<uuid:cadre_id>/chuc-danh/them/", views.posting_add, name="posting_add"),
    path("<uuid:cadre_id>/chuc-danh/<uuid:posting_id>/thoi/", views.posting_end, name="posting_end"),
    path("<uuid:cadre_id>/trinh-do/them/", views.qualification_add, name="qualification_add"),
    path(
        "<uuid:cadre_id>/trinh-do/<uuid:qualification_id>/xac-minh/",
        views.qualification_verify,
        name="qualification_verify",
    ),
    path(
        "<uuid:cadre_id>/chuc-danh/<uuid:posting_id>/minh-chung/",
        views.posting_evidence,
        name="posting_evidence",
    ),
    path(
        "<uuid:cadre_id>/chuc-danh/<uuid:posting_id>/minh-chung/<uuid:posting_scan_id>/tep/",
        views.posting_scan,
        name="posting_scan",
    ),
    path(
        "<uuid:cadre_id>/chuc-danh/<uuid:posting_id>/minh-chung/<uuid:posting_scan_id>/doi-chieu/",
        views.posting_scan_check,
        name="posting_scan_check",
    ),
    path(
        "<uuid:cadre_id>/trinh-do/<uuid:qualification_id>/minh-chung/",
        views.qualification_evidence,
        name="qualification_evidence",
    ),
    path(
        "<uuid:cadre_id>/trinh-do/<uuid:qualification_id>/minh-chung/<uuid:paper_scan_id>/tep/",
        views.qualification_scan,
        name="qualification_scan",
    ),
    path(
        "<uuid:cadre_id>/trinh-do/<uuid:qualification_id>/minh-chung/<uuid:paper_scan_id>/doi-chieu/",
        views.qualification_scan_check,
        name="qualification_scan_check",
    ),
    path("<uuid:cadre_id>/xep-loai/", views.cadre_rate, name="rate"),
    path("<uuid:cadre_id>/so-dinh-danh/", views.identity_number, name="identity"),
]

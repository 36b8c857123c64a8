"""Requests of data subjects, their copies, and what is kept how long."""

from django.urls import path

from caunoi.apps.privacy.views import incidents, keeping, own, register

app_name = "privacy"
urlpatterns = [
    path("toi/du-lieu/", own.mine, name="mine"),
    path("toi/du-lieu/sua/", own.correct, name="correct"),
    path("toi/du-lieu/ban-sao/", own.own_copy, name="own_copy"),
    path("toi/du-lieu/<uuid:request_id>/rut/", own.withdraw, name="withdraw"),
    path("yeu-cau-du-lieu/", register.register_page, name="register"),
    path("yeu-cau-du-lieu/don/<uuid:cadre_id>/", register.paper, name="paper"),
    path("yeu-cau-du-lieu/<uuid:request_id>/", register.request_page, name="request"),
    path("yeu-cau-du-lieu/<uuid:request_id>/thu/", register.letter, name="letter"),
    path("yeu-cau-du-lieu/<uuid:request_id>/muc/<uuid:item_id>/", register.item, name="item"),
    path("ban-sao-du-lieu/<uuid:copy_id>/", keeping.copy_file, name="copy"),
    path("ban-sao-du-lieu/cua/<uuid:cadre_id>/", keeping.copies, name="copies"),
    path("luu-giu/", keeping.overview, name="keeping"),
    path("luu-giu/<uuid:disposal_id>/", keeping.disposal, name="disposal"),
    path("luu-giu/giu/<uuid:cadre_id>/", keeping.hold, name="hold"),
    path("su-co-du-lieu/", incidents.register_page, name="incidents"),
    path("su-co-du-lieu/moi/", incidents.new, name="incident_new"),
    path("su-co-du-lieu/xem-lai/", incidents.reviews, name="reviews"),
    path("su-co-du-lieu/<uuid:incident_id>/", incidents.incident_page, name="incident"),
    path("su-co-du-lieu/<uuid:incident_id>/nguoi/", incidents.people, name="incident_people"),
    path("su-co-du-lieu/<uuid:incident_id>/thu/", incidents.paper, name="incident_paper"),
    path("luu-giu/thoi-giu/<uuid:hold_id>/", keeping.end_hold, name="end_hold"),
]

"""Views of lists, under ``/che-do-xem/``."""

from django.urls import path

from caunoi.foundation.lists import views

app_name = "lists"
urlpatterns = [
    path("", views.view_list, name="list"),
    path("luu/", views.save, name="save"),
    path("<uuid:view_id>/", views.open_view, name="view"),
    path("<uuid:view_id>/sua/", views.change, name="change"),
    path("<uuid:view_id>/luu/", views.keep, name="keep"),
    path("<uuid:view_id>/mo-san/", views.first, name="first"),
    path("<uuid:view_id>/xoa/", views.drop, name="drop"),
]

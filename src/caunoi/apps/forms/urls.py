"""Official forms, under ``/bieu-mau-bao-cao/``."""

from django.urls import path

from caunoi.apps.forms import views

app_name = "forms"
urlpatterns = [
    path("", views.form_list, name="list"),
    path("doi-chieu/", views.form_checks, name="checks"),
    path("<slug:key>/", views.form_page, name="form"),
]

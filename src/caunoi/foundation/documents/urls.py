"""Templates of letters, under ``/mau-van-ban/``."""

from django.urls import path

from caunoi.foundation.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.template_list, name="list"),
    path("<slug:key>/", views.template_page, name="kind"),
    path("<slug:key>/tep/", views.template_file, name="file"),
    path("<slug:key>/thu/", views.template_trial, name="trial"),
]

"""Addresses of explanations: ``/giai-thich/<code>/``, with the same query as the number's own address."""

from django.urls import path

from caunoi.foundation.figures import views

app_name = "figures"
urlpatterns = [
    path("giai-thich/<str:code>/", views.explanation, name="explanation"),
    path("giai-thich/<str:code>/danh-sach/", views.rows, name="rows"),
]

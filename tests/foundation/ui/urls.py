"""Only the component page: it must stand without any module of the product."""

from django.urls import path

from caunoi.foundation.ui import views

urlpatterns = [
    path("giao-dien/", views.gallery),
    path("giao-dien/bang-ben/", views.gallery_panel),
]

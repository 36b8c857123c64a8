"""Addresses of the standards."""

from django.urls import path

from caunoi.apps.standards import views, views_changes

app_name = "standards"
urlpatterns = [
    path("thieu-chuan/", views.gaps, name="gaps"),
    path("thieu-chuan/ban-do/", views.gap_map, name="map"),
    path("thieu-chuan/thay-doi/", views_changes.changes, name="changes"),
    path("thieu-chuan/quy-doi/", views.restated, name="restated"),
    path("thieu-chuan/quy-doi/tung-don-vi/", views.restated_parts, name="restated_parts"),
    path("tieu-chuan/", views.rules, name="rules"),
    path("tieu-chuan/<str:code>/", views.title, name="title"),
]

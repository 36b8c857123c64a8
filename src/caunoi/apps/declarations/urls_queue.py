"""Addresses of the queue of scans, under ``/minh-chung/``."""

from django.urls import path

from caunoi.apps.declarations.views import queue as views

app_name = "evidence_queue"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("van-bang/<uuid:paper_scan_id>/", views.compare_paper, name="paper"),
    path("quyet-dinh/<uuid:posting_scan_id>/", views.compare_decision, name="decision"),
]

"""Public addresses; the front page itself is shared with the homes and stands in the roof."""

from django.urls import path

from caunoi.apps.portal import views

app_name = "portal"
urlpatterns = [
    path("so-lieu/", views.figures, name="figures"),
    path("tro-giup/", views.guide, name="help"),
]

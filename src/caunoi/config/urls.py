"""The roof: every address of the product, resource first, in Vietnamese words without marks."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

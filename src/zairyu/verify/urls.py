"""Addresses of the public counter."""

from django.urls import path

from zairyu.verify.views import counter as views

app_name = "verify"
urlpatterns = [
    path("", views.counter, name="counter"),
    path("file", views.file, name="file"),
    path("<str:typed>", views.result, name="result"),
]

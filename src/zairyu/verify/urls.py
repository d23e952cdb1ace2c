"""Addresses of the public counter."""

from django.urls import path

from zairyu.verify.views import counter as views
from zairyu.verify.views import file

app_name = "verify"
urlpatterns = [
    path("", views.counter, name="counter"),
    path("file", file.file, name="file"),
    path("<str:typed>", views.result, name="result"),
    path("<str:typed>/for/<slug:purpose>", views.result, name="result-for"),
]

"""Addresses of the shell's own pages; the demo and the tests have them, production does not."""

from django.urls import path

from zairyu.ui.views import catalogue

app_name = "ui"
urlpatterns = [path("catalogue", catalogue.catalogue, name="catalogue")]

"""The addresses of the machine door."""

from django.urls import path, re_path

from zairyu.api.views import api, nothing

urlpatterns = [
    path("v1/", api.urls),
    re_path(r"^(?P<rest>.*)$", nothing, name="api-nothing"),
]

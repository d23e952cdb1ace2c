"""Which door answers which address."""

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("desk/", include("zairyu.desk.urls")),
    path("v/", include("zairyu.verify.urls")),
    path("", include("zairyu.portal.urls")),
]
if apps.is_installed("zairyu.demo"):
    urlpatterns.insert(0, path("demo/", include("zairyu.demo.urls")))

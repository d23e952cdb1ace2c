"""Addresses of the applicant's pages."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from zairyu.portal.views import front

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
]
for _urls in ("zairyu.portal.urls_registration", "zairyu.portal.urls_filing"):
    if find_spec(_urls):
        urlpatterns.append(path("", include(_urls)))

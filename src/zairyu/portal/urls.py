"""Addresses of the applicant's pages."""

from django.urls import URLPattern, URLResolver, include, path

from zairyu.portal.views import filing_places, front, me

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    path("me", me.me, name="me"),
    path("me/cases", me.cases, name="cases"),
    path("me/language", me.letters, name="letters"),
    path("cases/<str:key>/", include("zairyu.portal.urls_case")),
    path("drafts/<str:key>/", include("zairyu.portal.urls_filing")),
    path("addresses", filing_places.addresses, name="addresses"),
    path("", include("zairyu.portal.urls_ecoe")),
    path("", include("zairyu.portal.urls_data")),
    path("", include("zairyu.portal.urls_sharing")),
    path("organisations/", include("zairyu.portal.urls_organisations")),
    path("", include("zairyu.portal.urls_guide")),
    path("", include("zairyu.portal.urls_registration")),
    path("", include("zairyu.portal.urls_mandates")),
    path("", include("zairyu.portal.urls_card")),
    path("", include("zairyu.portal.urls_jpki")),
    path("", include("zairyu.portal.urls_oidc")),
]

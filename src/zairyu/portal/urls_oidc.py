"""Addresses of signing in with another provider, and of one's own links to providers."""

from django.urls import path

from zairyu.portal.views import oidc, oidc_own

urlpatterns = [
    path("sign-in/unlinked", oidc.unlinked, name="oidc-unlinked"),
    path("sign-in/<slug:provider>/", oidc.start, name="oidc"),
    path("sign-in/<slug:provider>/return", oidc.returned, name="oidc-return"),
    path("me/providers/", oidc_own.providers, name="providers"),
    path("me/providers/link", oidc_own.link, name="provider-link"),
    path("me/providers/<str:key>/unlink", oidc_own.unlink, name="provider-unlink"),
]

"""Well-known addresses (RFC 8615): what everybody may fetch to check proofs without asking us."""

from django.urls import path

from zairyu.verify.views import published

app_name = "published"
urlpatterns = [
    path("zairyu-trust", published.trust, name="trust"),
    path("zairyu-crl/<slug:root>", published.crl, name="crl"),
    path("zairyu-root/<slug:root>", published.root, name="root"),
]

"""Addresses of the card's wire: what the companion program and the waiting page ask."""

from django.urls import URLPattern, path

from zairyu.portal.views import jpki_wire

urlpatterns: list[URLPattern] = [
    path("jpki/c/claim", jpki_wire.claim, name="card-claim"),
    path("jpki/c/result", jpki_wire.result, name="card-result"),
    path("jpki/c/abort", jpki_wire.abort, name="card-abort"),
    path("jpki/tx/<str:rid>", jpki_wire.state, name="card-state"),
]

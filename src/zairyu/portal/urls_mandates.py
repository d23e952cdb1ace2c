"""Addresses of acting for somebody: mandates, clients, assistants, drafts in other hands."""

from django.urls import path

from zairyu.portal.views import applied, clients, handing, mandates

urlpatterns = [
    path("mandates/", mandates.given, name="mandates"),
    path("mandates/give", mandates.give, name="mandate-give"),
    path("mandates/<str:key>/", mandates.mandate, name="mandate"),
    path("mandates/<str:key>/end", mandates.end, name="mandate-end"),
    path("mandates/<str:key>/papers/<str:paper_key>", mandates.paper, name="mandate-paper"),
    path("m/<str:token>/", mandates.by_link, name="mandate-link"),
    path("clients/", clients.clients, name="clients"),
    path("clients/ask", mandates.ask, name="mandate-ask"),
    path("clients/assistants", clients.assistants, name="assistants"),
    path("clients/helping", clients.helping, name="helping"),
    path("clients/assistants/<str:key>", clients.assistant, name="assistant"),
    path("clients/filed/<str:key>", clients.filed, name="filed-for-another"),
    path("drafts/<str:key>/hand", handing.hand, name="draft-hand"),
    path("drafts/<str:key>/for", handing.for_whom, name="draft-for"),
    path("drafts/<str:key>/ready", handing.ready, name="draft-ready"),
    path("cases/<str:key>/confirm", applied.confirm, name="confirm"),
    path("a/<str:token>/", applied.by_link, name="applicant-link"),
    path("applied/", applied.applied, name="applied"),
    path("applied/end", applied.end, name="applied-end"),
    path("applied/claim", applied.claim, name="applied-claim"),
    path("applied/again", applied.again, name="applied-again"),
]

"""Addresses of the applicant's pages."""

from django.urls import URLPattern, URLResolver, include, path

from zairyu.portal.views import case, front, me, receive, talk, wallet, withdraw

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    path("me", me.me, name="me"),
    path("me/cases", me.cases, name="cases"),
    path("me/language", me.letters, name="letters"),
    path("cases/<str:key>/", case.case, name="case"),
    path("cases/<str:key>/done", case.done, name="done"),
    path("cases/<str:key>/number", case.number, name="number"),
    path("cases/<str:key>/show", case.show, name="show"),
    path("cases/<str:key>/filed", case.filed, name="filed"),
    path("cases/<str:key>/form.pdf", case.filed_pdf, name="filed-pdf"),
    path("cases/<str:key>/papers/<str:paper_key>", case.paper, name="paper"),
    path("cases/<str:key>/papers/<str:paper_key>/wallet", wallet.wallet, name="wallet"),
    path("cases/<str:key>/files/<str:upload>", talk.file, name="file"),
    path("cases/<str:key>/requests", talk.requests, name="requests"),
    path("cases/<str:key>/messages", talk.messages, name="messages"),
    path("cases/<str:key>/fee", receive.fee, name="fee"),
    path("cases/<str:key>/receive", receive.receive, name="receive"),
    path("cases/<str:key>/withdraw", withdraw.withdraw, name="withdraw"),
    path("", include("zairyu.portal.urls_ecoe")),
    path("", include("zairyu.portal.urls_data")),
    path("", include("zairyu.portal.urls_sharing")),
    path("organisations/", include("zairyu.portal.urls_organisations")),
    path("", include("zairyu.portal.urls_guide")),
    path("", include("zairyu.portal.urls_registration")),
    path("", include("zairyu.portal.urls_mandates")),
    path("", include("zairyu.portal.urls_filing")),
    path("", include("zairyu.portal.urls_card")),
    path("", include("zairyu.portal.urls_jpki")),
    path("", include("zairyu.portal.urls_oidc")),
]

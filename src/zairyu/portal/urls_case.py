"""Addresses of the pages of a case."""

from django.urls import path

from zairyu.portal.views import case, receive, talk, wallet, withdraw

urlpatterns = [
    path("", case.case, name="case"),
    path("done", case.done, name="done"),
    path("number", case.number, name="number"),
    path("show", case.show, name="show"),
    path("filed", case.filed, name="filed"),
    path("form.pdf", case.filed_pdf, name="filed-pdf"),
    path("papers/<str:paper_key>", case.paper, name="paper"),
    path("papers/<str:paper_key>/wallet", wallet.wallet, name="wallet"),
    path("files/<str:upload>", talk.file, name="file"),
    path("requests", talk.requests, name="requests"),
    path("messages", talk.messages, name="messages"),
    path("fee", receive.fee, name="fee"),
    path("receive", receive.receive, name="receive"),
    path("withdraw", withdraw.withdraw, name="withdraw"),
]

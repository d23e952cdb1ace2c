"""Addresses of the public counter."""

from django.urls import path

from zairyu.verify.views import counter as views
from zairyu.verify.views import file, genuine, offline, statuses, wallet, watch

app_name = "verify"
urlpatterns = [
    path("", views.counter, name="counter"),
    path("file", file.file, name="file"),
    path("scan", file.scan, name="scan"),
    path("genuine/", genuine.genuine, name="genuine"),
    path("offline/", offline.page, name="offline"),
    path("offline/words/<str:language>", offline.words, name="offline-words"),
    path("offline/worker.js", offline.worker, name="offline-worker"),
    path("status/", statuses.all_lists, name="status-lists"),
    path("status/<int:number>", statuses.listed, name="status-list"),
    path("wallet/", wallet.start, name="wallet"),
    path("wallet/ask/<str:state>", wallet.ask, name="wallet-ask"),
    path("wallet/answer", wallet.answer, name="wallet-answer"),
    path("wallet/<str:key>", wallet.waiting, name="wallet-check"),
    path("watch/<str:token>/", watch.watched, name="watched"),
    path("<str:typed>", views.result, name="result"),
    path("<str:typed>/watch", watch.watch, name="watch"),
    path("<str:typed>/for/<slug:purpose>", views.result, name="result-for"),
]

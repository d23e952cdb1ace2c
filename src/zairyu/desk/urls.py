"""The addresses of the officer's desk."""

from django.urls import include, path

from zairyu.desk.views import (
    act,
    case,
    counter_code,
    landing,
    lists,
    queue,
    reason,
    ruling,
    sign_in,
)

app_name = "desk"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("counter/code", counter_code.counter_code, name="counter-code"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("keys", queue.keys, name="keys"),
    path("post", lists.dispatches, name="dispatches"),
    path("counter", lists.counter, name="counter"),
    path("landing", landing.landing, name="landing"),
    path("", include("zairyu.desk.urls_admissions")),
    path("", include("zairyu.desk.urls_organisations")),
    path("cases/<str:key>/", case.case, name="case"),
    path("cases/<str:key>/why", reason.reason, name="reason"),
    path("looks/", reason.looks, name="looks"),
    path("looks/<str:key>/", reason.answer, name="look"),
    path("cases/<str:key>/form.pdf", case.form_pdf, name="form-pdf"),
    path("cases/<str:key>/recommend", ruling.recommend, name="recommend"),
    path("cases/<str:key>/decision", ruling.decision, name="decision"),
    path("cases/<str:key>/decision/back", ruling.send_back, name="send-back"),
    path("cases/<str:key>/decision/<str:verb>", ruling.confirm, name="confirm"),
    path("cases/<str:key>/files/<str:upload>/<int:number>", case.page, name="page"),
    path("cases/<str:key>/files/<str:upload>", case.file, name="file"),
    path("cases/<str:key>/mandate/<str:paper>", case.mandate_paper, name="mandate-paper"),
    path("cases/<str:key>/letters/<str:paper>", case.letter, name="letter"),
    path("cases/<str:key>/do/<str:name>", act.act, name="act"),
]

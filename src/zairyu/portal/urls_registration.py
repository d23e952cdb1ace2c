"""The addresses of registration."""

from django.urls import path

from zairyu.portal.views import counter, joining, joining_link, registration

urlpatterns = [
    path("register/", registration.start, name="register"),
    path("register/choose", joining.choose, name="register-choose"),
    path("register/prove", joining.prove, name="register-prove"),
    path("register/card", joining.card, name="register-card"),
    path("register/details", joining.details, name="register-details"),
    path("register/review", joining.review, name="register-review"),
    path("register/sent", joining.sent, name="register-sent"),
    path("register/stop", joining.stop, name="register-stop"),
    path("register/link/<str:token>/", joining_link.link, name="register-link"),
    path("register/own/<str:key>/change", registration.change, name="register-change"),
    path("register/own/<str:key>/end", registration.end, name="register-end"),
    path("register/papers/<str:key>/", registration.proof, name="register-proof"),
    path("counter/", counter.counter, name="counter"),
    path("counter/sheet.pdf", counter.sheet, name="counter-sheet"),
]

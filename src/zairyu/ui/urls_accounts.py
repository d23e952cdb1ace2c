"""The addresses of accounts that we use: a page that is not in our look has no address."""

from allauth.account.urls import urlpatterns as account
from allauth.mfa.urls import urlpatterns as factors
from django.urls import include, path
from django.views.generic import RedirectView

from zairyu.ui.views.card_ended import card_ended
from zairyu.ui.views.not_me import not_me

_ACCOUNT = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_change_password",
    "account_set_password",
}

urlpatterns = [
    *[pattern for pattern in account if getattr(pattern, "name", None) in _ACCOUNT],
    path("signup/", RedirectView.as_view(url="/register/"), name="account_signup"),
    path("2fa/", include(factors)),
    path("card-ended/", card_ended, name="card-ended"),
    path("not-me/<str:token>/", not_me, name="not-me"),
]

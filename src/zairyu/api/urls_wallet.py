"""The addresses of wallets: what they read of us stands where the specifications say."""

from django.urls import path

from zairyu.api import wallet

app_name = "wallet"
urlpatterns = [
    path(".well-known/openid-credential-issuer", wallet.credential_issuer, name="issuer"),
    path(".well-known/oauth-authorization-server", wallet.authorization_server, name="server"),
    path(".well-known/jwt-vc-issuer", wallet.jwt_issuer, name="keys"),
    path("credentials/<str:kind>", wallet.type_of, name="type"),
    path("api/wallet/offers/<str:key>", wallet.offer, name="offer"),
    path("api/wallet/token", wallet.token, name="token"),
    path("api/wallet/nonce", wallet.nonce, name="nonce"),
    path("api/wallet/credential", wallet.credential, name="credential"),
    path("api/wallet/notification", wallet.notification, name="notification"),
]

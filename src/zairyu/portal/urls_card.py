"""Addresses of reading a My Number card, and of one's own cards."""

from django.urls import path

from zairyu.portal.views import card, card_own

urlpatterns = [
    path("card/errand/<str:rid>/", card.errand, name="card-errand"),
    path("card/finish/", card.finish, name="card-finish"),
    path("card/<str:purpose>/", card.start, name="card"),
    path("jpki/return", card.returned, name="card-return"),
    path("me/cards/", card_own.cards, name="cards-own"),
    path("me/cards/extend/", card_own.extend, name="card-extend"),
    path("me/cards/lost/", card_own.lost, name="card-lost"),
    path("me/passkey/", card_own.passkey, name="passkey-offer"),
]

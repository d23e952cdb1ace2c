"""Addresses of sharing: a proof shown to one reader, all shares, what a checker sees now."""

from django.urls import path

from zairyu.portal.views import seen, shares, sharing

urlpatterns = [
    path("cases/<str:key>/share/<str:paper_key>", sharing.share, name="share"),
    path("cases/<str:key>/seen/<str:paper_key>", seen.seen, name="seen"),
    path("me/shares/", shares.shares, name="shares"),
    path("me/shares/<str:key>", shares.one, name="share-one"),
]

"""Addresses of getting access back."""

from django.urls import path

from zairyu.ui.views import recover

app_name = "recover"
urlpatterns = [
    path("", recover.begin, name="begin"),
    path("stop/<str:token>/", recover.stop, name="stop"),
    path("<str:key>/", recover.way, name="way"),
]

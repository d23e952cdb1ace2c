"""The addresses of the demo; they exist in the demo only."""

from django.urls import path

from zairyu.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.cast_page, name="cast"),
    path("clock", views.move_clock, name="clock"),
    path("mail", views.mailbox, name="mailbox"),
]

"""The addresses of the demo; they exist in the demo only."""

from django.urls import path

from zairyu.demo import card_views, views

app_name = "demo"
urlpatterns = [
    path("", views.cast_page, name="cast"),
    path("clock", views.move_clock, name="clock"),
    path("card", card_views.read, name="card"),
    path("mail", views.mailbox, name="mailbox"),
    path("mail/files/<int:key>", views.attachment, name="attachment"),
]

"""Addresses of organisations: the notification of use, one's own organisation, joining it."""

from django.urls import path

from zairyu.portal.views.organisations import begin, home, join, members, notification, review, rows

_N = "notifications/<str:key>/"
_O = "<str:key>/"
urlpatterns = [
    path("", home.mine, name="organisations"),
    path("begin", begin.begin, name="org-begin"),
    path("begun", begin.begun, name="org-begun"),
    path("open/<str:ticket>/", begin.open_it, name="org-open"),
    path("join/<str:token>/", join.join, name="org-join"),
    path("joined", join.joined, name="org-joined"),
    path(_N, notification.tasks, name="org-notification"),
    path(_N + "organisation", notification.organisation, name="org-step-organisation"),
    path(_N + "users", notification.users, name="org-step-users"),
    path(_N + "users/<str:row>", rows.user, name="org-user"),
    path(_N + "hosts", notification.hosts, name="org-step-hosts"),
    path(_N + "hosts/<str:row>", rows.host, name="org-host"),
    path(_N + "pledge", notification.pledge, name="org-step-pledge"),
    path(_N + "papers", notification.papers_page, name="org-step-papers"),
    path(_N + "papers/<str:paper>", notification.paper, name="org-paper"),
    path(_N + "review", review.review, name="org-review"),
    path(_N + "give-up", review.give_up, name="org-give-up"),
    path(_O, home.home, name="org"),
    path(_O + "cases", home.cases, name="org-cases"),
    path(_O + "report", home.report, name="org-report"),
    path(_O + "further", home.further, name="org-further"),
    path(_O + "pledges", home.pledges, name="org-pledges"),
    path(_O + "pledges.csv", home.pledges_csv, name="org-pledges-csv"),
    path(_O + "members/<str:member>", members.manage, name="org-member"),
    path(_O + "members/<str:member>/leave", members.leave, name="org-leave"),
]

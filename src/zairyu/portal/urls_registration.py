"""The addresses of registration."""

from django.urls import path

from zairyu.portal.views import registration

urlpatterns = [
    path("register/", registration.status, name="register"),
    path("register/category/", registration.choose, name="register-choose"),
    path("register/category/<slug:category>/", registration.state, name="register-state"),
    path("register/papers/<str:key>/", registration.proof, name="register-proof"),
]

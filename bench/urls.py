"""The addresses of the service, and two floors: an empty answer, and one that knows who asks."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(_request: HttpRequest) -> HttpResponse:
    """E0: nothing but the middleware."""
    return HttpResponse()


def signed_in(request: HttpRequest) -> HttpResponse:
    """E1: the session and the person are read."""
    return HttpResponse(status=200 if request.user.is_authenticated else 403)


urlpatterns = [
    path("bench/empty", empty),
    path("bench/signed-in", signed_in),
    path("", include("zairyu.config.urls")),
]

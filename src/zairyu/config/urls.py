"""Which door answers which address."""

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

handler500 = "zairyu.ui.views.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("recover/", include("zairyu.ui.urls_recover")),
    path("account/", include("zairyu.ui.urls_accounts")),
    path("desk/", include("zairyu.desk.urls")),
    path("", include("zairyu.api.urls_wallet")),
    path("api/", include("zairyu.api.urls")),
    path("v/", include("zairyu.verify.urls")),
    path(".well-known/", include("zairyu.verify.urls_published")),
    path("", include("zairyu.portal.urls")),
]
if settings.ZAIRYU_MODE in ("demo", "test"):
    urlpatterns.insert(0, path("ui/", include("zairyu.ui.urls")))
if apps.is_installed("zairyu.demo"):
    urlpatterns.insert(0, path("demo/", include("zairyu.demo.urls")))

"""Pages that nobody between us and their reader may keep."""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control


def unkept(page: HttpResponse) -> HttpResponse:
    """Keep an answer out of caches and of search engines: it holds for this moment only."""
    patch_cache_control(page, no_store=True, private=True)
    page["X-Robots-Tag"] = "noindex, nofollow"
    return page

"""Pages of the shell itself: what broke, and the catalogue of components."""

from zairyu.ui.views.broken import server_error

__all__ = ["server_error"]

"""Letters are sent to real mail servers."""

from tests.notices.mail import servers

__all__ = ["servers"]

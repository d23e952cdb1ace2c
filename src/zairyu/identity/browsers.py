"""A browser as we know it: the prefix of its network, its kind in our words, its cookie."""

from dataclasses import dataclass

# What a browser calls itself in, and what we call it; the first that fits. Order matters: most
# browsers also name those that they are like.
_KINDS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True)
class Browser:
    """Whence somebody comes; `token` is what our cookie in the browser says, if it is there."""

    network: str = ""
    words: str = ""
    token: str = ""


def in_words(agent: str) -> str:
    """Return what kind of browser on what kind of machine it is; nothing finer is kept.

    >>> in_words("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537 Chrome/140 Mobile Safari/537")
    'Chrome, Android'
    >>> in_words("curl/8")
    ''
    """
    found = (_first(_KINDS, agent), _first(_SYSTEMS, agent))
    return ", ".join(each for each in found if each)


def _first(table: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in table if sign in agent), "")

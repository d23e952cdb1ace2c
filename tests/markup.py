"""Reading pages in tests."""

import re


def tight(page: str) -> str:
    """Return a page without the white space beside its tags, where templates break their lines.

    >>> tight("<p>\\n  Yes <b>you</b>\\n</p>")
    '<p>Yes<b>you</b></p>'
    """
    return re.sub(r"(?<=>)\s+|\s+(?=<)", "", page)

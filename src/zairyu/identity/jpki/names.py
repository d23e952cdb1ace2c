"""Whether two spellings can be the same name: widths, cases, spaces, order, replaced signs."""

import unicodedata


def normal(name: str) -> str:
    """Return a name with widths, cases and spaces evened out.

    >>> normal("ＮＧＵＹＥＮ　Thi  Linh")
    'nguyen thi linh'
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def may_be_same(one: str, other: str, one_map: str = "", other_map: str = "") -> bool:
    """Say whether two names can be one: in any order of their parts, replaced signs apart.

    A map has a 1 at each sign that the certificate replaced: it matches any sign.

    >>> may_be_same("王　■華", "王 瓊華", "0010"), may_be_same("LINH NGUYEN", "Nguyen　Linh")
    (True, True)
    >>> may_be_same("王　■華", "李 瓊華", "0010")
    False
    """
    left, right = _wild(one, one_map), _wild(other, other_map)
    if sorted(left) == sorted(right):
        return True
    return _matches("".join(left), "".join(right))


def _wild(name: str, replaced: str) -> list[str]:
    """Return the parts of a name, replaced signs written as a question mark of our own."""
    if len(replaced) == len(name):
        name = "".join(
            "\0" if mark == "1" else sign for sign, mark in zip(name, replaced, strict=True)
        )
    return normal(name).split(" ")


def _matches(left: str, right: str) -> bool:
    """Compare sign by sign, where a replaced one matches any.

    Only where something was replaced: else the spaces between parts would not count.
    """
    if "\0" not in left + right or len(left) != len(right):
        return False
    return all(a == b or "\0" in (a, b) for a, b in zip(left, right, strict=True))

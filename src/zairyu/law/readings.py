"""Readings in easy Japanese: 漢字（かんじ）, every run of kanji followed at once by its reading."""

import re

READ = re.compile(r"([一-鿿㐀-䶿々〆ヶ]+)（([ぁ-ゖー]+)）")
_KANJI = re.compile(r"[一-鿿㐀-䶿々]+")
_NUMBERED_DAY = re.compile(r"\d+(?:年|月|日|時|分|円|件|回|歳|人|枚|名)")


def without_reading(text: str) -> list[str]:
    """Return the runs of kanji that have no reading and want one.

    Numbers with 年月日 and the like, quoted official names in 『』 and `{names}` are not counted.

    >>> without_reading("申請（しんせい）は 窓口で 3日")
    ['窓口']
    """
    bare = re.sub(r"\{[^}]*\}|『[^』]*』", "", text)
    bare = READ.sub("", bare)
    return _KANJI.findall(_NUMBERED_DAY.sub("", bare))

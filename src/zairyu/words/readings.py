"""Easy Japanese (やさしい日本語): readings, written as 漢字（かんじ）, drawn above kanji."""

import re
from functools import lru_cache
from html import escape

# A run of kanji (with 々, numbers read with them and iteration marks), then hiragana in brackets.
_READ = re.compile(r"([一-鿿㐀-䶿々〆ヶ]+)（([ぁ-ゖー]+)）")
_KANJI = re.compile(r"[一-鿿㐀-䶿々]+")
_NUMBERED_DAY = re.compile(r"\d+(?:年|月|日|時|分|円|件|回|歳|人|枚|名)")


@lru_cache(maxsize=20_000)
def ruby(text: str) -> str:
    """Return a text as HTML in which each 漢字（かんじ） carries its reading above it.

    >>> ruby("申請（しんせい）します")
    '<ruby>申請<rp>(</rp><rt>しんせい</rt><rp>)</rp></ruby>します'
    """
    return _READ.sub(r"<ruby>\1<rp>(</rp><rt>\2</rt><rp>)</rp></ruby>", escape(text))


def without_reading(text: str) -> list[str]:
    """Return the runs of kanji that have no reading and want one.

    Numbers with 年月日 and the like, quoted official names in 『』 and `{names}` are not counted.
    """
    bare = re.sub(r"\{[^}]*\}|『[^』]*』", "", text)
    bare = _READ.sub("", bare)
    return _KANJI.findall(_NUMBERED_DAY.sub("", bare))

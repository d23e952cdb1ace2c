"""Easy Japanese (やさしい日本語): readings, written as 漢字（かんじ）, drawn above kanji."""

from functools import lru_cache
from html import escape

from zairyu.law.readings import READ
from zairyu.law.readings import without_reading as without_reading


@lru_cache(maxsize=20_000)
def ruby(text: str) -> str:
    """Return a text as HTML in which each 漢字（かんじ） carries its reading above it.

    >>> ruby("申請（しんせい）します")
    '<ruby>申請<rp>(</rp><rt>しんせい</rt><rp>)</rp></ruby>します'
    """
    return READ.sub(r"<ruby>\1<rp>(</rp><rt>\2</rt><rp>)</rp></ruby>", escape(text))

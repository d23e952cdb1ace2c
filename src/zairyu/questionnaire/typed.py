"""What people type, made comparable: widths, spaces and hyphens; never the character of a name.

Compatibility ideographs (髙 﨑 神) and variation selectors stay exactly as typed, so nothing here
calls Unicode normalisation on kanji.
"""

import re
import unicodedata

_HALF_KANA = re.compile(r"[\uff61-\uff9f]+")
_COMPATIBILITY = re.compile(r"([\uf900-\ufaff\U0002f800-\U0002fa1f])")
_HYPHENS = "‐‑‒–—―−－ー─ｰ﹣⁻"
_QUOTES = "’‘ʼ´｀`＇′"
_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_TO_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}


def clean(text: str, lines: bool = False) -> str:
    """Return a text without control characters and outer spaces; composed outside kanji.

    >>> clean(" 髙﨑\\x00 一郎 ")
    '髙﨑 一郎'
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (
        sign
        for sign in text
        if (sign == "\n" and lines) or unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp")
    )
    return _composed("".join(kept)).strip()


def _composed(text: str) -> str:
    """Return the text with accents and voicing marks joined to their letters, outside kanji."""
    return "".join(
        piece if place % 2 else unicodedata.normalize("NFC", piece)
        for place, piece in enumerate(_COMPATIBILITY.split(text))
    )


def half(text: str) -> str:
    """Return full-width letters, digits, signs and spaces as half-width ones.

    >>> half("ＡＢ１２　ｶ")
    'AB12 ｶ'
    """
    return text.translate(_TO_HALF)


def full(text: str) -> str:
    """Return every half-width character as its full-width one, as the agency's system wants it.

    >>> full("Hanoi 1-2 ﾀﾞ")
    'Ｈａｎｏｉ　１－２　ダ'
    """
    wide = _HALF_KANA.sub(lambda run: unicodedata.normalize("NFKC", run.group()), text)
    return _composed(wide.translate(_TO_FULL))


def plain_hyphens(text: str) -> str:
    """Return the text with every kind of hyphen, dash and long mark as a plain hyphen."""
    return text.translate({ord(sign): "-" for sign in _HYPHENS})


def plain_quotes(text: str) -> str:
    """Return the text with every kind of apostrophe as a plain one."""
    return text.translate({ord(sign): "'" for sign in _QUOTES})


def digits(text: str, also: str = "") -> str:
    """Return a number as typed without the signs that people put between its digits.

    >>> digits("〒１３５－００６４", "〒")
    '1350064'
    """
    plain = plain_hyphens(half(text))
    return re.sub(rf"[\s\-(){re.escape(also)}]", "", plain)


def squeezed(text: str) -> str:
    """Return the text in one line with single spaces."""
    return re.sub(r"[ \u3000\n]+", " ", text).strip()

"""Finding an entry of a long list by part of its name: in Japanese, kana, romaji, English."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from zairyu.law.readings import READ
from zairyu.questionnaire.codelists import Choice

LONG = 15  # entries above which a list is searched
_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_SOUNDS = {
    sign: f"{row}{vowel}" for row, signs in _ROWS.items()
    for sign, vowel in zip(signs, "aiueo", strict=True)
} | {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu",
    "や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n", "ゔ": "vu",
    "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o",
}  # fmt: skip
_GLIDES = {"ゃ": "a", "ゅ": "u", "ょ": "o", "ぁ": "a", "ぃ": "i", "ぇ": "e", "ぉ": "o"}
_KANA = re.compile("[ぁ-ゖ]")


def _hiragana(text: str) -> str:
    return "".join(chr(ord(sign) - 0x60) if "\u30a1" <= sign <= "\u30f6" else sign for sign in text)


def plain(text: str) -> str:
    """Return a text as it is compared: no width, case, accent, sign or long vowel counts.

    >>> plain("Côte d’Ivoire"), plain("ベトナム"), plain("Ｔōkyō") == plain("toukyou")
    ('cotedivoire', 'べとなむ', True)
    """
    wide = unicodedata.normalize("NFKC", text).lower()
    bare = "".join(
        unicodedata.normalize("NFD", sign)[0] if "\u00c0" <= sign <= "\u024f" else sign
        for sign in wide
    )
    kept = re.sub(r"[\s・·'’‘.,\-()（）/ー〈〉「」]", "", _hiragana(bare))
    return re.sub(r"oo|ou", "o", re.sub("uu", "u", kept))


def romaji(kana: str) -> str:
    """Return hiragana in Latin letters after Hepburn.

    >>> romaji("ちゅうごく"), romaji("べとなむ"), romaji("にっぽん"), romaji("ふぃりぴん")
    ('chuugoku', 'betonamu', 'nippon', 'firipin')
    """
    found = ""
    doubled = False
    for sign in kana:
        if sign == "っ":
            doubled = True
            continue
        if sign in _GLIDES and found and not doubled and found[-1] in "iu":
            found = found[:-1] + _glided(found, sign) + _GLIDES[sign]
            continue
        sound = _SOUNDS.get(sign, sign)
        found += ("t" if sound.startswith("ch") else sound[0]) + sound if doubled else sound
        doubled = False
    return found


def _glided(found: str, sign: str) -> str:
    """Return what stands between a sound and its small vowel: y, except after sh, ch, j and f."""
    soft = found[:-1].endswith(("sh", "ch", "j")) or sign in "ぁぃぇぉ"
    return "" if soft else "y"


@lru_cache(maxsize=4_000)
def words(choice: Choice) -> str:
    """Return everything by which an entry is found, one after the other, as it is compared."""
    read = READ.sub(r"\2", choice.label.get("ja-x-easy", ""))
    kana = "".join(_KANA.findall(_hiragana(read)))
    letters = choice.value if choice.value.isupper() else ""  # of a country: VNM
    said = [*choice.label.values(), read, romaji(kana), choice.code, letters, *choice.also]
    return " ".join(dict.fromkeys(plain(one) for one in said if one))


def found(choices: Sequence[Choice], text: str) -> list[Choice]:
    """Return the entries that a text may mean; one that is meant exactly comes alone."""
    wanted = plain(text)
    if not wanted:
        return []
    exact = [one for one in choices if wanted in words(one).split(" ")]
    if len(exact) == 1 or wanted.isdecimal():
        return exact
    return [one for one in choices if wanted in words(one)]

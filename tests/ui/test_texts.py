"""Every text that is asked for exists, in three languages, with readings; and none is left over."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import zairyu
from zairyu.law.read import read
from zairyu.words import LANGUAGES
from zairyu.words.catalogue import catalogue
from zairyu.words.readings import without_reading

SOURCE = Path(zairyu.__file__).parent
_PARAM = re.compile(r"\{(\w+)\}")


@cache
def sources() -> str:
    """All code and templates as one text: where a key could be asked for."""
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]
    data = [
        path
        for path in SOURCE.rglob("*.yaml")
        if "texts" not in path.parts and "locale" not in path.parts
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in [*files, *data])


@cache
def literals() -> frozenset[str]:
    """Every quoted word of the sources, and the fixed beginning of every composed one."""
    quoted = re.findall(r"""["']([\w.:/-]+)["']""", sources())
    begun = re.findall(r"""["']([\w.-]+[.-])(?=["'{])""", sources())
    bare = re.findall(r"(?:: |- )([a-z][\w.-]+)(?=[,}\n])", sources())
    listed = re.findall(r"[\w.-]+", " ".join(re.findall(r'"([a-z0-9 .-]+)"', sources())))
    return frozenset([*quoted, *begun, *bare, *listed])


@cache
def shapes() -> re.Pattern[str]:
    """The keys that code composes in its middle, such as f"notices.{kind}.subject"."""
    found = re.findall(r"""f["']([a-z]+\.[\w.{}()\[\]-]*\{[^"']*)["']""", sources())
    bare = [re.split(r"\{[^{}]*\}", shape) for shape in found]
    return re.compile("|".join("[\\w-]+".join(map(re.escape, parts)) for parts in sorted(bare)))


def begins(key: str) -> list[str]:
    """The beginnings of a key after which a word may be put in."""
    return [key[: place + 1] for place, sign in enumerate(key) if sign in ".-"]


def asked_for(key: str) -> bool:
    if key.startswith("problem."):
        code = key.removeprefix("problem.")
        ways = [code, *(code[place + 1 :] for place, sign in enumerate(code) if sign in ".-")]
        return any(way in literals() for way in ways)
    before, _, last = key.rpartition(".")
    if last in literals() and (before in literals() or shapes().fullmatch(before)):
        return True  # put together from two words, such as the label of a box of a form
    room = key.split(".")[0] + "."
    begun = any(begin in literals() for begin in begins(key) if begin != room)
    return key in literals() or begun or bool(shapes().fullmatch(key))


def test_every_text_speaks_three_languages():
    lacking = {
        key: sorted(set(LANGUAGES) - text.keys())
        for key, text in catalogue().items()
        if set(LANGUAGES) - text.keys() or not all(text.values())
    }
    assert lacking == {}


def test_easy_japanese_may_leave_a_value_out_but_asks_for_none_of_its_own():
    def values(words: str) -> set[str]:
        return set(_PARAM.findall(words))

    differing = [
        key
        for key, text in catalogue().items()
        if values(text["ja-x-easy"]) - values(text["ja"]) - values(text["en"])
    ]
    assert differing == []


def test_every_kanji_of_easy_japanese_has_its_reading():
    unread = {
        key: without_reading(text["ja-x-easy"])
        for key, text in catalogue().items()
        if without_reading(text["ja-x-easy"])
    }
    assert unread == {}


@pytest.mark.parametrize("room", ["law", "questionnaire"])
def test_every_kanji_of_the_tables_has_its_reading(room):
    unread = {
        text["ja-x-easy"]
        for path in (SOURCE / room / "data").rglob("*.yaml")
        for text in worded(read(path.read_text(encoding="utf-8"), path.name))
        if without_reading(text["ja-x-easy"])
    }
    assert unread == set()


def worded(value) -> Iterator[Mapping[str, str]]:
    """Give every text in a table."""
    if isinstance(value, list):
        for each in value:
            yield from worded(each)
    elif isinstance(value, dict):
        if isinstance(value.get("ja-x-easy"), str):
            yield value
        for each in value.values():
            yield from worded(each)


def test_english_texts_hold_no_japanese_but_names():
    kana = re.compile(r"[ぁ-んァ-ヶ]")
    found = [
        key
        for key, text in catalogue().items()
        if kana.search(text["en"].replace("東オン", ""))  # how receipt numbers of Tokyo begin
    ]
    assert found == []


def test_keys_begin_with_their_room():
    for folder in SOURCE.glob("*/texts"):
        for path in folder.glob("*.yaml"):
            keys = re.findall(r"^([\w.-]+):", path.read_text(encoding="utf-8"), re.M)
            wrong = [
                key for key in keys if not key.startswith((f"{folder.parent.name}.", "problem."))
            ]
            assert wrong == [], path


def test_every_text_that_a_template_says_exists():
    said = re.compile(r"""\{%\s*say(?:_plain)?\s+["']([\w.-]+)["']([^%]*)%\}""")
    unknown = {
        f"{path.name}: {key}"
        for path in SOURCE.rglob("*.html")
        for key, rest in said.findall(path.read_text(encoding="utf-8"))
        if "|add:" not in rest and key not in catalogue()
    }
    assert unknown == set()


def test_a_template_gives_every_value_that_its_text_wants():
    said = re.compile(r"""\{%\s*say(?:_plain)?\s+["']([\w.-]+)["']([^%]*)%\}""")
    wrong = set()
    for path in SOURCE.rglob("*.html"):
        for key, rest in said.findall(path.read_text(encoding="utf-8")):
            if key not in catalogue() or "|add:" in rest:
                continue
            wants = set(_PARAM.findall(catalogue()[key]["ja"]))
            given = set(re.findall(r"(\w+)=", rest))
            if wants - given:
                wrong.add(f"{path.name}: {key} wants {sorted(wants - given)}")
    assert wrong == set()


def test_no_text_is_left_over():
    unused = sorted(key for key in catalogue() if not asked_for(key))
    assert unused == []


@pytest.mark.parametrize("words", ["申請", "申請（しんせい）を 出す"])
def test_a_kanji_without_reading_would_be_found(words):
    assert without_reading(words)


def test_a_key_that_nobody_says_would_be_found():
    assert not asked_for("portal.front.nobody" + "-says-this")


COUNTERS = {"年": "ねん", "日": "にち", "歳": "さい", "回": "かい", "件": "けん", "円": "えん"}
_COUNTED = re.compile(r"\d([年日歳回件円])([一-鿿]+)（([ぁ-ゖー]+)）")


def easy_texts() -> Iterator[tuple[str, str]]:
    """All easy Japanese of the catalogue and of the tables, by its key or file."""
    yield from ((key, text["ja-x-easy"]) for key, text in catalogue().items())
    for path in SOURCE.rglob("data/**/*.yaml"):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path.name, line


def test_what_follows_a_number_is_read_with_its_counter():
    """3年以上 is one run of kanji: its reading is ねんいじょう, and かげつ never stands over 月."""
    wrong = [
        (where, run)
        for where, text in easy_texts()
        for counter, run, reading in _COUNTED.findall(text)
        if not reading.startswith(COUNTERS[counter])
    ]
    assert wrong == []
    assert [where for where, text in easy_texts() if "か月（か" in text] == []

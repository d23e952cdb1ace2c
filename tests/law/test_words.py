"""What the law says to people: every text in three languages, easy Japanese with its readings."""

import re
from datetime import date

import pytest

from zairyu.law.papers import worded_in_full
from zairyu.law.read import tables
from zairyu.law.tables import data
from zairyu.words.readings import without_reading

LANGUAGES = {"ja", "en", "ja-x-easy"}


def texts(node, path):
    if isinstance(node, dict):
        if "ja" in node:
            yield path, node
            return
        for key, value in node.items():
            yield from texts(value, f"{path}/{key}")
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from texts(value, f"{path}/{place}")


def all_texts():
    for name, table in tables("zairyu.law", "data").items():
        yield from texts(table, name)
    for name, table in tables("zairyu.law", "texts").items():
        yield from texts(table, f"texts/{name}")


def test_easy_japanese_gives_every_reading():
    wrong = {
        path: without_reading(text["ja-x-easy"])
        for path, text in all_texts()
        if "ja-x-easy" in text and without_reading(text["ja-x-easy"])
    }
    assert wrong == {}


def test_every_text_has_its_english():
    assert [path for path, text in all_texts() if "en" not in text and "forms/" not in path] == []


@pytest.mark.parametrize(
    "table",
    ["lifecycle", "procedures", "switches", "categories", "photo", "statuses", "offices", "papers",
     "facts"],
)  # fmt: skip
def test_what_screens_show_is_complete(table):
    official = ("internal", "official_name", "members", "address",
                "routes", "branch", "neighbour")  # fmt: skip
    branches = {k for k, row in data("offices")["offices"].items() if row["kind"] == "branch"}
    lacking = [
        path
        for path, text in texts(data(table), table)
        if set(text) != LANGUAGES
        and not any(word in path for word in official)
        and not branches & set(path.split("/"))
    ]
    assert lacking == []


def test_problems_have_every_language():
    for name, table in tables("zairyu.law", "texts").items():
        for key, text in table.items():
            assert set(text) == LANGUAGES, f"{name}: {key}"


def test_no_text_shouts_or_abbreviates():
    for path, text in all_texts():
        assert "！" not in text["ja"], path


def test_every_paper_says_in_every_language_what_it_is_why_it_is_asked_and_where_to_get_it():
    lacking = [
        f"{key}: {word}"
        for key, paper in data("papers")["papers"].items()
        for word in ("name", "why", "hint")
        if set(paper.get(word, {})) != LANGUAGES
    ]
    assert lacking == []


def test_no_paper_hides_behind_the_general_sentence():
    general = data("papers")["why"]
    said = [paper["why"]["ja"] for paper in data("papers")["papers"].values()]
    assert general["ja"] not in said


def test_every_set_is_worded_in_full():
    assert set(worded_in_full()) == set(data("sets")["sets"])


def test_easy_japanese_of_papers_keeps_its_sentences_short():
    long = [
        (key, sentence)
        for key, paper in data("papers")["papers"].items()
        for word in ("why", "hint")
        for sentence in re.split("[。〈〉（）]", _bare(paper[word]["ja-x-easy"]))
        if len(sentence.replace(" ", "")) > 45
    ]
    assert long == []


def _bare(text):
    """Easy Japanese without its readings and without what stands on the paper in 『』."""
    return re.sub(r"（[ぁ-ゖー]+）|『[^』]*』", "", text)


def test_days_in_tables_are_days():
    for name, table in tables("zairyu.law", "data").items():
        for path, node in _rows(table, name):
            for key in ("since", "ends_on", "until", "last_day"):
                if key in node and node[key] is not None:
                    assert isinstance(node[key], date) or key == "last_day", path


def _rows(node, path):
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from _rows(value, f"{path}/{key}")
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _rows(value, f"{path}/{place}")

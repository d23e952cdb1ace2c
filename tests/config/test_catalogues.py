"""Messages of the framework in our words: compiled as written, and readable in easy Japanese."""

import gettext

import pytest
from django.utils import translation
from django.utils.translation import gettext as said
from django.utils.translation import ngettext

from zairyu.config.catalogues import CatalogueFault, compiled, parse, sources
from zairyu.words.readings import without_reading


@pytest.mark.parametrize("source", sources(), ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_the_one_that_was_written(source):
    messages = parse(source.read_text(encoding="utf-8"))
    assert source.with_suffix(".mo").read_bytes() == compiled(messages)
    with source.with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    for key, words in messages.items():
        if "\0" in key:
            assert read.ngettext(*key.split("\0"), 2) == words
        elif key:
            assert read.gettext(key) == words


def test_both_japanese_catalogues_say_the_same_messages():
    one, other = (set(parse(source.read_text(encoding="utf-8"))) for source in sources())
    assert one == other


def test_easy_japanese_has_a_reading_for_every_kanji():
    easy = next(source for source in sources() if source.parts[-3] == "ja_X-easy")
    messages = parse(easy.read_text(encoding="utf-8"))
    assert {
        key: found for key, words in messages.items() if (found := without_reading(words))
    } == {}


def test_the_framework_speaks_easy_japanese():
    with translation.override("ja-x-easy"):
        assert said("This field is required.") == "書（か）いてください。"
        many = "This password is too short. It must contain at least %d characters."
        one = "This password is too short. It must contain at least %d character."
        assert "12文字（もじ）" in ngettext(one, many, 12) % 12
    with translation.override("ja"):
        assert said("This field is required.") == "入力してください。"


def test_an_entry_that_stands_twice_or_is_empty_is_refused():
    for text in ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"', 'msgid "a"\nmsgstr ""'):
        with pytest.raises(CatalogueFault):
            parse(text)

"""The reader of tables is strict, and reads as the library reads."""

from datetime import date
from pathlib import Path

import pytest
import yaml

import zairyu
from zairyu.law.read import TableFault, read, read_marked

FILES = sorted(Path(zairyu.__file__).parent.rglob("*.yaml"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("a: [1, -2, 1.5, yes, no, on, true, false, ~]",
         {"a": [1, -2, 1.5, "yes", "no", "on", True, False, None]}),
        ("a: 2026-10-01\nb: '2026-10-01'", {"a": date(2026, 10, 1), "b": "2026-10-01"}),
        ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
        ("a: >-\n  two\n  lines", {"a": "two lines"}),
        ("2026: {sports: 2026-10-12}", {2026: {"sports": date(2026, 10, 12)}}),
    ],
)  # fmt: skip
def test_words_and_days_stay_what_they_look_like(text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3", "fees, line 3: the key 'a' stands twice; keep one of them"),
        ("a: 2026-02-30", "2026-02-30 is no day of the calendar"),
        ("a: [1", "fees"),
        ("a: *nothing", "nothing"),
        ("a: !!python/object:os.system {}", "fees"),
        ("a: !!str 1", "take the tag"),
        ("? {a: 1}\n: 2", "a key is a word"),
        ("a: 1\n---\nb: 2", "one document"),
    ],
)
def test_what_is_no_table_is_told_with_its_place(text, said):
    with pytest.raises(TableFault) as fault:
        read(text, "fees")
    assert said in str(fault.value)


class Library(yaml.CSafeLoader):
    """The library's own way, with our words for yes and no."""


Library.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Library.add_implicit_resolver(
    "tag:yaml.org,2002:bool", yaml.resolver.re.compile("^(?:true|false)$"), ["t", "f"]
)


def test_every_table_is_read_as_the_library_reads_it_and_as_the_linter_does():
    small = [path for path in FILES if path.stat().st_size < 8_000]
    assert len(small) > 40
    for path in small:
        text = path.read_text(encoding="utf-8")
        found = read(text, path.name)
        assert repr(found) == repr(yaml.load(text, Library)), path
        assert found == read_marked(text, path.name).value, path

"""The page of a copy that people read: the same as the data, in headings and lists."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zairyu.privacy.gather import Gathered
from zairyu.words import say, say_moment
from zairyu.words.catalogue import catalogue

_STYLE = (
    "body{font:17px/1.75 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
    "dt{font-weight:700}dd{margin:0 0 .5rem;overflow-wrap:anywhere;white-space:pre-wrap}"
    "article{border:1px solid #666;padding:.5rem 1rem;margin:0 0 1rem}"
)


def title_of(table: str) -> str:
    """Return the key of the words for a table."""
    return f"privacy.table.{table.replace('.', '-').lower()}"


def page(found: Gathered, language: str, at: datetime) -> bytes:
    """Return the page: every table with its rows, then what is not handed out, and why."""
    sections = [_section(name, rows, language) for name, rows in found.tables.items() if rows]
    left = format_html_join(
        "", "<li>{}: {}</li>", ((name, _why(why, language)) for name, why in found.left.items())
    )
    whole = format_html(
        '<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title><style>{}</style>'
        "<h1>{}</h1><p>{}</p>{}<h2>{}</h2><ul>{}</ul></html>",
        language,
        say("portal.data.title", language),
        SafeString(_STYLE),
        say("portal.data.title", language),
        say("privacy.copy.made", language, at=say_moment(at, language)),
        SafeString("".join(sections)),
        say("privacy.copy.left", language),
        left,
    )
    return whole.encode()


def _why(why: str, language: str) -> str:
    return say(f"privacy.left.{why}", language)


def _section(name: str, rows: list[dict[str, Any]], language: str) -> SafeString:
    known = catalogue().get(title_of(name))
    title = say(title_of(name), language) if known else name
    return format_html(
        "<h2>{}（{}）</h2>{}", title, len(rows), format_html_join("", "{}", map(_row, rows))
    )


def _row(row: Mapping[str, Any]) -> tuple[SafeString]:
    lines = (
        (name, _value(value)) for name, value in row.items() if value not in (None, "", [], {})
    )
    inside = format_html_join("", "<dt>{}</dt><dd>{}</dd>", lines)
    return (format_html("<article><dl>{}</dl></article>", inside),)


def _value(value: Any) -> str | SafeString:
    if isinstance(value, Mapping):
        return format_html(
            "<dl>{}</dl>",
            format_html_join(
                "", "<dt>{}</dt><dd>{}</dd>", ((key, _value(one)) for key, one in value.items())
            ),
        )
    if isinstance(value, list):
        return format_html_join("\n", "{}", ((_value(one),) for one in value))
    return str(value)

"""Puts typed values back into the fields of a page that is shown in another language."""

from collections.abc import Mapping, Sequence
from html import escape
from html.parser import HTMLParser

Typed = Mapping[str, Sequence[str]]
# Never given back: secrets, files (a browser refuses them), and the page's own hidden values.
_KEPT_OUT = {"password", "file", "hidden", "submit", "button", "image", "reset"}
_TICKED = {"checkbox", "radio"}
Attributes = list[tuple[str, str | None]]


class _Refiller(HTMLParser):
    def __init__(self, typed: Typed) -> None:
        super().__init__(convert_charrefs=False)
        self.typed, self.out = typed, list[str]()
        self.select: Sequence[str] | None = None
        self.inside_textarea = False

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Write the tag as it was, or with the typed value."""
        own = dict(attrs)
        typed = self.typed.get(own.get("name") or "")
        if tag == "input":
            self._input(own, typed)
        elif tag == "option" and self.select is not None:
            self._ticked("option", own, "selected", self.select)
        else:
            self._raw(self.get_starttag_text() or "")
            if tag == "select":
                self.select = typed
            elif tag == "textarea" and typed is not None:
                self.inside_textarea = True
                self.out.append("\n" + escape(typed[-1]))

    def _input(self, own: dict[str, str | None], typed: Sequence[str] | None) -> None:
        kind = (own.get("type") or "text").lower()
        if kind in _TICKED and own.get("name"):
            self._ticked("input", own, "checked", typed or ())
        elif typed is None or kind in _KEPT_OUT:
            self._raw(self.get_starttag_text() or "")
        else:
            self._write("input", {**own, "value": typed[-1]})

    def _ticked(
        self, tag: str, own: dict[str, str | None], mark: str, values: Sequence[str]
    ) -> None:
        chosen = (own.get("value") or "on" if tag == "input" else own.get("value") or "") in values
        rest = {name: value for name, value in own.items() if name != mark}
        self._write(tag, {**rest, **({mark: None} if chosen else {})})

    def _write(self, tag: str, own: Mapping[str, str | None]) -> None:
        parts = [
            name if value is None else f'{name}="{escape(value)}"' for name, value in own.items()
        ]
        self.out.append(f"<{' '.join([tag, *parts])}>")

    def _raw(self, text: str) -> None:
        if not self.inside_textarea:
            self.out.append(text)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Treat a self-closed tag as an opened one where HTML does so."""
        if tag == "input":
            self.handle_starttag(tag, attrs)
        else:
            self._raw(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """Leave the field that ends here."""
        if tag == "textarea":
            self.inside_textarea = False
        elif tag == "select":
            self.select = None
        self._raw(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep the text of the page."""
        self._raw(data)

    def handle_entityref(self, name: str) -> None:
        """Keep a named character."""
        self._raw(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a numbered character."""
        self._raw(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self._raw(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """Keep the doctype."""
        self._raw(f"<!{decl}>")


def refill(html: str, typed: Typed) -> str:
    """Return a page whose fields hold what was typed; passwords and files are never given back.

    >>> refill('<input name="a"><input type=password name=b>', {"a": ["x"], "b": ["y"]})
    '<input name="a" value="x"><input type=password name=b>'
    """
    if not typed:
        return html
    writer = _Refiller(typed)
    writer.feed(html)
    writer.close()
    return "".join(writer.out)

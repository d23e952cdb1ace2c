"""Skeletons with holes: what of a question never changes is made once, the rest is filled in.

A template is rendered with marks in place of what changes; the marks become holes. Filling them is
a join of strings, so a page of forty questions costs little.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


@dataclass(frozen=True)
class Hole:
    """A place that is filled in anew each time: what goes there, from which box, with what."""

    kind: str
    suffix: str = ""
    extra: str = ""


@dataclass(frozen=True)
class State:
    """What fills the holes of one question: its boxes and what is said below and above it."""

    boxes: Mapping[str, Sequence[str]]
    problems: str = ""
    read: str = ""
    origin: str = ""
    row: str = ""
    value: str = ""
    places: str = ""
    found: str = ""


@dataclass
class Lists:
    """Long lists of options, kept beside the template and named by their place."""

    texts: list[str] = field(default_factory=list)

    def keep(self, options: str) -> str:
        """Keep a list of options and return its name."""
        self.texts.append(options)
        return str(len(self.texts) - 1)


Pieces = tuple[str | Hole, ...]


def mark(kind: str, suffix: str = "", extra: str = "") -> SafeString:
    """Return the mark of a hole, to be put into a template."""
    return mark_safe(f"{_OPEN}{kind}{_MIDDLE}{suffix}{_MIDDLE}{extra}{_CLOSE}")


def pieces(html: str, lists: Lists) -> Pieces:
    """Return a rendered template as its unchanging texts and its holes."""
    found: list[str | Hole] = []
    for place, text in enumerate(_MARK.split(html)):
        if place % 2 == 0:
            if text:
                found.append(text)
            continue
        kind, suffix, extra = text.split(_MIDDLE)
        if kind == "options":
            number, _, extra = extra.partition(":")
            extra = f"{extra}:{lists.texts[int(number)]}"
        found.append(Hole(kind, suffix, extra))
    return tuple(found)


def _options(hole: Hole, state: State) -> str:
    place, _, options = hole.extra.partition(":")
    if state.found and hole.suffix == "":  # what was searched stands on top, to be chosen from
        first, end, rest = options.partition("</option>")
        options = first + end + state.found + rest
    texts = [text for text in state.boxes.get(hole.suffix, ()) if text]
    if int(place) >= len(texts):
        return options
    chosen = f'value="{escape(texts[int(place)])}"'
    return options.replace(chosen, f"{chosen} selected", 1)


def _filled(hole: Hole, state: State) -> str:
    if hole.kind == "text":
        texts = state.boxes.get(hole.suffix)
        return escape(texts[-1]) if texts else ""
    if hole.kind == "checked":
        return " checked" if hole.extra in state.boxes.get(hole.suffix, ()) else ""
    if hole.kind == "options":
        return _options(hole, state)
    return str(getattr(state, hole.kind))


def fill(template: Pieces, state: State) -> str:
    """Return the HTML of a skeleton with its holes filled."""
    return "".join(piece if isinstance(piece, str) else _filled(piece, state) for piece in template)

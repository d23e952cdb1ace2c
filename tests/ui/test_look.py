"""The promises of the look: colours as tokens, readable, light to load, templates sound."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.loader import get_template

import zairyu

SOURCE = Path(zairyu.__file__).parent
TOKENS = SOURCE / "ui/static/ui/tokens.css"
HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")
SHEETS = sorted(path for path in SOURCE.rglob("static/**/*.css") if path != TOKENS)
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_style_sheet_but_the_tokens_holds_a_colour(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert HEX.findall(text) == []
    assert not re.search(r"\b(?:rgb|hsl|oklch)a?\(", text)


def test_no_template_styles_by_itself():
    styled = re.compile(
        r"""\sstyle=|<style|<script(?![^>]*(?:\ssrc=|"application/json"))|\son[a-z]+=["']|fill=["']#"""
    )
    found = [path.name for path in TEMPLATES if styled.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_every_style_sheet_uses_only_tokens_that_exist():
    known = set(re.findall(r"(--[\w-]+):", TOKENS.read_text(encoding="utf-8")))
    unknown = {}
    for path in SHEETS:
        text = path.read_text(encoding="utf-8")
        own = set(re.findall(r"(--[\w-]+):", text))
        asked = set(re.findall(r"var\((--[\w-]+)", text))
        if asked - known - own:
            unknown[path.name] = sorted(asked - known - own)
    assert unknown == {}


def palette(scheme: str) -> dict[str, str]:
    text = TOKENS.read_text(encoding="utf-8")
    light = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", text.split("@media")[0]))
    dark = text[text.index("prefers-color-scheme: dark") : text.index("@media print")]
    return (
        light
        if scheme == "light"
        else light | dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", dark))
    )


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


KINDS = ("bad", "good", "warn", "soon", "wait", "over")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme):
    colour = palette(scheme)
    pairs = [("--ink", "--paper"), ("--ink", "--wash"), ("--ink-2", "--paper")]
    pairs += [("--ink-2", "--wash"), ("--link", "--paper"), ("--link", "--wash")]
    pairs += [("--on-act", "--act"), ("--on-act", "--act-hover"), ("--focus-ink", "--focus-ground")]
    pairs += [(f"--{kind}", "--paper") for kind in KINDS]
    pairs += [(f"--{kind}", f"--{kind}-wash") for kind in KINDS]
    pairs += [("--ink", f"--{kind}-wash") for kind in KINDS]
    fills = ("valid", "pending", "ended", "revoked", "forged")
    pairs += [("--on-fill", f"--fill-{fill}") for fill in fills]
    low = {pair: contrast(colour[pair[0]], colour[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_edge_and_mark_can_be_seen(scheme):
    colour = palette(scheme)
    marks = ["--edge", "--act", "--focus-out", *(f"--c-{number}" for number in range(1, 7))]
    assert [mark for mark in marks if contrast(colour[mark], colour["--paper"]) < 3] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_is_sound(path):
    name = path.relative_to(next(p for p in path.parents if p.name == "templates"))
    assert get_template(str(name))


def test_every_static_file_that_a_template_names_exists():
    named = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")
    missing = {
        name
        for path in TEMPLATES
        for name in named.findall(path.read_text(encoding="utf-8"))
        if not finders.find(name)
    }
    assert missing == set()


@pytest.mark.django_db
def test_the_first_page_weighs_less_than_60_kilobytes(client):
    page = client.get("/").content
    sheets = re.findall(rb'href="/static/([^"]+\.css)"', page)
    weight = len(page) + sum(len(Path(finders.find(s.decode())).read_bytes()) for s in sheets)
    assert len(sheets) >= 4
    assert weight < 60_000
    assert b"@font-face" not in page


def test_the_tags_are_there_without_loading():
    engine = engines["django"].engine
    assert {"say", "day", "icon", "q"} <= {
        name for library in engine.template_builtins for name in library.tags
    }

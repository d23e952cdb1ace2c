"""What the tests of drawn forms share: forms, a reader of pages, a section drawn."""

from datetime import date
from html.parser import HTMLParser

from zairyu.questionnaire.form import form
from zairyu.ui.forms import render_section

ON = date(2026, 11, 24)
CHANGE = form("change", "engineer-humanities-international", ("extra-status-activity-permit",), ON)
COE = form("coe", "spouse-child-japanese", (), ON)
EXTENSION = form("extension", "business-manager", ("reentry-permit",), ON)
CERTIFICATE = form("work-qualification-certificate", "engineer-humanities-international", (), ON)
FORMS = [CHANGE, COE, EXTENSION, CERTIFICATE]
OTHERS = [
    form("coe", "student", (), ON),
    form("change", "specified-skilled-worker-1", (), ON),
    form("change", "dependent", (), ON),
    form("extension", "intra-company-transferee", (), ON),
    form("extension", "professor", (), ON),
    form("acquisition", "dependent", (), ON),
]
ALL = {"filed_by_agent": True, "filed_by_representative": True}
TABLE = "common-change.family_in_japan"
VOID = {"input", "br", "img", "circle", "path"}


class Reader(HTMLParser):
    """Reads a page: its elements with attributes, and whether it is well nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.found if "id" in attrs]


def drawn(each, key, language="ja", answers=None, raw=None, problems=(), **more) -> str:
    return render_section(each, key, answers or {}, raw or {}, problems, language, ALL, **more)
